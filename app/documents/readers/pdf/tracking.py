"""Letters that are set apart from each other for looks, which pdfium takes for words of one letter each."""

import sys
from collections.abc import Callable, Iterator

import numpy as np

from app.documents.readers.pdf.glyphs import Bools, Floats, Ints

_FEWEST = 5
"""Letters one after the other that are set apart."""
_LEAST, _WIDEST = 0.1, 0.75
"""Ems between letters that are set apart, and between their words."""
_TRACKED = 0.32
"""Ems between such letters in the middle; a space is as wide in most faces."""
_MOSTLY = 0.75
"""Share of such characters that are letters, and of these that pdfium puts a space before, at least."""
_WORD = 1.6
"""Times the usual room between the letters is a space."""


def close_up(
    codes: Ints, frame: Floats, sizes: Floats, spaced: Bools, ended: Bools, typed: Callable[[int], bool]
) -> None:
    """Take the spaces between letters set apart from `spaced`, and leave those between their words.

    `frame` is x0, y0, x1, y1 and baseline (n by 5); `ended` says where a line begins, and `typed` whether the file
    itself has a space before a character.
    """
    run = spaced.copy()
    for ahead in range(1, _FEWEST - 1):
        run[:-ahead] &= spaced[ahead:]
        run[len(run) - ahead :] = False
    if not run.any():
        return
    gaps = np.zeros(len(codes))
    gaps[1:] = (frame[1:, 0] - frame[:-1, 2]) / np.maximum(sizes[1:], sizes[:-1])
    level = np.zeros(len(codes), bool)
    level[1:] = np.abs(np.diff(frame[:, 4])) < 0.05 * sizes[1:]
    apart = (gaps >= _LEAST) & (gaps <= _WIDEST) & level & ~ended
    for first, last in _stretches(apart):
        own = slice(first, last)
        between = float(np.median(gaps[own]))
        letters = sum(map(_is_letter, codes[first - 1 : last].tolist()))
        if letters < _MOSTLY * (last - first + 1) or between > _TRACKED or spaced[own].mean() < _MOSTLY:
            continue
        told = [index for index in range(first, last) if spaced[index]]
        if all(map(typed, told)):
            continue
        for index in told:
            # what follows a comma is a word of its own, in plain print it may be
            spaced[index] = not _is_letter(int(codes[index - 1])) or gaps[index] > _WORD * between or typed(index)


def _is_letter(code: int) -> bool:
    return code <= sys.maxunicode and chr(code).isalpha()


def _stretches(apart: Bools) -> Iterator[tuple[int, int]]:
    """Give the first and the end of each row of characters that are set apart from the one before."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], apart, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if last - first >= _FEWEST - 1:
            yield first, last
