"""School years and winters to the year in which they end: "2019/20", "2022-23"."""

import re

_SECOND = re.compile(r"\s?[/–—-]\s?(?P<year>\d\d)(?![\d/%-]|\.\d)")
_FIGURES = len("2019")


def season_end(text: str, at: int, year: str) -> tuple[int, str] | None:
    """Give where the second year of a season ends behind its first one, and that year; None where it is no season."""
    second = _SECOND.match(text, at) if len(year) == _FIGURES else None
    later = str(int(year) + 1) if second is not None else ""
    return (second.end(), later) if second is not None and later.endswith(second["year"]) else None
