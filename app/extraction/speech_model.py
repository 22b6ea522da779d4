"""Sentences to how much they read like text that is planted, by weights that were trained on such texts.

A logistic regression over hashed runs of letters and words and over what the lexicon of speech finds. It has seen how
people speak to a machine or a judge in many voices, and how honest documents speak (docs/models/planted-speech.md).
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.extraction.speech_words import Hit

Span = tuple[int, int]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

FILE = Path(__file__).resolve().parent / "trained" / "planted-speech.npz"
BITS = 17
"""Weights are kept in two to this many places."""
_RUNS = (2, 3, 4, 5)
"""Letters of a run."""
_WORD = re.compile(r"\w+|[^\w\s]")
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
    spans = np.array(sentences, dtype=np.int64).reshape(-1, 2)
    codes = np.frombuffer(folded.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    codes = np.where((codes >= _DIGITS[0]) & (codes <= _DIGITS[1]), np.uint64(_DIGITS[0]), codes)
    codes = np.where((codes == _SPACES[0]) | (codes == _SPACES[1]), np.uint64(32), codes)
    parts = [*_letters(codes, spans), *_words(folded, spans), _kinds(sentences, found)]
    return Features(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _letters(codes: NDArray[np.uint64], spans: Numbers) -> Iterator[Features]:
    runs = codes
    for length in range(2, _RUNS[-1] + 1):
        if len(codes) < length:
            return
        runs = runs[:-1] * _STEP + codes[length - 1 :]
        if length in _RUNS:
            yield _within(_hashed(runs + np.uint64(length)), spans[:, 0], spans[:, 1] - length + 1)


def _words(folded: str, spans: Numbers) -> Iterator[Features]:
    found = [(word.start(), zlib.crc32(word[0].encode())) for word in _WORD.finditer(folded)]
    if not found:
        return
    starts, words = np.array(found, dtype=np.int64).T
    first, last = np.searchsorted(starts, spans[:, 0]), np.searchsorted(starts, spans[:, 1])
    said = words.astype(np.uint64) * _SPREAD
    yield _within(_hashed(said), first, last)
    for between in (1, 2):
        if len(said) > between:
            pairs = said[:-between] * _STEP + (said[between:] ^ np.uint64(between))
            yield _within(_hashed(pairs), first, last - between)
    # what a sentence begins with
    opening = said * np.uint64(31)
    yield _within(_hashed(opening), first, np.minimum(first + 1, last))
    if len(said) > 1:
        opening = opening[:-1] * _STEP + said[1:]
        yield _within(_hashed(opening), first, np.minimum(first + 1, last - 1))


def _kinds(sentences: Sequence[Span], found: Sequence[Hit]) -> Features:
    starts = [hit.start for hit in found]
    rows, places = [], []
    for row, (start, end) in enumerate(sentences):
        own = found[bisect_left(starts, start) : bisect_left(starts, end)]
        told = sorted({hit.kind for hit in own})
        for at, kind in enumerate(told):
            for other in told[at:]:
                rows.append(row)
                places.append(_place_of(f"{kind} {other}"))
    return Features(np.array(rows, dtype=np.int64), np.array(places, dtype=np.int64), np.full(len(rows), 0.5))


@cache
def _place_of(name: str) -> int:
    return int(_hashed(np.array([zlib.crc32(name.encode())], dtype=np.uint64) * _STEP)[0])


def _hashed(numbers: NDArray[np.uint64]) -> Numbers:
    return ((numbers * _SPREAD) >> np.uint64(64 - BITS)).astype(np.int64)


def _within(places: Numbers, first: Numbers, last: Numbers) -> Features:
    """Give what stands at `first` to `last` (exclusive) for each row."""
    counts = np.maximum(last - first, 0)
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
        if not sentences:
            return np.zeros(0)
        seen = features(folded, sentences, found)
        told = self._weights[seen.places] * seen.values
        scores = np.bincount(seen.rows, weights=told, minlength=len(sentences)) + self._bias
        return scores.astype(np.float64)


@cache
def speech_model() -> SpeechModel:
    """Load the weights that ship with the code (plain numbers; nothing in it is executed).

    Raises FileNotFoundError when the installation lacks them.
    """
    with np.load(FILE, allow_pickle=False) as arrays:
        return SpeechModel(arrays["weights"].astype(np.float64) * arrays["scale"], float(arrays["bias"]))
