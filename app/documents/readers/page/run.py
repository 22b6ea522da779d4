"""Characters of a page that stand together in one line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

from app.documents.characters import Places


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
    told: int | None = None
    """Its place in the order that the file tells, where it tells one."""
    pieces: tuple[int, int] = (-1, -1)
    """The pieces of text that its first and its last characters belong to, by the same order."""
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
