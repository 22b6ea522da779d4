"""What a PDF page paints, in its order: areas and pictures with their colours, and when its text objects come."""

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import inf
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.pdf.glyphs import on_addresses

Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, each from 0 to 255."""

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""

_OBJECTS = 20_000
_THIN = 2.0
"""Points; a thinner line neither hides text nor is its ground."""
_CORNERS = 6
"""Segments of a path that may be a rectangle with its closing line."""
_LETTERS = 200
"""Corners and curves of some forty letters, the plainest there are; a rectangle has five with its closing line."""
_CLIPS = 40
"""Areas within each other that one text may be clipped to; more of them are not looked at one by one."""

_P, _I = ctypes.c_void_p, ctypes.c_int
_count = on_addresses(engine.FPDFPage_CountObjects, _I, _P)
_object = on_addresses(engine.FPDFPage_GetObject, _P, _P, _I)
_kind = on_addresses(engine.FPDFPageObj_GetType, _I, _P)
_bounds = on_addresses(engine.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_fill = on_addresses(engine.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_draw_mode = on_addresses(engine.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_segments = on_addresses(engine.FPDFPath_CountSegments, _I, _P)
_segment = on_addresses(engine.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_kind = on_addresses(engine.FPDFPathSegment_GetType, _I, _P)
_clips = on_addresses(engine.FPDFClipPath_CountPaths, _I, _P)
_clip_of = on_addresses(engine.FPDFPageObj_GetClipPath, _P, _P)
_clip_segments = on_addresses(engine.FPDFClipPath_CountPathSegments, _I, _P, _I)
_clip_segment = on_addresses(engine.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
_point = on_addresses(engine.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_set_active = on_addresses(engine.FPDFPageObj_SetIsActive, _I, _P, _I)


@dataclass(frozen=True, slots=True)
class Painted:
    """An area, a picture or a drawing of its own: what covers that which was painted before it."""

    order: int
    address: int
    sides: Sides
    """Left, bottom, right, top of its bounds in user space."""
    picture: bool
    colour: Colour | None
    """Of a filled area; None for a picture, a shading, a drawing of its own."""
    plain: bool
    """A rectangle, opaque and not clipped: within its bounds it is all that is seen."""


class Shape(NamedTuple):
    """An object of a page that is no text."""

    order: int
    address: int
    kind: int
    sides: Sides
    """Left, bottom, right, top of its bounds in user space."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The objects that a page lists, 20,000 of them at most; those in drawings within it are not."""

    texts: Mapping[int, int]
    """Addresses of the text objects to their place in the order in which all are painted."""
    shapes: Sequence[Shape]
    """The others, in that order; what has no bounds is left out."""


def listed_on(page: pdfium.PdfPage) -> Listed:
    """List the objects of a page."""
    address = ctypes.cast(page.raw, _P).value
    items = list(map(_object, repeat(address), range(min(_count(address), _OBJECTS))))
    kinds = list(map(_kind, items))
    texts, shapes = dict(zip(items, range(len(items)), strict=True)), []
    for order, (item, kind) in enumerate(zip(items, kinds, strict=True)):
        if kind != engine.FPDF_PAGEOBJ_TEXT:
            del texts[item]
            if sides := _bounds_of(item):
                shapes.append(Shape(order, item, kind, sides))
    return Listed(texts, shapes)


def _bounds_of(item: int) -> Sides | None:
    box = (ctypes.c_float * 4)()
    at = ctypes.addressof(box)
    return (box[0], box[1], box[2], box[3]) if _bounds(item, at, at + 4, at + 8, at + 12) else None


def may_be_letters(shapes: Iterable[Shape]) -> bool:
    """Say whether shapes may be print: pictures, drawings of their own, paths with as many corners as letters have.

    A ground that runs on to the next page, or a line, is none.
    """
    corners = 0
    for shape in shapes:
        if shape.kind in (engine.FPDF_PAGEOBJ_IMAGE, engine.FPDF_PAGEOBJ_FORM):
            return True
        if shape.kind == engine.FPDF_PAGEOBJ_PATH:
            corners += _segments(shape.address)
    return corners >= _LETTERS


def painted(listed: Listed) -> list[Painted]:
    """Give what a page paints but its text; drawings within drawings count as areas of unknown colour."""
    found: list[Painted] = []
    for order, item, kind, sides in listed.shapes:
        if min(sides[2] - sides[0], sides[3] - sides[1]) < _THIN:
            continue
        path = kind == engine.FPDF_PAGEOBJ_PATH
        if not path or _filled(item):
            colour = colours_of([item])[0] if path else None
            plain = colour is not None and _plain(item, colour)
            found.append(Painted(order, item, sides, kind == engine.FPDF_PAGEOBJ_IMAGE, colour, plain))
    return found


def colours_of(items: Sequence[int]) -> list[Colour | None]:
    """Give the fill colour of each of some objects, None without a plain colour; a page may have thousands."""
    parts = (ctypes.c_uint * (4 * len(items)))()
    first = ctypes.addressof(parts)
    given = [
        item and _fill(item, at, at + 4, at + 8, at + 12)
        for item, at in zip(items, range(first, first + 16 * len(items), 16), strict=True)
    ]
    values = iter(parts)
    colours = zip(values, values, values, values, strict=True)
    return [colour if plain else None for colour, plain in zip(colours, given, strict=True)]


def clip_of(item: int) -> Sides | None:
    """Give left, bottom, right and top of what an object's clipping leaves of it, in user space.

    None when it is not clipped. An area that is no rectangle leaves nothing for sure, and so do more than 40 areas.
    """
    clip = _clip_of(item)
    count = _clips(clip) if clip else 0
    if count <= 0:
        return None
    left, bottom, right, top = -inf, -inf, inf, inf
    place = (ctypes.c_float * 2)()
    x, y = ctypes.addressof(place), ctypes.addressof(place) + 4
    for path in range(min(count, _CLIPS + 1)):
        segments = _clip_segments(clip, path)
        if not 4 <= segments <= _CORNERS or path == _CLIPS:
            return 0.0, 0.0, 0.0, 0.0
        points = []
        for index in range(segments):
            _point(_clip_segment(clip, path, index), x, y)
            points.append((place[0], place[1]))
        xs, ys = zip(*points, strict=True)
        left, right = max(left, min(xs)), min(right, max(xs))
        bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return left, bottom, right, top


def _filled(item: int) -> bool:
    modes = (ctypes.c_int * 2)()
    at = ctypes.addressof(modes)
    return bool(_draw_mode(item, at, at + 4)) and modes[0] != engine.FPDF_FILLMODE_NONE


def _plain(item: int, colour: Colour) -> bool:
    count = _segments(item)
    if colour[3] < 255 or not 4 <= count <= _CORNERS or _clips(_clip_of(item)) > 0:
        return False
    straight = (engine.FPDF_SEGMENT_LINETO, engine.FPDF_SEGMENT_MOVETO)
    return all(_segment_kind(_segment(item, index)) in straight for index in range(count))


def show(items: Iterable[int], shown: bool) -> None:
    """Show these objects, or leave them out, when their page is drawn next."""
    for item in items:
        _set_active(item, shown)
