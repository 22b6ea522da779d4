"""Periods that a narrow column printed on three lines ("January 2015", "to", "Current") to one row."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row

_TO = frozenset(("to", "until", "till", "through", "thru"))
_NOW = frozenset(("present", "current", "now", "date", "today"))


def with_periods(text: str, found: Sequence[Row]) -> list[Row]:
    """Join a date, the word alone below it that a period goes on with, and its end."""
    joins = [
        n
        for n, row in enumerate(found)
        if row.said.lower() in _TO and 0 < n < len(found) - 1 and _is_date(found[n - 1]) and _ends(found[n + 1])
    ]
    if not joins:
        return list(found)
    whole = {n - 1: replace(found[n - 1], end=found[n + 1].end) for n in joins}
    rest = {at for n in joins for at in (n, n + 1)}
    rows = (whole.get(n, row) for n, row in enumerate(found) if n not in rest)
    return [
        row if row.end - row.start == len(row.said) else replace(row, said=text[row.start : row.end]) for row in rows
    ]


def _is_date(row: Row) -> bool:
    dates = find_dates(row.said)
    return len(dates) == 1 and (dates[0].at, dates[0].to) == (0, len(row.said))


def _ends(row: Row) -> bool:
    return row.said.casefold() in _NOW or _is_date(row)
