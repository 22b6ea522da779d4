"""The borders that part a page's text."""

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 on the page as displayed."""


@dataclass
class Rules:
    """Borders on the page as displayed, in points."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines: y, x0, x1."""
    down: list[tuple[float, float, float]] = field(default_factory=list)
    """Vertical lines and the sides of panels: x, y0, y1."""
    dots: list[tuple[float, float]] = field(default_factory=list)
    """Marks of list items that are drawn, not set as characters: right edge and middle height."""
    boxes: list[Box] = field(default_factory=list)
    """Areas of a line's height beside each other, as the words of a list are set in."""
    picture_share: float = 0.0
    """How much of the page pictures cover, from 0 to 1 (and more where they lie on one another)."""
