"""Dates that tell something of an employer or a program, and not of a job."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice

from app.extraction.lines.dates import DateRange

_OF_THE_FIRM = re.compile(
    r"(?<=[(\s,;])(?:closed|sold|acquired|bought|merged|renamed|formerly|founded|est(?:ablished|\.)?|now|until|till)\b",
    re.IGNORECASE,
)
"""In brackets before a date: what became of an employer ("Fitchburg Paper (closed 2014)")."""
_OWNED = re.compile(
    r"\b(?:owned|held|backed|listed|traded|public (?:firm|company)|founded|established|accredited|in business"
    r"|subsidiary|(?:division|part) of)\b",
    re.IGNORECASE,
)
"""Before "since …" in a line about an employer: whose it is, or how old."""
_VERSION = re.compile(
    r"\b(?:Windows|(?:Windows|SQL|Exchange) Server|Exchange|SharePoint|Visual Studio"
    r"|(?:MS|Microsoft) [A-Z]\w{1,12}) $"
)
"""Before a year that says which edition of a program was used ("Windows Server 2000/2003, 2008")."""
_NAME = 30
"""Characters of the name of a program, at most."""
_WORD, _LEAST_WORDS = re.compile(r"\S+"), 5
_LONGEST = 16
"""Characters of what one of the two patterns finds, at most."""


def of_a_program(said: str, at: int) -> bool:
    """Say whether the date at `said[at]` is the edition of a program."""
    return _VERSION.search(said[max(0, at - _NAME) : at]) is not None


def of_the_firm(said: str, at: int, date: DateRange) -> bool:
    """Say whether the date at `said[at]` tells something of the employer ("family owned since 1961")."""
    if date.single:
        bracket = said.rfind("(", 0, at)
        return bracket >= 0 and said.find(")", bracket, at) < 0 and _stands(_OF_THE_FIRM, said, bracket, at)
    if not date.current or not said[at : at + len("since")].casefold().startswith(("since", "from ")):
        # "Elm Public Schools, 2016 – present"
        return False
    if len([*islice(_WORD.finditer(said, 0, at), _LEAST_WORDS + 1)]) <= _LEAST_WORDS:
        return False
    return _stands(_OWNED, said, max(said.rfind(".", 0, at), said.rfind(";", 0, at)) + 1, at)


def _stands(words: re.Pattern[str], said: str, start: int, end: int) -> bool:
    """Say whether one of the words stands in `said[start:end]`."""
    places = _places(words, said)
    n = bisect_left(places, start)
    whole = n < len(places) and places[n] <= end - _LONGEST
    return whole or words.search(said, max(start, end - _LONGEST), end) is not None


@lru_cache(maxsize=4)
def _places(words: re.Pattern[str], said: str) -> list[int]:
    """Give where the words stand. A line of many dates is asked about for each of them."""
    return [found.start() for found in words.finditer(said)]
