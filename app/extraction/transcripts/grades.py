"""Printed grades and remarks to what became of a course, by the scale that the transcript uses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf

from app.extraction.model import CourseState
from app.extraction.transcripts.meanings import legend, meaning
from app.extraction.words.lexicon import words

_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,3}|\.\d{4})?|\.\d{1,4})(?: ?/ ?(?:10|20|30|50|100)(?:[.,]0{1,2})?)?")
"""A number, and the most that could be reached."""
MARKS = "*#†‡^"
"""Marks behind a grade that a note explains."""
"""What a footnote to a grade is marked with."""
_LEFT = re.compile(r"w(?:[a-z]{0,3}|\d{1,2})")
_OPEN = re.compile(r"i[a-z]?")
"""What no school gives to who passed: letters that begin as "withdrawn" and "incomplete" do."""
_OF_NINE = re.compile(r"a1|b[23]|c[456]|d7|e8|f9")
"""Grades of the West African examinations."""
_MORE = "(?:above|higher|better|more)"
_MARK = r"(\d{1,3}(?:[.,]\d)?) ?%?"
_PASS_MARK = re.compile(
    rf"{_MARK} (?:or {_MORE} |(?:is|=|-) ?|minimum |to )+(?:the |a )?(?:minimum )?pass(?:ing|ed)?\b"
    rf"|{_MARK} ?(?:=|-) ?pass(?:ing|ed)?\b"
    rf"|{_MARK} (?:or {_MORE} )?(?:is|are) (?:required|needed|necessary) to (?:pass|graduate|complete)\b"
    rf"|\b(?:pass(?:ing)?|minimum) (?:grade|mark|score|average)"
    rf"(?: (?:in|for) (?:the |each |all |every )?[a-z]{{3,12}})?"
    rf"(?: (?:is|of|to pass)\b| ?[:=])* ?{_MARK}"
    rf"|\bpass(?:ing)?(?: (?:is|of)\b| ?[:=]) ?{_MARK}"
    rf"|\b(?:aprobatoria|aprobatorio|bestehensgrenze)(?: (?:is|of)\b| ?:)? ?{_MARK}",
    re.IGNORECASE,
)
"""Said in a sentence: in a row of a table a number and "Pass" stand side by side and say nothing of others."""
_FAIL = r"(?:F|(?i:fail(?:ing|ed|ure)?))"
_HUNDREDTHS = r"(\d{2}(?:\.\d{1,2})?) ?%?"
_FAILS_BELOW = re.compile(
    rf"(?:\b(?i:below|under|less than)|<) ?{_HUNDREDTHS}[ =:,-]{{1,3}}{_FAIL}\b"
    rf"|\b{_FAIL}[ =:(-]{{1,3}}(?i:below|under|less than|<) ?{_HUNDREDTHS}"
)
_FAILS_UP_TO = re.compile(
    rf"\b0{{1,2}}(?:\.0+)? ?(?:-|–|to) ?{_HUNDREDTHS}[ =:,(-]{{1,3}}{_FAIL}\b"
    rf"|\b{_FAIL}[ =:(-]{{1,3}}0{{1,2}}(?:\.0+)? ?(?:-|–|to) ?{_HUNDREDTHS}"
)
"""The line of a key of grades that says which numbers fail ("below 77 F", "F = 0-59")."""
_LOW_IS_GOOD = re.compile(
    r"\b(?:notenspiegel|ausreichend|nicht bestanden|sehr gut|hochschule|universität)\b"
    r"|\b1(?:[.,]0+)?\s*(?:is\s+|=\s*|-\s*)(?:the\s+)?(?:highest|best|excellent)"
    r"|\b1[.,]0+\s*(?:highest|excellent)"
    r"|\b5(?:[.,]0+)?\s*(?:is\s+|=\s*|-\s*)fail|\b5[.,]0+\s*fail",
    re.IGNORECASE,
)

_E_IS_PASS = re.compile(
    r"\bects\b|(?<!\w)e\s?(?:[=:–-]|is\b)\s?(?:excellent|exemplary|exceeds|outstanding|sufficient|pass)",
    re.IGNORECASE,
)
_OF_BOARDS = re.compile(r"\b(?:GCE|I?GCSE|A[ -][Ll]evels?)\b")
_SEVERAL = 3
"""So often a statement of British boards says what it is of; a school says once what somebody came with."""
_OF_FIVE = re.compile(r"\b(?:re-?exam|nstp|national service training)\b", re.IGNORECASE)
"""Words of the Philippines, where 1.00 is the best and 3.00 the last grade to pass with."""
_STRICT = re.compile(
    r"\b(?:nurs(?:ing|e)|paramedic|emergency medical|surgical techn\w+|dental hygien\w+|radiolog\w+"
    r"|respiratory (?:care|therap\w+))\b",
    re.IGNORECASE,
)
"""Programmes of health, many of which ask for 75 to 80 of 100 points."""
_OF_THIRTY = re.compile(r"\b(?:voto|cfu|esam[ei]|insegnamento)\b", re.IGNORECASE)

_HUNDRED = 100
_LETTERS = 3
"""Of a grade, at most; what is longer is a word for what became of a course."""
_GED = re.compile(r"\bGED\b")
_OF_GED = 145.0
"""Of 200 points of the tests of general educational development."""

_USUAL = frozenset("ab")
"""Letters that mean the same in every key."""

GRADE_STATES = tuple(state for state in CourseState if state is not CourseState.REPEATED)


def number(said: str) -> float | None:
    """Give the value of a printed number (`2,3` and `2.3` alike); None for anything else."""
    found = _NUMBER.fullmatch(said.rstrip("%" + MARKS).strip())
    return float(found[1].replace(",", ".")) if found else None


def is_grade(said: str) -> bool:
    """Say whether a cell reads like a grade: a letter, a word for one, or a number."""
    folded = said.casefold().strip("()[]")
    return folded in _known() or folded.strip(MARKS) in _known() or number(said) is not None


@cache
def _known() -> frozenset[str]:
    """The letters and words that are grades, folded."""
    parts = (*map(str, GRADE_STATES), "transfer", "either")
    return frozenset(word for part in parts for word in words("transcripts", "grades", part))


def is_letter_grade(said: str) -> bool:
    """Say whether a cell is a grade that is no number."""
    return is_grade(said) and number(said) is None


def is_transfer(said: str, legend: Mapping[str, CourseState] | None = None) -> bool:
    """Say whether a grade or remark means credit from another school, and no other thing by the printed key."""
    folded = said.casefold()
    if legend and legend.get(folded, CourseState.PASSED) is not CourseState.PASSED:
        return False
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
    e_passes: bool = False
    """An E is a pass, as in Europe and in some schools for children; elsewhere it is what others call F."""
    legend: Mapping[str, CourseState] = field(default_factory=dict)
    """What the transcript itself says that its letters mean, folded."""

    def passed(self, value: float) -> bool | None:
        """Say whether a numeric grade is a pass; None between what surely is one and what surely is none."""
        if self.passing is None:
            return None
        if self.falling:
            # under the best there is nothing: a course that has no number, or a scale that is not this one
            return value <= self.passing if value >= 1 else None
        if value >= self.passing:
            return True
        return False if self.failing is None or value <= self.failing else None


_DECIMALS = re.compile(r"\d[.,]\d|^[.,]\d")
_OF_FOUR = Scale(1.0, 0.7)
"""Grade points of the United States."""


def scale_of(text: str, grades: Iterable[str], unread: str = "") -> Scale:
    """Tell the scale of the grades: of numbers by the pass mark that is printed, else by their range.

    What a key says is no pass counts though it stands in what is `unread` because it may be planted.

    Without a printed pass mark or a key that says which numbers fail, of 100 points 70 are a pass (80 where a
    programme of health is named) and 39 nowhere, of 30 (Italy) 18, of 20 points 10, of 10 points 6 and not 4, of 5
    (falling) 4.0 in Germany and 3.0 in the Philippines; of 4 grade points (United States) 1.0.
    """
    told = list(grades)
    falling_short = any(grade.casefold() == "fx" for grade in told)
    numbers = [(grade, value) for grade in told if (value := number(grade)) is not None]
    scale = _of_numbers(text, [value for _, value in numbers])
    if scale == _OF_FOUR and not any(map(_DECIMALS.search, (grade for grade, _ in numbers))):
        # grade points are printed with decimals: figures alone are marks or ratings of a scale that nobody told
        scale = Scale(None)
    of_board = len(_OF_BOARDS.findall(text)) >= _SEVERAL
    e_passes = falling_short or of_board or _E_IS_PASS.search(text) is not None
    doubted = {grade: state for grade, state in legend(unread).items() if state is not CourseState.PASSED}
    return replace(scale, e_passes=e_passes, legend=doubted | _unusual(told) | legend(text))


_ROMAN = dict.fromkeys(("i", "ii", "iii"), CourseState.PASSED) | dict.fromkeys(("iv", "v", "vi"), CourseState.FAILED)
"""Grades of the Caribbean examinations; beside them an I is the best and nothing unfinished."""


def _unusual(grades: Sequence[str]) -> dict[str, CourseState]:
    """Say what letters mean beside others: an N is to fail where high distinctions are given, as in Australia."""
    folded = {grade.casefold() for grade in grades}
    if any(map(_OF_NINE.fullmatch, folded)):
        # what stands out of a result is not known yet
        return dict.fromkeys(("outstanding", "held", "withheld", "pending"), CourseState.INCOMPLETE)
    if {"ii", "iii"} & folded and folded <= _ROMAN.keys() | {"", "ungraded"}:
        return dict(_ROMAN)
    return {"n": CourseState.FAILED, "nn": CourseState.FAILED} if "hd" in folded else {}


def _in_quarters(values: Sequence[float]) -> bool:
    """Say whether grades go from 1.00 to 3.00 in quarters, and beside them only 4 and 5 are given: 5 is to fail."""
    good = [value for value in values if value <= 3]
    between = any(value % 1 for value in values if value > 3)
    return 5 in values and not between and min(good, default=3) < 2 and any(value * 4 % 2 == 1 for value in good)


def _in_thirds(values: Sequence[float]) -> bool:
    """Say whether grades go from 1.0 to 4.0 in thirds, as in Germany, and beside them only 5.0 is given."""
    good = [value for value in values if value != 5]
    parts = {round(value % 1, 1) for value in good}
    return max(good, default=5) <= 4 and {0.3, 0.7} <= parts <= {0.0, 0.3, 0.7}


def _of_numbers(text: str, values: Sequence[float]) -> Scale:
    if not values:
        return Scale(None)
    high = max(values)
    told = _PASS_MARK.search(text)
    mark = number(next(part for part in told.groups() if part)) if told else None
    if _LOW_IS_GOOD.search(text) and high <= 5:
        return Scale(mark if mark is not None and 1 < mark < 5 else 4.0, falling=True)
    if (_OF_FIVE.search(text) or _in_quarters(values)) and high <= 5:
        return Scale(3.0, falling=True)
    if mark is not None and mark <= high:
        return Scale(mark)
    if high <= 4.3:
        return _OF_FOUR
    if high <= 5:
        # of five, the best and the worst are at either end
        return Scale(4.0, falling=True) if high == 5 and _in_thirds(values) else Scale(None)
    if high <= 10:
        return Scale(6.0, 4.0)
    if high <= 20:
        return Scale(10.0)
    if high > _HUNDRED:
        # of tests that count beyond a hundred each has a scale of its own
        return Scale(_OF_GED) if high <= 2 * _HUNDRED and _GED.search(text) else Scale(inf, 39.0)
    if high <= 31:
        return Scale(18.0 if _OF_THIRTY.search(text) else None)
    return _by_key(text) or Scale(80.0 if _STRICT.search(text) else 70.0, 39.0)


def _by_key(text: str) -> Scale | None:
    """Read the scale of a hundred points off a key of letters; None where it has no line for those that fail."""
    below, up_to = (
        next((number(part) for part in found.groups() if part), None) if found else None
        for found in (_FAILS_BELOW.search(text), _FAILS_UP_TO.search(text))
    )
    if below is not None:
        return Scale(below)
    return None if up_to is None else Scale(float(int(up_to) + 1), up_to)


def state_of(grade: str, scale: Scale, earned: float | None) -> CourseState | None:
    """Say what a grade means; None for one that is not known. A good grade without any credit earned is no pass."""
    folded = grade.casefold().strip("()[]")
    if folded not in _known():
        folded = folded.strip(MARKS)
    if folded in scale.legend and folded.rstrip("+-") not in _USUAL:
        return _unless_nothing(scale.legend[folded], earned)
    if folded in words("transcripts", "grades", "transfer"):
        return CourseState.PASSED
    if folded in words("transcripts", "grades", "either"):
        passes = scale.e_passes if earned is None else earned > 0
        return CourseState.PASSED if passes else CourseState.FAILED
    if "/" in folded and (both := folded.split("/"))[-1].rstrip("+-").isalpha():
        return _unless_nothing(_of_both(both, scale), earned)
    value = number(grade)
    if value is not None:
        passed = scale.passed(value)
        found = None if passed is None else CourseState.PASSED if passed else CourseState.FAILED
        if found is None and earned:
            found = CourseState.PASSED
    else:
        found = next((s for s in GRADE_STATES if folded in words("transcripts", "grades", str(s))), None)
        found = _by_beginning(folded) if found is None else found
    return _unless_nothing(found, earned)


def _of_both(parts: Sequence[str], scale: Scale) -> CourseState | None:
    """Say what a grade and what became of it later mean ("B/R"): what is no pass counts, and what nobody knows."""
    found = [state_of(part, scale, None) for part in parts]
    no_pass = next((state for state in found if state not in (None, CourseState.PASSED)), None)
    return no_pass or (None if None in found else CourseState.PASSED)


def _unless_nothing(found: CourseState | None, earned: float | None) -> CourseState | None:
    """Give what a grade means where credit was earned or nobody says; a good one that earned none is no pass."""
    return CourseState.FAILED if found is CourseState.PASSED and earned == 0 else found


def _by_beginning(folded: str) -> CourseState | None:
    """Say what a grade means that no list has, by its words or first letter."""
    if _LEFT.fullmatch(folded):
        return CourseState.WITHDRAWN
    if _OF_NINE.fullmatch(folded):
        return CourseState.FAILED if folded == "f9" else CourseState.PASSED
    if _OPEN.fullmatch(folded):
        return CourseState.INCOMPLETE
    return state_named(folded) if len(folded) > _LETTERS else meaning(folded)


def state_named(said: str) -> CourseState | None:
    """Say what a remark beside a course means ("bestanden", "Withdrawn"); None for one that is not known."""
    folded = " ".join(said.casefold().split())
    named = (s for s in CourseState if s is not CourseState.NO_CREDIT)
    found = next((s for s in named if folded in words("transcripts", "states", str(s))), None)
    return found or meaning(folded)


_NO_PASSES = frozenset({CourseState.FAILED, CourseState.WITHDRAWN, CourseState.INCOMPLETE, CourseState.IN_PROGRESS})


def no_pass(said: str) -> CourseState | None:
    """Say what became of a part of a course that has to be passed as well; None for a pass and what is unknown."""
    if number(said) is not None:
        return None
    found = meaning(said) or state_of(said, Scale(None), None)
    letters = found in (CourseState.FAILED, CourseState.WITHDRAWN, CourseState.INCOMPLETE)
    return found if letters or (found in _NO_PASSES and len(said) > _LETTERS) else None
