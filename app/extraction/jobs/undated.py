"""Rows of jobs that nobody dated to where each begins, alone or below one that has its dates."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.jobs.line_forms import one_line
from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.rows import Row
from app.extraction.parts.lasting import lasts
from app.extraction.parts.named_rows import names_both, names_title

_HEADING_WORDS, _TITLE_WORDS, _LINE_WORDS = 16, 5, 10
_STACK = re.compile(
    r"(?:[\w/&-]+ ){0,3}(?:stack|tools?|tech\w*|software|environment|skills)(?: used)?:\s", re.IGNORECASE
)


def undated_starts(rows: Sequence[Dated]) -> list[tuple[int, int]]:
    """Find where entries begin among rows without any date: `(number of the row, how many rows)` of each."""
    starts: list[tuple[int, int]] = []
    if all(one.row.bullet for one in rows) and 2 * sum(names_both([one.row]) for one in rows) > len(rows):
        # where every line has a bullet, one says nothing
        rows = [replace(one, duty=False) for one in rows]
    lines = [one for one in rows if not one.duty and (one_line(one.row) or lasts(one.row.said))]
    # where most lines are a job each, small letters say nothing
    listed = len(lines) > 1 and 2 * len(lines) > len(rows)
    for n, one in enumerate(rows):
        if one.duty or (starts and n < sum(starts[-1])):
            continue
        below = rows[n + 1] if n + 1 < len(rows) and not rows[n + 1].duty else None
        if one.row.words <= _HEADING_WORDS and (
            names_both([one.row]) or lasts(one.row.said) or (listed and one_line(one.row))
        ):
            starts.append((n, 1))
        elif below is not None and one.row.words <= _TITLE_WORDS and _names_in_two(one.row, below.row):
            starts.append((n, 2))
    return starts


def _names_in_two(row: Row, below: Row) -> bool:
    """A title and an employer stand in two rows, and the second does not name both."""
    return names_both([row, below]) and not names_both([below])


def undated_below(pattern: Row, below: Sequence[Dated]) -> list[tuple[int, int]]:
    """Find heading lines without a date below an entry: `(number of the row, how many rows)` of each.

    They look as the entry's own first line does (in bold, or a bullet among entries that are bullets) where the
    duties do not, or stand without a bullet among bullets, and name a title.
    """
    bullets = sum(r.row.bullet for r in below)
    found: list[tuple[int, int]] = []
    for n, one in enumerate(below):
        row = one.row
        if "|" in row.said and "|" in pattern.said:
            # a row of a table without its dates goes on with the row above
            continue
        if one.dates or row.words > _LINE_WORDS or _STACK.match(row.said) or (found and n < sum(found[-1])):
            continue
        if pattern.bold or pattern.bullet:
            alike = row.bold == pattern.bold and row.bullet == pattern.bullet and row.size == pattern.size
        else:
            alike = not row.bullet and not one.duty and n > 0 and below[n - 1].row.bullet and 2 * bullets > len(below)
        listed = not alike and not one.duty and one_line(row) and one_line(pattern)
        alike, size = alike or listed, 1
        if alike and pattern.bold and n + 1 < len(below) and not below[n + 1].duty and not below[n + 1].row.bold:
            size = 2
        if (alike and names_title(r.row for r in below[n : n + size])) or lasts(row.said):
            found.append((n, size))
    return found
