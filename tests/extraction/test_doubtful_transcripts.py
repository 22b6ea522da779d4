"""What of a transcript must not be taken for a course that was passed, and resumes that are no transcripts."""

import pytest
from fpdf import FPDF

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.claims import name_entries
from app.extraction.extract import Extractor
from app.extraction.model import CourseState, DocumentKind, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.recognised import is_headed_as_one
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.taxonomy import small

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE = CourseState.WITHDRAWN, CourseState.INCOMPLETE
HEAD = "Unofficial Transcript\nCedar Falls College\n"


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def states(rows: str) -> list[tuple[str | None, CourseState | None]]:
    made = document(HEAD + rows)
    found = name_entries(made, transcript_entries(made))
    return [(one.title, one.state) for one in found if one.kind is EntryKind.COURSE]


@pytest.mark.parametrize(
    ("row", "title", "state"),
    [
        ("CIS 121 Programming in C 3.00", "Programming in C", GOING),
        ("HLTH 131 Hepatitis B 1.00", "Hepatitis B", GOING),
        ("NUTR 211 Vitamin C W 3.00", "Vitamin C", WITHDRAWN),
        ("PHYS 103 Physics C 3.00 F", "Physics C", FAILED),
        ("PHYS 104 Physics B 3.00 W", "Physics B", WITHDRAWN),
        ("ALGB 104 Algebra 3.00 C", "Algebra", PASSED),
    ],
)
@pytest.mark.parametrize("header", ["", "Course Title Credits Grade\n"])
def test_a_letter_that_ends_a_title_is_no_grade(header: str, row: str, title: str, state: CourseState) -> None:
    others = "ENGL 101 English Composition 3.00 A\nHIST 101 History 3.00 B\n"
    assert states(f"{header}Fall 2019\n{others}{row}\n")[-1] == (title, state)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("NUTR 211 Vitamin C 3.00 0.00 I 0.00", INCOMPLETE),
        ("ALGB 102 Algebra B 3.00 0.00 W 0.00", WITHDRAWN),
        ("ALGB 103 Algebra A 3.00 0.00 IP 0.00", GOING),
    ],
)
def test_of_two_letters_the_one_under_the_heading_is_the_grade(row: str, state: CourseState) -> None:
    header = "Course Title Att Ern Grd Pts\nFall 2019\nENGL 101 English Composition 3.00 3.00 A 12.00\n"
    assert states(f"{header}{row}\n")[-1][1] is state


def test_a_line_of_codes_without_end_is_no_row() -> None:
    assert states(f"Course  Title  Credits  Grade\nMATH 101  {'Algebra  ' * 99}3.00  A\nHIST 101  Art  3  A\n") == [
        ("Art", PASSED)
    ]


@pytest.mark.parametrize("gap", [" ", "  ", "\t"])
def test_credits_are_no_grade_where_that_is_missing(gap: str) -> None:
    rows = ("CHEM 101|Chemistry|4.00|0.00", "CHEM 102|Laboratory|1.00|0.00", "CHEM 103|Organic|3.00|0.00")
    told = "".join(f"{row.replace('|', gap)}\n" for row in rows)
    found = states(f"Course  Title  Grade  Credits  Points\nSpring 2024\n{told}")
    assert [state for _, state in found] == [GOING] * 3


@pytest.mark.parametrize(
    "left", [[" 3.00 0.00", " 4.00 0.00"], [" 1 3.00 0.00", " of Art 3.00 0.00", " 2 3.00 0.00"]]
)
def test_numbers_where_others_have_letters_are_no_grades(left: list[str]) -> None:
    rows = "ENGL 101 English A 3.00 12.00\n" + "".join(f"HIST 10{n} History{of}\n" for n, of in enumerate(left))
    found = states(f"Course Title Grade Credits Points\nFall 2019\n{rows}")
    assert [state for _, state in found] == [PASSED, *[GOING] * len(left)]


@pytest.mark.parametrize(
    ("grade", "remark", "state"),
    [
        ("A", "Completed", PASSED),
        ("F", "Completed", FAILED),
        ("W", "Completed", WITHDRAWN),
        ("I", "Complete", INCOMPLETE),
        ("F", "Credit", FAILED),
        ("NP", "Passed", FAILED),
        ("E", "Passed", PASSED),
    ],
)
def test_a_course_that_is_over_was_not_passed_with_every_grade(grade: str, remark: str, state: CourseState) -> None:
    rows = f"ENGL 101  English  3.00  A  Completed\nCIS 121  Programming  3.00  {grade}  {remark}\n"
    assert states(f"Course  Title  Credits  Grade  Status\n{rows}")[-1][1] is state


def test_a_score_under_the_pass_mark_is_none_though_the_course_is_over() -> None:
    rows = "First Aid  92  Completed\nForklifts  20  Completed\nLadders  35  Passed\n"
    assert [state for _, state in states(f"Course  Score  Status\n{rows}")] == [PASSED, FAILED, PASSED]


def test_what_brought_no_credit_elsewhere_was_not_passed() -> None:
    rows = "Transfer Credit from Oak Hill College\nENGL 101  English  3.00  TR\nSOCI 100  Sociology  0.00\n"
    assert states(rows)[-1] == ("Sociology", CourseState.NO_CREDIT)


def test_a_five_fails_where_grades_go_down_in_quarters() -> None:
    rows = ("English  3  1.75", "Algebra  3  5.00", "Chemistry  5  3.00", "Physics  5  4.00", "Biology  3  2.25")
    told = "".join(f"SUB {n}  {row}\n" for n, row in enumerate(rows, 101))
    found = states(f"Subject Code  Descriptive Title  Units  Grade\n{told}")
    assert [state for _, state in found] == [PASSED, FAILED, PASSED, FAILED, PASSED]


def test_satisfactory_progress_is_no_pass() -> None:
    assert states("Fall 2019\nTHES 900  Thesis  3.00  SP\nENGL 101  English  3.00  A\n")[0] == ("Thesis", GOING)


@pytest.mark.parametrize("remark", ["Repeated: Units and GPA Excluded", "  (Repeated, not counted)"])
def test_a_remark_below_a_course_that_it_was_taken_again(remark: str) -> None:
    rows = "MATH 101  Algebra  3.00  C\n"
    found = states(f"Fall 2019\nENGL 101  English  3.00  A\n{rows}{remark}\nSpring 2020\n{rows}")
    assert [state for _, state in found] == [PASSED, CourseState.REPEATED, PASSED]


@pytest.mark.parametrize(
    "line", ["Repeated: Included in GPA", "R = Repeated, excluded from GPA", "Repeated courses are excluded from GPA"]
)
def test_a_remark_that_a_course_taken_again_counts_or_what_marks_mean(line: str) -> None:
    rows = f"ENGL 101  English  3.00  A\nMATH 101  Algebra  3.00  C\n{line}\n"
    assert [state for _, state in states(f"Fall 2019\n{rows}")] == [PASSED, PASSED]


@pytest.mark.parametrize("title", ["Civics Test", "CPR Requirement", "State Algebra Exam"])
def test_what_else_a_school_asks_for_is_no_course(title: str) -> None:
    rows = f"Course  Grade  Credit\nEnglish 9  A  1.0\n{title}  Passed\nBiology  B  1.0\n"
    assert [title for title, _ in states(rows)] == ["English 9", "Biology"]


def test_totals_below_a_title_are_no_part_of_it() -> None:
    page = FPDF(unit="pt", format="letter")
    page.add_page()
    page.set_font("Helvetica", size=9)
    rows = ("Cedar College", "Unofficial Transcript", "Course|Title|Grd|Cr", "Fall 2019", "HIST 101|History|B|3.00")
    for n, row in enumerate(
        (*rows, "|Term GPA 3.00", "ENGL 101|English|A|3.00", "|Spring 2020", "ART 101|Art|A|3.00")
    ):
        for x, said in zip((40, 90, 200, 230), row.split("|"), strict=False):
            page.text(x, 50 + 12 * n, said)
    found = transcript_entries(read(SourceDocument(name="a.pdf", data=bytes(page.output()))))
    assert [(one.title, one.term) for one in found] == [
        ("History", "Fall 2019"),
        ("English", "Fall 2019"),
        ("Art", "Spring 2020"),
    ]


@pytest.mark.parametrize(
    ("line", "headed"),
    [
        ("Student Transcript", True),
        ("Transcript of Records", True),
        ("Apprentice Training Record", True),
        ("Transcript Editor", False),
        ("Court transcript proofreading", False),
        ("Student Record Specialist", False),
        ("Joint Services Transcript available", False),
    ],
)
def test_who_works_with_transcripts_has_none(line: str, headed: bool) -> None:
    assert is_headed_as_one(document(f"{line}\nMarisol Quintero\nOak Hill\n")) is headed


def test_a_degree_does_not_name_whom_it_was_given_to() -> None:
    rows = "".join(f"NURS 10{n}  Nursing {n}  3.00  A\n" for n in range(3))
    made = document(f"{HEAD}{rows}Degree Awarded: Bachelor of Science to Marisol Quintero 05/01/2020\n")
    (degree,) = (one for one in transcript_entries(made) if one.kind is EntryKind.EDUCATION)
    assert (degree.title, degree.programme) == ("Bachelor of Science", None)


def test_running_heads_and_numbers_are_no_titles_of_courses_of_the_forces() -> None:
    text = (
        "JOINT SERVICES TRANSCRIPT\nName: HOLLOWAY, MARCUS T\nSSN: XXX-XX-1111\nMilitary Courses\n"
        "AR-1405-0185 551-92A10\nHOLLOWAY, MARCUS T  1\nUnit Supply Specialist\n"
    )
    (course,) = transcript_entries(document(text))
    assert (course.code, course.title) == ("551-92A10", "Unit Supply Specialist")


JOB = "\nEXPERIENCE\nWelder, Acme Corp, June 2021 - August 2023\n- Welded frames\n\nSKILLS\nWelding\n"


@pytest.mark.parametrize(
    "text",
    [
        "Marisol Quintero\nEDUCATION\nCourse  Title  Credits  Grade\n"
        + "".join(f"WELD 10{n}  Welding {n}  3  A\n" for n in range(7))
        + JOB,
        "John Doe\nJoint Services Transcript available\nMILITARY EDUCATION\nMilitary Courses\n"
        "AR-1405-0185 Unit Supply Specialist\n" + JOB,
    ],
    ids=["table of courses", "courses of the forces"],
)
def test_a_resume_with_courses_keeps_its_jobs(text: str, frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(text))
    assert found.kind is DocumentKind.RESUME
    assert [one.organization for one in found.entries if one.kind is EntryKind.EMPLOYMENT] == ["Acme Corp"]


def test_who_has_a_job_until_now_brings_no_transcript(frameworks: Frameworks) -> None:
    text = "Jericho Van Houten\nDriver training record, clean\nTruck Driver, Kessler Freight, 2021 - present\n"
    found = Extractor(frameworks).extract(document(f"{text}Drove reefers across four states\n"))
    assert found.kind is DocumentKind.RESUME
    assert any(one.kind is EntryKind.EMPLOYMENT for one in found.entries)


@pytest.mark.parametrize(
    ("label", "state"), [("Earned", PASSED), ("Credits", None)], ids=["credit that was earned", "credit that it has"]
)
def test_credit_that_was_earned_is_a_pass_and_credit_that_a_course_has_is_none(
    label: str, state: CourseState | None
) -> None:
    rows = "\n".join(f"WLD 1{n}0  Welding {n}  3.00" for n in range(1, 5))
    assert {told for _, told in states(f"Code  Title  {label}\n{rows}\n")} == {state}


@pytest.mark.parametrize("first", ["[D]", "(D)", "D*", "F#"])
def test_an_attempt_that_is_marked_does_not_count_where_the_course_comes_again(first: str) -> None:
    rows = "Fall 2019\nMATH 101  College Algebra  3.00  {}\nBIOL 101  Biology  4.00  B*\nENGL 101  English  3.00  A\n"
    again = "Spring 2020\nMATH 101  College Algebra  3.00  B\n"
    passed = [("Biology", PASSED), ("English", PASSED), ("College Algebra", PASSED)]
    assert states(rows.format(first) + again) == [("College Algebra", CourseState.REPEATED), *passed]


def test_a_note_with_a_sign_is_of_the_courses_that_have_it_and_not_of_the_last() -> None:
    rows = "Fall 2019\nMATH 101  Algebra  3.00  F*\nBIOL 101  Biology  4.00  D*\nENGL 101  English  3.00  A\n"
    told = states(f"{rows}* Course repeated, not counted\n")
    assert told == [("Algebra", CourseState.REPEATED), ("Biology", CourseState.REPEATED), ("English", PASSED)]


@pytest.mark.parametrize("key", ["Grading scale: 93-100 A, 85-92 B, 77-84 C", "Legend: W = withdrawn", "Grade key"])
def test_a_key_of_grades_may_stand_above_the_courses(key: str) -> None:
    rows = "NUR 101  Fundamentals  5  88\nNUR 102  Pharmacology  3  91\nNUR 103  Medical Surgical Nursing  4  77\n"
    assert len(states(f"{key}\n{rows}")) == 3
    assert len(states(f"{rows}{key}\nNUR 104  Care  4  77\n")) == 3


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("93-100 A, 85-92 B, 77-84 C, below 77 F", (FAILED, PASSED)),
        ("A=90-100 B=80-89 C=77-79 F=0-76", (FAILED, PASSED)),
        ("A 90-100  B 80-89  C 70-79  D 60-69  F 0 - 59", (PASSED, PASSED)),
        ("0-76.99% = Fail", (FAILED, PASSED)),
        ("F: <75%", (PASSED, PASSED)),
        ("Under 78: Failing", (FAILED, FAILED)),
        ("A is excellent", (None, None)),
    ],
)
def test_a_key_that_says_which_numbers_fail_is_the_scale(
    key: str, told: tuple[CourseState | None, CourseState | None]
) -> None:
    rows = "NUR 101  Fundamentals  5  88\nNUR 102  Pharmacology  3  76\nNUR 103  Medical Surgical Nursing  4  77\n"
    assert [state for _, state in states(f"Grading scale: {key}\n{rows}")] == [PASSED, *told]


def test_what_a_course_counts_for_is_cut_off_though_its_title_has_a_to() -> None:
    rows = "PSYC 101  Introduction to Psychology  3.00  A  → PSY 1010 General Psychology\n"
    made = document(f"{HEAD}Fall 2019\n{rows}ENGL 101  English  3.00  B\nBIOL 101  Biology  4.00  B\n")
    (first,) = [one for one in transcript_entries(made) if one.code == "PSYC 101"]
    assert (first.title, first.transfer) == ("Introduction to Psychology", True)
