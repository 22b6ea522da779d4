"""Runs of text on a page to blocks of rows in reading order."""

import re
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from app.documents.characters import NOWHERE, is_bullet, is_mark
from app.documents.readers.page.cells import whole_cells
from app.documents.readers.page.rules import Rules
from app.documents.readers.page.run import Run

Row = list[Run]
"""Runs that stand on one line, from left to right."""

_DEPTH = 12
_CROSSING = 0.4
"""A gutter that more than this share of the rows crosses is none."""
_LEVEL = 0.5
"""Share of the runs of a column that stand at the height of one beside it, at least; headings between rows do not."""
_CANDIDATES = 24
_WORK = 500_000
"""Runs looked at for one page, over all gutters tried; a resume takes a twentieth."""
_DATE = re.compile(
    r"(?:19|20)\d\d|\d\d?[/.]\d\d|\b(?:present|current|now|today|ongoing)\b|\b\d+\s+(?:year|yr|month|mo)s?\b", re.I
)


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """Group runs into rows, from top to bottom: on one row, letters overlap in height by more than half."""
    rows: list[Row] = []
    low = high = 0.0
    for run in sorted(runs, key=lambda r: (r.base, r.x0)):
        overlap = min(run.base, low) - max(run.top, high)
        if rows and overlap > 0.5 * min(run.base - run.top, low - high):
            rows[-1].append(run)
            if run.size > 0.6 * (low - high):
                low, high = max(low, run.base), min(high, run.top)
        else:
            rows.append([run])
            low, high = run.base, run.top
    for row in rows:
        row.sort(key=lambda r: r.x0)
    return rows


@dataclass(slots=True)
class _Side:
    """The runs of a band that stand on one side of a gutter, and their rows' numbers within the band."""

    runs: list[Run]
    rows: list[int]

    @property
    def width(self) -> float:
        return max(r.x1 for r in self.runs) - min(r.x0 for r in self.runs)

    @property
    def span(self) -> tuple[float, float]:
        return min(r.top for r in self.runs), max(r.base for r in self.runs)


class Columns:
    """Finds the reading order of one page. `doubtful` tells whether any decision was a close one."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._work = 0
        self.doubtful = False

    def order(self, runs: Sequence[Run]) -> list[list[Row]]:
        """Give blocks of rows in reading order; each of `runs` is in exactly one row."""
        return self._order(whole_cells(with_marks(rows_of(runs))), 0) if runs else []

    def _order(self, rows: list[Row], depth: int) -> list[list[Row]]:
        gutter = self._gutter(rows) if depth < _DEPTH and len(rows) > 1 else None
        if gutter is None:
            return [rows]
        blocks: list[list[Row]] = []
        plain: list[Row] = []
        for band, parted in self._bands(rows, gutter):
            if not parted:
                plain += band
                continue
            if plain:
                blocks += self._order(plain, depth + 1)
                plain = []
            title = _title(band, gutter)
            if title:
                blocks += self._order(band[:title], depth + 1)
            for side in _split(band[title:], gutter):
                blocks += self._order(rows_of(side.runs), depth + 1)
        if plain:
            blocks += self._order(plain, depth + 1)
        return blocks

    def _gutter(self, rows: list[Row]) -> float | None:
        best, found = 0.0, None
        count = sum(map(len, rows))
        for x in _candidates(rows):
            self._work += count
            if self._work > _WORK:
                self.doubtful = True
                return None
            score = 0.0
            for band, parted in self._bands(rows, x):
                if parted:
                    left, right = _split(band, x)
                    score += min(len(left.rows), len(right.rows)) * (1 + 0.3 * _flush(right))
                    score += 0.001 * _width(left, right)
            if score > best:
                best, found = score, x
        return found

    def _bands(self, rows: list[Row], x: float) -> list[tuple[list[Row], bool]]:
        """Cut rows where one crosses `x`; say for each band whether its sides are columns."""
        bands: list[tuple[list[Row], bool]] = []
        band: list[Row] = []
        for row in rows:
            if any(run.x0 < x - 1 and run.x1 > x + 1 for run in row) or self._over_line(row, x):
                bands += [*self._parted(band, x), ([row], False)]
                band = []
            else:
                band.append(row)
        return bands + self._parted(band, x)

    def _parted(self, band: list[Row], x: float) -> list[tuple[list[Row], bool]]:
        if not band:
            return []
        left, right = _split(band, x)
        return [(band, bool(left.rows and right.rows) and self._side_by_side(left, right, band))]

    def _over_line(self, row: Row, x: float) -> bool:
        """Say whether a row is a heading of both sides: on one of them, over a line that is drawn across both."""
        if not self._rules.across or (any(run.x0 > x for run in row) and any(run.x1 < x for run in row)):
            return False
        base, size, left, right = row[0].base, row[0].size, row[0].x0, row[-1].x1
        return any(
            base < y + 0.3 * size < base + 1.6 * size and x0 < min(x - 20, left + 5) and x1 > max(x + 20, right - 5)
            for y, x0, x1 in self._rules.across
        )

    def _side_by_side(self, left: _Side, right: _Side, band: list[Row]) -> bool:
        """Tell columns, which are read one after the other, from cells and dates, which belong to their line."""
        fewer = min(len(left.rows), len(right.rows))
        (high, low), (head, foot) = left.span, right.span
        top, bottom = max(high, head), min(low, foot)
        if fewer < 2 or bottom <= top:
            return False
        shared = set(left.rows) & set(right.rows)
        aligned = len(shared) / fewer
        if not _beside(left, right) or (fewer == 2 and shared):
            return False
        narrow, other = sorted((left, right), key=lambda s: s.width)
        dated = _dated(narrow) and sum(names_date(band[r]) for r in shared) / fewer > 0.4
        if dated and (aligned >= 0.8 or _all_beside(narrow, shared, band)):
            return False
        if self._grid(top, bottom, left, right, fewer):
            return False
        if self._border(top, bottom, left, right):
            return True
        if _hung(left, right):
            return False
        if aligned <= 0.5:
            return fewer > 2 or _width(left, right) > 1.5 * narrow.runs[0].size
        if fewer < 3:
            return False
        hops = _hops(left, right)
        if hops <= max(1, 0.2 * fewer):
            return True
        if _row_by_row(band) and (aligned > 0.8 or _all_beside(narrow, shared, band)):
            return False
        self.doubtful = True
        return _wordy(narrow) or _headed(narrow) or (fewer > 3 and not _labels(narrow, other))

    def _grid(self, top: float, bottom: float, left: _Side, right: _Side, rows: int) -> bool:
        """Say whether the sides are cells of a ruled table: lines across both part most of their rows."""
        low, high = left.runs[0].x0, max(r.x0 for r in right.runs)
        crossing = sum(x0 <= low and x1 >= high and top < y < bottom for y, x0, x1 in self._rules.across)
        return crossing >= max(2, 0.5 * (rows - 1))

    def _border(self, top: float, bottom: float, left: _Side, right: _Side) -> bool:
        """Say whether a line or the side of a panel stands in the gutter along most of both sides."""
        low, high = max(r.x1 for r in left.runs), min(r.x0 for r in right.runs)
        return any(
            low - 1 <= at <= high + 1 and min(y1, bottom) - max(y0, top) > 0.7 * (bottom - top)
            for at, y0, y1 in self._rules.down
        )


def with_marks(rows: list[Row]) -> list[Row]:
    """Give rows with the mark of a list item joined to the text that it stands before."""
    for row in rows:
        index = 0
        while index + 1 < len(row):
            mark, text = row[index], row[index + 1]
            if is_mark(mark.text) and 0 <= text.x0 - mark.x1 < 4 * text.size:
                text.characters = [*mark.characters, " ", *text.characters]
                text.places = np.concatenate([mark.places, NOWHERE, text.places])
                text.x0, text.y0, text.y1 = mark.x0, min(mark.y0, text.y0), max(mark.y1, text.y1)
                del row[index]
            index += 1
    return rows


def _candidates(rows: list[Row]) -> list[float]:
    """Give the middles of the vertical strips that fewer rows cross than beside them."""
    runs = [run for row in rows for run in row]
    low, high = min(r.x0 for r in runs), max(r.x1 for r in runs)
    steps = min(int(high - low) + 2, 20_000)
    crossing = np.zeros(steps + 1, np.int64)
    np.add.at(crossing, [min(int(r.x0 - low), steps) for r in runs], 1)
    np.add.at(crossing, [min(int(r.x1 - low) + 1, steps) for r in runs], -1)
    counts = np.cumsum(crossing)[:-1]
    edges = [0, *(np.flatnonzero(np.diff(counts)) + 1).tolist(), len(counts)]
    strips = []
    for index in range(1, len(edges) - 2):
        first, last = edges[index], edges[index + 1]
        count = int(counts[first])
        if counts[first - 1] > count < counts[last] and count <= _CROSSING * len(rows) and last - first >= 4:
            strips.append((count, first - last, low + (first + last) / 2))
    return [x for _, _, x in sorted(strips)[:_CANDIDATES]]


def _title(band: list[Row], x: float) -> int:
    """Count the rows at the top of a band that stand above both columns although they are printed over one.

    These are the name and what follows it: the largest letters of the band, above the first row of the left column.
    """
    first = next((i for i, row in enumerate(band) if row[0].x0 < x), 0)
    if not first:
        return 0
    largest = max(run.size for row in band[:first] for run in row)
    return first if largest > 1.3 * max(run.size for row in band[first:] for run in row) else 0


def _split(band: list[Row], x: float) -> tuple[_Side, _Side]:
    sides = _Side([], []), _Side([], [])
    for number, row in enumerate(band):
        for run in row:
            side = sides[(run.x0 + run.x1) / 2 >= x]
            side.runs.append(run)
            if not side.rows or side.rows[-1] != number:
                side.rows.append(number)
    for side in sides:
        side.rows = sorted(set(side.rows))
    return sides


def _width(left: _Side, right: _Side) -> float:
    return min(r.x0 for r in right.runs) - max(r.x1 for r in left.runs)


def _beside(left: _Side, right: _Side) -> bool:
    """Say whether the sides stand beside each other: some rows of one at the height of rows of the other."""
    (top, bottom), (high, low) = left.span, right.span
    if not any(high < r.base <= low for r in left.runs) or not any(top < r.base <= bottom for r in right.runs):
        return False
    fewer, more = sorted((left, right), key=lambda side: len(side.runs))
    return _level(fewer, more) >= _LEVEL * len(fewer.runs)


def _level(side: _Side, other: _Side) -> int:
    """Count the runs of a side that stand at the height of one of the other."""
    tops, bases = sorted(r.top for r in other.runs), sorted(r.base for r in other.runs)
    # A run overlaps one of the others when more of them begin above its foot than end above its head.
    return sum(bisect_left(tops, r.base) > bisect(bases, r.top) for r in side.runs)


def _flush(side: _Side) -> float:
    """Give the share of a side's runs that begin at its most usual left edge."""
    return Counter(round(r.x0 / 2) for r in side.runs).most_common(1)[0][1] / len(side.runs)


def names_date(row: Row) -> bool:
    """Say whether a part of a row holds a date or a length of time."""
    return any(_DATE.search(run.text) for run in row)


def _dated(side: _Side) -> bool:
    """Say whether a side is a column of dates."""
    return sum(_DATE.search(run.text) is not None for run in side.runs) > 0.4 * len(side.runs) and _short(side)


def _hung(left: _Side, right: _Side) -> bool:
    """Say whether the left side names what begins beside it: its rows stand alone, each level with one on the right.

    They stand near and far from each other, or most where a paragraph begins: a list of its own is set evenly.
    """
    if len(left.rows) < 2 or len(right.rows) < 2 * len(left.rows) or not _short(left):
        return False
    alone = sum(below - above > 1 for above, below in pairwise(left.rows))
    if alone < 0.75 * (len(left.rows) - 1) or _level(left, right) < 0.8 * len(left.runs):
        return False
    pitch = [gap for gap in _pitch(left) if gap > 1]
    return (len(pitch) > 1 and max(pitch) > 2.5 * min(pitch)) or _begins_beside(left, right)


def _pitch(side: _Side) -> list[float]:
    return [below - above for above, below in pairwise(sorted(run.base for run in side.runs))]


def _begins_beside(left: _Side, right: _Side) -> bool:
    lines, gaps = sorted(right.runs, key=lambda run: run.base), _pitch(right)
    usual = median([gap for gap in gaps if gap > 1] or [0.0])
    first = [lines[0], *(line for line, gap in zip(lines[1:], gaps, strict=True) if gap > 1.15 * usual)]
    return _level(left, _Side(first, [])) >= 0.6 * len(left.runs)


def _all_beside(side: _Side, shared: set[int], band: Sequence[Row]) -> bool:
    """Say whether the rows of a column of dates or names stand beside others, but for the heads of these.

    Larger or bold rows head them."""
    usual = Counter((round(r.size), r.bold) for r in side.runs).most_common(1)[0][0]
    plain = {id(r) for r in side.runs if round(r.size) <= usual[0] and (usual[1] or not r.bold)}
    own = {n for n in side.rows if any(id(run) in plain for run in band[n])}
    return len(own) > 2 and len(own & shared) >= 0.8 * len(own)


def _short(side: _Side) -> bool:
    return median(len(run.text) for run in side.runs) < 28


def _wordy(side: _Side) -> bool:
    return median(len(run.text) for run in side.runs) >= 25


def _hops(left: _Side, right: _Side) -> int:
    """Count how often the content stream goes from one side to the other."""
    stream = sorted([(r.order, 0) for r in left.runs] + [(r.order, 1) for r in right.runs])
    return sum(a[1] != b[1] for a, b in pairwise(stream))


def _row_by_row(band: list[Row]) -> bool:
    """Say whether the content stream prints row after row, from top to bottom."""
    stream = sorted((run.order, number) for number, row in enumerate(band) for run in row)
    down = sum(a[1] <= b[1] for a, b in pairwise(stream))
    return down >= 0.85 * (len(stream) - 1)


def _headed(side: _Side) -> bool:
    """Say whether some lines of a side stand out as headings of the others."""
    usual = Counter((round(r.size), r.bold) for r in side.runs).most_common(1)[0][0]
    heads = [r for r in side.runs if round(r.size) > usual[0] or (r.bold and not usual[1])]
    return 0 < len(heads) <= 0.4 * len(side.runs) and len(side.runs) > 3


def _labels(narrow: _Side, other: _Side) -> bool:
    """Say whether the narrow side names what the other side lists ("Languages:")."""
    ends = sum(run.text.rstrip().endswith(":") for run in narrow.runs)
    bullets = sum(is_bullet(run.text) for run in other.runs)
    return ends >= 0.5 * len(narrow.runs) and bullets == 0


def place_sideways(blocks: list[list[Row]], sideways: Sequence[Run]) -> list[list[Row]]:
    """Put each run that is printed sideways (a section's title along its edge) before the rows that it stands beside.

    It goes into the widest gap between rows near its upper end, as a block of its own; without one, to the end.
    """
    for run in sideways:
        top, bottom = np.nanmin(run.places[:, 1]).item(), np.nanmax(run.places[:, 3]).item()
        low, high = top - 0.75 * (bottom - top), top + 0.25 * (bottom - top)
        best, found = 0.0, None
        for number, block in enumerate(blocks):
            for index, row in enumerate(block):
                if row[0].turn or not low < row[0].base < high:
                    continue
                gap = row[0].top - block[index - 1][0].base if index else row[0].size
                if gap >= 0.85 * best:
                    best, found = max(gap, best), (number, index)
        if found is None:
            blocks = [*blocks, [[run]]]
            continue
        number, index = found
        parts = [part for part in (blocks[number][:index], [[run]], blocks[number][index:]) if part]
        blocks = [*blocks[:number], *parts, *blocks[number + 1 :]]
    return blocks
