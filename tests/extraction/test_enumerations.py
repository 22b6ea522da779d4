"""Prose that lists what somebody knows, to each part."""

import pytest

from app.extraction.skills.mentions import listed_in_prose
from tests.extraction.documents import lines

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
    ],
)
def test_an_ampersand_parts_only_what_is_known_by_itself(said: str, expected: list[str]) -> None:
    made, rows = lines(said)

    found = listed_in_prose(made.text, rows, lambda name: name in KNOWN)

    assert [made.text[sighting.start : sighting.end] for sighting in found] == expected
