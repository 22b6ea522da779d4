"""Whether the day comes first in the dates of a table: as its headings say, else as its dates do."""

import re
from collections.abc import Iterable, Sequence

from app.documents.readers.table.columns import Columns

DATED = ("start", "end", "period")
DAY_FIRST = " (dd/mm/yyyy)"
"""What a heading says of the order, where only the other rows of a table show it."""
_SAYS_DAY = re.compile(r"\b(?:d{1,2}|j{1,2}|t{1,2})\s?[./-]\s?m{1,2}\b", re.IGNORECASE)
_SAYS_MONTH = re.compile(r"\bm{1,2}\s?[./-]\s?d{1,2}\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])")


def comes_first(headings: Iterable[str], said: Iterable[str]) -> bool:
    """Say whether the day stands before the month, by what the headings of dates say or a date that is no other."""
    told = list(headings)
    if any(map(_SAYS_DAY.search, told)):
        return True
    if any(map(_SAYS_MONTH.search, told)):
        return False
    pairs = {(found[1], found[3]) for one in said for found in _NUMBERS.finditer(one)}
    return any(12 < int(first) <= 31 for first, _ in pairs) and not any(int(second) > 12 for _, second in pairs)


def with_order(columns: Columns, jobs: Sequence[Sequence[str]]) -> Sequence[str]:
    """Give the headings for the rows of one worker: where all rows show that the day comes first, they say it."""
    dated = [number for field in DATED for number in columns.of(field)]
    headings = list(columns.headings)
    if comes_first((headings[n] for n in dated), (job[n] for job in jobs for n in dated)):
        for number in dated:
            if not _SAYS_DAY.search(headings[number]):
                headings[number] += DAY_FIRST
    return headings
