"""Transcripts as people bring them: copied, printed without labels, with keys and remarks of their own."""

import pytest

from app.extraction.claims import name_entries
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.meanings import legend, meaning
from tests.extraction.documents import document

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE, NOTHING = CourseState.WITHDRAWN, CourseState.INCOMPLETE, CourseState.NO_CREDIT
HEAD = "Unofficial Transcript\nCedar Falls College\n"
Told = tuple[str | None, str | None, str | None, str | None, CourseState | None]


def courses(rows: str) -> list[Entry]:
    made = document(HEAD + rows)
    return [one for one in name_entries(made, transcript_entries(made)) if one.kind is EntryKind.COURSE]


def told(rows: str) -> list[Told]:
    return [(one.code, one.title, one.credits, one.grade, one.state) for one in courses(rows)]


def states(rows: str) -> list[tuple[str | None, CourseState | None]]:
    return [(one.title, one.state) for one in courses(rows)]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Did Not Pass", FAILED),
        ("Not Competent Yet", FAILED),
        ("Withdrew 3/4", WITHDRAWN),
        ("No Show", WITHDRAWN),
        ("Not yet complete", INCOMPLETE),
        ("Registered", GOING),
        ("Not Started", GOING),
        ("Credit not accepted", NOTHING),
        ("Waived", NOTHING),
        ("Passed with merit", PASSED),
        ("Outstanding result", None),
        ("Prof. Passmore", None),
        ("never passed", FAILED),
    ],
)
def test_words_say_what_became_of_a_course(said: str, state: CourseState | None) -> None:
    assert meaning(said) is state


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("Did Not Pass", FAILED),
        ("Withdrew", WITHDRAWN),
        ("Cancelled by student", WITHDRAWN),
        ("Pass - Honors", PASSED),
    ],
)
def test_a_remark_in_words_counts_more_than_the_number_beside_it(remark: str, state: CourseState) -> None:
    rows = f"Subject  Score  Status\nReading  151  Pass\nScience  166  Pass\nSocial Studies  149  {remark}\n"
    assert states(rows)[-1] == ("Social Studies", state)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("V = UNOFFICIAL WITHDRAWAL, NC = NO CREDIT, N = AUDIT", {"v": WITHDRAWN, "nc": NOTHING}),
        ("WP=Withdrew Passing S=Satisfactory X=Absent from Exam", {"wp": WITHDRAWN, "s": PASSED, "x": FAILED}),
        ("marked NF (never attended - fail) or IF (incomplete lapsed to fail).", {"nf": FAILED, "if": FAILED}),
        ("Grades: HD High Distinction, N Fail, WN Withdrawn Fail, SA Supplementary Assessment", {"n": FAILED}),
        ("P - In progress; C = compensated pass", {"p": GOING, "c": PASSED}),
        ("A = 4.0, B = 3.0", {}),
    ],
)
def test_a_transcript_may_print_what_its_grades_mean(text: str, expected: dict[str, CourseState]) -> None:
    found = legend(text)
    assert {grade: found.get(grade) for grade in expected} == expected
    assert expected or not found


def test_the_key_of_a_transcript_counts_more_than_what_is_usual() -> None:
    rows = "".join(f"ITB 10{n}  Programming {n}  6.0  {grade}\n" for n, grade in enumerate("PNVA"))
    key = "P = In progress, N = Fail, V = Unofficial withdrawal\n"
    assert [state for _, state in states(rows + key)] == [GOING, FAILED, WITHDRAWN, PASSED]


@pytest.mark.parametrize(("grade", "state"), [("WE", WITHDRAWN), ("IB", INCOMPLETE), ("EXC", None), ("B*", PASSED)])
def test_letters_that_no_list_has_are_grades_and_never_a_pass(grade: str, state: CourseState | None) -> None:
    rows = f"ENGL 101  English  3.00  A\nHIST 101  History  3.00  B\nCHEM 101  Chemistry  4.00  {grade}\n"
    assert told(rows)[-1] == ("CHEM 101", "Chemistry", "4.00", grade, state)
    assert told(f"Course  Title  Credits  Grade\n{rows}")[-1] == ("CHEM 101", "Chemistry", "4.00", grade, state)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("EPI 610 Epidemiology, 3 cr, A-", ("EPI 610", "Epidemiology", "3", "A-", PASSED)),
        ("EPI 610 Epidemiology, 3 cr, W", ("EPI 610", "Epidemiology", "3", "W", WITHDRAWN)),
        ("EPI 610 Epidemiology (4 credits, grade B)", ("EPI 610", "Epidemiology", "4", "B", PASSED)),
        (
            "EPI 610 Epidemiology 15 credits Non-submission",
            ("EPI 610", "Epidemiology", "15", "Non-submission", FAILED),
        ),
        ("EPI 610  Epidemiology  HD  91  12cp", ("EPI 610", "Epidemiology", "12", "HD", PASSED)),
        ("EPI 610  Epidemiology  75 hrs theory  86  B", ("EPI 610", "Epidemiology", "75", "B", PASSED)),
        ("EPI 610  Epidemiology  4  P  Prof. H. Drummond", ("EPI 610", "Epidemiology", "4", "P", PASSED)),
        ("EPI 610  Epidemiology  4  DROP  Prof. T. Grau", ("EPI 610", "Epidemiology", "4", "DROP", WITHDRAWN)),
        ("[x] Health Core  EPI 610  Epidemiology  C  3", ("EPI 610", "Epidemiology", "3", "C", PASSED)),
        ("EPI 610 OSHA 30 Hour Safety 1.00 B", ("EPI 610", "OSHA 30 Hour Safety", "1.00", "B", PASSED)),
    ],
)
def test_a_row_without_labels_is_read_by_what_stands_in_it(row: str, expected: Told) -> None:
    assert told(f"Fall 2021\nENGL 101  English  3.0  A\n{row}\n")[-1] == expected


def test_what_a_course_counts_for_elsewhere_is_no_part_of_it() -> None:
    rows = (
        "Credit from: Gulf Prairie Community College\n"
        "ACCT 230 Financial Accounting 3.0 B  →  ACC 201 Principles of Accounting I 3.0\n"
        "MATH 131 College Algebra 3.0 D  →  No credit awarded\n"
        "SOCI 101 Sociology (3 credits, grade A) equivalent to SOC 110 Introductory Sociology (3 credits)\n"
    )
    found = courses(rows)
    assert [(one.code, one.title, one.state) for one in found] == [
        ("ACCT 230", "Financial Accounting", PASSED),
        ("MATH 131", "College Algebra", NOTHING),
        ("SOCI 101", "Sociology", PASSED),
    ]
    assert {one.organization for one in found} == {"Gulf Prairie Community College"}
    assert all(one.transfer for one in found)


def test_cells_on_lines_of_their_own_are_rows() -> None:
    rows = "Term|Course|Title|Credits|Grade|Fall 2019|WLD 111|Arc Welding|4|A|Fall 2019|MAT 170|Technical Math|3"
    rows += "|Spring 2020|WLD 132|Gas Welding|4|W|Total Credits|11"
    found = courses(rows.replace("|", "\n"))
    assert [(one.title, one.grade, one.term, one.state) for one in found] == [
        ("Arc Welding", "A", "Fall 2019", PASSED),
        ("Technical Math", None, "Fall 2019", GOING),
        ("Gas Welding", "W", "Spring 2020", WITHDRAWN),
    ]


def test_a_term_that_looks_like_a_code_begins_no_course() -> None:
    rows = (
        "Course and Title|Grade|Credits|Term|ADJ-100-N1|Criminal Justice|A|3|24/FA|ENG-111-N8|Composition|W|3|25/SP"
    )
    rows += "|MTH-154-N5|Algebra|B|3|25/SP"
    found = courses(rows.replace("|", "\n"))
    assert [(one.code, one.title, one.grade, one.term, one.end) for one in found] == [
        ("ADJ-100-N1", "Criminal Justice", "A", "24/FA", "2024"),
        ("ENG-111-N8", "Composition", "W", "25/SP", "2025"),
        ("MTH-154-N5", "Algebra", "B", "25/SP", "2025"),
    ]


def test_courses_that_a_copy_has_run_together_are_put_apart() -> None:
    rows = (
        "Fall 2021 DEN 110 Dental Anatomy 3.0 A BIO 231 Anatomy & Physiology 4.0 F Term GPA 2.90\n"
        "Spring 2022 BIO 231 Anatomy & Physiology 4.0 C Term GPA 2.00\n"
    )
    assert [(one.title, one.grade, one.term) for one in courses(rows)] == [
        ("Dental Anatomy", "A", "Fall 2021"),
        ("Anatomy & Physiology", "F", "Fall 2021"),
        ("Anatomy & Physiology", "C", "Spring 2022"),
    ]


def test_rows_without_labels_and_codes_are_courses_where_several_are_alike() -> None:
    rows = ("ENGLISH IV  88  1.0", "CHEMISTRY I  66 F  0.0", "DRAFTING  95  1.0", "ECONOMICS  INC  0.0")
    found = told("2022-2023 Grade 12\n" + "\n".join(rows) + "\nSAT Math  640  1.0\nWeighted GPA  3.62  4.0\n")
    assert [(title, state) for _, title, _, _, state in found] == [
        ("ENGLISH IV", PASSED),
        ("CHEMISTRY I", FAILED),
        ("DRAFTING", PASSED),
        ("ECONOMICS", INCOMPLETE),
    ]
    assert not told(rows[0] + "\n"), "one such row may be anything"


@pytest.mark.parametrize(
    ("grades", "state"), [("B+  B", PASSED), ("W  W", WITHDRAWN), ("D  F", None), ("F  F", FAILED), ("P", PASSED)]
)
def test_grades_of_the_parts_of_a_year_judge_together(grades: str, state: CourseState | None) -> None:
    rows = f"Course  S1  S2  Credit\nGrade 09  2019-2020\nEnglish  A  A  1.00\nAlgebra  {grades}  0.50\n"
    assert states(rows)[-1] == ("Algebra", state)


@pytest.mark.parametrize(("letter", "state"), [("C+", PASSED), ("F", FAILED), ("W", WITHDRAWN)])
def test_a_letter_judges_where_a_number_is_printed_beside_it(letter: str, state: CourseState) -> None:
    rows = "Course   Section  Description   Grade %  Letter  Class Avg  Credits\n"
    rows += f"COM 190  101      Decisions     64       {letter:7} 71         3.0\n"
    assert states(rows) == [("Decisions", state)]


@pytest.mark.parametrize(("marks", "state"), [("58", PASSED), ("30", FAILED), ("35 G", PASSED), ("AB", FAILED)])
def test_a_course_may_have_a_pass_mark_of_its_own(marks: str, state: CourseState) -> None:
    rows = f"Subject  Max Marks  Min Marks  Marks Obtained\nEnglish  100  33  71\nPhysics  100  33  {marks}\n"
    assert states(rows)[-1] == ("Physics", state)


@pytest.mark.parametrize(
    ("grade", "state"), [("C5", PASSED), ("F9", FAILED), ("14,5/20", PASSED), ("7/20", FAILED), ("ABS", FAILED)]
)
def test_grades_of_other_countries_and_of_so_many_points(grade: str, state: CourseState) -> None:
    rows = f"Subject  Grade\nEnglish Language  {'A1' if grade[0].isalpha() else '16/20'}\nPhysics  {grade}\n"
    assert states(rows)[-1] == ("Physics", state)


def test_what_is_indented_in_a_text_leaves_its_titles_without_a_label() -> None:
    rows = "                     ATT   ERN   GRADE  PTS\nAutumn 2018\n"
    rows += "HIST 101 Western Civ  3.0   3.0   B      9.0\nGEOL 110 Geology      4.0   0.0   D-     2.8\n"
    rows += "ARTS 101 Art          4.0   4.0   A      16.0\n"
    assert [(one.title, one.credits, one.state) for one in courses(rows)] == [
        ("Western Civ", "3.0", PASSED),
        ("Geology", "0.0", FAILED),
        ("Art", "4.0", PASSED),
    ]


def test_labels_may_stand_behind_the_name_of_a_term() -> None:
    rows = "Fall 2021 (1L)                          Units  Grade   Instructor\n"
    rows += "LAW 501  Civil Procedure                4      3.3     Prof. H. Drummond\n"
    rows += "LAW 610  Evidence                       4      DROP    Prof. T. Grau\n"
    rows += "LAW 503  Contracts                      5      3.0     Prof. L. Azikiwe\n"
    assert [(one.title, one.grade, one.term, one.state) for one in courses(rows)] == [
        ("Civil Procedure", "3.3", "Fall 2021", PASSED),
        ("Evidence", "DROP", "Fall 2021", WITHDRAWN),
        ("Contracts", "3.0", "Fall 2021", PASSED),
    ]


def test_a_cell_that_is_no_date_stands_under_no_heading_of_dates() -> None:
    rows = "Course Name  Course ID  Assigned  Completion Date  Score  Status\n"
    rows += "Forklifts  SAF-1104  2024-01-03  2024-01-19  95  Completed\nShipping  HZM-3002  2024-02-10  55  Failed\n"
    rows += "Privacy  SEC-1002  2024-05-01  Not Started\n"
    assert [(one.code, one.grade, one.state) for one in courses(rows)] == [
        ("SAF-1104", "95", PASSED),
        ("HZM-3002", "55", FAILED),
        ("SEC-1002", None, GOING),
    ]


@pytest.mark.parametrize("code", ["Acctg 1", "M4R", "PE 2"])
def test_codes_under_their_heading_may_be_short_or_in_small_letters(code: str) -> None:
    rows = f"Subject Code  Descriptive Title  Grade  Credit\n{code}  Accounting Basics  1.75  6\n"
    assert [(one.code, one.title) for one in courses(rows)] == [(code, "Accounting Basics")]


@pytest.mark.parametrize(("said", "year"), [("WS 21/22", "2022"), ("SS 22", "2022"), ("2021W", "2021")])
def test_terms_may_have_years_of_two_digits(said: str, year: str) -> None:
    rows = f"Code  Title  Semester  Grade  ECTS\n1010  Mechanics  {said}  B  5\n"
    assert [(one.title, one.term, one.end) for one in courses(rows)] == [("Mechanics", said, year)]


def test_a_letter_before_the_credits_ends_the_title_where_grades_stand_behind_them() -> None:
    rows = "ENGL 101 English 3.00 A\nHIST 101 History 3.00 B\nARTS 101 Art 3.00 C\nALGB 101 Algebra B 3.00\n"
    for header in ("", "Course Title Credits Grade\n"):
        assert states(header + rows)[-1] == ("Algebra B", GOING)


def test_a_course_of_the_forces_that_was_left_is_none_that_was_passed() -> None:
    text = (
        "JOINT SERVICES TRANSCRIPT\nName: HOLLOWAY, MARCUS T\nMilitary Courses\n"
        "600-C45  AR-2201-0603  04-APR-2014 to 02-MAY-2014\nAdvanced Leader Course:\nFort Lee, VA\nWithdrawn\n"
        "600-C46  AR-2201-0604  04-APR-2015 to 02-MAY-2015\nSenior Leader Course:\nFort Lee, VA\n"
    )
    found = transcript_entries(document(text))
    assert [(one.title, one.state, one.completed) for one in found] == [
        ("Advanced Leader Course", WITHDRAWN, False),
        ("Senior Leader Course", PASSED, True),
    ]


def test_an_attempt_that_is_marked_does_not_count_where_the_course_comes_again() -> None:
    rows = "Fall 2020\nACCT 601  Accounting  3.0  C-  R\nFIN 610  Finance  3.0  A  R\nSpring 2021\n"
    rows += "ACCT 601  Accounting  3.0  B\n"
    assert states(rows) == [("Accounting", CourseState.REPEATED), ("Finance", PASSED), ("Accounting", PASSED)]


def test_cells_on_lines_of_their_own_need_no_codes_where_none_is_empty() -> None:
    rows = "Subject|Hours|Grade|Skin Care|120|92|Makeup|80|Incomplete|Salons|40|88|Total hours|240"
    assert told(rows.replace("|", "\n")) == [
        (None, "Skin Care", "120", "92", PASSED),
        (None, "Makeup", "80", "Incomplete", INCOMPLETE),
        (None, "Salons", "40", "88", PASSED),
    ]


def test_a_school_year_is_no_school() -> None:
    rows = "School Year 2021-2022 Grade 10\nENGL 101  English  3.0  A\n"
    assert [one.organization for one in courses(rows)] == ["Cedar Falls College"]


@pytest.mark.parametrize(
    ("head", "school"),
    [
        ("Transfer Evaluation\nPinecrest State College — Office of Admissions\n", "Pinecrest State College"),
        ("Report Card\nSENIOR SCHOOL CERTIFICATE EXAMINATION\nMalwa Senior High\n", "Malwa Senior High"),
    ],
)
def test_neither_an_office_nor_an_examination_is_the_school(head: str, school: str) -> None:
    made = document(f"{head}ENGL 101  English  3.0  A\n")
    assert {one.organization for one in transcript_entries(made)} == {school}
