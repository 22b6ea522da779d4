"""A table of many workers to one source document for each of them."""

from pathlib import PurePath
from typing import NamedTuple

from app.documents.detect import Kind, detect
from app.documents.model import Limits, SourceDocument
from app.documents.readers.table import is_table, load_table
from app.documents.readers.table_workers import rows_as_csv, workers_of


class Part(NamedTuple):
    """The rows of one worker."""

    key: str
    """The worker's id as the table has it; "" when all rows are of one worker."""
    source: SourceDocument
    columns: str
    """Which column is read as what, in one line."""


def holds_table(source: SourceDocument) -> bool:
    """Say whether the bytes are a workbook, or a text that is the table of a job history."""
    kind = detect(source.data)
    return kind is Kind.XLSX or (kind is Kind.TEXT and is_table(source.data))


def apart(source: SourceDocument, limits: Limits) -> list[Part]:
    """Give one source document for each worker of a table, in the order of their first rows.

    The table of one worker stays the file that it is. Of several workers each gets a CSV of the headings and their
    own rows, so that nobody's document names another's; the same rows always make the same bytes. Raises what
    `load_table` raises.
    """
    table = load_table(source, limits)
    people = workers_of(table.columns, table.jobs)
    if len(people) == 1:
        return [Part("", source, table.columns.told)]
    stem = PurePath(source.name).stem
    return [
        Part(key, SourceDocument(name=f"{stem}.csv", data=rows_as_csv(table.columns, rows)), table.columns.told)
        for key, rows in people.items()
    ]
