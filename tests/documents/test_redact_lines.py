"""Personal data is looked for in the lines that can hold it, and found as in the whole text."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.redact import contacts, identifiers, places
from app.documents.redact.words import lines_with

PIECES = [
    "ana.ruiz",
    "@",
    "＠",
    "example",
    ".com",
    ".",
    "SSN",
    "Badge No.",
    "License",
    "#",
    "123-45-6789",
    "77705",
    "Beaumont,",
    "TX",
    "(A1)",
    "ID: ",
    "1234",
    "x" * 70,
    "é",
]
TEXTS = st.lists(st.sampled_from([*PIECES, *[" ", "\n"] * 4, "\n\n", "\r", "\u2028"]), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "beside", "stretches"),
    [
        ("", 0, []),
        ("none", 0, []),
        ("a 1 2", 0, ["a 1 2"]),
        ("a\nb 1\nc\n2", 0, ["b 1", "2"]),
        ("a\nb 1\nc\nd\ne", 1, ["a\nb 1\nc"]),
        ("1\nb\n2", 1, ["1\nb\n2"]),
        ("1\nb\nc\nd\n2", 1, ["1\nb", "d\n2"]),
    ],
)
def test_lines_that_hold_a_sign_are_given_once_with_those_beside_them(
    text: str, beside: int, stretches: Sequence[str]
) -> None:
    assert [text[slice(*found)] for found in lines_with(text, re.compile(r"\d"), beside)] == stretches


@pytest.mark.parametrize(
    ("patterns", "sign", "beside"),
    [
        (contacts._EMAILS, contacts._SIGN, 1),
        ((identifiers._LABELLED, identifiers._SIGN_ALONE, identifiers._BOARD), identifiers._FIGURE, 0),
        ((places._TOWN,), places._POSTAL, 0),
    ],
    ids=["addresses", "numbers", "towns"],
)
@given(text=TEXTS)
def test_a_pattern_finds_in_these_lines_what_it_finds_in_the_text(
    patterns: Sequence[re.Pattern[str]], sign: re.Pattern[str], beside: int, text: str
) -> None:
    for pattern in patterns:
        found = [match.span() for line in lines_with(text, sign, beside) for match in pattern.finditer(text, *line)]
        assert found == [match.span() for match in pattern.finditer(text)]
