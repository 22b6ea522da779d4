"""Transcripts in the forms of many offices: rows, labels and what became of courses."""

import pytest

from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.headers import header, label_words
from app.extraction.transcripts.recognised import is_transcript
from app.extraction.transcripts.regrouped import regrouped
from app.extraction.transcripts.view import table_rows
from tests.extraction.documents import document
from tests.steps import calls

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, REPEATED = CourseState.WITHDRAWN, CourseState.REPEATED
HEAD = "Ferncliff College\nOfficial Transcript\n"
Told = tuple[str | None, str | None, str | None, str | None, CourseState | None]


def courses(rows: str) -> list[Entry]:
    return [one for one in transcript_entries(document(HEAD + rows)) if one.kind is EntryKind.COURSE]


def told(rows: str) -> list[Told]:
    return [(one.code, one.title, one.credits, one.grade, one.state) for one in courses(rows)]


def fields(row: str) -> list[str] | None:
    columns = header(table_rows(document(row), BEGINS))
    return [str(column.field) for column in columns] if columns else None


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("Course ID  Description  Units  Grade  Grade Pts", ["code", "title", "credits", "grade", "points"]),
        ("Course Title  Cr. Att.  Cr. Ern.  Grade", ["title", "attempted", "earned", "grade"]),
        ("Unit Code  Unit Name  Result  Credit Points", ["code", "title", "state", "credits"]),
        ("Subject  First Semester  Second Semester  Credits", ["title", "part", "part", "credits"]),
        ("Course  Q1  E1  S1  Final  Credit", ["title", "part", "part", "part", "grade", "credits"]),
        ("Year  Grd  Course  Mark  Credit", ["term", "other", "title", "grade", "credits"]),
        ("Term  Transfer Course  Title  Grade  Credits", ["term", "code", "title", "grade", "credits"]),
        ("Course Title  P/F  Hours", ["title", "state", "credits"]),
    ],
)
def test_labels_of_header_rows(row: str, named: list[str]) -> None:
    assert fields(row) == named


def test_days_stand_under_completed() -> None:
    found = courses(
        "Unit  Hours  Completed  Result\n"
        "Knife Skills, Stocks and Sauces  60  2021-03-25  Pass with Distinction\n"
        "Baking  40  2021-04-15  Pass\n"
        "Menu Costing  20  2021-05-06  Not yet passed\n"
    )
    assert [(one.title, one.credits, one.end, one.state) for one in found] == [
        ("Knife Skills, Stocks and Sauces", "60", "2021-03-25", PASSED),
        ("Baking", "40", "2021-04-15", PASSED),
        ("Menu Costing", "20", None, GOING),
    ]


def test_an_elective_of_another_school_has_a_code_without_its_number() -> None:
    rows = "Subject  Course  Title  Grade  Credit Hours\nARTS  1XX  Studio Elective  TB  3.000\n"
    assert told(rows) == [("ARTS 1XX", "Studio Elective", "3.000", "TB", PASSED)]
    assert told("ARTS 1XXX   Studio Elective   3.00   T") == [("ARTS 1XXX", "Studio Elective", "3.00", "T", PASSED)]


def test_cells_that_say_nothing_do_not_lose_a_row() -> None:
    rows = (
        "Code  Title  Units  Score  Grade  GP\n"
        "MAC 101  Foundry Practice  3  66  B  12\n"
        "MAC 102  Pattern Making  2  -  -  -\n"
        "MAC 103  Casting  2  n/a  n/a  n/a\n"
    )
    assert [one[:3] for one in told(rows)] == [
        ("MAC 101", "Foundry Practice", "3"),
        ("MAC 102", "Pattern Making", "2"),
        ("MAC 103", "Casting", "2"),
    ]


def test_credits_with_their_unit_are_no_grade() -> None:
    rows = (
        "Subject  Description  Value  Grade  Outcome\n"
        "HRT 101  Soil Science  4 cr  B  Completed\n"
        "HRT 104  Pruning  2 cr    Withdrawn\n"
    )
    assert [(one.credits, one.state) for one in courses(rows)] == [("4", PASSED), ("2", WITHDRAWN)]


def test_kinds_of_courses_say_nothing_of_their_outcome() -> None:
    rows = (
        "Code  Course Title  Status  Unit  Grade\n"
        "BOT 201  Plant Anatomy  C  3  B\n"
        "BOT 205  Ethnobotany  E  2  C\n"
        "GNS 203  Logic  R  2  D\n"
    )
    assert [one[4] for one in told(rows)] == [PASSED, PASSED, PASSED]
    # without a kind that is none of these letters an E says that an attempt does not count
    excluded = "Code  Course Title  Status  Unit  Grade\nBOT 201  Plant Anatomy  E  3  D\n"
    assert told(excluded)[0][4] is REPEATED


def test_a_sign_under_repeat_marks_an_attempt_that_was_made_again() -> None:
    rows = (
        "Course    Course Title    Repeat  Grade  Hrs\n"
        "TAX 201   Payroll Taxes   *       D      3.00\n"
        "TAX 210   Estate Taxes            B      3.00\n"
        "TAX 201   Payroll Taxes   R       B      3.00\n"
    )
    assert [one[4] for one in told(rows)] == [REPEATED, PASSED, PASSED]


def test_a_key_says_that_a_course_must_be_taken_again() -> None:
    rows = "Fall 2018\nHCM 580   Research Methods   RC   3.00\nRC = Retake required, no credit.\n"
    assert told(rows)[0][4] is FAILED


def test_letters_under_result_are_grades() -> None:
    rows = "Unit Code  Unit Title  Result  Hours\nPLB101  Pipe Joining  C  40\nPLB102  Drainage  B  60\n"
    assert told(rows) == [("PLB101", "Pipe Joining", "40", "C", PASSED), ("PLB102", "Drainage", "60", "B", PASSED)]


@pytest.mark.parametrize(
    "rows",
    [
        "WEL-101 - Plate Welding - 3.0 - A\nWEL-102 - Pipe Welding - 4.0 - W\n",
        "WEL-101, Plate Welding, 3.0, A\nWEL-102, Pipe Welding, 4.0, W\n",
        "* WEL-101   Plate Welding   3.0   A\n# WEL-102   Pipe Welding   4.0   W\n",
        "Course: WEL-101\nTitle: Plate Welding\nCredits: 3.0\nGrade: A\n"
        "Course: WEL-102\nTitle: Pipe Welding\nCredits: 4.0\nGrade: W\n",
        "| Course | Title | Credits | Grade |\n|---|---|---|---|\n"
        "| WEL-101 | Plate Welding | 3.0 | A |\n| WEL-102 | Pipe Welding | 4.0 | W |\n",
    ],
    ids=["dashes", "commas", "signs", "labels", "marks"],
)
def test_rows_as_they_are_copied(rows: str) -> None:
    assert told("Spring 2019\n" + rows) == [
        ("WEL-101", "Plate Welding", "3.0", "A", PASSED),
        ("WEL-102", "Pipe Welding", "4.0", "W", WITHDRAWN),
    ]


def test_titles_grades_and_credits_one_blank_apart_without_codes() -> None:
    rows = "9th Grade 2016-2017\nEnglish 9 B 1.0\nAlgebra 1 C+ 1.0\nSpanish 1 F 0.0\n"
    rows += "10th Grade 2017-2018\nGeometry A 1.0\n"
    found = courses(rows)
    assert [(one.title, one.grade, one.credits, one.term) for one in found] == [
        ("English 9", "B", "1.0", "2016-2017"),
        ("Algebra 1", "C+", "1.0", "2016-2017"),
        ("Spanish 1", "F", "0.0", "2016-2017"),
        ("Geometry", "A", "1.0", "2017-2018"),
    ]


def test_hours_and_days_of_courses_without_labels() -> None:
    rows = "".join(
        f"{title}   {hours} hours   {day}   {said}\n"
        for title, hours, day, said in [
            ("Forklift Operation", 8, "03/12/2019", "Passed"),
            ("Hazard Communication", 4, "04/02/2019", "Passed"),
            ("Confined Space Entry", 6, "05/09/2019", "Failed"),
            ("Ladder Safety", 2, "05/20/2019", "Passed"),
        ]
    )
    assert [(one.title, one.credits, one.end, one.state) for one in courses(rows)] == [
        ("Forklift Operation", "8", "2019-03-12", PASSED),
        ("Hazard Communication", "4", "2019-04-02", PASSED),
        ("Confined Space Entry", "6", "2019-05-09", FAILED),
        ("Ladder Safety", "2", "2019-05-20", PASSED),
    ]


def test_terms_side_by_side_in_a_text_without_labels() -> None:
    rows = (
        "FALL QUARTER 18                           WINTER QUARTER 19\n"
        "HORT 101  SOIL SCIENCE   5.0 3.4          HORT 160  PLANT BIOLOGY   5.0 2.9\n"
        "HORT 146  PRUNING        5.0 0.0          HORT 146  PRUNING         5.0 2.0\n"
    )
    assert [(one.code, one.term, one.state) for one in courses(rows)] == [
        ("HORT 101", "FALL QUARTER 18", PASSED),
        ("HORT 146", "FALL QUARTER 18", FAILED),
        ("HORT 160", "WINTER QUARTER 19", PASSED),
        ("HORT 146", "WINTER QUARTER 19", PASSED),
    ]


def test_a_table_of_grades_and_credits_under_terms_is_a_transcript_without_a_title() -> None:
    year = "Course          S1   S2   Credit\n{0} 9       B    B-   1.000\n{1}      C    C    1.000\n"
    year += "{2}        A    A    1.000\n"
    first = "2017-18 Grade 09\n" + year.format("English", "Geometry", "Welding")
    second = "2018-19 Grade 10\n" + year.format("Physics", "Algebra2", "Spanish")
    made = document(f"Corbel Ridge High School\nStudent: Anneke Vollmer\n{first}\n{second}")
    assert is_transcript(made)
    assert len([one for one in transcript_entries(made) if one.kind is EntryKind.COURSE]) == 6
    assert not is_transcript(document(f"Corbel Ridge High School\n{first}"))


def test_lines_of_labels_take_steps_that_grow_with_the_text() -> None:
    def steps(times: int, line: str) -> int:
        rows = table_rows(document("".join(line.format(n) for n in range(300 * times))), BEGINS, label_words())
        return calls(lambda: regrouped(rows))

    for line in ("Course: Plate Welding {0}\n", "Course: Plate {0}\nTitle: Welding\n", "Grade: {0}\nPhone: 5\n"):
        assert steps(2, line) < 2.25 * steps(1, line)


def test_three_years_side_by_side_below_a_name_that_stands_over_all_of_them() -> None:
    text = (
        "                        Corbel Ridge Upper Valley High School of Arts and Trades\n"
        "                                   Official Transcript\n"
        "2016-2017 Grade 9             2017-2018 Grade 10            2018-2019 Grade 11\n"
        "Course        Grd   Cr        Course        Grd   Cr        Course        Grd   Cr\n"
        "English 9     B     1.0       English 10    B     1.0       English 11    B     1.0\n"
        "Algebra I     C     1.0       Geometry      F     0.0       Algebra II    C     1.0\n"
    )
    found = [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]
    assert [(one.title, one.grade, one.term) for one in found] == [
        ("English 9", "B", "2016-2017"),
        ("Algebra I", "C", "2016-2017"),
        ("English 10", "B", "2017-2018"),
        ("Geometry", "F", "2017-2018"),
        ("English 11", "B", "2018-2019"),
        ("Algebra II", "C", "2018-2019"),
    ]
    assert {one.organization for one in found} == {"Corbel Ridge Upper Valley High School of Arts and Trades"}
