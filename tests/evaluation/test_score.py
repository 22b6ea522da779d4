"""Mentions and spans to tallies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.score import (
    Tally,
    close,
    exact_mentions,
    locate,
    normal,
    paired,
    relaxed_mentions,
    touching,
)


def test_folding_keeps_what_tells_technologies_apart() -> None:
    assert normal("Node.js, C# & .NET.") == "node.js c# and .net"
    assert normal("  Forklift\u00a0(Sit-Down)  ") == "forklift sit down"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("cash handling", "cash handling", True),
        ("team work skills", "team work", True),
        ("microsoft excel", "excel", True),
        ("microsoft excel 2016", "excel", False),
        ("reach truck", "pallet jack", False),
        ("", "excel", False),
    ],
)
def test_close_words_are_equal_but_for_a_few(one: str, other: str, expected: bool) -> None:
    assert close(one, other) is expected
    assert close(other, one) is expected


def test_exact_mentions_are_compared_as_folded_sets() -> None:
    tally = exact_mentions(["SAP", "sap.", "Excel", "lift"], ["SAP", "excel", "forklift"])
    assert tally == Tally(right=2, claims=3, found=2, truths=3)


def test_relaxed_mentions_may_answer_many_truths_with_one_claim() -> None:
    tally = relaxed_mentions(["microsoft office", "java"], ["MS Office", "Microsoft Office Suite", "team work"])
    assert tally == Tally(right=1, claims=2, found=1, truths=3)
    assert relaxed_mentions(["wound care"], ["Wound care basics", "simple wound care"]).found == 2


def test_a_tally_without_claims_or_truths_has_figures_of_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


def test_f1_is_the_harmonic_mean() -> None:
    tally = Tally(right=1, claims=2, found=1, truths=4)
    assert (tally.precision, tally.recall) == (0.5, 0.25)
    assert tally.f1 == pytest.approx(1 / 3)


def test_spans_touch_when_they_share_a_character() -> None:
    assert touching([(0, 5), (5, 9)], [(4, 6), (20, 30)]) == Tally(right=2, claims=2, found=1, truths=2)
    assert touching([(0, 5)], [(5, 9)]) == Tally(right=0, claims=1, found=0, truths=1)


def test_a_mention_is_located_in_its_own_context_across_line_breaks() -> None:
    text = "Skills: pallet jack\nMoved pallets by pallet\njack and lift"
    assert locate(text, "Moved pallets by pallet jack and lift", "pallet jack") == (37, 48)
    assert text[37:48] == "pallet\njack"


def test_a_mention_whose_context_was_torn_apart_is_found_anywhere() -> None:
    assert locate("Moved freight\nsidebar words\nby pallet jack", "Moved freight by pallet jack", "pallet jack") == (
        31,
        42,
    )


def test_words_that_were_never_read_are_nowhere() -> None:
    assert locate("an empty page", "Forklift", "Forklift") is None


def test_the_most_alike_are_paired_first_and_once() -> None:
    pairs = paired([1.0, 5.0], [5.0, 4.0], lambda a, b: max(0.0, 3 - abs(a - b)))
    assert pairs == [(1, 0)]


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=12), max_size=6))
def test_relaxed_never_finds_less_than_exact(claimed: list[str], true: list[str]) -> None:
    exact, relaxed = exact_mentions(claimed, true), relaxed_mentions(claimed, true)
    assert relaxed.right >= exact.right
    assert relaxed.found >= exact.found
    assert (relaxed.claims, relaxed.truths) == (exact.claims, exact.truths)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_telling_the_truth_itself_is_always_right(mentions: list[str]) -> None:
    tally = exact_mentions(mentions, mentions)
    assert tally.right == tally.claims == tally.found == tally.truths
