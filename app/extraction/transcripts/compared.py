"""Courses compared with the others of their transcript: codes and letters in titles, attempts that count."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.codes import coded
from app.extraction.transcripts.course import Course
from app.extraction.transcripts.grades import MARKS, is_letter_grade, number
from app.extraction.transcripts.placed import Cell

_FEWEST = 3
"""Courses that show what is usual in a transcript."""
_MOSTLY = 0.6
_LETTERS = frozenset("abcdf")
_SECTIONS = frozenset("abcdefghinlmoprstu")
"""Letters that sections, kinds and levels of courses have as well."""
_NUMERALS = frozenset("123456789")
_LETTERS_OF_GRADE = 3
_KINDS = frozenset({"c", "core", "compulsory", "elective", "required", "req", "mandatory", "opt", "optional"})
_KINDS_OR_STATES = frozenset({"e", "r", "m", "o"})
_SCHOOL_YEAR = re.compile(r"0[6-9]|[6-9]|1[0-2]")
_MARKED = frozenset({*MARKS, "r", "y", "yes", "x"})
"""What stands in a column of courses that were taken again."""
_BRACKETS = re.compile(r"\[.+\]|\(.+\)")


def compare(courses: Sequence[Course]) -> None:
    """Mend what single rows tell by what is usual in the others."""
    _without_kinds(courses)
    _without_years(courses)
    _with_results(courses)
    _taken_later(courses)
    _without_letters(courses)
    _without_points(courses)
    _without_numbers(courses)
    _with_codes(courses)


def with_unlabelled(courses: Sequence[Course], explained: Set[str]) -> None:
    """Letters below a label that nobody knows are the grades, where no label tells of grades or of what came out.

    Some of them have to be letters that the document explains, or that stand for nothing but grades: A to D may as
    well be sections. `explained` are the folded letters of the document's key.
    """
    told = [course for course in courses if "unknown" in course.named]
    if len(told) < _FEWEST or any(
        {"grade", "mark", "part", "state", "repeat"} & {*course.named} for course in courses
    ):
        return
    letters = {course.told("unknown").casefold() for course in told}
    known = [letter for letter in letters if letter in explained or is_letter_grade(letter)]
    sure = any(letter in explained or letter not in _SECTIONS for letter in known)
    if sure and len(known) > _MOSTLY * len(letters):
        for course in told:
            course.named["grade"] = course.named.pop("unknown")
        for course in courses:
            course.graded = True


def _without_kinds(courses: Sequence[Course]) -> None:
    """Letters for compulsory, elective and required courses under "Status" do not tell what became of them."""
    told = {course.told("state").casefold() for course in courses} - {""}
    if told & _KINDS and told <= _KINDS | _KINDS_OR_STATES:
        for course in courses:
            course.named.pop("state", None)


def _without_years(courses: Sequence[Course]) -> None:
    """Figures from 6 to 12 beside the marks of parts of a year are the years of school, and no grades."""
    told = [course for course in courses if "grade" in course.named]
    beside = sum("part" in course.named for course in told)
    if len(told) >= _FEWEST and beside > _MOSTLY * len(told) and all(map(_is_year, told)):
        for course in told:
            course.named.pop("grade")


def _is_year(course: Course) -> bool:
    return _SCHOOL_YEAR.fullmatch(course.told("grade")) is not None


def _with_results(courses: Sequence[Course]) -> None:
    """Letters under "Result" are the grades, where no course has another."""
    if any(course.told("grade", "mark", "part") for course in courses):
        return
    told = [said for course in courses if len(said := course.told("state")) <= _LETTERS_OF_GRADE]
    graded = any(map(is_letter_grade, told))
    for course in courses:
        said = course.told("state")
        if said in told and (is_letter_grade(said) or (graded and said.isalpha() and said.isupper())):
            course.named["grade"] = course.named.pop("state")


def _is_marked(course: Course) -> bool:
    return _BRACKETS.fullmatch(course.told("grade")) is not None or bool(course.sign)


def _with_codes(courses: Sequence[Course]) -> None:
    """Where no column is headed as codes and most titles begin with one, it is no part of the title."""
    uncoded = [course for course in courses if not course.code]
    parted = [(course, parts) for course in uncoded if (parts := coded(course.titles[0])) is not None]
    if len(parted) >= max(_FEWEST, _MOSTLY * len(uncoded)):
        for course, (code, title) in parted:
            course.named["code"], course.named["title"], course.titles[0] = code, title, title


def by_time(courses: Sequence[Course]) -> Sequence[Course]:
    """Give courses with the newest last: schools also print them the other way round."""
    years = [year for course in courses if (year := course.year)]
    return courses[::-1] if years and years[0] > years[-1] else courses


def _taken_later(courses: Sequence[Course]) -> None:
    """An attempt that is marked does not count, where the course stands again in a later row without a mark.

    Marked is one with an R, and one whose grade stands in brackets or has a sign behind it ("[D]", "D*").
    """
    last = {course.code: course for course in by_time(courses) if course.code}
    for course in courses:
        again = last.get(course.code, course)
        # topics of a seminar may share its code
        named_alike = again.title.casefold().strip(MARKS) == course.title.casefold().strip(MARKS)
        mark = course.named.get("repeat") or course.named.get("grade")
        if again is course or mark is None or _is_marked(again):
            continue
        signed = mark.said == "R" or ("repeat" in course.named and mark.said.casefold() in _MARKED)
        if signed or (_is_marked(course) and named_alike):
            course.named["repeat"] = Cell((replace(mark.words[0], said="repeated"),))


def _without_letters(courses: Sequence[Course]) -> None:
    """Where grades stand behind the credits, a letter before them ends the title ("Algebra B  3.00")."""
    sides: dict[bool, list[Course]] = {False: [], True: []}
    for course in courses:
        grade, amount = course.named.get("grade"), course.named.get("credits")
        if grade is not None and amount is not None and _is_lettered(course):
            sides[grade.words[0].start > amount.words[0].start].append(course)
    if len(sides[True]) >= _FEWEST and len(sides[True]) > 2 * len(sides[False]):
        for course in sides[False]:
            _end_with_letter(course)


def _end_with_letter(course: Course) -> None:
    """Make the letter that was taken for a grade the last word of the title it stands one blank behind."""
    if _is_close(course):
        title, letter = course.titles[0], course.named.pop("grade")
        course.titles[0] = course.named["title"] = Cell((*title.words, *letter.words))


def _is_close(course: Course) -> bool:
    return course.named["grade"].words[0].start - course.titles[0].words[-1].end == 1


def _is_lettered(course: Course) -> bool:
    return course.told("grade").rstrip("+-").casefold() in _LETTERS


def _behind_grade(course: Course) -> int:
    """Count the numbers of a row behind its letter: credits and points."""
    start = course.named["grade"].words[0].start
    return sum(word.start > start and AMOUNT.fullmatch(word.said) is not None for word in course.row.words)


def _without_points(courses: Sequence[Course]) -> None:
    """A letter close behind a title ends it, where others bring points and its row has none ("Algebra B  3.00").

    So it is beside such a row of its term, or beside one without a grade; a term may as well have no points at all.
    """
    behind = {id(course): _behind_grade(course) for course in courses if _is_lettered(course)}
    (usual, times), *_ = Counter(behind.values()).most_common(1) or [(0, 0)]
    if times < _FEWEST or usual < 2:
        return
    telling = {id(course.term) for course in courses if behind.get(id(course), usual) == usual}
    for course in courses:
        few = 0 < behind.get(id(course), 0) < usual
        if few and not course.term.transfer and id(course.term) in telling:
            _end_with_letter(course)


def _without_numbers(courses: Sequence[Course]) -> None:
    """Where grades are letters, a number that took the place of one is the credits of one without.

    Where both are, it is so in rows that have fewer cells than those with a letter, and of the number that ends a
    title ("Calculus 2").
    """
    graded = [course for course in courses if course.told("grade")]
    letters = [course for course in graded if _is_lettered(course)]
    numbers = [course for course in graded if number(course.told("grade")) is not None]
    fewest = min((len(course.named) for course in letters), default=0)
    for course in numbers:
        ends_title = letters and course.told("grade") in _NUMERALS
        if len(letters) >= len(numbers) or len(course.named) < fewest or ends_title:
            course.without_grade()
