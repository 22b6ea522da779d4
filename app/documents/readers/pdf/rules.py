"""A PDF page's drawn lines and panels to the borders that part its text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.page.rules import Box, Rules
from app.documents.readers.pdf.glyphs import displayed, to_page
from app.documents.readers.pdf.paint import Shape

_LINES = 150
_DOTS = 500
_THIN = 4.0
_SHORTEST = 40.0
_DOT = 5.0
_MARK = 10.0
"""Larger shapes than a dot mark list items when the same shape is drawn three times."""
_HIGHEST, _WIDEST = 32.0, 0.7
"""Points that a box around some words of a line is high, and the share of the page's width that it takes, at most."""
_BOXES, _BETWEEN, _ALIKE = 300, 25.0, 2.0
"""Boxes of a page, points between those that stand beside each other, and by which they differ in height, at most."""
_PANEL_SHARE = 0.35
"""A filled area at least this share of the page high is a panel, whose sides part columns."""


def page_rules(page: pdfium.PdfPage, shapes: Iterable[Shape]) -> Rules:
    """Look at the bounds of the page's paths and pictures; drawings within drawings are not looked into."""
    width, height = page.get_size()
    rules = Rules()
    matrix = to_page(page)
    shapes = [shape for shape in shapes if shape.kind in (engine.FPDF_PAGEOBJ_PATH, engine.FPDF_PAGEOBJ_IMAGE)]
    if not shapes:
        return rules
    boxes = displayed(np.array([shape.sides for shape in shapes], float), matrix).tolist()
    upright: list[tuple[float, float, float]] = []
    sides: list[tuple[float, float, float]] = []
    marks: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for shape, (x0, y0, x1, y1) in zip(shapes, boxes, strict=True):
        wide, high = x1 - x0, y1 - y0
        if shape.kind == engine.FPDF_PAGEOBJ_IMAGE:
            rules.picture_share += max(0.0, min(x1, width) - max(x0, 0)) * max(0.0, min(y1, height) - max(y0, 0))
        elif max(wide, high) <= _MARK and min(wide, high) >= 0.8:
            marks[round(wide, 1), round(high, 1)].append((x1, (y0 + y1) / 2))
        elif high <= _THIN and wide >= _SHORTEST:
            rules.across.append(((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN and high > _MARK:
            upright.append(((x0 + x1) / 2, y0, y1))
        elif high > _MARK:
            sides.append((x0, y0, y1))
            if high <= _HIGHEST and wide <= _WIDEST * width:
                rules.boxes.append((x0, y0, x1, y1))
            if high >= _PANEL_SHARE * height and wide >= 0.1 * width:
                rules.down += [(x, y0, y1) for x in (x0, x1) if 0.05 * width < x < 0.95 * width]
    rules.boxes = _beside_each_other(rules.boxes)
    rules.down += [line for line in upright if line[2] - line[1] >= _SHORTEST]
    rules.across = sorted(rules.across, key=lambda line: line[1] - line[2])[:_LINES]
    rules.down = sorted(rules.down, key=lambda line: line[1] - line[2])[:_LINES]
    for (wide, high), places in marks.items():
        if len(places) > 2 or (max(wide, high) <= _DOT and min(wide, high) > 0.6 * max(wide, high)):
            # A dot on a vertical line belongs to a drawn time line; beside a short entry the line is short. A program
            # may draw the line as the left border of an area that holds the entry.
            lines = [*upright[:_LINES], *sides[:_LINES]]
            rules.dots += [dot for dot in places[:_DOTS] if not _on_line(dot[0] - wide / 2, dot[1], lines)]
    rules.picture_share /= max(width * height, 1.0)
    return rules


def _beside_each_other(boxes: Iterable[Box]) -> list[Box]:
    """Give the boxes that stand beside another one without touching it, and what is as high as one of these."""
    ordered = sorted(set(boxes))[:_BOXES]
    if len(ordered) < 2:
        return []
    x0, y0, x1, y1 = np.array(ordered).T
    common = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    gap = np.subtract.outer(x0, x1)
    beside = (common > 0.5 * np.minimum.outer(y1 - y0, y1 - y0)) & (gap > 0) & (gap < _BETWEEN)
    high = (y1 - y0)[(beside | beside.T).any(axis=0)]
    alike = (np.abs(np.subtract.outer(y1 - y0, high)) < _ALIKE).any(axis=1)
    return [box for box, own in zip(ordered, alike.tolist(), strict=True) if own]


def _on_line(x: float, y: float, upright: Sequence[tuple[float, float, float]]) -> bool:
    return any(abs(at - x) < 3 and y0 - 9 < y < y1 + 9 for at, y0, y1 in upright)
