"""Letters as a PDF names them against the shapes that it prints: a font may call any shape any letter.

Only heights are compared. Some small letters rise above the others, some go below the line, and no face for reading
prints them otherwise; a font whose names are exchanged has most of them in the wrong places. On 250 PDFs of many
makers no honest font put fewer than four of five letters where they belong.
"""

import numpy as np
import numpy.typing as npt

from app.documents.readers.glyphs import Floats, Ints

_RISING, _FALLING, _LEVEL = "bdhkl", "gpqy", "acemnorsuvwxz"
_TALL = 0.58
"""Ems above the line; capitals take 0.65 and more, an x about 0.45 to 0.53."""
_DEEP = 0.1
"""Ems below the line."""
_LETTERS = 7
"""Fewer different letters tell nothing."""
_AGREE = 0.7
"""Share of a font's letters in their places, at least."""
_EVEN = 0.12
"""Ems; letters that rise so evenly are small capitals."""

_WANTED = {ord(c): kind for kind, letters in enumerate((_LEVEL, _RISING, _FALLING)) for c in letters}
_CODES = np.array(sorted(_WANTED))
_KINDS = np.array([_WANTED[code] for code in sorted(_WANTED)])


def misnamed(
    codes: npt.NDArray[np.int64], frame: Floats, sizes: Floats, fonts: Ints, without: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Say which characters are of a font whose names do not fit the shapes that it prints.

    `frame` is x0, y0, x1, y1 and baseline (n by 5) in the direction of the text, `fonts` the number of each
    one's font. Characters in `without` tell nothing of their font: they do not stand where it would print them.
    """
    wrong = np.zeros(len(codes), bool)
    letter = np.isin(codes, _CODES) & ~without
    if not letter.any():
        return wrong
    rise = (frame[:, 4] - frame[:, 1]) / sizes
    fall = (frame[:, 3] - frame[:, 4]) / sizes
    for font in np.unique(fonts[letter]).tolist():
        own = np.flatnonzero(letter & (fonts == font))
        _, first, which = np.unique(codes[own], return_index=True, return_inverse=True)
        if len(first) < _LETTERS:
            continue
        up, down = _medians(which, rise[own]), _medians(which, fall[own])
        if np.ptp(up) < _EVEN:
            continue
        wanted = _KINDS[np.searchsorted(_CODES, codes[own][first])]
        found = np.where(down > _DEEP, 2, np.where(up > _TALL, 1, 0))
        if (wanted == found).mean() < _AGREE:
            wrong |= fonts == font
    return wrong


def _medians(which: npt.NDArray[np.int64], values: Floats) -> Floats:
    """Give the median of the values of each of the groups 0 … n (the upper one of two)."""
    times = np.bincount(which)
    middle: Floats = values[np.lexsort((values, which))][np.cumsum(times) - times + times // 2]
    return middle
