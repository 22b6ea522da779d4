"""Transcripts to entries: institution, programme, and each course with its code, credits, grade and state."""

import re
from collections.abc import Sequence

from app.documents.model import Document
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.certified import certified
from app.extraction.transcripts.compared import by_time
from app.extraction.transcripts.course import Course
from app.extraction.transcripts.grades import (
    Scale,
    is_letter_grade,
    is_transfer,
    no_pass,
    number,
    scale_of,
    state_named,
    state_of,
)
from app.extraction.transcripts.head import head_entries
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.institutions import institution
from app.extraction.transcripts.joint_services import is_joint_services, joint_services_entries
from app.extraction.transcripts.meanings import denies, meaning
from app.extraction.transcripts.named_terms import dates_of, day_first, days_of
from app.extraction.transcripts.schools import taught_at
from app.extraction.transcripts.tails import says_again
from app.extraction.transcripts.walk import read_rows
from app.extraction.words.lexicon import words

_OF_ATTEMPTS: tuple[Field, ...] = ("repeat", "state")
_OF_TRANSFER: tuple[Field, ...] = ("grade", "state")
_SAYS_NOTHING = re.compile(r"(?:no|none|not?) ?(?:comments?|remarks?|notes?|applicable|issues)?", re.IGNORECASE)
_WHOLE = 100
_ATTENDED = 0.8
"""Of the hours of a course that was graded nobody has to have been there for more."""
_LETTERS = 3
"""Of a remark in letters, at most ("W", "AUD")."""
_LETTERED = re.compile(r"[A-Z]{1,3}[+-]?")
"""A letter that counts before the mark beside it; a word for what became of a course ("Pass") does not."""
_UNTOLD = re.compile(r"[A-Z]{3,6}")
_WELL = re.compile(r"[ABC][+-]?")
"""Letters that no school fails anybody with; a D is a pass in some of them."""
_OVER = frozenset({"complete", "completed", "credit"})
"""Remarks that a course is over or counts for credit, whatever came out."""


def _spans(document: Document, course: Course) -> list[tuple[int, int]]:
    """Give the places of a course's code, title, credits and grade; those that only white space parts are one."""
    names: tuple[Field, ...] = (
        "term",
        "dates",
        "code",
        "subject",
        "number",
        "grade",
        "mark",
        "part",
        "earned",
        "credits",
        "state",
        "repeat",
    )
    cells = [course.named[name] for name in names if name in course.named] + course.titles
    if "mark" in course.named and not is_letter_grade(course.told("mark")):
        cells.remove(course.named["mark"])
    if "earned" in course.named and "credits" in course.named:
        cells.remove(course.named["credits"])
    found: list[tuple[int, int]] = []
    for start, end in sorted((word.start, word.end) for cell in cells for word in cell.words):
        if found and "\n" not in (gap := document.text[found[-1][1] : start]) and not gap.strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_no_pass(grade: str, remark: str, scale: Scale) -> bool:
    """Say whether a grade is none to pass with, though the course is over or counts ("F  Completed")."""
    if not is_letter_grade(grade):
        return remark.casefold() in _OVER and state_of(grade, scale, None) is CourseState.FAILED
    return grade.casefold() not in words("transcripts", "grades", "either") and state_of(grade, scale, None) not in (
        None,
        CourseState.PASSED,
    )


def _told_state(course: Course, scale: Scale) -> CourseState | None:
    """Say what a course's remark, or what stands for its date, says became of it."""
    remark, grade = course.told("state"), course.told("grade")
    told = CourseState.PASSED if remark and is_transfer(remark) else state_named(remark)
    short = _is_no_pass(grade, remark, scale) or (remark.casefold() in _OVER and _below_least(course))
    if told is not None and not (told is CourseState.PASSED and short):
        return told
    if told is None and remark:
        return scale.legend.get(remark.casefold()) or _by_letters(remark, scale)
    gone = meaning(course.told("dates"))
    return None if gone is CourseState.PASSED else gone


def _below_least(course: Course) -> bool:
    """Say whether a course has a mark below the least to pass with that is printed for it."""
    least, reached = number(course.told("least")), number(course.told("grade"))
    return least is not None and reached is not None and reached < least


def _by_letters(remark: str, scale: Scale) -> CourseState | None:
    """Say what letters in a column of remarks mean, where they say that a course was left, failed or goes on."""
    if len(remark) > _LETTERS or not is_letter_grade(remark):
        return None
    found = state_of(remark, scale, None)
    sure = found in (CourseState.WITHDRAWN, CourseState.FAILED) or len(remark) > 1
    return found if sure and found is not CourseState.PASSED else None


def _judged(grade: str, course: Course, scale: Scale) -> CourseState | None:
    """Say what a grade means, by the least to pass with where the course has one of its own."""
    least, reached = number(course.told("least")), number(grade)
    if least and reached is not None:
        return CourseState.PASSED if reached >= least else CourseState.FAILED
    if is_transfer(grade, scale.legend) and number(course.told("earned", "credits")) == 0:
        return CourseState.NO_CREDIT
    found = state_of(grade, scale, number(course.told("earned")))
    nothing = reached is not None and number(course.told("earned", "credits")) == 0
    return CourseState.FAILED if found is None and nothing else found


def _state(course: Course, scale: Scale, transfer: bool) -> CourseState | None:
    """Say what became of a course; what its remark denies, or what is less than is required, is no pass."""
    found = _reached(course, scale, transfer)
    if "progress" in course.named:
        found = _as_far(course.told("progress"), found, graded=bool(course.told("grade", "mark")))
    if found is None and course.undated:
        return CourseState.IN_PROGRESS
    if found not in (None, CourseState.PASSED):
        return found
    required, earned = number(course.told("required")), number(course.told("earned", "attended", "credits"))
    if required and earned is not None and earned < required * (_ATTENDED if course.told("grade", "mark") else 1):
        return CourseState.INCOMPLETE
    if found is CourseState.PASSED and (part := no_pass(course.told("component"))) is not None:
        return part
    if found is CourseState.PASSED and _is_below(course.told("component"), scale):
        return None
    remark = course.told("state")
    unclear = denies(remark) and meaning(remark) is None and not _SAYS_NOTHING.fullmatch(remark)
    return None if unclear or (course.untold and found is CourseState.PASSED) else found


def _is_below(part: str, scale: Scale) -> bool:
    """Say whether the mark of a part of a course is below the pass mark that is printed."""
    value = number(part)
    return value is not None and scale.failing is None and scale.passed(value) is False


def _as_far(progress: str, found: CourseState | None, *, graded: bool) -> CourseState | None:
    """Say what became of a course that somebody came so far in: what is not at its end is no pass.

    Whoever came to the end of a course that was graded has passed it by the grade, if at all.
    """
    share = number(progress)
    if share is None:
        return found or state_named(progress)
    if share < _WHOLE:
        return CourseState.IN_PROGRESS if found in (None, CourseState.PASSED) else found
    if found is None and graded:
        return None
    return CourseState.PASSED if found in (None, CourseState.IN_PROGRESS) else found


def _reached(course: Course, scale: Scale, transfer: bool) -> CourseState | None:
    if "repeat" in course.named and state_named(course.told("repeat")) is CourseState.REPEATED:
        return CourseState.REPEATED
    told, grade = _told_state(course, scale), course.told("grade")
    if course.term.denied and told in (None, CourseState.PASSED):
        return CourseState.NO_CREDIT
    if told is not None:
        return told
    if not grade and "part" in course.named:
        found = _of_parts(course.told("part").split(), scale, number(course.told("earned", "credits")))
        # a year that has brought no credits yet is not over, whatever its first part was
        open_ = course.counted and not course.told("earned", "credits") and found is not CourseState.FAILED
        return CourseState.IN_PROGRESS if open_ else found
    mark = course.told("mark")
    if is_letter_grade(mark) or (not grade and mark.casefold() in scale.legend):
        # a letter judges, where both it and the number behind it are printed
        grade = mark
    if grade:
        return _judged(grade, course, scale)
    if transfer and number(course.told("earned", "credits")) != 0:
        return CourseState.PASSED
    if not transfer and (course.graded or course.term.going):
        return CourseState.IN_PROGRESS
    if number(course.told("earned")):
        return CourseState.PASSED
    return CourseState.NO_CREDIT if number(course.told("earned", "credits")) == 0 else None


def _of_parts(grades: Sequence[str], scale: Scale, earned: float | None) -> CourseState | None:
    """Say what the grades of the parts of a year come to; None where some are a pass and others are none."""
    # what the whole year brought says of no part that it was passed
    found = {state_of(grade, scale, None if earned else earned) for grade in grades}
    return found.pop() if len(found) == 1 else None


def _entry(document: Document, course: Course, scale: Scale, school: tuple[int, int] | None) -> Entry:
    term, mark, part = course.term, course.told("mark"), course.told("part")
    if "term" in course.named:
        said = course.told("term")
        start, end = dates_of(said)
    else:
        said, start, end = term.said or "", term.start, term.end
    if "dates" in course.named:
        start, end = days_of(course.told("dates"), day_first=day_first(document.text))
    first = days_of(course.told("begins"), day_first=day_first(document.text))[1]
    start = first if first is not None and (end is None or first <= end) else start
    transfer = term.transfer or any(is_transfer(course.told(name), scale.legend) for name in _OF_TRANSFER)
    state = _state(course, scale, transfer)
    going = state is CourseState.IN_PROGRESS
    place = term.school or taught_at(course.named.get("taught")) or school
    spans = [*_spans(document, course), *([term.span] if term.span and "term" not in course.named else [])]
    return Entry(
        id="",
        kind=EntryKind.COURSE,
        title=course.title,
        organization=" ".join(document.text[slice(*place)].split()) if place else None,
        start=(start or end) if going else start,
        end=None if going else end,
        current=going,
        completed=None if state is None else state is CourseState.PASSED,
        evidence=tuple(document.evidence(*span) for span in [*spans, *([place] if place else [])]),
        code=course.code or None,
        credits=course.told("earned", "credits", "attempted") or None,
        grade=(mark if _LETTERED.fullmatch(mark) and is_letter_grade(mark) else "")
        or course.told("grade")
        or (mark if is_letter_grade(mark) or mark.casefold() in scale.legend else "")
        or (part if " " not in part else "")
        or None,
        term=said or None,
        state=state,
        transfer=transfer or term.school is not None,
    )


def transcript_entries(document: Document, unread: str = "") -> list[Entry]:
    """Read a transcript: an entry for each course and for each programme of the head or award of the foot.

    Courses that were failed, left, not finished, only heard, or are in progress are entries with that state. Ids are
    numbered later. `unread` is what else the document's text holds.
    """
    if is_joint_services(document):
        return joint_services_entries(document)
    papers, table = certified(document)
    found = table or (None if papers else read_rows(document))
    if found is None:
        return papers
    grades = (one for course in found.courses for one in (course.told("grade"), *course.told("part").split()))
    scale = scale_of(document.text, grades, unread)
    school = institution(found.others)
    words_tell = any(state_named(one.told("state")) is CourseState.PASSED for one in found.courses)
    for course in found.courses if words_tell else ():
        course.untold = _is_untold(course, scale)
    _last_counts(found.courses, scale)
    courses = [_entry(document, course, scale, school) for course in found.courses]
    if papers:
        listed = {(one.title or "").casefold() for one in courses}
        return [*(one for one in papers if (one.title or "").casefold() not in listed), *courses]
    return [*head_entries(document, found.others, school, _last_year(courses)), *courses]


def _last_counts(courses: Sequence[Course], scale: Scale) -> None:
    """Take its mark from the last attempt at a course that none before it passed: it says which attempt that was."""
    attempts: dict[str, list[Course]] = {}
    for course in by_time(courses):
        attempts.setdefault((course.code or course.title).casefold(), []).append(course)
    for *before, last in attempts.values():
        marks = [name for name in _OF_ATTEMPTS if says_again(last.told(name))]
        passed = (_state(one, scale, transfer=False) in (None, CourseState.PASSED) for one in before)
        if marks and before and not any(passed):
            for name in marks:
                del last.named[name]


def _is_untold(course: Course, scale: Scale) -> bool:
    """Say whether nobody knows what the capitals of a remark mean, where the grade alone is no sure pass."""
    remark = course.told("state")
    known = state_named(remark) is not None or remark.casefold() in scale.legend
    untold = not known and _UNTOLD.fullmatch(remark) is not None and not is_letter_grade(remark)
    return untold and not _passes_alone(course, scale)


def _passes_alone(course: Course, scale: Scale) -> bool:
    """Say whether a course was passed by its grade or mark, whatever its remark means."""
    mark = course.told("mark")
    grade = mark if is_letter_grade(mark) else course.told("grade")
    well = number(grade) is not None or _WELL.fullmatch(grade) is not None
    return well and _judged(grade, course, scale) is CourseState.PASSED


def _last_year(courses: Sequence[Entry]) -> int:
    """Give the last year in which somebody with these courses may have graduated: the one after the last course.

    None of them is before the end of a course that goes on, any where no course has a year.
    """
    if any(course.current and course.start for course in courses):
        return 0
    years = [int(course.end[:4]) for course in courses if course.end]
    return max(years, default=9999) + 1
