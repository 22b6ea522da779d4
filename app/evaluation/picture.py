"""Bins of confidence to a reliability diagram as a picture, one panel or two side by side."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from app.evaluation import reliability
from app.evaluation.model import Sureness

Panel = tuple[str, Sequence[Sureness]]
"""Title, and the claims that it shows."""

_SCALE = 2
"""Pixels of a point, so that the picture is sharp when it is enlarged."""
_SIDE, _LEFT, _TOP, _RIGHT, _BELOW = 420, 70, 96, 30, 176
_COUNTS = 54
"""Height of the bars below the axis that say how many claims a tenth has."""
_INK, _PALE, _GRID, _BLUE, _LIGHT, _GREY = "#1f2933", "#616e7c", "#e4e7eb", "#1d5fa8", "#bcd4ee", "#9aa5b1"


def png(panels: Sequence[Panel]) -> bytes:
    """Draw the panels side by side and give the bytes of a PNG.

    Bars show the share of right claims in each tenth of confidence (equal width), dots in each tenth of the claims
    (equal mass), the dashed line where both would stand if confidence could be believed; below, how many claims a
    tenth of confidence has.
    """
    width, height = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BELOW
    image = Image.new("RGB", (width * len(panels) * _SCALE, height * _SCALE), "white")
    for number, (title, sureness) in enumerate(panels):
        _Plot(ImageDraw.Draw(image), number * width + _LEFT, _TOP).draw(title, sureness)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


class _Plot:
    """One panel; places are in points, shares in [0, 1]."""

    def __init__(self, pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
        self._pen, self._left, self._top = pen, left, top
        self._bottom = top + _SIDE

    def draw(self, title: str, sureness: Sequence[Sureness]) -> None:
        self._frame(title, sureness)
        most = max((one.n for one in reliability.bins(sureness, "equal width")), default=1)
        for one in reliability.bins(sureness, "equal width"):
            tenth = min(int(one.confidence * reliability.BINS + 1e-9), reliability.BINS - 1) / reliability.BINS
            x0, x1 = self._x(tenth) + 2, self._x(tenth + 1 / reliability.BINS) - 2
            self._box(x0, self._y(one.right), x1, self._bottom, _LIGHT)
            base = self._bottom + 40 + _COUNTS
            self._box(x0, base - _COUNTS * one.n / most, x1, base, _GREY)
            self._text((x0 + x1) / 2, base + 3, str(one.n), 10, "ma", _PALE)
        self._dashes()
        points = [(self._x(one.confidence), self._y(one.right)) for one in reliability.bins(sureness, "equal mass")]
        self._line(points, _BLUE, 2)
        for x, y in points:
            self._pen.ellipse(_scaled(x - 5, y - 5, x + 5, y + 5), fill=_BLUE, outline="white", width=_SCALE)

    def _frame(self, title: str, sureness: Sequence[Sureness]) -> None:
        self._text(self._left, 14, title, 18, "la", _INK)
        for number, line in enumerate(_caption(sureness)):
            self._text(self._left, 42 + 18 * number, line, 12, "la", _PALE)
        for tick in range(0, 11, 2):
            share = tick / 10
            self._line([(self._left, self._y(share)), (self._left + _SIDE, self._y(share))], _GRID, 1)
            self._text(self._left - 8, self._y(share), f"{share:.1f}", 11, "rm", _PALE)
            self._text(self._x(share), self._bottom + 8, f"{share:.1f}", 11, "ma", _PALE)
        self._line([(self._left, self._bottom), (self._left + _SIDE, self._bottom)], _INK, 1)
        below = self._bottom + 40 + _COUNTS + 20
        self._text(
            self._left, below, "across: confidence shown    up: share of claims that are right", 12, "la", _INK
        )
        self._text(self._left, below + 18, "bars: tenths of confidence    dots: tenths of claims", 12, "la", _PALE)
        self._text(self._left, below + 36, "grey: claims in each tenth of confidence", 12, "la", _PALE)

    def _dashes(self) -> None:
        for step in range(0, 40, 2):
            ends = [(self._x(at / 40), self._y(at / 40)) for at in (step, step + 1)]
            self._line(ends, _PALE, 1)

    def _x(self, share: float) -> float:
        return self._left + share * _SIDE

    def _y(self, share: float) -> float:
        return self._bottom - share * _SIDE

    def _box(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        if y1 > y0:
            self._pen.rectangle(_scaled(x0, y0, x1, y1), fill=colour)

    def _line(self, points: Sequence[tuple[float, float]], colour: str, width: int) -> None:
        places = [(_SCALE * x, _SCALE * y) for x, y in points]
        self._pen.line(places, fill=colour, width=width * _SCALE)

    def _text(self, x: float, y: float, said: str, size: int, anchor: str, colour: str) -> None:
        font = ImageFont.load_default(size * _SCALE)
        self._pen.text((_SCALE * x, _SCALE * y), said, fill=colour, font=font, anchor=anchor)


def _caption(sureness: Sequence[Sureness]) -> tuple[str, str]:
    shown, right = reliability.right_when_sure(sureness)
    errors = "   ".join(f"ECE {cut} {reliability.calibration_error(sureness, cut):.3f}" for cut in reliability.CUTS)
    sure = f"   of {shown} shown at {reliability.SURE} or more {100 * right / shown:.1f} % are right" if shown else ""
    return errors + f"   Brier {reliability.brier(sureness):.3f}", f"{len(sureness)} claims{sure}"


def _scaled(*places: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (_SCALE * place for place in places)
    return x0, y0, x1, y1
