"""Rows of a table to the workers they are of."""

import csv
import io
import re
from collections.abc import Sequence

from app.documents.readers.table.columns import Columns

Rows = Sequence[Sequence[str]]

_SUM = re.compile(
    r"(?:sub|grand|report|department|page)[\s-]*totals?\b.*|(?:totals?|summe|gesamt|count)"
    r"(?:\s+(?:hours|wages|earnings|records|rows|employees|count|for\b.*))?\W*[\d.,]*",
    re.IGNORECASE,
)
"""All that a cell says: "Total Wine" is an employer."""
_NOTE = re.compile(r"(?:\*+\s*\S|notes?\s*:|nota\s*:|source\s*:|end of (?:report|file))", re.IGNORECASE)
_OF_A_JOB = ("start", "end", "period", "description", "occupation")


def is_job(columns: Columns, row: Sequence[str]) -> bool:
    """Say whether a row may be of a job: no sum of the rows above it, and no note below them."""
    filled = [cell.strip() for cell in row if cell.strip()]
    dated = any(row[number].strip() for field in _OF_A_JOB for number in columns.of(field))
    if not filled or dated:
        return bool(filled)
    return not any(map(_SUM.fullmatch, filled)) and not (len(filled) == 1 and _NOTE.match(filled[0]))


def workers_of(columns: Columns, jobs: Rows) -> dict[str, list[Sequence[str]]]:
    """Group rows by the worker's id, else by the name; a table with neither is one worker's.

    Sums and notes are nobody's. A row whose cells for the worker are empty belongs to the worker above, as where a
    sheet says each id once. The keys are the ids, or numbers where only names are given; workers are in the order of
    their first row.
    """
    by = columns.of("person") or columns.of("name")
    jobs = [job for job in jobs if is_job(columns, job)]
    if not by:
        return {"": jobs}
    found: dict[str, list[Sequence[str]]] = {}
    printed: dict[str, str] = {}
    said = ""
    names = columns.of("name")
    named = ""
    for job in jobs:
        name = _cells(job, names)
        told = _cells(job, by)
        if not told and name and name.casefold() != named.casefold():
            told = name  # somebody else, whose id is missing
        said, named = told or said, name or named
        key = printed.setdefault(said.casefold(), said)
        found.setdefault(key, []).append(job)
    if columns.of("person"):
        return found
    return {str(number): rows for number, rows in enumerate(found.values(), start=1)}


def _cells(job: Sequence[str], numbers: Sequence[int]) -> str:
    return " ".join(" ".join(job[number].split()) for number in numbers).strip()


def rows_as_csv(headings: Sequence[str], jobs: Rows) -> bytes:
    """Write headings and some rows as CSV, UTF-8: the source document of one worker of several."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(jobs)
    return out.getvalue().encode()
