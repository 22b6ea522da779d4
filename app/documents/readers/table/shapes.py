"""Tables of other shapes as one row for each job.

Several jobs may stand in a row, the headings in the first column, the worker in a row above the jobs.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from app.documents.readers.table.columns import HEAD_ROWS, Columns, find_columns, last_first
from app.documents.readers.table.courses import course_columns
from app.documents.readers.table.headings import fold, heading_of, made_of, numbered

_MOST_TURNED = 40
"""Rows of a table whose headings stand in its first column, at most."""
_TELLING = ("title", "employer")
_SPARSE = 8
"""A row for each job has so many times the cells of the one that they stood in, at most."""
_LABEL_AND_NAME = 2
"""Cells of a row that names a worker, at most."""
_NUMBER = re.compile(r"^\W*\d[\w-]*[\s:–-]+|\s*[(\[#]?\b\d[\w-]*[)\]]?$")
"""The number of a worker before or behind the name."""

Rows = list[list[str]]


def arranged(rows: Rows) -> tuple[Rows, Columns | None]:
    """Give the rows of a table with one job, or one course, in each, and their columns.

    Rows that are so already stay as they are.
    """
    listed = course_columns(rows)
    if listed is not None and not _tells_jobs(find_columns(rows)):
        return _grouped(rows, listed)
    for number, row in enumerate(rows[:HEAD_ROWS]):
        places = _places(row)
        if places is not None:
            rows = _unrolled(rows, number, places)
            break
    rows, columns = _grouped(rows, find_columns(rows))
    if (columns is None or not columns.enough) and len(rows) <= _MOST_TURNED:
        turned = [list(column) for column in zip_longest(*rows, fillvalue="")]
        found = find_columns(turned)
        if found is not None and found.enough and found.row == 0:
            return turned, found
    return rows, columns


def _tells_jobs(columns: Columns | None) -> bool:
    """Say whether columns are those of jobs, though one of them may name a course as well."""
    return columns is not None and columns.enough and {"title", "employer"} <= {*columns.fields}


def _grouped(rows: Rows, columns: Columns | None) -> tuple[Rows, Columns | None]:
    """Write in each row the worker whom a row of its own names above it ("Employee: Example, Ana (1042)").

    So reports stand that are grouped by worker. One such row above the headings alone is of a table of one worker.
    """
    if columns is None or not columns.enough or {"person", "name"} & {*columns.fields}:
        return rows, columns
    named = [_names_worker(row, columns) for row in rows]
    if not any(named[columns.row + 1 :]):
        return rows, columns
    heading, width = heading_of("name"), len(columns.headings)
    found = [*rows[: columns.row], [*columns.headings, heading]]
    worker = next(filter(None, reversed(named[: columns.row])), "")
    for row, name in zip(rows[columns.row + 1 :], named[columns.row + 1 :], strict=True):
        worker = name or worker
        if not name and any(cell.strip() for cell in row) and not columns.again(row):
            found.append([*row[:width], *[""] * (width - len(row)), worker])
    return found, replace(columns, headings=(*columns.headings, heading), fields=(*columns.fields, "name"))


def _names_worker(row: Sequence[str], columns: Columns) -> str:
    """Give whom a row names that holds nothing else, behind a label or with the last name first; else nothing."""
    filled = [" ".join(cell.split()) for cell in row if cell.strip()]
    if not 0 < len(filled) <= _LABEL_AND_NAME or fold(filled[0]) in map(fold, columns.headings):
        return ""
    label, mark, behind = filled[0].partition(":")
    if mark and made_of(label) in ("person", "name", "client"):
        return " ".join(filter(None, (behind.strip(), *filled[1:])))
    return filled[0] if len(filled) == 1 and last_first(_NUMBER.sub("", filled[0])) else ""


def _places(headings: Sequence[str]) -> list[tuple[str, int] | None] | None:
    """Tell for each column what it holds and which of several jobs it is of; None for what stands once in a row.

    They are numbered ("Employer 1", "Employer 2"), or the same headings come again in turn. None for other rows, and
    where rows for each job would be many times longer than the one that they stand in.
    """
    places = [numbered(heading) for heading in headings]
    if not _several(places):
        folded = [fold(heading) for heading in headings]
        often = Counter(one for one in folded if one)
        seen: Counter[str] = Counter()
        places = []
        for one in folded:
            seen[one] += 1
            places.append((one, seen[one]) if often[one] > 1 else None)
        if not _several(places):
            return None
    told = [place for place in places if place]
    width = len({name for name, _ in told}) + len(places) - len(told)
    return places if width * len({number for _, number in told}) <= _SPARSE * len(places) else None


def _several(places: Sequence[tuple[str, int] | None]) -> bool:
    """Say whether the title, or the employer, stands there for several jobs, and more of each."""
    fields = [(made_of(place[0]), place[1]) for place in places if place]
    of = {field: {number for name, number in fields if name == field} for field in {name for name, _ in fields}}
    told = [numbers for field, numbers in of.items() if field and field != "other" and len(numbers) > 1]
    return len(told) > 1 and any(len(of.get(field, ())) > 1 for field in _TELLING)


def _unrolled(rows: Rows, at: int, places: Sequence[tuple[str, int] | None]) -> Rows:
    """Give a row for each job; what stands once in a row is said of all its jobs."""
    shared = [n for n, place in enumerate(places) if place is None]
    names = list(dict.fromkeys(place[0] for place in places if place))
    numbers = list(dict.fromkeys(place[1] for place in places if place))
    where = {place: n for n, place in enumerate(places) if place}
    found = [list(row) for row in rows[:at]]
    found.append([*(rows[at][n] for n in shared), *(name.capitalize() for name in names)])
    for row in rows[at + 1 :]:
        own = [row[n] if n < len(row) else "" for n in shared]
        for place, number in enumerate(numbers):
            cells = [where.get((name, number), len(row)) for name in names]
            said = [row[n] if n < len(row) else "" for n in cells]
            if place == 0 or any(cell.strip() for cell in said):
                found.append([*own, *said])
    return found
