"""Sentences to how much they read like text that is planted, by weights that were trained on such texts.

A logistic regression over hashed runs of letters and words and over what the lexicon of speech finds. It has seen how
people speak to a machine or a judge in many voices, and how honest documents speak (docs/models/planted-speech.md).
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.extraction.guard.speech_words import Hit
from app.extraction.words.letters import letters_of

Span = tuple[int, int]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

FILE = Path(__file__).resolve().parents[1] / "trained" / "planted-speech.npz"
BITS = 17
"""Weights are kept in two to this many places."""
_RUNS = (2, 3, 4, 5)
"""Letters of a run."""
_WORD = re.compile(r"\w+|[^\w\s]")
_LETTERS = 40
"""Longer words are not remembered."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(1_099_511_628_211)
_DIGITS = (48, 57)
_SPACES = (9, 10)


class Features(NamedTuple):
    """What is seen of sentences: of which, at which weight, and how much."""

    rows: Numbers
    places: Numbers
    values: Floats


def features(folded: str, sentences: Sequence[Span], found: Sequence[Hit]) -> Features:
    """Give what is seen of these spans of a folded text; `found` are the lexicon's words in it, in order.

    Each kind of feature counts with one over the root of their number, so that long sentences weigh no more.
    """
    looked, spans = _Looked(folded, found), _numbers(sentences)
    parts = [_within(places, *within) for places, within in zip(looked.parts, looked.ranges(spans), strict=True)]
    return Features(*(np.concatenate(column) for column in zip(*parts, looked.kinds(spans), strict=True)))


def _numbers(sentences: Sequence[Span]) -> Numbers:
    return np.array(sentences, dtype=np.int64).reshape(-1, 2)


class _Looked:
    """What is seen of a text, once, whatever spans of it are asked about."""

    def __init__(self, folded: str, found: Sequence[Hit]) -> None:
        self._runs = dict(_runs(folded))
        self._starts, words = _words(folded)
        self.parts = [*self._runs.values(), *words]
        """Places of the features of each sort, in the order of the text."""
        self._kinds = {
            kind: np.array([hit.start for hit in found if hit.kind == kind])
            for kind in sorted({h.kind for h in found})
        }

    def ranges(self, spans: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        """Give for each of the `parts` where what is in each span begins and ends."""
        for length, places in self._runs.items():
            yield _clipped(spans[:, 0], spans[:, 1] - length + 1, places)
        first, last = (np.searchsorted(self._starts, side) for side in (spans[:, 0], spans[:, 1]))
        opening = (np.minimum(first + 1, last), np.minimum(first + 1, last - 1))
        for end, places in zip((last, last - 1, last - 2, *opening), self.parts[len(self._runs) :], strict=True):
            yield _clipped(first, end, places)

    def kinds(self, spans: Numbers) -> Features:
        """Give which kinds of the lexicon's words come together in each span."""
        inside = {
            kind: np.searchsorted(starts, spans[:, 0]) < np.searchsorted(starts, spans[:, 1])
            for kind, starts in self._kinds.items()
        }
        rows, places = [], []
        for row in np.flatnonzero(np.any([*inside.values()], axis=0)).tolist() if inside else ():
            told = [kind for kind, has in inside.items() if has[row]]
            for at, kind in enumerate(told):
                for other in told[at:]:
                    rows.append(row)
                    places.append(_place_of(f"{kind} {other}"))
        return Features(np.array(rows, dtype=np.int64), np.array(places, dtype=np.int64), np.full(len(rows), 0.5))


def _runs(folded: str) -> Iterator[tuple[int, Numbers]]:
    """Give the runs of letters of each length."""
    codes = np.frombuffer(folded.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    codes = np.where((codes >= _DIGITS[0]) & (codes <= _DIGITS[1]), np.uint64(_DIGITS[0]), codes)
    codes = np.where((codes == _SPACES[0]) | (codes == _SPACES[1]), np.uint64(32), codes)
    runs = codes
    for length in range(2, _RUNS[-1] + 1):
        runs = runs[:-1] * _STEP + codes[length - 1 :]
        if length in _RUNS:
            yield length, _hashed(runs + np.uint64(length))


def _words(folded: str) -> tuple[Numbers, list[Numbers]]:
    """Give where words begin; and words, pairs of them, and both again for those that a sentence begins with."""
    starts, found = letters_of(folded).tokens(), _WORD.findall(folded)
    number = _kept_number if max(map(len, found), default=0) <= _LETTERS else _number_of
    words = np.fromiter(map(number, found), np.uint64, len(starts))
    said = words * _SPREAD
    pairs = [said[:-between] * _STEP + (said[between:] ^ np.uint64(between)) for between in (1, 2)]
    # what a sentence begins with
    opening = said * np.uint64(31)
    return starts, [_hashed(part) for part in (said, *pairs, opening, opening[:-1] * _STEP + said[1:])]


def _number_of(word: str) -> int:
    return _kept_number(word) if len(word) <= _LETTERS else zlib.crc32(word.encode())


@lru_cache(maxsize=1 << 15)
def _kept_number(word: str) -> int:
    return zlib.crc32(word.encode())


def _clipped(first: Numbers, last: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    first = np.minimum(first, len(places))
    return first, np.maximum(first, np.minimum(last, len(places)))


@cache
def _place_of(name: str) -> int:
    return int(_hashed(np.array([zlib.crc32(name.encode())], dtype=np.uint64) * _STEP)[0])


def _hashed(numbers: NDArray[np.uint64]) -> Numbers:
    return ((numbers * _SPREAD) >> np.uint64(64 - BITS)).astype(np.int64)


def _within(places: Numbers, first: Numbers, last: Numbers) -> Features:
    """Give what stands at `first` to `last` (exclusive) for each row."""
    counts = last - first
    rows = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    at = np.arange(len(rows)) - before[rows] + first[rows]
    return Features(rows, places[at], (1 / np.sqrt(np.maximum(counts, 1)))[rows])


class SpeechModel:
    """Weights of features, and what stands for none."""

    def __init__(self, weights: Floats, bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def scores(self, folded: str, sentences: Sequence[Span], found: Sequence[Hit]) -> Floats:
        """Give the logit that each span of a folded text is planted; above 0 it is more probable than not."""
        return self.over(folded, found)(sentences)

    def over(self, folded: str, found: Sequence[Hit]) -> Callable[[Sequence[Span]], Floats]:
        """Look at a text once, to score any spans of it; many that overlap cost no more than their number."""
        looked = _Looked(folded, found)
        sums = [np.concatenate(([0.0], np.cumsum(self._weights[places]))) for places in looked.parts]

        def scores(sentences: Sequence[Span]) -> Floats:
            spans = _numbers(sentences)
            together = looked.kinds(spans)
            weights = self._weights[together.places] * together.values
            told = np.bincount(together.rows, weights=weights, minlength=len(spans)).astype(np.float64) + self._bias
            for total, (first, last) in zip(sums, looked.ranges(spans), strict=True):
                told += (total[last] - total[first]) / np.sqrt(np.maximum(last - first, 1))
            return told

        return scores


@cache
def speech_model() -> SpeechModel:
    """Load the weights that ship with the code (plain numbers; nothing in it is executed).

    Raises FileNotFoundError when the installation lacks them.
    """
    with np.load(FILE, allow_pickle=False) as arrays:
        return SpeechModel(arrays["weights"].astype(np.float64) * arrays["scale"], float(arrays["bias"]))
