"""Characters of a page that stand together in one line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import NamedTuple

from app.documents.characters import Places


class Told(NamedTuple):
    """What a file tells of some print: where it comes, and to what it belongs."""

    place: int
    """Place of its piece of text in the order of all."""
    element: int
    """Number of what holds that piece, and may hold others: some programs part a paragraph into its lines."""


@dataclass(slots=True)
class Run:
    """Characters of one text direction and baseline that stand close together, spaces included.

    `x0 … y1` and `base` are in the frame in which the run's text runs to the right: the page turned by `turn`
    quarter turns. `places` are on the page as displayed.
    """

    characters: Sequence[str]
    places: Places
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    order: int
    turn: int
    told: Told | None = None
    """What the file tells of its first characters, where it tells an order."""
    told_to: Told | None = None
    """What it tells of its last ones."""
    foot: float = nan
    """Baseline of the last line of a paragraph that was put together; else it has none."""
    bullet: bool = False
    """A mark that is no character (an icon, a drawn dot) stands before it."""
    box: int = -1
    """The number of the drawn box that it stands in alone, where there are boxes beside each other."""

    @property
    def lowest(self) -> float:
        """The baseline of its last line."""
        return self.base if isnan(self.foot) else self.foot

    @property
    def top(self) -> float:
        """The height of a capital above the baseline, near enough."""
        return self.base - 0.72 * self.size

    @property
    def text(self) -> str:
        """The characters in one string."""
        return self.characters if isinstance(self.characters, str) else "".join(self.characters)
