"""Entries to the sections that they reach into: of hundreds, few need be compared with any one row."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.extraction.model import Entry
from app.extraction.sections import Section


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
