"""Rows of tables to their cells, however they are parted."""

import pytest

from app.extraction.headings.columns import heads_table
from app.extraction.lines.cells import cell_places, cells
from tests.extraction.documents import lines


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Forklift card | Elm Safety | 2027", ["Forklift card", "Elm Safety", "2027"]),
        ("Forklift card   |  Elm Safety  |  2027", ["Forklift card", "Elm Safety", "2027"]),
        ("Forklift card\t\tElm Safety   2027", ["Forklift card", "Elm Safety", "2027"]),
        ("Forklift card | | 2027", ["Forklift card", "", "2027"]),
        ("Forklift card, Elm Safety", ["Forklift card, Elm Safety"]),
    ],
)
def test_strokes_tabs_and_wide_blanks_part_cells(said: str, expected: list[str]) -> None:
    made, (row,) = lines(said)

    assert cells(said) == expected
    assert [made.text[slice(*place)] for place in cell_places(row)] == expected


@pytest.mark.parametrize(
    ("said", "heads"),
    [
        ("School | Course | Year", True),
        ("School     |  Course    |  Year", True),
        ("School  Course  Year", True),
        ("School | Elm College | 2012", False),
        ("School, course, year", False),
    ],
)
def test_three_names_of_columns_are_the_head_of_a_table(said: str, heads: bool) -> None:
    assert heads_table(said) is heads
