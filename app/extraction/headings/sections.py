"""Rows to sections: which part of the document each row stands in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.extraction.headings.columns import column_heads
from app.extraction.headings.listings import fresh
from app.extraction.headings.openings import SectionKind, headings
from app.extraction.headings.profiles import names_below_lists
from app.extraction.lines.dates import may_tell_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.issuers import is_body, paper_kind

_SHORT = (
    SectionKind.SKILLS,
    SectionKind.LANGUAGES,
    SectionKind.CERTIFICATIONS,
    SectionKind.LICENCES,
    SectionKind.CONTACT,
    SectionKind.INTERESTS,
)
_PAPERS = (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
_OFFERED = re.compile(
    r"\W*(?:(?:(?:personal|professional|work|and|&)\W+)*references?\b.{0,40}\b(?:request(?:ed)?|available|furnished|provided)\b.{0,20}"
    r"|(?:available|furnished)\b.{0,20}\brequest\b.{0,20})\W*",
    re.IGNORECASE,
)
"""The line with which many resumes end ("References available upon request"), which belongs to no section."""
_OFFER_WORDS = 9
_HEADING_WORDS, _SEVERAL, _LARGER = 5, 2, 1.15
"""Words of a heading, headings that are printed alike, and how much larger than what stands below they are."""
_FIGURES, _SMALL = re.compile(r"[\d@,;|]"), re.compile(r"(?<=\s)[a-z]{3,}")
_FAR_BELOW = 60.0
"""Points of empty space that end a list."""
_COLUMN = 80.0
"""Points between the left edges of two columns, at least."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows under one heading."""

    kind: SectionKind
    heading: Row | None
    rows: tuple[Row, ...]
    heads: tuple[Row, ...] = ()
    """The heads of the columns of a table in it, which are none of its rows."""


def _leaves(row: Row, heading: Row, before: Row) -> bool:
    if row.size is None:
        # plain text has no boxes: a blank line ends nothing
        return False
    if row.left is None or heading.left is None:
        # no geometry: a box that holds the heading and its items ends with them
        return before.block == heading.block and before is not heading
    if row.gap is not None and row.gap > _FAR_BELOW:
        return True
    larger = row.size is not None and heading.size is not None and row.size > heading.size
    return abs(row.left - heading.left) > _COLUMN and (row.words > 5 or larger)


def _strays(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> set[int]:
    """Rows at which a list in one column ends because another column begins without a heading."""
    found: set[int] = set()
    heading: Row | None = None
    kind = SectionKind.TOP
    for i, row in enumerate(rows):
        if i in kinds:
            heading, kind = row, kinds[i]
            continue
        far = row.gap is not None and row.gap > _FAR_BELOW
        listing = heading is not None and kind in _SHORT and (row.block != rows[i - 1].block or far)
        if listing and heading is not None and _leaves(row, heading, rows[i - 1]):
            found.add(i)
            heading = None
    return found


def _unknown(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> list[int]:
    """Give lines amid papers that are printed as the headings are, and say what nobody knows ("Related profiles")."""
    prints = Counter((rows[i].size, rows[i].bold) for i in kinds if rows[i].styled and rows[i].size is not None)
    found: list[int] = []
    kind, heading = SectionKind.TOP, None
    for i, row in enumerate(rows):
        if i in kinds:
            kind, heading = kinds[i], row
            continue
        if heading is None or kind not in _PAPERS or row.words > _HEADING_WORDS or row.bullet:
            continue
        if _heads_others(rows, i):
            found.append(i)
            kind = SectionKind.OTHER
        if not row.styled:
            continue
        alike = (row.size, row.bold) == (heading.size, heading.bold) and prints[row.size, row.bold] >= _SEVERAL
        below = rows[i + 1] if i + 1 < len(rows) else None
        over = below is not None and below.size is not None and (row.size or 0) > _LARGER * below.size
        if alike and over and paper_kind(row.said) is None:
            found.append(i)
            kind = SectionKind.OTHER
    return found


def _heads_others(rows: Sequence[Row], i: int) -> bool:
    """Say whether a line of plain text heads a paragraph of lines that are no papers ("Other things")."""
    row = rows[i]
    if not fresh(rows, i) or _FIGURES.search(row.said) or names_paper(row.said):
        return False
    last = i + 1
    while last < len(rows) and rows[last].block == row.block:
        if names_paper(rows[last].said) or may_tell_dates(rows[last].said, 0, len(rows[last].said)):
            return False
        last += 1
    below = last - i - 1
    headed = row.said.endswith(":") or (row.words > 1 and below > 1 and _SMALL.search(row.said) is not None)
    return below > 0 and headed


def names_paper(said: str) -> bool:
    """Say whether a line names a paper, or who gives some."""
    return paper_kind(said) is not None or is_body(said)


def sections(rows: Sequence[Row]) -> list[Section]:
    """Cut rows at their headings. The first section is what stands before any heading (it may be empty)."""
    rows = [row for row in rows if row.words > _OFFER_WORDS or _OFFERED.fullmatch(row.said) is None]
    columns = column_heads(rows)
    kinds = headings(rows, columns)
    kinds |= dict.fromkeys(_unknown(rows, kinds), SectionKind.OTHER)
    heads = columns - kinds.keys()
    strays = _strays(rows, kinds) | names_below_lists(rows, kinds)
    starts = sorted({*kinds, *strays})
    found = [Section(SectionKind.TOP, None, tuple(rows[: starts[0] if starts else len(rows)]))]
    for at, after in pairwise([*starts, len(rows)]):
        if at in strays:
            found.append(Section(SectionKind.TOP, None, tuple(rows[at:after])))
        else:
            kept = tuple(row for n, row in enumerate(rows[at + 1 : after], at + 1) if n not in heads)
            above = tuple(rows[n] for n in range(at + 1, after) if n in heads)
            found.append(Section(kinds[at], rows[at], kept, above))
    return found
