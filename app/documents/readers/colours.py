"""Two colours to whether letters of one can be seen on ground of the other."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
_CLOSE = 20
"""So far apart in each channel, letters are not told from their ground."""
SMALLEST_POINTS = 1.6
"""Print below this size is no print."""


def unseen(ink: Colour, ground: Colour | None) -> bool:
    """Say whether letters of the colour `ink` cannot be seen; not where the ground is not known (None)."""
    return ground is not None and all(abs(a - b) <= _CLOSE for a, b in zip(ink, ground, strict=True))


def from_hex(text: str | None) -> Colour | None:
    """Give the colour of `#rrggbb`; None for anything else."""
    if text is None or len(text) != 7 or text[0] != "#":
        return None
    try:
        red, green, blue = bytes.fromhex(text[1:])
    except ValueError:
        return None
    return red, green, blue
