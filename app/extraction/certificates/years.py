"""Years that stand one behind the other beside papers: when each was earned, or one earned again, and no period."""

import re
from dataclasses import replace

from app.extraction.lines.dates import DateRange

_YEAR = re.compile(r"(?:19|20)\d\d")
_LISTED = re.compile(r"(?:19|20)\d\d(?:(?:\s*[,;&]\s*(?:and\s+)?|\s+and\s+)(?:19|20)\d\d)+")


def earned_first(text: str, date: DateRange) -> DateRange:
    """Give the first of listed years as the date ("CPR 2018, 2020 and 2022"); other dates as they are."""
    if date.single or date.current or _LISTED.fullmatch(text, date.at, date.to) is None:
        return date
    return replace(date, start=None, end=date.start, single=True)


def each_its_own(text: str, date: DateRange, names: int) -> tuple[DateRange, ...]:
    """Give each of several names its year where as many years are listed ("A+, Network+ (2019, 2020)")."""
    places = [m.span() for m in _YEAR.finditer(text, date.at, date.to)]
    if names < 2 or len(places) != names or _LISTED.fullmatch(text, date.at, date.to) is None:
        return (date,) * names
    return tuple(replace(date, start=None, end=text[at:to], at=at, to=to, single=True) for at, to in places)
