"""Cells of a list of courses (CSV, XLSX) to rows whose cells are known to stand in their columns."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.documents.model import Cell as TableCell
from app.documents.model import Document
from app.documents.readers.table.courses import COURSE_HEADING, WHOSE
from app.documents.readers.table.read import CSV, XLSX
from app.extraction.transcripts.headers import is_label
from app.extraction.transcripts.placed import Cell, TableRow, Word

_WORD = re.compile(r"\S+")
_APART = 200.0
"""Points from one column to the next, as if the table were printed."""
_DEEP = 100.0
"""Points from one row to the next."""
_SIZE = 12.0
_SEVERAL = 2


def lists_courses(document: Document) -> bool:
    """Say whether a document is a table of courses, and not one that only holds some."""
    return document.media_type in (CSV, XLSX) and has_lists(document)


def has_lists(document: Document) -> bool:
    """Say whether a document holds tables of courses whose columns are known."""
    return any(cell.field == COURSE_HEADING for cell in document.cells)


def listed_rows(document: Document, others: Sequence[TableRow] = ()) -> list[TableRow]:
    """Give the rows of tables of courses, without the columns whose headings nobody knows, among the `others`.

    A table whose rows are of several people gives none.
    """
    found: list[TableRow] = []
    for cells in _tables(document.cells):
        people = {document.text[cell.start : cell.end].casefold() for cell in cells if cell.field == WHOSE}
        if len(people) < _SEVERAL:
            found += _rows(document, cells)
    taken = sorted((cell.start, cell.end) for cell in document.cells)
    starts = [start for start, _ in taken]

    def is_taken(row: TableRow) -> bool:
        at = bisect_right(starts, row.words[0].start)
        return at > 0 and row.words[0].start < taken[at - 1][1]

    found += [row for row in others if not is_taken(row)]
    return sorted(found, key=lambda row: min(word.start for word in row.words))


def _tables(cells: Sequence[TableCell]) -> Iterator[list[TableCell]]:
    """Give the cells of each table: what stands above the headings of the first is of the first."""
    table: list[TableCell] = []
    for _, same in groupby(cells, key=lambda cell: cell.row):
        row = list(same)
        if row[0].field == COURSE_HEADING and any(cell.field == COURSE_HEADING for cell in table):
            yield table
            table = []
        table += row
    yield table


def _rows(document: Document, cells: Sequence[TableCell]) -> Iterator[TableRow]:
    labels = [cell for cell in cells if cell.field == COURSE_HEADING]
    head = labels[0].row
    known = {cell.column for cell in labels if is_label(_row(document, [cell]).cells[0])}
    for number, same in groupby(cells, key=lambda cell: cell.row):
        kept = [cell for cell in same if number < head or (cell.column in known and cell.field != WHOSE)]
        if kept:
            yield _row(document, kept)


def _row(document: Document, cells: Sequence[TableCell]) -> TableRow:
    made = []
    for cell in cells:
        x0 = (cell.column or 0) * _APART
        told = enumerate(_WORD.finditer(document.text, cell.start, cell.end))
        made.append(Cell(tuple(Word(*one.span(), one.group(), x0 + n, x0 + n + 1) for n, one in told)))
    return TableRow(tuple(made), 1, 0, cells[0].row * _DEEP, _SIZE, True, False, listed=True)
