"""Prose that lists what somebody knows, to each part."""

from pathlib import Path

import pytest

from app.extraction.model import Basis
from app.extraction.skills.mentions import _does_something, _goes_on, listed_in_prose, mentions
from app.extraction.skills.parting import _is_product, halves
from tests.extraction.documents import lines
from tests.taxonomy import small

KNOWN = {"sales", "marketing"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Manager with experience in oil & gas logistics.", ["oil & gas logistics"]),
        ("Manager with experience in sales & marketing.", ["sales", "marketing"]),
        (
            "Skilled in trip planning, load securement and oil & gas.",
            ["trip planning", "load securement", "oil & gas"],
        ),
        (
            "Skilled in ledgers, accounts payable and receivable, sales.",
            ["ledgers", "accounts payable and receivable", "sales"],
        ),
        ("Skilled in manual and automation testing, sales.", ["manual and automation testing", "sales"]),
        (
            "Experience with cloud services like Xylo, Boreas and sales.",
            ["cloud services", "Xylo", "Boreas", "sales"],
        ),
        ("Experience in building Lumens using Vesta and/or sales.", ["Lumens", "Vesta", "sales"]),
        ("Skilled in sales/marketing tools, ledgers.", ["sales", "marketing", "ledgers"]),
        ("Skilled in sales/purchasing tools, ledgers.", ["sales/purchasing tools", "ledgers"]),
    ],
)
def test_what_joins_two_parts_only_what_is_known_by_itself(said: str, expected: list[str]) -> None:
    made, rows = lines(said)

    found = listed_in_prose(made.text, rows, lambda name: name in KNOWN)

    assert [made.text[sighting.start : sighting.end] for sighting in found] == expected


@pytest.mark.parametrize(
    ("said", "name", "goes_on"),
    [
        ("Managed supply room inventory", "Managed supply", True),
        ("Managed supply for two sites", "Managed supply", False),
        ("Managed supply, packed orders", "Managed supply", False),
        ("Draw blood and label tubes", "Draw blood", False),
        ("blood cultures of patients", "blood", False),
    ],
)
def test_a_name_that_ends_amid_what_was_done_is_not_all_of_it(said: str, name: str, goes_on: bool) -> None:
    assert _goes_on(said, 0, len(name)) is goes_on


@pytest.mark.parametrize(
    ("said", "name", "does"),
    [
        ("a small team building the rails", "team building", True),
        ("led team building for the sales floor", "team building", False),
        ("team building, coaching", "team building", False),
        ("Team Building the rails", "Team Building", False),
        ("does data the whole day", "data", False),
    ],
)
def test_a_name_in_which_somebody_does_something_is_none(said: str, name: str, does: bool) -> None:
    start = said.index(name)

    assert _does_something(said, start, start + len(name)) is does


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Drew plans in Microsoft Visio Pro for two yards", ["Microsoft Visio Pro"]),
        ("Drew plans in Microsoft Visio vShapes", ["Microsoft Visio vShapes"]),
        ("Drew plans in Microsoft Visio EWM.", ["Microsoft Visio EWM"]),
        ("Drew plans in Microsoft Visio HQ.", ["Microsoft Visio"]),
        ("Leave Microsoft Visio ON.", ["Microsoft Visio"]),
        ("Drew plans in Microsoft Visio CAD.", ["Microsoft Visio CAD"]),
        ("Drew plans in Microsoft Visio SQL.", ["Microsoft Visio", "SQL"]),
        ("Drew plans in Microsoft Visio Proper", ["Microsoft Visio"]),
        ("Drew plans in Microsoft Visio plans", ["Microsoft Visio"]),
    ],
)
def test_a_product_of_a_family_has_all_of_its_name(tmp_path: Path, said: str, names: list[str]) -> None:
    made, rows = lines(said)

    found = mentions(made.text, rows, small.frameworks(tmp_path), Basis.DEMONSTRATED)

    assert [made.text[sighting.start : sighting.end] for sighting in found] == names


@pytest.mark.parametrize("said", ["/ boom lift", " / ", "& drawing", "boom lift &", " and "])
def test_a_mark_that_parts_nothing_is_read_without_a_fault(said: str) -> None:
    assert all(start < end for start, end in halves(said, 0, len(said), lambda _: False, last_of_many=False))


def test_brackets_behind_nothing_are_read_without_a_fault() -> None:
    assert not _is_product("", "ANSYS", lambda _: True)
