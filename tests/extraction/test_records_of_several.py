"""Whose records are whose, and further forms of records: tables of people, lines of pages, labels of any word."""

import pytest

from app.extraction.model import CourseState, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document
from tests.extraction.transcribed import placed

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE = CourseState.WITHDRAWN, CourseState.INCOMPLETE
HEAD = "Unofficial Transcript\nCedar Falls College\n"


def told(text: str) -> list[tuple[str | None, CourseState | None]]:
    return [(one.title, one.state) for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]


def states(text: str) -> list[CourseState | None]:
    return [state for _, state in told(text)]


@pytest.mark.parametrize(
    "table",
    [
        "Employee    Course    Date        Result\nLotte Ames  Rigging   01/02/2022  Pass\n"
        "Tor Birk    Rigging   01/02/2022  Fail\n",
        "Name        Course    Date        Result\nLotte Ames  Rigging   01/02/2022  Pass\n"
        "Tor Birk    Slings    01/02/2022  Pass\n",
        "No  Name of Student  Mid  Final  Grade\n1  Abeba Tesfa   28  55  A\n"
        "2  Dawit Lemma   20  25  F\n3  Sara Haile    25  51  B\n"
        "4  Hanna Girma   25  50  B\n",
    ],
)
def test_a_table_of_many_people_gives_nobody_courses(table: str) -> None:
    assert told(f"TRAINING RECORD\nPlant 4\n\n{table}") == []


def test_a_table_that_names_one_person_in_each_row_is_that_persons() -> None:
    table = (
        "Trainee     Course    Date        Result\nLotte Ames  Rigging   01/02/2022  Pass\n"
        "Lotte Ames  Slings    01/02/2022  Fail\n"
    )
    assert told(f"TRAINING RECORD\nPlant 4\n\n{table}") == [("Rigging", PASSED), ("Slings", FAILED)]
    assert told(
        f"{HEAD}Code     Name     Credits  Grade\nWLD 110  Arc      4.0      A\nWLD 120  Gas      4.0      F\n"
    ) == [
        ("Arc", PASSED),
        ("Gas", FAILED),
    ]


@pytest.mark.parametrize(
    ("head", "school"),
    [
        ("High School Transcript\nCold Spring Academy\n", "Cold Spring Academy"),
        ("My Learning Transcript\n", None),
        ("Statement of Provisional Results\nSummer 2015\nCandidate: Imogen Thackeray\n", None),
    ],
)
def test_no_school_is_called_by_its_kind_or_by_a_term(head: str, school: str | None) -> None:
    rows = "Course  Credits  Grade\nDrawing  3.0  A\nPainting  3.0  B\n"
    assert {one.organization for one in transcript_entries(document(head + rows))} == {school}


def test_titles_of_trainings_may_have_words_for_people() -> None:
    rows = "Title  Status  Hours\nLockout for Authorized Employee  Completed  2.0\nRigging  Overdue  1.0\n"
    assert told(f"Learner Transcript\nLearner: Tamsin Okoro\n{rows}") == [
        ("Lockout for Authorized Employee", PASSED),
        ("Rigging", GOING),
    ]


def test_requirements_beside_the_codes_of_courses_are_no_panel() -> None:
    text = (
        "Degree Works\nComposition I    ENG 1101   ENGLISH COMPOSITION I    B    3    FALL 2022\n"
        "Mathematics      MTH 1105   COLLEGE ALGEBRA          IP   3    SPRING 2024\nInsufficient\n"
        "ENC 0025   DEVELOPMENTAL WRITING    U    4    SUMMER 2022\nHUM 1020   HUMANITIES    W    3    FALL 2023\n"
    )
    assert states(text) == [PASSED, GOING, FAILED, WITHDRAWN]


def test_cells_below_their_labels_are_not_parted_on_a_page() -> None:
    found = placed(
        ("Subject", "Proficiency", "Overall Grade", "Profile"),
        ("English A", "General", "II", "A B A"),
        ("Mathematics", "General", "IV", "C D D"),
        xs=(40, 180, 290, 400),
    )
    assert [(one.title, one.grade, one.state) for one in found] == [
        ("English A", "II", PASSED),
        ("Mathematics", "IV", FAILED),
    ]


def test_lines_of_a_page_may_tell_courses_behind_labels_and_dashes() -> None:
    found = placed(
        ("Course: Basic Life Support",),
        ("Date: 02/10/2023",),
        ("Status: Completed",),
        ("Course: Advanced Life Support",),
        ("Date: 03/15/2023",),
        ("Status: Failed",),
    )
    assert [(one.title, one.end, one.state) for one in found] == [
        ("Basic Life Support", "2023-02-10", PASSED),
        ("Advanced Life Support", "2023-03-15", FAILED),
    ]
    rows = [("Reading - Completed - Grade: B",), ("Writing - Incomplete",), ("Computers - In progress",)]
    assert [one.state for one in placed(*rows)] == [PASSED, INCOMPLETE, GOING]


def test_any_word_heads_the_courses_beside_labels_for_hours_and_grades() -> None:
    rows = (
        "Theory           Hours  Req'd  Grade\nFundamentals     54     54     82%\n"
        "Pharmacology     54     54     65%\n"
        "Clinical Skills  30     150    Satisfactory\n"
    )
    assert told(f"{HEAD}{rows}Passing grade is 75%\n") == [
        ("Fundamentals", PASSED),
        ("Pharmacology", FAILED),
        ("Clinical Skills", INCOMPLETE),
    ]


def test_a_row_of_words_for_outcomes_heads_no_table() -> None:
    rows = "Course    Status     Result\nRigging   Completed  Pass\nSlings    Completed  Fail\n"
    assert told(f"{HEAD}{rows}") == [("Rigging", PASSED), ("Slings", FAILED)]


def test_letters_that_a_key_explains_are_grades_where_they_stand_below_their_label() -> None:
    rows = (
        "Term  Dept  No   Title              Cr   Gr   Type\nF18   EDU   501  Foundations        3    A\n"
        "S19   EDU   520  Research Methods   3    R\nS19   EDU   599  Thesis             3    SP\n"
    )
    assert states(f"{HEAD}{rows}R: retake required.  SP: satisfactory progress.\n") == [PASSED, FAILED, GOING]


def test_forms_of_academies_and_learning_systems() -> None:
    academy = (
        "Course Control #   Course Title    Presenter      Hrs  End Date    Status\n"
        "1850-20801-17001   Basic Course    Lakeside       888  06/15/2017  Completed\n"
        "2070-30111-19007   Field Training  Highway Force  40   09/09/2019  Failed\n"
    )
    assert told(f"Academy Training Transcript\n{academy}") == [("Basic Course", PASSED), ("Field Training", FAILED)]
    system = (
        "Learning Event    Delivery  Completed On  Status                    Credits\n"
        "Arc Flash         WBT       03/02/2021    Successful                1.00\n"
        "Trenching         ILT                     Cancelled by learner      4.00\n"
        "Leadership        ILT                     Approved - Pending Start  8.00\n"
    )
    assert states(f"Learner Transcript\n{system}") == [PASSED, WITHDRAWN, GOING]
    france = (
        "Code   Module    Mark/20  Decision\nPHY11  Mechanics 12.50    Validated\n"
        "PHY12  Optics    08.25    Not validated\n"
    )
    assert states(f"{HEAD}{france}") == [PASSED, FAILED]


def test_years_of_school_are_no_grades() -> None:
    rows = "Course  Gr  Sem1  Sem2  Cr\nENG 1  09  85  88  1.0\nALG 1  09  60  64  0.0\nBIO  10  71  75  1.0\n"
    found = [(one.grade, one.state) for one in transcript_entries(document(f"{HEAD}{rows}Passing is 70\n"))]
    assert found == [(None, PASSED), (None, FAILED), (None, PASSED)]


def test_no_below_pass_is_none() -> None:
    rows = (
        "Module             Hours  Due         Completed   Score  Pass\n"
        "HIPAA Overview     1.00   01/31/2022  01/12/2022  100%   Yes\n"
        "Dementia Care      1.50   02/28/2022  03/05/2022  70%    No\n"
    )
    assert states(f"Learner Transcript\nBrightpath Home Care\n\n{rows}") == [PASSED, INCOMPLETE]
