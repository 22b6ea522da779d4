"""Records of courses that do not call themselves transcripts, who taught each course, and when it was taken."""

import pytest

from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.recognised import is_transcript
from tests.extraction.documents import document
from tests.extraction.transcribed import courses

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS

OFFICERS = """
OFFICER TRAINING PROFILE
NAME: MARGOLIS, TERENCE A        POST ID: A55-0177
COURSE TITLE                SCHOOL                           COMPLETED     HOURS   GRADE
BASIC RECRUIT ACADEMY       CENTRAL VALLEY POLICE ACADEMY    12/14/2018    720     87
FIREARMS REQUALIFICATION    Elk Grove Range                  05/02/2019    8       PASS
FIELD TRAINING OFFICER      CENTRAL VALLEY POLICE ACADEMY    03/06/2020    40      FAIL
DEFENSIVE TACTICS UPDATE    ELK                              09/18/2020    16      INC
"""
NURSES = """
Renata Holloway        License #: PN 550133
Course                         Provider                      Completed     Hours   Subject
Prevention of Errors           Gulfside CE Network           04/02/2023    2.0     Medical errors
Human Trafficking Awareness    Gulfside CE Network           04/05/2023    2.0     Mandatory
Domestic Violence              Palm Row Nursing Institute    05/19/2023    2.0     Mandatory
IV Therapy Update              Palm Row Nursing Institute    06/11/2023    6.0     General
"""
HIGH_SCHOOL = """
Juniper Flats Senior High School
9th Grade 2017-18     Mark   Credit
English I             A      1.00
Algebra I             C+     1.00
Biology               F      0.00
10th Grade 2018-19    Mark   Credit
English II            B      1.00
Geometry              B-     1.00
Biology               C      1.00
"""


def read(text: str) -> list[Entry]:
    return [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]


@pytest.mark.parametrize("text", [OFFICERS, NURSES, HIGH_SCHOOL])
def test_hardly_more_than_a_table_of_courses_is_a_record_of_them(text: str) -> None:
    assert is_transcript(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(NURSES.split("\n")[:5]),  # two courses are no table
        NURSES.replace("Provider", "Employer").replace("Course  ", "Position"),
        NURSES.replace("Completed", "Starts   ").replace("Hours", "Fee  "),
        NURSES + "\n".join(f"Line {n} tells of something else\n" for n in range(20)),
    ],
)
def test_other_tables_are_no_records_of_courses(text: str) -> None:
    assert not is_transcript(document(text))


def test_each_course_is_of_who_taught_it() -> None:
    assert [(one.title, one.organization, one.end, one.credits, one.grade, one.state) for one in read(OFFICERS)] == [
        ("BASIC RECRUIT ACADEMY", "CENTRAL VALLEY POLICE ACADEMY", "2018-12-14", "720", "87", PASSED),
        ("FIREARMS REQUALIFICATION", "Elk Grove Range", "2019-05-02", "8", "PASS", PASSED),
        ("FIELD TRAINING OFFICER", "CENTRAL VALLEY POLICE ACADEMY", "2020-03-06", "40", "FAIL", FAILED),
        ("DEFENSIVE TACTICS UPDATE", None, "2020-09-18", "16", "INC", CourseState.INCOMPLETE),
    ]


def test_what_a_course_is_about_stands_behind_its_title_and_hours() -> None:
    assert [(one.code, one.title, one.organization, one.state) for one in read(NURSES)] == [
        (None, "Prevention of Errors", "Gulfside CE Network", None),
        (None, "Human Trafficking Awareness", "Gulfside CE Network", None),
        (None, "Domestic Violence", "Palm Row Nursing Institute", None),
        (None, "IV Therapy Update", "Palm Row Nursing Institute", None),
    ]


@pytest.mark.parametrize(
    ("cell", "organization"),
    [
        ("Openbridge Academy", "Openbridge Academy"),
        ("Coursewell", "Coursewell"),
        ("College of Engineering", "Cedar Falls College"),
        ("C11", "Cedar Falls College"),
        ("CFC", "Cedar Falls College"),
        ("Internal", "Cedar Falls College"),
        ("-", "Cedar Falls College"),
    ],
)
def test_codes_and_parts_of_a_school_are_not_who_taught(cell: str, organization: str) -> None:
    found = courses(f"Course Title   Provider   Hours   Grade\nFood Safety   {cell}   8   A\n")
    assert [(one.title, one.organization, one.transfer) for one in found] == [("Food Safety", organization, False)]


@pytest.mark.parametrize(
    ("row", "start", "end", "state"),
    [
        ("01/08/2018   04/13/2018   520   88   Graduate", "2018-01-08", "2018-04-13", PASSED),
        ("02/03/2020   -            80    -    Enrolled", "2020-02-03", None, GOING),
        ("02/03/2020   01/03/2020   80    90   Passed", None, "2020-01-03", PASSED),
    ],
)
def test_a_course_has_its_first_day(row: str, start: str | None, end: str | None, state: CourseState) -> None:
    found = courses(f"Course Title   Start   End   Hrs   Score   Status\nDiesel Engine Overhaul   {row}\n")
    assert [(one.start, one.end, one.state) for one in found] == [(start, end, state)]


@pytest.mark.parametrize(
    ("term", "end"),
    [("2018-T1", "2018"), ("2018/S2", "2018"), ("2020SP2", "2020"), ("T1 2019", "2019"), ("S2/2019", "2019")],
)
def test_codes_of_parts_of_a_year(term: str, end: str) -> None:
    found = courses(
        f"Study Period   Unit   Unit Name   CP   Mark   Grade\n{term}   IFB103   IT Systems   12   76   D\n"
    )
    assert [(one.term, one.end, one.code, one.title, one.grade) for one in found] == [
        (term, end, "IFB103", "IT Systems", "D")
    ]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Academic Year 2018/19\nTrimester 1", ("Trimester 1", "2018", "2019")),
        ("2018-2019\nSemester II", ("Semester II", "2018", "2019")),
        ("Academic Year 2018/19\nLevel 5", ("Level 5", None, None)),
        ("Fall 2018\nBlock 2", ("Block 2", None, None)),
        ("Semester I - November 2017", ("Semester I", None, "2017-11")),
        ("Semester I, May/June 2017", ("Semester I", "2017-05", "2017-06")),
        ("SEMESTER III - WINTER 2017", ("SEMESTER III - WINTER 2017", None, "2017")),
        ("Fall 2022 (08/22/2022-12/16/2022)", ("Fall 2022", "2022-08-22", "2022-12-16")),
        ("Term: 20F - Fall 2020", ("Fall 2020", None, "2020")),
    ],
)
def test_headings_of_terms(heading: str, told: tuple[str, str | None, str | None]) -> None:
    found = courses(f"{heading}\nNUR1101  Nursing Practice  15  A\nNUR1102  Human Biology  15  B\n")
    assert [(one.term, one.start, one.end) for one in found] == [told] * 2


def test_a_number_that_comes_again_is_of_another_year() -> None:
    found = courses("2018-2019\nTerm 1\nNUR1101  Practice  15  A\nTerm 1\nNUR1102  Biology  15  B\n")
    assert [(one.term, one.end) for one in found] == [("Term 1", "2019"), ("Term 1", None)]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Examination: November 2019", ("November 2019", "2019-11")),
        ("Semester: V   Exam held: December 2018", ("V", "2018-12")),
        ("YEAR OF EXAM: 2018", ("2018", "2018")),
        ("Month & Year of Exam: FEBRUARY-2015", ("FEBRUARY-2015", "2015-02")),
        ("Date of birth: March 1998", (None, None)),
        ("Examination fee of 2018", (None, None)),
    ],
)
def test_the_head_tells_the_examination_of_all_courses(head: str, told: tuple[str | None, str | None]) -> None:
    found = courses(f"{head}\nCode   Subject   Max   Obtained\n22305   Machine Drawing   100   71\n")
    assert [(one.term, one.end) for one in found] == [told]


def test_grades_of_kenya_stand_with_their_words() -> None:
    found = courses("CODE   SUBJECT   GRADE\n101   ENGLISH   B+ (PLUS)\n102   KISWAHILI   B (PLAIN)\n")
    assert [(one.code, one.title, one.grade) for one in found] == [
        ("101", "ENGLISH", "B+"),
        ("102", "KISWAHILI", "B"),
    ]


def test_marks_of_the_year_before_the_examination_are_no_codes() -> None:
    found = courses(
        "UNIT   CAT   EXAM   TOTAL   GRADE   REMARKS\nELECTRICAL PRINCIPLES   22   48   70   A   CREDIT\n"
    )
    assert [(one.code, one.title, one.grade, one.state) for one in found] == [
        (None, "ELECTRICAL PRINCIPLES", "A", PASSED)
    ]
