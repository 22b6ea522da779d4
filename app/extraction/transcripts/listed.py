"""Cells of a list of courses (CSV, XLSX) to rows whose cells are known to stand in their columns."""

import re
from collections.abc import Sequence
from itertools import groupby

from app.documents.model import Cell as TableCell
from app.documents.model import Document
from app.documents.readers.table.courses import COURSE_HEADING
from app.extraction.transcripts.headers import is_label
from app.extraction.transcripts.view import Cell, TableRow, Word

_WORD = re.compile(r"\S+")
_APART = 200.0
"""Points from one column to the next, as if the table were printed."""
_DEEP = 100.0
"""Points from one row to the next."""
_SIZE = 12.0


def lists_courses(document: Document) -> bool:
    """Say whether a document is a table of courses."""
    return any(cell.field == COURSE_HEADING for cell in document.cells)


def listed_rows(document: Document) -> list[TableRow]:
    """Give the rows of a table of courses, without the columns whose headings nobody knows."""
    labels = [cell for cell in document.cells if cell.field == COURSE_HEADING]
    head = labels[0].row
    known = {cell.column for cell in labels if is_label(_row(document, [cell]).cells[0])}
    found = []
    for number, cells in groupby(document.cells, key=lambda cell: cell.row):
        kept = [cell for cell in cells if number < head or cell.column in known]
        if kept:
            found.append(_row(document, kept))
    return found


def _row(document: Document, cells: Sequence[TableCell]) -> TableRow:
    made = []
    for cell in cells:
        x0 = (cell.column or 0) * _APART
        told = enumerate(_WORD.finditer(document.text, cell.start, cell.end))
        made.append(Cell(tuple(Word(*one.span(), one.group(), x0 + n, x0 + n + 1) for n, one in told)))
    return TableRow(tuple(made), 1, 0, cells[0].row * _DEEP, _SIZE, True, False, listed=True)
