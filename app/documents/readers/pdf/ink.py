"""A PDF page's text to what of it nobody can see: the page is drawn with it and without it, where that may differ.

Drawing costs several times what reading does. So first the colours that the page names are compared: text whose
colour stands out from the plain area below it, and that nothing is painted over, is seen. Only a page with other text
is drawn.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.pdf.glyphs import Bools, Floats, Glyphs, Ints, displayed
from app.documents.readers.pdf.paint import Colour, Paint, clip_of, colours_of, page_paint, show

_SCALE = 1.0
"""Pixels a point."""
_PIXELS = 4_000_000
"""Larger pages are drawn smaller."""
_INK = 16
"""Of 255: a pixel that the text changes by less, in every colour, shows nothing."""
_CONTRAST = 48
"""Of 255: text and ground that differ by so much in one colour can be told apart, whatever their print."""
_FAINT = 128
"""Of 255: less opacity than this may or may not be seen."""
_EDGE = 32
"""Of 255: neighbouring pixels that differ by so much are the edge of a shape."""
_PRINT = 0.05
"""Share of a letter's box that is edges, at least."""

REASONS = ("background-coloured", "transparent", "covered", "clipped", "switched-off")
"""Why print is not seen; their numbers begin at `FIRST`."""
FIRST = 5
_CLEAR = 13
"""Of 255: print of less opacity is meant not to be seen."""
_DRAWN = 0.7
"""Share of a transparent word's letters at whose places shapes are drawn, as they are when the shapes are letters."""
_NO_COLOUR: Colour = (0, 0, 0, 0)


def doubtful(boxes: Floats, order: Floats, colours: Floats, paint: Paint, matrix: Floats) -> Bools:
    """Say for each word whether its colours do not tell that it is seen.

    `boxes` are the words as displayed (n by 4), `order` the places of their text objects among what the page paints
    (infinite for those in drawings within the page), `colours` theirs (n by 4, all 0 for one that has none);
    `matrix` turns user space into the page as displayed.
    """
    doubts: Bools = colours[:, 3] < _FAINT
    own = colours[:, :3]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    contrast = _apart(own, (255, 255, 255))
    areas = displayed(np.array([one.sides for one in paint.painted], float).reshape(-1, 4), matrix)
    for one, (x0, y0, x1, y1) in zip(paint.painted, areas, strict=True):
        on = (middle[:, 0] > x0) & (middle[:, 0] < x1) & (middle[:, 1] > y0) & (middle[:, 1] < y1)
        if not on.any():
            continue
        doubts |= on & (order < one.order)
        on &= order > one.order
        if one.colour is None or one.colour[3] < 255:
            contrast[on] = 0
            continue
        other = _apart(own[on], one.colour[:3])
        # what is no plain area may leave free what lies below it: the text must stand out from both
        contrast[on] = other if one.plain else np.minimum(other, contrast[on])
    doubts |= contrast < _CONTRAST
    return doubts


def _apart(own: Floats, other: tuple[int, int, int]) -> Floats:
    """Give by how much each of some colours (n by 3) is apart from another, in the part where it is most."""
    red, green, blue = (np.abs(own[:, part] - value) for part, value in enumerate(other))
    most: Floats = np.maximum(np.maximum(red, green), blue)
    return most


@dataclass(frozen=True)
class Seen:
    """What a drawn page shows at places (one flag for each box)."""

    changed: Bools
    """The text that was in doubt changes what is seen there."""
    printed: Bools
    """Without texts and pictures there is print all the same: letters drawn as shapes."""


def look(page: pdfium.PdfPage, doubts: Collection[int], drawings: Collection[int], boxes: Floats) -> Seen:
    """Draw the page with and without the text objects `doubts`, and compare at `boxes`.

    Without the objects `drawings` only shapes are left. None of either spares their pictures. `boxes` (n by 4) are in
    points on the page as displayed.
    """
    width, height = page.get_size()
    scale = min(_SCALE, sqrt(_PIXELS / (width * height)))
    boxes = boxes * scale
    changed = printed = np.zeros(len(boxes), bool)
    if doubts:
        whole, bare = _drawn(page, scale), _drawn(page, scale, leaving_out=doubts)
        changed = _share(_differ(whole, bare, _INK), boxes) > 0
    if not drawings:
        return Seen(changed, printed)
    shapes = _drawn(page, scale, leaving_out=drawings)
    edges = np.zeros(shapes.shape[:2], bool)
    edges[:, 1:] = _differ(shapes[:, 1:], shapes[:, :-1], _EDGE)
    return Seen(changed, _share(edges, boxes) > _PRINT)


def _differ(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8], least: int) -> Bools:
    """Say which pixels differ by so much in one colour."""
    apart = (np.maximum(one, other) - np.minimum(one, other)) >= least
    marked: Bools = apart[..., 0] | apart[..., 1] | apart[..., 2]
    return marked


def _share(marked: Bools, boxes: Floats) -> Floats:
    """Give the share of marked pixels in each box (in pixels)."""
    total = np.zeros((marked.shape[0] + 1, marked.shape[1] + 1), np.int32)
    np.cumsum(marked, axis=0, out=total[1:, 1:])
    np.cumsum(total, axis=1, out=total)
    high, wide = marked.shape
    x0, x1 = (np.clip(side, 0, wide).astype(int) for side in (np.floor(boxes[:, 0]), np.ceil(boxes[:, 2])))
    y0, y1 = (np.clip(side, 0, high).astype(int) for side in (np.floor(boxes[:, 1]), np.ceil(boxes[:, 3])))
    held = total[y1, x1] - total[y0, x1] - total[y1, x0] + total[y0, x0]
    share: Floats = held / np.maximum((x1 - x0) * (y1 - y0), 1)
    return share


def _drawn(page: pdfium.PdfPage, scale: float, leaving_out: Collection[int] = ()) -> npt.NDArray[np.uint8]:
    """Draw the page without some of its objects: height by width by three colours."""
    show(leaving_out, False)
    try:
        bitmap = page.render(scale=scale, may_draw_forms=False)
        pixels: npt.NDArray[np.uint8] = bitmap.to_numpy()[..., :3].copy()
        bitmap.close()
    finally:
        show(leaving_out, True)
    return pixels


class Unseen:
    """Finds among the characters of a page those that nobody sees because of how the page is painted."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        glyphs: Glyphs,
        boxes: Floats,
        owners: Ints,
        words: Ints,
        matrix: Floats,
    ) -> None:
        self._page, self._boxes, self._owners, self._words, self._matrix = page, boxes, owners, words, matrix
        self._styles = glyphs.styles
        self._paint = page_paint(page)

    def add(self, found: Ints, *, scan: bool, layers: bool) -> Ints:
        """Give the reasons in `found` (0 for none) with those of unseen characters added, from `FIRST` on.

        A page that is a `scan` keeps what was recognised from its picture; `layers` puts all of its text in doubt.
        """
        starts = np.flatnonzero(np.diff(self._words, prepend=-1))
        owners = self._owners[starts]
        addresses = [style.address for style in self._styles]
        known = colours_of(set(addresses))
        named = [known[address] for address in addresses]
        order = np.array([self._paint.texts.get(address or 0, np.inf) for address in addresses])
        around = np.concatenate(
            [np.minimum.reduceat(self._boxes[:, :2], starts), np.maximum.reduceat(self._boxes[:, 2:], starts)], axis=1
        )
        colours = np.array([colour or _NO_COLOUR for colour in named], float)
        doubts = doubtful(around, order[owners], colours[owners], self._paint, self._matrix)
        beyond = self._clipped(around, order, owners)
        off = ~doubts & layers & ~beyond
        doubts |= beyond | layers
        if scan:
            # what a picture covers, or mode 3 prints, was recognised from the picture
            last = max((one.order for one in self._paint.painted if one.picture), default=-1)
            over = np.isfinite(order) & (order > last)
            over &= [style.mode != engine.FPDF_TEXTRENDERMODE_INVISIBLE for style in self._styles]
            doubts &= over[owners]
        counts = np.diff(np.append(starts, len(self._words)))
        asked = np.repeat(doubts, counts) & (found == 0)
        if not asked.any():
            return found
        unprinted = np.array([colour is not None and colour[3] < _CLEAR for colour in named])
        clear = np.repeat(unprinted[owners], counts)
        drawings: set[int] = set()
        if (asked & clear).any():
            pictures = {one.address for one in self._paint.painted if one.picture}
            drawings = pictures | {address for address in addresses if address}
        doubted = set(owners[doubts & ~unprinted[owners]].tolist())
        some = {address for number in doubted if (address := addresses[number])}
        seen = look(self._page, some, drawings, self._boxes)
        # a word is seen when a letter of it is; a transparent one is, where its letters are drawn as shapes
        whole = asked & ~np.isin(self._words, self._words[asked & seen.changed])
        whole &= ~(clear & (_by_word(seen.printed, self._words) > _DRAWN))
        covered = self._covered(around, order[owners])
        why = np.repeat(np.select([covered, beyond, off], [2, 3, 4], 0), counts)
        return np.where(whole, FIRST + np.where(clear, 1, why), found)

    def _clipped(self, around: Floats, order: Floats, owners: Ints) -> Bools:
        """Say for each word whether its middle is outside of what its text object is clipped to.

        `order` is of text objects. Text of drawings within the page is clipped in their own space, and is not looked
        at.
        """
        own = np.isfinite(order).tolist()
        clips = [clip_of(style.address) if has else None for style, has in zip(self._styles, own, strict=True)]
        marked = np.array([clip is not None for clip in clips])[owners]
        if not marked.any():
            return marked
        sides = np.array([clip or (0.0, 0.0, 0.0, 0.0) for clip in clips])
        x0, y0, x1, y1 = displayed(sides, self._matrix)[owners].T
        x, y = ((around[:, :2] + around[:, 2:]) / 2).T
        beyond: Bools = marked & ~((x > x0) & (x < x1) & (y > y0) & (y < y1))
        return beyond

    def _covered(self, around: Floats, order: Floats) -> Bools:
        """Say for each word whether something is painted over its middle; `order` is of words."""
        x, y = ((around[:, :2] + around[:, 2:]) / 2).T
        covered: Bools = np.zeros(len(order), bool)
        sides = np.array([one.sides for one in self._paint.painted], float).reshape(-1, 4)
        for one, (x0, y0, x1, y1) in zip(self._paint.painted, displayed(sides, self._matrix), strict=True):
            covered |= (order < one.order) & (x0 < x) & (x < x1) & (y0 < y) & (y < y1)
        return covered


def _by_word(marked: Bools, words: Ints) -> Floats:
    """Give for each character the share of marked ones in its word; `words` numbers them from 0 without a gap."""
    numbers = words - words[0]
    share: Floats = (np.bincount(numbers, weights=marked) / np.bincount(numbers))[numbers]
    return share
