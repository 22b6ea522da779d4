"""Tokens to the spans that a trained sequence model takes for skills, each with its probability."""

import gzip
from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.extraction.skills.observe import Names, Seen

_FOLDER = Path(__file__).resolve().parents[1] / "trained"
LABELS = ("O", "B", "I")
"""Outside, begins, inside."""
_O, _B, _I = range(3)
_MOST_KNOWN = 1 << 16
"""Groups of names whose numbers are kept."""
_LONGEST = 14
"""Tokens of the longest skill."""
REACH = 2
"""So many tokens to either side are looked at."""
Floats = NDArray[np.float64]


class Tagged(NamedTuple):
    """Tokens `first` to `last` (exclusive) read as one skill, and how probable the model finds just these."""

    first: int
    last: int
    probability: float


class Reading:
    """What the model thinks of one text."""

    def __init__(self, states: Floats, steps: Floats) -> None:
        self._outside: list[float] = states[:, _O].tolist()
        # places are asked about one by one: plain numbers cost less than small arrays
        self._begins: list[float] = states[:, _B].tolist()
        self._steps: list[list[float]] = steps.tolist()

    def exactly(self, first: int, last: int) -> float:
        """Give the probability that tokens `first` to `last` (exclusive) are one skill, no more and no fewer."""
        steps, label, whole = self._steps, _B, self._begins[first]
        for n in range(first, last - 1):
            whole *= steps[n][label]
            label = _I
        return whole * (1 - steps[last - 1][label])

    def about(self, first: int, last: int) -> float:
        """Give the mean probability of these tokens to be part of any skill."""
        outside = self._outside[first:last]
        return 1 - sum(outside) / len(outside)

    def spans(self, floor: float) -> list[Tagged]:
        """Give the spans that are at least as probable as `floor`, in order; spans may overlap."""
        return sorted(self._all(floor))

    def _all(self, floor: float) -> Iterator[Tagged]:
        steps = self._steps
        for first, whole in enumerate(self._begins):
            if whole < floor:
                continue
            label = _B
            for last in range(first, min(first + _LONGEST, len(steps))):
                goes_on = steps[last][label]
                if whole * (1 - goes_on) >= floor:
                    yield Tagged(first, last + 1, whole * (1 - goes_on))
                whole, label = whole * goes_on, _I
                if whole < floor:
                    break


class Tagger:
    """A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over what is seen of tokens.

    `weights` has for each feature one row for each offset in -REACH…REACH and label, `moves` the weight of each pair
    of labels that follow each other, `edges` those of looking beyond the text's ends.
    """

    def __init__(self, features: Mapping[str, int], weights: Floats, moves: Floats, edges: Floats) -> None:
        self._features = features
        self._weights = np.concatenate([weights, np.zeros((1, *weights.shape[1:]))])
        self._moves = np.exp(moves)
        self._edges = edges
        self._known: dict[Names, array[int]] = {}

    def _numbers(self, group: Names) -> "array[int]":
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        number_of = self._features.get
        numbers = self._known[group] = array("q", [n for name in group if (n := number_of(name)) is not None])
        return numbers

    def _scores(self, seen: Seen) -> Floats:
        """Give the sum of the weights of each token and label."""
        nothing, number_of, known = len(self._weights) - 1, self._features.get, self._known.get
        numbers, starts = array("q"), []
        for groups in seen.groups:
            starts.append(len(numbers))
            numbers.append(nothing)
            for group in groups:
                if isinstance(group, tuple):
                    numbers.extend(known(group) or self._numbers(group))
                elif (number := number_of(group)) is not None:
                    numbers.append(number)
        summed = np.add.reduceat(self._weights.take(np.frombuffer(numbers, dtype=np.int64), axis=0), starts, axis=0)
        scores = np.zeros((len(seen), len(LABELS)))
        for n, offset in enumerate(range(-REACH, REACH + 1)):
            if offset < 0:
                scores[-offset:] += summed[:offset, n]
                scores[:-offset] += self._edges[n]
            elif offset:
                scores[:-offset] += summed[offset:, n]
                scores[-offset:] += self._edges[n]
            else:
                scores += summed[:, n]
        return scores

    def read(self, seen: Seen) -> Reading:
        """Read the tokens of one text."""
        if not len(seen):
            return Reading(np.zeros((0, len(LABELS))), np.zeros((0, len(LABELS))))
        scores = self._scores(seen)
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        behind = self._behind(local)
        return Reading(self._states(local, behind), self._steps(local, behind))

    def _behind(self, local: Floats) -> Floats:
        """Give for each token and label how well what follows goes with it (scaled at each step)."""
        (oo, ob, oi), (bo, bb, bi), (io, ib, ii) = self._moves.tolist()
        found = [1.0, 1.0, 1.0]
        o = b = i = 1.0
        # three labels in plain numbers: small arrays cost more than they bring
        for lo, lb, li in local[:0:-1].tolist():
            o, b, i = lo * o, lb * b, li * i
            o, b, i = oo * o + ob * b + oi * i, bo * o + bb * b + bi * i, io * o + ib * b + ii * i
            total = o + b + i
            o, b, i = o / total, b / total, i / total
            found += o, b, i
        return np.array(found).reshape(-1, len(LABELS))[::-1]

    def _states(self, local: Floats, behind: Floats) -> Floats:
        """Give the probability of each label of each token."""
        (oo, ob, oi), (bo, bb, bi), (io, ib, ii) = self._moves.tolist()
        rows = local.tolist()
        o, b, i = rows[0]
        found = [o, b, i]
        for lo, lb, li in rows[1:]:
            o, b, i = (
                (o * oo + b * bo + i * io) * lo,
                (o * ob + b * bb + i * ib) * lb,
                (o * oi + b * bi + i * ii) * li,
            )
            total = o + b + i
            o, b, i = o / total, b / total, i / total
            found += o, b, i
        whole = np.array(found).reshape(-1, len(LABELS)) * behind
        shares: Floats = whole / whole.sum(axis=1, keepdims=True)
        return shares

    def _steps(self, local: Floats, behind: Floats) -> Floats:
        """Give the probability that a token is inside a skill, by the label of the token before it."""
        ways = self._moves[None, :, :] * (local * behind)[1:, None, :]
        steps: Floats = ways[:, :, _I] / ways.sum(axis=2)
        return np.concatenate([steps, np.zeros((1, len(LABELS)))])


@cache
def trained(name: str) -> Tagger:
    """Load the model `name` that ships with the code (arrays and a list of features; nothing in it is executed).

    Raises FileNotFoundError when the installation lacks it.
    """
    with np.load(_FOLDER / f"{name}.npz", allow_pickle=False) as arrays:
        names = gzip.decompress(arrays["features"].tobytes()).decode().split("\n")
        weights = arrays["weights"].astype(np.float64) * arrays["scale"]
        features = {feature: n for n, feature in enumerate(names)}
        return Tagger(
            features, weights.reshape(len(names), 2 * REACH + 1, len(LABELS)), arrays["moves"], arrays["edges"]
        )
