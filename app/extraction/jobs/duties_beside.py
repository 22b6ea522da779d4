"""Lines of jobs that go on with what was done, behind the dates or behind the title, to a heading and its duties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.jobs.tables import columns_of
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.words.abbreviations import ends_short
from app.extraction.words.places import place_at_end, town_at_end
from app.extraction.words.scores import organization_score, title_score

_WORK = (SectionKind.EXPERIENCE, SectionKind.MILITARY)
_STRAY = (SectionKind.TOP, SectionKind.OTHER)
_MARK = re.compile(r"[)\]]?\s*[.,;:]\s+(?=[^\W_])|[)\]]\s+(?=[a-z])")
"""Between the dates and what was done."""
_TITLE = re.compile(r"[)\]]?(?:\.|\s+[-–—])\s+(?P<title>[^\W\d_][^.,;:]{2,40})(?:\.\s+(?=\S)|\.?$)")
"""What somebody was, as a sentence of its own behind the dates ("Elm Farms, 2017 to 2020. Milker. Two herds.")."""
_GAP = re.compile(r"(?:\s{2,}|\t\s*)(?=[a-z\d])")
_SENTENCE = re.compile(r"(?<=[\w)]{2})\.\s+(?=[A-Z])")
_WHY = re.compile(r"\s+(?:when|until|because|but|and then|then)\b")
_ITEM = re.compile(r",\s+")
_AT = re.compile(r"\sat\s+(?:the\s+)?[A-Z]")
_SURE, _WEAK, _TITLE_WORDS, _FEWEST, _ITEMS = 1.5, 1.0, 5, 3, 3
_SMALL_ITEM = 3
"""Words of one thing that was done, in a list of such."""


def with_duties_beside(section: Section, *, stray: bool) -> Section:
    """Part "Elm Farms, 2017 to 2020. Milker. Two herds of 200." and "tire changer, balancing, patches" in two.

    `stray`: jobs stand below no heading of work.
    """
    if section.kind not in _WORK and not (stray and section.kind in _STRAY):
        return section
    rows = section.rows
    if any(columns_of(row) is not None for row in rows):
        # behind the dates of a table stands what its heads say
        return section
    parted = [part for n, row in enumerate(rows) for part in _parts(row, rows[n - 1] if n else None)]
    return replace(section, rows=tuple(parted)) if len(parted) > len(rows) else section


def _parts(row: Row, above: Row | None) -> Iterator[Row]:
    dates = find_dates(row.said)
    cut = _behind_dates(row.said, dates[0]) if [date.single for date in dates] == [False] else None
    if not dates and above is not None:
        cut = _behind_title(row, above)
    if cut is None:
        yield from _employer_apart(row, dates)
        return
    heading = row.said[: cut[0]].rstrip(" ,;:")
    yield replace(row, end=row.start + len(heading), said=heading)
    if cut[1] < len(row.said):
        yield replace(row, start=row.start + cut[1], said=row.said[cut[1] :], bullet=True, gap=None)


def _employer_apart(row: Row, dates: Sequence[DateRange]) -> Iterator[Row]:
    """Part "Elm Mill, Lima OH. Spinner, from 1985 to 2003" into the employer and what somebody was there."""
    dated = len(dates) == 1 and not dates[0].single
    stops = _SENTENCE.finditer(row.said, 0, dates[0].at) if dated else ()
    stop = next((mark for mark in stops if not ends_short(row.said[: mark.start()])), None)
    role = row.said[stop.end() : dates[0].at].split(",")[0].strip(" (-–") if stop is not None else ""
    if stop is None or not _is_title(role) or title_score(row.said[: stop.start()]) >= _SURE:
        yield row
        return
    why = _WHY.match(row.said, dates[0].to)
    end = why.start() if why is not None else len(row.said)
    yield replace(row, end=row.start + stop.start(), said=row.said[: stop.start()])
    yield replace(
        row, start=row.start + stop.end(), end=row.start + end, said=row.said[stop.end() : end], bullet=False
    )


def _behind_dates(said: str, date: DateRange) -> tuple[int, int] | None:
    """Find where the heading ends and where what was done begins, behind the dates; None where nothing is told."""
    before = said[: date.at]
    if not any(map(str.isalpha, before)):
        return None
    role = _TITLE.match(said, date.to)
    if role is not None and title_score(before) < _SURE and _is_title(role["title"]):
        return role.end("title"), role.end()
    gap = _GAP.match(said, date.to)
    if gap is not None:
        rest = said[gap.end() :]
        return (date.to, gap.end()) if len(rest.split()) >= _FEWEST and _names_nothing(rest) else None
    mark = _MARK.match(said, date.to)
    if mark is None or not (_AT.search(before) or _names_both(before)):
        return None
    rest = said[mark.end() :]
    if len(rest.split()) < _FEWEST or _names_firm(rest):
        return None
    if len(rest.split()) <= _TITLE_WORDS and (place_at_end(rest) or town_at_end(rest) or not _names_nothing(rest)):
        return None
    return mark.start() + (said[mark.start()] in ")]"), mark.end()


def _names_both(said: str) -> bool:
    one, comma, two = said.rstrip(" ,;:(–-").partition(", ")
    titled = [title_score(part) >= _SURE for part in (one, two)]
    return bool(comma) and len(two.split()) <= _TITLE_WORDS and titled.count(True) == 1


def _behind_title(row: Row, above: Row) -> tuple[int, int] | None:
    """Find small things that were done behind a title, right below a dated employer ("line tech, brakes, A/C")."""
    items = _ITEM.split(row.said)
    dates = find_dates(above.said)
    named = len(dates) == 1 and not dates[0].single and any(map(str.isalpha, above.said[: dates[0].at]))
    dated = named and dates[0].to >= len(above.said.rstrip(" )")) and title_score(above.said[: dates[0].at]) < _SURE
    if row.bullet or row.block != above.block or not dated or len(items) < _ITEMS or not _is_title(items[0]):
        return None
    listed = all(
        len(item.split()) <= _SMALL_ITEM and (item[:1].islower() or item.isupper()) and _names_nothing(item)
        for item in items[1:]
    )
    return (len(items[0]), len(items[0]) + 2) if listed else None


def _is_title(said: str) -> bool:
    return len(said.split()) <= _TITLE_WORDS and ". " not in said and title_score(said) >= _SURE


def _names_firm(said: str) -> bool:
    first = re.split(r"[,.;:]", said, maxsplit=1)[0]
    return " " in first and organization_score(first) >= _WEAK


def _names_nothing(said: str) -> bool:
    first = re.split(r"[,.;:]", said, maxsplit=1)[0]
    return all(max(title_score(part), organization_score(part)) < _WEAK for part in (first, said))
