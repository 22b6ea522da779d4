"""How likely what a search finds is shown to be, and who is meant by a title."""

import pytest

from app.alignment.candidates import Reading
from app.alignment.choose import ENOUGH, Search, choose
from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import Likeliest
from tests.alignment.test_align import aligned, chosen


def shown(frameworks: Frameworks, said: str, label: str) -> float:
    """Give the score of a concept that is shown for a skill."""
    found = aligned(frameworks, said)
    (score,) = [one.score for one in (*found.alignments, *found.alternatives) if one.name == label]
    return score


def alone(frameworks: Frameworks, text: str, score: float) -> float:
    """Give the likelihood of a concept that the search finds for a text with this score and before another one."""
    alike = Likeliest(concepts=[0, 1], scores=[score, score - 1], names=[-1, -1], phrase=[0.0, 0.0])
    framework = frameworks.at(0).framework
    searched = Search(named={}, alike={(text, framework): alike}, meant={})
    found = choose([Reading(text, 1.0, bare=True)], frameworks, framework, SKILL_KINDS, searched)
    return found[0].likelihood


def test_what_many_words_are_like_they_mean_more_often_than_a_word_or_two(installed: Frameworks) -> None:
    words = ["zorbing", "zorbing with qualms", "zorbing with qualms and a brisk gloaming", "zorbing " * 9]
    likelihoods = [alone(installed, text, -3.0) for text in words]
    assert likelihoods == sorted(likelihoods)
    assert likelihoods[0] < likelihoods[2]


@pytest.mark.parametrize(
    ("named", "label", "unnamed", "other"),
    [
        ("Loan origination", "manage loan applications", "KYC", "conduct customer identification"),
        ("Vault operations", "manage bank vault", "Balayage", "dye hair"),
    ],
)
def test_a_concept_that_words_fall_under_is_shown_surer_where_it_has_one_of_them(
    installed: Frameworks, named: str, label: str, unnamed: str, other: str
) -> None:
    assert shown(installed, unnamed, other) + 0.1 < shown(installed, named, label) < ENOUGH


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Plumbing Apprentice", "plumber"),
        ("Carpentry Apprentice", "carpenter"),
        ("Trainee Bricklaying", "bricklayer"),
    ],
)
def test_who_learns_a_trade_does_not_oversee_it(installed: Frameworks, title: str, first: str) -> None:
    found = aligned(installed, title, "employment")
    shown = [one.name for one in (*found.alignments, *found.alternatives) if one.framework == "esco"]
    assert shown[0] == first
    assert not any("supervisor" in name for name in shown)


@pytest.mark.parametrize(
    ("title", "first"), [("Plumbing Supervisor", "plumbing supervisor"), ("Foreman Plumber", "plumber")]
)
def test_who_oversees_it_does(installed: Frameworks, title: str, first: str) -> None:
    assert chosen(aligned(installed, title, "employment"))["esco"][0] == first


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("cage cleaning", "maintain animal accommodation hygienic"),
        ("people management", "manage staff"),
        ("product knowledge", "product comprehension"),
    ],
)
def test_what_people_mean_goes_before_what_is_merely_alike(installed: Frameworks, said: str, concept: str) -> None:
    assert chosen(aligned(installed, said))["esco"][0] == concept
