"""Pages whose file tells the order of what stands on them."""

from collections.abc import Sequence

import pytest

from app.documents.model import Document
from tests.documents.papers import Piece, document, lines, tagged_pdf


def tagged(pieces: Sequence[Piece], order: Sequence[int]) -> Document:
    return document(tagged_pdf(pieces, order))


TIMELINE = [
    Piece(0, 50, 780, "Mara Quill", 18),
    Piece(1, 50, 740, "Work", 14),
    Piece(8, 50, 640, "Skills", 14),
    Piece(9, 50, 615, "Irrigation repair"),
    Piece(10, 170, 615, "Hardscape"),
    Piece(11, 260, 615, "Chainsaw"),
    Piece(2, 170, 720, "Owner, Quill Gardens"),
    Piece(3, 50, 720, "2014 to present"),
    Piece(4, 170, 705, "Design and install drip irrigation"),
    Piece(5, 170, 680, "Foreman, GreenScape West"),
    Piece(6, 50, 680, "2009 to 2013"),
    Piece(7, 170, 665, "Built retaining walls"),
]


def test_a_page_is_read_in_the_order_of_its_structure_and_not_as_it_is_painted() -> None:
    found = tagged(TIMELINE, [0, 1, 3, 2, 4, 6, 5, 7, 8, 9, 10, 11])
    assert lines(found) == [
        "Mara Quill",
        "Work",
        "2014 to present  Owner, Quill Gardens",
        "Design and install drip irrigation",
        "2009 to 2013  Foreman, GreenScape West",
        "Built retaining walls",
        "Skills",
        "Irrigation repair  Hardscape  Chainsaw",
    ]
    assert found.notes == ()


def test_columns_are_read_as_the_structure_tells_however_their_lines_stand() -> None:
    left = [Piece(number, 50, 700 - 14 * number, f"Left side {number}") for number in range(5)]
    right = [Piece(5 + number, 300, 700 - 14 * number, f"Right side {number}") for number in range(5)]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    down = lines(tagged(rows, list(range(10))))
    assert down == [f"{side} side {number}" for side in ("Left", "Right") for number in range(5)]
    across = lines(tagged(rows, [0, 5, 1, 6, 2, 7, 3, 8, 4, 9]))
    assert across == [f"Left side {number}  Right side {number}" for number in range(5)]


def test_lines_of_one_piece_of_text_are_one_line_with_a_box_for_each() -> None:
    found = tagged(
        [
            Piece(0, 300, 740, "Education", 14),
            Piece(1, 300, 720, "Bachelor of Visual Communication, University of"),
            Piece(1, 300, 708, "the Sonora Desert, 2017"),
            Piece(2, 300, 690, "Short note"),
            Piece(2, 300, 678, "typed below"),
            Piece(3, 300, 660, "A line as long as the column of this page has room"),
            Piece(4, 300, 648, "another piece of text"),
        ],
        [0, 1, 2, 3, 4],
    )
    degree = "Bachelor of Visual Communication, University of the Sonora Desert, 2017"
    assert lines(found) == [
        "Education",
        degree,
        "Short note",
        "typed below",
        "A line as long as the column of this page has room",
        "another piece of text",
    ]
    start = found.text.index("University")
    evidence = found.evidence(start, start + len("University of the Sonora Desert"))
    assert evidence.quote == "University of the Sonora Desert"
    upper, lower = evidence.boxes
    assert upper[3] <= lower[1] + 1
    assert upper[0] > lower[0]


def test_dates_that_are_told_behind_an_entry_stand_on_its_line() -> None:
    entries = []
    order = []
    for number, name in enumerate(("Nurse, Cedar Hospital", "Aide, Pine Clinic")):
        y, first = 700 - 100 * number, 10 * number
        entries += [
            Piece(first, 50, y, name),
            Piece(first + 1, 60, y - 14, "- Kept records of patients"),
            Piece(first + 2, 60, y - 28, "- Trained new staff"),
            Piece(first + 3, 420, y, "Spokane, WA"),
            Piece(first + 4, 420, y - 14, "2015 to 2019"),
        ]
        order += [*range(first, first + 5)]
    found = lines(tagged(entries, order))
    assert found == [
        "Nurse, Cedar Hospital  Spokane, WA",
        "2015 to 2019",
        "- Kept records of patients",
        "- Trained new staff",
        "Aide, Pine Clinic  Spokane, WA",
        "2015 to 2019",
        "- Kept records of patients",
        "- Trained new staff",
    ]


def test_what_is_in_no_structure_stands_where_it_is_printed() -> None:
    pieces = [
        Piece(None, 50, 40, "Mara Quill", 8),
        Piece(None, 50, 25, "Page 1 of 1", 8),
        Piece(None, 300, 800, "of a nurse", 8),
        Piece(None, 45, 700, "*"),
        *(Piece(number, 60, 700 - 14 * number, f"Duty {number} of many that fill the page") for number in range(12)),
        Piece(None, 50, 800, "Curriculum", 8),
    ]
    found = lines(tagged(pieces, list(range(12))))
    assert found[0] == "Curriculum  of a nurse"
    assert found[1].endswith("Duty 0 of many that fill the page")
    assert found[-2:] == ["Mara Quill", "Page 1 of 1"]


ROWS = [Piece(number, 50, 700 - 14 * number, f"Line {number} of a page") for number in range(12)]


@pytest.mark.parametrize(
    ("pieces", "order"),
    [
        pytest.param([piece._replace(content=0) for piece in ROWS], [0], id="all is one piece"),
        pytest.param(ROWS, [0, 11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6], id="up and down"),
        pytest.param(
            [*ROWS[:6], *(row._replace(content=None) for row in ROWS[6:])], list(range(6)), id="a half of it"
        ),
    ],
)
def test_a_structure_that_tells_no_order_of_the_page_is_passed_over(pieces: list[Piece], order: list[int]) -> None:
    assert lines(tagged(pieces, order)) == [row.words for row in ROWS]
