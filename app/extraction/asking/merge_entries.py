"""Entries found offline and those that a model found: which are the same, what is said differently, what is new."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.documents.model import Document
from app.extraction.asking.grounding_entries import EntryFinding, Field, Part, entry_of
from app.extraction.claims import name_entries
from app.extraction.model import Entry
from app.taxonomy.names import key

_LONGEST = 80
"""Characters that a flag repeats of a title or organization."""


class Compared(NamedTuple):
    """What a model's entries come to beside the offline ones."""

    again: dict[str, set[str]]
    """The ids of offline entries that the model found as well, each with what it says differently."""
    fresh: list[Entry]
    """Those that only the model found, with ids, in the order of the text."""


def compare(
    document: Document, offline: Sequence[Entry], findings: Iterable[EntryFinding], who: tuple[str, str]
) -> Compared:
    """Tell a model's entries from the offline ones; the order of findings makes no difference.

    `who` are the names of the offline extractor and of the model's. Of several findings at one place the one with
    the most parts counts.
    """
    again: dict[str, set[str]] = {}
    fresh: list[tuple[EntryFinding, Entry]] = []
    for finding in sorted(set(findings), key=lambda f: (-len(f.parts), f.parts, f.kind)):
        entry = entry_of(document, finding)
        known = _same(finding, offline)
        if known is not None:
            again.setdefault(known.id, set()).update(differences(known, entry, who))
        elif not any(_overlap(finding, other) for other, _ in fresh):
            fresh.append((finding, entry))
    return Compared(again, name_entries(document, [entry for _, entry in fresh]))


def differences(offline: Entry, model: Entry, who: tuple[str, str]) -> Iterator[str]:
    """Say where the model's entry contradicts the offline one, or tells what that one lacks."""
    pairs: list[tuple[str, str | None, str | None, bool]] = [
        ("kind", offline.kind, model.kind, offline.kind == model.kind),
        ("title", offline.title, model.title, key(offline.title or "") == key(model.title or "")),
        ("organization", offline.organization, model.organization, _part_of(offline, model)),
        ("dates", _period(offline), _period(model), _same_dates(offline, model)),
    ]
    for what, ours, theirs, alike in pairs:
        if theirs and not alike:
            told = f"{what} {ours[:_LONGEST]}" if ours else f"no {what}"
            yield f"{who[0]}: {told}; {who[1]}: {what} {theirs[:_LONGEST]}"


def _same(finding: EntryFinding, offline: Sequence[Entry]) -> Entry | None:
    """Find the offline entry that stands where the finding does.

    An employer's name that several jobs share is not enough, unless the finding has nothing else.
    """
    found: list[tuple[int, int, Entry]] = []
    for at, entry in enumerate(offline):
        touched = {part.field for part in finding.parts if _touches(part, entry)}
        own = touched - {"organization"} or (touched if finding.part("title") is None else set())
        if own:
            found.append((-len(touched), at, entry))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _touches(part: Part, entry: Entry) -> bool:
    return any(e.start < part.end and part.start < e.end for e in entry.evidence)


def _overlap(one: EntryFinding, other: EntryFinding) -> bool:
    """Say whether two findings tell of one entry: the same title or dates, or nothing but the same organization."""
    own: list[Field] = [part.field for part in one.parts if part.field != "organization"]
    return any(
        a is not None and b is not None and a.start < b.end and b.start < a.end
        for field in own or ["organization"]
        for a, b in ((one.part(field), other.part(field)),)
    )


def _part_of(offline: Entry, model: Entry) -> bool:
    """Say whether one name of the organization holds the other ("Kestrel Freight, Dover" and "Kestrel Freight")."""
    ours, theirs = (set(key(entry.organization or "").split()) for entry in (offline, model))
    return bool(ours) and (ours <= theirs or theirs <= ours)


def _period(entry: Entry) -> str | None:
    if not (entry.start or entry.end or entry.current):
        return None
    return f"{entry.start or ''} to {'present' if entry.current else entry.end or ''}".strip()


def _same_dates(offline: Entry, model: Entry) -> bool:
    ours = (offline.start, offline.end, offline.current)
    theirs = (model.start, model.end, model.current)
    if ours == theirs:
        return True
    # a date that stands alone is a start to one and an end to the other
    alone = {model.start, model.end} - {None}
    printed = {offline.start, offline.end} - {None}
    return not model.current and not offline.current and len(alone) == 1 and alone == printed
