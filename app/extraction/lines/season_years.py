"""School years and winters to the year in which they end: "2019/20", "2022-23"."""

import re

_SECOND = re.compile(r"\s?[/–—-]\s?(?P<year>\d\d)(?![\d/%-]|\.\d)")
_MORE = re.compile(r"(?:,\s|,?\s(?:and|&)\s)(?P<first>\d\d)[/–-](?P<last>\d\d)(?![\d/-])")
_FIGURES = len("2019")


def season_end(text: str, at: int, year: str) -> tuple[int, str] | None:
    """Give where the second year of a season ends behind its first one, and that year; None where it is no season."""
    second = _SECOND.match(text, at) if len(year) == _FIGURES else None
    later = str(int(year) + 1) if second is not None else ""
    return (second.end(), later) if second is not None and later.endswith(second["year"]) else None


def more_seasons(text: str, at: int, year: str) -> tuple[str, int]:
    """Give the year in which the last season of a list ends, and where ("2013-14, 14-15 and 15-16")."""
    while (more := _MORE.match(text, at)) is not None:
        later = f"{year[:2]}{more['last']}"
        if int(later) != int(year[:2] + more["first"]) + 1 or later <= year:
            break
        at, year = more.end(), later
    return year, at
