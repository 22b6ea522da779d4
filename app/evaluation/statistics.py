"""Say how sure a figure is: percentile bootstrap intervals over cases."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.evaluation.score import Tally

_SEED = 1
Measure = Literal["precision", "recall", "f1"]
Ratio = tuple[float, float]
"""What one case adds to the numerator and to the denominator of a value."""


def drawn(cases: int, *, resamples: int = 2000) -> NDArray[np.int64]:
    """Draw whole cases with replacement: how often each of `cases` is in each resample, `(resamples, cases)`.

    The same number of cases gives the same draws.
    """
    return np.random.default_rng(_SEED).multinomial(cases, [1 / cases] * cases, size=resamples)


def bounds(sample: NDArray[np.float64]) -> tuple[float, float]:
    """Give the bounds between which the middle 95 % of a bootstrap sample lie (percentile method)."""
    low, high = np.quantile(sample, [0.025, 0.975])
    return float(low), float(high)


def ratio_interval(cases: Sequence[Ratio]) -> tuple[float, float]:
    """Give the 95 % bounds of a sum over a sum, by resampling whole cases. `(0, 0)` when there is nothing."""
    if not cases:
        return 0.0, 0.0
    sums = drawn(len(cases)) @ np.array(cases, dtype=float)
    sums = sums[sums[:, 1] > 0]
    return bounds(sums[:, 0] / sums[:, 1]) if sums.size else (0.0, 0.0)


def ratio_difference(pairs: Sequence[tuple[Ratio, Ratio]]) -> tuple[float, float]:
    """Give the 95 % bounds of how far a sum over a sum moved, after less before; cases are drawn in pairs."""
    if not pairs:
        return 0.0, 0.0
    draws = drawn(len(pairs))
    before, after = (_divided(draws @ np.array(side, dtype=float)) for side in zip(*pairs, strict=True))
    return bounds(after - before)


def _divided(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(sums[:, 0], sums[:, 1], out=np.zeros(len(sums)), where=sums[:, 1] > 0)


def difference(pairs: Sequence[tuple[Tally, Tally]]) -> tuple[float, float]:
    """Give the 95 % bounds of how far a micro-averaged F1 moved: after less before, by resampling whole cases.

    A pair is one case before and after; both are drawn together, because an easy case is easy both times. Resamples
    with neither claims nor truths on a side count as an F1 of 0 there. `(0, 0)` without pairs.
    """
    if not pairs:
        return 0.0, 0.0
    draws = drawn(len(pairs))
    before, after = (f1_of(draws, side) for side in zip(*pairs, strict=True))
    return bounds(after - before)


def interval(tallies: Sequence[Tally], measure: Measure) -> tuple[float, float]:
    """Give the 95 % bounds of a micro-averaged figure, by resampling whole cases with replacement.

    One tally is one case (all files of one worker together: their errors are not independent). Percentile bootstrap
    (Efron and Tibshirani 1993, chapter 13); resamples with neither claims nor truths are left out.
    `(0, 0)` when nothing is left.
    """
    if not tallies:
        return 0.0, 0.0
    sums = drawn(len(tallies)) @ _counts(tallies)
    sums = sums[(sums[:, 1] > 0) | (sums[:, 3] > 0)]
    return bounds(_shares(sums)[measure]) if sums.size else (0.0, 0.0)


def f1_of(draws: NDArray[np.int64], tallies: Sequence[Tally]) -> NDArray[np.float64]:
    """Give the micro-averaged F1 of each resample; 0 where it has neither claims nor truths."""
    return _shares(draws @ _counts(tallies))["f1"]


def _counts(tallies: Sequence[Tally]) -> NDArray[np.float64]:
    return np.array([[t.right, t.claims, t.found, t.truths] for t in tallies], dtype=float)


def _shares(sums: NDArray[np.float64]) -> dict[Measure, NDArray[np.float64]]:
    right, claims, found, truths = sums.T
    precision = np.divide(right, claims, out=np.zeros(right.size), where=claims > 0)
    recall = np.divide(found, truths, out=np.zeros(right.size), where=truths > 0)
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros(right.size), where=both > 0)
    return {"precision": precision, "recall": recall, "f1": f1}
