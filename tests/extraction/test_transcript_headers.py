"""Header rows of transcripts: labels over two lines, titles under none, and columns that nobody tells."""

import pytest

from app.extraction.model import CourseState, EntryKind
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.headers import header
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.view import table_rows
from tests.extraction.documents import document


def courses(text: str) -> list[tuple[str | None, ...]]:
    found = transcript_entries(document(text))
    return [(one.code, one.title, one.credits, one.grade) for one in found if one.kind is EntryKind.COURSE]


def fields(labels: str) -> list[str]:
    (row,) = table_rows(document("   ".join(labels.split("|")) + "\n"), BEGINS)
    return [column.field for column in header([row]) or ()]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            "S.No|Subject Code|Subject|Max Marks|Marks Obtained|Result",
            ["other", "code", "title", "other", "grade", "state"],
        ),
        (
            "Paper Code|Paper Name|Internal|External|Total|Grade",
            ["code", "title", "other", "other", "mark", "grade"],
        ),
        ("Subject|Theory|Practical|Total|Remarks", ["title", "other", "other", "grade", "state"]),
        ("RTI Course|Hours|Grade|Completed", ["title", "credits", "grade", "earned"]),
        ("Course ID|Course Name|CUs|Grade", ["code", "title", "credits", "grade"]),
        ("Course Title|Grade Lvl|S1|S2|Earned Cr.", ["title", "other", "part", "part", "earned", "credits"]),
        ("Session|Course|Weight|Grade|Avg", ["term", "title", "credits", "grade", "mark"]),
        ("Subject Area|Instruction Hours|Final Grade", ["title", "credits", "grade"]),
    ],
)
def test_labels_name_their_columns(labels: str, expected: list[str]) -> None:
    assert fields(labels) == expected


def test_labels_over_two_lines_are_one_row() -> None:
    text = "Course      Course                    Credit   Final\n"
    text += "Number      Name                      Hours    Mark\n"
    text += "WLD 101     Introduction to Welding   3.0      A\nENG 101     Composition I             3.0      F\n"
    assert courses(text) == [
        ("WLD 101", "Introduction to Welding", "3.0", "A"),
        ("ENG 101", "Composition I", "3.0", "F"),
    ]


@pytest.mark.parametrize(
    ("labels", "x0", "is_header"),
    [("Hours Grade", 200.0, True), ("Hours Grade", 20.0, False), ("Grade Points", 200.0, False)],
)
def test_titles_may_stand_under_no_label(labels: str, x0: float, is_header: bool) -> None:
    words = [Word(0, 1, said, x0 + 60 * n, x0 + 60 * n + 30) for n, said in enumerate(labels.split())]
    row = TableRow(tuple(Cell((word,)) for word in words), 1, 0, 0.0, 10.0, True, False)
    columns = header([row])
    assert ([column.field for column in columns or ()] == ["title", "credits", "grade"]) == is_header
    assert is_header or columns is None


def test_totals_under_labels_of_their_own_are_no_courses() -> None:
    text = "Course   Title             Credits  Grade\nWLD 101  Welding           3.0      A\n"
    text += "                  Attempted  Earned  GPA Units  Points\n"
    text += "Term              3.0        3.0     3.0        12.0\n"
    text += "WLD 102  Cutting           3.0      B\n"
    assert [course[0] for course in courses(text)] == ["WLD 101", "WLD 102"]


def test_what_no_label_tells_is_left_where_a_code_begins_the_row() -> None:
    text = "Course   Title             Credits  Grade\nWLD 101  Welding           3.0      A   see note 4\n"
    text += "WLD 102  Cutting           3.0      Q!\n"
    text += "Welding  of the year       3.0      A   see note 4\n"
    found = [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]
    assert [(one.code, one.grade) for one in found] == [("WLD 101", "A"), ("WLD 102", None)]
    assert found[1].state is CourseState.IN_PROGRESS, "what its grade means nobody knows: it is never a pass"


def test_amounts_may_name_their_unit() -> None:
    text = "Topic       Hours       Result\nStairs      40 hrs      Pass\nRoofs       12.5 hours  Fail\n"
    assert courses(text) == [(None, "Stairs", "40", None), (None, "Roofs", "12.5", None)]


def test_codes_of_any_form_are_told_by_their_heading() -> None:
    text = "Sub Code    Subject            Credits   Grade\n18CS51      Operating Systems  4         A\n"
    text += "UCS-301/2   Compilers          4         B\n"
    assert [course[0] for course in courses(text)] == ["18CS51", "UCS-301/2"]
