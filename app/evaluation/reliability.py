"""How sure claims said to be to how far that can be believed: calibration error, Brier score, bins.

Expected calibration error (Naeini, Cooper and Hauskrecht 2015): claims are put into ten bins by their confidence; the
error is the mean distance of a bin's mean confidence from its share of right claims, weighed by its claims. Bins of
equal width cut [0, 1] into tenths; bins of equal mass hold a tenth of the claims each, but claims of one confidence
are never parted, so there may be fewer. What the error would be by chance alone is drawn by consistency resampling
(Bröcker and Smith 2007).
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.evaluation.model import Outcome, Part, Sureness, Value
from app.evaluation.statistics import bounds, drawn
from app.values import Frozen

BINS = 10
SURE = 0.9
"""What people take for as good as certain."""

Cut = Literal["equal width", "equal mass"]
CUTS: tuple[Cut, ...] = ("equal width", "equal mass")

BRIER = "Brier score"
RIGHT_WHEN_SURE = f"right of claims shown at ≥ {SURE}"
_RESAMPLES = 500
_SEED = 20_261_127

Floats = NDArray[np.float64]


class Bin(Frozen):
    """Claims of like confidence."""

    n: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""


def error_name(cut: Cut) -> str:
    """Give the name of the value."""
    return f"calibration error, {cut}"


def chance_name(cut: Cut) -> str:
    """Give the name of what the value would be by chance."""
    return f"{error_name(cut)}, by chance"


def parts(sureness: Sequence[Sureness]) -> dict[str, Part]:
    """Give what one document adds to the Brier score and to the share of right claims among those that are sure."""
    if not sureness:
        return {}
    sure = [one for one in sureness if one.confidence >= SURE]
    squares = sum((one.confidence - one.right) ** 2 for one in sureness)
    return {
        BRIER: Part(of=squares, out=len(sureness), better="lower", scale="number"),
        RIGHT_WHEN_SURE: Part(of=sum(one.right for one in sure), out=len(sure)),
    }


def bins(sureness: Sequence[Sureness], cut: Cut) -> tuple[Bin, ...]:
    """Put claims into bins; empty ones are left out."""
    confidence, right = _arrays(sureness)
    numbers = _numbers(confidence, cut)
    found = []
    for number in np.unique(numbers):
        inside = numbers == number
        found.append(
            Bin(n=int(inside.sum()), confidence=float(confidence[inside].mean()), right=float(right[inside].mean()))
        )
    return tuple(found)


def calibration_error(sureness: Sequence[Sureness], cut: Cut) -> float:
    """Give the expected calibration error in [0, 1]; 0 without claims."""
    return _error(*_arrays(sureness), cut) if sureness else 0.0


def brier(sureness: Sequence[Sureness]) -> float:
    """Give the mean squared distance of confidence from truth, in [0, 1]; 0 without claims."""
    return sum((one.confidence - one.right) ** 2 for one in sureness) / len(sureness) if sureness else 0.0


def right_when_sure(sureness: Sequence[Sureness]) -> tuple[int, int]:
    """Give how many claims are shown at 0.9 or more, and how many of these are right."""
    sure = [one for one in sureness if one.confidence >= SURE]
    return len(sure), sum(one.right for one in sure)


def values(outcomes: Sequence[Outcome]) -> tuple[Value, ...]:
    """Give both calibration errors with intervals over cases, and each as it would be by chance; none without claims.

    Few claims in a bin make the error larger than it is, and a resample has fewer different ones: the interval leans
    upwards. So each is followed by what it would be if confidence were exactly right: an error within that interval
    does not tell it from one that is.
    """
    by_case: dict[str, list[Sureness]] = {}
    for outcome in outcomes:
        if outcome.sureness:
            by_case.setdefault(outcome.case, []).extend(outcome.sureness)
    whole = [one for group in by_case.values() for one in group]
    if not whole:
        return ()
    arrays = [_arrays(group) for group in by_case.values()]
    draws = drawn(len(arrays), resamples=_RESAMPLES)
    found: list[Value] = []
    for cut in CUTS:
        resampled = np.array([_error(*_repeated(arrays, draw), cut) for draw in draws])
        by_chance = _errors_by_chance(_arrays(whole)[0], cut)
        for name, value, errors in (
            (error_name(cut), calibration_error(whole, cut), resampled),
            (chance_name(cut), float(by_chance.mean()), by_chance),
        ):
            found.append(
                Value(name=name, value=value, n=len(whole), interval=bounds(errors), better="lower", scale="number")
            )
    return tuple(found)


def _errors_by_chance(confidence: Floats, cut: Cut) -> Floats:
    """Draw the errors that claims of these confidences have when each is right as often as it says."""
    random = np.random.default_rng(_SEED)
    draws = random.random((_RESAMPLES, confidence.size)) < confidence
    return np.array([_error(confidence, right.astype(float), cut) for right in draws])


def _arrays(sureness: Sequence[Sureness]) -> tuple[Floats, Floats]:
    return (
        np.array([one.confidence for one in sureness], dtype=float),
        np.array([one.right for one in sureness], dtype=float),
    )


def _repeated(arrays: Sequence[tuple[Floats, Floats]], draw: NDArray[np.int64]) -> tuple[Floats, Floats]:
    chosen = [array for array, times in zip(arrays, draw, strict=True) for _ in range(times)]
    return np.concatenate([c for c, _ in chosen]), np.concatenate([r for _, r in chosen])


def _numbers(confidence: Floats, cut: Cut) -> NDArray[np.int64]:
    """Give the number of each claim's bin."""
    if cut == "equal width":
        return np.minimum((confidence * BINS + 1e-9).astype(np.int64), BINS - 1)
    ordered = np.sort(confidence)
    edges = ordered[(np.arange(1, BINS) * ordered.size) // BINS]
    return np.searchsorted(np.unique(edges), confidence, side="right").astype(np.int64)


def _error(confidence: Floats, right: Floats, cut: Cut) -> float:
    away = np.abs(np.bincount(_numbers(confidence, cut), weights=confidence - right))
    return float(away.sum() / confidence.size)
