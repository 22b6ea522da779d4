"""Courses in two parts, each of which has to be passed, and marks beside letters, remarks and the least to pass."""

import pytest

from app.extraction.model import CourseState
from tests.extraction.transcribed import courses

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
INCOMPLETE, WITHDRAWN = CourseState.INCOMPLETE, CourseState.WITHDRAWN


@pytest.mark.parametrize(
    ("part", "state"),
    [
        ("Unsatisfactory", FAILED),
        ("U", FAILED),
        ("F", FAILED),
        ("Fail", FAILED),
        ("Incomplete", INCOMPLETE),
        ("Withdrew", WITHDRAWN),
        ("Not completed", INCOMPLETE),
        ("Satisfactory", PASSED),
        ("S", PASSED),
        ("Pass", PASSED),
        ("-", PASSED),
        ("92", PASSED),
        ("", PASSED),
    ],
)
@pytest.mark.parametrize("label", ["Clinical", "Practical", "Lab", "Practicum"])
def test_a_part_that_was_not_passed_fails_the_course(label: str, part: str, state: CourseState) -> None:
    found = courses(
        f"Course                   Theory Hrs   Theory Avg   {label}\n"
        "Nutrition                30           91           Satisfactory\n"
        f"Medical Nursing          140          92           {part}\n"
        "Minimum passing average in theory: 77\n"
    )
    assert [(one.title, one.credits, one.grade, one.state) for one in found] == [
        ("Nutrition", "30", "91", PASSED),
        ("Medical Nursing", "140", "92", state),
    ]


def test_hours_in_a_lab_are_no_part_to_be_passed() -> None:
    found = courses(
        "Course            Lecture Hrs   Lab Hrs   Total Hrs   Grade\n"
        "Weight and Balance   20            20        40          78\n"
        "Aircraft Drawings    20            0         40          91\n"
    )
    assert [(one.credits, one.grade, one.state) for one in found] == [("40", "78", PASSED), ("40", "91", PASSED)]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Minimum passing average in theory: 77", FAILED),
        ("Minimum score for each module is 77", FAILED),
        ("Minimum passing grade: 70", PASSED),
    ],
)
def test_the_least_to_pass_with_may_be_of_a_part(said: str, state: CourseState) -> None:
    found = courses(f"Course   Hours   Grade\nPharmacology   70   71\nNutrition   30   91\n{said}\n")
    assert [one.state for one in found] == [state, PASSED]


@pytest.mark.parametrize("label", ["Passing Score", "Pass Mark", "Minimum Score", "Required Score"])
@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("70   80   Completed", FAILED),
        ("80   80   Completed", PASSED),
        ("90   80   Completed", PASSED),
        ("70   80   Compensated", PASSED),
        ("70   80   Failed", FAILED),
    ],
)
def test_who_completed_below_the_score_to_pass_with_did_not_pass(label: str, row: str, state: CourseState) -> None:
    found = courses(
        f"Course   Score   {label}   Status\nElectronic Charting   {row}\nFire Safety   85   80   Completed\n"
    )
    assert [(one.grade, one.state) for one in found] == [(row[:2], state), ("85", PASSED)]


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("SUPP", FAILED),
        ("CARRY OVER", FAILED),
        ("PASSED (SUPPLEMENTARY)", PASSED),
        ("SUPPLEMENTARY GRANTED", INCOMPLETE),
        ("PASSED, SUPPLEMENTARY REQUIRED", INCOMPLETE),
        ("PASS", PASSED),
        ("XQZ", None),
        ("DISTINCTION", PASSED),
    ],
)
def test_remarks_of_boards(remark: str, state: CourseState | None) -> None:
    found = courses(
        "Code     Course Name               Units   Grade   Remark\n"
        "ED 101   Principles of Education   3       A       PASS\n"
        f"BI 103   Cell Biology              3       D       {remark}\n"
    )
    assert [one.state for one in found] == [PASSED, state]


def test_initials_as_remarks_say_nothing_where_none_says_a_pass() -> None:
    found = courses(
        "Code   Title   Units   Grade   Remark\nED 101   Education   3   A   JRM\nBI 103   Cells   3   B   JRM\n"
    )
    assert [one.state for one in found] == [PASSED, PASSED]


@pytest.mark.parametrize(
    ("labels", "row", "grade"),
    [
        ("Unit  Score  Grade  GP", "3  64  B  4", "B"),
        ("Credits  Mark  Grade", "20  55  C", "C"),
        ("Credits  %  Letter", "3.0  88  A", "A"),
        ("Credits  Mark  Result", "20  55  Pass", "55"),
    ],
)
def test_of_a_mark_and_a_letter_the_letter_is_the_grade(labels: str, row: str, grade: str) -> None:
    found = courses(f"Code  Course Title  {labels}\nBIO101  General Biology  {row}\n")
    assert [(one.code, one.title, one.grade, one.state) for one in found] == [
        ("BIO101", "General Biology", grade, PASSED)
    ]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("100%   41%", None),
        ("100%   91%", PASSED),
        ("100%   12%", FAILED),
        ("62%    91%", GOING),
    ],
)
def test_who_came_to_the_end_passes_by_the_grade_where_there_is_one(row: str, state: CourseState | None) -> None:
    found = courses(f"Course Name   Progress   Grade\nSpreadsheets   100%   94%\nData Visualization   {row}\n")
    assert [one.state for one in found] == [PASSED, state]


def test_subject_and_number_stand_before_what_systems_call_the_description_of_a_class() -> None:
    found = courses(
        "Subject   Catalog Nbr   Class Descr             Units Taken   Units Earned   Official Grade   Notes\n"
        "MEDA      110           Medical Terminology     3             3              A   good work\n"
        "MEDA      120           Clinical Procedures I   4             0              F   repeat needed\n"
    )
    assert [(one.code, one.title, one.credits, one.grade, one.state) for one in found] == [
        ("MEDA 110", "Medical Terminology", "3", "A", PASSED),
        ("MEDA 120", "Clinical Procedures I", "0", "F", FAILED),
    ]


@pytest.mark.parametrize(
    ("part", "said", "state"),
    [
        ("62", "Minimum passing average 75%", None),
        ("82", "Minimum passing average 75%", PASSED),
        ("62", "Printed on request", PASSED),
        ("U", "Minimum passing average 75%", FAILED),
    ],
)
def test_a_part_below_the_printed_pass_mark_leaves_the_course_open(
    part: str, said: str, state: CourseState | None
) -> None:
    found = courses(
        f"Subject   Required   Earned   Theory %   Practical %\nHaircutting   300   312   91   {part}\n{said}\n"
    )
    assert [(one.title, one.credits, one.grade, one.state) for one in found] == [("Haircutting", "312", "91", state)]


@pytest.mark.parametrize("remark", ["HON", "WEB"])
@pytest.mark.parametrize(
    ("grade", "state"), [("A", PASSED), ("B+", PASSED), ("C", PASSED), ("85", PASSED), ("D", None), ("F", FAILED)]
)
def test_a_grade_that_is_a_pass_everywhere_is_one_beside_an_unknown_remark(
    grade: str, state: CourseState | None, remark: str
) -> None:
    found = courses(
        "Code     Course Name               Units   Grade   Remark\n"
        "ED 101   Principles of Education   3       88      Passed\n"
        f"BI 103   Cell Biology              3       {grade}       {remark}\nMinimum passing grade: 70\n"
    )
    assert [one.state for one in found] == [PASSED, state]
