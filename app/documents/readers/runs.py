"""A PDF page's characters to runs of text, with what only pretends to be printed kept apart."""

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.characters import Place, clean, printable
from app.documents.model import Box
from app.documents.readers import ink
from app.documents.readers.glyphs import BREAKS, SPACES, Floats, Glyphs, displayed, to_page
from app.documents.readers.shapes import misnamed
from app.errors import SourceTooComplex

_RUNS = 20_000
_ICONS = 500
_TALLEST = 30.0
"""Points from the middle of an icon down to the baseline of the text that it stands before."""
_SMALLEST = 1.6
"""Points; nobody reads smaller print."""
_NARROWEST = 0.12
"""Ems for each letter, on average of a text object; condensed faces take three times as much."""
_END_HYPHENS = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen at the end of a line."""
_LIGATURES = {0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"} | {
    0x0B: "ff",
    0x0C: "fi",
    0x0D: "fl",
    0x0E: "ffi",
    0x0F: "ffl",
}
"""Codes of TeX's two text encodings, seen where a font has no map to Unicode."""
_SPACES, _BREAKS, _LIGATURE_CODES = (np.array(sorted(codes)) for codes in (SPACES, BREAKS, _LIGATURES))
_SYMBOL_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF06E, 0xF071, 0xF0D6))
"""Private codes of the Symbol and Wingdings fonts that word processors print before list items."""
_REASONS = ("", "invisible", "tiny", "off-page", "squeezed", *ink.REASONS, "misnamed")


@dataclass(slots=True)
class Run:
    """Characters of one text direction and baseline that stand close together, spaces included.

    `x0 … y1` and `base` are in the frame in which the run's text runs to the right: the page turned by `turn`
    quarter turns. `places` are on the page as displayed.
    """

    characters: list[str]
    places: list[Place]
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    order: int
    turn: int
    bullet: bool = False
    """A mark that is no character (an icon, a drawn dot) stands before it."""

    @property
    def top(self) -> float:
        """The height of a capital above the baseline, near enough."""
        return self.base - 0.72 * self.size

    @property
    def text(self) -> str:
        """The characters in one string."""
        return "".join(self.characters)


@dataclass
class PageRuns:
    """What one page prints, and what it only pretends to print (text and reason)."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)


_Printed = tuple[list[str], list[Place], list[tuple[float, ...]]]

Ligatures = Callable[[], Mapping[str, Mapping[int, str]]]
"""Tells, for each font by its base name, what the codes print that only the font's own encoding can tell."""


def page_runs(
    page: pdfium.PdfPage, is_scan: Callable[[], bool], ligatures: Ligatures, limit: int, *, layers: bool = False
) -> PageRuns:
    """Give the runs of a page in the order of its content stream.

    Text of rendering mode 3, and text below the pictures, is kept when `is_scan()` says that the page is a picture
    with recognised text below it; else it is hidden, as is print under 1.6 points, print beyond the page's edge,
    print (or ActualText) squeezed into less than a tenth of its room, print of a font that calls its letters by other
    names, and print that nobody sees because it has the colour of its ground, is transparent, is painted over, is
    clipped away, or stands in a layer that is switched off (`layers` says that the file has such layers, so that
    every page is looked at).

    Raises SourceTooComplex beyond `limit` characters or 20,000 runs.
    """
    textpage = page.get_textpage()
    try:
        glyphs = Glyphs(textpage, limit)
        placed = _Placed(page, glyphs, is_scan, ligatures, layers) if glyphs.styles else None
    finally:
        textpage.close()
    result = PageRuns()
    if placed is None or not placed.codes:
        return result
    starts = placed.starts()
    if len(starts) > _RUNS:
        raise SourceTooComplex("a page holds too many pieces of text")
    for order, (first, last) in enumerate(zip(starts, [*starts[1:], len(placed.codes)], strict=True)):
        reason = _REASONS[placed.reasons[first]]
        run = placed.run(first, last, order)
        if run is not None and reason:
            result.hidden.append((clean(run.characters)[0].strip(), reason))
        elif run is not None:
            result.runs.append(run)
    _mark_icons(result.runs, placed.icons())
    return result


def _mark_icons(runs: list[Run], icons: list[tuple[int, float, float, int]]) -> None:
    """Take an icon that stands before three runs or more as the mark of a list item."""
    before: list[tuple[int, Run]] = []
    downwards = sorted(runs, key=lambda run: run.base)
    bases = [run.base for run in downwards]
    for code, edge, middle, turn in icons[:_ICONS]:
        near = downwards[bisect(bases, middle - 3) : bisect(bases, middle + _TALLEST)]
        for run in near:
            if run.turn == turn and -0.3 * run.size < run.x0 - edge < 2 * run.size and run.top < middle:
                before.append((code, run))
                break
    often = Counter(code for code, _ in before)
    for code, run in before:
        run.bullet = run.bullet or often[code] > 2


class _Placed:
    """The characters that are no blanks, with boxes and baselines in page and in text direction."""

    def __init__(
        self, page: pdfium.PdfPage, glyphs: Glyphs, is_scan: Callable[[], bool], ligatures: Ligatures, layers: bool
    ) -> None:
        codes, made = glyphs.codes, glyphs.generated
        blank, breaks = np.isin(codes, _SPACES), np.isin(codes, _BREAKS)
        blank |= breaks
        # A line break that pdfium did not make up is a glyph of a font without a map to Unicode.
        blank &= made | ~np.isin(codes, _LIGATURE_CODES)
        rows = np.flatnonzero(~blank)
        printed = codes[rows]
        self.codes: list[int] = printed.tolist()
        spaced = _stands_before(blank, rows)
        self._typed = _stands_before(blank & ~made, rows)
        self._ended = _stands_before(blank & breaks, rows)
        self._ligatures = ligatures
        owners = glyphs.owners[rows]
        self._owners: list[int] = owners.tolist()
        self._fonts = [style.font for style in glyphs.styles]
        self._sizes = np.array([s.size for s in glyphs.styles])[owners]
        bolds = np.array([s.bold for s in glyphs.styles])[owners]
        modes = np.array([s.mode for s in glyphs.styles])[owners]
        matrix = to_page(page)
        width, height = page.get_size()
        boxes = displayed(glyphs.sides[rows], matrix)
        across = np.array([s.across for s in glyphs.styles])[owners] @ matrix[:2]
        origin = np.array([s.origin for s in glyphs.styles])[owners] @ matrix[:2] + matrix[2]
        self._turns = np.rint(np.degrees(np.arctan2(across[:, 1], across[:, 0])) / 90).astype(np.int64) % 4
        self._quarters: list[int] = self._turns.tolist()
        heights = np.where(self._turns % 2 == 0, boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
        # A Type 3 font may call any size one point; its boxes tell how large it is.
        self._sizes = np.where(self._sizes < _SMALLEST, np.maximum(self._sizes, 1.3 * heights), self._sizes)
        self._boxes = _shared(boxes, self._turns)
        self._frame = _frame(self._boxes, origin, self._turns)
        reasons = self._hidden(printed, boxes, modes, owners, (width, height), is_scan)
        words = np.cumsum(spaced | (np.diff(owners, prepend=-1) != 0))
        unseen = ink.Unseen(page, glyphs, self._boxes, owners, words, matrix)
        self.reasons: list[int] = unseen.add(reasons, scan=is_scan(), layers=layers).tolist()
        clipped = np.stack([self._boxes[:, side].clip(0, (width, height)[side % 2]) for side in range(4)])
        self._places: list[Box] = list(zip(*clipped.tolist(), strict=True))
        self._rows: list[tuple[float, ...]] = list(zip(*self._frame.T.tolist(), strict=True))
        self._heights: list[float] = self._sizes.tolist()
        self._weights: list[bool] = bolds.tolist()
        self._texts = self._plain()
        gaps = self._frame[1:, 0] - self._frame[:-1, 2]
        self._spaced: list[bool] = (spaced | np.concatenate([[False], gaps > 0.8 * self._sizes[1:]])).tolist()
        self._spaces = [index for index, before in enumerate(self._spaced) if before]

    def _hidden(
        self,
        codes: npt.NDArray[np.int64],
        boxes: Floats,
        modes: npt.NDArray[np.int64],
        owners: npt.NDArray[np.int64],
        page: tuple[float, float],
        is_scan: Callable[[], bool],
    ) -> npt.NDArray[np.int64]:
        reasons = np.zeros(len(self.codes), np.int64)
        reasons[_squeezed(self._frame, self._sizes, owners)] = 4
        beyond = (boxes[:, 2] <= 0) | (boxes[:, 3] <= 0) | (boxes[:, 0] >= page[0]) | (boxes[:, 1] >= page[1])
        reasons[beyond] = 3
        reasons[self._sizes < _SMALLEST] = 2
        invisible = np.isin(modes, (engine.FPDF_TEXTRENDERMODE_INVISIBLE, engine.FPDF_TEXTRENDERMODE_CLIP))
        if invisible.any() and not is_scan():
            reasons[invisible] = 1
        fonts = np.array([id(font) for font in self._fonts])[owners]
        wrong = misnamed(codes, self._frame, self._sizes, fonts, reasons > 0)
        reasons[wrong & (reasons == 0)] = len(_REASONS) - 1
        return reasons

    def starts(self) -> list[int]:
        """Give the index of the first character of every run."""
        frame, sizes = self._frame, self._sizes
        em = np.maximum(sizes[1:], sizes[:-1])
        gap = frame[1:, 0] - frame[:-1, 2]
        apart = (
            self._ended[1:]
            | (np.diff(self._turns) != 0)
            | (np.diff(self.reasons) != 0)
            | (np.abs(np.diff(frame[:, 4])) > 0.45 * em)
            | (gap < -em)
            | (gap > np.where(self._typed[1:], 1.6, 1.0) * em)
        )
        return [0, *(np.flatnonzero(apart) + 1).tolist()]

    def run(self, first: int, last: int, order: int) -> Run | None:
        """Give the run of characters `first` to `last`; None when it prints nothing but icons."""
        printed = self._texts[first:last]
        characters, places, rows = self._plainly(first, last) if all(printed) else self._printed(first, last)
        if not rows:
            return None
        x0s, y0s, x1s, y1s, bases = zip(*rows, strict=True)
        return Run(
            characters=characters,
            places=places,
            x0=min(x0s),
            y0=min(y0s),
            x1=max(x1s),
            y1=max(y1s),
            base=median(bases),
            size=max(self._heights[first:last]),
            bold=2 * sum(self._weights[first:last]) > last - first,
            order=order,
            turn=self._quarters[first],
        )

    def _plainly(self, first: int, last: int) -> _Printed:
        """Give the characters with spaces between them, their places, and their rows of the frame."""
        characters: list[str] = self._texts[first:last]  # type: ignore[assignment]
        places: list[Place] = self._places[first:last]  # type: ignore[assignment]
        for index in reversed(self._spaces[bisect(self._spaces, first) : bisect_left(self._spaces, last)]):
            characters.insert(index - first, " ")
            places.insert(index - first, None)
        return characters, places, self._rows[first:last]

    def _printed(self, first: int, last: int) -> _Printed:
        """Give the same where some characters print nothing by themselves, or what their neighbours tell."""
        characters: list[str] = []
        places: list[Place] = []
        rows = []
        for index in range(first, last):
            if self._spaced[index] and characters and characters[-1] != " ":
                characters.append(" ")
                places.append(None)
            text = self._texts[index]
            if text is None:
                text = self._character(index, first, last)
            if text:
                characters.append(text)
                places.append(self._places[index])
                rows.append(self._rows[index])
        return characters, places, rows

    def _plain(self) -> list[str | None]:
        """Give what each code prints by itself: "" for icons and what prints nothing, None where neighbours tell."""
        printed: dict[int, str | None] = {}
        for code in set(self.codes):
            if code in _END_HYPHENS:
                printed[code] = "-"
            elif code < 32 or code in _SYMBOL_BULLETS:
                printed[code] = None
            else:
                printed[code] = chr(code) if code < 0x110000 and printable(chr(code)) else ""
        icons = [font.icons for font in self._fonts]
        if not any(icons):
            return list(map(printed.__getitem__, self.codes))
        return ["" if icons[owner] else printed[code] for owner, code in zip(self._owners, self.codes, strict=True)]

    def _character(self, index: int, first: int, last: int) -> str:
        """Give what a code prints; a code without a meaning is judged by the letters beside it."""
        code = self.codes[index]
        if code in _SYMBOL_BULLETS:
            return "•" if index == first else ""
        own = self._ligatures().get(self._fonts[self._owners[index]].name, {}).get(code)
        if own is not None:
            return own
        before = index > first and not self._spaced[index] and chr(self.codes[index - 1]).isalpha()
        after = index + 1 < last and not self._spaced[index + 1] and chr(self.codes[index + 1]).isalpha()
        if code in _LIGATURES:
            return _LIGATURES[code] if before or after else ""
        return "\ufffd" if before or after else ""

    def icons(self) -> list[tuple[int, float, float, int]]:
        """Give each icon's code, right edge, middle height and quarter turns."""
        frame = self._frame
        return [
            (code, float(frame[i, 2]), float(frame[i, 3] + frame[i, 1]) / 2, int(self._turns[i]))
            for i, (code, owner) in enumerate(zip(self.codes, self._owners, strict=True))
            if self._fonts[owner].icons or 0xE000 <= code <= 0xF8FF
        ]


def _stands_before(what: npt.NDArray[np.bool_], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Say for each of `rows` whether `what` holds for one between it and the row before."""
    counted = np.cumsum(what)[rows]
    return np.concatenate([[False], np.diff(counted) > 0])


def _frame(boxes: Floats, origin: Floats, turns: npt.NDArray[np.int64]) -> Floats:
    """Give x0, y0, x1, y1 and baseline (n by 5) in the frame where each character's text runs to the right."""
    x0, y0, x1, y1 = boxes.T
    x, y = origin.T
    frame = np.column_stack([x0, y0, x1, y1, y])
    for turn, columns in ((1, (y0, -x1, y1, -x0, -x)), (2, (-x1, -y1, -x0, -y0, -y)), (3, (-y1, x0, -y0, x1, x))):
        chosen = turns == turn
        if chosen.any():
            frame[chosen] = np.column_stack(columns)[chosen]
    return frame


def _sharing(boxes: Floats) -> list[tuple[int, int]]:
    """Give the ranges of neighbours that pdfium puts in one box: the letters of a ligature."""
    same = np.all(boxes[1:] == boxes[:-1], axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    return [(int(a), int(b) + 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _shared(boxes: Floats, turns: npt.NDArray[np.int64]) -> Floats:
    """Divide boxes that several letters share, and give those without extent half a point."""
    divided = boxes.copy()
    for first, last in _sharing(boxes):
        low, high = (0, 2) if turns[first] % 2 == 0 else (1, 3)
        edges = np.linspace(boxes[first, low], boxes[first, high], last - first + 1)
        if turns[first] in (2, 3):
            edges = edges[::-1]
        divided[first:last, low] = np.minimum(edges[:-1], edges[1:])
        divided[first:last, high] = np.maximum(edges[:-1], edges[1:])
    divided[:, 2:] = np.maximum(divided[:, 2:], divided[:, :2] + 0.5)
    return divided


def _squeezed(frame: Floats, sizes: Floats, owners: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Say which characters stand in a text object that has no room to print them.

    So does replacement text (ActualText), which pdfium spreads over the glyph that it replaces.
    """
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    counts = np.diff(np.append(starts, len(owners)))
    width = np.maximum.reduceat(frame[:, 2], starts) - np.minimum.reduceat(frame[:, 0], starts)
    height = np.add.reduceat(frame[:, 3] - frame[:, 1], starts) / counts
    # The height of the glyphs is asked, too, because a Type 3 font may call any size its size.
    room = np.minimum(_NARROWEST * sizes[starts], 1.5 * _NARROWEST * height)
    return np.repeat((counts > 3) & (width < room * counts), counts)
