"""Rows of a table to the workers they are of."""

import csv
import io
from collections.abc import Sequence

from app.documents.readers.table.columns import Columns

Rows = Sequence[Sequence[str]]


def workers_of(columns: Columns, jobs: Rows) -> dict[str, list[Sequence[str]]]:
    """Group rows by the worker's id, else by the name; a table with neither is one worker's.

    A row whose cells for the worker are empty belongs to the worker above, as where a sheet says each id once. The
    keys are the ids, or numbers where only names are given; workers are in the order of their first row.
    """
    by = columns.of("person") or columns.of("name")
    if not by:
        return {"": list(jobs)}
    found: dict[str, list[Sequence[str]]] = {}
    printed: dict[str, str] = {}
    said = ""
    for job in jobs:
        said = " ".join(" ".join(job[number].split()) for number in by).strip() or said
        key = printed.setdefault(said.casefold(), said)
        found.setdefault(key, []).append(job)
    if columns.of("person"):
        return found
    return {str(number): rows for number, rows in enumerate(found.values(), start=1)}


def rows_as_csv(columns: Columns, jobs: Rows) -> bytes:
    """Write the headings and some rows as CSV, UTF-8: the source document of one worker of several."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.headings)
    writer.writerows(jobs)
    return out.getvalue().encode()
