"""Say how sure a figure is: percentile bootstrap intervals over cases."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.evaluation.score import Tally

Measure = Literal["precision", "recall", "f1"]


def difference(
    pairs: Sequence[tuple[Tally, Tally]], *, level: float = 0.95, resamples: int = 2000, seed: int = 1
) -> tuple[float, float]:
    """Give the bounds of how far a micro-averaged F1 moved: after less before, by resampling whole cases.

    A pair is one case before and after; both are drawn together, because an easy case is easy both times. Resamples
    with neither claims nor truths on a side count as an F1 of 0 there. `(0, 0)` without pairs.
    """
    if not pairs:
        return 0.0, 0.0
    draws = np.random.default_rng(seed).multinomial(len(pairs), [1 / len(pairs)] * len(pairs), size=resamples)
    before, after = (
        _shares(draws @ np.array([[t.right, t.claims, t.found, t.truths] for t in side], dtype=float))["f1"]
        for side in zip(*pairs, strict=True)
    )
    low, high = np.quantile(after - before, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _shares(drawn: NDArray[np.float64]) -> dict[Measure, NDArray[np.float64]]:
    right, claims, found, truths = drawn.T
    precision = np.divide(right, claims, out=np.zeros(right.size), where=claims > 0)
    recall = np.divide(found, truths, out=np.zeros(right.size), where=truths > 0)
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros(right.size), where=both > 0)
    return {"precision": precision, "recall": recall, "f1": f1}


def interval(
    tallies: Sequence[Tally], measure: Measure, *, level: float = 0.95, resamples: int = 2000, seed: int = 1
) -> tuple[float, float]:
    """Give the bounds of a micro-averaged figure, by resampling whole cases with replacement.

    One tally is one case (all files of one worker together: their errors are not independent). Percentile bootstrap
    (Efron and Tibshirani 1993, chapter 13); resamples with neither claims nor truths are left out.
    `(0, 0)` when nothing is left.
    """
    if not tallies:
        return 0.0, 0.0
    counts = np.array([[t.right, t.claims, t.found, t.truths] for t in tallies], dtype=float)
    draws = np.random.default_rng(seed).multinomial(len(tallies), [1 / len(tallies)] * len(tallies), size=resamples)
    drawn = draws @ counts
    drawn = drawn[(drawn[:, 1] > 0) | (drawn[:, 3] > 0)]
    if not drawn.size:
        return 0.0, 0.0
    low, high = np.quantile(_shares(drawn)[measure], [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
