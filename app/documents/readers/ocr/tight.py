"""The box of a word to the box of its print: engines give some words the height of their line."""

from dataclasses import replace

import numpy as np

from app.documents.readers.ocr.model import Grey, Word

_INK = 60
"""Of 255: print is darker than its ground by so much."""
_APART = 0.15
"""Of the height of a box: rows without print that part it from another line."""


def tightened(word: Word, picture: Grey) -> Word:
    """Give a word with the top and foot of its print, as the picture has it."""
    x0, y0, x1, y1 = word.box
    top = max(0, round(y0))
    part = picture[top : round(y1), max(0, round(x0)) : round(x1)]
    if part.size == 0:
        return word
    inked = np.flatnonzero((part < float(np.percentile(part, 90)) - _INK).any(axis=1))
    if inked.size == 0:
        return word
    cuts = np.flatnonzero(np.diff(inked) > max(2, _APART * len(part)))
    firsts, lasts = [inked[0], *inked[cuts + 1]], [*inked[cuts], inked[-1]]
    first, last = max(zip(firsts, lasts, strict=True), key=lambda ends: ends[1] - ends[0])
    return replace(word, box=(x0, float(top + first), x1, float(top + last + 1)))
