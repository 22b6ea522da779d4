"""Certifications and licences in tables, whose columns are named once, at their heads ("Issued by", "Expires")."""

import re
from collections.abc import Sequence

from app.documents.model import Document
from app.extraction.certificates.labelled import LABEL, Growing, paper_of
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind

_CELL = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_TAB = re.compile(r"\t")
_FEWEST = 2


def tabled_papers(
    document: Document, heading: Row | None, rows: Sequence[Row], kind: EntryKind
) -> tuple[list[Entry], list[Row]]:
    """Read the rows that have as many cells as the heads above them; give their entries and the other rows.

    `heading`: what the section stands below, which may be the heads themselves.
    """
    columns = _columns(heading) if heading is not None else None
    found: list[Entry] = []
    rest: list[Row] = []
    for row in rows:
        heads = _columns(row)
        cells = _cells(row) if heads is None and columns is not None else []
        columns = heads or columns
        if columns is not None and len(cells) == len(columns) and cells[columns.index("title")]:
            told = zip(columns, cells, strict=True)
            found.append(_entry(document, [(name, *cell) for name, cell in told if cell is not None], kind))
        elif heads is None:
            rest.append(row)
    return found, rest


def _cells(row: Row) -> list[tuple[int, int] | None]:
    """Give the places of the cells of a row, with None for an empty one between two strokes."""
    at, found = row.start, []
    # between two tabs a cell was left empty
    between = _TAB if "\t\t" in row.said else _CELL
    for mark in [*between.finditer(row.said), None]:
        end = row.start + mark.start() if mark is not None else row.end
        found.append((at, end) if at < end else None)
        at = row.start + mark.end() if mark is not None else end
    return found


def _columns(row: Row) -> list[str] | None:
    """Give what the columns hold that a row heads, or None; one of them holds the titles."""
    places = _cells(row) if "  " in row.said or "\t" in row.said or "|" in row.said else []
    said = [row.said[cell[0] - row.start : cell[1] - row.start].rstrip(":") if cell else "" for cell in places]
    labels = [LABEL.fullmatch(one) or LABEL.fullmatch(one.removesuffix("s")) for one in said]
    named = [str(label.lastgroup) for label in labels if label is not None]
    return named if len(named) == len(said) >= _FEWEST and named.count("title") == 1 else None


def _entry(document: Document, cells: Sequence[tuple[str, int, int]], kind: EntryKind) -> Entry:
    title = next((start, end) for name, start, end in cells if name == "title")
    grown = Growing(title)
    grown.take(document.text, cells)
    return paper_of(document, grown, kind)
