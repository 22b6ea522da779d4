"""A PDF page's text to what of it nobody can see: the page is drawn with it and without it, where that may differ.

Drawing costs several times what reading does. So first the colours that the page names are compared: text whose
colour stands out from the plain area below it, and that nothing is painted over, is seen. Only a page with other text
is drawn.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Self

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.pdf.glyphs import Bools, Floats, Glyphs, Ints, displayed
from app.documents.readers.pdf.paint import Colour, Listed, Painted, clip_of, colours_of, painted, show

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
_NEAR = 16
"""Pixels; what stands further below is drawn apart."""
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


def doubtful(boxes: Floats, order: Floats, colours: Floats, painted: Sequence[Painted], matrix: Floats) -> Bools:
    """Say for each word whether its colours do not tell that it is seen.

    `boxes` are the words as displayed (n by 4), `order` the places of their text objects among what the page paints
    (infinite for those in drawings within the page), `colours` theirs (n by 4, all 0 for one that has none);
    `matrix` turns user space into the page as displayed.
    """
    doubts: Bools = colours[:, 3] < _FAINT
    own = colours[:, :3]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    contrast = _apart(own, (255, 255, 255))
    areas = displayed(np.array([one.sides for one in painted], float).reshape(-1, 4), matrix)
    for one, (x0, y0, x1, y1) in zip(painted, areas, strict=True):
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
    points on the page as displayed; only the regions where they stand are drawn.
    """
    width, height = page.get_size()
    scale = min(_SCALE, sqrt(_PIXELS / (width * height)))
    boxes = boxes * scale
    changed, printed = np.zeros(len(boxes), bool), np.zeros(len(boxes), bool)
    regions: list[_Region] = []
    places: list[tuple[Ints, Floats]] = []
    for rows in _bands(boxes):
        region = _Region.around(boxes[rows], ceil(width * scale), ceil(height * scale))
        if region is not None:
            regions.append(region)
            places.append((rows, boxes[rows] - (region.left, region.top) * 2))
    if doubts:
        whole, bare = _drawn(page, scale, regions), _drawn(page, scale, regions, leaving_out=doubts)
        for (rows, own), one, other in zip(places, whole, bare, strict=True):
            changed[rows] = _share(_differ(one, other, _INK), own) > 0
    if drawings:
        for (rows, own), shapes in zip(places, _drawn(page, scale, regions, leaving_out=drawings), strict=True):
            edges = np.zeros(shapes.shape[:2], bool)
            edges[:, 1:] = _differ(shapes[:, 1:], shapes[:, :-1], _EDGE)
            printed[rows] = _share(edges, own) > _PRINT
    return Seen(changed, printed)


@dataclass(frozen=True)
class _Region:
    """A part of the page as drawn: its first pixels, and those from which on nothing of it is left to draw."""

    left: int
    top: int
    right: int
    bottom: int
    wide: int
    """Of the whole page, in pixels, like `high`."""
    high: int

    @classmethod
    def around(cls, boxes: Floats, wide: int, high: int) -> Self | None:
        """Give the region of some boxes, with a pixel more on each side; None when the page has nothing of it."""
        left, top = (max(0, floor(side) - 1) for side in boxes[:, :2].min(axis=0))
        right, bottom = (ceil(side) + 1 for side in boxes[:, 2:].max(axis=0))
        right, bottom = min(right, wide), min(bottom, high)
        return cls(left, top, right, bottom, wide, high) if left < right and top < bottom else None

    def cut(self, scale: float) -> tuple[float, float, float, float]:
        """Give what is cut off of the page on the left, below, on the right and above, in points, as pdfium takes it.

        pdfium rounds up to whole pixels: with half a pixel less it is the same number, whatever division loses.
        """
        cut = self.left, self.high - self.bottom, self.wide - self.right, self.top
        left, below, right, above = (max(0.0, pixels - 0.5) / scale for pixels in cut)
        return left, below, right, above


def _bands(boxes: Floats) -> list[Ints]:
    """Give the rows of boxes that stand at the same height or near it, from the top."""
    downwards: Ints = np.argsort(boxes[:, 1], kind="stable")
    reached = np.maximum.accumulate(boxes[downwards, 3])
    return np.split(downwards, np.flatnonzero(boxes[downwards[1:], 1] - reached[:-1] > _NEAR) + 1)


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


def _drawn(
    page: pdfium.PdfPage, scale: float, regions: Iterable[_Region], leaving_out: Collection[int] = ()
) -> list[npt.NDArray[np.uint8]]:
    """Draw regions of the page without some of the page's objects, each height by width by three colours."""
    show(leaving_out, False)
    try:
        return [_pixels(page, scale, region) for region in regions]
    finally:
        show(leaving_out, True)


def _pixels(page: pdfium.PdfPage, scale: float, region: _Region) -> npt.NDArray[np.uint8]:
    bitmap = page.render(scale=scale, crop=region.cut(scale), may_draw_forms=False)
    pixels: npt.NDArray[np.uint8] = bitmap.to_numpy()[..., :3].copy()
    bitmap.close()
    return pixels


class Unseen:
    """Finds among the characters of a page those that nobody sees because of how the page is painted."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        listed: Listed,
        glyphs: Glyphs,
        boxes: Floats,
        words: Ints,
        matrix: Floats,
    ) -> None:
        self._page, self._texts, self._boxes, self._words, self._matrix = page, listed.texts, boxes, words, matrix
        self._styles, self._owners = glyphs.styles, glyphs.owners
        self._painted = painted(listed)

    def add(self, found: Ints, *, scan: bool, layers: bool) -> Ints:
        """Give the reasons in `found` (0 for none) with those of unseen characters added, from `FIRST` on.

        A page that is a `scan` keeps what was recognised from its picture; `layers` puts all of its text in doubt.
        """
        starts = np.flatnonzero(np.diff(self._words, prepend=-1))
        owners = self._owners[starts]
        addresses = self._styles.addresses
        named = colours_of(addresses)
        order = np.array([self._texts.get(address, np.inf) for address in addresses])
        around = np.concatenate(
            [np.minimum.reduceat(self._boxes[:, :2], starts), np.maximum.reduceat(self._boxes[:, 2:], starts)], axis=1
        )
        colours = np.array([colour or _NO_COLOUR for colour in named], float)
        doubts = doubtful(around, order[owners], colours[owners], self._painted, self._matrix)
        beyond = self._clipped(around, order, owners)
        off = ~doubts & layers & ~beyond
        doubts |= beyond | layers
        if scan:
            # what a picture covers, or mode 3 prints, was recognised from the picture
            last = max((one.order for one in self._painted if one.picture), default=-1)
            over = np.isfinite(order) & (order > last)
            over &= self._styles.modes != engine.FPDF_TEXTRENDERMODE_INVISIBLE
            doubts &= over[owners]
        counts = np.diff(np.append(starts, len(self._words)))
        asked = np.repeat(doubts, counts) & (found == 0)
        if not asked.any():
            return found
        unprinted = np.array([colour is not None and colour[3] < _CLEAR for colour in named])
        clear = np.repeat(unprinted[owners], counts)
        drawings: set[int] = set()
        if (asked & clear).any():
            pictures = {one.address for one in self._painted if one.picture}
            drawings = pictures | {address for address in addresses if address}
        doubted = set(owners[doubts & ~unprinted[owners]].tolist())
        some = {address for number in doubted if (address := addresses[number])}
        rows = np.flatnonzero(np.isin(self._words, self._words[asked]))
        seen, words = look(self._page, some, drawings, self._boxes[rows]), self._words[rows]
        # a word is seen when a letter of it is; a transparent one is, where its letters are drawn as shapes
        unseen = asked[rows] & ~np.isin(words, words[asked[rows] & seen.changed])
        unseen &= ~(clear[rows] & (_by_word(seen.printed, words) > _DRAWN))
        whole = np.zeros(len(asked), bool)
        whole[rows] = unseen
        covered = self._covered(around, order[owners])
        why = np.repeat(np.select([covered, beyond, off], [2, 3, 4], 0), counts)
        return np.where(whole, FIRST + np.where(clear, 1, why), found)

    def _clipped(self, around: Floats, order: Floats, owners: Ints) -> Bools:
        """Say for each word whether its middle is outside of what its text object is clipped to.

        `order` is of text objects. Text of drawings within the page is clipped in their own space, and is not looked
        at.
        """
        own = np.isfinite(order).tolist()
        clips = [clip_of(address) if has else None for address, has in zip(self._styles.addresses, own, strict=True)]
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
        sides = np.array([one.sides for one in self._painted], float).reshape(-1, 4)
        for one, (x0, y0, x1, y1) in zip(self._painted, displayed(sides, self._matrix), strict=True):
            covered |= (order < one.order) & (x0 < x) & (x < x1) & (y0 < y) & (y < y1)
        return covered


def _by_word(marked: Bools, words: Ints) -> Floats:
    """Give for each character the share of marked ones in its word; the characters of a word stand together."""
    numbers = np.cumsum(np.diff(words, prepend=words[0]) != 0)
    share: Floats = (np.bincount(numbers, weights=marked) / np.bincount(numbers))[numbers]
    return share
