"""Transcripts to courses with their code, credits, grade and state."""

from pathlib import Path

import pytest

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.evaluation.suite import TrueEntry, load
from app.extraction.claims import entry_claims, name_entries
from app.extraction.model import CourseState, Entry, EntryKind, Provenance
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.grades import Scale, scale_of, state_of
from app.extraction.transcripts.named_terms import dates_of
from app.extraction.transcripts.recognised import is_transcript
from app.extraction.transcripts.view import table_rows
from tests.extraction.documents import document
from tests.samples.records import TRANSCRIPTS

FILES = [(case, TRANSCRIPTS / name) for case in load(TRANSCRIPTS).cases for name in case.files]
_FIELDS = (
    "title",
    "organization",
    "start",
    "end",
    "current",
    "code",
    "credits",
    "grade",
    "term",
    "state",
    "transfer",
)

PLAIN = """
Mill Creek College
UNOFFICIAL TRANSCRIPT

Fall 2021
Course      Title                      Credits  Grade
WLD 101     Introduction to Welding    3.00     A
WLD 102     Blueprint Reading          2.00     W
ENG 101     Composition I              3.00     F
MAT 100     Technical Math             3.00     I
"""


def _document(path: Path) -> Document:
    return read(SourceDocument(name=path.name, data=path.read_bytes()))


def _courses(text: str) -> list[Entry]:
    made = document(text)
    return name_entries(made, transcript_entries(made))


def _told(entry: Entry | TrueEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in _FIELDS)


@pytest.mark.parametrize(("case", "path"), FILES, ids=[path.name for _, path in FILES])
def test_every_course_is_read_as_printed(case: object, path: Path) -> None:
    cases = {name: one for one in load(TRANSCRIPTS).cases for name in one.files}
    made = _document(path)
    found = [_told(entry) for entry in transcript_entries(made) if entry.kind is EntryKind.COURSE]
    true = [_told(entry) for entry in cases[path.name].entries if entry.kind is EntryKind.COURSE]
    assert sorted(found, key=str) == sorted(true, key=str)


@pytest.mark.parametrize(("case", "path"), FILES, ids=[path.name for _, path in FILES])
def test_a_transcript_is_told_by_its_content_and_its_evidence_is_verbatim(case: object, path: Path) -> None:
    made = _document(path)
    assert is_transcript(made)
    for entry in transcript_entries(made):
        assert all(made.text[one.start : one.end] == one.quote for one in entry.evidence)
        assert made.media_type != "application/pdf" or all(one.boxes for one in entry.evidence)


@pytest.mark.parametrize("path", sorted((TRANSCRIPTS.parent / "resumes").glob("*.pdf")), ids=lambda path: path.stem)
def test_a_resume_is_no_transcript(path: Path) -> None:
    assert not is_transcript(_document(path))


def test_only_what_was_passed_is_claimed() -> None:
    made = document(PLAIN)
    entries = name_entries(made, transcript_entries(made))
    claims = entry_claims(made, entries, Provenance(document_sha256=made.sha256, extractor="offline/1"))
    assert [entry.state for entry in entries] == [
        CourseState.PASSED,
        CourseState.WITHDRAWN,
        CourseState.FAILED,
        CourseState.INCOMPLETE,
    ]
    assert [claim.name for claim in claims] == ["Introduction to Welding, Mill Creek College"]
    assert [entry.completed for entry in entries] == [True, False, False, False]


def test_a_blank_grade_is_a_course_in_progress() -> None:
    text = PLAIN + "WLD 110     Shielded Metal Arc         4.00\n"
    assert _told(_courses(text)[-1])[2:] == (
        "2021", None, True, "WLD 110", "4.00", None, "Fall 2021", CourseState.IN_PROGRESS, False
    )  # fmt: skip


def test_a_course_taken_twice_in_a_term_is_two_entries() -> None:
    text = PLAIN + "ENG 101     Composition I              3.00     B\n"
    assert [(e.grade, e.state) for e in _courses(text) if e.code == "ENG 101"] == [
        ("F", CourseState.FAILED),
        ("B", CourseState.PASSED),
    ]


def test_transfer_credit_is_marked_and_names_the_other_school() -> None:
    text = PLAIN.replace("Fall 2021", "Transfer credit from Lakeview Junior College")
    first = _courses(text)[0]
    assert (first.transfer, first.organization, first.term) == (True, "Lakeview Junior College", None)


def test_names_and_numbers_of_the_student_are_in_no_entry() -> None:
    for _, path in FILES:
        told = " ".join(f"{e.title} {e.programme} {e.organization}" for e in transcript_entries(_document(path)))
        assert "5550142" not in told
        assert "555" not in told


def test_a_running_head_with_the_name_of_the_student_is_no_course() -> None:
    text = (
        "Rio Seco High School\nTranscript\nStudent: Quintero, Marisol  ID: 555\n\n2019-2020\nCourse  Credit  Final\n"
    )
    text += "English I  1.0  86\nAlgebra I  1.0  78\nQuintero, Marisol  2\nBiology  1.0  90\n"
    assert [entry.title for entry in _courses(text)] == ["English I", "Algebra I", "Biology"]


def test_a_line_that_may_be_the_students_name_is_no_school() -> None:
    text = PLAIN.replace("Mill Creek College", "Kiana Makoa")
    assert {entry.organization for entry in _courses(text)} == {None}


def test_two_terms_side_by_side_are_read_one_after_the_other() -> None:
    made = _document(TRANSCRIPTS / "quarter-no-header.pdf")
    rows = table_rows(made, BEGINS)
    codes = [row.cells[0].said for row in rows if BEGINS.match(row.said)][1:]
    assert codes[:3] == ["AUTO 101", "AUTO 110", "ENGL&101"]
    assert codes[-2:] == ["AUTO 230", "AUTO 299"]
    assert {row.panel for row in rows} == {0, 1}


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ("Fall 2021", (None, "2021")),
        ("2019-2020", ("2019", "2020")),
        ("WS 2018/19", ("2018", "2019")),
        ("SEMESTER I - WINTER 2016", (None, "2016")),
        ("AGOSTO-DICIEMBRE 2017", ("2017-08", "2017-12")),
        ("January 2023 - March 2023", ("2023-01", "2023-03")),
    ],
)
def test_a_term_has_the_precision_that_is_printed(said: str, dates: tuple[str | None, str | None]) -> None:
    assert dates_of(said) == dates


@pytest.mark.parametrize(
    ("text", "grades", "passed", "failed"),
    [
        ("Passing grade: 70", ["58", "97"], "70", "69"),
        ("50% is the minimum pass.", ["44", "97"], "50", "49"),
        ("Notenspiegel", ["1,3", "5,0"], "4,0", "4,3"),
        ("", ["3.4", "0.0"], "1.0", "0.0"),
        ("", ["12", "19"], "10", "9"),
        ("", ["88", "97"], "70", "39"),
    ],
)
def test_numbers_are_judged_by_the_scale_of_the_transcript(
    text: str, grades: list[str], passed: str, failed: str
) -> None:
    scale = scale_of(text, grades)
    assert state_of(passed, scale, None) is CourseState.PASSED
    assert state_of(failed, scale, None) is CourseState.FAILED


def test_what_nobody_can_tell_has_no_state() -> None:
    assert state_of("55", scale_of("", ["88", "97"]), None) is None
    assert state_of("Z9", Scale(None), None) is None


def test_a_good_grade_without_earned_credit_is_no_pass() -> None:
    assert state_of("D", Scale(None), 0.0) is CourseState.FAILED


def test_an_award_is_claimed_by_its_programme_where_neither_title_nor_school_is_told() -> None:
    evidence = (document("Nursing Assistant Training\nJune 16, 2023").evidence(0, 26),)
    programme = Entry(id="e-1", kind=EntryKind.EDUCATION, programme="Nursing Assistant Training", evidence=evidence)
    nameless = Entry(id="e-2", kind=EntryKind.EDUCATION, end="2023-06-16", evidence=evidence)
    made = document("Nursing Assistant Training")
    claims = entry_claims(made, [programme, nameless], Provenance(document_sha256=made.sha256, extractor="offline/1"))
    assert [(claim.name, claim.entry_id) for claim in claims] == [("Nursing Assistant Training", "e-1")]
