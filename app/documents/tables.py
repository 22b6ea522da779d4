"""A table of many workers to one source document for each of them."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from app.documents.detect import Kind, detect, kind_of_name
from app.documents.model import Limits, SourceDocument
from app.documents.readers.table.days import with_order
from app.documents.readers.table.read import is_table, load_table
from app.documents.readers.table.workers import rows_as_csv, workers_of


class Part(NamedTuple):
    """The rows of one worker."""

    key: str
    """The worker's id as the table has it; "" when all rows are of one worker."""
    source: SourceDocument
    columns: str
    """Which column is read as what, in one line."""


class Person(NamedTuple):
    """What the rows of one person say."""

    key: str
    """The file's own id of the person; "" without one."""
    name: str
    """As its column says; "" without one."""
    data: bytes
    """A CSV of the headings and these rows."""


class People(NamedTuple):
    """A job history by person."""

    columns: Mapping[str, str]
    """By heading what the column is read as."""
    people: Sequence[Person]


def holds_table(source: SourceDocument) -> bool:
    """Say whether the bytes are a workbook, or a text that is named as a table or is that of a job history."""
    kind = detect(source.data)
    named_so = kind_of_name(source.name) is Kind.TABLE
    return kind is Kind.XLSX or (kind is Kind.TEXT and (named_so or is_table(source.data)))


def apart(source: SourceDocument, limits: Limits) -> list[Part]:
    """Give one source document for each worker of a table, in the order of their first rows.

    The table of one worker stays the file that it is. Of several workers each gets a CSV of the headings and their
    own rows, so that nobody's document names another's; the same rows always make the same bytes. Raises what
    `load_table` raises.
    """
    table = load_table(source, limits)
    people = workers_of(table.columns, table.jobs)
    if len(people) == 1:
        return [Part("", source, table.told)]
    stem = PurePath(source.name).stem
    headings = with_order(table.columns, table.jobs)
    return [
        Part(key, SourceDocument(name=f"{stem}.csv", data=rows_as_csv(headings, rows)), table.told)
        for key, rows in people.items()
    ]


def people(source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None = None) -> People | None:
    """Give a job history by person, in the order of their first rows; None for what is no table, or tells more of one
    worker than jobs.

    `declared` says by field the heading of its column; bytes with declared columns are taken to be a table, and so is
    what is named as one. Raises what `load_table` raises.
    """
    if not (declared or holds_table(source) or is_table(source.data)):
        return None
    table = load_table(source, limits, declared)
    columns = table.columns
    told = zip(columns.headings, columns.fields, strict=True)
    named = {heading: field for heading, field in told if heading and field and field != "other"}
    if declared:
        named = {heading: field for field, heading in declared.items()}
    workers = workers_of(columns, table.jobs)
    if len(workers) == 1 and not declared and (columns.courses or any(sheet.rows for sheet in table.beside)):
        return None
    found = []
    headings = with_order(columns, table.jobs)
    for key, jobs in workers.items():
        name = " ".join(" ".join(jobs[0][number] for number in columns.of("name")).split())
        found.append(Person(key, name, rows_as_csv(headings, jobs)))
    return People(named, found)
