"""XLSX to rows of text: the values that are stored, never formulas."""

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from app.documents.model import Limits, SourceDocument
from app.documents.readers.package import check_package
from app.documents.readers.table.beside import Sheet, of_one_worker
from app.documents.readers.table.columns import Columns
from app.documents.readers.table.headings import heading_of
from app.documents.readers.table.shapes import arranged
from app.errors import SourceDamaged, SourceTooComplex, SourceTooLarge

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MOST_SHEETS = 50
_MOST_CELLS = 4_000_000
"""Filled or not: a far cell makes its row as long as a sheet is wide, and a far row comes with all before it."""

_LAST_ROW = 1_048_576
"""Of a sheet in the programs that write workbooks; empty rows above a far one come one by one."""

_SERIAL = re.compile(r"[2-5]\d{4}")
"""Days as spreadsheets count them: five figures reach from 1954 to 2064, or four years later."""

_BROKEN = (SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile)
"""What the library lets through of a workbook whose parts do not fit together."""

Cells = list[list[str]]


class _Left:
    """How many cells a workbook may still have, on all its sheets; a row without any counts as one."""

    def __init__(self) -> None:
        self._cells = _MOST_CELLS

    def take(self, cells: int) -> None:
        """Take some. Raises SourceTooComplex when there are none left."""
        self._cells -= cells
        if self._cells < 0:
            raise SourceTooComplex(f"the workbook has rows that reach over more than {_MOST_CELLS:,} cells")


def xlsx_rows(source: SourceDocument, limits: Limits) -> tuple[Cells, Columns | None, list[Sheet]]:
    """Read the sheets that have the headings of a job history, else the first one that holds anything.

    Sheets with the headings of the first one go on below it; where no column tells the workers apart, each is of a
    worker, whose name it has, unless these are names of years or of kinds of work. The other sheets are given as they
    are. Of a formula its stored value is read. Raises SourceDamaged, SourceTooLarge, and what `check_package` raises.
    """
    check_package(source.data, limits)
    _plain_xml(source.data)
    sheets: list[tuple[str, Cells]] = []
    unseen: list[Sheet] = []
    left = _Left()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that do not matter for values
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
            for name in book.sheetnames[:_MOST_SHEETS]:
                sheet = book[name]
                if not hasattr(sheet, "iter_rows"):
                    continue  # a sheet that is a chart
                if sheet.sheet_state != "visible":
                    unseen.append(Sheet(name, ()))
                elif rows := _rows(sheet, limits, left):
                    sheets.append((name, rows))
            first = book.epoch.date()
            book.close()
    except (InvalidFileException, *_BROKEN) as error:
        raise SourceDamaged("the workbook cannot be read") from error
    rows, columns, others = _arranged(sheets, first)
    return rows, columns, [*others, *unseen]


def _arranged(sheets: Sequence[tuple[str, Cells]], first: date) -> tuple[Cells, Columns | None, list[Sheet]]:
    """Join the sheets that have the headings of the first job history; give the others as they are.

    Days count from `first`.
    """
    found = []
    for number, (_, cells) in enumerate(sheets):
        rows, columns = arranged(cells)
        if columns is not None and columns.enough:
            found.append((number, rows, columns))
    if not found:
        rows, columns = arranged(sheets[0][1]) if sheets else ([], None)
        return rows, columns, [Sheet(name, cells) for name, cells in sheets[1:]]
    headings = found[0][2].headings
    alike = [one for one in found if one[2].headings == headings and one[1][one[2].row + 1 :]] or found[:1]
    joined = {number for number, _, _ in alike}
    rows, columns = _joined(
        [(sheets[n][0], _with_dates(rows, columns, first), columns) for n, rows, columns in alike]
    )
    return rows, columns, [Sheet(*sheet) for n, sheet in enumerate(sheets) if n not in joined]


def _joined(alike: Sequence[tuple[str, Cells, Columns]]) -> tuple[Cells, Columns]:
    """Put sheets with the same headings below each other."""
    _, rows, columns = alike[0]
    if len(alike) < 2:
        return rows, columns
    below = [(name, row) for name, cells, own in alike for row in cells[own.row + 1 :]]
    if columns.of("person") or columns.of("name") or of_one_worker([name for name, _, _ in alike]):
        return [*rows[: columns.row + 1], *(row for _, row in below)], columns
    width = len(columns.headings)
    full = [[*row[:width], *[""] * (width - len(row)), name] for name, row in below if any(row)]
    heading = heading_of("name")
    with_names = replace(columns, headings=(*columns.headings, heading), fields=(*columns.fields, "name"))
    return [*rows[: columns.row], [*rows[columns.row], heading], *full], with_names


def _with_dates(rows: Cells, columns: Columns, first: date) -> Cells:
    """Write the days that a sheet holds as bare numbers, in columns of dates, as days; they count from `first`."""
    dated = [number for field in ("start", "end") for number in columns.of(field)]
    for row in rows[columns.row + 1 :]:
        for number in dated:
            if number < len(row) and _SERIAL.fullmatch(row[number]):
                row[number] = (first + timedelta(days=int(row[number]))).isoformat()
    return rows


def _plain_xml(data: bytes) -> None:
    """Refuse parts that declare entities: no program writes them into a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with package.open(part) as opened:
                    head = opened.read(4096)
                if _DECLARATION.search(head.replace(b"\x00", b"")):
                    raise SourceDamaged("a part of the workbook declares entities")


def _rows(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet, limits: Limits, left: _Left) -> Cells:
    sheet.reset_dimensions()  # what a file says of its size is not to be trusted
    rows: Cells = []
    # no `max_row` and `max_col`: the library would leave out what stands beyond them without a word
    number = filled = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise SourceTooComplex(f"a sheet has rows beyond the {_LAST_ROW:,} that a spreadsheet has")
        if not values:
            continue
        filled += 1
        left.take(len(values))
        row = [_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        if len(row) > limits.columns:
            raise SourceTooLarge(f"the table has more than {limits.columns:,} columns")
        if row and number > limits.rows:
            raise SourceTooLarge(f"the table has more than {limits.rows:,} rows")
        if row:
            rows += [[] for _ in range(len(rows), number - 1)]
            rows.append(row)
    left.take(number - filled)
    return rows


def _text(value: object) -> str:
    """Write a value as a table shows it; a date as YYYY-MM-DD, a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).upper() if isinstance(value, bool) else str(value)
