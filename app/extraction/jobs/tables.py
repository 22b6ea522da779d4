"""Rows below the heads of a table of jobs to entries: what each column holds is told once, at its head."""

import re
from collections.abc import Mapping, Sequence

from app.documents.model import Document
from app.documents.readers.table.headings import field_of
from app.documents.spans import Span
from app.extraction.jobs.entries import body_span
from app.extraction.lines.cells import cell_places
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.jobs import named_in_town, without_town
from app.extraction.parts.labels import names_field
from app.extraction.parts.pieces import Part, Piece, employer_named
from app.extraction.words.small import has_gap

_FEWEST = 3
"""Columns of a table, at least."""
_KNOWN = 0.6
"""So many heads of columns are known, at least."""
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 160
"""Characters of a row of heads, at most."""


def tabled_jobs(
    document: Document, rows: Sequence[Row], kind: EntryKind, heads: Sequence[Row] = ()
) -> tuple[list[Entry], list[Row]]:
    """Read the jobs in the rows of tables whose heads name titles, employers and dates.

    Give them, and the other rows without the heads. Below a row of the table may stand what was done there; a line
    with another date or a label ends the table. `heads`: those of its columns that are no rows of the section.
    """
    columns = _held([head.said for head in heads])
    entries: list[Entry] = []
    bodies: list[list[Row]] = []
    kept: list[Row] = []
    for row in rows:
        found = columns_of(row)
        if found is not None:
            columns, bodies = found, []
            continue
        cells = cell_places(row) if columns is not None else []
        entry = _entry(document, columns, cells, kind) if columns is not None and len(cells) == len(columns) else None
        if entry is not None:
            entries.append(entry)
            bodies.append([])
        elif columns is not None and bodies and (row.bullet or not (find_dates(row.said) or names_field(row.said))):
            bodies[-1].append(row)
            own = entries[-1].body or body_span(bodies[-1])
            entries[-1] = entries[-1].model_copy(update={"body": own and (own[0], row.end)})
        else:
            kept.append(row)
            columns = None
    return entries, kept


def columns_of(row: Row) -> list[str] | None:
    """Give what the columns hold that a row heads ("Company   Designation   Duration"), or None."""
    if len(row.said) > _LONGEST or not (has_gap(row.said) or "|" in row.said) or any(map(str.isdigit, row.said)):
        return None
    return _held([row.said[start - row.start : end - row.start] for start, end in cell_places(row)])


def _held(cells: Sequence[str]) -> list[str] | None:
    """Give what columns hold by their heads, where they name titles, employers and dates."""
    named = [field_of(cell) for cell in cells]
    known = [name for name in named if name is not None]
    dated = "period" in known or {"start", "end"} <= {*known}
    if len(cells) < _FEWEST or not dated or not {"title", "employer"} <= {*known}:
        return None
    return [name or "other" for name in named] if len(known) >= _KNOWN * len(cells) else None


def _entry(document: Document, columns: Sequence[str], cells: Sequence[Span], kind: EntryKind) -> Entry | None:
    """Read one row of a table; without a date in the column of dates it is none."""
    text, places = document.text, dict[str, Span]()
    for name, (start, end) in zip(columns, cells, strict=True):
        if start < end:
            places.setdefault(name, (start, end))
    dates = _dates(text, places)
    title, employer = (_piece(text, places, name) for name in ("title", "employer"))
    if dates is None or title is None or employer is None:
        return None
    firm, town = named_with_town(text, employer)
    location = town or _piece(text, places, "location")
    spans = sorted({(title.start, title.end), (firm.start, firm.end), *dates.places})
    return Entry(
        id="",
        kind=kind,
        title=_said(title),
        organization=_said(firm),
        location=_said(location) if location is not None else None,
        start=dates.start if not dates.single else None,
        end=dates.end,
        current=dates.current,
        body=_told(text, places),
        evidence=tuple(document.evidence(*span) for span in spans),
    )


def _told(text: str, places: Mapping[str, Span]) -> Span | None:
    """Give the cell of what was done, where letters stand in it."""
    start, end = places.get("description", (0, 0))
    return (start, end) if _LETTER.search(text, start, end) else None


def _dates(text: str, places: Mapping[str, Span]) -> DateRange | None:
    """Give the period of a row; the end may stand in a column of its own."""
    first = places.get("period") or places.get("start")
    if first is None:
        return None
    last = first if "period" in places else places.get("end", first)
    found = [date.shifted(first[0]) for date in find_dates(text[first[0] : max(first[1], last[1])])]
    return next((date for date in found if not date.single), found[0] if len(found) == 1 else None)


def _piece(text: str, places: Mapping[str, Span], name: str) -> Piece | None:
    start, end = places.get(name, (0, 0))
    said = text[start:end]
    return Piece(start, end, said, 0) if _LETTER.search(said) else None


def named_with_town(text: str, employer: Piece) -> tuple[Piece, Piece | None]:
    """Part an employer's cell into its name and the town behind it."""
    pieces = employer_named(text, employer)
    town = next((piece for piece in pieces if piece.part is Part.LOCATION), None)
    whole, behind = without_town(next((piece for piece in pieces if piece is not town), employer))
    name, last = named_in_town(whole)
    return name or employer, town or behind or last


def _said(piece: Piece) -> str:
    return " ".join(piece.said.split())
