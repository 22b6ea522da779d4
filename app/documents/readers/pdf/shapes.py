"""Letters as a PDF names them against the shapes that it prints: a font may call any shape any letter.

Only heights are compared. Some small letters rise above the others, some go below the line, and no face for reading
prints them otherwise; a font whose names are exchanged has most of them in the wrong places. On 250 PDFs of many
makers no honest font put fewer than four of five letters where they belong.
"""

import numpy as np
import numpy.typing as npt

from app.documents.readers.pdf.glyphs import Floats, Ints

_RISING, _FALLING, _LEVEL = "bdhkl", "gpqy", "acemnorsuvwxz"
_TALL = 0.58
"""Ems above the line; capitals take 0.65 and more, an x about 0.45 to 0.53."""
_DEEP = 0.1
"""Ems below the line."""
_LETTERS = 7
"""Fewer different letters tell nothing."""
_AGREE = 0.7
"""Share of a font's letters in their places, at least."""
_SMALL = np.iinfo(np.uint16).max
_EVEN = 0.12
"""Ems; letters that rise so evenly are small capitals."""

_KINDS = np.full(128, -1)
"""Of each code the kind of its letter; -1 for none."""
for _kind, _letters in enumerate((_LEVEL, _RISING, _FALLING)):
    _KINDS[[ord(letter) for letter in _letters]] = _kind


def misnamed(
    codes: npt.NDArray[np.int64], frame: Floats, sizes: Floats, fonts: Ints, without: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Say which characters are of a font whose names do not fit the shapes that it prints.

    `frame` is x0, y0, x1, y1 and baseline (n by 5) in the direction of the text, `fonts` the number of each
    one's font. Characters in `without` tell nothing of their font: they do not stand where it would print them.
    """
    wrong = np.zeros(len(codes), bool)
    own = np.flatnonzero((_KINDS[np.minimum(codes, len(_KINDS) - 1)] >= 0) & ~without)
    if not len(own):
        return wrong
    letters = _Letters(codes[own], frame[own], sizes[own], fonts[own])
    for font in np.unique(letters.fonts).tolist():
        if not letters.misplaced(letters.fonts == font):
            continue
        one = own[fonts[own] == font]
        rest = one[~_small_capitals(codes[one], frame[one], sizes[one])]
        if len(rest) == len(one) or (
            len(rest) and _Letters(codes[rest], frame[rest], sizes[rest], fonts[rest]).misplaced(None)
        ):
            wrong |= fonts == font
    return wrong


class _Letters:
    """The different letters of each font, with how far they rise above the line and go below it, in ems."""

    def __init__(self, codes: npt.NDArray[np.int64], frame: Floats, sizes: Floats, fonts: Ints) -> None:
        order, firsts = _grouped(codes + len(_KINDS) * fonts)
        base, size = frame[order, 4], sizes[order]
        self.up = _medians((base - frame[order, 1]) / size, firsts)
        down = _medians((frame[order, 3] - base) / size, firsts)
        self._placed = _KINDS[codes[order[firsts]]] == np.where(down > _DEEP, 2, np.where(self.up > _TALL, 1, 0))
        self.fonts: Ints = fonts[order[firsts]]

    def misplaced(self, one: npt.NDArray[np.bool_] | None) -> bool:
        """Say whether too few of these letters are where they belong; what rises evenly is small capitals."""
        up, placed = (self.up, self._placed) if one is None else (self.up[one], self._placed[one])
        return bool(len(up) >= _LETTERS and np.ptp(up) >= _EVEN and placed.mean() < _AGREE)


def _small_capitals(codes: npt.NDArray[np.int64], frame: Floats, sizes: Floats) -> npt.NDArray[np.bool_]:
    """Say which characters of a font are of a size in which it prints capitals alone, whatever they are named."""
    found = np.zeros(len(codes), bool)
    printed = np.rint(10 * sizes).astype(np.int64)
    for size in np.unique(printed).tolist():
        one = printed == size
        up = _Letters(codes[one], frame[one], sizes[one], np.zeros(np.count_nonzero(one), np.int64)).up
        found |= one & bool(len(up) >= _LETTERS and np.ptp(up) < _EVEN and up.min() > _TALL)
    return found


def _grouped(numbers: Ints) -> tuple[Ints, Ints]:
    """Give an order that puts equal numbers together, and where each begins in it."""
    # small numbers are sorted much sooner
    order = np.argsort(numbers.astype(np.uint16) if numbers.max() <= _SMALL else numbers, kind="stable")
    return order, np.flatnonzero(np.diff(numbers[order], prepend=-1))


def _medians(values: Floats, firsts: Ints) -> Floats:
    """Give the median of the values from each of `firsts` to the next (the upper one of two)."""
    counts = np.diff(np.append(firsts, len(values)))
    groups = np.repeat(np.arange(len(firsts)), counts)
    middle: Floats = values[np.lexsort((values, groups))][firsts + counts // 2]
    return middle
