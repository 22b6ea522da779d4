"""Text in small letters, and patterns in any case that are looked for in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.lines.dates import find_dates
from app.extraction.words.small import any_case, small

_PATTERN = r"\b(?:MAY|issued?|[K-S]\w*|d'été)\b\S*(?P<Mark>\W*)$"


@given(st.text())
def test_text_in_small_letters_keeps_the_place_of_every_character(said: str) -> None:
    assert len(small(said)) == len(said)


@given(st.text(alphabet="mayMAY isuedISUEDİıſ'éÉ tT-ßẞ\n2"))
def test_a_pattern_in_any_case_is_found_where_the_engine_finds_it_without_regard_to_case(said: str) -> None:
    one, other = any_case(_PATTERN).search(small(said)), re.compile(_PATTERN, re.IGNORECASE).search(said)
    assert (one and one.span()) == (other and other.span())


def test_a_pattern_with_a_part_in_one_case_is_refused() -> None:
    with pytest.raises(ValueError, match="one case"):
        any_case(r"(?-i:A)b")


def test_the_name_of_a_month_is_read_with_letters_that_only_look_like_its_own() -> None:
    assert [(date.start, date.end) for date in find_dates("Aprıl 2019 – Auguſt 2021")] == [("2019-04", "2021-08")]
