"""CSV job histories to documents of text lines, and every table that is none to its refusal."""

import csv

import pytest

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.readers.table.columns import find_columns
from app.documents.readers.table.headings import field_of
from app.documents.readers.table.read import is_table
from app.documents.tables import apart, holds_table
from app.errors import SourceColumns, SourceEmpty, SourceMismatch, SourceSeveralWorkers, SourceTooLarge

HEADINGS = "Employee ID,Job Title,Employer,Start Date,End Date,Description"
WELDER = 'A-1,Welder,"Acme Steel, Inc.",2015-01-05,2018-02-28,"Welded frames\nGround welds"'
COOK = "B-2,Line Cook,Corner Grill,2016,2019,"


def _read(text: str | bytes, name: str = "history.csv", limits: Limits | None = None) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read(SourceDocument(name=name, data=data), limits or Limits())


def _cells(document: Document) -> list[tuple[int, str, str]]:
    return [(cell.row, cell.field, document.text[cell.start : cell.end]) for cell in document.cells]


def test_each_row_becomes_lines_of_heading_and_cell_and_cells_are_spans() -> None:
    made = _read(f"{HEADINGS}\n{WELDER}\n")
    assert made.media_type == "text/csv"
    assert made.text == (
        "Employee ID: A-1\nJob Title: Welder\nEmployer: Acme Steel, Inc.\nStart Date: 2015-01-05\n"
        "End Date: 2018-02-28\nDescription: Welded frames\nGround welds"
    )
    assert _cells(made) == [
        (1, "person", "A-1"),
        (1, "title", "Welder"),
        (1, "employer", "Acme Steel, Inc."),
        (1, "start", "2015-01-05"),
        (1, "end", "2018-02-28"),
        (1, "description", "Welded frames\nGround welds"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_told_by_the_bytes(encoding: str, delimiter: str) -> None:
    rows = [["Puesto", "Empresa", "Desde", "Hasta"], ["Cocinera", "Peña y Cía.", "03/2011", "actualidad"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    made = _read(text.encode(encoding))
    assert [said for _, _, said in _cells(made)] == rows[1]


def test_a_table_in_a_text_file_is_told_by_its_content() -> None:
    assert _read(f"{HEADINGS}\n{WELDER}\n", "history.txt").media_type == "text/csv"
    assert _read(f"{HEADINGS}\n{WELDER}\n", "history").media_type == "text/csv"
    assert not is_table(b"Welder at Acme Steel, 2015 to 2018\nCook, Corner Grill")
    assert is_table(b"Employer,Acme Steel,Corner Grill\nJob Title,Welder,Cook\nFrom,2015,2018\n")


def test_lines_of_a_form_with_a_comma_in_some_are_no_table() -> None:
    assert not is_table(b"Employer\nAcme Steel, Toledo\nJob Title\nWelder, nights\nFrom\n2015\nTo\n2018\n")


def test_rows_of_several_workers_are_refused_as_one_document_and_parted_by_their_id() -> None:
    data = f"{HEADINGS}\n{WELDER}\n{COOK}\na-1,Inspector,Acme Steel,2018,2020,\n".encode()
    with pytest.raises(SourceSeveralWorkers, match="rows of 2 workers"):
        _read(data)
    parts = apart(SourceDocument(name="many.csv", data=data), Limits())
    assert [part.key for part in parts] == ["A-1", "B-2"]
    titles = [[said for _, field, said in _cells(read(part.source, Limits())) if field == "title"] for part in parts]
    assert titles == [["Welder", "Inspector"], ["Line Cook"]]
    assert b"Corner Grill" not in parts[0].source.data


def test_the_table_of_one_worker_stays_the_file_that_it_is() -> None:
    source = SourceDocument(name="one.csv", data=f"{HEADINGS}\n{WELDER}\n".encode())
    (part,) = apart(source, Limits())
    assert (part.key, part.source) == ("", source)
    assert part.columns.startswith("person = Employee ID; title = Job Title; employer = Employer")
    assert holds_table(source)


def test_names_tell_workers_apart_where_no_id_does_and_name_no_file() -> None:
    text = "First Name,Last Name,Title,Company\nPat,Example,Cook,Grill\nLee,Sample,Baker,Oven\n,,Owner,Oven\n"
    parts = apart(SourceDocument(name="names.csv", data=text.encode()), Limits())
    assert [part.key for part in parts] == ["1", "2"]
    assert parts[1].source.data.decode().splitlines()[1:] == ["Lee,Sample,Baker,Oven", ",,Owner,Oven"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("JobTitle", "title"),
        ("job_title", "title"),
        ("Nº de empleado", "person"),
        ("Fecha de ingreso", "start"),
        ("O*NET-SOC Code", "occupation"),
        ("Start Date (mm/yyyy)", "start"),
        ("Favourite colour", None),
    ],
)
def test_headings_are_known_in_several_spellings(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_columns_of_unknown_heading_are_told_by_their_cells() -> None:
    found = find_columns(
        [
            ["Position", "Company", "A", "B", "C", "D"],
            ["Welder", "Acme", "2015-01", "2018-02", "51-4121", "Welded frames of trailers to the drawings, all day"],
            [
                "Cook",
                "Grill",
                "03/2018",
                "Present",
                "35-2014",
                "Cooked on a line of six burners for 200 guests a day",
            ],
        ]
    )
    assert found is not None
    assert found.fields == ("title", "employer", "start", "end", "occupation", "description")


def test_titles_of_the_report_may_stand_above_the_headings() -> None:
    made = _read(f"Workforce board\nRun 2024\n{HEADINGS}\n{WELDER}\n")
    assert made.text.startswith("Workforce board\nRun 2024\n\nEmployee ID: A-1")


def test_missing_columns_are_told_by_the_headings_that_were_found() -> None:
    with pytest.raises(SourceColumns) as caught:
        _read("Employer,Start Date,Wage\nAcme,2015,12\n")
    assert caught.value.message == ("it has the columns Employer, Start Date, Wage; read so far: employer, start")
    assert "Job Title" in caught.value.advice


def test_cells_of_a_table_without_headings_are_not_repeated() -> None:
    with pytest.raises(SourceColumns) as caught:
        _read("Pat Example,Welder\nLee Sample,Cook\n")
    assert caught.value.message == "no row of the table reads like headings (2 rows, 2 columns)"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=5), "more than 5 columns"),
        (Limits(cell_characters=20), "more than 20 characters"),
    ],
)
def test_a_table_beyond_a_limit_is_refused_and_never_cut(limits: Limits, said: str) -> None:
    with pytest.raises(SourceTooLarge, match=said):
        _read(f"{HEADINGS}\n{WELDER}\n{WELDER}\n", limits=limits)


def test_a_giant_cell_is_refused() -> None:
    giant = "x" * (csv.field_size_limit() + 1)
    with pytest.raises(SourceTooLarge):
        _read(f"{HEADINGS}\n{WELDER}\nA-1,Welder,Acme,2015,2016,{giant}\n")


def test_headings_alone_are_empty_and_other_bytes_no_table() -> None:
    with pytest.raises(SourceEmpty):
        _read(f"{HEADINGS}\n,,,,,\n")
    with pytest.raises(SourceEmpty):
        _read(f"{HEADINGS}\n\u200b,\u200b,\u200b,\u200b,\u200b,\u200b\n")
    with pytest.raises(SourceEmpty):
        _read("  \n")
    with pytest.raises(SourceMismatch):
        _read(b"%PDF-1.7\nendobj", "history.csv")


def test_cells_that_look_like_formulas_are_text() -> None:
    made = _read(f"{HEADINGS}\nA-1,=1+1,@SUM(A1),2015,2016,+cmd\n")
    assert [said for _, _, said in _cells(made)] == ["A-1", "=1+1", "@SUM(A1)", "2015", "2016", "+cmd"]
