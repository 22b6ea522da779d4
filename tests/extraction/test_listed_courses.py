"""Lists of courses as CSV to course entries, and what became of each."""

import io
from collections.abc import Callable, Sequence

import docx
import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.model import CourseState, DocumentKind, Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.taxonomy.index import Frameworks
from tests.taxonomy import small

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS
WITHDRAWN, INCOMPLETE, AUDITED = CourseState.WITHDRAWN, CourseState.INCOMPLETE, CourseState.AUDITED
NOTHING, REPEATED = CourseState.NO_CREDIT, CourseState.REPEATED


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def courses(text: str) -> list[Entry]:
    made = read(SourceDocument(name="courses.csv", data=text.encode()))
    return [one for one in transcript_entries(made) if one.kind is EntryKind.COURSE]


def states(text: str) -> list[CourseState | None]:
    return [one.state for one in courses(text)]


@pytest.mark.parametrize("kind", [DocumentKind.AUTO, DocumentKind.TRANSCRIPT])
def test_a_list_of_courses_is_read_as_a_transcript(frameworks: Frameworks, kind: DocumentKind) -> None:
    text = (
        "Course Code,Course Title,Term,Grade,Credits\nELT 101,DC Circuits,Fall 2019,A,4\nELT 102,AC Circuits,,F,4\n"
    )
    made = read(SourceDocument(name="courses.csv", data=text.encode()))

    found = Extractor(frameworks).extract(made, kind)

    told = [(one.code, one.title, one.term, one.grade, one.credits, one.state) for one in found.entries]
    assert told == [
        ("ELT 101", "DC Circuits", "Fall 2019", "A", "4", PASSED),
        ("ELT 102", "AC Circuits", None, "F", "4", FAILED),
    ]
    assert found.kind is DocumentKind.TRANSCRIPT
    assert {claim.entry_id for claim in found.claims} == {found.entries[0].id}
    assert all(one.quote in made.text for entry in found.entries for one in entry.evidence)


def test_statuses_of_trainings_say_what_became_of_them() -> None:
    told = {
        "Completed": PASSED,
        "Overdue": GOING,
        "Failed": FAILED,
        "Not Started": GOING,
        "Incomplete": INCOMPLETE,
        "Expired": INCOMPLETE,
        "Enrolled": GOING,
        "Waitlisted": GOING,
        "No Show": WITHDRAWN,
        "Accepted": PASSED,
        "Suspended": NOTHING,
        "45% complete": GOING,
        "3 of 5 completed": GOING,
        "5 of 5 completed": PASSED,
    }
    rows = "".join(f"Course {n},{said},90\n" for n, said in enumerate(told))
    assert states(f"Course Name,Status,Score\n{rows}") == [*told.values()]


@pytest.mark.parametrize(
    ("heading", "said", "state"),
    [
        ("Completed?", "Yes", PASSED),
        ("Completed?", "No", INCOMPLETE),
        ("Completed", "N", INCOMPLETE),
        ("Progress", "100%", PASSED),
        ("Progress", "45%", GOING),
        ("Progress", "0%", GOING),
        ("Completion Date", "", GOING),
        ("Completion Date", "2021-02-03", None),
        ("Completed On", "2021-02-03", None),
        ("Result", "Not certified", FAILED),
        ("Result", "No certificate yet", None),
        ("Result", "Below passing", FAILED),
    ],
)
def test_what_stands_below_a_heading_says_what_became_of_a_course(
    heading: str, said: str, state: CourseState | None
) -> None:
    assert states(f"Course,{heading},Hours\nLadders,{said},4\n")[0] is state


def test_an_empty_cell_moves_no_other_under_the_grade() -> None:
    text = "Course,Title,Midterm,Grade,Credits\nABC 101,Baking,A,,3\nABC 102,Catering,F,B,3\nABC 103,Service,,W,3\n"
    assert states(text) == [GOING, PASSED, WITHDRAWN]


def test_terms_and_headings_may_stand_between_the_rows() -> None:
    found = courses(
        "Alder Ridge College,,,\nUnofficial Transcript,,,\nFall 2018,,,\nCourse,Title,Credits,Grade\n"
        "PHY 101,Physics I,4,B\nTerm Total,,4,\nSpring 2019,,,\nCourse,Title,Credits,Grade\nMAT 201,Calculus II,4,F\n"
    )
    assert [(one.title, one.term, one.state, one.organization) for one in found] == [
        ("Physics I", "Fall 2018", PASSED, "Alder Ridge College"),
        ("Calculus II", "Spring 2019", FAILED, "Alder Ridge College"),
    ]


def test_an_audit_of_a_degree_claims_only_what_was_completed() -> None:
    text = (
        "Requirement,Course,Title,Status,Grade,Credits\nEnglish,ENG 101,Composition,Complete,B,3\n"
        "English,ENG 102,Literature,In Progress,,3\nMath,MAT 120,Algebra,Needed,,3\n"
        "Science,BIO 101,Biology,Not Met,F,4\n"
        "Elective,MUS 100,Choir,Audit,AU,0\n"
    )
    assert states(text) == [PASSED, GOING, GOING, FAILED, AUDITED]


def test_the_department_of_who_took_a_course_is_no_code_of_it() -> None:
    found = courses("Department,Training,Status\nKitchen,Food Safety,Complete\nCHEM,Lab Safety,Complete\n")
    assert [(one.code, one.title) for one in found] == [(None, "Food Safety"), ("CHEM", "Lab Safety")]


def test_an_attempt_that_is_excluded_does_not_count() -> None:
    text = (
        "Term,Subject,Number,Course Description,Earned,Grade,Repeat\n2019FA,WLD,120,Oxyfuel Welding,0,F,E\n"
        "2020SP,WLD,120,Oxyfuel Welding,3,C,I\n"
    )
    assert [(one.code, one.state) for one in courses(text)] == [("WLD 120", REPEATED), ("WLD 120", PASSED)]


def test_a_resume_is_read_from_a_list_only_where_somebody_says_so(frameworks: Frameworks) -> None:
    made = read(SourceDocument(name="courses.csv", data=b"Course,Grade\nAnatomy,A\nPhysiology,F\n"))
    assert Extractor(frameworks).extract(made, DocumentKind.RESUME).kind is DocumentKind.RESUME


ROWS = (
    ("Course", "Title", "Midterm", "Final Grade", "Credits"),
    ("ABC 101", "Baking", "A", "", "3"),
    ("ABC 102", "Catering", "F", "B", "3"),
    ("ABC 103", "Service", "", "W", "3"),
)
PEOPLE = (("Course", "Who", "Status"), ("Rigging", "Lotte Ames", "Completed"), ("Slings", "Tor Birk", "Completed"))


def web_page(rows: Sequence[Sequence[str]]) -> SourceDocument:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><h1>Unofficial Transcript</h1><p>Alder Ridge College</p><table>{table}</table></body></html>"
    return SourceDocument(name="page.html", data=page.encode())


def word_document(rows: Sequence[Sequence[str]]) -> SourceDocument:
    made = docx.Document()
    made.add_paragraph("Unofficial Transcript")
    made.add_paragraph("Alder Ridge College")
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, said in zip(cells.cells, row, strict=True):
            cell.text = said
    out = io.BytesIO()
    made.save(out)
    return SourceDocument(name="page.docx", data=out.getvalue())


@pytest.mark.parametrize("of_format", [web_page, word_document])
def test_an_empty_cell_of_a_table_within_a_document_moves_no_other(
    of_format: Callable[[Sequence[Sequence[str]]], SourceDocument],
) -> None:
    found = [one for one in transcript_entries(read(of_format(ROWS))) if one.kind is EntryKind.COURSE]
    assert [(one.code, one.title, one.grade, one.state, one.organization) for one in found] == [
        ("ABC 101", "Baking", None, GOING, "Alder Ridge College"),
        ("ABC 102", "Catering", "B", PASSED, "Alder Ridge College"),
        ("ABC 103", "Service", "W", WITHDRAWN, "Alder Ridge College"),
    ]


@pytest.mark.parametrize("of_format", [web_page, word_document])
def test_a_table_of_people_within_a_document_gives_nobody_courses(
    of_format: Callable[[Sequence[Sequence[str]]], SourceDocument],
) -> None:
    assert transcript_entries(read(of_format(PEOPLE))) == []


def test_a_table_of_courses_within_a_resume_makes_it_no_transcript(frameworks: Frameworks) -> None:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = (
        "<html><body><h1>Lotte Ames</h1><h2>Experience</h2><p>Baker, Corner Grill, 2015 - 2018</p>"
        f"<h2>Skills</h2><p>Welding</p><h2>Courses</h2><table>{table}</table></body></html>"
    )
    made = read(SourceDocument(name="resume.html", data=page.encode()))
    assert made.cells
    assert Extractor(frameworks).extract(made).kind is DocumentKind.RESUME


def test_of_a_status_and_a_result_the_one_that_is_no_pass_counts() -> None:
    rows = "Rigging,Completed,Pass,\nSlings,Completed,Fail,\nKnots,Withdrawn,Pass,\nHoists,Completed,,Late\n"
    assert states(f"Course,Status,Result,Comments\n{rows}") == [PASSED, FAILED, WITHDRAWN, PASSED]
