"""Attempts at a course, rows that one blank parts, courses side by side, and tables below certificates."""

import pytest

from app.extraction.model import CourseState, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.recognised import is_transcript
from tests.extraction.documents import document

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE, AUDITED = CourseState.WITHDRAWN, CourseState.INCOMPLETE, CourseState.AUDITED
REPEATED = CourseState.REPEATED
HEAD = "Unofficial Transcript\nCedar Falls College\n"
PLAIN = "ENG 101 Composition 3 B\nHIS 101 World History 3 A\nART 105 Drawing 3 C\n"


def told(text: str) -> list[tuple[str | None, str | None, CourseState | None]]:
    found = transcript_entries(document(text))
    return [(one.title, one.grade, one.state) for one in found if one.kind is EntryKind.COURSE]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("3.00  F", "3.00  (repeat) C", [FAILED, PASSED]),
        ("3.00  F", "3.00  C (Repeated)", [FAILED, PASSED]),
        ("3.00  W", "3.00  R B", [WITHDRAWN, PASSED]),
        ("3.00  F", "3.00  (repeat) F", [FAILED, FAILED]),
        ("3.00  F", "3.00  (repeat) W", [FAILED, WITHDRAWN]),
        # a mark beside a pass may as well say that the later attempt does not count
        ("3.00  C", "3.00  (repeat) B", [PASSED, REPEATED]),
    ],
)
def test_the_last_attempt_at_a_course_counts_where_none_before_it_was_a_pass(
    first: str, last: str, expected: list[CourseState]
) -> None:
    rows = f"Fall 2018\nACC 101  Accounting I  {first}\nENG 101  Composition  3.00  B\n"
    rows += f"Spring 2019\nACC 101  Accounting I  {last}\n"
    states = [state for title, _, state in told(HEAD + rows) if title == "Accounting I"]

    assert states == expected


def test_an_attempt_that_is_marked_and_stands_alone_is_not_told_as_passed() -> None:
    assert told(f"{HEAD}Fall 2018\n{PLAIN}CS 205 Databases 3 B (repeat)\n")[-1] == ("Databases", "B", REPEATED)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("MA 201 Calculus II 4 C", ("Calculus II", "C", PASSED)),
        ("MA 201 Calculus 2 4 C", ("Calculus 2", "C", PASSED)),
        ("MA 201 Calculus II 4 F/B", ("Calculus II", "F/B", FAILED)),
        ("CS 230 Operating Systems 3 [F]", ("Operating Systems", "[F]", FAILED)),
        ("CS 240 Web 3 W/P", ("Web", "W/P", WITHDRAWN)),
        ("CS 110 Discrete Math 3 DROP", ("Discrete Math", "DROP", WITHDRAWN)),
        ("CS 260 Compilers 3 did not pass", ("Compilers", None, FAILED)),
        ("ELE 120 Electrical I 4 CR", ("Electrical I", "CR", PASSED)),
        ("SOC 100 Sociology 3 CR", ("Sociology", "CR", PASSED)),
        ("SOC 100 Sociology F 3 CR", None),
    ],
)
def test_whole_credits_and_a_grade_end_rows_that_one_blank_parts(
    row: str, expected: tuple[str, str | None, CourseState] | None
) -> None:
    found = told(f"{HEAD}Fall 2018\n{PLAIN}{row}\n")

    assert len(found) >= 3
    if expected is None:
        assert all(title != "Sociology" or state is not PASSED for title, _, state in found)
    else:
        assert found[-1] == expected


def test_courses_side_by_side_without_codes_are_put_apart() -> None:
    text = (
        "Official Transcript\nRiver High School\nGrade 9  2017-2018\n"
        "Algebra I            C    1.0     English 9         B   1.0\n"
        "Biology              F    0.0     World Geography   A   1.0\n"
        "Grade 10 2018-2019\n"
        "Geometry             D    1.0     English 10        B+  1.0\n"
        "Biology (R)          C    1.0     Spanish I         I   0.0\n"
    )

    assert [(title, state) for title, _, state in told(text)] == [
        ("Algebra I", PASSED),
        ("English 9", PASSED),
        ("Biology", FAILED),
        ("World Geography", PASSED),
        ("Geometry", PASSED),
        ("English 10", PASSED),
        ("Biology (R)", PASSED),
        ("Spanish I", INCOMPLETE),
    ]


def test_a_line_of_a_key_is_no_course_and_figures_below_result_are_grades() -> None:
    text = (
        "Diploma Supplement\nHogeschool Elm\nName: Femke Dros\n"
        "Course                         EC   Result\n"
        "Anatomie                       5    7\nRekenen                        3    5\n"
        "Stage 1                        10   V\nFarmacologie                   5    ND\n"
        "V = voldaan (pass), ND = niet deelgenomen (did not take part). Pass mark: 5.5\n"
    )

    assert [(title, state) for title, _, state in told(text)] == [
        ("Anatomie", PASSED),
        ("Rekenen", FAILED),
        ("Stage 1", PASSED),
        ("Farmacologie", WITHDRAWN),
    ]


CERTIFIED = (
    "CERTIFICATE OF COMPLETION\nLakeshore Learning Center\n"
    "This certifies that Dana Merrow has completed the Office Skills Program\nJune 12, 2021\n\n"
)


def test_the_table_of_courses_below_a_certificate_is_read_beside_it() -> None:
    text = (
        f"{CERTIFIED}Course                     Hours   Grade\n"
        "Keyboarding                40      A\nBusiness Writing           30      B+\n"
        "Spreadsheet Basics         45      W\nCustomer Relations         20      F\n"
    )

    assert is_transcript(document(text))
    assert [(title, state) for title, _, state in told(text)] == [
        ("Office Skills Program", PASSED),
        ("Keyboarding", PASSED),
        ("Business Writing", PASSED),
        ("Spreadsheet Basics", WITHDRAWN),
        ("Customer Relations", FAILED),
    ]


def test_a_course_of_the_table_that_was_failed_fails_no_other() -> None:
    text = (
        f"{CERTIFIED}Course                Date         Hours   Result\n"
        "Typing                05/01/2020   30      Passed\nFiling                05/09/2020   8       Failed\n"
    )

    assert [state for _, _, state in told(text)] == [PASSED, PASSED, FAILED]


def test_a_certificate_without_a_verb_that_is_a_table_is_a_record() -> None:
    text = (
        "COURSE COMPLETION CERTIFICATE\nBlue Ridge Safety Council\nParticipant: Tom Abara\n"
        "Course            Date         Hours   Result\n"
        "OSHA 30           05/01/2020   30      Pass\nFirst Aid         05/09/2020   8       Fail\n"
        "Rigging Level 1   06/02/2020   16      Pass\n"
    )

    assert is_transcript(document(text))
    assert [(title, state) for title, _, state in told(text)] == [
        ("OSHA 30", PASSED),
        ("First Aid", FAILED),
        ("Rigging Level 1", PASSED),
    ]


def test_a_certificate_without_a_table_stays_one_course() -> None:
    assert told(f"{CERTIFIED}Instructor: L. Roe\nTotal hours: 40\n") == [("Office Skills Program", None, PASSED)]


def test_labels_of_a_registrars_export_may_be_joined_by_underscores() -> None:
    text = (
        "Unofficial Transcript\nElm College\n"
        "course_code  course_title         credits  final_grade  term\n"
        "CIS 110      Computing            3        A            Fall 2020\n"
        "CIS 150      Programming I        4        F            Spring 2021\n"
        "CIS 220      Database Design      4        W            Fall 2021\n"
    )

    assert [(title, state) for title, _, state in told(text)] == [
        ("Computing", PASSED),
        ("Programming I", FAILED),
        ("Database Design", WITHDRAWN),
    ]
