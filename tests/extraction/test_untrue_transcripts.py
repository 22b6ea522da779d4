"""Rows of transcripts in which a hasty reading says what is not true: a pass, another cell's words, a wrong year."""

import pytest
from fpdf import FPDF

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, AUDITED, REPEATED = CourseState.WITHDRAWN, CourseState.AUDITED, CourseState.REPEATED
HEAD = "Unofficial Transcript\nCedar Falls College\nStudent: Rosa Imhof\n"
OTHERS = "ENGL 101  English Composition  3.00  A\nHIST 101  History of Art  3.00  B\n"


def courses(rows: str) -> list[Entry]:
    return [one for one in transcript_entries(document(HEAD + rows)) if one.kind is EntryKind.COURSE]


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


def test_a_school_for_children_gives_its_own_diploma() -> None:
    line = "Program: Regents Diploma\nHigh School Graduation Date: 06/05/2020"
    assert degree(line, "Oak Hill High School")[1:] == ("2020-06-05", PASSED)


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
    assert [state for _, _, state in told(header, *rows)] == [PASSED, PASSED, None]


def test_an_n_fails_where_high_distinctions_are_given() -> None:
    rows = ("MATH1001  Maths 1  6  N", "COMP1001  Programming  6  HD", "PHYS1001  Physics  6  P")
    assert [state for _, _, state in told("2019 Semester 1", *rows)] == [FAILED, PASSED, PASSED]


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


@pytest.mark.parametrize(("marks", "state"), [("45  78", None), ("88  76", PASSED), ("38  60  45", None)])
def test_of_several_marks_nobody_can_tell_the_one_that_counts(marks: str, state: CourseState | None) -> None:
    rows = "".join(f"CS10{n}  Programming {n}  20  71  80{'  75' * (marks.count('  ') - 1)}\n" for n in (2, 3, 4))
    found = courses(f"Fall 2019\n{rows}MATH 101  Algebra  20  {marks}\n")[-1]
    assert (found.grade, found.credits, found.state) == (None, "20", state)


def test_hours_of_a_trade_are_no_marks() -> None:
    rows = "Welding Basics   120   A\nWelding Pipes   240   F\nShop Safety   110   P\nBlueprints   160   W\n"
    assert [(one.grade, one.credits) for one in courses(rows)] == [
        ("A", "120"),
        ("F", "240"),
        ("P", "110"),
        ("W", "160"),
    ]


def placed(*rows: tuple[str, ...], xs: tuple[int, ...] = (40, 110, 290, 350, 420, 480)) -> list[Entry]:
    page = FPDF(unit="pt", format="letter")
    page.add_page()
    page.set_font("Helvetica", size=9)
    for n, row in enumerate([("Official Transcript",), ("Cedar Falls College",), *rows]):
        for x, cell in zip(xs, row, strict=False):
            if cell:
                page.text(x, 40 + 13 * n, cell)
    made = read(SourceDocument(name="a.pdf", data=bytes(page.output())))
    return [one for one in transcript_entries(made) if one.kind is EntryKind.COURSE]


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
        ("Phys Ed", "P", None, None),
    ]
