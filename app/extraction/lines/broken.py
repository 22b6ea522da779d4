"""Rows that a line's end or a narrow column broke: duties that go on, names that do not, dates over two lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import LONG_WORD, Row
from app.extraction.words.scores import title_score

_CELL = re.compile(r"(.*?)(?=\s{2,}|\t|$)")
_BROKEN = re.compile(
    r"(?:[-–—]|\b(?:to|exp\.?|expires|until|through))\s*$"
    r"|[-–—]\s*(?!(?:present|current|now|today|ongoing)\.?$)[^\W\d_]{3,9}\.?$",
    re.IGNORECASE,
)
_REST = re.compile(r"(?:[^\W\d_]{3,9}\.?\s*)?[\d/.]{2,10}|present|current|now", re.IGNORECASE)
_MAY_REST = re.compile(rf"(?:{_REST.pattern})(?=\s|$)", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:to|until|thru|through|[-–—])\s+(?:(?:[^\W\d_]{3,9}\.?\s*)?[\d/.'’‘]{2,10}|present|current|now|date)"
    r"(?=\s{2,}|\t|$)",
    re.IGNORECASE,
)
"""The end of a period in a cell below its beginning."""
_UNDONE = re.compile(r"\b[a-z]{3,}\s+(?:since|in|from|until|by|during|and|the|an?|around)$")
_DATE_WORDS = 2
_FEWEST = 7
"""Words of a line that is part of a sentence, at least."""
_TITLE = 1.5
_MOST_LINES, _NAME_WORDS, _FEW = 3, 9, 3
"""Lines of names above the period of an entry, words of one, and words in small letters of one, at most."""


def continues(row: Row, before: Row | None, margin: float | None, *, heads: bool) -> bool:
    """Say whether a row is the rest of the duty `before` it, which was too long for its line.

    `heads`: names stand on it and on what follows up to a period, so that it begins an entry.
    """
    if before is None or row.bullet or row.styled or row.block != before.block:
        return False
    if before.said.endswith((".", "!", "?")) or before.words < 5:
        return False
    if row.left is None or margin is None:
        return row.said[0].islower() or (before.end - before.start > 60 and not heads)
    return row.left > margin + 2 or row.said[0].islower()


def undone(before: Row | None, row: Row) -> bool:
    """Say whether the line before is a sentence that ends in a word which something must follow."""
    if before is None or before.block != row.block or not before.said[-1:].islower():
        return False
    return before.words > _FEWEST and _UNDONE.search(before.said) is not None


def begins(rows: Sequence[Row], n: int) -> bool:
    """Say whether a short line of names stands, with at most a few like it between, above one with a period."""
    for ahead, row in enumerate(rows[n : n + _MOST_LINES]):
        if row.bullet or row.words > _NAME_WORDS or row.said.endswith((".", ",", ";")):
            return False
        dated = any(not date.single or (date.at, date.to) == (0, len(row.said)) for date in find_dates(row.said))
        if dated and ahead:
            return True
        long = LONG_WORD.findall(row.said)
        named = row.words <= _FEW or all(word[0].isupper() for word in long)
        # "Sous chef, Elm Oyster House"
        named = row.said[0].isupper() and (
            named or ("," in row.said and title_score(row.said.split(",")[0]) >= _TITLE)
        )
        if dated or not named:
            return dated and named
    return False


def stacked(row: Row, after: Row | None) -> tuple[tuple[DateRange, ...], tuple[int, int]] | None:
    """Read a period whose end stands alone below its beginning, in a column of dates ("2012  Elm College", "2016").

    Give its date, and where the end is printed; None for any other rows.
    """
    if after is None or row.bullet or after.bullet or after.words > _DATE_WORDS or not _MAY_REST.match(after.said):
        return None
    cell = _CELL.match(row.said)
    if cell is None or cell.end() == len(row.said):
        return None
    dates = [find_dates(said) for said in (cell.group(), after.said, f"{cell.group()} - {after.said}")]
    whole = all(len(found) == 1 and found[0].at == 0 for found in dates)
    if not whole or not dates[0][0].single or dates[0][0].to != cell.end() or dates[1][0].to != len(after.said):
        return None
    period = dates[2][0]
    if period.single or (period.end is not None and (period.start or "") > period.end):
        return None
    place = (after.start, after.end)
    return (replace(period, at=row.start, to=row.start + cell.end(), also=place),), place


def broken(row: Row, after: Row | None) -> tuple[tuple[DateRange, ...], tuple[int, int]] | None:
    """Read a date that a narrow column broke over this row and the next ("April 2019 – June", "2020")."""
    if after is None or row.bullet or after.bullet:
        return None
    ended = _ENDED.match(after.said) if after.block == row.block else None
    if ended is None and not _MAY_REST.match(after.said):
        return None
    cell, rest = _CELL.match(row.said), _CELL.match(after.said)
    if cell is None or rest is None:
        return None
    if ended is not None:
        # "June 2018" above "to present", as tables have it
        begun = find_dates(cell.group())
        if len(begun) != 1 or not begun[0].single or (begun[0].at, begun[0].to) != (0, cell.end()):
            return None
        rest = ended
    elif not _BROKEN.search(cell.group()) or not _REST.fullmatch(rest.group()):
        return None
    ranges = list(find_dates(f"{cell.group()} {rest.group()}"))
    if not ranges or ranges[-1].to <= len(cell.group()):
        return None
    place = (after.start, after.start + rest.end())
    dates = []
    for found in ranges:
        if found.to <= len(cell.group()):
            dates.append(found.shifted(row.start))
        elif found.at > len(cell.group()):
            dates.append(replace(found, at=place[0], to=place[1]))
        else:
            dates.append(replace(found, at=row.start + found.at, to=row.start + cell.end(), also=place))
    return tuple(dates), place
