"""Source documents to signed credentials: draft, decide, sign."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from app import pipeline
from app.errors import NothingApproved
from app.flows import outputs
from app.flows.draft import begun, describe
from app.flows.inputs import Input
from app.flows.issue import Signer, in_folder, sign
from app.flows.outcome import Failure, Outcome, State, Tick, attempt
from app.flows.review import Review, write_record
from app.review import decide
from app.review.model import Draft, Person, Record, Role

Scope = Literal["stated", "all"]
"""What a bulk attestation takes in: the stated claims, or the demonstrated ones as well. Inferred ones never."""


def convert_attested(
    inputs: Sequence[Input], tools: pipeline.Tools, scope: Scope, signer: Signer, out: Path, tick: Tick
) -> list[Outcome]:
    """Draft, attest in bulk and sign each input; all files of one input are written together at its end."""
    outcomes = []
    for item in inputs:
        outcomes.append(attempt(begun(item), partial(_convert, item, tools, scope, signer, out)))
        tick(item.name)
    return outcomes


def _convert(item: Input, tools: pipeline.Tools, scope: Scope, signer: Signer, out: Path) -> Outcome:
    draft = pipeline.draft(item.read(tools.limits), tools)
    outcome = describe(item, draft)
    files = {f"{item.name}.draft.json": outputs.json_bytes(draft)}
    try:
        record = attest(draft, scope, signer)
    except NothingApproved as error:
        # it was read, so the draft stays for a person to look at
        return unsigned(outcome.model_copy(update={"files": outputs.place(out, files)}), error)
    return finish(outcome, record, files, signer, out)


def unsigned(outcome: Outcome, error: NothingApproved) -> Outcome:
    """Say that a document was read and nothing of it could be signed."""
    return outcome.model_copy(update={"failure": Failure.of(error)})


def attest(draft: Draft, scope: Scope, signer: Signer) -> Record:
    """Record the worker's bulk attestation of their own document. Raises NothingApproved."""
    worker = Person(id=signer.key.did, role=Role.WORKER)
    return decide.decide(draft, decide.attest(draft, worker, signer.clock(), scope), worker.id)


def review_outcome(outcome: Outcome, review: Review, *, finished: bool, signer: Signer, out: Path) -> Outcome:
    """Sign what a worker approved when they finished; otherwise say how far they came.

    A review that was left with every claim decided has its record written, and nothing signed.
    """
    if finished:
        return attempt(outcome, lambda: finish(outcome, review.record(), {}, signer, out))
    if not review.complete():
        return outcome.model_copy(update={"state": State.UNFINISHED})

    def keep() -> Outcome:
        files = (*outcome.files, write_record(out, outcome.name, review.record()))
        return outcome.model_copy(update={"state": State.DECIDED, "files": files})

    return attempt(outcome, keep)


def finish(outcome: Outcome, record: Record, files: Mapping[str, bytes], signer: Signer, out: Path) -> Outcome:
    """Sign `record` and write it with its credentials and `files`. Raises CredentialRefused, OutputRefused."""
    name = outcome.name
    files = {**files, f"{name}.record.json": outputs.json_bytes(record), **sign(name, record, signer)}
    written = outputs.place(out, files)
    return outcome.model_copy(
        update={
            "state": State.SIGNED,
            "approved": len(record.claims),
            "credentials": in_folder(written, f"{name}.credentials"),
            "files": tuple(sorted({*outcome.files, *written})),
        }
    )
