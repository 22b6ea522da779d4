"""Records of learning systems, the forces, apprentices, examiners and colleges: grades, days and schools."""

import pytest

from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document
from tests.extraction.transcribed import courses

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE, REPEATED = CourseState.WITHDRAWN, CourseState.INCOMPLETE, CourseState.REPEATED


def read(text: str) -> list[Entry]:
    return [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]


def states(text: str) -> list[CourseState | None]:
    return [one.state for one in courses(text)]


@pytest.mark.parametrize("days", ["20190107  20190118", "01/07/2019 01/18/2019", "2019-01-07  2019-01-18"])
@pytest.mark.parametrize(
    ("labels", "start", "end"),
    [
        ("Start Date End Date ", "2019-01-07", "2019-01-18"),
        ("Beg Date  End Date  ", "2019-01-07", "2019-01-18"),
        ("From      To        ", "2019-01-07", "2019-01-18"),
        ("Start Dt  Grad Dt   ", "2019-01-07", "2019-01-18"),
        ("Date      Expires   ", None, "2019-01-07"),
        ("Assigned  Completed ", None, "2019-01-18"),
    ],
)
def test_first_and_last_days_are_told_by_their_labels(labels: str, start: str | None, end: str, days: str) -> None:
    rows = f"Course     Title                    {labels}  Hours  Status\n"
    for code, title in (("A-101", "Forklift Operator"), ("A-102", "Ladder Safety    ")):
        rows += f"{code}      {title:24} {days}    8      Completed\n"
    assert [(one.start, one.end) for one in courses(rows)] == [(start, end)] * 2


KEYED = """
COURSE      TITLE                ENDED       OUT
300-68W10   Combat Medic         20150508    G
300-F10     Field Care           20160819    F
2E-F133     Air Assault          20170310    W
600-C44     Leader Course        20211119    R
OUT STATUS: G GRADUATE   F ACADEMIC FAILURE   W WITHDRAWN
            R RESERVATION   N NO SHOW
"""


def test_letters_below_an_unknown_label_are_the_grades_that_a_key_explains() -> None:
    assert [(one.grade, one.state) for one in courses(KEYED)] == [
        ("G", PASSED),
        ("F", FAILED),
        ("W", WITHDRAWN),
        ("R", GOING),
    ]


@pytest.mark.parametrize("letters", ["ABAC", "ABCD", "SSUS"])
def test_letters_that_no_key_explains_may_as_well_be_sections(letters: str) -> None:
    rows = "Course   Title              Hours   Grp\n"
    rows += "".join(f"WLD 10{n}  Welding Part {n}     4.0     {letter}\n" for n, letter in enumerate(letters))
    assert {one.grade for one in courses(rows)} == {None}


def test_an_attempt_is_marked_behind_everything_that_has_a_label() -> None:
    rows = "Course    Title         Credits  Grade  Points\nFall 2018\n"
    rows += "MAT 115   Statistics    3.00     D      3.00    R\nENG 101   Composition   3.00     A      12.00\n"
    again = "Spring 2019\nMAT 115   Statistics    3.00     B      9.00    I\n"
    assert states(rows + again) == [REPEATED, PASSED, PASSED]
    assert states(rows.replace("    R", "")) == [PASSED, PASSED]


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("* Class not passed and must be taken again.", FAILED),
        ("* Did not pass; must repeat.", FAILED),
        ("* Withdrew before the examination.", WITHDRAWN),
        ("* Not counted in the average.", None),
    ],
)
def test_what_a_sign_at_a_mark_means_is_said_in_a_note(note: str, state: CourseState | None) -> None:
    rows = "Class               Hours   Pct\nWiring I            40      91\n"
    assert states(f"{rows}Code I              48      68*\nWiring II           40      88\n{note}\n")[1] is state


@pytest.mark.parametrize(
    "key",
    [
        "S  Satisfactory, units awarded    U  Unsatisfactory    N  Registered and did not attend",
        "Codes: S Satisfactory   U Unsatisfactory, no units   N Did not attend",
        "S Satisfactory;  U Unsatisfactory;  N No show",
    ],
)
def test_keys_side_by_side_in_their_forms(key: str) -> None:
    rows = "Number    Activity           Ended        CEU    Rec.\n"
    for n, letter in enumerate("SUN"):
        rows += f"22-114{n}   Grant Writing {n}    03/05/2022   1.2    {letter}\n"
    assert states(rows + key) == [PASSED, FAILED, WITHDRAWN]


def test_what_stands_behind_a_comma_of_a_key_counts_where_it_is_no_pass() -> None:
    rows = (
        "COURSE     TITLE           HRS  GR\nBUS 010    Keyboarding     36   SP\nESL 042    English 1       96   P\n"
    )
    key = "P Pass   SP Satisfactory progress, course not completed   NP No pass\n"
    assert states(rows + key) == [INCOMPLETE, PASSED]


@pytest.mark.parametrize("label", ["Min", "Minutes", "Mins"])
def test_minutes_are_no_least_to_pass_with(label: str) -> None:
    rows = f"Date      Topic              {label:8}  Post-test\n"
    rows += "01/14/20  Resident Rights    60        90%\n03/17/20  Infection Control  45        60% - redo\n"
    found = courses(rows)
    assert [(one.grade, one.state, one.credits) for one in found] == [("90%", PASSED, None), ("60%", FAILED, None)]


def test_the_final_grade_behind_those_of_its_parts_and_labels_over_two_lines() -> None:
    rows = "2017-2018\nCourse        S1  S2  Fin  Cred\nEnglish 9     B   A-  B+   1.00\n"
    rows += "Algebra 1     C   F   F    0.00\n"
    assert [(one.grade, one.state) for one in courses(rows)] == [("B+", PASSED), ("F", FAILED)]
    rows = "Course                   ECTS   Local   ECTS    Date\n                                grade   grade\n"
    rows += "LOG110 Warehousing       5.0     4       B      14.12.2018\n"
    rows += "MAT105 Mathematics       5.0     0       F      11.01.2019\n"
    assert [(one.credits, one.grade, one.state) for one in courses(rows)] == [
        ("5.0", "B", PASSED),
        ("5.0", "F", FAILED),
    ]


@pytest.mark.parametrize("mark", ["·", "|", "–"])
def test_a_title_and_the_line_below_it_are_one_course(mark: str) -> None:
    lines = (
        "SQL for Data Work\n"
        f"Pellworth Institute on LearnHarbor {mark} Completed May 2023 {mark} Grade achieved: 88%\n"
        f"Statistics with R\nPellworth Institute on LearnHarbor {mark} Started Jun 2023 {mark} 35% complete\n"
        f"Cloud Basics\nOffered by Dunmarsh Labs {mark} Dropped Dec 2023\n"
    )
    found = read(f"Lee Moss\nOnline courses and certificates\n\n{lines}")
    assert [(one.title, one.organization, one.grade, one.state) for one in found] == [
        ("SQL for Data Work", "Pellworth Institute", "88%", PASSED),
        ("Statistics with R", "Pellworth Institute", None, GOING),
        ("Cloud Basics", "Dunmarsh Labs", None, WITHDRAWN),
    ]
    assert [one.end for one in found] == ["2023-05", None, "2023-12"]


def test_a_heading_and_the_row_of_a_table_below_it_are_no_pair() -> None:
    rows = "Technical education\nAMT 1101 - Aircraft - 4.0 - A\nMilitary studies\nLMM 1101 - Leadership - 3.0 - B\n"
    rows += "Physical education\nPHE 1000 - Swimming - 4.0 - C\n"
    assert [one.title for one in courses(rows)] == ["Aircraft", "Leadership", "Swimming"]


SITTINGS = """
Result Checker Print-Out
Candidate: EZE, CHIDI      Centre: HOLY SPRINGS SECONDARY SCHOOL
First sitting: SCHOOL CANDIDATES 2016
1. CIVIC EDUCATION - B3
2. FURTHER MATHEMATICS - F9
3. GEOGRAPHY - OUTSTANDING
Second sitting: PRIVATE CANDIDATES 2017
1. PHYSICS - D7
"""


def test_subjects_of_an_examination_that_somebody_sat_twice() -> None:
    assert [(one.title, one.state, one.term) for one in read(SITTINGS)] == [
        ("CIVIC EDUCATION", PASSED, "2016"),
        ("FURTHER MATHEMATICS", FAILED, "2016"),
        ("GEOGRAPHY", INCOMPLETE, "2016"),
        ("PHYSICS", PASSED, "2017"),
    ]


@pytest.mark.parametrize(
    ("heading", "term", "end"),
    [
        ("Semester III   Examination held in NOV 2019", "Semester III", "2019-11"),
        ("Semester 3 (Exam held during April/May 2019)", "Semester 3", "2019-05"),
        ("Semester III - November 2019", "Semester III", "2019-11"),
        ("AUTUMN 2021        Credits attempted 15.0", "AUTUMN 2021", "2021"),
        ("Level 4, academic session 2018/19", "2018/19", "2019"),
    ],
)
def test_terms_beside_examinations_and_sums(heading: str, term: str, end: str) -> None:
    found = courses(f"{heading}\nME 8351  Manufacturing   3.0  A\nME 8361  Laboratory   2.0  B\n")
    assert [(one.term, one.end) for one in found] == [(term, end)] * 2


@pytest.mark.parametrize(
    ("grade", "state"),
    [("2.9", PASSED), ("0.0", FAILED), ("CR", PASSED), ("NC", CourseState.NO_CREDIT), ("W7", WITHDRAWN)],
)
def test_a_grade_before_code_and_credits(grade: str, state: CourseState) -> None:
    found = courses(f"AUTUMN 2021\n 3.4  ENGL131   5.0  Composition\n {grade}  CHEM142   5.0  General Chemistry\n")
    assert [(one.code, one.title, one.credits, one.grade) for one in found][1:] == [
        ("CHEM142", "General Chemistry", "5.0", grade)
    ]
    assert found[1].state is state


def test_a_number_before_codes_is_no_grade_where_grades_stand_behind() -> None:
    found = courses("Fall 2021\n 1.0  ENGL131  5.0  Composition  A\n 2.0  CHEM142  5.0  Chemistry  F\n")
    assert {one.grade for one in found} <= {"A", "F"}


def test_a_grade_between_title_and_credits_with_their_unit() -> None:
    rows = "Fall 2023\nENGL101 College Composition I A 3 cr\nWELD105 Oxyfuel Cutting B 4 cr\n"
    rows += "MATH111 Mathematics F 3 cr\n"
    assert [(one.title, one.grade, one.credits) for one in courses(rows)] == [
        ("College Composition I", "A", "3"),
        ("Oxyfuel Cutting", "B", "4"),
        ("Mathematics", "F", "3"),
    ]
    plain = "Fall 2023\nENGL101 College Composition I 3 cr\nWELD105 Programming in C 4 cr\nMATH111 Mathematics 3 cr\n"
    assert [one.title for one in courses(plain)][:2] == ["College Composition I", "Programming in C"]


TESTS = "Test                  Date         Score\n{}  09/12/2022   221\n{}  11/05/2022   480\n"


@pytest.mark.parametrize(
    "names", [("CASAS Reading", "SAT Math"), ("TABE Language", "WorkKeys Math"), ("Reading", "Math")]
)
def test_scores_of_tests_that_place_somebody_are_no_courses(names: tuple[str, str]) -> None:
    classes = "CLASSES\nTerm        Class          Grade   Credits\nFall 2022   Biology        A       1.0\n"
    found = courses("TEST SCORES\n" + TESTS.format(*names) + classes)
    assert [one.title for one in found] == ["Biology"]


def test_what_prepares_for_a_test_and_tests_for_a_diploma_are_read() -> None:
    rows = "Class          Grade   Credits\nSAT Prep       A       0.5\nBiology        B       1.0\n"
    assert [one.title for one in courses(rows)] == ["SAT Prep", "Biology"]
    ged = "GED transcript\nTEST SCORES\nTest             Date         Score\nReasoning        09/12/2022   155\n"
    ged += "Science          09/12/2022   140\nSocial Studies   09/12/2022   150\n"
    assert [one.state for one in read(f"Rocky Ford Adult School\nName: Lee Moss\n{ged}")] == [PASSED, FAILED, PASSED]


@pytest.mark.parametrize(
    "heading",
    ["Dual Enrollment - Pine Ridge Community College", "College Credit: Pine Ridge Community College"],
)
def test_a_college_beside_a_high_school_is_that_of_its_terms_only(heading: str) -> None:
    rows = "Grade 11 - 2023/2024\nCourse          Mark  Credit\nLiterature      B     1.0\n"
    rows += f"{heading}\nFall 2023\nENGL 101  Composition  3.0  A\nSpring 2024\nWELD 120  Welding  4.0  B\n"
    rows += "Grade 12 - 2024/2025\nGovernment      C     1.0\n"
    college = "Pine Ridge Community College"
    assert [one.organization for one in courses(rows)] == [
        "Cedar Falls College",
        college,
        college,
        "Cedar Falls College",
    ]


def test_an_indented_row_stands_in_the_panel_below_whose_labels_it_is() -> None:
    rows = (
        "COURSE     TITLE           HRS  GR     COURSE     TITLE           HRS  GR\n"
        "Fall 2021                              Spring 2022\n"
        "ESL 041    Beginning ESL    96  P      ESL 042    English 1       102  P\n"
        "BUS 010    Keyboarding      36  P      BUS 011    Office           48  P\n"
        "                                       CIT 005    Citizenship       8  NP\n"
    )
    assert [(one.title, one.term) for one in courses(rows)][-1] == ("Citizenship", "Spring 2022")


@pytest.mark.parametrize(
    "rows",
    [
        "  HIT  101   Introduction to Health\n             Information          3.00  A    12.00\n",
        "  HIT 101   Introduction to Health\n            Information          3.00  A    12.00\n",
        "  HIT 101   Introduction to Health   3.00  A    12.00\n            Information\n",
    ],
)
def test_the_rest_of_a_title_stands_below_it(rows: str) -> None:
    found = courses(
        f"  CRSE      TITLE                    CRED  GRD  PTS\n{rows}  HIT 110   Terminology   3.00  B   9.00\n"
    )
    assert [(one.title, one.grade) for one in found] == [
        ("Introduction to Health Information", "A"),
        ("Terminology", "B"),
    ]
