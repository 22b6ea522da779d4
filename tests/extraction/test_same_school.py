"""Two names of schools: whether they are of one."""

import pytest

from app.extraction.model import EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.schools import is_same_school
from tests.extraction.documents import document


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold().strip(".,:") for word in name.split())


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Oak Valley Community College", "OAK VALLEY COMMUNITY COLLEGE"),
        ("Oak Valley Community College", "Oak Valley College"),
        ("St. Brendan College", "Saint Brendan College"),
        ("Univ. of Dunmore", "University of Dunmore"),
        ("University of Dunmore", "The University of Dunmore, Main Campus"),
        ("Dunmore State University", "Dunmore State University"),
        ("University of Dunmore", "University of Dunmore at Kell"),
        ("Mt. Hale High School", "Mount Hale HS"),
    ],
)
def test_one_school_written_in_two_ways_is_one(one: str, two: str) -> None:
    assert is_same_school(_words(one), _words(two))
    assert is_same_school(_words(two), _words(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Oak Valley High School", "Oak Valley Community College"),
        ("University of Dunmore", "Dunmore State University"),
        ("North Kell College", "South Kell College"),
        ("Kell College", "Kell Valley College"),
        ("Elm Park Academy", "Oak Park Academy"),
        ("University of Dunmore at Kell", "University of Dunmore at Hale"),
        ("Community College", "State College"),
    ],
)
def test_two_schools_that_share_a_word_are_two(one: str, two: str) -> None:
    assert not is_same_school(_words(one), _words(two))
    assert not is_same_school(_words(two), _words(one))


def test_courses_at_a_college_are_not_of_the_high_school_of_the_same_town() -> None:
    text = (
        "Oak Valley High School\nOfficial Transcript\n"
        "Fall 2020\nENG 9  English 9  1.0  A\nALG 1  Algebra I  1.0  B\nBIO 1  Biology  1.0  C\n"
        "Oak Valley Community College\nSpring 2021\n"
        "ENG 101  College Composition  3.0  B\nMAT 110  Statistics  3.0  A\n"
    )
    found = [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]

    assert [one.organization for one in found] == ["Oak Valley High School"] * 3 + [
        "Oak Valley Community College"
    ] * 2
