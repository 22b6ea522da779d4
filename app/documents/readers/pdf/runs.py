"""A PDF page's characters to runs of text, with what only pretends to be printed kept apart."""

import sys
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.characters import NOWHERE, Places, clean
from app.documents.readers.page.columns import names_date
from app.documents.readers.page.rules import Box
from app.documents.readers.page.run import Run, Told
from app.documents.readers.pdf import ink
from app.documents.readers.pdf.accents import compose
from app.documents.readers.pdf.glyphs import Bools, Floats, Glyphs, Ints, displayed, to_page
from app.documents.readers.pdf.paint import Listed
from app.documents.readers.pdf.prints import SPACE, Ligatures, Prints
from app.documents.readers.pdf.shapes import misnamed
from app.documents.readers.pdf.structure import ranks
from app.documents.readers.pdf.tracking import close_up, join
from app.errors import SourceTooComplex

_RUNS = 20_000
_ICONS = 500
_TALLEST = 30.0
"""Points from the middle of an icon down to the baseline of the text that it stands before."""
_PADDING = 2.5
"""Ems of a box beside the words in it, at most."""
_DATE = 40
"""Characters of a line that says a period and hardly more, at most."""
_SMALLEST = 1.6
"""Points; nobody reads smaller print."""
_NARROWEST = 0.12
"""Ems for each letter, on average of a text object; condensed faces take three times as much."""
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
_REASONS = ("", "invisible", "tiny", "off-page", "squeezed", *ink.REASONS, "misnamed")


@dataclass
class PageRuns:
    """What one page prints, and what it only pretends to print (text and reason)."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)


def page_runs(
    page: pdfium.PdfPage,
    listed: Listed,
    is_scan: Callable[[], bool],
    ligatures: Ligatures,
    limit: int,
    *,
    boxes: Sequence[Box] = (),
    layers: bool = False,
    tagged: bool = False,
) -> PageRuns:
    """Give the runs of a page, whose objects are `listed`, in the order of its content stream.

    Text of rendering mode 3, and text below the pictures, is kept when `is_scan()` says that the page is a picture
    with recognised text below it; else it is hidden, as is print under 1.6 points, print beyond the page's edge,
    print (or ActualText) squeezed into less than a tenth of its room, print of a font that calls its letters by other
    names, and print that nobody sees because it has the colour of its ground, is transparent, is painted over, is
    clipped away, or stands in a layer that is switched off (`layers` says that the file has such layers, so that
    every page is looked at). What stands in different `boxes` is in different runs. Where the file is `tagged`, each
    run has its place in the order of its structure.

    Raises SourceTooComplex beyond `limit` characters or 20,000 runs.
    """
    textpage = page.get_textpage()
    result = PageRuns()
    try:
        glyphs = Glyphs(textpage, limit)
        if not len(glyphs.styles):
            return result
        placed = _Placed(page, listed, glyphs, is_scan, ligatures, layers, boxes)
        told = ranks(page, glyphs.styles.addresses) if tagged else [None] * len(glyphs.styles)
        for run, reason in placed.runs(told):
            if reason:
                result.hidden.append((clean(run.characters)[0].strip(), _REASONS[reason]))
            else:
                result.runs.append(run)
    finally:
        textpage.close()
    _mark_icons(result.runs, placed.icons())
    return result


def _mark_icons(runs: list[Run], icons: list[tuple[int, float, float, int]]) -> None:
    """Take an icon that stands before three runs or more as the mark of a list item.

    A calendar before the dates of entries is none.
    """
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
    dated = Counter(code for code, run in before if names_date([run]) and len(run.characters) < _DATE)
    for code, run in before:
        run.bullet = run.bullet or (often[code] > 2 and dated[code] <= 0.5 * often[code])


class _Placed:
    """The characters that are no blanks, with boxes and baselines in page and in text direction."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        listed: Listed,
        glyphs: Glyphs,
        is_scan: Callable[[], bool],
        ligatures: Ligatures,
        layers: bool,
        drawn: Sequence[Box],
    ) -> None:
        rows, styles, owners = glyphs.printed, glyphs.styles, glyphs.owners
        self._glyphs = glyphs
        self._codes = glyphs.codes[rows]
        # between two printed characters stands nothing but blanks
        self._spaced: Bools = np.diff(rows, prepend=rows[0]) > 1
        self._ended: Bools = np.diff(np.cumsum(glyphs.breaks)[rows], prepend=0) > 0
        self._ended[0] = False
        matrix = to_page(page)
        size = page.get_size()
        boxes = displayed(glyphs.sides, matrix)
        across = styles.across @ matrix[:2]
        origin = styles.origins @ matrix[:2] + matrix[2]
        turns = np.rint(np.degrees(np.arctan2(across[:, 1], across[:, 0])) / 90).astype(np.int64) % 4
        self._turns: Ints = turns[owners]
        self._boxes = _shared(boxes, self._turns)
        self._frame = _frame(self._boxes, origin[owners], self._turns)
        self._sizes = self._true_sizes(boxes)
        reasons = self._hidden(boxes, size, is_scan)
        words = np.cumsum(self._spaced | (np.diff(owners, prepend=-1) != 0))
        unseen = ink.Unseen(page, listed, glyphs, self._boxes, words, matrix)
        self._reasons = unseen.add(reasons, scan=is_scan(), layers=layers)
        clipped = np.clip(self._boxes, 0, (*size, *size))
        self._places: Places = np.concatenate([clipped, NOWHERE])
        """One for each, and behind them that of a space."""
        self._spaced[1:] |= self._frame[1:, 0] - self._frame[:-1, 2] > 0.8 * self._sizes[1:]
        typed, advances = glyphs.typed_before, self._advances(matrix, origin)
        join(self._frame, self._sizes, self._spaced, self._ended, typed, advances)
        self._apart = close_up(self._frame, self._sizes, self._spaced, self._ended, typed, advances)
        compose(self._codes, self._frame, self._sizes, self._spaced)
        self._prints = Prints(self._codes, styles.font_of[owners], styles.fonts, self._spaced, ligatures)
        self._drawn = _within(self._boxes, self._sizes, drawn)

    def _advances(self, matrix: Floats, origin: Floats) -> Callable[[Ints], Floats]:
        """Give a function that frames characters with the room that their font gives them."""

        def advances(rows: Ints) -> Floats:
            boxes = displayed(self._glyphs.advances(rows), matrix)
            return _frame(boxes, origin[self._glyphs.owners[rows]], self._turns[rows])

        return advances

    def _true_sizes(self, boxes: Floats) -> Floats:
        """Give the sizes of print. A Type 3 font may call any size one point; its boxes tell how large it is."""
        sizes = self._glyphs.styles.sizes[self._glyphs.owners]
        small = sizes < _SMALLEST
        if small.any():
            heights = np.where(self._turns % 2 == 0, boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
            sizes = np.where(small, np.maximum(sizes, 1.3 * heights), sizes)
        return sizes

    def _hidden(self, boxes: Floats, page: tuple[float, float], is_scan: Callable[[], bool]) -> Ints:
        styles, owners = self._glyphs.styles, self._glyphs.owners
        reasons = np.zeros(len(owners), np.int64)
        reasons[_squeezed(self._frame, self._sizes, owners)] = 4
        beyond = (boxes[:, 2] <= 0) | (boxes[:, 3] <= 0) | (boxes[:, 0] >= page[0]) | (boxes[:, 1] >= page[1])
        reasons[beyond] = 3
        reasons[self._sizes < _SMALLEST] = 2
        unseen = (engine.FPDF_TEXTRENDERMODE_INVISIBLE, engine.FPDF_TEXTRENDERMODE_CLIP)
        invisible = np.isin(styles.modes, unseen)
        if invisible.any() and not is_scan():
            reasons[invisible[owners]] = 1
        wrong = misnamed(self._codes, self._frame, self._sizes, styles.font_of[owners], reasons > 0)
        reasons[wrong & (reasons == 0)] = len(_REASONS) - 1
        return reasons

    def _starts(self) -> Ints:
        """Give the index of the first character of every run. Raises SourceTooComplex for too many."""
        frame, sizes = self._frame, self._sizes
        em = np.maximum(sizes[1:], sizes[:-1])
        gap = frame[1:, 0] - frame[:-1, 2] - 2 * self._apart[1:] * em
        apart = (
            self._ended[1:]
            | (np.diff(self._turns) != 0)
            | (np.diff(self._reasons) != 0)
            | (np.abs(np.diff(frame[:, 4])) > 0.45 * em)
            | (gap < -em)
            | (gap > 1.6 * em)
            | ((np.diff(self._drawn) != 0) & (self._drawn[1:] >= 0) & (self._drawn[:-1] >= 0))
        )
        # the file's own spaces may be wide ones
        for index in np.flatnonzero(~apart & (gap > em)).tolist():
            apart[index] = not self._glyphs.typed_before(index + 1)
        starts: Ints = np.append(0, np.flatnonzero(apart) + 1)
        if len(starts) > _RUNS:
            raise SourceTooComplex("a page holds too many pieces of text")
        return starts

    def runs(self, told: Sequence[Told | None]) -> Iterator[tuple[Run, int]]:
        """Give the runs that print more than icons, each with the number of the reason why it is hidden (0: none).

        `told` is what the file tells of each text object.
        """
        starts, frame, styles = self._starts(), self._frame, self._glyphs.styles
        counts = np.diff(np.append(starts, len(frame)))
        bolds = styles.bold.astype(np.int64)[self._glyphs.owners]
        columns = (
            starts,
            starts + counts,
            np.minimum.reduceat(frame, starts),
            np.maximum.reduceat(frame, starts),
            np.maximum.reduceat(self._sizes, starts),
            2 * np.add.reduceat(bolds, starts) > counts,
            self._turns[starts],
            self._reasons[starts],
            np.minimum.reduceat(self._prints.alone, starts),
            np.minimum.reduceat(self._drawn, starts),
        )
        whole, places, at = self._spread(starts)
        all_told = list(self._told(starts, starts + counts, told))
        for order, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            first, last, low, high, size, bold, turn, reason, alone, box = row
            said: Sequence[str]
            if alone:
                run = slice(at[first], at[last - 1] + 1)
                said, own, bases = whole[run], places[run], frame[first:last, 4]
            else:
                said, indexes = self._prints.between(first, last)
                own, rows = self._places[indexes], frame[[index for index in indexes if index != SPACE]]
                if not len(rows):
                    continue
                low, high, bases = rows.min(axis=0).tolist(), rows.max(axis=0).tolist(), rows[:, 4]
            (x0, y0, _, _, base), (_, _, x1, y1, lowest) = low, high
            if base != lowest:
                base = median(bases.tolist())
            yield Run(said, own, x0, y0, x1, y1, base, size, bold, order, turn, *all_told[order], box=box), reason

    def _told(
        self, starts: Ints, ends: Ints, told: Sequence[Told | None]
    ) -> Iterator[tuple[Told | None, Told | None]]:
        """Give what is told of each run: of its first object of which something is, and of the last."""
        owners = self._glyphs.owners
        for first, last in zip(owners[starts].tolist(), owners[ends - 1].tolist(), strict=True):
            own = [one for one in told[first : last + 1] if one is not None]
            yield (own[0], own[-1]) if own else (None, None)

    def _spread(self, starts: Ints) -> tuple[str, Places, list[int]]:
        """Give what all print by themselves with spaces between, the places of both, and the index of each there."""
        inner = self._spaced.copy()
        inner[starts] = False
        at = np.cumsum(inner) + np.arange(len(inner))
        codes = np.full(int(at[-1]) + 1, ord(" "), np.uint32)
        codes[at] = self._prints.alone
        places = np.full((len(codes), 4), np.nan)
        places[at] = self._places[:-1]
        return codes.tobytes().decode(_UTF_32), places, at.tolist()

    def icons(self) -> list[tuple[int, float, float, int]]:
        """Give each icon's code, right edge, middle height and quarter turns."""
        own = self._prints.icons
        frame = self._frame[own]
        columns = self._codes[own], frame[:, 2], (frame[:, 3] + frame[:, 1]) / 2, self._turns[own]
        return list(zip(*(column.tolist() for column in columns), strict=True))


def _within(boxes: Floats, sizes: Floats, drawn: Sequence[Box]) -> Ints:
    """Give for each character the number of the drawn box that its middle is in, or -1.

    Only boxes that print fills count: a cell of a table has room to spare.
    """
    own = np.full(len(boxes), -1, np.int64)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    for number, (x0, y0, x1, y1) in enumerate(drawn):
        inside = np.flatnonzero((x0 < x) & (x < x1) & (y0 < y) & (y < y1))
        if len(inside):
            room = x1 - x0 - (boxes[inside, 2].max() - boxes[inside, 0].min())
            if room < _PADDING * sizes[inside].max():
                own[inside] = number
    return own


def _frame(boxes: Floats, origin: Floats, turns: Ints) -> Floats:
    """Give x0, y0, x1, y1 and baseline (n by 5) in the frame where each character's text runs to the right."""
    frame = np.empty((len(boxes), 5))
    frame[:, :4], frame[:, 4] = boxes, origin[:, 1]
    if not turns.any():
        return frame
    x0, y0, x1, y1 = boxes.T
    x, y = origin.T
    for turn, columns in ((1, (y0, -x1, y1, -x0, -x)), (2, (-x1, -y1, -x0, -y0, -y)), (3, (-y1, x0, -y0, x1, x))):
        chosen = turns == turn
        if chosen.any():
            frame[chosen] = np.column_stack(columns)[chosen]
    return frame


def _sharing(boxes: Floats) -> list[tuple[int, int]]:
    """Give the ranges of neighbours that pdfium puts in one box: the letters of a ligature."""
    same = boxes[1:, 0] == boxes[:-1, 0]
    for side in (1, 2, 3):
        same &= boxes[1:, side] == boxes[:-1, side]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    return [(int(a), int(b) + 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _shared(boxes: Floats, turns: Ints) -> Floats:
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


def _squeezed(frame: Floats, sizes: Floats, owners: Ints) -> Bools:
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
