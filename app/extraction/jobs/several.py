"""Lines in which several jobs stand, one behind the other, to a row for each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import field_label, names_field
from app.extraction.words.scores import title_score

_WORK = (SectionKind.EXPERIENCE, SectionKind.VOLUNTEERING)
_STRAY = (SectionKind.TOP, SectionKind.OTHER)
_BETWEEN, _BARS = re.compile(r"\s*;\s+"), re.compile(r"\s+[|•·]\s+|(?<=\w\)),\s+(?=[A-Z])")
_MARKS = frozenset("|•·)")
_NAMED = re.compile(r"(?P<name>[A-Z0-9][^:;\n]{1,60}):\s+(?=\S)")
_FEWEST, _WORDS = 2, 3
_TITLE = 1.5


def apart_by_marks(section: Section, *, stray: bool) -> Section:
    """Part "Stocker at Elm Market 2022-present; barista, Blue Door 2020-2022" into the jobs that it tells.

    `stray`: jobs stand below no heading of work.
    """
    if section.kind not in _WORK and not (stray and section.kind in _STRAY):
        return section
    return replace(section, rows=tuple(part for row in section.rows for part in _parts(row)))


def _parts(row: Row) -> Iterator[Row]:
    if ";" in row.said and ":" in row.said and (spans := _below_employer(row)):
        for start, end in spans:
            yield row.part(start, end)
        return
    label = field_label(row.said)
    if label is not None and label.lastgroup == "title":
        # "Titles: Clerk I (2009 - 2013), Clerk II (2013 - 2018)"
        yield from _roles(row, label.end())
        return
    spans = _between(_BETWEEN, row.said) if ";" in row.said else []
    if len(spans) < _FEWEST or not all(_tells_job(row.said[slice(*span)]) for span in spans):
        spans = [] if row.bullet or not _MARKS.intersection(row.said) else _between(_BARS, row.said)
        if len(spans) < _FEWEST or not all(_tells_role(row.said[slice(*span)]) for span in spans):
            yield row
            return
    for start, end in spans:
        yield row.part(start, end)


def _roles(row: Row, at: int) -> Iterator[Row]:
    """Part what a label calls titles into several with a period each; the first keeps the label."""
    spans = next(
        (found for marks in (_BETWEEN, _BARS) if len(found := _between(marks, row.said[at:])) >= _FEWEST),
        [],
    )
    if not spans or not all(_tells_role(row.said[at + start : at + end]) for start, end in spans):
        yield row
        return
    for n, (start, end) in enumerate(spans):
        first = at + start if n else 0
        yield row.part(first, at + end)


def _below_employer(row: Row) -> list[tuple[int, int]]:
    """Part "Elm Market, Lima: Manager 2020-present; Cashier 2017-2018" into the employer and its roles."""
    name = _NAMED.match(row.said) if not names_field(row.said) else None
    if name is None or title_score(name["name"]) >= _TITLE or find_dates(name["name"]):
        return []
    at = name.end()
    roles = [(at + start, at + end) for start, end in _between(_BETWEEN, row.said[at:])]
    told = len(roles) >= _FEWEST and all(_tells_role(row.said[slice(*role)]) for role in roles)
    return [name.span("name"), *roles] if told else []


def _between(marks: re.Pattern[str], said: str) -> list[tuple[int, int]]:
    cuts = [(0, 0), *(mark.span() for mark in marks.finditer(said)), (len(said), len(said))]
    return [(a[1], b[0]) for a, b in pairwise(cuts)]


def _tells_role(said: str) -> bool:
    """It is a title with its period ("Production Manager (2011 – 2015)")."""
    dates = find_dates(said)
    return len(dates) == 1 and not dates[0].single and title_score(said[: dates[0].at]) >= _TITLE


def _tells_job(said: str) -> bool:
    """It has one period, and words enough for a title and an employer before or behind it."""
    dates = find_dates(said)
    words = re.findall(r"[^\W\d_]{2,}", said)
    return len(dates) == 1 and not dates[0].single and len(words) >= _WORDS
