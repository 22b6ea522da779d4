"""Where sentences begin, told by a few words around a place, as by the tokens of the whole text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.skills import language
from app.extraction.skills.language import openings, parsed
from app.extraction.skills.spacy_core import pipeline

WORDS = [
    "Welded",
    "with",
    "cannot",
    "don't",
    "U.S.",
    "e.g.",
    "a.m.",
    "Jan",
    "Sept",
    "'cause",
    "ma'am",
    "C++",
    "1.5",
    "8)",
    "é",
    "von",
]
MARKS = ["(", ")", ".", "...", ";", "!", "?", "•", "▪", "-", ",", ":", "/", "&", "_", '"']
PIECES = st.sampled_from([*WORDS, *MARKS, "x" * 250])
GAPS = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "  ", "\t", "\u00a0", " \n \n "])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=25).map(lambda told: "".join(map("".join, told)).strip())


def in_the_whole(said: str, places: list[int]) -> frozenset[int]:
    """Give the places that are asked for at all and begin a sentence by the tokens of the whole text."""
    begun = {token.idx for token in parsed(said) if token.is_sent_start}
    asked = {p for p in places if p == 0 or language._BEHIND_STOP.search(said, max(0, p - 12), p)}
    return frozenset(asked & begun)


@given(TEXTS)
def test_sentences_begin_where_they_begin_in_the_whole_text(said: str) -> None:
    places = [word.start() for word in re.finditer(r"(?<!\w)\w+", said)]
    assert openings(said, places) == in_the_whole(said, places)


@given(st.lists(st.text(max_size=6) | st.sampled_from([". ", "; ", " ", "\n", "\n\n"])).map("".join))
def test_so_they_do_in_any_text(said: str) -> None:
    places = [word.start() for word in re.finditer(r"(?<!\w)\w+", said)]
    assert openings(said, places) == in_the_whole(said, places)


def test_no_text_is_read_whole_for_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "parsed", lambda said: pytest.fail(f"read whole: {said}"))
    said = "Repaired pumps and motors. Welded pipes; Trained two helpers\n\nForklift and reach truck"
    places = [said.index(word) for word in ("Repaired", "pumps", "Welded", "Trained", "two", "Forklift", "reach")]
    assert openings(said, places) == {said.index(word) for word in ("Repaired", "Welded", "Trained", "Forklift")}


def test_behind_a_plain_word_and_its_stop_no_tokens_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_english", lambda: pytest.fail("tokens were asked for"))
    said = "wired inverters; tested inverters. Mounted racking"
    places = [said.index(word) for word in ("tested", "Mounted")]
    assert openings(said, places) == set(places)


def test_every_word_that_the_tokenizer_keeps_whole_or_parts_is_told_as_by_its_tokens() -> None:
    for word in {rule.strip(".;") for rule in pipeline().Defaults.tokenizer_exceptions}:
        for said in (f"the {word}{stop} Do" for stop in ".;"):
            place = len(said) - 2
            if language._PLAIN_STOP.search(said, 0, place):
                assert language._begins_at(pipeline()(said), place), said
