"""CSV and XLSX to the rows of a table, and a table of one worker to a document."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.documents.assembly import Assembly, Printed
from app.documents.characters import clean
from app.documents.detect import Kind, decode, detect
from app.documents.model import Cell, Document, Limits, MediaType, Page, SourceDocument
from app.documents.readers.table.beside import LINE_BREAK, Sheet, add_sheets, is_resume, is_section, parted
from app.documents.readers.table.columns import Columns, consistent, declare, undeclared, usual_width
from app.documents.readers.table.courses import COURSE, COURSE_HEADING, are_labels
from app.documents.readers.table.headings import field_of, fold, tells_of_life
from app.documents.readers.table.shapes import arranged
from app.documents.readers.table.workers import is_job, workers_of
from app.errors import SourceColumns, SourceDamaged, SourceEmpty, SourceSeveralWorkers, SourceTooLarge

XLSX: MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: MediaType = "text/csv"

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 500
_ALIKE = 0.6
"""Of the rows of a text that is a table so many have the same number of cells."""
_SEPARATOR_LINE = re.compile(r"sep=([^\r\n\"])\r?\n", re.IGNORECASE)
_NO_COLUMNS = Columns(0, (), ())
_NAMED = 20
"""Headings that a message repeats, at most."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the heading row among them."""

    rows: tuple[tuple[str, ...], ...]
    columns: Columns
    media_type: MediaType
    beside: tuple[Sheet, ...] = ()
    """What one worker's table has below its jobs and on other sheets, or all of a resume that is written in cells."""
    left: tuple[str, ...] = ()
    """Names of the sheets that are not read: nothing says that they tell of this worker."""

    @property
    def told(self) -> str:
        """Say in one line which column is read as what, and what becomes of other sheets; "" of a resume in cells."""
        read = ", ".join(sheet.name for sheet in self.beside if sheet.name)
        if not self.columns.told:
            return f"none; not read: {', '.join(self.left)}" if self.left else ""
        said = (self.columns.told, read and f"as text: {read}", self.left and f"not read: {', '.join(self.left)}")
        return "; ".join(part for part in said if part)

    @property
    def jobs(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the headings that hold anything, each as long as the headings."""
        width = len(self.columns.headings)
        below = self.rows[self.columns.row + 1 :]
        return tuple(
            (*row[:width], *("",) * (width - len(row))) for row in below if any(cell.strip() for cell in row)
        )


def is_table(data: bytes) -> bool:
    """Say whether the bytes are a text that parses as a table with the headings of a job history."""
    text = decode(data)
    if text is None:
        return False
    try:
        raw = _cells(text, _delimiter(text), _SAMPLE_ROWS)
    except SourceTooLarge:  # a long line of prose
        return False
    rows, columns = arranged(raw)
    if columns is None or not columns.titled:
        return False
    turned = rows[0] == [row[0] if row else "" for row in raw]
    if turned and (consistent(raw) < _ALIKE or _tells_more(rows[0])):
        return False  # lines of a form, and a comma in some of them, or labels of more than one job
    body = rows[columns.row :]
    alike = len(body) > 1 and consistent(body) >= _ALIKE
    if columns.courses:
        return alike and len(columns.headings) == usual_width(body) and are_labels(columns.headings)
    return alike and len(columns.headings) == len(body[1])


def _tells_more(labels: Sequence[str]) -> bool:
    """Say whether labels are of more than one job, or of schooling, papers or skills as well."""
    known = [label for label in labels if field_of(label) is not None]
    return len({*map(fold, known)}) < len(known) or any(map(tells_of_life, labels))


def _delimiter(text: str) -> str:
    """Choose the delimiter under which most headings are known; then the one with the most even rows."""
    told = _SEPARATOR_LINE.match(text)
    if told:
        return told.group(1)
    sample = text[:_SAMPLE_CHARACTERS]
    sample = sample[: sample.rfind("\n") + 1] if len(text) > len(sample) else sample

    def fit(delimiter: str) -> tuple[int, float]:
        try:
            rows, columns = _parsed(sample, delimiter, _SAMPLE_ROWS)
        except SourceTooLarge:
            return 0, 0.0
        return sum(name is not None for name in columns.fields) if columns else 0, consistent(rows)

    return max(_DELIMITERS, key=fit)


def _parsed(text: str, delimiter: str, most: int) -> tuple[list[list[str]], Columns | None]:
    """Parse at most so many rows, with their columns. Raises SourceTooLarge for a cell beyond the parser's limit."""
    return arranged(_cells(text, delimiter, most))


def _cells(text: str, delimiter: str, most: int) -> list[list[str]]:
    told = _SEPARATOR_LINE.match(text)
    reader = csv.reader(io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=delimiter)
    try:
        return list(islice(reader, most))
    except csv.Error as error:
        raise SourceTooLarge(f"a cell of the table has more than {csv.field_size_limit():,} characters") from error


def _csv_rows(source: SourceDocument, limits: Limits) -> tuple[list[list[str]], Columns | None]:
    text = decode(source.data)
    if text is None:
        raise SourceDamaged("the file is not readable as text")
    return _parsed(text, _delimiter(text), limits.rows + 1)


def load_table(source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None = None) -> Table:
    """Read the rows of a CSV (comma, semicolon, tab or bar) or XLSX (values only, never formulas).

    `declared` says by field the heading of its column; then only these columns are kept, under headings that are
    known, so that what is written of the table is read the same way.

    Raises SourceColumns when the columns for the job title, and for the employer or the dates, cannot be told;
    SourceEmpty, SourceDamaged, SourceTooLarge beyond `limits`.
    """
    media_type = CSV
    if detect(source.data) is Kind.XLSX:
        from app.documents.readers.table.xlsx import xlsx_rows  # only a workbook needs the library

        media_type = XLSX
        rows, columns, sheets = xlsx_rows(source, limits)
    else:
        rows, columns = _csv_rows(source, limits)
        sheets = []
    _check(rows, limits)
    if declared:
        rows, columns = declare(rows, declared)
        if columns is None or not columns.enough:
            raise _undeclared(rows, columns, declared)
    if columns is None or not columns.enough:
        if is_resume(whole := [Sheet("", rows), *sheets]):
            unseen = tuple(sheet.name for sheet in sheets if not sheet.rows)
            return Table((), _NO_COLUMNS, media_type, tuple(sheet for sheet in whole if sheet.rows), unseen)
        raise _unreadable(rows, columns)
    if columns.courses or columns.of("person") or columns.of("name"):
        table = Table(tuple(map(tuple, rows)), columns, media_type, left=tuple(sheet.name for sheet in sheets))
    else:
        above, below = parted(rows, columns.row + 1)
        own = [sheet for sheet in sheets if is_section(sheet)]
        left = tuple(sheet.name for sheet in sheets if sheet not in own)
        table = Table(tuple(map(tuple, above)), columns, media_type, (Sheet("", below), *own), left)
    if not table.jobs:
        raise SourceEmpty("the table has headings and no rows below them")
    return table


def _check(rows: Sequence[Sequence[str]], limits: Limits) -> None:
    if len(rows) > limits.rows:
        raise SourceTooLarge(f"the table has more than {limits.rows:,} rows")
    if any(len(row) > limits.columns for row in rows):
        raise SourceTooLarge(f"the table has more than {limits.columns:,} columns")
    if any(len(cell) > limits.cell_characters for row in rows for cell in row):
        raise SourceTooLarge(f"a cell of the table has more than {limits.cell_characters:,} characters")


def _unreadable(rows: Sequence[Sequence[str]], columns: Columns | None) -> SourceColumns:
    """Say what was found and what is needed. Cells that may be a person's data are not repeated."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if columns is None:
        most = max((len(row) for row in filled), default=0)
        return SourceColumns(f"no row of the table reads like headings ({len(filled):,} rows, {most} columns)")
    told = [cell for cell in columns.headings if cell]
    known = sorted({name for name in columns.fields if name and name != "other"})
    return SourceColumns(f"it has the columns {', '.join(told[:_NAMED])}; read so far: {', '.join(known) or 'none'}")


def _undeclared(rows: Sequence[Sequence[str]], columns: Columns | None, declared: Mapping[str, str]) -> SourceColumns:
    """Say which declared heading no row has, or what else has to be declared."""
    if columns is None:
        missing = undeclared(rows, declared)
        return SourceColumns(
            f"no row of the table has the heading{'s' * (len(missing) > 1)} {', '.join(missing)}",
            hint="Write each heading as it stands in the table.",
        )
    return SourceColumns(
        f"declared are the columns for {', '.join(sorted(declared))}, and no other one is read",
        hint="Declare the one for the title, and one for the employer, the start or the period as well.",
    )


def read_table(source: SourceDocument, limits: Limits) -> Document:
    """Read the job history of one worker: one block for each row, one line `Heading: cell` for each filled cell.

    A list of courses has a line for each row.

    The cells that columns are told for are spans of the document (`Document.cells`). Dates of a workbook are written
    YYYY-MM-DD. Raises SourceSeveralWorkers when the rows are of several people, and what `load_table` raises.
    """
    table = load_table(source, limits)
    people = workers_of(table.columns, table.jobs)
    if len(people) > 1:
        raise SourceSeveralWorkers(f"the table has rows of {len(people):,} workers")
    return _courses(source, table, limits) if table.columns.courses else _document(source, table, limits)


def _courses(source: SourceDocument, table: Table, limits: Limits) -> Document:
    """Print each row as a line; a cell knows its column, but for those that say whose the rows are."""
    assembly = Assembly(limits, placed=False)
    own = [number for number, field in enumerate(table.columns.fields) if field == COURSE]
    cells: list[Cell] = []
    for number, row in enumerate(table.rows, start=1):
        said = {n: " ".join(clean(cell.expandtabs(4))[0].split()) for n, cell in enumerate(row)}
        line = "  ".join(filter(None, said.values()))
        assembly.add(Printed(line), page=1, block=int(number > table.columns.row))
        at = assembly.length - len(line)
        for n, cell in said.items():
            if cell and (n in own or number <= table.columns.row):
                field = COURSE_HEADING if number == table.columns.row + 1 else COURSE
                cells.append(Cell(row=number, field=field, column=n, start=at, end=at + len(cell)))
            at += (len(cell) + 2) * bool(cell)
    if assembly.length == 0:
        raise SourceEmpty("the rows of the table hold nothing that is printed")
    document = assembly.finish(source.data, table.media_type, [Page(number=1, width=0, height=0)])
    return document.model_copy(update={"cells": tuple(cell for cell in cells if cell.start >= 0)})


def _document(source: SourceDocument, table: Table, limits: Limits) -> Document:
    assembly = Assembly(limits, placed=False)
    for row in table.rows[: table.columns.row]:
        assembly.add(Printed("  ".join(cell for cell in row if cell.strip())), page=1, block=0)
    cells: list[Cell] = []
    for number, job in enumerate(table.jobs, start=1):
        of_a_job = is_job(table.columns, job)
        for heading, field, said in zip(table.columns.headings, table.columns.fields, job, strict=True):
            span = _add(assembly, heading, said, number)
            if span is not None and field is not None and of_a_job:
                cells.append(Cell(row=number, field=field, start=span[0], end=span[1]))
    last = add_sheets(assembly, table.beside, page=1)
    if assembly.length == 0:
        raise SourceEmpty("the rows of the table hold nothing that is printed")
    pages = [Page(number=number, width=0, height=0) for number in range(1, last + 1)]
    document = assembly.finish(source.data, table.media_type, pages)
    return document.model_copy(update={"cells": tuple(cells)})


def _add(assembly: Assembly, heading: str, said: str, block: int) -> tuple[int, int] | None:
    """Add one cell as a line, or as several where it has line breaks; give the span of what it says."""
    lines = [line for raw in LINE_BREAK.split(said) if (line := clean(raw.expandtabs(4))[0].strip())]
    start: int | None = None
    for place, line in enumerate(lines):
        label = f"{heading}: " if heading and place == 0 else ""
        assembly.add(Printed(label + line), page=1, block=block)
        if start is None:
            start = assembly.length - len(line)
    return None if start is None else (start, assembly.length)
