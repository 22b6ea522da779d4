"""Rows of one block to printed lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from app.documents.assembly import Printed
from app.documents.characters import NOWHERE, Places, is_bullet
from app.documents.readers.page.columns import Row, names_date
from app.documents.readers.page.run import Run

_WIDE = 1.2
"""A gap of more ems than this inside a line is printed as two spaces: a cell or date begins after it."""

_FEWEST_BOXES = 2


@dataclass(slots=True)
class PrintedRow:
    """One line, and whether more empty space than usual stands above it."""

    printed: Printed
    apart: bool


def printed_rows(rows: list[Row]) -> list[PrintedRow]:
    """Give the lines of a block from top to bottom.

    Parts of a row that stand far apart are joined by two spaces. A date or place that runs on beside the list items
    of its entry is set on lines of its own below the entry's first line, so that the items stay whole. What stands in
    drawn boxes beside each other is a list, and each of them a line.
    """
    whole = [part for row, below in pairwise([*_set_apart(rows), []]) for part in _unboxed(row, below)]
    gaps = [_gap(above, below) for above, below in pairwise(whole)]
    boxed = [above[-1].box > -1 < below[0].box for above, below in pairwise(whole)]
    usual = median([gap for gap, inside in zip(gaps, boxed, strict=True) if not inside] or gaps or [0.0])
    sizes = [_size(row) for row in whole]
    found = []
    for index, row in enumerate(whole):
        gap = gaps[index - 1] if index else None
        printed = _join(row)
        printed.gap = round(max(gap, 0.0), 2) if gap is not None else None
        larger = index > 0 and sizes[index] > 1.15 * sizes[index - 1]
        apart = gap is not None and (gap > max(usual, 0) + 0.35 * sizes[index] or (larger and gap > usual + 1))
        apart = apart and not boxed[index - 1]
        found.append(PrintedRow(printed, apart))
    return found


def _unboxed(row: Row, below: Row) -> list[Row]:
    """Give what stands in each box of a row; the row itself where it has less than two, or they head a table."""
    boxes = {run.box for run in row if run.box > -1}
    heads = len(below) > 1 and all(run.box == -1 for run in below)
    if len(boxes) < _FEWEST_BOXES or heads or names_date(row):
        return [row]
    parts: list[Row] = []
    for run in row:
        if parts and run.box in (-1, parts[-1][-1].box):
            parts[-1].append(run)
        else:
            parts.append([run])
    return parts


def _size(row: Row) -> float:
    return max(run.size for run in row)


def _gap(above: Row, below: Row) -> float:
    return max(r.top for r in below) - max(r.lowest + 0.22 * r.size for r in above)


def _set_apart(rows: list[Row]) -> Iterator[Row]:
    """Move what stands right of list items, below the right part of an entry's line, to below that line."""
    entry: Row | None = None
    moved: list[Row] = []
    items: list[Row] = []
    for row in rows:
        left, right = _parts(row)
        beside = entry is not None and right and _continues(entry, right)
        listed = left[0].bullet or is_bullet(left[0].text)
        if entry is not None and beside and (listed or (items and left[0].x0 > entry[0].x0 + 0.5 * left[0].size)):
            moved.append(right)
            items.append(left)
            continue
        if entry is not None:
            yield entry
            yield from moved
            yield from items
            moved, items = [], []
        entry = row
    if entry is not None:
        yield entry
        yield from moved
        yield from items


def _parts(row: Row) -> tuple[Row, Row]:
    """Give what stands before the widest gap of a row, and what stands after it, if that is a wide one."""
    gaps = [(b.x0 - a.x1, i + 1) for i, (a, b) in enumerate(pairwise(row))]
    if not gaps or max(gaps)[0] < _WIDE * row[0].size:
        return row, []
    cut = max(gaps)[1]
    return row[:cut], row[cut:]


def _continues(entry: Row, right: Row) -> bool:
    """Say whether what stands right of a list item goes on with the right part of an entry's line.

    Where both name dates, the item is an entry with its own.
    """
    above = _parts(entry)[1]
    if not above or (names_date(above) and names_date(right)):
        return False
    return abs(above[0].x0 - right[0].x0) < 3 or abs(above[-1].x1 - right[-1].x1) < 3


def _join(row: Row) -> Printed:
    if len(row) == 1:
        (run,) = row
        return Printed(
            run.characters,
            run.places,
            size=round(run.size, 2),
            bold=run.bold,
            bullet=run.bullet or run.box > -1,
            left=round(run.x0, 2),
        )
    characters: list[str] = []
    places: list[Places] = []
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    stretched = len(gaps) > 2 and max(gaps) < 1.4 * min(gaps) and all(" " not in run.characters for run in row)
    for index, run in enumerate(row):
        if index and _printed_over(row[index - 1], run):
            continue
        if index:
            boxed = -1 < row[index - 1].box != run.box > -1
            space = "  " if boxed or (gaps[index - 1] > _WIDE * run.size and not stretched) else " "
            if gaps[index - 1] > 0.12 * run.size:
                characters += space
                places += [NOWHERE] * len(space)
        characters += run.characters
        places.append(run.places)
    first = _parts(row)[0]
    letters = sum(len(run.characters) for run in first)
    return Printed(
        characters=characters,
        places=np.concatenate(places),
        size=round(_size(row), 2),
        bold=sum(len(run.characters) for run in first if run.bold) > 0.5 * letters,
        bullet=row[0].bullet or row[0].box > -1,
        left=round(row[0].x0, 2),
    )


def _printed_over(first: Run, second: Run) -> bool:
    """Say whether the same letters are printed twice in one place, as some programs do to make them bold."""
    return first.text == second.text and abs(first.x0 - second.x0) < 1 and abs(first.base - second.base) < 1
