"""One word to the words that look like it: typing errors, and forms that folding does not join."""

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.pack import Arrays

_SIZE = 4
_SLACK = 1e-3
"""What rounding may take from a number of grams."""

Numbers = NDArray[np.uint32]
Floats = NDArray[np.float32]


@lru_cache(maxsize=1 << 15)
def _grams(word: str) -> tuple[int, ...]:
    """Give the numbers of the 4-grams of one folded word with its ends marked."""
    padded = f" {word} "
    return tuple({zlib.crc32(padded[i : i + _SIZE].encode()) for i in range(max(1, len(padded) - _SIZE + 1))})


def build(prefix: str, words: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """Give the arrays of an index over `words`; a hit is a position in `words`."""
    found = [_grams(word) for word in words]
    counts = np.array([len(grams) for grams in found], dtype=np.uint16)
    owners = np.repeat(np.arange(len(words), dtype=np.uint32), counts)
    numbers = np.array([number for grams in found for number in grams], dtype=np.uint32)
    order = np.argsort(numbers, kind="stable")
    numbers, owners = numbers[order], owners[order]
    begin = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1]))) if len(numbers) else numbers[:0]
    return {
        f"{prefix}.grams": numbers[begin],
        f"{prefix}.gram_bounds": np.append(begin, len(numbers)).astype(np.uint32),
        f"{prefix}.gram_words": owners,
        f"{prefix}.gram_counts": counts,
    }


class GramIndex:
    """Words by the 4-grams that they share with another."""

    def __init__(self, prefix: str, arrays: Arrays) -> None:
        self._grams: Numbers = arrays[f"{prefix}.grams"].astype(np.uint32, copy=False)
        self._bounds = memoryview(arrays[f"{prefix}.gram_bounds"])  # type: ignore[arg-type]
        self._words = arrays[f"{prefix}.gram_words"]
        self._counts = arrays[f"{prefix}.gram_counts"].astype(np.int64)

    def alike(self, word: str, least: float, most: int) -> tuple[NDArray[np.int64], Floats]:
        """Give up to `most` words whose Dice coefficient of grams with `word` is at least `least`, best first."""
        grams = np.array(_grams(word), dtype=np.uint32)
        if not len(self._grams):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        places = np.minimum(np.searchsorted(self._grams, grams), len(self._grams) - 1)
        places = places[self._grams[places] == grams]
        parts = [self._words[self._bounds[p] : self._bounds[p + 1]] for p in places.tolist()]
        if not parts:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        # of so many grams, words that have fewer in common are too little alike however few they have themselves
        fewest = math.ceil(least * len(grams) / (2 - least) - _SLACK)
        if len(parts) < fewest:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        found = np.concatenate(parts)
        found.sort()
        # a word stands as often as it has grams in common
        often = found[fewest - 1 :][found[fewest - 1 :] == found[: len(found) - fewest + 1]]
        held = np.array(sorted(set(often.tolist())), dtype=np.int64)
        shared = found.searchsorted(held, side="right") - found.searchsorted(held)
        dice = (2 * shared / (len(grams) + self._counts[held])).astype(np.float32)
        held, dice = held[dice >= least], dice[dice >= least]
        order = np.lexsort((held, -dice))[:most]
        return held[order], dice[order]
