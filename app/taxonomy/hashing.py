"""Folded words to 64-bit numbers, so that names are found by number; the words themselves are then compared."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

_FACTOR = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


@lru_cache(maxsize=1 << 17)
def word_hash(word: str) -> int:
    """Give the number of one word (or of any string)."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def sequence_hash(words: Iterable[str]) -> int:
    """Give the number of a sequence of words."""
    total = 0
    for word in words:
        total = (total * _FACTOR + word_hash(word)) & _MASK
    return total


def few_runs(words: Sequence[str], longest: int) -> Iterable[list[int]]:
    """Give what `runs` gives; for a few words plain numbers cost less than small arrays."""
    single = [word_hash(word) for word in words]
    current = single
    for length in range(1, min(longest, len(words)) + 1):
        if length > 1:
            current = [
                (total * _FACTOR + last) & _MASK for total, last in zip(current, single[length - 1 :], strict=False)
            ]
        yield current


def runs(words: Sequence[str], longest: int) -> Iterable[Words]:
    """Give, for lengths 1 to `longest`, the numbers of all runs of that many words."""
    single = np.fromiter((word_hash(word) for word in words), dtype=np.uint64, count=len(words))
    factor = np.uint64(_FACTOR)
    current = single
    for length in range(1, min(longest, len(words)) + 1):
        if length > 1:
            current = current[:-1] * factor + single[length - 1 :]
        yield current
