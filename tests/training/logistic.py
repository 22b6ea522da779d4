"""Measures and outcomes to a logistic regression with a ridge, and scores to a rising line."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RIDGE = 2.0
_FEWEST = 6
"""A measure that fewer rows have is not learned."""
_STEPS, _KEPT = 120, 8
_SMALLEST = 0.02


class _Loss:
    """The loss of a logistic regression over rows of few named measures each."""

    def __init__(self, measures: Sequence[Mapping[str, float]], worth: Floats, weight: Floats) -> None:
        counts = Counter(name for one in measures for name in one)
        self.names = sorted(name for name, count in counts.items() if count >= _FEWEST)
        number = {name: n for n, name in enumerate(self.names)}
        told = [
            (row, number[name], value)
            for row, one in enumerate(measures)
            for name, value in one.items()
            if name in number and value
        ]
        self._row = np.array([t[0] for t in told], dtype=np.intp)
        self._column = np.array([t[1] for t in told], dtype=np.intp)
        self._value = np.array([t[2] for t in told], dtype=np.float64)
        self._worth, self._weight = worth, weight

    def at(self, beta: Floats) -> tuple[float, Floats]:
        """Give the loss and its slope."""
        z = np.bincount(self._row, weights=self._value * beta[self._column], minlength=len(self._worth))
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        loss = float((self._weight * (np.logaddexp(0, z) - self._worth * z)).sum() + RIDGE / 2 * (beta @ beta))
        push = self._value * (self._weight * (p - self._worth))[self._row]
        return loss, np.bincount(self._column, weights=push, minlength=len(beta)) + RIDGE * beta


def logistic(measures: Sequence[Mapping[str, float]], worth: Floats, weight: Floats) -> dict[str, float]:
    """Fit by limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4); weights that say nothing are left out."""
    loss = _Loss(measures, worth, weight)
    beta = minimised(loss.at, len(loss.names))
    return {name: round(float(b), 3) for name, b in zip(loss.names, beta, strict=True) if abs(b) >= _SMALLEST}


def minimised(at: Callable[[Floats], tuple[float, Floats]], size: int) -> Floats:
    """Give the `size` numbers at which `at`, which gives a loss and its slope, is least, from nought on."""
    beta = np.zeros(size)
    value, slope = at(beta)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        way = -_two_loops(slope, steps)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(30):
            tried, after = at(beta + length * way)
            if tried <= value + 1e-4 * length * float(slope @ way):
                break
            length /= 2
        moved, turned = length * way, after - slope
        beta, value, slope = beta + moved, tried, after
        if float(moved @ turned) > 1e-12:
            steps = [*steps[-_KEPT + 1 :], (moved, turned)]
        if float(np.abs(slope).max()) < 1e-2:
            break
    return beta


def _two_loops(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    way, shares = slope.copy(), []
    for moved, turned in reversed(steps):
        share = float(moved @ way) / float(moved @ turned)
        shares.append(share)
        way = way - share * turned
    if steps:
        moved, turned = steps[-1]
        way = way * (float(moved @ turned) / float(turned @ turned))
    for (moved, turned), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - float(turned @ way) / float(moved @ turned))
    return way


def isotonic(scores: Floats, truth: Floats, weight: Floats, bins: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Fit a rising line through the share of right claims in bins of alike size (pool adjacent violators)."""
    blocks = []
    for part in np.array_split(np.argsort(scores, kind="stable"), bins):
        if weight[part].sum() > 0:
            means = np.average(np.stack([scores[part], truth[part]]), axis=1, weights=weight[part])
            blocks.append([float(means[0]), float(means[1]), float(weight[part].sum())])
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            a, b = pooled[-2], pooled[-1]
            total = a[2] + b[2]
            pooled[-2:] = [[(a[0] * a[2] + b[0] * b[2]) / total, (a[1] * a[2] + b[1] * b[2]) / total, total]]
    # below the first bin the line falls to nothing
    return (0.0, *(round(b[0], 5) for b in pooled)), (0.0, *(round(b[1], 4) for b in pooled))
