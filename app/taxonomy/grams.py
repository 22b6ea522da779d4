"""Folded names to an inverted index of words and of the 4-grams inside words, and back by TF-IDF cosine."""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.pack import Arrays

_SIZE = 4

Numbers = NDArray[np.uint32]
Floats = NDArray[np.float32]


@lru_cache(maxsize=1 << 16)
def _features(word: str) -> tuple[int, ...]:
    """Give the numbers of the features of one folded word: itself, and its 4-grams with the ends marked."""
    padded = f" {word} "
    grams = {padded[i : i + _SIZE] for i in range(max(1, len(padded) - _SIZE + 1))}
    return tuple(sorted({zlib.crc32(f"#{word}".encode()), *(zlib.crc32(gram.encode()) for gram in grams)}))


def build(prefix: str, forms: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """Give the arrays of an index over `forms`; a hit is a position in `forms`."""
    words: dict[str, int] = {}
    word_of: list[int] = []
    lengths = np.zeros(len(forms), dtype=np.int64)
    for i, form in enumerate(forms):
        parts = form.split(" ")
        lengths[i] = len(parts)
        word_of += [words.setdefault(part, len(words)) for part in parts]
    features = [_features(word) for word in words]
    counts = np.array([len(found) for found in features], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(counts)))
    flat = np.array([number for found in features for number in found], dtype=np.uint32)
    occurrences = np.array(word_of, dtype=np.int64)
    repeats = counts[occurrences]
    first = np.repeat(starts[occurrences] - np.concatenate(([0], np.cumsum(repeats)[:-1])), repeats)
    numbers = flat[first + np.arange(int(repeats.sum()))]
    owners = np.repeat(np.repeat(np.arange(len(forms)), lengths), repeats)
    pairs = _distinct(numbers.astype(np.uint64) << np.uint64(32) | owners.astype(np.uint64))
    features_sorted = (pairs >> np.uint64(32)).astype(np.uint32)
    begin = np.flatnonzero(np.concatenate(([True], features_sorted[1:] != features_sorted[:-1])))
    vocabulary = features_sorted[begin]
    postings = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    bounds = np.append(begin, len(postings)).astype(np.uint32)
    weights = (np.log((1 + len(forms)) / (1 + np.diff(bounds))) + 1).astype(np.float32)
    squares = np.bincount(postings, weights=np.repeat(weights**2, np.diff(bounds)), minlength=len(forms))
    return {
        f"{prefix}.vocabulary": vocabulary,
        f"{prefix}.bounds": bounds,
        f"{prefix}.postings": postings,
        f"{prefix}.weights": weights,
        f"{prefix}.inverse": (1 / np.sqrt(np.maximum(squares, 1e-9))).astype(np.float32),
    }


def _distinct(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the different numbers in order (`np.unique` hashes first, which takes twice as long here)."""
    numbers.sort()
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))] if len(numbers) else numbers


class GramIndex:
    """TF-IDF over folded names; every feature counts once (binary term frequency)."""

    def __init__(self, prefix: str, arrays: Arrays) -> None:
        self._vocabulary = arrays[f"{prefix}.vocabulary"]
        self._bounds = arrays[f"{prefix}.bounds"].astype(np.int64)
        self._postings = arrays[f"{prefix}.postings"]
        self._weights = arrays[f"{prefix}.weights"].astype(np.float64)
        self._inverse: Floats = arrays[f"{prefix}.inverse"].astype(np.float32, copy=False)
        self._unseen = float(np.log(1 + len(self._inverse)) + 1)

    def weight(self, word: str) -> float:
        """Give how telling a folded word is: its inverse document frequency over all forms."""
        wanted = np.uint32(zlib.crc32(f"#{word}".encode()))
        place = int(np.searchsorted(self._vocabulary, wanted))
        known = place < len(self._vocabulary) and self._vocabulary[place] == wanted
        return float(self._weights[place]) if known else self._unseen

    def scores(self, words: Sequence[str]) -> Floats:
        """Give the cosine of the folded `words` with every form, in [0, 1]."""
        wanted = np.array(sorted({number for word in words for number in _features(word)}), dtype=np.uint32)
        if not len(wanted) or not len(self._vocabulary):
            return np.zeros(len(self._inverse), dtype=np.float32)
        places = np.minimum(np.searchsorted(self._vocabulary, wanted), len(self._vocabulary) - 1)
        places = places[self._vocabulary[places] == wanted]
        squares = self._weights[places] ** 2
        slices = [self._postings[self._bounds[p] : self._bounds[p + 1]] for p in places.tolist()]
        length = float(np.sqrt(squares.sum() + (len(wanted) - len(places)) * self._unseen**2))
        if not slices:
            return np.zeros(len(self._inverse), dtype=np.float32)
        weights = np.repeat(squares, [len(part) for part in slices])
        sums = np.bincount(np.concatenate(slices), weights=weights, minlength=len(self._inverse))
        scores: Floats = (sums * self._inverse / length).astype(np.float32)
        return scores
