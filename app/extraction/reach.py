"""Entries to the sections that they reach into, and rows to the entries that they tell of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind

_DONE = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING, EntryKind.PROJECT)
"""Kinds of entries in which something was done."""
_BEHIND = re.compile(r"[)\]]?(?:\s*[.:;]\s+(?=[^\W\d_])|\s*[,–—-]\s+(?=[a-z]))")
"""Behind the title, employer and dates of an entry begins what was done there, in the same line."""
_FEWEST = 3


class Reach(NamedTuple):
    """An entry, and the first and the last place in the text that is of it."""

    start: int
    end: int
    entry: Entry


def reaching_of(entries: Iterable[Entry]) -> list[Reach]:
    """Give each entry with its reach, from its title, employer and dates to the end of its details."""
    found = []
    for entry in entries:
        places = [(one.start, one.end) for one in entry.evidence]
        places += [entry.body] if entry.body else []
        found.append(Reach(min(start for start, _ in places), max(end for _, end in places), entry))
    return found


def near(section: Section, reaching: Sequence[Reach]) -> list[Entry]:
    """Give the entries that reach into a section, in their order."""
    if not section.rows:
        return []
    first, last = section.rows[0].start, section.rows[-1].end
    return [one.entry for one in reaching if one.start < last and first < one.end]


def owner_of(row: Row, entries: Sequence[Entry]) -> str | None:
    """Give the id of the entry that a row is a detail of."""
    for entry in entries:
        if entry.body is not None and entry.body[0] <= row.start < entry.body[1]:
            return entry.id
    return None


def owned(rows: Iterable[Row], entries: Sequence[Entry]) -> Iterator[tuple[str | None, list[Row]]]:
    """Give rows with the id of the entry that they tell of; of its heading, what is told behind its words."""
    rows = list(rows)
    first, last = min((row.start for row in rows), default=0), max((row.end for row in rows), default=0)
    told_of = ((one.start, one.end, entry) for entry in entries for one in entry.evidence)
    places = [place for place in told_of if place[0] < last and first < place[1]]
    told = (pair for row in rows if (pair := _told(row, entries, places)) is not None)
    for owner, pairs in groupby(told, key=lambda pair: pair[0]):
        yield owner, [row for _, row in pairs]


def _told(
    row: Row, entries: Sequence[Entry], places: Sequence[tuple[int, int, Entry]]
) -> tuple[str | None, Row] | None:
    inside = [(end, n) for n, (start, end, _) in enumerate(places) if start < row.end and row.start < end]
    if not inside:
        return owner_of(row, entries), row
    end, n = max(inside)
    entry = places[n][2]
    behind = _BEHIND.match(row.said, end - row.start) if end < row.end and entry.kind in _DONE else None
    if behind is None or len(row.said[behind.end() :].split()) < _FEWEST:
        return None
    return entry.id, replace(row, start=row.start + behind.end(), said=row.said[behind.end() :])
