"""Transcripts in which a hasty reading tells a degree, a title, a year or a course that nobody printed."""

import pytest

from app.extraction.model import CourseState, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document
from tests.extraction.transcribed import OTHERS, courses, placed

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS


def degree(rows: str, school: str = "Cedar Falls College") -> tuple[str | None, str | None, CourseState | None]:
    text = f"Unofficial Transcript\n{school}\n{rows}\nFall 2019\n{OTHERS}MATH 101  College Algebra  3.00  C\n"
    (found,) = (one for one in transcript_entries(document(text)) if one.kind is EntryKind.EDUCATION)
    return found.programme, found.end, found.state


@pytest.mark.parametrize(
    "line",
    [
        "Bachelor of Science in Biology will be awarded in May 2021",
        "Bachelor of Science in Biology to be conferred 05/12/2021",
        "Bachelor of Science in Biology - applied for graduation 05/2021",
        "Bachelor of Science in Biology - not awarded 05/12/2021",
        "Degree Awarded: Bachelor of Science in Biology 05/12/2013 (rescinded 06/01/2014)",
        "Bachelor of Science in Biology    Credits completed: 45    Printed 05/12/2021",
        "Bachelor of Science in Biology    Transcript issued 05/12/2021",
        "Program: Bachelor of Science in Biology   Hours earned as of 05/12/2021: 45",
        "Program: Bachelor of Science in Biology\nGraduation: Not yet graduated as of 05/12/2021",
        "Program: Bachelor of Science in Biology\nGraduated: No\nGraduation Date: 05/12/2020",
        "Program: Bachelor of Science in Biology\nGraduation Date: 05/12/2023",
        "Program: Bachelor of Science in Biology\nHigh School Graduation Date: 06/05/2018",
        "Program: Bachelor of Science in Biology\nHigh School: Oak Hill High School   Graduated: 06/2018",
        "Degrees Awarded: None\nProgram: Bachelor of Science in Biology",
        "Prior Degree: Bachelor of Arts, Oak Hill College, awarded 05/2012\nProgram: Bachelor of Science in Biology",
        "Program: Bachelor of Science in Biology    Conferred:",
    ],
)
def test_a_degree_that_nobody_says_was_awarded_is_none_that_somebody_has(line: str) -> None:
    programme, end, state = degree(line)
    assert ((programme or "").strip("- "), end, state) == ("Biology", None, GOING)


@pytest.mark.parametrize(
    "line",
    [
        "Bachelor of Science in Biology awarded 05/12/2021",
        "Degree Awarded: Bachelor of Science in Biology 05/12/2021   Printed: 09/30/2022",
        "Program: Bachelor of Science in Biology\nGraduation Date: 05/12/2020",
        "Program: Bachelor of Science in Biology\nGraduated: 05/12/2024",
        "Credits completed: 120\nBachelor of Science in Biology, conferred May 12, 2021",
    ],
)
def test_a_degree_that_was_awarded_has_the_day_of_its_award(line: str) -> None:
    programme, end, state = degree(line)
    assert (programme, (end or "")[5:], state) == ("Biology", "05-12", PASSED)


def test_the_degree_above_a_date_of_graduation_is_the_one_that_was_awarded() -> None:
    programmes = "Program: Bachelor of Science in Biology\nProgram: Associate of Arts in History\n"
    text = f"Unofficial Transcript\nCedar Falls College\n{programmes}Graduated: 05/12/2019\nFall 2018\n{OTHERS}"
    found = [one for one in transcript_entries(document(text)) if one.kind is EntryKind.EDUCATION]
    assert [(one.programme, one.state) for one in found] == [("Biology", GOING), ("History", PASSED)]


def test_a_school_for_children_gives_its_own_diploma() -> None:
    line = "Program: Regents Diploma\nHigh School Graduation Date: 06/05/2020"
    assert degree(line, "Oak Hill High School")[1:] == ("2020-06-05", PASSED)


@pytest.mark.parametrize("header", ["", "Course  Title  Credits  Grade  Points\n"])
@pytest.mark.parametrize("title", ["Europe since 1945", "US History to 1877", "Film 1895"])
def test_a_year_that_ends_a_title_is_no_credits(header: str, title: str) -> None:
    found = courses(f"{header}Fall 2019\n{OTHERS}HIST 102 {title} 3.00 D 3.00\n")[-1]
    assert (found.title, found.credits, found.grade) == (title, "3.00", "D")


@pytest.mark.parametrize(
    ("said", "end"),
    [("SP69", "1969"), ("FA98", "1998"), ("FA07", "2007"), ("SS 98", "1998"), ("WS 97/98", "1998")],
)
def test_a_term_of_two_digits_is_in_the_century_in_which_somebody_was_there(said: str, end: str) -> None:
    found = courses(f"Course  Title  Credits  Grade  Term\nENGL 101  English  3.00  A  {said}\n{OTHERS}")[0]
    assert (found.term, found.end) == (said, end)


@pytest.mark.parametrize(
    ("said", "end"), [("05/06/49", "1949-05-06"), ("12/15/72", "1972-12-15"), ("01/15/21", "2021-01-15")]
)
def test_a_day_of_two_digits_is_in_the_century_in_which_somebody_was_there(said: str, end: str) -> None:
    others = "ENGL 102  English II  05/30/2019  B  3\nENGL 103  English III  05/30/2020  B  3\n"
    found = courses(f"Course  Title  Date  Grade  Credits\nENGL 101  English  {said}  A  3\n{others}")[0]
    assert found.end == end


def test_credits_and_a_term_one_blank_apart_are_two_cells() -> None:
    rows = "ENGL 101  English  A  3 WI07\nMATH 101  Algebra  B  3 FA98\nHIST 101  History  C  4 SP99\n"
    found = courses(f"Course  Title  Grade  Credits  Term\n{rows}")
    assert [(one.credits, one.term) for one in found] == [("3", "WI07"), ("3", "FA98"), ("4", "SP99")]


@pytest.mark.parametrize(
    "line",
    [
        "Term   9.00  9.00  33.00  3.667",
        "Institution   9.00  9.00  33.00",
        "UNDERGRADUATE TOTALS   9.00  A",
        "Sem Totals  9.00  9.00  B",
        "Combined Cum  9.00  9.00  A",
        "To Date  9.00  B",
        "Grand Total  88  4.0",
        "Points Earned  430  4.0",
        "Credits this year  3.0  B",
        "Year Average  88  3.0",
        "Days Absent  4  85",
        "Annual Credit 3.0 B",
    ],
)
@pytest.mark.parametrize("header", ["", "Course  Credits  Grade\n"])
def test_a_line_of_sums_is_no_course(header: str, line: str) -> None:
    rows = "".join(f"{title}  1.0  A\n" for title in ("English 9", "Algebra", "Biology", "Long Term Care", "Physics"))
    found = courses(f"{header}2019-2020 Grade 9\n{rows}{line}\n")
    assert [one.title for one in found] == ["English 9", "Algebra", "Biology", "Long Term Care", "Physics"]


def test_a_title_that_ends_with_a_word_of_sums_is_a_course() -> None:
    line = "Fall 2019 MEDA 101 Medical Term 3.00 A ACCT 101 Final Year Credit 3.00 B MATH 101 Algebra 3.00 C"
    assert [one.title for one in courses(line)] == ["Medical Term", "Final Year Credit", "Algebra"]


@pytest.mark.parametrize("labels", ["Credits Grade Points", "Cr Gr Pts", "Attempted Earned Grade Points"])
def test_a_grade_and_points_one_blank_apart_are_two_labels(labels: str) -> None:
    amounts = "3.000 3.000" if "Earned" in labels else "3.000"
    rows = (
        f"MATH 101 College Algebra {amounts} B 9.000",
        f"MATH 102 Calculus 1 {amounts} F 0.000",
        f"ART 101 Art {amounts} A 12.000",
    )
    found = courses("\n".join([f"Course Description {labels}", "2019 Fall", *rows]) + "\n")
    assert [(one.code, one.title, one.grade, one.credits) for one in found[:2]] == [
        ("MATH 101", "College Algebra", "B", "3.000"),
        ("MATH 102", "Calculus 1", "F", "3.000"),
    ]


def test_a_transfer_in_front_of_a_course_is_no_sum() -> None:
    rows = "Taken  MATH 101  Algebra  B  3.00\nTransfer  CHEM 101  Chemistry  T  3.00\n"
    found = courses(f"Status  Course  Title  Grade  Credits\n{rows}")
    assert [one.title for one in found] == ["Algebra", "Chemistry"]


def test_hours_of_a_trade_are_no_marks() -> None:
    rows = "Welding Basics   120   A\nWelding Pipes   240   F\nShop Safety   110   P\nBlueprints   160   W\n"
    assert [(one.grade, one.credits) for one in courses(rows)] == [
        ("A", "120"),
        ("F", "240"),
        ("P", "110"),
        ("W", "160"),
    ]


def test_subjects_without_a_number_stand_in_front_of_courses() -> None:
    found = placed(
        ("Subject", "Course Title", "Sem 1", "Sem 2", "Final", "Credit"),
        ("ENG", "English 9", "A", "F", "C", "1.0"),
        ("SCI", "Biology", "F", "F", "F", "0.0"),
        ("ART", "Drawing", "", "A", "A", "0.5"),
        ("PE", "Phys Ed", "P", "", "", ""),
    )
    assert [(one.title, one.grade, one.credits, one.state) for one in found] == [
        ("English 9", "C", "1.0", PASSED),
        ("Biology", "F", "0.0", FAILED),
        ("Drawing", "A", "0.5", PASSED),
        ("Phys Ed", "P", None, GOING),
    ]


@pytest.mark.parametrize("gap", [" ", "  "])
@pytest.mark.parametrize("title", ["Algebra B", "Physics C"])
def test_a_letter_ends_a_title_where_others_bring_points(gap: str, title: str) -> None:
    rows = ("MATH 101|College Algebra|B|3.00|9.00", "MATH 102|Calculus|A|3.00|12.00", "HIST 101|History|C|3.00|6.00")
    lines = "".join(f"{row.replace('|', gap)}\n" for row in (*rows, f"ARTS 101|{title}|3.00"))
    found = courses(f"Course  Title  Grade  Credits  Points\nFall 2019\n{lines}")
    assert [(one.title, one.grade, one.state) for one in found][2:] == [
        ("History", "C", PASSED),
        (title, None, GOING),
    ]


def test_a_row_of_a_text_with_a_cell_for_each_label_is_read_cell_by_cell() -> None:
    rows = "English 9  Smith  A  B  B  3  0.5\nAlgebra  Jones  D  D  F  12  0.0\nBiology  Lee  C  C  C  1  0.5\n"
    found = courses(f"Course  Teacher  Q1  Q2  Sem Avg  Abs  Credit\n{rows}")
    assert [(one.title, one.grade, one.credits, one.completed) for one in found] == [
        ("English 9", "B", "0.5", True),
        ("Algebra", "F", "0.0", False),
        ("Biology", "C", "0.5", True),
    ]
