"""Rows below the heads of a table of schools to fields: what each column holds is told once, at its head."""

import re
from collections.abc import Sequence
from functools import cache

from app.extraction.lines.rows import Row
from app.extraction.parts.schooling_whole import Told
from app.extraction.schooling.amends import HOW
from app.extraction.words.lexicon import table

_CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
_FEWEST = 3
"""Columns of a table, at least."""
_TOLD = ("school", "degree", "field", "location")
_MARKS = re.compile(r"[^\w%/ ]+")
Cells = list[tuple[int, int]]


def _folded(said: str) -> str:
    return " ".join(_MARKS.sub(" ", said.casefold()).split())


def _cells(row: Row) -> Cells:
    """Give the places of the cells of a row; an empty one between two strokes counts."""
    at, found = row.start, []
    for mark in _CELL.finditer(row.said):
        found.append((at, row.start + mark.start()))
        at = row.start + mark.end()
    return [*found, (at, row.end)]


@cache
def _heads() -> dict[str, str]:
    """Give what a column holds by each of the heads that it may have."""
    return {name: kind for kind, names in table("degrees")["heads"].items() for name in names}


def _columns(row: Row) -> list[str] | None:
    """Give what the columns hold that a row heads ("Course | Institution | Year | %"), or None."""
    if row.bullet or ("|" not in row.said and "\t" not in row.said and "  " not in row.said):
        return None
    kinds = _heads()
    cells = [_folded(row.said[start - row.start : end - row.start]) for start, end in _cells(row)]
    found = [kinds[cell] for cell in cells if cell in kinds]
    return found if len(found) == len(cells) >= _FEWEST and {"school", "degree"} & {*found} else None


def below_heads(text: str, rows: Sequence[Row]) -> tuple[list[Row], dict[int, list[Told]]]:
    """Give the rows without the heads of tables, and what each row of a table tells, by where it starts.

    A row that has not as many cells as there are heads is read as any other.
    """
    columns: list[str] | None = None
    kept: list[Row] = []
    told: dict[int, list[Told]] = {}
    for row in rows:
        heads = _columns(row)
        if heads is not None:
            columns = heads
            continue
        kept.append(row)
        cells = _cells(row) if columns is not None else []
        if columns is not None and len(cells) == len(columns):
            told[row.start] = _row(text, columns, cells)
    return kept, told


def _row(text: str, columns: Sequence[str], cells: Cells) -> list[Told]:
    """Say what the cells of a row are; where no column names the school, who gave the degree or where it was does."""
    others = (
        next((kind for kind in ("board", "location") if kind in columns), None) if "school" not in columns else None
    )
    kinds = ["school" if kind == others else kind for kind in columns]
    return [
        Told(kind, start, end)
        for kind, (start, end) in zip(kinds, cells, strict=True)
        if kind in _TOLD and start < end and not HOW.fullmatch(text[start:end])
    ]
