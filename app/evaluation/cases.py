"""A reviewed draft to a case of a suite: the document's text masked, what people approved as truth.

Claims that somebody rejected become known to be wrong. What was attested in bulk was not looked at claim by claim,
and is no truth. What a draft missed is in it only where somebody added it, so such cases measure what is claimed more
than what is missed.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

from app.documents.redact.mask import Kind, Redacted, redact
from app.documents.spans import lines_around
from app.errors import DecisionRefused, NothingApproved, RedactionFailed
from app.evaluation.suite import About, Case, Consent, Suite, TrueEntry, TrueSkill
from app.extraction.model import Basis, Entry
from app.review import decide
from app.review.model import Decision, Draft, DraftClaim, Role, Verdict
from app.values import Frozen

_TELLING = 4
"""Letters from which on a masked value is looked for in all that is written."""
_FIELDS = ("title", "organization", "programme", "location")


class Exported(Frozen):
    """One case and the file that it speaks of."""

    case: Case
    text: str
    """Of the masked document; it goes into the case's one file."""


def export(
    draft: Draft,
    decisions: Sequence[Decision],
    consent: Consent,
    known: Sequence[str] = (),
    perhaps: Sequence[str] = (),
) -> Exported:
    """Make a case of a draft and the decisions on it.

    `known` are names of the worker, `perhaps` some that may be theirs (`redact`). Raises NothingApproved when nothing
    was decided claim by claim, RedactionFailed when personal data could not be masked with certainty or the worker's
    name was not recognised.
    """
    approved, rejected = _decided(draft, decisions)
    if not approved and not rejected:
        raise NothingApproved("No claim of the draft was decided on one by one.")
    text = draft.document.text
    masked = redact(text, known, perhaps)
    if not masked.named:
        raise RedactionFailed(
            "the worker's name was not recognised", hint="Give it with --name; it is masked and not written."
        )
    hide = _Hiding(masked, text, (*known, *perhaps))
    id_ = f"case-{hashlib.sha256(masked.text.encode()).hexdigest()[:12]}"
    case = Case(
        id=id_,
        files=(f"{id_}.txt",),
        entries=tuple(_entries(draft, approved, hide)),
        skills=tuple(_skill(claim, masked, hide) for claim in approved if claim.kind == "skill"),
        wrong=tuple(_skill(claim, masked, hide) for claim in rejected if claim.kind == "skill"),
        about=About(source="reviewed"),
        consent=consent.model_copy(update={"statement": hide.words(consent.statement)}),
    )
    hide.check(case.model_dump_json())
    return Exported(case=case, text=masked.text)


def added(suite: Suite | None, cases: Sequence[Case]) -> Suite:
    """Give the suite with the cases in it, in place of earlier ones of the same documents."""
    fresh = {case.id: case for case in cases}
    kept = [case for case in (suite.cases if suite else ()) if case.id not in fresh]
    return Suite(schema_="ler-truth/1", cases=(*kept, *fresh.values()))


def written(suite: Suite) -> bytes:
    """Give a suite as JSON; what is not said is left out."""
    told = suite.model_dump(mode="json", exclude_defaults=True)
    return (json.dumps({"schema": suite.schema_, **told}, indent=1, ensure_ascii=False) + "\n").encode()


def _decided(draft: Draft, decisions: Sequence[Decision]) -> tuple[list[DraftClaim], list[DraftClaim]]:
    """Give the claims that stand approved, as people left them, and those that somebody rejected."""
    workers = [event.person.id for event in decisions if event.person.role is Role.WORKER]
    worker = workers[-1] if workers else ""
    approved: list[DraftClaim] = []
    rejected: list[DraftClaim] = []
    for claim in draft.claims:
        events = [event for event in decisions if event.claim_id == claim.id and event.manner == "each"]
        standing = {event.person: event.verdict for event in events}
        if Verdict.REJECT in standing.values():
            rejected.append(claim)
        elif any(verdict in decide.APPROVING for verdict in standing.values()):
            try:
                record = decide.decide(draft, events, worker)
            except (DecisionRefused, NothingApproved):
                # of another version of the claim, or taken back since
                continue
            approved.append(record.claims[0].claim)
    return approved, rejected


def _entries(draft: Draft, approved: Sequence[DraftClaim], hide: "_Hiding") -> Iterator[TrueEntry]:
    held: dict[str | None, Entry] = {entry.id: entry for entry in draft.entries}
    for claim in approved:
        entry = held.get(claim.entry_id)
        if claim.kind == "skill" or entry is None:
            continue
        after = claim.correction.over(entry) if claim.correction else entry
        words = {name: hide.words(said) for name in _FIELDS if (said := getattr(after, name))}
        yield TrueEntry(
            kind=after.kind,
            start=after.start,
            end=after.end,
            current=after.current,
            expected=after.expected,
            **words,
        )


def _skill(claim: DraftClaim, masked: Redacted, hide: "_Hiding") -> TrueSkill:
    """Give a claimed skill in the printed words, masked; an inferred one by its name."""
    if claim.basis is Basis.INFERRED or not claim.evidence:
        return TrueSkill(mention=hide.words(claim.name), basis=claim.basis)
    first = claim.evidence[0]
    start, end = masked.masked_span(first.start, first.end)
    line = masked.text[slice(*lines_around(masked.text, start, end))]
    return TrueSkill(
        mention=" ".join(masked.text[start:end].split()), basis=claim.basis, context=" ".join(line.split())
    )


class _Hiding:
    """Masks words that are told of a document as the document itself is masked."""

    def __init__(self, masked: Redacted, original: str, known: Sequence[str]) -> None:
        self._masked, self._original = masked, original
        values = {original[mask.start : mask.end]: mask.placeholder for mask in masked.masks}
        self._values = {said: placeholder for said, placeholder in values.items() if len(said) >= _TELLING}
        names = [original[mask.start : mask.end] for mask in masked.masks if mask.kind is Kind.NAME]
        parts = {part.casefold() for name in (*names, *known) for part in re.findall(r"[^\W\d_]{3,}", name)}
        self._parts = _any_of(sorted(parts, key=len, reverse=True))

    def words(self, said: str) -> str:
        """Give words masked: where the document prints them, as it does there; else every part of a name, too."""
        at = self._original.find(said)
        if at >= 0:
            start, end = self._masked.masked_span(at, at + len(said))
            return self._masked.text[start:end]
        for value, placeholder in sorted(self._values.items(), key=lambda item: -len(item[0])):
            said = re.sub(re.escape(value), placeholder, said, flags=re.IGNORECASE)
        return self._parts.sub("[NAME]", said)

    def check(self, told: str) -> None:
        """See that nothing is left. Raises RedactionFailed."""
        if any(value in told for value in self._values):
            raise RedactionFailed("personal data of the document is left in what is true of it")


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    said = "|".join(map(re.escape, words))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)" if said else r"(?!)", re.IGNORECASE)
