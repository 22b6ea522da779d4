"""Certificates of discharge from active duty (DD Form 214) to service and the courses that it names.

Their boxes are the same for every branch: a name or a number, then what it asks for, beside or below it.
"""

import re
from collections.abc import Iterator

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.small import small

_SIGNS = ("discharge from active duty", "dd form 214", "dd-214", "dd214", "dd 214")
_OWN = ("entered a", "date entered", "separation date")
"""In small letters: what the form is called, and what only it asks."""
_ENTERED = re.compile(r"date entered (?:ad|active duty)\b(?: this period)?[\s:|]*", re.IGNORECASE)
_LEFT = re.compile(r"separation date\b(?: this period)?[\s:|]*", re.IGNORECASE)
_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)[\s/-]*(?P<month>0[1-9]|1[0-2]|[A-Za-z]{3,9})[\s/-]*(?P<day>[0-3]\d)(?!\d)"
)
_BRANCH = re.compile(r"\bdepartment,? component,?(?: and|,)? branch\b", re.IGNORECASE)
_FORCES = re.compile(
    r"\b(?:(?:army|air) national guard|usmc|usaf|uscg"
    r"|(?:u\.?s\.? )?(?:army|navy|marine corps|air force|coast guard|space force))\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"^[ \t]*(?:\d{1,2}[a-h]?\.[ \t]|[a-h]\.[ \t])", re.MULTILINE)
"""What a box begins with."""
_SPECIALTY = re.compile(r"primary specialty\b[^\n:]*:?[ \t]*\n?", re.IGNORECASE)
_COURSES = re.compile(r"military education\b[^\n:]*:?[ \t]*\n?", re.IGNORECASE)
_LABEL = re.compile(r"^[A-Z][A-Za-z ,/()-]{3,60}:", re.MULTILINE)
_END = re.compile(r"\bnothing follows\b|\n[ \t]*\n", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?://+|;)\s*")
_CODE = re.compile(r"\W*(?=[A-Z0-9-]*\d)[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,5})?(?:[ ,:–-]+|$)")
"""Before the name of a specialty stands its number."""
_LASTED = re.compile(
    r"[\s,–-]*\b\d{1,2} ?(?:yrs?|years?|mos?|months?|weeks?|wks?|days?|hours?)\b.*", re.IGNORECASE | re.DOTALL
)
_LONGEST_BOX, _NEAR = 900, 160


def is_discharge(text: str) -> bool:
    """Say whether a document is such a certificate."""
    folded = small(text[:3000])
    return any(sign in folded for sign in _SIGNS) and any(own in folded for own in _OWN)


def discharge_entries(document: Document) -> list[Entry]:
    """Read the service that a certificate tells, by its first specialty, and the courses."""
    text = document.text
    start, end = (_day(text, label) for label in (_ENTERED, _LEFT))
    branch = _branch(text)
    specialties = list(_items(text, _SPECIALTY))
    if branch is None or (start is None and end is None):
        return []
    title = _without(text, specialties[0]) if specialties else None
    places = [place for place in (title, branch, *(day[1] for day in (start, end) if day)) if place is not None]
    service = Entry(
        id="",
        kind=EntryKind.MILITARY_SERVICE,
        title=_said(text, title) if title is not None else None,
        organization=_said(text, branch),
        start=start[0] if start is not None else None,
        end=end[0] if end is not None else None,
        evidence=tuple(document.evidence(*place) for place in sorted(places)),
    )
    return [service, *_courses(document)]


def _courses(document: Document) -> Iterator[Entry]:
    text = document.text
    for item in _items(text, _COURSES):
        name = _without(text, item, coded=False)
        dates = [date.shifted(item[0]) for date in find_dates(text[slice(*item)])]
        if name is not None and dates:
            name = (name[0], min(name[1], dates[0].at))
        end = name[0] + len(text[slice(*name)].rstrip(" ,(")) if name is not None else 0
        if name is None or end <= name[0]:
            continue
        places = {(name[0], end), *(dates[0].places if dates else ())}
        yield Entry(
            id="",
            kind=EntryKind.COURSE,
            title=_said(text, (name[0], end)),
            start=None,
            end=dates[0].end if dates else None,
            evidence=tuple(document.evidence(*place) for place in sorted(places)),
        )


def _day(text: str, label: re.Pattern[str]) -> tuple[str, Span] | None:
    """Read the day in the box of a label: year, month and day apart or together."""
    box = label.search(text)
    day = _DAY.match(text, box.end()) if box is not None else None
    if day is None:
        return None
    # in an order that dates of resumes have
    order = ("year", "month", "day") if day["month"].isdigit() else ("day", "month", "year")
    dates = find_dates(("-" if order[0] == "year" else " ").join(day[part] for part in order))
    return (dates[0].end, day.span()) if dates and dates[0].end else None


def _branch(text: str) -> Span | None:
    """Find the branch in its box, or below the line that has its label."""
    label = _BRANCH.search(text)
    if label is None:
        return None
    line = text.find("\n", label.end())
    beside = text[label.end() : line if line >= 0 else len(text)]
    for at, said in ((label.end(), beside), (line + 1, text[line + 1 : line + 1 + _NEAR])):
        if (named := _FORCES.search(said)) is not None:
            return at + named.start(), at + named.end()
    return None


def _items(text: str, label: re.Pattern[str]) -> Iterator[Span]:
    """Give what a box lists, without the box behind it."""
    box = label.search(text)
    if box is None:
        return
    ends = [mark.start() for pattern in (_BOX, _END, _LABEL) if (mark := pattern.search(text, box.end())) is not None]
    end = min([*ends, box.end() + _LONGEST_BOX, len(text)])
    at = box.end()
    for mark in [*_BETWEEN.finditer(text, box.end(), end), None]:
        stop = mark.start() if mark is not None else end
        first = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        last = first + len(text[first:stop].rstrip())
        if first < last:
            yield first, last
        at = mark.end() if mark is not None else end


def _without(text: str, item: Span, *, coded: bool = True) -> Span | None:
    """Give a specialty or course without its number before it and how long it was behind it."""
    code = _CODE.match(text, *item) if coded else None
    start = code.end() if code is not None else item[0]
    lasted = _LASTED.search(text, start, item[1])
    end = lasted.start() if lasted is not None else item[1]
    return (start, end) if start < end else None


def _said(text: str, place: Span) -> str:
    return " ".join(text[slice(*place)].split())
