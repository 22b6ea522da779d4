"""Rows of a transcript without a header and without codes: a title, and numbers, a grade or a remark behind it."""

import re
from collections.abc import Sequence

from app.extraction.transcripts.cells import AMOUNT, split
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade, number
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.letters import grades_of
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.totals import is_total
from app.extraction.transcripts.view import Cell, TableRow

_FEWEST = 4
"""Rows that make a list of courses."""
_MOST = 7
"""Cells of such a row; more are a table of something else."""
_SCORE = 20.0
"""What is higher is a mark, and no credits of one course."""
_BEST = 100.0
"""What is higher yet is no mark: hours."""
_TITLE = re.compile(r"[^\W\d_][^:@]{2,70}")
_OTHER = re.compile(r"\b(?:gpa|rank|sat|act|psat|test scores?|phone|page|born|grade level|id)\b", re.IGNORECASE)


def lists_without_codes(rows: Sequence[TableRow]) -> bool:
    """Say whether rows that no code begins list courses: several of them, each with a grade and more."""
    found = 0
    for row in rows:
        found += uncoded(row) is not None
        if found >= _FEWEST:
            return True
    return False


def uncoded(row: TableRow) -> dict[Field, Cell] | None:
    """Read a row of a title and what a course brought, each in a cell of its own; None for another row."""
    if not 1 < len(row.cells) < _MOST or not _TITLE.fullmatch(row.cells[0].said) or code_words(row.cells[0]):
        return None
    if _OTHER.search(row.cells[0].said) or is_total(row):
        return None
    cells = split(row.cells[1:])
    return _values(row.cells[0], cells) if 1 < len(cells) < _MOST else None


def _values(title: Cell, cells: Sequence[Cell]) -> dict[Field, Cell] | None:
    named: dict[Field, Cell] = {"title": title}
    letters: list[Cell] = []
    marks: list[Cell] = []
    amounts: list[Cell] = []
    for cell in cells:
        value = number(cell.said)
        if is_letter_grade(cell.said):
            letters.append(cell)
        elif value is not None and (_SCORE < value <= _BEST or "%" in cell.said):
            marks.append(cell)
        elif AMOUNT.fullmatch(cell.said):
            amounts.append(cell)
        elif meaning(cell.said) is not None:
            named["state"] = cell
        else:
            return None
    named = grades_of(letters or marks, amounts) | named
    if amounts:
        named["credits"] = amounts[0]
    return named if len(named) > 2 or len(letters) + len(marks) > 1 else None
