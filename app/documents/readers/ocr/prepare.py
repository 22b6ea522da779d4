"""A page's picture made ready for recognition: evenly lit, upright, and of a resolution that engines like."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.documents.readers.ocr.model import Grey
from app.documents.readers.ocr.ruling import without_lines
from app.documents.readers.page.rules import Rules

Floats = npt.NDArray[np.float64]

POINTS = 72.0
"""An inch."""
DPI = 300.0
"""What engines like best."""
_COARSE, _FINE = 150.0, 400.0
"""Pictures of fewer or more pixels an inch are scaled to `DPI`."""
_SCALE = 4.0
_CELLS = 40
"""Areas along the longer side for each of which the light is measured."""
_CELL = 0.25
"""Inches along the side of an area, at least, so that most of it is paper."""
_SAMPLES = 16
"""Pixels along an area that are looked at."""
_UNEVEN = 25
"""Of 255: paper that is lit evenly, as scanners do, differs by less."""
_DARK = 0.5
"""Share of the paper's brightness below which an area is print, a panel or the table below the paper."""
_PANEL = 0.6
"""Share of the paper's brightness below which pixels of a panel are its ground."""
_WHITE = 245.0
_NIGHT = 110
"""Of 255: a page of darker ground may be printed in light letters."""
_SKEW = 5.0
"""Degrees; a page that is turned further was not meant to be upright."""
_LEVEL = 0.15
"""Degrees; less is upright."""
_WIDE = 1200
"""Pixels of the longer side in which the skew is measured."""
_BLANK = 40
"""Of 255: print differs by more from the paper around it."""
_SPECKS = 30
"""Pixels of print on a page; fewer are dust."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture to recognise; `matrix` (3 by 2) gives the point on the page as displayed for `(x, y, 1)` in it."""

    picture: Grey
    dpi: float
    matrix: Floats
    rules: Rules
    """Lines that were drawn, in points from the top left of the picture; they are taken out of it."""


def blank(picture: Grey, dpi: float) -> bool:
    """Say whether nothing is printed on a page: no pixels that differ from the paper around them."""
    ground = _ground(picture, dpi)
    step = max(picture.shape) // _WIDE + 1
    apart = np.abs(picture[::step, ::step].astype(np.int16) - _enlarged(ground, picture.shape)[::step, ::step])
    return int((apart > _BLANK).sum()) < _SPECKS


def prepare(picture: Grey, dpi: float, quarters: int = 0) -> Prepared:
    """Give the page's picture turned by `quarters` counter-clockwise, evened, scaled and set straight."""
    turned = np.rot90(picture, quarters)
    high, wide = picture.shape
    scale = min(DPI / dpi, _SCALE) if dpi < _COARSE or dpi > _FINE else 1.0
    even = _evened(np.ascontiguousarray(turned), dpi)
    if scale != 1.0:
        size = (max(1, round(even.shape[1] * scale)), max(1, round(even.shape[0] * scale)))
        way = Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX
        even = np.asarray(Image.fromarray(even).resize(size, way))
    angle = skew(even, dpi * scale)
    back = _about_middle(angle, even.shape)
    step = max(1, max(even.shape) // 200)
    paper = float(np.percentile(even[::step, ::step], 75))
    if angle:
        data = tuple(back.T.reshape(-1).tolist())
        whole = Image.fromarray(even)
        even = np.asarray(
            whole.transform(
                whole.size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC, fillcolor=round(paper)
            )
        )
    ruled = without_lines(even, paper, dpi * scale)
    matrix = _chained(back, _unturned(quarters, wide, high, scale) * (POINTS / dpi))
    return Prepared(ruled.picture, dpi * scale, matrix, ruled.rules)


def skew(picture: Grey, dpi: float) -> float:
    """Give the angle in degrees, clockwise positive, by which the lines run down to the right; 0 when unsure.

    At the right angle the feet of letters fall into few rows (after W. Postl's method of projections).
    """
    step = max(picture.shape) // _WIDE + 1
    small = picture[: picture.shape[0] // step * step, : picture.shape[1] // step * step]
    small = small.reshape(small.shape[0] // step, step, small.shape[1] // step, step).mean(axis=(1, 3))
    ground = _enlarged(_ground(picture, dpi), small.shape)
    dark = np.abs(small - ground) > _BLANK
    rows, columns = np.nonzero(dark[:-1] & ~dark[1:])
    if len(rows) < 4 * _SPECKS:
        return 0.0
    chosen = np.linspace(0, len(rows) - 1, min(len(rows), 40_000)).astype(int)
    rows, columns = rows[chosen].astype(float), columns[chosen] - small.shape[1] / 2

    def sharp(angle: float) -> float:
        at = np.rint(rows - columns * np.tan(np.radians(angle)) + small.shape[1]).astype(np.int64)
        counts = np.bincount(at).astype(float)
        return float((counts * counts).sum())

    level = sharp(0.0)
    best = max(np.arange(-_SKEW, _SKEW + 0.01, 0.5), key=sharp)
    best = float(max(np.arange(best - 0.5, best + 0.51, 0.1), key=sharp))
    if abs(best) < _LEVEL or abs(best) > _SKEW or sharp(best) < 1.05 * level:
        return 0.0
    return round(best, 2)


def _ground(picture: Grey, dpi: float) -> Floats:
    """Give the brightness of the paper in each area: the middle of its pixels, of which print is the smaller part."""
    side = max(max(picture.shape) / _CELLS, _CELL * dpi, 1.0)
    down, across = (max(1, round(length / side)) for length in picture.shape)
    rows = np.linspace(0, picture.shape[0] - 1, down * _SAMPLES).astype(int)
    columns = np.linspace(0, picture.shape[1] - 1, across * _SAMPLES).astype(int)
    samples = picture[np.ix_(rows, columns)].reshape(down, _SAMPLES, across, _SAMPLES)
    ground: Floats = np.median(samples, axis=(1, 3))
    return ground


def _evened(picture: Grey, dpi: float) -> Grey:
    """Divide by the brightness of the paper, where that is uneven, and make dark panels paper with dark print."""
    ground = _ground(picture, dpi)
    if np.median(ground) < _NIGHT and _is_negative(picture, float(np.median(ground))):
        picture, ground = 255 - picture, 255 - ground
    paper = float(np.percentile(ground, 90))
    dark = ground <= _DARK * paper
    evened = picture
    bright = ground[~dark]
    if np.percentile(bright, 95) - np.percentile(bright, 5) >= _UNEVEN:
        lit = _enlarged(np.where(dark, paper, ground), picture.shape)
        evened = np.clip(picture * (_WHITE / np.maximum(lit, 1.0)), 0, 255).astype(np.uint8)
        paper = _WHITE
    if not dark.any() or dark.all():
        return evened
    near = _enlarged(_spread(dark).astype(float), picture.shape) > 0
    panel = near & _mostly(evened < _PANEL * paper, max(2, round(_CELL * dpi / 3)))
    colour = float(np.median(ground[dark]))
    flipped = np.clip(paper - (evened.astype(np.float32) - colour) * (paper / (255 - colour)), 0, 255)
    result: Grey = np.where(panel, flipped, evened).astype(np.uint8)
    return result


def _is_negative(picture: Grey, ground: float) -> bool:
    """Say whether more of a page is lighter than its ground than darker."""
    step = max(picture.shape) // _WIDE + 1
    apart = picture[::step, ::step].astype(np.int16) - ground
    return int((apart > _BLANK).sum()) > int((apart < -_BLANK).sum())


def _spread(cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Mark the neighbours of marked cells, too."""
    wide = np.pad(cells, 1)
    high, across = cells.shape
    around: npt.NDArray[np.bool_] = np.logical_or.reduce(
        [wide[y : y + high, x : x + across] for y in range(3) for x in range(3)]
    )
    return around


def _mostly(marked: npt.NDArray[np.bool_], reach: int) -> npt.NDArray[np.bool_]:
    """Say for each pixel whether half of those within `reach` of it are marked: so the edges of panels stay sharp."""
    share = np.asarray(Image.fromarray(marked.astype(np.uint8) * 255).filter(ImageFilter.BoxBlur(reach)))
    return share >= 127


def _enlarged(ground: Floats, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    whole = Image.fromarray(ground.astype(np.float32)).resize((shape[1], shape[0]), Image.Resampling.BILINEAR)
    return np.asarray(whole)


def _about_middle(angle: float, shape: tuple[int, ...]) -> Floats:
    """Give the matrix from the picture that is set straight to the one before (3 by 2)."""
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    middle = np.array([shape[1] / 2, shape[0] / 2])
    turn = np.array([[cosine, sine], [-sine, cosine]])
    return np.vstack([turn, middle - middle @ turn])


def _unturned(quarters: int, wide: int, high: int, scale: float) -> Floats:
    """Give the matrix from the scaled picture, turned by `quarters` from one `wide` by `high`, to the latter."""
    x, y = 1 / scale, 1 / scale
    return np.array(
        {
            0: [[x, 0], [0, y], [0, 0]],
            1: [[0, y], [-x, 0], [wide, 0]],
            2: [[-x, 0], [0, -y], [wide, high]],
            3: [[0, -y], [x, 0], [0, high]],
        }[quarters % 4],
        float,
    )


def _chained(first: Floats, second: Floats) -> Floats:
    return np.vstack([first[:2] @ second[:2], first[2] @ second[:2] + second[2]])
