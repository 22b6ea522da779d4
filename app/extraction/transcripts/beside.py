"""Rows in which two or more courses stand side by side without codes, put apart."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.columns import fits_title
from app.extraction.transcripts.grades import is_letter_grade
from app.extraction.transcripts.placed import Cell, TableRow

_FEWEST = 3
"""Rows that make two lists side by side."""
_SHORTEST, _LONGEST = 2, 5
"""Cells of one course."""
_MOST = 3
"""Courses in one row."""


def put_apart(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give the rows, each course of two or three side by side in one of its own, where several rows are such."""
    parted = [_parts(row) for row in rows]
    if sum(len(parts) > 1 for parts in parted) < _FEWEST:
        return list(rows)
    return [part for parts in parted for part in parts]


def _parts(row: TableRow) -> list[TableRow]:
    kinds = [_kind(cell) for cell in row.cells]
    for count in range(2, _MOST + 1):
        size, rest = divmod(len(kinds), count)
        if rest or not _SHORTEST <= size <= _LONGEST:
            continue
        alike = all(kinds[n] == kinds[n % size] for n in range(len(kinds)))
        if alike and kinds[0] == "title" and "grade" in kinds and kinds.count("title") == count:
            return [replace(row, cells=row.cells[n : n + size]) for n in range(0, len(kinds), size)]
    return [row]


def _kind(cell: Cell) -> str:
    if is_letter_grade(cell.said):
        return "grade"
    if AMOUNT.fullmatch(cell.said):
        return "amount"
    return "title" if fits_title(cell) and not code_words(cell) else "other"
