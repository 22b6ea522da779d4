"""A document that was changed a little: known again by its words, and what was decided on it taken over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from app.documents.redact.mask import redact
from app.documents.redact.model import Kind
from app.errors import DraftInvalid, RecordInvalid, RedactionFailed
from app.extraction.model import Basis, Entry
from app.flows.journal import Journal
from app.review import decide
from app.review.history import rests_on
from app.review.model import Decision, Draft, DraftClaim, Record, Verdict
from app.review.standing import standing
from app.taxonomy.names import name_key

MOST = 0.7
"""Share of the lines of a document, and of what its claims quote, that stands in a later version of it."""
_REACHED = frozenset((Kind.EMAIL, Kind.PHONE, Kind.ID, Kind.BIRTHDATE))


def earlier_version(out: Path, name: str, draft: Draft) -> Draft | None:
    """Give the draft of that name in `out` when it is evidently one of another version of the same document."""
    before = _draft(out / f"{name}.draft.json")
    if before is None or before.document.sha256 == draft.document.sha256 or not _one_document(before, draft):
        return None
    return before


def one_document(out: Path, name: str) -> bool:
    """Say whether the record of that name in `out` was made of a version of the document that its draft is of."""
    draft, record = _draft(out / f"{name}.draft.json"), _record(out / f"{name}.record.json")
    if draft is None or record is None:
        return False
    quotes = [_plain(one.quote) for approved in record.claims for one in approved.claim.evidence]
    text = _plain(draft.document.text)
    return bool(quotes) and sum(quote in text for quote in quotes) >= MOST * len(quotes)


def take_over(before: Draft, after: Draft, journal: Journal) -> tuple[int, tuple[str, ...]]:
    """Add to the journal of a draft what was decided on one of another version of its document, claim by claim.

    A decision is taken over as it was given where the claim is the same: kind, name, facts and concepts, with its
    words still in the text. Gives of how many claims decisions were taken over, and the names of the others.
    Raises DecisionRefused, OutputRefused.
    """
    said = journal.read()
    digests = {claim.id: decide.claim_digest(claim) for claim in before.claims}
    decided: dict[str, list[Decision]] = {}
    for one in standing(said):
        speaks = digests.get(one.claim_id) == one.claim_sha256 or one.verdict is Verdict.REJECT
        if one.claim_id in digests and speaks and one.verdict is not Verdict.SKIP:
            decided.setdefault(one.claim_id, []).append(one)
    found = dict(_taken_over(before, after, decided))
    known = {one.model_dump_json() for one in said}
    fresh = [one for of_claim in found.values() for one in of_claim if one.model_dump_json() not in known]
    if fresh:
        journal.append(*fresh)
    left = (claim.name for claim in before.claims if claim.id in decided.keys() - found.keys())
    return len(found), tuple(left)


def _taken_over(
    before: Draft, after: Draft, decided: Mapping[str, Sequence[Decision]]
) -> Iterator[tuple[str, tuple[Decision, ...]]]:
    """Give the id of each earlier claim with its decisions, as they are on the later one."""
    old, new = _Side(before), _Side(after)
    left = {id_: claim for claim in before.claims if (id_ := claim.id) in decided}
    for claim in after.claims:
        same = next((one for one in left.values() if _is_same(one, old, claim, new, decided[one.id])), None)
        if same is not None and _still_says(same, old, claim, new, decided[left.pop(same.id).id]):
            digest = decide.claim_digest(claim)
            changes = {"claim_id": claim.id, "claim_sha256": digest}
            yield same.id, tuple(one.model_copy(update=changes) for one in decided[same.id])


class _Side(NamedTuple):
    """One of the two drafts."""

    draft: Draft

    def rests_on(self, claim: DraftClaim) -> set[str]:
        return set(rests_on(self.draft.document.text, claim))

    def facts(self, entry_id: str | None) -> dict[str, object] | None:
        entry = next((entry for entry in self.draft.entries if entry.id == entry_id), None)
        return _facts(entry) if entry else None


def _facts(entry: Entry) -> dict[str, object]:
    """Give what an entry tells; where it stands moves with every word above it."""
    return entry.model_dump(exclude={"id", "evidence", "body"})


def _is_rejected(decisions: Collection[Decision]) -> bool:
    return any(decision.verdict is Verdict.REJECT for decision in decisions)


def _is_same(one: DraftClaim, old: _Side, other: DraftClaim, new: _Side, decisions: Collection[Decision]) -> bool:
    if (one.kind, one.basis) != (other.kind, other.basis) or name_key(one.name) != name_key(other.name):
        return False
    if one.kind != "skill":
        # what was not somebody's job is not theirs with another date
        return _is_rejected(decisions) or old.facts(one.entry_id) == new.facts(other.entry_id)
    if one.basis is not Basis.INFERRED or one.inferred_from is None or other.inferred_from is None:
        return True
    ours, theirs = one.inferred_from, other.inferred_from
    return (ours.kind, ours.concept_name) == (theirs.kind, theirs.concept_name) and old.facts(
        ours.entry_id
    ) == new.facts(theirs.entry_id)


def _still_says(one: DraftClaim, old: _Side, other: DraftClaim, new: _Side, decisions: Collection[Decision]) -> bool:
    """Whether the decisions on one claim are ones on the other: nothing has come that nobody looked at."""
    ours, theirs = old.rests_on(one), new.rests_on(other)
    if _is_rejected(decisions):
        return theirs <= ours or (one.kind != "skill" and bool(ours & theirs))
    looks = {flag.code for flag in other.flags} - decide.HARMLESS
    if looks - {flag.code for flag in one.flags} or (ours and not ours & theirs):
        return False
    chosen = any(decision.edit and decision.edit.alignments is not None for decision in decisions)
    return chosen or [told.id for told in one.alignments] == [told.id for told in other.alignments]


def _one_document(before: Draft, after: Draft) -> bool:
    """Most lines and most of what is quoted stand in both, and both are evidently one person's."""
    old, new = before.document.text, after.document.text
    lines, there, whole = _lines(old), set(_lines(new)), _plain(new)
    quotes = [_plain(one.quote) for claim in before.claims for one in claim.evidence]
    most = sum(line in there for line in lines) >= MOST * len(lines)
    most = most and sum(quote in whole for quote in quotes) >= MOST * len(quotes)
    return bool(lines) and most and _one_person(old, new)


def _one_person(old: str, new: str) -> bool:
    """Say whether two texts are of one person, by the name that each begins with, and how they are reached.

    Two people may bring one form, the same courses or a copied list of skills. Where no name is known, the first line
    tells. One of several addresses and numbers may be another by now.
    """
    ours, theirs = _told(old), _told(new)
    if ours is None or theirs is None:
        return False
    if ours.name or theirs.name:
        same = bool(ours.name and theirs.name) and ours.name in _plain(new) and theirs.name in _plain(old)
    else:
        same = _lines(old)[:1] == _lines(new)[:1]
    return same and (not ours.reached or not theirs.reached or bool(ours.reached & theirs.reached))


class _Told(NamedTuple):
    """What tells whose text it is."""

    name: str
    reached: frozenset[str]


@lru_cache(maxsize=8)
def _told(text: str) -> _Told | None:
    """Give the first name, and addresses and numbers; None where the masker failed."""
    try:
        masks = redact(text).masks
    except RedactionFailed:
        return None
    said = [(mask.kind, _plain(text[mask.start : mask.end])) for mask in masks]
    name = next((words for kind, words in said if kind is Kind.NAME), "")
    return _Told(name, frozenset(words for kind, words in said if kind in _REACHED))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _lines(text: str) -> list[str]:
    return [line for line in map(_plain, text.splitlines()) if line]


def _draft(path: Path) -> Draft | None:
    try:
        return decide.load_draft(path.read_bytes())
    except (OSError, DraftInvalid):
        return None


def _record(path: Path) -> Record | None:
    try:
        return decide.load_record(path.read_bytes())
    except (OSError, RecordInvalid):
        return None
