"""A PDF page's pictures to those that seem to hold print which its text does not say.

Programs that print web pages turn what has a shadow or a filter into a picture, and people put screenshots and
scanned pages into documents that have text as well.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.model import Box
from app.documents.readers.page.run import Run
from app.documents.readers.pdf.glyphs import Bools, displayed, to_page
from app.documents.readers.pdf.paint import Listed, show

_SHARE = 0.08
"""Of the page: smaller ones are portraits, signs and seals."""
_MOST = 200
"""Pictures that are looked at; a page made of more is a mosaic."""
_TOUCHING = 2.0
"""Points between slices of one picture, at most."""
_BANDS = 20
"""Parts of a picture's height that text may stand on."""
_SAID = 0.2
"""Share of these from which on a picture is the ground of text."""
_PAPER = 16
"""Of 255: what differs by no more from the commonest grey is paper."""
_PLAIN = 0.55
"""Share of a picture of print that is paper, at least."""
_EDGE = 48
"""Of 255: neighbouring pixels of print and paper differ by more."""
_EDGES = (0.008, 0.35)
"""Share of pixels that are edges, in a picture of print: drawings have fewer, and photos of leaves have more."""

Grey = npt.NDArray[np.uint8]


def unsaid(page: pdfium.PdfPage, listed: Listed, runs: Iterable[Run]) -> list[Box]:
    """Give the boxes of the pictures of a page that look like print and that text stands on hardly anywhere.

    `runs` are what the page says; boxes are in points on the page as displayed.
    """
    sides = [shape.sides for shape in listed.shapes if shape.kind == engine.FPDF_PAGEOBJ_IMAGE]
    if not 0 < len(sides) <= _MOST:
        return []
    width, height = page.get_size()
    corners = np.clip(displayed(np.array(sides), to_page(page)), 0, (width, height) * 2)
    large = [box for box in _joined(corners.tolist()) if _area(box) >= _SHARE * width * height]
    free = [box for box in large if _stood_on(box, runs) < _SAID]
    if not free:
        return []
    drawn = without_text(page, listed, 1.0)
    return [box for box in free if _is_print(cut(drawn, box, 1.0))]


def without_text(page: pdfium.PdfPage, listed: Listed, scale: float) -> Grey:
    """Draw a page without its texts, `scale` pixels a point."""
    show(listed.texts, False)
    try:
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    finally:
        show(listed.texts, True)
    picture: Grey = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    bitmap.close()
    return picture


def cut(picture: Grey, box: Box, scale: float) -> Grey:
    """Give the part of a page's picture in a box."""
    x0, y0, x1, y1 = (side * scale for side in box)
    return picture[floor(y0) : ceil(y1), floor(x0) : ceil(x1)]


def _joined(boxes: Sequence[Sequence[float]]) -> list[Box]:
    """Give boxes with those that touch put together: some programs cut a picture into slices."""
    joined: list[Box] = []
    for x0, y0, x1, y1 in boxes:
        box: Box = (x0, y0, x1, y1)
        while near := [other for other in joined if _touch(box, other)]:
            joined = [other for other in joined if other not in near]
            left, top, right, bottom = zip(box, *near, strict=True)
            box = (min(left), min(top), max(right), max(bottom))
        joined.append(box)
    return joined


def _touch(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across >= -_TOUCHING and down >= -_TOUCHING


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _stood_on(box: Box, runs: Iterable[Run]) -> float:
    """Give the share of a box's height that text stands on."""
    x0, y0, x1, y1 = box
    bands: set[int] = set()
    for run in runs:
        places = run.places[~np.isnan(run.places[:, 0])]
        middles = (places[:, :2] + places[:, 2:]) / 2
        within: Bools = (middles[:, 0] > x0) & (middles[:, 0] < x1) & (middles[:, 1] > y0) & (middles[:, 1] < y1)
        if within.any():
            bands.update(((middles[within, 1] - y0) / (y1 - y0) * _BANDS).astype(int).tolist())
    return len(bands) / _BANDS


def _is_print(picture: Grey) -> bool:
    """Say whether a picture is mostly of one grey, with as many edges as lines of letters have."""
    if min(picture.shape) < 2:
        return False
    paper = int(np.bincount(picture.reshape(-1), minlength=256).argmax())
    grey = picture.astype(np.int16)
    plain = (np.abs(grey - paper) <= _PAPER).mean()
    edges = (np.abs(np.diff(grey, axis=1)) > _EDGE).mean()
    return bool(plain >= _PLAIN and _EDGES[0] <= edges <= _EDGES[1])
