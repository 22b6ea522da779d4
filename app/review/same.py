"""Two documents of one worker to what is the same in both: entries by their facts, skills by their names."""

from collections.abc import Mapping, Set
from typing import Final

from app.extraction.model import Entry, EntryKind
from app.review.model import DraftClaim
from app.taxonomy.names import key, name_key

_BROAD: Final = frozenset({"onet"})
"""Frameworks whose concepts stand for whole families of skills ("Operation and Control"): they tell nothing here."""
_AT_WORK: Final = frozenset({EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING})


def entry_of(claim: DraftClaim, entries: Mapping[str, Entry]) -> Entry | None:
    """Give the entry that a claim is, as people corrected it; None for a skill."""
    entry = entries.get(claim.entry_id or "") if claim.kind != "skill" else None
    return claim.correction.over(entry) if entry and claim.correction else entry


def same_concept(one: DraftClaim, other: DraftClaim) -> bool:
    """Say whether two skills have the same concepts in every framework in which both have one, and one that tells."""
    ours, theirs = _concepts(one), _concepts(other)
    shared = ours.keys() & theirs.keys()
    return bool(shared - _BROAD) and all(ours[name] == theirs[name] for name in shared)


def same_entry(one: Entry, other: Entry) -> bool:
    """Say whether two entries are certainly one: the same kind and title, and nothing that speaks against it.

    Work is the same only where both tell employer, title and start; a job that went on in one document may have
    ended in the other.
    """
    if one.kind is not other.kind or not one.title or name_key(one.title) != name_key(other.title or ""):
        return False
    pairs = ((one.programme, other.programme), (one.code, other.code), (one.term, other.term))
    if any(ours and theirs and name_key(ours) != name_key(theirs) for ours, theirs in pairs):
        return False
    if one.organization and other.organization:
        if not _same_organization(one, other):
            return False
    elif one.kind in _AT_WORK:
        return False
    if one.kind in _AT_WORK and not (one.start and other.start):
        return False
    return _fits(one.start, other.start) and _fits(one.end, other.end)


def may_be_same(one: Entry, other: Entry) -> bool:
    """Say whether a person should look if two entries are one: alike in part, and not certainly the same."""
    if one.kind is not other.kind or same_entry(one, other):
        return False
    titled = bool(one.title) and name_key(one.title or "") == name_key(other.title or "")
    if one.kind in _AT_WORK:
        return _same_organization(one, other) and (titled or _overlap(one, other))
    apart = bool(one.organization and other.organization) and not _same_organization(one, other)
    return titled and not apart


def _concepts(claim: DraftClaim) -> dict[str, Set[str]]:
    found: dict[str, set[str]] = {}
    for alignment in claim.alignments:
        found.setdefault(alignment.framework, set()).add(alignment.id)
    return dict(found)


def _same_organization(one: Entry, other: Entry) -> bool:
    """One name may hold the other ("Kestrel Freight, Dover" and "Kestrel Freight")."""
    ours, theirs = (set(key(entry.organization or "").split()) for entry in (one, other))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _fits(one: str | None, other: str | None) -> bool:
    """Dates of unequal precision fit where the shorter begins the longer; what is not told fits everything."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _overlap(one: Entry, other: Entry) -> bool:
    """Whether both periods share a time, by years and months as printed; untold bounds are open."""
    return _begins(one) <= _ends(other) and _begins(other) <= _ends(one)


def _begins(entry: Entry) -> str:
    return entry.start or entry.end or ""


def _ends(entry: Entry) -> str:
    # "~" sorts behind every digit: a year alone lasts until its end, and what goes on has none
    return "~" if entry.current or not entry.end else entry.end + "~"
