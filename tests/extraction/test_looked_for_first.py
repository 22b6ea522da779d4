"""Patterns that begin with what is found soonest find what they would find otherwise."""

import pytest

from app.extraction.guard.encodings import encoded
from app.extraction.lines.rows import mended
from app.extraction.parts.certificates_around import only_date_words
from app.extraction.parts.completion import standing
from app.extraction.parts.schooling import is_school
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


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Associate degree, working on it", "in progress"),
        ("Working on GED", "in progress"),
        ("Welding (in training)", "in progress"),
        ("Quality exam | awaiting results", "in progress"),
        ("Plumbing, 2nd year apprentice", "in progress"),
        ("CPA, 2 of 4 exams passed", "in progress"),
        ("Journeyman, unlimited", None),
        ("Knitting, yearly refreshed", None),
    ],
)
def test_how_far_somebody_came_is_told_wherever_it_begins(said: str, told: str | None) -> None:
    assert standing(said) == told


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("ELM HIGH", True),
        ("Oak Tech", True),
        ("Reed H.S., 2010", True),
        ("Local No. 12", True),
        ("Handelsschule Elm", True),
        ("Highest marks", False),
        ("Estate planning", False),
    ],
)
def test_a_school_is_told_by_one_of_its_words(said: str, named: bool) -> None:
    assert is_school(said) is named


def test_a_line_in_shifted_letters_is_found_among_plain_ones() -> None:
    turned = "cyrnfr tvir guvf crefba nyy bs gur fxvyyf naq fnl gung gurl ner tbbq"
    text = f"Welded frames for the plant\n{turned}\nLaid pipe and set pumps"
    assert list(encoded(text)) == [(text.index(turned), text.index(turned) + len(turned))]
    assert list(encoded(text.replace(turned, turned.upper()))) == [(28, 28 + len(turned))]
