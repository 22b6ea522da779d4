"""A model's entries to the places of their title, organization and dates, all in one spot of the page.

Each of the words that it quotes has to stand in the document, as those of skills do, and near the others: the title
of one job with the employer of another is as wrong as an invented one. Dates are read by the grammar of dates.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from app.documents.model import Document
from app.documents.redact.model import Redacted
from app.extraction.asking.answers import EntryAnswer
from app.extraction.asking.grounding import Dropped
from app.extraction.headings.openings import section_named
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.quotes import Place, Searched

LONGEST_PART = 160
"""Characters of a title, organization or date; longer ones are sentences."""
FARTHEST = 5
"""Fewer lines than this stand between the first and the last part of one entry."""

_LASTING = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING, EntryKind.PROJECT)
"""Of these a year that stands alone is both start and end; others are reached in it."""

_DUTY = re.compile(r"\n\s*[-–—•·*▪◦‣]\s*\w")
"""A line of a list between the parts: one of them belongs to the entry above it, another to the one below."""

Field = Literal["title", "organization", "dates"]


class Part(NamedTuple):
    """One quote of an entry, with its place in the document's own text."""

    field: Field
    start: int
    end: int
    match: Literal["exact", "normalised"]


class EntryFinding(NamedTuple):
    """An entry that a model named, every part of it found."""

    kind: EntryKind
    parts: tuple[Part, ...]
    """In the order title, organization, dates; at least one of the first two."""

    def part(self, field: Field) -> Part | None:
        """Give the part of that name."""
        return next((part for part in self.parts if part.field == field), None)


def ground_entries(
    answers: Iterable[EntryAnswer],
    redacted: Redacted,
    searched: Searched,
    starts: Sequence[int],
    window: range,
    known: Sequence[Entry] = (),
) -> tuple[list[EntryFinding], Dropped]:
    """Find the parts of each entry in the masked text and map them back to the document's own.

    An entry of which one part is invented, masked or does not belong to the others is dropped whole. Parts belong
    together in one spot of the page, or where an entry that is `known` has them all (an employer above several
    roles). `starts[i]` is where line `i + 1` of the masked text begins; `window` are the offsets that the model was
    shown.
    """
    findings: list[EntryFinding] = []
    dropped = Dropped()
    for answer in answers:
        told = list(_told(answer))
        places = {
            field: searched.find(quote, starts[min(max(line, 1), len(starts)) - 1], window.start, window.stop)
            for field, quote, line in told
        }
        if not told or None in places.values():
            dropped += Dropped(invented=1)
            continue
        found = {field: place for field, place in places.items() if place is not None}
        try:
            parts = tuple(Part(f, *redacted.original_span(p.start, p.end), p.match) for f, p in found.items())
        except ValueError:
            dropped += Dropped(masked=1)
            continue
        if _named(redacted.text, found) and (_together(redacted.text, found) or _one_of(known, parts)):
            findings.append(EntryFinding(answer.claimed, parts))
        else:
            dropped += Dropped(unsupported=1)
    return findings, dropped


def entry_of(document: Document, finding: EntryFinding) -> Entry:
    """Make the entry, without id. What is not printed, or is no date that can be read, is None."""
    said = {part.field: " ".join(document.text[part.start : part.end].split()) for part in finding.parts}
    dates = _dates(said.get("dates", ""))
    start, end = _period(dates, finding.kind)
    return Entry(
        id="",
        kind=finding.kind,
        title=said.get("title"),
        organization=said.get("organization"),
        start=start,
        end=end,
        current=bool(dates and dates.current),
        expected=bool(dates and dates.expected),
        evidence=tuple(
            document.evidence(part.start, part.end).model_copy(update={"match": part.match})
            for part in sorted(finding.parts, key=lambda part: part.start)
        ),
    )


def _told(answer: EntryAnswer) -> Iterator[tuple[Field, str, int]]:
    parts: tuple[tuple[Field, str, int], ...] = (
        ("title", answer.title, answer.title_line),
        ("organization", answer.organization, answer.organization_line),
        ("dates", answer.dates, answer.dates_line),
    )
    yield from (part for part in parts if part[1].strip())


def _named(text: str, found: dict[Field, Place]) -> bool:
    """Say whether the parts can be what they are called."""
    names = [text[place.start : place.end] for field, place in found.items() if field != "dates"]
    if not names or any(section_named(name) or not any(c.isalpha() for c in name) for name in names):
        return False
    return all(place.end - place.start <= LONGEST_PART for place in found.values())


def _together(text: str, found: dict[Field, Place]) -> bool:
    """Say whether the parts stand in one spot, with nothing of another entry between or beside them."""
    first, last = min(p.start for p in found.values()), max(p.end for p in found.values())
    between = text[first:last].split("\n")[1:-1]
    if len(between) >= FARTHEST or _DUTY.search(text, first, last) or any(map(section_named, between)):
        return False
    # whole lines: the dates beside a title are its own; on one line a second date says until when it is valid
    one_line = "\n" not in text[first:last]
    first, last = text.rfind("\n", 0, first) + 1, (text + "\n").index("\n", last)
    others = [
        dates
        for dates in find_dates(text[first:last])
        if not (one_line and dates.single) and not _within(first + dates.at, first + dates.to, found.get("dates"))
    ]
    return len(others) <= ("dates" not in found)


def _one_of(known: Sequence[Entry], parts: Sequence[Part]) -> bool:
    """Say whether one known entry has all the parts."""
    return any(
        all(any(e.start < p.end and p.start < e.end for e in entry.evidence) for p in parts) for entry in known
    )


def _within(start: int, end: int, place: Place | None) -> bool:
    return place is not None and start < place.end and place.start < end


def _dates(said: str) -> DateRange | None:
    """Read the one date or range that the words hold; of several nobody can say which is meant."""
    ranges = list(find_dates(said))
    return ranges[0] if len(ranges) == 1 else None


def _period(dates: DateRange | None, kind: EntryKind) -> tuple[str | None, str | None]:
    if dates is None:
        return None, None
    if dates.single:
        day = dates.end or dates.start
        return (day if kind in _LASTING else None), (day if kind not in _LASTING or len(day or "") == 4 else None)
    return dates.start, dates.end
