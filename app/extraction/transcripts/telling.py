"""Whether a row or header tells of a course, and what it tells."""

import re
from collections.abc import Iterable, Sequence

from app.extraction.transcripts.codes import NUMBER, SUBJECT
from app.extraction.transcripts.columns import CAPITALS
from app.extraction.transcripts.grades import is_letter_grade, is_transfer, number, state_named
from app.extraction.transcripts.headers import Column, Field
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.transcripts.totals import is_total
from app.extraction.transcripts.unheaded import unheaded

_NO_COURSE = re.compile(r"(?:requirements?|tests?|exams?|examinations?)$", re.IGNORECASE)


def grade_last_in(rows: Iterable[TableRow]) -> bool | None:
    """Say whether the last cell of a table without a header is the grade: where letters stand, or by decimals."""
    found = [named for row in rows if not is_total(row) and (named := unheaded(row, True)) is not None]
    after = before = 0
    for named in found:
        if "grade" in named and "credits" in named and is_letter_grade(named["grade"].said):
            behind = named["grade"].words[0].x0 > named["credits"].words[0].x0
            after, before = after + behind, before + (not behind)
    if after or before:
        return after >= before
    pairs = [
        (named["credits"].said, named["grade"].said) for named in found if len({"credits", "grade"} & {*named}) == 2
    ]
    uneven = [
        sum((number(said) or 0) % 0.5 != 0 or (number(said) or 0) > 20 for said in part)
        for part in zip(*pairs, strict=True)
    ]
    return None if not uneven or uneven[0] == uneven[1] else uneven[1] > uneven[0]


def tells_course(named: dict[Field, Cell], columns: Sequence[Column] | None, *, listed: bool = False) -> bool:
    """Say whether a row tells a course: a title, and its code where the table has codes, else credits or a grade.

    In a list whose cells know their columns anything beside the title will do.
    """
    if "title" not in named:
        return False
    fields = {column.field for column in columns or ()}
    coded = "code" in named or {"subject", "number"} <= {*named}
    if fields & {"code", "subject"} and not listed:
        return coded
    counted = bool({"credits", "earned", "attempted", "code"} & {*named})
    if not counted and _NO_COURSE.search(named["title"].said) and len(said_of(named, "grade")) != 1:
        # schools also list what else has to be done ("Civics Test  Passed")
        return False
    remark = named["state"].said if "state" in named else ""
    told = state_named(remark) is not None or is_transfer(remark) or is_letter_grade(remark)
    told = told or CAPITALS.fullmatch(remark) is not None
    beside = listed and len(named) > 1
    beside = beside or ("dates" in named and not fields & {"credits", "earned", "grade", "part", "state"})
    return coded or told or beside or bool({"credits", "earned", "grade", "part"} & {*named})


def names_subject(row: TableRow) -> bool:
    """Say whether a row begins with a subject, without the number of a course behind it."""
    return (
        len(row.cells) > 2
        and SUBJECT.fullmatch(row.cells[0].said) is not None
        and NUMBER.fullmatch(row.cells[1].words[0].said) is None
    )


def tells_grades(columns: Sequence[Column]) -> bool:
    """Say whether some of the columns tells what came of a course."""
    return any(column.field in ("grade", "mark", "part", "state", "progress") for column in columns)


def tells_marks(columns: Sequence[Column]) -> bool:
    """Say whether some of the columns is one of grades or marks."""
    return any(column.field in ("grade", "mark", "part") for column in columns)


def said_of(named: dict[Field, Cell], field: Field) -> str:
    """Give what a column says; empty where it says nothing."""
    return named[field].said if field in named else ""
