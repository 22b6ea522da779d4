"""Employers and schools with their town behind a bare dash, as job boards write them, to two rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.words.lexicon import words

_CODES = "|".join(sorted(words("places", "codes")))
_AT_TOWN = re.compile(
    rf"(?P<name>[^\W_][^\t\n]{{1,90}}[^\s-])[-–—](?P<town>[A-ZÀ-Þ][^\W\d_]+(?:[ .'’][^\W\d_]+){{0,3}}, (?:{_CODES}))"
)
_FEWEST = 2


def with_towns(found: Sequence[Row]) -> list[Row]:
    """Part "Toledo Molding-Toledo, OH" into a name and its town, where several such lines stand above periods."""
    named = [
        row.start
        for row, below in pairwise(found)
        if not row.bullet and _is_period(below) and _AT_TOWN.fullmatch(row.said)
    ]
    if len(named) < _FEWEST:
        return list(found)
    return [part for row in found for part in _parted(row)]


def _is_period(row: Row) -> bool:
    dates = find_dates(row.said)
    return len(dates) == 1 and not dates[0].single and (dates[0].at, dates[0].to) == (0, len(row.said))


def _parted(row: Row) -> Iterator[Row]:
    at = None if row.bullet else _AT_TOWN.fullmatch(row.said)
    if at is None:
        yield row
        return
    yield replace(row, end=row.start + at.end("name"), said=at["name"])
    yield replace(row, start=row.start + at.start("town"), said=at["town"], gap=None)
