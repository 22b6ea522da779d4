"""Which of several grades in one row counts, where no header tells what each of them is."""

from collections.abc import Sequence

from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.placed import Cell

_LONGEST = 3
"""Letters of a grade, at most; what is longer is a word for what became of a course."""
OF_ATTEMPTS = frozenset("REIA")
"""Behind grade and points: the course was taken again, and this attempt is excluded, included, averaged."""


def grades_of(letters: Sequence[Cell], numbers: Sequence[Cell]) -> dict[Field, Cell]:
    """Name the letters and words for grades in a row, `letters`, beside its `numbers`.

    One is the grade. A word beside a letter is a remark ("B  Withdrawn"). A letter apart from the grade, behind the
    points, tells of attempts. Several letters side by side are those of parts of a year, or of the middle and the end
    of a course: they are all kept, and say what became of it where they agree.
    """
    if not letters:
        return {}
    named: dict[Field, Cell] = {}
    short = [cell for cell in letters if len(cell.said) <= _LONGEST]
    worded = [cell for cell in letters if len(cell.said) > _LONGEST]
    if worded and len(letters) > 1:
        named["state"] = worded[-1]
    grades = short or worded[:1]
    if len(grades) > 1 and _of_attempts(grades, numbers):
        named["repeat"] = grades.pop()
    if len({cell.said for cell in grades}) == 1:
        return named | {"grade": grades[0]}
    return named | {"part": Cell(tuple(word for cell in grades for word in cell.words))}


def _of_attempts(grades: Sequence[Cell], numbers: Sequence[Cell]) -> bool:
    """Say whether the last letter stands behind credits and points, and the others before the points."""
    first, last = grades[-2].words[0].start, grades[-1].words[0].start
    before = sum(cell.words[0].start < first for cell in numbers)
    between = sum(first < cell.words[0].start < last for cell in numbers)
    return grades[-1].said in OF_ATTEMPTS and between > 0 and before + between > 1
