"""Tables of many people: a column says whose each row is, and nobody may be given another's courses."""

from collections.abc import Sequence

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.grades import is_letter_grade, state_named
from app.extraction.transcripts.headers import whose
from app.extraction.transcripts.placed import TableRow

_TELLING = frozenset({"grade", "mark", "part", "state", "earned", "credits", "attempted", "points"})
_FEWEST = 3
"""Cells of the labels of such a table, at least."""
_ROWS = 2
"""Rows below the labels that make it one: in the head of a transcript one row of values stands there."""


def is_roster(rows: Sequence[TableRow], *, of_one: bool) -> bool:
    """Say whether rows begin a table of people: labels for whose the rows are and for grades, and none for courses.

    "Name" may be that of a course where the document is `of_one` student, as a label in its head says.
    """
    labels = [whose(cell) for cell in rows[0].cells]
    if len(labels) < _FEWEST or not any("person" in fields for fields in labels):
        return False
    if of_one and all(fields[0] == "title" for fields in labels if "person" in fields):
        return False
    others = [field for fields in labels if "person" not in fields for field in fields]
    if "title" in others or not _TELLING & {*others}:
        return False
    below = rows[1 : 1 + _ROWS]
    return len(below) == _ROWS and all(_tells(row, len(labels)) for row in below)


def _tells(row: TableRow, width: int) -> bool:
    told = [cell.said for cell in row.cells]
    graded = any(AMOUNT.fullmatch(said) or is_letter_grade(said) or state_named(said) for said in told[1:])
    return len(told) >= width - 1 and graded
