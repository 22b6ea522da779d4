"""Periods that a column or a form printed on several lines to rows.

A narrow column has "January 2015", "to", "Current"; a form "Start Date", "01/2015", "End Date", "06/2018".
"""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.lines.begun_and_ended import labels_alone
from app.extraction.lines.dated_rows import is_date
from app.extraction.lines.rows import Row

_TO = frozenset(("to", "until", "till", "through", "thru"))
_NOW = frozenset(("present", "current", "now", "date", "today"))


def with_periods(text: str, found: Sequence[Row]) -> list[Row]:
    """Join a date, the word alone below it that a period goes on with, and its end.

    Where labels of a beginning and an end stand alone, each is joined with the date below it.
    """
    lasts: dict[int, int] = {}
    """By the first row of each join its last one."""
    for n, row in enumerate(found):
        if n < len(found) - 3 and labels_alone(row.said, found[n + 2].said):
            if is_date(found[n + 1]) and _ends(found[n + 3]):
                lasts |= {n: n + 1, n + 2: n + 3}
        elif (
            row.said.lower() in _TO
            and n not in lasts
            and 0 < n < len(found) - 1
            and is_date(found[n - 1])
            and _ends(found[n + 1])
        ):
            lasts[n - 1] = n + 1
    if not lasts:
        return list(found)
    inner = {at for first, last in lasts.items() for at in range(first + 1, last + 1)}
    return [_over(text, row, found[lasts.get(n, n)]) for n, row in enumerate(found) if n not in inner]


def _over(text: str, first: Row, last: Row) -> Row:
    return first if first is last else replace(first, end=last.end, said=text[first.start : last.end])


def _ends(row: Row) -> bool:
    return row.said.casefold() in _NOW or is_date(row)
