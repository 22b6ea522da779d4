"""What is remembered across documents stays small, whatever stands in them."""

from pathlib import Path

import pytest

from app.extraction.guard import speech_model, speech_words
from app.extraction.parts.lasting import lengths
from app.extraction.skills import observe
from app.extraction.words import scores
from app.taxonomy.index import Frameworks
from tests.steps import calls
from tests.taxonomy import small


@pytest.fixture
def frameworks(tmp_path: Path) -> Frameworks:
    return small.frameworks(tmp_path)


def test_long_words_are_numbered_and_not_kept() -> None:
    word = "remembered" * 4
    assert speech_model._number_of(word) == speech_model._kept_number.__wrapped__(word)
    before = speech_model._kept_number.cache_info()
    assert speech_model._number_of(word + "x") == speech_model._kept_number.__wrapped__(word + "x")
    assert speech_model._kept_number.cache_info() == before


def test_of_words_of_the_lexicon_only_the_beginnings_are_kept() -> None:
    speech_words.lexicon_hits("ignorewithoutend")
    before = speech_words._beginning.cache_info().misses
    speech_words.lexicon_hits("ignorewhateverelse ignorethatone")
    assert speech_words._beginning.cache_info().misses == before


def test_places_in_rows_of_one_sort_are_forgotten_when_there_are_too_many() -> None:
    places = observe._Places("skills", "3", "printed")
    for number in range(3 * observe._MOST_PLACES):
        places["space", f"shape {number}"]
        assert len(places) <= observe._MOST_PLACES
    assert places["space", "lower"][1] == "k=skills"


def test_titles_that_are_asked_for_stay_when_others_are_forgotten(frameworks: Frameworks) -> None:
    titles = [f"welder {number}" for number in range(330)]
    frameworks.find_titles(titles[:1])
    frameworks.find_titles(titles)
    framework = frameworks.manifests[0].name
    # none of them is looked for again, which takes hundreds of calls
    assert calls(lambda: [frameworks.occupations(title, framework=framework) for title in titles]) < 5 * len(titles)


def test_of_a_long_text_only_the_first_words_are_read() -> None:
    assert len(scores._opening("word " * 10_000)) == scores._FIRM_WORDS + 1
    assert scores._opening("word " * 20) == ["word"] * 20


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Cashier - Elm Market - 3 years", [(23, 30)]),
        ("Cashier at Elm Market for 3 years", [(22, 33)]),
        ("Cashier, Elm Market:for 3 years", [(20, 31)]),
        ("Waitress 3 years Elm Diner", [(9, 17)]),
        ("Maid, 1 year, Elm Inn", [(6, 14)]),
        ("Forklift operator 3 years Experience", []),
        ("CDL driver 10 years Clean Record", []),
        ("Welder, 4 years, Pipe Fitting", [(8, 29)]),
        ("Cashier" + " " * 50 + "for 3 years" + " " * 50, [(57, 118)]),
    ],
)
def test_how_long_work_went_on_is_found_at_the_heads_of_parts_and_at_each_for(
    said: str, found: list[tuple[int, int]]
) -> None:
    assert lengths(said) == found
