"""Rows of a form to its fields: what each label asks for, and where the answer stands, beside or below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from app.documents.readers.table.headings import field_of, fold, made_of
from app.documents.spans import Span
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.words import hinted, of_headings
from app.extraction.jobs.tables import columns_of
from app.extraction.lines.rows import Row
from app.extraction.office_lines import LEADS_IN
from app.extraction.parts.certificates import certificate_kind
from app.extraction.words.lexicon import table, words
from app.extraction.words.small import has_gap, small

_LONGEST = 70
"""Characters of a label."""
_CELL = re.compile(r"\t+|\s{2,}|;\s+(?=[A-Z][\w ]{1,30}:)")
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:?\t]{0,60})\s?(?P<mark>[:?](?:[\s.]{0,20}:)?)\s*")
_COUNT = re.compile(r"\(?#?\d{1,2}[.)]\s+")
_AROUND = re.compile(r"\([^()]{1,40}\)|\*")
"""What a label has beside its words: how to answer, and that one must."""
_ROLES = {"period": "dates", "description": "duties", "location": "place", "department": "aside", "status": "aside"}
OF_SCHOOLS = frozenset(("school", "degree", "programme", "ended", "ended_there", "years_there"))
NO_JOB = OF_SCHOOLS | {"other", "wanted", "number"}
"""What labels ask for that are of no job."""
_OF_JOBS = ("employer", "title", "start", "end")


class Cell(NamedTuple):
    """A part of a row; what asks for `role` is its label, `value` the answer in the same cell."""

    start: int
    end: int
    role: str | None
    value: Span | None


@dataclass(frozen=True, slots=True)
class Field:
    """An answer: the row where it stands, and what was asked; without an answer the span is empty."""

    row: int
    role: str
    start: int
    end: int
    above: bool = False
    """The label stands in a row above, as in boxes of a printed form."""


@dataclass(slots=True)
class _Open:
    """A label that waits for the answer below it."""

    column: int
    role: str
    row: int


@lru_cache(maxsize=1 << 12)
def role_of(label: str, *, alone: bool = False) -> str | None:
    """Give what a label asks for: a part of a job, `aside` for what only offices ask, `other` for what is of no job.

    `alone`: no colon says that it is a label, so that nothing is guessed by the words it is made of.
    """
    if len(label) > _LONGEST:
        return None
    bare = _AROUND.sub(" ", label) if "(" in label or "*" in label else label
    said = fold(bare)
    if not said:
        return None
    if (role := _labels().get(said)) is not None:
        return role
    if said in _office():
        return "aside"
    if alone and LEADS_IN.fullmatch(small(bare.strip())) is not None:
        return "duties"
    first, *others = said.split()
    skills = not words("forms", "asks_for_skills").isdisjoint(others)
    if not alone and first in words("forms", "asks") and not skills and certificate_kind(bare) is None:
        return "aside"
    named = field_of(bare) if alone else made_of(bare)
    if named in _OF_JOBS or named is None:
        return named
    if named == "other" and not words("forms", "of_papers").isdisjoint(said.split()):
        return None
    return _ROLES.get(named, "aside" if named == "other" else None)


@cache
def _labels() -> Mapping[str, str]:
    """Give what each label of the lexicon asks for."""
    return {label: role for role, labels in table("forms")["labels"].items() for label in labels}


@cache
def _office() -> frozenset[str]:
    return frozenset(map(fold, words("forms", "office")))


def heads(row: Row) -> bool:
    """Say whether a row heads a section by its words."""
    return heading_kind(row) is not None or (row.capitals and role_of(row.said, alone=True) is None)


def heading_kind(row: Row) -> SectionKind | None:
    """Give the kind of the section that a row heads by its words."""
    said = row.said.rstrip(" :")
    return section_named(said) or (hinted(said) if of_headings(said) else None)


def cells(row: Row) -> list[Cell]:
    """Part a row at its wide gaps, and tell the labels of its cells from their answers."""
    return [_cell(row, start, end) for start, end in _places(row)]


def _places(row: Row) -> Iterator[Span]:
    at = 0
    for mark in _CELL.finditer(row.said) if has_gap(row.said) or ";" in row.said else ():
        if at < mark.start():
            yield at, mark.start()
        at = mark.end()
    if at < len(row.said):
        yield at, len(row.said)


def _is_marked(said: str) -> bool:
    """Say whether a mark stands in it that ends a label."""
    return ":" in said or "?" in said


def _cell(row: Row, start: int, end: int) -> Cell:
    said = row.said
    count = _COUNT.match(said, start, end)
    first = count.end() if count is not None else start
    label = _LABELLED.match(said, first, end) if _is_marked(said) else None
    if label is not None and (role := role_of(label["label"])) is not None:
        last = label.end() + len(said[label.end() : end].rstrip(" ;"))
        value = (row.start + label.end(), row.start + last) if label.end() < last else None
        return Cell(row.start + start, row.start + end, role, value)
    brief = label is None and end - first <= _LONGEST and said[end - 1] != "."
    role = role_of(said[first:end], alone=True) if brief else None
    return Cell(row.start + start, row.start + end, role, None)


def fields(text: str, rows: Sequence[Row]) -> list[Field]:
    """Give the fields of all rows in order. A row without any is none of the form, or goes on with the one above."""
    found: list[Field] = []
    waiting: list[_Open] = []
    for n, row in enumerate(rows):
        line = text.rfind("\n", 0, row.start) + 1
        if columns_of(row) is not None:
            waiting = []
            continue
        own = cells(row)
        tabs, marked = "\t" in row.said, _is_marked(row.said)
        far = bool(waiting) and n - max(one.row for one in waiting) > 1
        asked = any(one.row == n - 1 and one.role != "duties" for one in waiting)
        left = far and not any(one.role == "duties" for one in waiting)
        if left or (waiting and not asked and heads(row)):
            waiting = []
        here: list[_Open] = []
        label: Cell | None = None
        for at, cell in enumerate(own):
            column = at if tabs else cell.start - line
            if cell.role is not None or (marked and _LABELLED.match(text, cell.start, cell.end)):
                waiting = [one for one in waiting if abs(one.column - column) > 1]
            if cell.role is not None and cell.value is not None:
                found.append(Field(n, cell.role, *cell.value))
                label = None
            elif cell.role is not None:
                if label is not None:
                    here.append(_waits(own, label, tabs, line, n))
                label = cell
            elif (above := _above(waiting, column)) is not None:
                found.append(Field(n, above.role, cell.start, cell.end, above=True))
                waiting = [one for one in waiting if one is not above or one.role == "duties"]
                if label is not None:
                    here.append(_waits(own, label, tabs, line, n))
                    label = None
            elif label is not None:
                found.append(Field(n, str(label.role), cell.start, cell.end))
                label = None
        if label is not None:
            here.append(_waits(own, label, tabs, line, n))
        waiting += here
        found += [Field(n, one.role, row.start, row.start, above=True) for one in here]
    return found


def _waits(own: Sequence[Cell], label: Cell, tabs: bool, line: int, row: int) -> _Open:
    return _Open(own.index(label) if tabs else label.start - line, str(label.role), row)


def _above(waiting: Sequence[_Open], column: int) -> _Open | None:
    """Give the label above that a cell answers: the one in its column."""
    near = [one for one in waiting if abs(one.column - column) <= 1]
    return near[-1] if near else None
