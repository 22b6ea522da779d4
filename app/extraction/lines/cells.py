"""Rows of tables to their cells, which tabs, wide blanks or strokes part."""

import re

from app.documents.spans import Span
from app.extraction.lines.rows import Row

_MARK = re.compile(r"\s*\|\s*|\t+|\s{2,}")
_TAB = re.compile(r"\t")


def may_have_cells(said: str) -> bool:
    """Say whether something stands in a row that parts cells."""
    return "  " in said or "\t" in said or "|" in said


def cells(said: str) -> list[str]:
    """Give what the cells hold; one between two strokes may be empty."""
    return _MARK.split(said)


def cell_places(row: Row) -> list[Span]:
    """Give the places of the cells of a row; an empty one between two strokes or two tabs counts."""
    at, found = row.start, []
    for mark in (_TAB if "\t\t" in row.said else _MARK).finditer(row.said):
        found.append((at, row.start + mark.start()))
        at = row.start + mark.end()
    return [*found, (at, row.end)]
