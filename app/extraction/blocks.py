"""Rows of a section to entry blocks: heading lines with a date, and the duties below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.dates import DateRange, find_dates
from app.extraction.fields import organization_score, title_score
from app.extraction.lexicon import words
from app.extraction.rows import Row

_LEAD = 3
"""No more heading lines than this stand above the line with the date."""
_TAIL = 3
_DATE_FRAME = re.compile(r"[\s,;:|•·()\[\]–—-]*")
_DURATION = re.compile(r"\(?\s*\d+\+?\s*(?:years?|yrs?|months?|mos?)\b.*", re.IGNORECASE)
_LABEL = re.compile(r"(?:location|company|employer|title|position|job title|dates?|duration)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with the dates printed on it, as spans of the document's text."""

    row: Row
    dates: tuple[DateRange, ...]
    duty: bool

    @property
    def date_only(self) -> bool:
        """Nothing but a date (and perhaps a duration) stands on the row."""
        if not self.dates:
            return False
        said = self.row.said
        before, after = said[: self.dates[0].at], said[self.dates[-1].to :]
        return bool(_DATE_FRAME.fullmatch(before)) and bool(
            _DATE_FRAME.fullmatch(after) or _DURATION.match(after.lstrip(" ·(|,-–"))
        )


@dataclass(frozen=True, slots=True)
class Block:
    """One entry: its heading lines, its dates (offsets in the document's text), its duties."""

    heading: tuple[Row, ...]
    dates: DateRange | None
    dated_row: Row | None
    body: tuple[Row, ...]
    follows: bool
    """No heading line of its own above the date: it may share the organization of the entry before it."""


def _is_duty(row: Row, dates: Sequence[DateRange]) -> bool:
    tokens = re.findall(r"[^\W\d_][\w'’-]*", row.said)
    if any(not d.single for d in dates) and row.words <= 16:
        return False
    if row.bullet or row.words > 16 or not tokens:
        return True
    if row.said[0].islower() or (row.said.endswith(".") and row.words > 6):
        return True
    if row.words <= 10 and (title_score(row.said) >= 2 or organization_score(row.said) >= 2):
        return False
    first = tokens[0].casefold()
    verb = first in words("duties", "words") or (len(first) > 4 and first.endswith(("ed", "ing", "ized", "ised")))
    return verb and len(tokens) >= 3


def _continues(row: Row, before: Dated | None, margin: float | None) -> bool:
    """The row is the rest of a duty that was too long for its line."""
    if before is None or not before.duty or row.bullet or row.styled or row.block != before.row.block:
        return False
    if before.row.said.endswith((".", "!", "?")) or before.row.words < 5:
        return False
    if row.left is None or margin is None:
        return row.said[0].islower() or before.row.end - before.row.start > 60
    return row.left > margin + 2 or row.said[0].islower()


def date_rows(rows: Sequence[Row]) -> list[Dated]:
    """Find the dates of each row and tell duties from heading lines."""
    lefts = [row.left for row in rows if row.left is not None and not row.bullet]
    margin = min(lefts) if lefts else None
    found: list[Dated] = []
    for row in rows:
        dates = tuple(find_dates(row.said))
        before = found[-1] if found else None
        duty = _is_duty(row, dates) or (not any(not d.single for d in dates) and _continues(row, before, margin))
        found.append(Dated(row, dates, duty))
    return found


def _anchors(rows: Sequence[Dated]) -> list[int]:
    ranged = [i for i, r in enumerate(rows) if not r.duty and any(not d.single for d in r.dates)]
    single = []
    for i, r in enumerate(rows):
        if r.duty or not r.dates or i in ranged or r.row.words > 12:
            continue
        said = r.row.said
        edge = _DATE_FRAME.fullmatch(said[: r.dates[0].at]) or _DATE_FRAME.fullmatch(said[r.dates[-1].to :])
        if edge:
            single.append(i)
    return sorted(ranged + single)


def _lead(rows: Sequence[Dated], anchor: int, floor: int, most: int) -> int:
    """First heading line that belongs to the anchor."""
    first = anchor
    while first > floor and anchor - first < most and not rows[first - 1].duty and not rows[first - 1].dates:
        first -= 1
    return first


def _tail(rows: Sequence[Dated], anchor: int, ceiling: int) -> int:
    """One past the last heading line below the anchor."""
    last = anchor + 1
    while last < ceiling and last - anchor <= _TAIL and not rows[last].duty and not rows[last].dates:
        last += 1
    return last


def _shift(at: DateRange, by: int) -> DateRange:
    return DateRange(at.start, at.end, at.current, at.expected, at.at + by, at.to + by, at.single)


def _cut_points(rows: Sequence[Dated], anchors: Sequence[int]) -> list[tuple[int, int]]:
    """For each anchor its first heading line and one past its last."""
    spans: list[tuple[int, int]] = []
    usual = anchors[0] - _lead(rows, anchors[0], 0, _LEAD)
    for n, anchor in enumerate(anchors):
        floor = spans[-1][1] if spans else 0
        first = _lead(rows, anchor, floor, usual if n else _LEAD)
        ceiling = anchors[n + 1] if n + 1 < len(anchors) else len(rows)
        last = _tail(rows, anchor, ceiling)
        if n + 1 < len(anchors) and last == ceiling:
            # nothing but heading lines up to the next date: the next entry takes as many as the first one had
            last = max(anchor + 1, ceiling - usual)
        spans.append((first, last))
    return spans


def entry_blocks(rows: Sequence[Row]) -> list[Block]:
    """Cut the rows of an employment-like section into entries, by the lines that carry a date.

    Rows before the first entry's heading lines are left out.
    """
    dated = date_rows(rows)
    anchors = _anchors(dated)
    if not anchors:
        return []
    spans = _cut_points(dated, anchors)
    blocks = []
    for n, (anchor, (first, last)) in enumerate(zip(anchors, spans, strict=True)):
        ceiling = spans[n + 1][0] if n + 1 < len(spans) else len(dated)
        ranges = [d for d in dated[anchor].dates if not d.single] or list(dated[anchor].dates)
        row = dated[anchor].row
        blocks.append(
            Block(
                heading=tuple(r.row for r in dated[first:last]),
                dates=_shift(ranges[0], row.start),
                dated_row=row,
                body=tuple(r.row for r in dated[last:ceiling]),
                follows=n > 0 and first == anchor,
            )
        )
    return blocks
