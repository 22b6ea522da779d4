"""Employers in a paragraph of their own, above the paragraphs of the roles that somebody had there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import names_field
from app.extraction.parts.lasting import TENURE
from app.extraction.words.scores import title_score
from app.extraction.words.small import small

_MOST_ROWS, _MOST_WORDS = 3, 9
_FEWEST = 2
_LONGEST_LENGTH = 60
_IN_BRACKETS = re.compile(r"\((?:\d+ (?:years?|months?) ?){1,2}\)$")
_LASTED = re.compile(rf"(?:\d|\bPresent)\s·\s\d+\s(?:yrs?|mos?)\b|{_IN_BRACKETS.pattern}")
"""How long a role was, behind its period."""
_PLACE = re.compile(r", [A-Z]| Area$")
_TITLE, _WEAK = 1.5, 1.0
_GAP, _FIGURE = re.compile(r"\t|\s{2,}"), re.compile(r"\d")
_NAMES = re.compile(r",\s|\s[-–—|/·@]\s|\s(?:at|for)\s[A-Z]|\t|\s{2,}")
_LEVEL = re.compile(r"\s+(?:[IVX]{1,3}|\d)(?:\s?/\s?(?:[IVX]{1,3}|\d))+$")
_PART = re.compile(r",\s+(?=[A-Z])[^,]*\b(?:Office|Department|Dept\.?|Division|Unit|Branch|Section|Team)$")


@dataclass(frozen=True, slots=True)
class Over:
    """Rows of a section, without employers' paragraphs of their own, and which employer each role has."""

    rows: tuple[Row, ...]
    employers: dict[int, Row]
    """The first row of each role, by where it begins: the row that names its employer."""
    titles: dict[int, int]
    """Where the title of each role ends, without the grade beside it."""

    def of(self, heading: Sequence[Row]) -> tuple[Row, int, int] | None:
        """Give the row that names the employer of a role, and where its title stands; None for any other."""
        first = next((row.start for row in heading if row.start in self.employers), None)
        return None if first is None else (self.employers[first], first, self.titles[first])


def employers_over(text: str, rows: Sequence[Row]) -> Over:
    """Find paragraphs that only name an employer, above two or more that begin with a bare title and its dates.

    So do lines above how long somebody was there in all, as a site prints them, which is no row any more.
    """
    over = _over_paragraphs(rows)
    lasting = _over_lengths(text, over.rows) if any(_LASTED.search(row.said) for row in over.rows) else {}
    if not lasting:
        return over
    ends = {row.start: row.end for row in over.rows if row.start in lasting}
    return Over(over.rows, over.employers | lasting, over.titles | ends)


def _over_lengths(text: str, rows: Sequence[Row]) -> dict[int, Row]:
    """Give the employer of each role below a line that says how long somebody was there, by where the role begins.

    A title stands right above its period, which goes on with how long it was ("Jun 2019 - Mar 2023 · 3 yrs 10 mos").
    """
    found: dict[int, Row] = {}
    employer: Row | None = None
    first = 0
    for n, row in enumerate(rows[:-1]):
        below = rows[n + 1]
        between = text[row.end : below.start] if below.start - row.end < _LONGEST_LENGTH else ""
        if any(map(str.isdigit, between)) and not row.bullet and TENURE.fullmatch(small(between.strip())):
            employer, first = row, n + 1
        elif _LASTED.search(below.said) is not None and any(not d.single for d in find_dates(below.said)):
            if (
                title_score(row.said) < _WEAK
                or row.bullet
                or "·" in row.said
                or (n > first and _may_be_below(rows, n))
            ):
                # an employer of its own stands above its period
                employer = None
            elif employer is not None:
                found[row.start] = employer
    return found


def _may_be_below(rows: Sequence[Row], n: int) -> bool:
    """Where how long a role was stands in brackets, an employer may stand right above the title."""
    if n == 0 or not _IN_BRACKETS.search(rows[n + 1].said):
        return False
    above = rows[n - 1]
    ends = above.bullet or above.said.endswith(".") or _LASTED.search(above.said) is not None
    place = n > 1 and _LASTED.search(rows[n - 2].said) is not None and _PLACE.search(above.said) is not None
    return not (ends or place)


def _over_paragraphs(rows: Sequence[Row]) -> Over:
    paragraphs = [list(group) for _, group in groupby(rows, key=lambda row: row.block)]
    kept: list[Row] = []
    employers: dict[int, Row] = {}
    n = 0
    while n < len(paragraphs):
        last = n + 1
        if _names_employer(paragraphs[n]):
            while last < len(paragraphs) and _is_role(paragraphs[last]):
                last += 1
        if last - n - 1 >= _FEWEST:
            for paragraph in paragraphs[n + 1 : last]:
                employers[paragraph[0].start] = paragraphs[n][0]
                kept += paragraph
        else:
            kept += [row for paragraph in paragraphs[n:last] for row in paragraph]
        n = last
    ends = {row.start: row.start + len(_without_aside(row.said)) for row in kept if row.start in employers}
    return Over(tuple(kept), employers, ends)


def _names_employer(paragraph: Sequence[Row]) -> bool:
    first = paragraph[0]
    plain = all(
        not row.bullet
        and row.words <= _MOST_WORDS
        and not row.said.endswith((".", ":"))
        and not names_field(row.said)
        for row in paragraph
    )
    dated = any(find_dates(row.said) for row in paragraph)
    return len(paragraph) <= _MOST_ROWS and plain and not dated and title_score(first.said) < _WEAK


def _is_role(paragraph: Sequence[Row]) -> bool:
    """It begins with a title alone, or with an office that it goes on with, and its dates stand in the next row."""
    title = _without_aside(paragraph[0].said)
    name = _LEVEL.sub("", _PART.sub("", title))
    bare = title_score(name) >= _TITLE and not _NAMES.search(name)
    dated = any(not date.single for row in paragraph[1:2] for date in find_dates(row.said))
    return bare and not paragraph[0].bullet and dated


def _without_aside(said: str) -> str:
    """Cut off a grade or number in the next column."""
    gap = _GAP.search(said)
    return said if gap is None or _FIGURE.search(said, gap.end()) is None else said[: gap.start()]
