"""A page's picture without its ruled lines, which engines stumble over, and where they were."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.documents.readers.ocr.model import Grey
from app.documents.readers.page.rules import Rules

Bools = npt.NDArray[np.bool_]

_ACROSS, _DOWN = 0.8, 0.5
"""Inches: a stroke of so many in one direction is no letter's."""
_THICK = 0.06
"""Inches: what is thicker is a panel, on which there may be text."""
_WHOLE = 0.97
"""Share of a line's pixels that are dark, for all the dust on it; letters are further apart."""
_DARK = 40
"""Of 255: a line is darker than the paper by so much."""
_ENOUGH = 150
"""Pixels an inch in which lines are looked for: between letters there are still some of paper."""
_GAP = 0.2
"""Inches between two lines of one height."""
_MOST = 150
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Ruled:
    """The picture without lines; `rules` are in points from its top left."""

    picture: Grey
    rules: Rules


def without_lines(picture: Grey, paper: float, dpi: float) -> Ruled:
    """Take the ruled lines out of a picture of level lines, `dpi` pixels an inch; `paper` is its brightness."""
    step = max(1, int(dpi / _ENOUGH))
    high, wide = picture.shape[0] // step * step, picture.shape[1] // step * step
    darkest = picture[:high, :wide].reshape(high // step, step, wide // step, step).min(axis=(1, 3))
    dark, dpi = darkest < paper - _DARK, dpi / step
    across = _strokes(dark, round(_ACROSS * dpi), max(2, round(_THICK * dpi)))
    down = _strokes(dark.T, round(_DOWN * dpi), max(2, round(_THICK * dpi))).T
    rules = Rules(across=_segments(across, dpi), down=_segments(down.T, dpi))
    if not (rules.across or rules.down):
        return Ruled(picture, rules)
    lines = (_wider(across) | _wider(down.T).T).repeat(step, axis=0).repeat(step, axis=1)
    bare = picture.copy()
    bare[:high, :wide][lines] = min(round(paper), 255)
    return Ruled(bare, rules)


def _strokes(dark: Bools, least: int, thick: int) -> Bools:
    """Mark the pixels of dark stretches of rows at least `least` long, that are not `thick` or more rows high."""
    if dark.shape[1] <= least or dark.shape[0] <= thick:
        return np.zeros_like(dark)
    long = _covered(dark, least, _WHOLE)
    return long & ~_covered(long.T, thick, 1.0).T


def _covered(marked: Bools, length: int, share: float) -> Bools:
    """Mark what lies in stretches of `length` pixels of a row of which at least `share` is marked."""
    total = np.zeros((marked.shape[0], marked.shape[1] + 1), np.int32)
    np.cumsum(marked, axis=1, out=total[:, 1:])
    starts = total[:, length:] - total[:, :-length] >= share * length
    edges = np.zeros((marked.shape[0], marked.shape[1] + 1), np.int32)
    edges[:, : starts.shape[1]] += starts
    edges[:, length:] -= starts
    inside: Bools = np.cumsum(edges, axis=1)[:, :-1] > 0
    return inside & marked if share < 1 else inside


def _wider(strokes: Bools) -> Bools:
    """Take the grey rims of lines, too."""
    wide = strokes.copy()
    wide[1:] |= strokes[:-1]
    wide[:-1] |= strokes[1:]
    return wide


def _segments(strokes: Bools, dpi: float) -> list[tuple[float, float, float]]:
    """Give each line as its height and its two ends, in points, the longest first."""
    rows: Bools = np.any(strokes, axis=1)
    found = [
        (_POINTS * (low + high) / 2 / dpi, _POINTS * left / dpi, _POINTS * right / dpi)
        for low, high in _stretches(rows, 3)
        for left, right in _stretches(np.asarray(np.any(strokes[low:high], axis=0)), round(_GAP * dpi))
    ]
    return sorted(found, key=lambda line: line[1] - line[2])[:_MOST]


def _stretches(marked: Bools, gap: int) -> Iterator[tuple[int, int]]:
    """Give the half-open ranges that are marked, those less than `gap` apart as one."""
    at = np.flatnonzero(marked)
    if not at.size:
        return
    cuts = np.flatnonzero(np.diff(at) > gap)
    firsts, lasts = [at[0], *at[cuts + 1]], [*at[cuts], at[-1]]
    yield from ((int(first), int(last) + 1) for first, last in zip(firsts, lasts, strict=True))
