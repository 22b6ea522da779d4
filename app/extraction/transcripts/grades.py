"""Printed grades and remarks to what became of a course, by the scale that the transcript uses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.extraction.model import CourseState
from app.extraction.words.lexicon import words

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")
_GAP = r"[^\S\n]*"
_PASS_MARK = re.compile(
    rf"(\d{{1,3}}(?:[.,]\d)?){_GAP}%?{_GAP}(?:or{_GAP}(?:above|higher|better){_GAP})?(?:is\b|=|-)?{_GAP}(?:the\b|a\b)?{_GAP}"
    rf"(?:minimum\b)?{_GAP}pass(?:ing|ed)?\b"
    rf"|(?:pass(?:ing)?(?:{_GAP}(?:grade|mark|score))?|aprobatoria|aprobatorio|bestehensgrenze)\b{_GAP}(?:is\b|of\b|:|=)?{_GAP}"
    r"(\d{1,3}(?:[.,]\d)?)",
    re.IGNORECASE,
)
_LOW_IS_GOOD = re.compile(
    r"\b(?:notenspiegel|ausreichend|nicht bestanden|sehr gut|hochschule|universität)\b"
    r"|\b1[.,]0+\s*(?:is\s+|=\s*|-\s*)?(?:the\s+)?(?:highest|excellent)"
    r"|\b5[.,]0+\s*(?:is\s+|=\s*|-\s*)?fail",
    re.IGNORECASE,
)

_OF_THIRTY = re.compile(r"\b(?:voto|cfu|esam[ei]|insegnamento)\b", re.IGNORECASE)

GRADE_STATES = tuple(state for state in CourseState if state is not CourseState.REPEATED)


def number(said: str) -> float | None:
    """Give the value of a printed number (`2,3` and `2.3` alike); None for anything else."""
    bare = said.rstrip("%").strip()
    return float(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def is_grade(said: str) -> bool:
    """Say whether a cell reads like a grade: a letter, a word for one, or a number."""
    folded = said.casefold().strip("()[]")
    known = any(folded in words("transcripts", "grades", part) for part in (*map(str, GRADE_STATES), "transfer"))
    return known or number(said) is not None


def is_letter_grade(said: str) -> bool:
    """Say whether a cell is a grade that is no number."""
    return is_grade(said) and number(said) is None


def is_transfer(said: str) -> bool:
    """Say whether a grade or remark means credit from another school."""
    folded = said.casefold()
    return folded in words("transcripts", "grades", "transfer") or folded in words(
        "transcripts", "states", "transfer"
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """What numeric grades of one transcript mean."""

    passing: float | None
    """From here on a course is passed; None when nobody can tell."""
    failing: float | None = None
    """Up to here it is failed; None: everything under `passing`."""
    falling: bool = False
    """Low numbers are good ones."""

    def passed(self, value: float) -> bool | None:
        """Say whether a numeric grade is a pass; None between what surely is one and what surely is none."""
        if self.passing is None:
            return None
        if self.falling:
            return value <= self.passing
        if value >= self.passing:
            return True
        return False if self.failing is None or value <= self.failing else None


def scale_of(text: str, grades: Iterable[str]) -> Scale:
    """Tell the scale of numeric grades: by the pass mark that is printed, else by their range.

    Without a printed pass mark, of 100 points 70 are a pass everywhere and 39 nowhere, of 30 (Italy) 18, of 20 points
    10, of 10 points 6 and not 4, of 5 (falling, as in Germany) 4.0; of 4 grade points (United States) 1.0.
    """
    values = [value for grade in grades if (value := number(grade)) is not None]
    if not values:
        return Scale(None)
    high = max(values)
    told = _PASS_MARK.search(text)
    mark = number(told.group(1) or told.group(2)) if told else None
    if _LOW_IS_GOOD.search(text) and high <= 5:
        return Scale(mark if mark is not None and 1 < mark < 5 else 4.0, falling=True)
    if mark is not None and mark <= high:
        return Scale(mark)
    if high <= 4.3:
        return Scale(1.0, 0.7)
    if high <= 10:
        return Scale(6.0, 4.0)
    if high <= 20:
        return Scale(10.0)
    if high <= 31:
        return Scale(18.0 if _OF_THIRTY.search(text) else None)
    return Scale(70.0, 39.0)


def state_of(grade: str, scale: Scale, earned: float | None) -> CourseState | None:
    """Say what a grade means; None for one that is not known. A good grade without any credit earned is no pass."""
    folded = grade.casefold().strip("()[]")
    if folded in words("transcripts", "grades", "transfer"):
        return CourseState.PASSED
    value = number(grade)
    if value is not None:
        passed = scale.passed(value)
        found = None if passed is None else CourseState.PASSED if passed else CourseState.FAILED
        if found is None and earned:
            found = CourseState.PASSED
    else:
        found = next((s for s in GRADE_STATES if folded in words("transcripts", "grades", str(s))), None)
    if found is CourseState.PASSED and earned == 0:
        return CourseState.FAILED
    return found


def state_named(said: str) -> CourseState | None:
    """Say what a remark beside a course means ("bestanden", "Withdrawn"); None for one that is not known."""
    folded = " ".join(said.casefold().split())
    named = (s for s in CourseState if s is not CourseState.NO_CREDIT)
    return next((s for s in named if folded in words("transcripts", "states", str(s))), None)
