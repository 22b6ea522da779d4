"""Rows to the dates that are printed on them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.lines.begun_and_ended import ended_below
from app.extraction.lines.broken import broken, stacked
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row

DATE_FRAME = re.compile(r"[\s,;:|•·()\[\]–—-]*")
_DATE_LABEL = re.compile(
    r"^\s*(?:when|(?:inclusive )?dates?(?: of employment)?|period|years|time|start(?:ed)?(?: date)?|from)\s*:",
    re.IGNORECASE,
)
DURATION = re.compile(r"\(?\s*\d+\+?\s*(?:years?|yrs?|months?|mos?)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with the dates printed on it; their places are offsets in the document's text."""

    row: Row
    dates: tuple[DateRange, ...]
    duty: bool
    rest: tuple[int, int] | None = None
    """The end of a date that began on the row above."""

    @property
    def own(self) -> tuple[DateRange, ...]:
        """The dates that are printed on the row itself, and not on the next one in a narrow column."""
        return tuple(date for date in self.dates if date.at < self.row.end)

    @property
    def date_only(self) -> bool:
        """Nothing but a date (and perhaps a duration) stands on the row."""
        dates = self.own
        if not dates:
            return False
        said, start = self.row.said, self.row.start
        before, after = said[: dates[0].at - start], said[dates[-1].to - start :]
        before = _DATE_LABEL.sub("", before)
        return bool(DATE_FRAME.fullmatch(before)) and bool(
            DATE_FRAME.fullmatch(after) or DURATION.match(after.lstrip(" ·(|,-–"))
        )


def is_date(row: Row) -> bool:
    """Say whether a row is one date or period, and nothing else."""
    dates = find_dates(row.said)
    return len(dates) == 1 and (dates[0].at, dates[0].to) == (0, len(row.said))


def dates_of(rows: Sequence[Row]) -> list[Dated]:
    """Find the dates of each row, and those that a narrow column broke, or a form parted, over it and the next."""
    found: list[Dated] = []
    rest: tuple[int, int] | None = None
    for n, row in enumerate(rows):
        if rest is not None:
            found.append(Dated(row, (), duty=False, rest=rest))
            rest = None
            continue
        after = rows[n + 1] if n + 1 < len(rows) else None
        parted = broken(row, after) or ended_below(row, after) or stacked(row, after)
        if parted is not None:
            dates, rest = parted
        else:
            dates = tuple(date.shifted(row.start) for date in find_dates(row.said))
        found.append(Dated(row, dates, duty=False))
    return found
