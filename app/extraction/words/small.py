"""Text to small letters, and patterns to such as are looked for in it.

With `re.IGNORECASE` the engine compares every letter in both cases, and tries each alternative whatever letter it
begins with. In text that is in small letters already, patterns in small letters are found several times faster.
"""

import re

_ODD = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))
"""Letters that a search in any case takes for an i or an s."""
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]", re.DOTALL)


_FIGURES = re.compile(r"[^\W\D0-9]")
"""Figures of other scripts and widths ("２０２０")."""


def plain(said: str) -> str:
    """Give figures of other scripts and widths as those of ASCII; each character keeps its place."""
    return said if said.isascii() else _FIGURES.sub(lambda found: str(int(found[0])), said)


def small(said: str) -> str:
    """Put text in small letters; each character keeps its place."""
    if not said.isascii():
        for odd, plain in _ODD:
            said = said.replace(odd, plain)
    return said.lower()


def has_gap(said: str) -> bool:
    """Say whether white space may stand in it that is wider than one blank, or none of it is a blank."""
    return "  " in said or not said.isprintable()


def any_case(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in any case, to be looked for in `small` text. Raises ValueError for a part in one case."""
    if "(?-i" in pattern or any(c.isupper() and not c.isascii() for c in pattern):
        raise ValueError("a part of the pattern is in one case")
    folded = _CAPITAL.sub(lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern)
    return re.compile(folded, flags)
