"""Names of sections that are printed in a left column, beside what they head, to rows of their own above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from app.documents.model import Document
from app.extraction.headings.words import section_named
from app.extraction.lines.rows import Row

_LABEL = re.compile(r"(?P<label>[^\W\d_](?:[\w&/'’.-]| (?! )){1,38}?)\s*:?(?<!,) {2,}(?=\S)")
_FEWEST_NAMES, _FEWEST_BESIDE = 2, 3
"""Names of sections at one column, and rows that go on below what stands beside them."""
_WITHIN = 0.8
"""The share of the rows below the first name that stand right of the column of names, at least."""
_LOOSE = 4.0
"""Points by which the ink of letters at one edge differs."""
_INDENTED = 20.0
"""Points by which an item or a quotation is set in."""
_LEAST = 20.0
"""Points between the left edges of the two columns, at least."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """The name of a section in row `at`; what it heads begins at `value` in that row, or stands around it (None)."""

    at: int
    name_end: int
    value: int | None
    column: float


def with_names_beside(document: Document, found: Sequence[Row]) -> list[Row]:
    """Give each name of a section that is printed left of what it heads a row of its own, above that.

    A name stands in one line with the first one beside it, or, where it is set in the middle of that line's height,
    between the first two of them. Only where nearly everything below the first of the names keeps right of them.
    """
    if not found or found[0].left is None:
        return list(found)
    named = [one for at in range(len(found)) if (one := _beside(document, found, at)) is not None]
    if len(named) < _FEWEST_NAMES:
        return list(found)
    column = median(one.column for one in named)
    own = {one.at: one for one in named if column - _LOOSE <= one.column <= column + _INDENTED}
    if len(own) < _FEWEST_NAMES or not _keeps_right(found, own, column):
        return list(found)
    return list(_parted(found, own, column))


def _beside(document: Document, found: Sequence[Row], at: int) -> _Beside | None:
    row = found[at]
    if row.bullet or row.left is None:
        return None
    label = _LABEL.match(row.said) if "  " in row.said else None
    if label is not None:
        place = document.place(row.start + label.end()) if section_named(label["label"]) is not None else None
        if place is None or place[0] - row.left < _LEAST:
            return None
        return _Beside(at, label.end("label"), label.end(), place[0])
    above = found[at - 1] if at else None
    level = above is not None and above.block == row.block and above.page == row.page and row.gap == 0
    if above is None or not level or above.left is None or above.left - row.left < _LEAST:
        return None
    return _Beside(at, len(row.said), None, above.left) if section_named(row.said) is not None else None


def _keeps_right(found: Sequence[Row], own: dict[int, _Beside], column: float) -> bool:
    below = [row for at, row in enumerate(found) if at > min(own) and at not in own and row.left is not None]
    right = sum(row.left >= column - _LOOSE for row in below if row.left is not None)
    level = sum(abs(row.left - column) <= _LOOSE for row in below if row.left is not None)
    return level >= _FEWEST_BESIDE and right >= _WITHIN * len(below)


def _parted(found: Sequence[Row], own: dict[int, _Beside], column: float) -> Iterator[Row]:
    sizes = [row.size for row in found if row.size and row.left is not None and abs(row.left - column) <= _LOOSE]
    size = median(sizes) if sizes else None
    blocks = 0
    for at, row in enumerate(found):
        one, after = own.get(at), own.get(at + 1)
        if after is not None and after.value is None:
            blocks += 1
            yield _name(found[at + 1], after, blocks, column)
        if one is None:
            yield replace(row, block=row.block + blocks)
        elif one.value is not None:
            blocks += 1
            yield _name(row, one, blocks, column)
            yield replace(
                row,
                start=row.start + one.value,
                said=row.said[one.value :],
                block=row.block + blocks,
                left=one.column,
                size=size,
                bold=False,
                styled=False,
                gap=None,
            )


def _name(row: Row, one: _Beside, blocks: int, column: float) -> Row:
    end, said = row.start + one.name_end, row.said[: one.name_end]
    # as if it stood over what it heads
    return replace(row, end=end, said=said, block=row.block + blocks, styled=True, bold=True, left=column)
