"""Academic years as colleges write them in short ("AY 2018-19", "AY 2016-17 to AY 2019-20")."""

import re

_SHORT = "AY"
"""It stands in every one of them."""
_YEARS = re.compile(
    r"\bA\.?Y\.?\s{0,2}(?P<first>20\d\d|19\d\d)\s?[-–—/]\s?(?:20|19)?(?P<last>\d\d)(?!\d)"
    r"(?:\s{0,2}(?:[-–—]|to|through|thru)\s{0,2}A\.?Y\.?\s{0,2}(?:20|19)\d\d\s?[-–—/]\s?(?:20|19)?(?P<until>\d\d)(?!\d))?"
)


Term = tuple[str, str, int, int]
"""First and last year, and where they are printed."""


def academic_years(printed: str) -> list[Term]:
    """Give the first and last year of each period of academic years in a line, and where it is printed."""
    if _SHORT not in printed and "A.Y" not in printed:
        return []
    found = []
    for years in _YEARS.finditer(printed):
        first, last = years["first"], years["until"] or years["last"]
        ended = str(int(first[:2]) + (int(last) < int(first[2:]))) + last
        found.append((first, ended, years.start(), years.end()))
    return found


def without_terms(printed: str, terms: list[Term]) -> str:
    """Give a line with dashes where periods of academic years stand."""
    for _, _, at, to in terms:
        printed = printed[:at] + "-" * (to - at) + printed[to:]
    return printed
