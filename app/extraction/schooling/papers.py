"""Lines among schools and courses that are papers, told by their dates."""

import re
from collections.abc import Sequence

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.schooling import degree_in, is_school, opening_degree

PROGRAMME = re.compile(r"\b(?:program(?:me)?|academy|apprenticeship)\b", re.IGNORECASE)
_PAPER_WORDS = 14
_OF_HOURS = re.compile(
    r"\bcertificate\b.{0,80}\b(?:\d{3,4}|\d,\d{3})\+?\s*(?:clock |contact )?(?:hours?|hrs)\b", re.IGNORECASE
)
"""A certificate at the end of a long programme."""
_HOLDS = re.compile(
    r"\b(?:valid|exp(?:ires?|iry|\.)?|good (?:till?|to|through|thru|until)|renew\w*|runs out)\b", re.IGNORECASE
)
_LEAST_YEARS = 2
_STACKED = 3
"""Lines of a title, a school and a date."""


def is_paper(row: Row) -> bool:
    """A certification or licence among schools and degrees."""
    if certificate_kind(row.said) is None or is_school(row.said) or PROGRAMME.search(row.said):
        return False
    if _OF_HOURS.search(row.said):
        # "Printing certificate, 600 hours, Mesa State Institution"
        return False
    return opening_degree(row.said) is None and row.words <= 16


def holds(row: Row) -> bool:
    """Among courses: a line that says how long something holds, or has a period of years, and names no school."""
    if is_school(row.said) or degree_in(row.said) or row.bullet or row.words > _PAPER_WORDS:
        return False
    dates = find_dates(row.said)
    years = [int(d.end[:4]) - int(d.start[:4]) for d in dates if d.start and d.end and not d.single]
    return (bool(dates) and _HOLDS.search(row.said) is not None) or any(n >= _LEAST_YEARS for n in years)


def studied_for(row: Row, below: Row | None) -> bool:
    """A certificate with a period of years, and below it the school where it was studied for."""
    if below is None or below.block != row.block or any(find_dates(below.said)):
        return False
    years = any(not date.single for date in find_dates(row.said))
    return years and is_school(below.said) and certificate_kind(below.said) is None


def studied_at(rows: Sequence[Row]) -> bool:
    """A title, below it a school, perhaps a town, and a date in a line of its own."""
    if len(rows) < _STACKED or len({row.block for row in rows[:_STACKED]}) > 1 or any(row.bullet for row in rows):
        return False
    title, school, *below = rows
    plain = not any(find_dates(row.said) for row in (title, school))
    named = is_school(school.said) and certificate_kind(school.said) is None
    return plain and named and any(_is_date(row) for row in below)


def _is_date(row: Row) -> bool:
    dates = find_dates(row.said)
    return len(dates) == 1 and (dates[0].at, dates[0].to) == (0, len(row.said))
