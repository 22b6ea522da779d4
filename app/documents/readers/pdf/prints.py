"""Codes of a PDF page's characters to what they print, spaces between them included."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from app.documents.characters import printable
from app.documents.readers.pdf.glyphs import LIGATURES, SIGNS, Bools, Font, Ints

Ligatures = Callable[[], Mapping[str, Mapping[int, str]]]
"""Tells, for each font by its base name, what the codes print that only the font's own encoding can tell."""

SPACE = -1
"""Stands for a space in a list of indexes."""
_END_HYPHENS = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen at the end of a line."""
_SYMBOL_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF06E, 0xF071, 0xF0D6))
"""Private codes of the Symbol and Wingdings fonts that word processors print before list items."""
_PRIVATE = 0xE000, 0xF8FF


@lru_cache(maxsize=8192)
def _said(code: int) -> str | None:
    """Give what a code prints by itself: "" for what prints nothing, None where its neighbours tell."""
    if code in _END_HYPHENS:
        return "-"
    if code < 32 or code in _SYMBOL_BULLETS:
        return None
    return printable(chr(code)) and chr(code) if code < 0x110000 else ""


class Prints:
    """What the characters of a page print, where `spaced` says which of them have a space before them.

    `font_of` has for each the index of its font among `fonts`.
    """

    def __init__(
        self, codes: Ints, font_of: Ints, fonts: Sequence[Font], spaced: Bools, ligatures: Ligatures
    ) -> None:
        self._codes, self._font_of, self._fonts, self._spaced = codes, font_of, fonts, spaced
        self._ligatures = ligatures
        icons = np.array([font.icons for font in fonts])[font_of]
        known = np.unique(codes)
        said = map(_said, known.tolist())
        alone = np.array([ord(text) if text else 0 for text in said], np.uint32)[np.searchsorted(known, codes)]
        self.alone = np.where(icons, np.uint32(0), alone)
        """The code point that each prints by itself; 0 where it prints none, or its neighbours tell."""
        self.icons: Ints = np.flatnonzero(icons | ((codes >= _PRIVATE[0]) & (codes <= _PRIVATE[1])))
        """Indexes of those that are pictures."""

    def between(self, first: int, last: int) -> tuple[list[str], list[int]]:
        """Give what `first` to `last` (exclusive) print, and which of them each is of; SPACE for a space."""
        characters: list[str] = []
        indexes: list[int] = []
        for index, spaced in enumerate(self._spaced[first:last].tolist(), start=first):
            if spaced and characters and characters[-1] != " ":
                characters.append(" ")
                indexes.append(SPACE)
            if text := self._printed(index, first, last):
                characters.append(text)
                indexes.append(index)
        return characters, indexes

    def _printed(self, index: int, first: int, last: int) -> str:
        """Give what a code prints; a code without a meaning is judged by the letters beside it."""
        code, font = int(self._codes[index]), self._fonts[self._font_of[index]]
        text = "" if font.icons else _said(code)
        if text is not None:
            return text
        if code in _SYMBOL_BULLETS:
            return "•" if index == first else ""
        own = self._ligatures().get(font.name, {}).get(code)
        if own is not None:
            return own
        before = index > first and not self._spaced[index] and chr(self._codes[index - 1]).isalnum()
        after = index + 1 < last and not self._spaced[index + 1] and chr(self._codes[index + 1]).isalnum()
        if code in SIGNS:
            return SIGNS[code]
        if code in LIGATURES:
            return LIGATURES[code] if before or after else ""
        return "\ufffd" if before or after else ""
