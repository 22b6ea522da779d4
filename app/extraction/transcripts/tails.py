"""What stands behind the credits at the end of a row that one blank parts: a grade, and that it was taken again."""

import re
from collections.abc import Sequence

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.placed import Cell, TableRow

_WHOLE = re.compile(r"\d{1,2}")
_USUAL = 3
"""Rows that show what is usual."""
_BEHIND = 4
"""Words behind the credits, at most."""
_TITLE_WORDS = 2
_ENDS = re.compile(r"[^\W\d]\S* \d{1,2}(?:\.\d{1,2})? (?:[A-DFPSUW][+-]?)$")
_AGAIN = re.compile(r"[(\[]?(?:r|rpt|repeat(?:ed)?|retaken?)[)\]]?", re.IGNORECASE)
_UNITS = frozenset({"CR", "HR", "HRS", "SH", "U"})
"""Capitals for credits, which may be a grade as well."""
_CAPITALS = re.compile(r"[(\[]?(?:[A-Z]{1,4}[+-]?(?:/[A-Z]{1,3}[+-]?)?|\*{1,3})[)\]]?")
"""A grade, perhaps one that nobody knows."""


def ends_with_credits_and_grade(rows: Sequence[TableRow]) -> bool:
    """Say whether rows of one cell end with whole credits and a letter behind them ("Calculus II 4 C")."""
    coded = [row.cells[0] for row in rows if len(row.cells) == 1 and not row.placed and code_words(row.cells[0])]
    plain = any(_ENDS.search(cell.said) for cell in coded)
    return plain and sum(behind_credits(cell, whole=True) is not None for cell in coded) >= _USUAL


def behind_credits(cell: Cell, *, whole: bool) -> tuple[Cell, Cell, Cell] | None:
    """Part a cell in what stands before its credits, the credits, and the grade or remark behind them.

    None where no grade or remark stands there. `whole`: the credits may be without decimals.
    """
    found = cell.words
    for at in range(len(found) - 2, max(len(found) - 2 - _BEHIND, _TITLE_WORDS - 1), -1):
        said = found[at].said
        if not AMOUNT.fullmatch(said) or not ("." in said or (whole and _WHOLE.fullmatch(said))):
            continue
        behind = Cell(found[at + 1 :])
        if (
            behind.said in _UNITS
            and is_letter_grade(found[at - 1].said)
            and not (whole and found[at - 1].said == "I")
        ):
            # "Algebra F 3.0 CR", where "Algebra I 3 CR" is one of a list with grades behind
            return None
        if again(behind) is not None or _is_told(behind):
            return Cell(found[:at]), Cell(found[at : at + 1]), behind
        return None
    return None


def _is_told(cell: Cell) -> bool:
    one = len(cell.words) == 1
    return (one and _CAPITALS.fullmatch(cell.said) is not None) or meaning(cell.said.strip("()[]")) is not None


def says_again(said: str) -> bool:
    """Say whether a mark says of a course that it was taken again, and nothing of what counts."""
    return _AGAIN.fullmatch(said) is not None


def again(cell: Cell) -> tuple[Cell, Cell] | None:
    """Part a word for a course that was taken again from its grade ("(repeat) C", "B (Repeated)")."""
    if len(cell.words) != _TITLE_WORDS:
        return None
    for word, grade in (cell.words, cell.words[::-1]):
        if _AGAIN.fullmatch(word.said) and is_letter_grade(grade.said) and not _AGAIN.fullmatch(grade.said):
            return Cell((word,)), Cell((grade,))
    return None
