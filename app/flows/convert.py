"""Source documents to signed credentials: draft, decide, sign."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app import pipeline
from app.errors import NothingApproved
from app.extraction.model import Basis
from app.flows import outputs
from app.flows.adding import carried
from app.flows.draft import Drafting, begun, describe, here, keep_draft, noted, taken_up
from app.flows.inputs import Input
from app.flows.issue import Signer, in_folder, sign
from app.flows.journal import Journal, journal_path
from app.flows.naming import Naming
from app.flows.outcome import Failure, Outcome, State, Tick, attempt
from app.flows.removed import removed, told
from app.flows.review import Review, Scope, write_record
from app.review import decide
from app.review.model import Draft, Person, Record, Role

_ASKED = {"stated": "one call can attest as stated", "all": "one call can attest"}

SignerOf = Callable[[str], Signer]
"""SHA-256 of a document to the worker who attests it."""


@dataclass(frozen=True)
class Attesting:
    """How the drafts of a call are attested in bulk."""

    scope: Scope
    signer_of: SignerOf


def convert_attested(
    inputs: Sequence[Input],
    tools: pipeline.Tools,
    attesting: Attesting,
    out: Path,
    tick: Tick,
    drafting: Drafting | None = None,
) -> list[Outcome]:
    """Draft, attest in bulk and sign each input; all files of one input are written together at its end.

    `drafting` makes the drafts elsewhere than here, with the same tools.
    """
    outcomes, naming = [], Naming(out, inputs)
    made = drafting or here(tools)
    for item in inputs:
        outcomes.append(attempt(begun(item), partial(_convert, item, made, tools, attesting, out, naming)))
        tick(item.name)
    return outcomes


def _convert(
    item: Input, drafting: Drafting, tools: pipeline.Tools, attesting: Attesting, out: Path, naming: Naming
) -> Outcome:
    draft, scope = drafting(item), attesting.scope
    name, draft, notes = taken_up(item, draft, tools, out, naming)
    outcome = noted(describe(item, draft, name), notes)

    def now() -> Draft:
        """Give the draft with what somebody added to its file meanwhile: it waits for a decision."""
        return carried(draft, out / f"{name}.draft.json", lambda: item.read(tools.limits), tools)

    if not draft.claims:
        with outputs.alone(out):
            return keep_draft(outcome, now(), out)
    signer = attesting.signer_of(draft.document.sha256)
    try:
        attested = _attest(outcome.name, draft, signer, scope, out)
    except NothingApproved as error:
        # it was read, so the draft stays for a person to look at
        with outputs.alone(out):
            return keep_draft(outcome, now(), out).model_copy(update={"failure": Failure.of(error)})
    notes = (*outcome.notes, *_left_out(attested.review, attested.record, scope))
    if attested.answered:
        answered = f"as answered in a review: {_claims(attested.answered)}; the others are attested in bulk"
        notes = (*notes, answered)
    with outputs.alone(out):
        files = {f"{outcome.name}.draft.json": outputs.json_bytes(now()), **attested.signed}
        return _written(outcome.model_copy(update={"notes": notes}), attested.record, files, signer, out)


class _Attested(NamedTuple):
    """A review with an attestation in its journal, and what is signed by both."""

    review: Review
    answered: int
    """How many claims were approved one by one."""
    record: Record
    signed: Mapping[str, bytes]


def _attest(name: str, draft: Draft, signer: Signer, scope: Scope, out: Path) -> _Attested:
    """Attest in bulk what nobody decided on, and sign; anew when somebody decided while it was signed.

    Raises NothingApproved, NotTheWorkers, CredentialRefused, DecisionRefused, OutputRefused.
    """
    worker = Person(id=signer.key.did, role=Role.WORKER)
    while True:
        review = Review(draft, worker, signer.clock, Journal(journal_path(out, name)))
        answered = review.count(*decide.APPROVING)
        made = review.attest(scope)
        record = _record(review, scope)
        signed = sign(name, record, signer)
        if review.keep(made):
            return _Attested(review, answered, record, signed)


def _left_out(review: Review, record: Record, scope: Scope) -> Iterator[str]:
    signed, rejected = {approved.claim.id for approved in record.claims}, review.rejected()
    flagged = {claim.id for claim in decide.left_out(review.draft, scope)} - signed - rejected
    covered = {claim.id for claim in decide.covered(review.draft, scope)}
    counts = {
        "rejected in a review": sum(claim.id in rejected - signed for claim in review.draft.claims),
        "flagged for a person to look at (`ler review`)": len(flagged),
        "put in other words by somebody before, or in an earlier draft (`ler review`)": len(
            covered - signed - rejected
        ),
    }
    for why, count in counts.items():
        if count:
            yield f"not signed: {_claims(count)}, {why}"


def _claims(count: int) -> str:
    return f"{count} claim{'s' * (count > 1)}"


def _record(review: Review, scope: Scope) -> Record:
    """Make the record of what was answered and attested. Raises NothingApproved."""
    try:
        return review.record()
    except NothingApproved:
        rejected = review.rejected()
    covered = decide.covered(review.draft, scope)
    why = "every claim that it could attest was rejected" if covered else f"it holds no claim that {_ASKED[scope]}"
    more = any(claim.basis is Basis.DEMONSTRATED and claim.id not in rejected for claim in review.draft.claims)
    if scope == "stated" and more:
        raise NothingApproved(why, hint="Look at it with `ler review`; --confirm all takes in what duties show, too.")
    raise NothingApproved(why)


def review_outcome(outcome: Outcome, review: Review, *, finished: bool, signer: Signer, out: Path) -> Outcome:
    """Sign what a worker approved when they finished; otherwise say how far they came.

    A review that was left with every claim decided has its record written, and nothing signed.
    """
    if finished:
        return attempt(outcome, lambda: _finish(outcome, review.record(), signer, out))
    if not review.complete():
        return outcome.model_copy(update={"state": State.UNFINISHED})

    def keep() -> Outcome:
        files = (*outcome.files, write_record(out, outcome.name, review.record()))
        return outcome.model_copy(update={"state": State.DECIDED, "files": files})

    return attempt(outcome, keep)


def _finish(outcome: Outcome, record: Record, signer: Signer, out: Path) -> Outcome:
    """Sign `record` and write it with its credentials. Raises NotTheWorkers, CredentialRefused, OutputRefused."""
    return _written(outcome, record, sign(outcome.name, record, signer), signer, out)


def _written(outcome: Outcome, record: Record, files: Mapping[str, bytes], signer: Signer, out: Path) -> Outcome:
    """Write a record with `files`, its credentials among them. Raises OutputRefused."""
    name = outcome.name
    files = {**files, f"{name}.record.json": outputs.json_bytes(record)}
    gone = removed(out, name, files)
    written = outputs.place(out, files)
    return outcome.model_copy(
        update={
            "state": State.SIGNED,
            "issuer": signer.key.did,
            "approved": len(record.claims),
            "credentials": in_folder(written, f"{name}.credentials"),
            "files": tuple(sorted({*outcome.files, *written})),
            "removed": gone,
            "notes": (*outcome.notes, *(told(gone) for _ in gone[:1])),
        }
    )
