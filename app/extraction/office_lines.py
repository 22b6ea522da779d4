"""Lines of application forms, job boards and agencies to rows that tell of the work, without what an office asks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extraction.fields import named_field
from app.extraction.headings import SectionKind
from app.extraction.lexicon import words
from app.extraction.rows import Row
from app.extraction.sections import Section

_FIELDS = ("employer", "title", "place")
_ASKED = (SectionKind.EXPERIENCE, SectionKind.MILITARY, SectionKind.VOLUNTEERING)
_SEVERAL = 2
_CELL = re.compile(r"\t+|\s{2,}")
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/'’.-]{0,60}?)\s*[:：?]+\s*(?P<value>.*)", re.DOTALL)
_ANSWER = re.compile(r"[^\W\d_].{6,}[:?]+\s*(?:yes|no|n/?a|\(?none\)?)\.?", re.IGNORECASE | re.DOTALL)
_STATEMENT = re.compile(r"this (?:is|was) a (?:federal|full|part|state)\b.*", re.IGNORECASE | re.DOTALL)
_KIND = (
    r"(?:full[- ]?time|part[- ]?time|self[- ]?employed|freelance|contract"
    r"|internship|apprenticeship|seasonal|permanent|temporary)"
)
_YEARS = r"\d{1,2}\s*(?:years?|yrs?)\.?"
_MONTHS = r"\d{1,2}\s*(?:months?|mos?)\.?"
_TENURE = re.compile(
    rf"(?:{_KIND}\s*[·•|,-]\s*)?(?:{_YEARS}(?:,?\s*{_MONTHS})?|{_MONTHS})|(?:full|part)[- ]?time", re.IGNORECASE
)
"""How, and how long in all, somebody worked for an employer ("Full-time · 3 yrs 2 mos")."""

_LEADS_IN = re.compile(
    r"(?:(?:key|main|core|major|daily|typical|my|job|general|primary|principal|some of my"
    r"|roles?(?: and|\s?[&/])?)\s+)*"
    r"(?:duties|responsibilities|tasks|achievements|accomplishments|highlights|job description|summary of duties)"
    r"(?:\s+(?:and|&)\s+(?:responsibilities|achievements|duties|accomplishments))?"
    r"(?:\s+(?:include[sd]?|including|were|are|performed|held))?\s*[:：–—-]*",
    re.IGNORECASE,
)
"""A line that only says that duties follow."""


def folded_label(said: str) -> str | None:
    """Give the label that words begin with, folded, or None."""
    label = _LABEL.match(said)
    return " ".join(label["label"].casefold().replace("’", "'").split()) if label is not None else None


def without_office(section: Section) -> Section:
    """Leave out what an office asks beside a job, and give each labelled cell of a line a row of its own."""
    if section.kind is SectionKind.EDUCATION:
        return replace(section, rows=tuple(part for row in section.rows for part in _of_school(row)))
    if section.kind not in _ASKED:
        return section
    forces = section.kind is SectionKind.MILITARY
    return replace(section, rows=tuple(part for row in section.rows for part in _told(row, forces)))


def _told(row: Row, forces: bool) -> Iterator[Row]:
    if not row.bullet and (_TENURE.fullmatch(row.said) or _LEADS_IN.fullmatch(row.said)):
        return
    cells = list(_cells(row.said))
    asked = [_is_asked(row.said[slice(*cell)], forces) for cell in cells]
    opens = [n > 0 and named_field(row.said[slice(*cell)]) in _FIELDS for n, cell in enumerate(cells)]
    if not any(asked) and not any(opens):
        yield row
        return
    start: int | None = None
    end = 0
    for cell, drop, own in zip(cells, asked, opens, strict=True):
        if (drop or own) and start is not None:
            yield _part(row, start, end)
            start = None
        if not drop:
            start, end = (cell[0] if start is None else start), cell[1]
    if start is not None:
        yield _part(row, start, end)


def _of_school(row: Row) -> Iterator[Row]:
    """Part a line of schooling whose cells all have labels."""
    cells = list(_cells(row.said))
    labels = [folded_label(row.said[slice(*cell)]) for cell in cells]
    if len(cells) < _SEVERAL or None in labels:
        yield row
        return
    for cell, label in zip(cells, labels, strict=True):
        if label not in words("forms", "school"):
            yield _part(row, *cell)


def _part(row: Row, start: int, end: int) -> Row:
    return replace(row, start=row.start + start, end=row.start + end, said=row.said[start:end])


def _cells(said: str) -> Iterator[tuple[int, int]]:
    """Give the cells of a line; the words of a label may stand apart from it ("Salary:   $12")."""
    at = 0
    for mark in _CELL.finditer(said):
        if said[: mark.start()].rstrip().endswith((":", "：")):
            continue
        yield at, mark.start()
        at = mark.end()
    yield at, len(said)


def _is_asked(said: str, forces: bool) -> bool:
    if _STATEMENT.fullmatch(said) or _ANSWER.fullmatch(said):
        return True
    label = folded_label(said)
    return label in words("forms", "office") and not (forces and label in words("forms", "unit"))
