"""What words mean, as vectors: the nearer two texts, the more alike is what they say in other words.

A text is the sum of the vectors of its words. They were learnt from a sentence model (`tests/training/vectors`,
decision 0041), and are plain numbers: nothing is run or downloaded. Vectors of texts are whole numbers, so that how
near two are is the same on every machine.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("trained") / "word-vectors.npz"
DIMENSIONS = 64
LENGTH = 127
"""Of the vector of a text, about: its numbers are rounded, and fit a signed byte."""


class Vectors:
    """Folded words to their vectors."""

    def __init__(self, path: Path) -> None:
        """Read the words and vectors that `save` wrote."""
        data = path.read_bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        """Of the file."""
        with np.load(path, allow_pickle=False) as arrays:
            words = arrays["words"].tobytes().decode().split("\n")
            self._vectors: NDArray[np.int8] = arrays["vectors"]
        self._rows = {word: row for row, word in enumerate(words)}

    def of(self, words: Iterable[str]) -> Floats:
        """Give the vector of a text by its folded words: whole numbers, all 0 where no word is known."""
        return np.asarray(self.of_each([words])[0])

    def of_each(self, texts: Iterable[Iterable[str]]) -> Floats:
        """Give what `of` gives for each of several texts, a row each: together they cost less."""
        row = self._rows.get
        known = [[number for word in words if (number := row(word)) is not None] for words in texts]
        sizes = np.array([*map(len, known)])
        totals = np.zeros((len(known), DIMENSIONS), dtype=np.int64)
        filled = sizes > 0
        if filled.any():
            starts = (sizes.cumsum() - sizes)[filled]
            rows = self._vectors[[number for numbers in known for number in numbers]]
            totals[filled] = np.add.reduceat(rows, starts, axis=0, dtype=np.int64)
        lengths = np.sqrt(np.square(totals).sum(axis=1))
        return np.asarray(np.rint(totals * (LENGTH / np.maximum(1.0, lengths))[:, None]), dtype=np.float32)


@cache
def vectors() -> Vectors:
    """Give the vectors that ship."""
    return Vectors(FILE)


def save(path: Path, words: Sequence[str], found: Floats) -> None:
    """Write words with their vectors as bytes: only directions of sums matter, so one scale is enough."""
    order = sorted(range(len(words)), key=words.__getitem__)
    scaled = np.rint(found[order] * (127 / np.abs(found).max())).astype(np.int8)
    said = np.frombuffer("\n".join(words[i] for i in order).encode(), dtype=np.uint8)
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, words=said, vectors=scaled)
