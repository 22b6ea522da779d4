"""Rows of a table to the workers they are of."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

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
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Said(NamedTuple):
    """What a row says of its worker, where it or one above it says anything."""

    number: str
    """The id; "" without one."""
    name: str
    born: str
    """The day of birth, or another number that is the worker's alone."""


def is_job(columns: Columns, row: Sequence[str]) -> bool:
    """Say whether a row may be of a job: no sum of those above it, no note below them, and not the headings again."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if columns.again(row):
        return False
    dated = any(row[number].strip() for field in _OF_A_JOB for number in columns.of(field))
    if not filled or dated:
        return bool(filled)
    return not any(map(_SUM.fullmatch, filled)) and not (len(filled) == 1 and _NOTE.match(filled[0]))


def workers_of(columns: Columns, jobs: Rows) -> dict[str, list[Sequence[str]]]:
    """Group rows by the worker's id, else by the name; a table with neither is one worker's.

    Sums and notes are nobody's. A row whose cells for the worker are empty belongs to the worker above where a
    sheet says each id once; where it says them in each row, to a worker of whom no more is known. Several people
    under one id, and people of one name with different days of birth, are told apart. The keys are the ids, or
    numbers where only names are given; workers are in the order of their first row.
    """
    jobs = [job for job in jobs if is_job(columns, job)]
    if not (columns.of("person") or columns.of("name")):
        return {"": jobs}
    said = list(_carried(columns, jobs))
    found: dict[tuple[str, ...], list[Sequence[str]]] = {}
    ids: dict[tuple[str, ...], str] = {}
    for key, one, job in zip(_keys(said), said, jobs, strict=True):
        found.setdefault(key, []).append(job)
        ids.setdefault(key, one.number)
    if not columns.of("person"):
        return {str(number): rows for number, rows in enumerate(found.values(), start=1)}
    return dict(zip(_printed(ids.values()), found.values(), strict=True))


def _carried(columns: Columns, jobs: Rows) -> Iterator[_Said]:
    """Give what each row says of its worker; an empty cell says what stands above it, or that nobody knows."""
    people, names, born = (columns.of(field) for field in ("person", "name", "born"))
    by = people or names
    told = [_cells(job, by) for job in jobs]
    again = sum(bool(one) and one.casefold() == other.casefold() for one, other in pairwise(told))
    each = again > 0 and again >= sum(not one for one in told)
    above = _Said("", "", "")
    for number, (job, said) in enumerate(zip(jobs, told, strict=True)):
        name, birth = _cells(job, names), _cells(job, born)
        if said:
            same = said.casefold() == (above.number if people else above.name).casefold()
            name = name or (above.name if same else "")
            above = _Said(said if people else "", name, birth or (above.born if same else ""))
        elif name and name.casefold() != above.name.casefold():
            above = _Said("", name, birth)  # somebody else, whose id is missing
        elif each and not name and any(job[n].strip() for field in ("title", "employer") for n in columns.of(field)):
            yield _Said("", "", f"row {number}")
            continue
        yield above


def _keys(rows: Sequence[_Said]) -> Iterator[tuple[str, ...]]:
    """Give for each row what its worker is told by: the id, the name as well where several stand under it, else both
    name and birth.
    """
    several = _shared(rows)
    for row in rows:
        number, name = row.number.casefold(), " ".join(sorted(_words(row.name)) or [row.name.casefold()])
        if not number:
            yield ("", row.name.casefold(), row.born.casefold())
        else:
            yield (number, name) if number in several else (number,)


def _shared(rows: Iterable[_Said]) -> frozenset[str]:
    """Give the ids under which names stand that have no word in common: no worker's.

    Where they are more than those under which one name is written in several ways, all ids are those of a case, a
    customer or the like.
    """
    names: dict[str, set[frozenset[str]]] = defaultdict(set)
    for row in rows:
        if row.number:
            names[row.number.casefold()].add(_words(row.name))
    written = {number: told for number, said in names.items() if len(told := said - {frozenset()}) > 1}
    apart = frozenset(number for number, told in written.items() if not frozenset.intersection(*told))
    return frozenset(names) if 2 * len(apart) > len(written) else apart


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return frozenset(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _printed(ids: Iterable[str]) -> Iterator[str]:
    """Give a key of one's own for each worker: the id, and a number behind it where several have it or none."""
    given: set[str] = {""}
    often: dict[str, int] = defaultdict(int)
    for number in ids:
        key = number
        while key in given:
            often[number] += 1
            key = f"{number or 'no-id'}-{often[number] + bool(number)}"
        given.add(key)
        yield key


def _cells(job: Sequence[str], numbers: Sequence[int]) -> str:
    return " ".join(" ".join(job[number].split()) for number in numbers).strip()


def rows_as_csv(headings: Sequence[str], jobs: Rows) -> bytes:
    """Write headings and some rows as CSV, UTF-8: the source document of one worker of several."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(jobs)
    return out.getvalue().encode()
