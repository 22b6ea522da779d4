"""XLSX job histories to documents, within limits."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.errors import SourceColumns, SourceDamaged, SourceMismatch, SourceTooComplex, SourceTooLarge

HEADINGS = ["Job Title", "Employer", "Start Date", "End Date", "Wage"]
WELDER = ["Welder", "Acme Steel", date(2015, 1, 5), date(2018, 2, 28), 12.0]
_SHEET = "xl/worksheets/sheet1.xml"


def _book(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _changed(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in package.namelist():
            content = package.read(part)
            made.writestr(part, content.replace(old, new) if part == _SHEET else content)
    return out.getvalue()


def _read(data: bytes, limits: Limits | None = None, name: str = "history.xlsx") -> Document:
    return read(SourceDocument(name=name, data=data), limits or Limits())


def test_dates_are_written_in_full_and_whole_numbers_without_decimals() -> None:
    made = _read(_book([HEADINGS, WELDER]))
    assert made.text == (
        "Job Title: Welder\nEmployer: Acme Steel\nStart Date: 2015-01-05\nEnd Date: 2018-02-28\nWage: 12"
    )
    assert made.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_sheet_with_the_headings_is_read_whichever_it_is() -> None:
    made = _read(_book([["Notes"], ["nothing"]], [["Board export"], [], HEADINGS, WELDER]))
    assert made.text.startswith("Board export\n\nJob Title: Welder")


def test_of_a_formula_the_stored_value_is_read_and_the_formula_never() -> None:
    data = _book([HEADINGS, ["Welder", "=HYPERLINK(1)", "2015", "2016", "=1+1"]])
    formula = b"<f>HYPERLINK(1)</f>"
    stored = data
    for empty in (b"<v />", b"<v/>", b"<v></v>"):  # as the library at hand writes it
        stored = _changed(stored, formula + empty, formula + b"<v>7</v>")
    assert "Employer: 7\n" in _read(stored).text
    assert "HYPERLINK" not in _read(stored).text + _read(data).text


def _formatted(sheets: int, row: int) -> bytes:
    """Give a book whose sheets have one row that is only formatted."""
    book = openpyxl.Workbook()
    for line in (HEADINGS, WELDER):
        book.active.append(line)
    for sheet in [book.active, *(book.create_sheet() for _ in range(sheets - 1))]:
        sheet.row_dimensions[row].height = 20
    book.move_sheet(book.active, sheets)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_that_are_only_formatted_are_none_down_to_the_last_of_a_sheet() -> None:
    assert _read(_formatted(2, 1_048_576)).text == _read(_book([HEADINGS, WELDER])).text
    with pytest.raises(SourceTooComplex, match="beyond the 1,048,576"):
        _read(_formatted(1, 1_048_577))
    with pytest.raises(SourceTooComplex, match="more than 4,000,000 cells"):
        _read(_formatted(5, 1_048_576))


def test_a_cell_far_away_is_refused_and_costs_nothing() -> None:
    far = _changed(
        _book([HEADINGS, WELDER]), b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(SourceTooLarge, match="more than 256 columns"):
        _read(far)
    below = _changed(
        _book([HEADINGS, WELDER]), b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(SourceTooLarge, match="more than 100 rows"):
        _read(below, Limits(rows=100))


def test_what_a_sheet_says_of_its_size_hides_no_rows() -> None:
    data = _book([HEADINGS, WELDER, ["Inspector", "Acme Steel", "2018", "2020", 1]])
    made = _read(_changed(data, b'<dimension ref="A1:E3" />', b'<dimension ref="A1:B2" />'))
    assert "Job Title: Inspector" in made.text


def test_entities_are_refused() -> None:
    data = _changed(_book([HEADINGS, WELDER]), b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet')
    with pytest.raises(SourceDamaged, match="declares entities"):
        _read(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = _changed(_book([HEADINGS, WELDER]), b"</sheetData>", b" " * 30_000_000 + b"</sheetData>")
    with pytest.raises(SourceTooComplex):
        _read(data)


def test_a_workbook_of_something_else_says_what_is_missing() -> None:
    with pytest.raises(SourceColumns):
        _read(_book([["Fruit", "Colour"], ["apple", "red"]]))


def test_a_workbook_under_another_name_is_a_mismatch() -> None:
    with pytest.raises(SourceMismatch):
        _read(_book([HEADINGS, WELDER]), name="history.docx")
