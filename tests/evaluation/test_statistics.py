"""Tallies to intervals."""

import pytest

from app.evaluation.score import Tally
from app.evaluation.statistics import interval


def test_cases_that_all_agree_leave_no_doubt() -> None:
    same = [Tally(right=1, claims=2, found=1, truths=4)] * 9
    assert interval(same, "precision") == (0.5, 0.5)
    assert interval(same, "recall") == (0.25, 0.25)
    assert list(interval(same, "f1")) == pytest.approx([1 / 3, 1 / 3])


def test_the_interval_holds_the_figure_and_narrows_with_more_cases() -> None:
    mixed = [Tally(right=9, claims=10, found=9, truths=10), Tally(right=3, claims=10, found=3, truths=10)]
    few, many = interval(mixed * 4, "precision"), interval(mixed * 64, "precision")
    assert few[0] < many[0] < 0.6 < many[1] < few[1]


def test_the_same_tallies_give_the_same_interval() -> None:
    tallies = [Tally(right=i, claims=10, found=i, truths=9) for i in range(9)]
    assert interval(tallies, "recall") == interval(tallies, "recall")


def test_nothing_measured_gives_an_empty_interval() -> None:
    assert interval([], "f1") == (0.0, 0.0)
    assert interval([Tally()] * 3, "f1") == (0.0, 0.0)
