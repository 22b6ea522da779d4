"""A PDF page's characters, as pdfium lists them, to styles and places on the page as displayed."""

import ctypes
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.errors import SourceTooComplex

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SPACES = frozenset((32, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F))
BREAKS = frozenset((9, 10, 11, 12, 13))
LIGATURES = {0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"} | {
    0x0B: "ff",
    0x0C: "fi",
    0x0D: "fl",
    0x0E: "ffi",
    0x0F: "ffl",
}
"""Codes of TeX's two text encodings, seen where a font has no map to Unicode."""
SIGNS = {0x10: "\u201c", 0x11: "\u201d", 0x12: "\u201e", 0x15: "\u2013", 0x16: "\u2014"}
"""Codes of the quotes and dashes of TeX's newer encoding (T1), seen there too."""
_NO_BLANK, _SPACE, _BREAK, _DOUBTFUL = range(4)
_KINDS = np.zeros(max(SPACES) + 2, np.uint8)
"""What each code is; none beyond it is a blank."""
_KINDS[sorted(SPACES)], _KINDS[sorted(BREAKS)], _KINDS[sorted(BREAKS & LIGATURES.keys())] = _SPACE, _BREAK, _DOUBTFUL
_LEFTWARDS = (0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)
"""Codes of scripts that run to the left (Unicode Standard, DerivedBidiClass)."""
_SURROGATES = (0xD800, 0xDFFF)
"""Units of UTF-16 that are half a character."""
_UNKNOWN = 0xFFFD
"""From here on a unit stands for a character that is none, or for a hyphen at the end of a line."""
_BOLD = ("bold", "black", "heavy", "semibd", "demi")
_BOLD_OF_TEX = re.compile(r"cm(?:ss)?bx|cmssdc|cmb\d|sf(?:bx|sx|bi|bl|xc|rb)\d|-medi(?:ital)?$")
"""Bold faces by the short names that TeX's fonts have (Computer Modern, its outlines in Type 1, Nimbus Roman)."""
_ICONS = ("awesome", "phosphor", "icon", "glyphicon", "material", "feather", "typicons", "academicons", "symbola")
_FORCE_BOLD = 0x40000
"""Flag of a font descriptor (ISO 32000-2, table 121)."""
_FRACTION = 64
"""Device pixels a point, so that pdfium's whole-pixel answers are exact enough."""


def on_addresses(function: object, answer: type, *arguments: type) -> Callable[..., Any]:
    """Give a pdfium function that takes and gives plain addresses: pypdfium2's wraps each pointer in an object.

    Without `arguments` nothing is converted in a call: addresses are given as `c_void_p.from_param` makes them.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(answer, *arguments)(address or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode_at = on_addresses(engine.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_generated_at = on_addresses(engine.FPDFText_IsGenerated, _I, _P, _I)
_box_at = on_addresses(engine.FPDFText_GetCharBox, _I)
_object_at = on_addresses(engine.FPDFText_GetTextObject, ctypes.c_size_t, _P, _I)
_matrix_at = on_addresses(engine.FPDFText_GetMatrix, _I, _P, _I, _P)
_room_at = on_addresses(engine.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_size_at = on_addresses(engine.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_mode_of = on_addresses(engine.FPDFTextObj_GetTextRenderMode, _I, _P)
_font_of = on_addresses(engine.FPDFTextObj_GetFont, _P, _P)

_AT_ONCE = 512
_SIDES = np.zeros((_AT_ONCE, 4))
"""Where pdfium puts the boxes of so many characters; whoever asks it holds its lock."""
_AT = [
    [_P.from_param(at) for at in range(_SIDES.ctypes.data + 8 * side, _SIDES.ctypes.data + _SIDES.nbytes, 32)]
    for side in (0, 2, 1, 3)
]
"""Left, right, bottom and top of each, as pdfium takes them."""


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name and flags tell."""

    name: str
    """Without the tag of a subset; empty when the font has none."""
    bold: bool
    icons: bool
    """Its glyphs are pictures, whatever characters they claim to be."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What text objects say of their characters, a row for each object; vectors in user space."""

    modes: Ints
    """Text rendering modes, ISO 32000-2 table 104."""
    sizes: Floats
    bold: Bools
    across: Floats
    """Directions in which their text runs (n by 2)."""
    origins: Floats
    """Where their baselines begin (n by 2)."""
    fonts: tuple[Font, ...]
    """Each font once."""
    font_of: Ints
    """Indexes of `fonts`."""
    addresses: list[int]
    """Of the text objects, as the page lists them; 0 where pdfium knows none."""

    def __len__(self) -> int:
        """Give the number of text objects."""
        return len(self.addresses)


class Glyphs:
    """What pdfium lists of a page: the code of each character, the line breaks and spaces it made up included.

    `printed` are the places in that list of what is no blank; `sides` (left, bottom, right and top in user space) and
    `owners` (indexes of `styles`) have one row for each of these, `breaks` says for each code whether it ends a line.
    Raises SourceTooComplex for more than `limit` characters. The text page stays open as long as this is used.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, limit: int) -> None:
        count = textpage.count_chars()
        if count > limit:
            raise SourceTooComplex("a page holds too many characters")
        self._textpage = textpage.raw
        self._page = ctypes.cast(self._textpage, _P).value
        self.codes = self._said(count)
        blank, self.breaks = self._blanks()
        self.printed: Ints = np.flatnonzero(~blank)
        indexes = self.printed.tolist()
        self.sides = self._boxes(indexes)
        owners = self._owners(indexes)
        begins = np.ones(len(owners), bool)
        begins[1:] = owners[1:] != owners[:-1]
        self.owners: Ints = np.cumsum(begins) - 1
        self.styles = self._styles(self._page, self.printed[begins].tolist(), owners[begins].tolist())

    def typed_before(self, row: int) -> bool:
        """Say whether one of the blanks right before a printed character is the file's own, not made up by pdfium."""
        before = range(int(self.printed[row - 1]) + 1 if row else 0, int(self.printed[row]))
        return any(_generated_at(self._page, index) != 1 for index in before)

    def advances(self, rows: Ints) -> Floats:
        """Give the sides of printed characters with the room that their font gives them, from one to the next."""
        found = np.zeros((len(rows), 4), np.float32)
        places = range(found.ctypes.data, found.ctypes.data + found.nbytes, 16)
        deque(map(_room_at, repeat(self._page), self.printed[rows].tolist(), places), maxlen=0)
        return found[:, [0, 3, 2, 1]].astype(np.float64)

    def _blanks(self) -> tuple[Bools, Bools]:
        """Say which codes print nothing but room, and which of these end a line."""
        kinds = _KINDS[np.minimum(self.codes, len(_KINDS) - 1)]
        blank = kinds != _NO_BLANK
        # A line break that pdfium did not make up is a glyph of a font without a map to Unicode.
        for index in np.flatnonzero(kinds == _DOUBTFUL).tolist():
            blank[index] = _generated_at(self._page, index) == 1
        return blank, blank & (kinds >= _BREAK)

    def _boxes(self, indexes: list[int]) -> Floats:
        # a page has thousands of characters, and turning five addresses for each into C costs more than the asking
        sides, page = np.empty((len(indexes), 4)), repeat(_P.from_param(self._page))
        for first in range(0, len(indexes), _AT_ONCE):
            some = indexes[first : first + _AT_ONCE]
            _SIDES.fill(0)
            deque(map(_box_at, page, some, *_AT), maxlen=0)
            sides[first : first + len(some)] = _SIDES[: len(some)]
        return sides

    def _owners(self, indexes: list[int]) -> npt.NDArray[np.uint64]:
        """Give the address of the text object of each character.

        The characters of one stand together in the list, so that what is between two of the same object is not asked:
        first the ends of lines are, and then halves of what differs. Only text that runs to the left is put into
        another order, all objects of a line at once.
        """
        if not indexes:
            return np.zeros(0, np.uint64)
        count, codes = len(indexes), self.codes
        leftwards = any(((codes >= first) & (codes <= last)).any() for first, last in _LEFTWARDS)
        begins = np.flatnonzero(np.diff(np.cumsum(self.breaks)[indexes]) > 0) + 1
        ends = np.arange(count) if leftwards else np.concatenate([begins, begins - 1, [0, count - 1]])
        asked = fresh = np.unique(ends)
        owners = np.zeros(count, np.uint64)
        while len(fresh):
            asking = [indexes[place] for place in fresh.tolist()]
            owners[fresh] = np.fromiter(map(_object_at, repeat(self._page), asking), np.uint64, len(asking))
            first, last = asked[:-1], asked[1:]
            fresh = ((first + last) // 2)[(owners[first] != owners[last]) & (last - first > 1)]
            asked = np.sort(np.concatenate([asked, fresh]))
        return np.repeat(owners[asked], np.diff(np.append(asked, count)))

    def _said(self, count: int) -> Ints:
        """Give the code of each character.

        They are those of the page's text when it has one unit of UTF-16 for each: it may leave characters out, and
        have two units for one. Where it says that it does not know, the character itself is asked.
        """
        units = np.zeros(count + 1, np.uint16)
        buffer = ctypes.cast(units.ctypes.data, ctypes.POINTER(ctypes.c_ushort))
        page = self._page
        whole = count and engine.FPDFText_GetText(self._textpage, 0, count, buffer) == count + 1
        if not whole or ((units >= _SURROGATES[0]) & (units <= _SURROGATES[1])).any():
            return np.fromiter(map(_unicode_at, repeat(page), range(count)), np.int64, count)
        codes = units[:count].astype(np.int64)
        for index in np.flatnonzero(codes >= _UNKNOWN).tolist():
            codes[index] = _unicode_at(page, index)
        return codes

    def _styles(self, page: int | None, indexes: list[int], owners: list[int]) -> Styles:
        """Give the style of each text object by its first character; some programs make one of each letter."""
        count = len(indexes)
        matrices = np.zeros((count, 6), np.float32)
        places = (matrices.ctypes.data + 24 * np.arange(count)).tolist()
        deque(map(_matrix_at, repeat(page), indexes, places), maxlen=0)
        across, down, origins = matrices.astype(np.float64).reshape(count, 3, 2).transpose(1, 0, 2)
        sizes = np.fromiter(map(_size_at, repeat(page), indexes), np.float64, count)
        modes = np.array([_mode_of(owner) if owner else 0 for owner in owners], np.int64)
        held = [_font_of(owner) or 0 if owner else 0 for owner in owners]
        firsts = dict(zip(reversed(held), reversed(indexes), strict=True))
        fonts = tuple(map(self._font, firsts.values()))
        numbers = {font: number for number, font in enumerate(firsts)}
        font_of = np.array([numbers[font] for font in held], np.int64)
        bold = np.array([font.bold for font in fonts], bool)[font_of] | (
            modes == engine.FPDF_TEXTRENDERMODE_FILL_STROKE
        )
        return Styles(modes, np.abs(sizes) * np.hypot(*down.T), bold, across, origins, fonts, font_of, owners)

    def _font(self, index: int) -> Font:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        engine.FPDFText_GetFontInfo(self._textpage, index, buffer, 256, flags)
        name = base_name(buffer.value.decode("utf-8", "replace"))
        words = name.lower()
        # The weight that pdfium offers is guessed from stem widths, and calls some regular faces bold.
        named = any(w in words for w in _BOLD) or _BOLD_OF_TEX.search(words) is not None
        bold = named or bool(flags.value & _FORCE_BOLD)
        return Font(name, bold, any(w in words for w in _ICONS))


def base_name(name: str) -> str:
    """Give a font's name without the six-letter tag of a subset (ISO 32000-2, 9.9.2)."""
    return name[7:] if len(name) > 7 and name[6] == "+" else name


def to_page(page: pdfium.PdfPage) -> Floats:
    """Give the 3 by 2 matrix M with `(x, y, 1) @ M` = the point on the page as displayed, origin top left.

    pdfium's own answer is asked for, because it knows Rotate, CropBox and what it did about broken boxes.
    """
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    points = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        size = (round(width * _FRACTION), round(height * _FRACTION))
        engine.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
        points.append((across.value / _FRACTION, down.value / _FRACTION))
    origin, right, up = np.array(points)
    return np.array([(right - origin) / 1000, (up - origin) / 1000, origin])


def displayed(sides: Floats, matrix: Floats) -> Floats:
    """Turn user-space `sides` (n by 4: left, bottom, right, top) into boxes (x0, y0, x1, y1) as displayed."""
    first = sides[:, :2] @ matrix[:2] + matrix[2]
    second = sides[:, 2:] @ matrix[:2] + matrix[2]
    return np.concatenate([np.minimum(first, second), np.maximum(first, second)], axis=1)
