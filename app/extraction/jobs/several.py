"""Lines in which several jobs stand, one behind the other, to a row for each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row

_BETWEEN = re.compile(r"\s*;\s+")
_FEWEST, _WORDS = 2, 3


def apart_by_marks(section: Section) -> Section:
    """Part "Stocker at Elm Market 2022-present; barista, Blue Door 2020-2022" into the jobs that it tells."""
    if section.kind is not SectionKind.EXPERIENCE:
        return section
    return replace(section, rows=tuple(part for row in section.rows for part in _parts(row)))


def _parts(row: Row) -> Iterator[Row]:
    marks = [mark.span() for mark in _BETWEEN.finditer(row.said)] if ";" in row.said else []
    cuts = [(0, 0), *marks, (len(row.said), len(row.said))]
    spans = [(a[1], b[0]) for a, b in pairwise(cuts)]
    if len(spans) < _FEWEST or not all(_tells_job(row.said[slice(*span)]) for span in spans):
        yield row
        return
    for start, end in spans:
        yield replace(row, start=row.start + start, end=row.start + end, said=row.said[start:end])


def _tells_job(said: str) -> bool:
    """It has one period, and words enough for a title and an employer before or behind it."""
    dates = find_dates(said)
    words = re.findall(r"[^\W\d_]{2,}", said)
    return len(dates) == 1 and not dates[0].single and len(words) >= _WORDS
