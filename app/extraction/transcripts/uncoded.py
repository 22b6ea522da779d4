"""Rows of a transcript without a header and without codes: a title, and numbers, a grade or a remark behind it."""

import re
from collections.abc import Sequence

from app.extraction.transcripts.cells import AMOUNT, DAY, OF_UNITS, split
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade, number
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.letters import grades_of
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.one_line import FEWEST, OF_EXAMINATION, one_line
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.transcripts.totals import is_total

_FEWEST = 4
"""Rows that make a list of courses."""
_MOST = 7
"""Cells of such a row; more are a table of something else."""
_SCORE = 20.0
"""What is higher is a mark, and no credits of one course."""
_BEST = 100.0
"""What is higher yet is no mark: hours."""
_TITLE = re.compile(r"[^\W\d_][^:@]{2,70}")
_FEWEST_WORDS = 3
_OTHER = re.compile(r"\b(?:gpa|rank|sat|act|psat|test scores?|phone|page|born|grade level|id)\b", re.IGNORECASE)


def lists_without_codes(rows: Sequence[TableRow]) -> bool:
    """Say whether rows that no code begins list courses: several of them, each with a grade and more."""
    found = on_lines = 0
    for row in rows:
        found += uncoded(row) is not None
        on_lines += one_line(row) is not None
        if found >= _FEWEST or on_lines >= FEWEST:
            return True
    return False


def uncoded(row: TableRow) -> dict[Field, Cell] | None:
    """Read a row of a title and what a course brought, each in a cell of its own; None for another row."""
    if (told := one_line(row)) is not None:
        return told
    whole = _ending(row.cells[0]) if len(row.cells) == 1 and not row.placed else row.cells
    if not 1 < len(whole) < _MOST or not _TITLE.fullmatch(whole[0].said) or code_words(whole[0]):
        return None
    if _OTHER.search(whole[0].said) or is_total(row):
        return None
    cells = split(whole[1:])
    if len(cells) == 1 and OF_EXAMINATION.fullmatch(cells[0].said) and not is_letter_grade(whole[0].said):
        return {"title": whole[0], "grade": cells[0]} if meaning(whole[0].said) is None else None
    return _values(whole[0], cells) if 1 < len(cells) < _MOST else None


def _ending(cell: Cell) -> Sequence[Cell]:
    """Part a letter and an amount from the end of a title that they stand one blank behind ("Algebra 1 C+ 1.0")."""
    found = cell.words
    if len(found) < _FEWEST_WORDS or {AMOUNT.fullmatch(word.said) is None for word in found[-2:]} != {True, False}:
        return (cell,)
    letter = next(word for word in found[-2:] if not AMOUNT.fullmatch(word.said))
    amount = next(word for word in found[-2:] if AMOUNT.fullmatch(word.said))
    if not is_letter_grade(letter.said) or not letter.said[0].isupper() or "." not in amount.said:
        return (cell,)
    return (Cell(found[:-2]), Cell(found[-2:-1]), Cell(found[-1:]))


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
        elif OF_UNITS.fullmatch(cell.said):
            amounts.append(Cell(cell.words[:1]))
        elif DAY.fullmatch(cell.said) and "dates" not in named:
            named["dates"] = cell
        elif meaning(cell.said) is not None:
            named["state"] = cell
        else:
            return None
    named = grades_of(letters or marks, amounts) | named
    if amounts:
        named["credits"] = amounts[0]
    return named if len(named) > 2 or len(letters) + len(marks) > 1 else None
