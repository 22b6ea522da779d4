"""Lines of print that do not end what they say."""

import re

_DAY = r"(?:\d\d?[/.]|[^\W\d_]{3,9}\.? )?(?:19|20)\d\d(?:[-.]\d\d)?"
_PERIOD = re.compile(rf"{_DAY} ?(?:[-–—]|to|until) ?(?:{_DAY}|present|current|now|today|ongoing)", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:[,(/&|•·–—]|\s-|\b(?:to|until|through|thru|and|of|at|for|with|in|the|by|exp\.?|expires|since|from))$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?$", re.IGNORECASE)
_ENDED = re.compile(r"(?:\d{4}|present|current|now|today|ongoing)$", re.IGNORECASE)
_OF_TWO = re.compile(
    r"\b(?:self|part|full|well|non|co|pre|post|multi|cross|high|low|long|short|on|off|follow|hands|semi|mid|anti|inter"
    r"|front|back|first|second|third|fourth|real|entry|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|end|hand|heart|time|team|user|data|cost|flux|gas|decision|problem)-$",
    re.IGNORECASE,
)
"""First halves of words that are written with a hyphen, and may be broken there."""


def ends_open(above: str, below: str) -> bool:
    """Say whether a line ends where nothing ends (a comma, "to", a month), so that the next one must be its rest."""
    first, rest = above.rstrip(), below.lstrip()
    if first.count("(") > first.count(")") or _OPEN.search(first) is not None:
        return True
    if rest[:1].isdigit():
        return _MONTH.search(first) is not None
    return rest[:1].islower() and _ENDED.search(first) is None


def is_half_of_two(above: str) -> bool:
    """Say whether a line ends in the first half of a word that is written with a hyphen ("full-", "well-")."""
    return _OF_TWO.search(above) is not None


def is_broken_period(above: str, below: str) -> bool:
    """Say whether two lines are one period, which only the second of them ends."""
    first = above.strip()
    return _PERIOD.fullmatch(f"{first} {below.strip()}") is not None and _PERIOD.fullmatch(first) is None


def is_period(text: str) -> bool:
    """Say whether a text is a period and nothing else."""
    return _PERIOD.fullmatch(text.strip()) is not None
