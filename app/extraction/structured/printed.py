"""A table of jobs that is printed on pages to the cells of its rows, as a CSV would have them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.model import Cell, Document
from app.documents.readers.table.headings import field_of
from app.documents.readers.table.rivals import ONCE
from app.extraction.lines.dates import find_dates
from app.extraction.transcripts.placed import Cell as Printed
from app.extraction.transcripts.placed import TableRow
from app.extraction.transcripts.view import table_rows

_NEVER = re.compile(r"(?!)")
_WIDE, _FIGURE = re.compile(r"\s{2,}"), re.compile(r"\d")
_LONGEST = 160
_LONGEST_HEADING = 24
"""Characters of a heading row and of one heading, at most."""
_KNOWN = 0.75
"""So many cells of a heading row are known headings, at least."""
_FEWEST = 2
"""Rows with dates that make a table of jobs."""
_LEFT = 4.0
"""Points by which a cell may stand left of its heading."""


@dataclass(frozen=True, slots=True)
class _Column:
    field: str
    x0: float


@dataclass(slots=True)
class _Job:
    cells: list[tuple[str, Printed]] = field(default_factory=list)


def _headings(row: TableRow) -> list[_Column] | None:
    """Read a row as the headings of a table of jobs: title, dates, and mostly known words."""
    if len(row.cells) < 3 or not row.placed:
        return None
    named = [field_of(cell.said) for cell in row.cells]
    known = [name for name in named if name]
    telling = "title" in known and ({"start", "end"} <= {*known} or "period" in known)
    if not telling or len(known) < _KNOWN * len(named):
        return None
    columns: list[_Column] = []
    for cell, name in zip(row.cells, named, strict=True):
        again = name in ONCE and any(column.field == name for column in columns)
        columns.append(_Column("other" if name is None or again else name, cell.x0))
    return columns


def _column(cell: Printed, columns: Sequence[_Column]) -> str:
    left = [column for column in columns if column.x0 <= cell.x0 + _LEFT]
    return left[-1].field if left else columns[0].field


def _is_date(said: str) -> bool:
    return bool(find_dates(said))


def _jobs(rows: Sequence[TableRow]) -> list[_Job]:
    """Read the rows below the headings; one without a date goes on in the cells of the one above."""
    columns: list[_Column] | None = None
    jobs: list[_Job] = []
    for row in rows:
        found = _headings(row)
        if found is not None:
            columns = found
            continue
        if columns is None:
            continue
        named = [(_column(cell, columns), cell) for cell in row.cells]
        dated = any(name in ("start", "period") and _is_date(cell.said) for name, cell in named)
        if dated and len(named) > 2:
            jobs.append(_Job(named))
        elif (
            jobs
            and all(name not in ("start", "end", "period") for name, _ in named)
            and row.cells[0].x0 >= columns[0].x0
        ):
            jobs[-1].cells += named
        else:
            columns = None
    return jobs


def _may_hold(document: Document) -> bool:
    """Look for the headings of a table of jobs in the text; where there are none the rows need not be made."""
    if document.media_type != "application/pdf":
        return False
    found: set[str | None] = set()
    for line in document.lines:
        said = document.text[line.start : line.end]
        if len(said) <= _LONGEST and _FIGURE.search(said) is None:
            found |= {field_of(piece) for piece in _WIDE.split(said) if len(piece) <= _LONGEST_HEADING}
    return "title" in found and ({"start", "end"} <= found or "period" in found)


def printed_cells(document: Document) -> tuple[Cell, ...]:
    """Give the cells of a printed table of jobs, row by row; empty when the pages hold none.

    A cell that is broken over lines is several cells of one field.
    """
    if not _may_hold(document):
        return ()
    jobs = _jobs(table_rows(document, _NEVER))
    if len(jobs) < _FEWEST:
        return ()
    cells = []
    for number, job in enumerate(jobs, start=1):
        for name, printed in job.cells:
            for start, end in _spans(document, printed):
                cells.append(Cell(row=number, field=name, start=start, end=end))
    return tuple(cells)


def _spans(document: Document, printed: Printed) -> list[tuple[int, int]]:
    """Give the places of a cell's words; those that only white space parts are one."""
    found: list[tuple[int, int]] = []
    for word in printed.words:
        if found and not document.text[found[-1][1] : word.start].strip() and word.start >= found[-1][1]:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return found
