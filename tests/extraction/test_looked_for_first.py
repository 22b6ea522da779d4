"""Patterns that begin with what is found soonest find what they would find otherwise."""

import pytest

from app.extraction.lines.rows import mended
from app.extraction.parts.certificates_around import only_date_words
from app.extraction.skills.short_names import short_name
from app.extraction.words.places import place_at_end


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Weaver, Port Harcourt, NIGERIA", "Port Harcourt, NIGERIA"),
        ("Bakery, Monrovia, liberia.", "Monrovia, liberia."),
        ("Quarry, Charleston, West Virginia 25301", None),
        ("Mill, Charleston, West Virginia", "Charleston, West Virginia"),
        ("Shop, Fargo, N.D., USA", "Fargo, N.D., USA"),
        ("Line Cook, Night Shift", None),
    ],
)
def test_place_is_found_in_any_case_by_its_longest_name(said: str, place: str | None) -> None:
    found = place_at_end(said)
    assert (found and said[found.start() :]) == place


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("SKlLLS", "SKILLS"),
        ("lNTERNSHIP", "INTERNSHIP"),
        ("CPl", "CPI"),
        ("ADD1TION", "ADDITION"),
        ("EDUCATI0N", "EDUCATION"),
        ("Level 10 welds", "Level 10 welds"),
    ],
)
def test_letters_of_a_scan_are_read_among_capitals(said: str, read: str) -> None:
    assert mended(said) == read


def test_words_of_a_date_are_all_only_where_they_stand_first() -> None:
    assert only_date_words("valid until")
    assert not only_date_words("Forklift card, valid until")


def test_what_is_left_of_two_amounts_is_no_part_of_a_name() -> None:
    assert short_name("Operated 4K and 10K forklifts") == "Operated forklifts"
    assert short_name("Washed and folded 90 sheets") == "Washed and folded sheets"
