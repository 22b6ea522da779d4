"""Documents that are nothing but a list of what somebody can do, below no heading or one of a few words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.headings.listings import short_items
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.headings.words import hinted
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small

_FEWEST, _FEWEST_ITEMS, _MOST_WORDS = 5, 6, 8
_STRANGE = re.compile(r"\S@\S|https?:|www\.|\d{3}[-. ]\d{4}|\b(?:I|my|our|we|looking|need|want)\b|[.!?]$")
"""What no list of skills has in it."""
_RATED = re.compile(
    r"(?:\s*[-–—,:|(]\s*|\s{2,})(?:\d{1,2}\+?\s*(?:years?|yrs?)|expert|advanced|intermediate|beginner|basic|proficient"
    r"|fluent|conversational|native|novice|good|excellent)\b",
    re.IGNORECASE,
)
_TITLE, _FIRM = 1.5, 1.5


def as_lists(found: Sequence[Section]) -> list[Section]:
    """Make a section of skills of a document that is one list; any other keeps its sections."""
    told = [section for section in found if section.rows]
    if len(told) != 1 or told[0].kind is not SectionKind.TOP:
        return list(found)
    rows = told[0].rows
    headed = _heads(rows[0])
    listed = rows[1:] if headed or _is_apart(rows) else rows
    if not listed or not (_is_one_line(listed) or _is_list(listed, headed=headed)):
        return list(found)
    listing = Section(SectionKind.SKILLS, rows[0] if headed else None, tuple(listed))
    return [replace(told[0], rows=() if headed or listed is rows else rows[:1]), listing]


def _heads(row: Row) -> bool:
    """It says that what somebody can do stands below ("things i can do")."""
    said = row.said.rstrip(": ")
    return SectionKind.SKILLS in (section_named(said), hinted(said))


def _is_apart(rows: Sequence[Row]) -> bool:
    """The first row is a name: it stands apart, or has capitals where the list has none."""
    if len(rows) == 1:
        return False
    first, *rest = rows
    capital = all(word[0].isupper() for word in first.said.split())
    plain = sum(not all(word[0].isupper() for word in row.said.split()) for row in rest)
    return first.block != rest[0].block or (capital and first.words > 1 and 2 * plain > len(rest))


def _is_one_line(rows: Sequence[Row]) -> bool:
    """All stands between commas in a line or two."""
    parts = short_items(", ".join(row.said.rstrip(" ,") for row in rows))
    lower = sum(part.lstrip()[:1].islower() for part in parts)
    titled = sum(title_score(part) >= _TITLE for part in parts)
    return len(rows) <= 2 and len(parts) >= _FEWEST_ITEMS and 2 * lower > len(parts) > 4 * titled


def _is_list(rows: Sequence[Row], *, headed: bool) -> bool:
    """Short rows that tell no dates, titles, employers or ways to reach somebody, and look like a list."""
    if len(rows) < _FEWEST or any(row.words > _MOST_WORDS for row in rows):
        return False
    if any(_STRANGE.search(row.said) or find_dates(row.said) for row in rows):
        return False
    named = sum(title_score(row.said) >= _TITLE or organization_score(row.said) >= _FIRM for row in rows)
    lower = sum(row.said[0].islower() for row in rows)
    rated = sum(_RATED.search(small(row.said)) is not None for row in rows)
    return 4 * named <= len(rows) and (headed or 4 * lower >= 3 * len(rows) or 2 * rated > len(rows))
