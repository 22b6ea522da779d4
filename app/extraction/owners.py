"""Rows to the entries that they tell of."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.documents.spans import Firsts, Spans
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.words.lexicon import words

_DONE = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING, EntryKind.PROJECT)
"""Kinds of entries in which something was done."""
_BEHIND = re.compile(
    r"[)\]]?(?:\s+(?:in|near)\s+[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?:,\s+[A-Z][\w.]+(?: [A-Z]\w+)?)?"
    r"(?=,\s+where\s|\.\s))?"
    r"(?:\s*[.:;]\s+(?=[^\W\d_])|\s*[,–—-]\s+(?=[a-z]))"
)
"""Behind the title, employer and dates of an entry begins what was done there, in the same line."""
_COLUMN = re.compile(r"[^\S\n]{2,}|\t")
_VERB, _LETTERS = re.compile(r"[^\W\d_]+(?=\s)"), 4
_FEWEST, _SEVERAL = 3, 2


class Owners:
    """The entries of a document, to say of many rows which one each tells of."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        told = [(entry, one.start, one.end) for entry in entries for one in entry.evidence]
        self._placed = sorted((start, end, n) for n, (_, start, end) in enumerate(told))
        self._told, self._words = [entry for entry, _, _ in told], Spans((start, end) for _, start, end in told)
        self._of_work = Spans((start, end) for entry, start, end in told if entry.kind in _DONE)
        bodies = [(entry.id, entry.body) for entry in entries if entry.body is not None]
        self._ids, self._bodies = [id_ for id_, _ in bodies], Firsts(body for _, body in bodies)

    def of(self, row: Row) -> str | None:
        """Give the id of the entry that a row is a detail of."""
        n = self._bodies.at(row.start)
        return None if n is None else self._ids[n]

    def named_in(self, start: int, end: int) -> bool:
        """Say whether words of an entry of work stand in a place."""
        return self._of_work.touch(start, end)

    def owned(self, rows: Iterable[Row]) -> Iterator[tuple[str | None, list[Row]]]:
        """Give rows with the id of the entry that they tell of; of its heading, what is told behind its words."""
        told = (pair for row in rows for pair in self._tells(row))
        for owner, pairs in groupby(told, key=lambda pair: pair[0]):
            yield owner, [row for _, row in pairs]

    def _tells(self, row: Row) -> Iterator[tuple[str | None, Row]]:
        inside = self._words.last(row.start, row.end)
        if inside is None:
            yield self.of(row), row
            return
        for entry, end, stop in self._parts(row) or [(self._told[inside[1]], inside[0], row.end)]:
            behind = _BEHIND.match(row.said, end - row.start) if end < stop and entry.kind in _DONE else None
            if behind is None and end < stop and entry.kind in _DONE:
                behind = _next_column(row, end - row.start)
            # a further column tells something else ("Reason for leaving")
            further = (
                _COLUMN.search(row.said, behind.end()) if behind is not None and _COLUMN.match(behind[0]) else None
            )
            last = further.start() if further is not None else stop - row.start
            if behind is not None and len(row.said[behind.end() : last].split()) >= _FEWEST:
                told = row.said[behind.end() : last]
                yield entry.id, replace(row, start=row.start + behind.end(), end=row.start + last, said=told)

    def _parts(self, row: Row) -> list[tuple[Entry, int, int]]:
        """Give each of several entries of a row with where its words end, and where the next sentence begins."""
        places: dict[int, tuple[Entry, int, int]] = {}
        for n in range(bisect_left(self._placed, (row.start,)), len(self._placed)):
            start, end, number = self._placed[n]
            if start >= row.end:
                break
            entry = self._told[number]
            _, first, last = places.get(id(entry), (entry, start, end))
            places[id(entry)] = (entry, min(first, start), max(last, end))
        if len(places) < _SEVERAL:
            return []
        told = sorted(places.values(), key=lambda place: place[2])
        starts = [*(first for _, first, _ in told[1:]), row.end]
        stops = [n if n == row.end else row.said.rfind(". ", 0, n - row.start) + row.start + 1 for n in starts]
        return [(entry, end, stop) for (entry, _, end), stop in zip(told, stops, strict=True)]


def _next_column(row: Row, at: int) -> re.Match[str] | None:
    """Find the column of a table that begins with a verb, behind those with the words of the entry."""
    behind = _COLUMN.match(row.said, at)
    verb = _VERB.match(row.said, behind.end()) if behind is not None else None
    first = verb.group().casefold() if verb is not None else ""
    known = first in words("verbs", "words") or first in words("verbs", "past")
    return behind if known or (len(first) > _LETTERS and first.endswith(("ed", "ing"))) else None
