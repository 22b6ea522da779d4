"""Pages whose file tells the order of what stands on them."""

from collections.abc import Sequence

import pytest

from app.documents.model import Document
from tests.documents.papers import Piece, document, lines, tagged_pdf


def tagged(pieces: Sequence[Piece], order: Sequence[int | tuple[int, ...]], creator: str = "") -> Document:
    return document(tagged_pdf(pieces, order, creator))


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


def test_lines_of_a_paragraph_that_are_marked_one_by_one_are_one_line() -> None:
    pieces = [
        Piece(0, 300, 740, "Work", 14),
        Piece(1, 300, 720, "Lead Carpenter, Smith and Daughters, Burlington,"),
        Piece(2, 300, 708, "May 2017 to present"),
        Piece(3, 300, 696, "Built stairs and porches in old houses of the town"),
        Piece(4, 300, 684, "with two carpenters and an apprentice"),
        Piece(5, 300, 660, "Page at a library in the middle of the old town *"),
        Piece(6, 300, 648, "* 2015 to 2017"),
    ]
    one_by_one: list[int | tuple[int, ...]] = [0, (1, 2), (3, 4), 5, 6]
    assert lines(tagged(pieces, one_by_one)) == [
        "Work",
        "Lead Carpenter, Smith and Daughters, Burlington, May 2017 to present",
        "Built stairs and porches in old houses of the town with two carpenters and an apprentice",
        "Page at a library in the middle of the old town *",
        "* 2015 to 2017",
    ]
    assert "Burlington, May" not in "\n".join(lines(tagged(pieces, [0, 1, 2, (3, 4), 5, 6])))
    # what parts an entry's head may begin a line of it
    pieces[5] = Piece(5, 300, 660, "Page * Pack Square Library in the old town centre")
    assert "town centre * 2015" in lines(tagged(pieces, [0, (1, 2), (3, 4), (5, 6)]))[-1]


@pytest.mark.parametrize(
    ("above", "below", "creator", "whole"),
    [
        ("in the top five of a hundred and twenty submis-", "sions", "", "twenty submis-sions"),
        ("in the top five of a hundred and twenty submis-", "sions", "Typst 0.14.2", "twenty submissions"),
        ("developers of services for all of the town, full-", "stack", "Typst 0.14.2", "town, full-stack"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_whole(above: str, below: str, creator: str, whole: str) -> None:
    pieces = [
        Piece(0, 50, 740, "Zora Vance", 14),
        Piece(1, 50, 720, above),
        Piece(2, 50, 708, f"{below} and more"),
        Piece(3, 50, 690, "Tulsa"),
    ]
    assert lines(tagged(pieces, [0, (1, 2), 3], creator))[1].endswith(f"{whole} and more")


def test_lines_of_a_cell_before_what_it_names_are_one() -> None:
    pieces = []
    order: list[int | tuple[int, ...]] = []
    names = "Ski Lift Operator, Elkhorn Basin", "Park Guide, Great Sand Dunes", "Notary, State of Maine"
    dates = ("winters,", "2022 to 2024"), ("January to May,", "2020"), ("commission", "expires 2030")
    for number, (name, told) in enumerate(zip(names, dates, strict=True)):
        y, first = 700 - 60 * number, 10 * number
        pieces += [
            Piece(first, 50, y, told[0], 9),
            Piece(first + 1, 50, y - 11, told[1], 9),
            Piece(first + 2, 160, y, name),
            Piece(first + 3, 160, y - 14, "- Kept the stock of all that was there in order"),
        ]
        order += [(first, first + 1), first + 2, first + 3]
    heads = [line for line in lines(tagged(pieces, order)) if not line.startswith("- ")]
    assert heads == [f"{' '.join(told)}  {name}" for name, told in zip(names, dates, strict=True)]


def test_lines_typed_in_a_column_beside_another_stay_lines() -> None:
    pieces = [
        *(Piece(number, 50, 700 - 12 * number, text) for number, text in enumerate(("Tulsa, OK", "918-555-0101"))),
        *(Piece(2 + number, 160, 700 - 12 * number, f"Line {number} of the other column") for number in range(4)),
    ]
    found = lines(tagged(pieces, [(0, 1), 2, 3, 4, 5]))
    assert not any("Tulsa, OK 918" in line for line in found)


def test_a_list_typed_line_by_line_in_one_paragraph_stays_a_list() -> None:
    words = ["Typography", "Packaging", "Screen printing", "Brand identity", "Prepress"]
    pieces = [Piece(number, 50, 700 - 12 * number, text) for number, text in enumerate(words)]
    pieces.append(Piece(5, 50, 600, "Tulsa"))
    assert lines(tagged(pieces, [(0, 1, 2, 3, 4), 5])) == [*words, "Tulsa"]
    name = ["Certified Lean Six", "Sigma Yellow", "Belt"]
    pieces = [Piece(number, 50, 700 - 12 * number, text) for number, text in enumerate(name)]
    pieces += [Piece(3 + number, 50, 600 - 12 * number, "Tulsa") for number in range(3)]
    assert lines(tagged(pieces, [(0, 1, 2), 3, 4, 5]))[0] == " ".join(name)
