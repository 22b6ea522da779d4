"""Accents that a PDF prints over its letters by themselves, to the letters that both make together.

TeX sets them so in fonts that have no letters with accents: first the accent, then the letter below it, in one place.
"""

import sys
import unicodedata
from collections.abc import Iterator

import numpy as np

from app.documents.readers.pdf.glyphs import Bools, Floats, Ints

_COMBINING = {
    0x5E: 0x302,
    0x60: 0x300,
    0x7E: 0x303,
    0xA8: 0x308,
    0xAF: 0x304,
    0xB4: 0x301,
    0xB8: 0x327,
    0x2C6: 0x302,
    0x2C7: 0x30C,
    0x2D8: 0x306,
    0x2D9: 0x307,
    0x2DA: 0x30A,
    0x2DC: 0x303,
    0x2DD: 0x30B,
}
"""Codes of accents that stand by themselves, and what combines with the letter before it instead (Unicode)."""
_CODES = np.array(sorted(_COMBINING))
_DOTLESS = {0x131: "i", 0x237: "j"}
_NOTHING = 0xAD
"""A soft hyphen, which prints nothing."""
_MOST = 2_000
_BESIDE = 0.3
"""Ems between the middles of an accent and of its letter, at most."""
_ABOVE = 0.5
"""Ems between their baselines, at most."""


def compose(codes: Ints, frame: Floats, sizes: Floats, spaced: Bools) -> None:
    """Put a letter with its accent in the place of a letter below an accent, and nothing in that of the accent.

    `frame` is x0, y0, x1, y1 and baseline (n by 5); `codes` and `spaced` (a space stands before) are changed.
    """
    accents = np.flatnonzero(np.isin(codes, _CODES))
    if not 0 < len(accents) <= _MOST:
        return
    middles = (frame[:, 0] + frame[:, 2]) / 2
    for at in accents.tolist():
        for letter in _below(at, frame, sizes, middles):
            code = int(codes[letter])
            base = _DOTLESS.get(code) or (chr(code) if code <= sys.maxunicode else "")
            whole = unicodedata.normalize("NFC", base + chr(_COMBINING[int(codes[at])]))
            if len(whole) == 1 and base.isalpha():
                codes[letter], codes[at] = ord(whole), _NOTHING
                # the program moves back to the letter, and what reads the file takes that for a space
                spaced[max(at, letter)] &= abs(at - letter) != 1
                break


def _below(at: int, frame: Floats, sizes: Floats, middles: Floats) -> Iterator[int]:
    """Give the characters over or below which one is printed, first its neighbours and then the nearest."""
    em = sizes[at]
    near = (np.abs(middles - middles[at]) < _BESIDE * em) & (np.abs(frame[:, 4] - frame[at, 4]) < _ABOVE * em)
    # an accent between two letters is no wider than the room between them; one over a letter lies within it
    near &= (frame[:, 0] < middles[at]) & (middles[at] < frame[:, 2])
    near[at] = False
    found = np.flatnonzero(near)
    yield from found[np.lexsort((np.abs(middles[found] - middles[at]), np.abs(found - at) > 1))].tolist()
