"""Invented documents are whole, alike for the same seed, of all occupations, and mostly no skill."""

import re
from collections.abc import Callable

import pytest

from tests.training.invent import Sample, base, tables
from tests.training.whole import documents_by_hand, long_resumes, loose_sentences, passages, whole_advertisements

_MAKERS = (long_resumes, whole_advertisements, loose_sentences)


def _all() -> list[Sample]:
    return [sample for make in _MAKERS for sample in make(11, 1)] + documents_by_hand()


def test_every_occupation_belongs_to_one_family() -> None:
    titles = [title for family in passages()["family"] for title in family["titles"]]
    assert sorted(titles) == sorted(job["title"] for job in tables()["occupation"])


def test_nothing_of_the_notation_stays_in_a_document() -> None:
    for sample in _all():
        assert not re.search(r"\[\[|\]\]|<<|>>|[{}]", sample.text), sample.name
        assert all(sample.text[start:end].strip() for start, end in (*sample.skills, *sample.duties)), sample.name


@pytest.mark.parametrize("make", _MAKERS)
def test_the_same_seed_makes_the_same_documents(make: Callable[[int, int], list[Sample]]) -> None:
    assert make(5, 1) == make(5, 1)
    assert make(5, 1) != make(6, 1)


def test_most_words_of_a_resume_are_no_skill_and_many_sentences_name_none() -> None:
    long = long_resumes(7, 2)
    marked = sum(len(sample.text[start:end].split()) for sample in long for start, end in sample.skills)
    assert 0.02 < marked / sum(len(sample.text.split()) for sample in long) < 0.15
    loose = loose_sentences(7, 4)
    assert 0.25 < sum(not sample.skills for sample in loose) / len(loose) < 0.6


def test_nobody_in_a_document_can_be_reached() -> None:
    for sample in _all():
        assert not re.search(r"@(?!example\.(?:com|org))", sample.text), sample.name
        assert all(told.startswith("555-01") for told in re.findall(r"\b\d{3}-\d{4}\b", sample.text)), sample.name


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Wired new homes", "wire new homes"),
        ("Planned crafts", "plan crafts"),
        ("Ran payroll", "run payroll"),
        ("Carried a caseload", "carry a caseload"),
        ("Set fixtures", "set fixtures"),
    ],
)
def test_duties_become_tasks(said: str, meant: str) -> None:
    assert base(said) == meant
