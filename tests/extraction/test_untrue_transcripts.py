"""Rows of transcripts in which a hasty reading claims a pass that was none."""

import pytest

from app.extraction.model import CourseState
from tests.extraction.transcribed import OTHERS, courses, placed

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, AUDITED, REPEATED = CourseState.WITHDRAWN, CourseState.AUDITED, CourseState.REPEATED


@pytest.mark.parametrize(
    ("grades", "grade", "state"),
    [
        ("A   F", None, None),
        ("A F", None, None),
        ("F   A", None, None),
        ("B   C", None, PASSED),
        ("A   A", "A", PASSED),
        ("F   F", "F", FAILED),
        ("A   B   C   F", None, None),
        ("88   45", None, None),
        ("88   91", None, PASSED),
    ],
)
def test_grades_of_two_halves_of_a_year_are_not_one_grade(
    grades: str, grade: str | None, state: CourseState | None
) -> None:
    others = "".join(f"{name}   A   A   1.0\n" for name in ("Algebra", "Biology", "Physics"))
    found = courses(f"2019-2020 Grade 9\n{others}World History   {grades}   0.5\n")[-1]
    assert (found.title, found.grade, found.credits, found.state) == ("World History", grade, "0.5", state)


@pytest.mark.parametrize(
    ("cells", "grade", "state"),
    [
        ("B  F  3.00", None, None),
        ("C  W  3.00", None, None),
        ("A  3.00  F  0.00", None, None),
        ("3.00  B  Withdrawn", "B", WITHDRAWN),
        ("3.00  C  Audit", "C", AUDITED),
        ("3.00  A  Completed", "A", PASSED),
        ("3.00  F  Completed", "F", FAILED),
        ("3.00  Completed  Failed", "Completed", FAILED),
        ("3.00  D  3.00  E", "D", REPEATED),
        ("D  3.00  3.00  E", "D", REPEATED),
        ("3.00  B  9.00  I", "B", PASSED),
    ],
)
def test_of_two_grades_without_a_header_none_is_taken_for_the_other(
    cells: str, grade: str | None, state: CourseState | None
) -> None:
    found = courses(f"Fall 2019\n{OTHERS}MATH 101  College Algebra  {cells}\n")[-1]
    assert (found.title, found.grade, found.state) == ("College Algebra", grade, state)


@pytest.mark.parametrize(
    ("cells", "earned", "state"),
    [
        ("3.00  0.00  C", "0.00", FAILED),
        ("3.00 0.00 A 0.00", "0.00", FAILED),
        ("A  3.00  0.00  0.00", "0.00", FAILED),
        ("3.00  3.00  C", "3.00", PASSED),
        ("A  3.00  0.00", "3.00", PASSED),
        ("3.00  A  0.00", "3.00", PASSED),
    ],
)
def test_a_grade_for_which_nothing_was_earned_is_no_pass(cells: str, earned: str, state: CourseState) -> None:
    found = courses(f"Fall 2019\n{OTHERS}MATH 101  College Algebra  {cells}\n")[-1]
    assert (found.credits, found.state) == (earned, state)


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("Withdrawn 10/19/2019", WITHDRAWN),
        ("  (Withdrew on 10/19/2019)", WITHDRAWN),
        ("(Audit)", AUDITED),
        ("Course Dropped", WITHDRAWN),
        ("Course Repeated - Excluded from GPA", REPEATED),
        ("*No credit earned", CourseState.NO_CREDIT),
        ("Withdrawn", PASSED),
        ("Failure Analysis", PASSED),
        ("Repeated - Included in GPA", PASSED),
        ("(Honors)", PASSED),
    ],
)
def test_a_remark_on_the_row_below_a_course_says_what_became_of_it(remark: str, state: CourseState) -> None:
    found = courses(
        f"Fall 2019\n{OTHERS}MATH 101  College Algebra  3.00  C\n{remark}\nCHEM 101  Chemistry  3.00  A\n"
    )
    assert [(one.title, one.state) for one in found[2:]] == [("College Algebra", state), ("Chemistry", PASSED)]


@pytest.mark.parametrize(
    "heading",
    [
        "Remaining Requirements",
        "Courses still needed:",
        "Planned: Spring 2020",
        "Recommended Courses",
        "Not Complete",
        "Planned Registration - Spring 2020",
    ],
)
def test_what_somebody_has_still_to_take_is_not_in_progress(heading: str) -> None:
    rows = f"{heading}\nMATH 201  Calculus II  4.00\nHIST 202  History II  3.00\n"
    found = courses(f"Fall 2019\n{OTHERS}ART 101  Art  3.00  C\n{rows}Spring 2021\nCHEM 101  Chemistry  3.00\n")
    assert [(one.title, one.state) for one in found[3:]] == [("Chemistry", GOING)]


@pytest.mark.parametrize(
    "heading", ["Courses not accepted for transfer", "TRANSFER CREDIT DENIED", "Non-transferable"]
)
def test_what_another_school_gave_no_credit_for_is_not_passed_here(heading: str) -> None:
    rows = f"{heading}\nCOSM 101  Cosmetology  3.00  A\nCOSM 102  Hair Design  3.00\n"
    found = courses(f"Fall 2019\n{OTHERS}ART 101  Art  3.00  C\n{rows}")
    assert not any(one.completed for one in found[3:])


@pytest.mark.parametrize("grade", ["TR", "T"])
def test_a_transfer_of_nothing_is_no_pass(grade: str) -> None:
    rows = f"BIOL 101  Biology  0.00  {grade}\nENGL 105  Rhetoric  3.00  {grade}\n"
    found = courses(f"Transfer Credit from Oak Hill College\n{rows}Fall 2019\n{OTHERS}")
    assert [one.state for one in found[:2]] == [CourseState.NO_CREDIT, PASSED]


def told(header: str, *rows: str) -> list[tuple[str | None, str | None, CourseState | None]]:
    return [(one.grade, one.credits, one.state) for one in courses("\n".join([header, *rows]) + "\n")]


def test_a_number_under_the_best_of_a_falling_scale_is_no_pass() -> None:
    rows = ("Analysis  5  0,0", "Algebra  5  1,3", "Physik  5  5,0")
    found = told("Hochschule Nordheim\nModul  ECTS  Note", *rows)
    assert [state for _, _, state in found] == [None, PASSED, FAILED]


def test_of_five_nobody_knows_which_end_is_the_best() -> None:
    found = told("Course  Title  Credits  Grade", *(f"MATH 10{n}  Algebra {n}  3  {n}" for n in (2, 3, 5)))
    assert [state for _, _, state in found] == [None, None, None]


def test_five_fails_where_a_key_says_so_or_grades_go_down_in_thirds() -> None:
    key = "1 = Excellent, 2 = Good, 3 = Satisfactory, 4 = Sufficient, 5 = Fail\nCourse  Title  Credits  Grade"
    found = told(key, *(f"MATH 10{n}  Algebra {n}  3  {n}" for n in (1, 4, 5)))
    assert [state for _, _, state in found] == [PASSED, PASSED, FAILED]
    rows = (f"MATH 10{n}  Algebra {n}  3  {grade}" for n, grade in enumerate(("1,3", "2,7", "5,0")))
    assert [state for _, _, state in told("Course  Title  Credits  Grade", *rows)] == [PASSED, PASSED, FAILED]


@pytest.mark.parametrize(("grade", "state"), [("*F", FAILED), ("#B", PASSED), ("*W", WITHDRAWN)])
def test_a_sign_may_stand_before_a_grade(grade: str, state: CourseState) -> None:
    found = courses(f"Course  Title  Credits  Grade\n{OTHERS}MATH 101  Algebra  3.00  {grade}\n")[-1]
    assert (found.grade, found.state) == (grade, state)


@pytest.mark.parametrize(
    ("remark", "state"), [("W", WITHDRAWN), ("AUD", AUDITED), ("IP", GOING), ("C", PASSED), ("F", FAILED)]
)
def test_letters_in_a_column_of_remarks_say_what_became_of_a_course(remark: str, state: CourseState) -> None:
    rows = f"ENGL 101  English  3.00  A  C\nMATH 101  Algebra  3.00  B  {remark}\n"
    assert courses(f"Course  Title  Credits  Grade  Status\n{rows}")[-1].state is state


def test_a_year_without_credits_is_not_over() -> None:
    header = "Course           S1   S2   Final  Credit"
    rows = ("English 9        A    B    B      1.0", "Biology          F    A    C      1.0", "Art              A")
    assert [state for _, _, state in told(header, *rows)] == [PASSED, PASSED, GOING]


def test_an_n_fails_where_high_distinctions_are_given() -> None:
    rows = ("MATH1001  Maths 1  6  N", "COMP1001  Programming  6  HD", "PHYS1001  Physics  6  P")
    assert [state for _, _, state in told("2019 Semester 1", *rows)] == [FAILED, PASSED, PASSED]


@pytest.mark.parametrize(("marks", "state"), [("45  78", None), ("88  76", PASSED), ("38  60  45", None)])
def test_of_several_marks_nobody_can_tell_the_one_that_counts(marks: str, state: CourseState | None) -> None:
    rows = "".join(f"CS10{n}  Programming {n}  20  71  80{'  75' * (marks.count('  ') - 1)}\n" for n in (2, 3, 4))
    found = courses(f"Fall 2019\n{rows}MATH 101  Algebra  20  {marks}\n")[-1]
    assert (found.grade, found.credits, found.state) == (None, "20", state)


@pytest.mark.parametrize("label", ["Midterm Grade", "Mid", "Mid-Term", "Interim Grade", "Predicted Grade"])
def test_a_grade_in_the_middle_of_a_course_is_not_its_grade(label: str) -> None:
    found = placed(
        ("Course", "Title", "Credits", label, "Final Grade", "Points"),
        ("MATH 101", "College Algebra", "3.00", "B", "F", "0.00"),
        ("HIST 101", "History", "3.00", "A", "", ""),
        ("ENGL 101", "English", "3.00", "", "A", "12.00"),
        ("BIOL 101", "Biology", "3.00", "A", "W", ""),
    )
    assert [(one.grade, one.state) for one in found] == [
        ("F", FAILED),
        (None, GOING),
        ("A", PASSED),
        ("W", WITHDRAWN),
    ]


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("* = Audit", AUDITED),
        ("* Course audited; no credit earned", AUDITED),
        ("* Withdrawn after the deadline", WITHDRAWN),
        ("* Not counted in GPA", PASSED),
        ("* Honors course", PASSED),
    ],
)
@pytest.mark.parametrize("course", ["MATH 101  College Algebra  3.00  A*", "MATH 101  College Algebra*  3.00  A"])
def test_a_note_says_what_became_of_the_courses_with_its_sign(course: str, note: str, state: CourseState) -> None:
    found = courses(f"Fall 2019\n{OTHERS}{course}\nCHEM 101  Chemistry  3.00  A\n{note}\n")
    assert [one.state for one in found] == [PASSED, PASSED, state, PASSED]


def test_topics_that_share_a_code_are_no_attempts_at_one_course() -> None:
    rows = "SPTP 290  Topics: Welding  3.00  A*\nSPTP 290  Topics: Forklifts  3.00  B\n"
    assert [one.state for one in courses(f"Fall 2019\n{OTHERS}{rows}")[2:]] == [PASSED, PASSED]


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("Did not meet the minimum grade", FAILED),
        ("Withdrawn by the office of the registrar", WITHDRAWN),
        ("Grade Forgiven", CourseState.NO_CREDIT),
    ],
)
def test_a_remark_of_many_words_is_read(remark: str, state: CourseState) -> None:
    rows = f"ENGL 101  English  3.00  A  Passed\nMATH 101  Algebra  3.00  C  {remark}\n"
    assert courses(f"Course  Title  Credits  Grade  Status\n{rows}")[-1].state is state


def test_a_grade_until_now_is_no_final_one() -> None:
    rows = "Welding  Fall 2020  92%  58%\nSafety  Fall 2020  70%  40%\nBlueprints  Fall 2020  80%  75%\n"
    found = courses(f"Course  Term  Current Grade  Final Grade\n{rows}")
    assert [(one.grade, one.completed) for one in found] == [("58%", None), ("40%", None), ("75%", True)]
    assert courses("Course  Current Grade\nWelding  92%\nSafety  70%\nBlueprints  88%\n") == []


def test_a_percentage_is_no_credits() -> None:
    rows = "Welding  Fall 2020  92%\nSafety  Fall 2020  F\nBlueprints  Fall 2020  A\nReading  Fall 2020  B\n"
    assert [one.credits for one in courses(f"Course  Term  Final Grade\n{rows}")] == [None] * 4
