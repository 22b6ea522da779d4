"""Tables as offices of personnel, agencies and boards export them: whose rows they are, and what a column holds."""

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.readers.table.columns import find_columns
from app.documents.readers.table.headings import field_of, made_of
from app.documents.readers.table.shapes import arranged
from app.documents.tables import apart
from app.errors import SourceColumns


def _source(*rows: str) -> SourceDocument:
    return SourceDocument(name="history.csv", data="\n".join(rows).encode())


def _book(sheets: dict[str, list[list[object]]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def _workbook(sheets: dict[str, list[list[object]]]) -> SourceDocument:
    return _saved(_book(sheets))


def _saved(book: Workbook) -> SourceDocument:
    out = io.BytesIO()
    book.save(out)
    return SourceDocument(name="history.xlsx", data=out.getvalue())


def _documents(source: SourceDocument) -> list[Document]:
    return [read(part.source) for part in apart(source, Limits())]


def _rows(document: Document) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for cell in document.cells:
        rows.setdefault(cell.row, {})[cell.field] = document.text[cell.start : cell.end]
    return list(rows.values())


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Participant Last Name", "name"),
        ("Candidate ID", "person"),
        ("Unique Individual Identifier (WIOA)", "person"),
        ("Claimant Name", "name"),
        ("EMPLID", "person"),
        ("Job Title Description", "title"),
        ("Most Recent Job Title", "title"),
        ("JOB_DESCR", "title"),
        ("Most Recent Employer", "employer"),
        ("hire_dt", "start"),
        ("sep_dt", "end"),
        ("Title / Credential", "title"),
        ("Stellenbezeichnung", "title"),
        ("Gültig ab", "start"),
        ("Poste occupé", "title"),
        ("Nombre y apellidos", "name"),
        ("Reports To Name", "other"),
        ("Reason Left", "other"),
        ("Wages 1st Quarter Prior", "other"),
        ("Date of Program Entry", "other"),
        ("Verified By", "other"),
        ("Equipment", None),
    ],
)
def test_headings_that_no_list_has_are_told_by_the_words_they_are_made_of(heading: str, field: str | None) -> None:
    assert made_of(heading) == field


def test_only_a_row_of_headings_is_read_by_its_words() -> None:
    assert field_of("Participant Last Name") is None


def test_workers_are_told_apart_by_first_and_last_name_in_two_columns() -> None:
    source = _source(
        "Participant First Name,Participant Last Name,Employer Name,Job Title,Start Date,Reason for Leaving",
        "Wendell,Example,Tri-County Asphalt,Paving Laborer,04/2015,Layoff",
        "Imani,Sample,Good Neighbor Pharmacy,Pharmacy Technician,08/2017,Moved",
    )
    first, second = _documents(source)
    assert [row["title"] for row in _rows(first) + _rows(second)] == ["Paving Laborer", "Pharmacy Technician"]
    assert "Imani" not in first.text


@pytest.mark.parametrize(
    ("headings", "row", "name", "employer"),
    [
        (
            "Candidate,Client,Position,Start",
            "Pat Example,Pemberton Plastics,Inspector,2022",
            "Pat Example",
            "Pemberton",
        ),
        (
            "Client,Employer,Position,Start",
            "Pat Example,Pemberton Plastics,Inspector,2022",
            "Pat Example",
            "Pemberton",
        ),
    ],
)
def test_a_client_is_who_employs_only_beside_a_worker(headings: str, row: str, name: str, employer: str) -> None:
    (only,) = _documents(_source(headings, row))
    (cells,) = _rows(only)
    assert cells["name"] == name
    assert cells["employer"].startswith(employer)


def test_a_column_of_unknown_heading_with_names_of_people_tells_workers_apart() -> None:
    source = _source(
        "Hand,Site,Trade,Begin", '"Example, Gil",Dock 4,Welder,2021', '"Sample, Theo B.",Dock 5,Rigger,2022'
    )
    rows = [["Hand", "Position", "Start"], ["Example, Gil", "Welder", "2021"], ["Sample, Theo B.", "Rigger", "2022"]]
    found = find_columns(rows)
    assert found is not None
    assert found.fields == ("name", "title", "start")
    with pytest.raises(SourceColumns):  # "Trade" and "Site" are not known to be a title and an employer
        apart(source, Limits())
    towns = find_columns(
        [["Where", "Position", "Start"], ["Elko, NV", "Welder", "2021"], ["Hays, KS", "Cook", "2022"]]
    )
    assert towns is not None
    assert "name" not in towns.fields


def test_a_date_of_another_event_is_no_date_of_the_job() -> None:
    found = find_columns(
        [
            ["Employer", "Job Title", "Date Enrolled"],
            ["Acme", "Welder", "01/15/2024"],
            ["Grill", "Cook", "02/03/2024"],
        ]
    )
    assert found is not None
    assert found.fields == ("employer", "title", "other")


def test_sums_and_notes_are_rows_of_nobody() -> None:
    source = _source(
        "Employee,Employer,Job Title,Start,Total Paid",
        "A-1,Polar Seafoods,Fish Processor,06/01/2019,8440",
        "Subtotal A-1,,,,8440",
        "A-2,Polar Seafoods,Quality Technician,06/01/2019,9100",
        "Grand Total,,,,17540",
        "Note: paid as of the run date,,,,",
    )
    parts = apart(source, Limits())
    assert [part.key for part in parts] == ["A-1", "A-2"]
    assert all(b"otal A" not in part.source.data and b"Note" not in part.source.data for part in parts)


def test_sums_below_the_jobs_of_one_worker_are_no_jobs() -> None:
    made = read(_source("Employer,Job,Start", "Acme,Welder,2015", "Rows: 1,Total rows: 1,"))
    assert [row["title"] for row in _rows(made)] == ["Welder"]


def test_two_heading_rows_are_read_together() -> None:
    source = _workbook(
        {
            "Season": [
                ["Lodge – seasonal roster"],
                ["Employee", None, "Position", "Season", None],
                ["Last", "First", None, "Begin", "End"],
                ["Example", "Dara", "Lift Operator", date(2023, 11, 20), date(2024, 4, 7)],
                ["Sample", "Eli", "Ski Rental Technician", date(2023, 12, 1), date(2024, 3, 31)],
            ]
        }
    )
    assert [_rows(one)[0]["title"] for one in _documents(source)] == ["Lift Operator", "Ski Rental Technician"]
    assert [_rows(one)[0]["end"] for one in _documents(source)] == ["2024-04-07", "2024-03-31"]


def test_several_jobs_in_a_row_are_a_row_each() -> None:
    source = _source(
        "Candidate ID,Work Experience 1 Title,Work Experience 1 Company,Work Experience 2 Title,"
        "Work Experience 2 Company",
        "C-1,Billing Clerk,Summit Clinic,Receptionist,Fenwick Dental",
        "C-2,Data Entry Clerk,County Office,,",
    )
    first, second = _documents(source)
    assert [(row["title"], row["employer"]) for row in _rows(first)] == [
        ("Billing Clerk", "Summit Clinic"),
        ("Receptionist", "Fenwick Dental"),
    ]
    assert [row["title"] for row in _rows(second)] == ["Data Entry Clerk"]


@pytest.mark.parametrize("jobs", [30, 90])
def test_jobs_in_a_row_make_no_more_cells_than_a_few_times_those_of_the_row(jobs: int) -> None:
    heads = [f"{name} {n}" for n in range(1, jobs + 1) for name in ("Employer", "Title", "Start")]
    odd = [f"Heading {'x' * n} {n}" for n in range(1, jobs + 1)]
    once = [f"Question {'x' * n}" for n in range(1, 10 * jobs)]
    for headings in (heads, [*heads[:6], *odd], [*heads, *once]):
        rows, _ = arranged([headings, [f"cell {n}" for n, _ in enumerate(headings)]])
        assert sum(map(len, rows)) <= 10 * len(headings)
    assert len(arranged([heads, heads])[0]) == jobs + 1


def test_headings_that_come_again_are_those_of_another_job() -> None:
    made = read(_source("Employer,Position,Start,Employer,Position,Start", "Acme,Welder,2015,Grill,Cook,2012"))
    assert [(row["employer"], row["start"]) for row in _rows(made)] == [("Acme", "2015"), ("Grill", "2012")]


def test_a_table_with_its_headings_in_the_first_column_is_turned() -> None:
    made = read(_source("Employer,Acme,Grill", "Job Title,Welder,Cook", "Start Date,09/2015,05/2012"))
    assert [(row["title"], row["start"]) for row in _rows(made)] == [("Welder", "09/2015"), ("Cook", "05/2012")]


def test_sheets_with_the_same_headings_are_a_worker_each_where_nothing_else_tells() -> None:
    heads: list[object] = ["Employer", "Job Title", "Start Date"]
    sheets: dict[str, list[list[object]]] = {
        "Instructions": [["Fill one tab per participant."]],
        "Example J": [heads, ["Acme", "Welder", 2015], ["Acme", "Foreman", 2018]],
        "Sample R": [heads, ["Grill", "Cook", 2012]],
    }
    first, second = _documents(_workbook(sheets))
    assert [row["title"] for row in _rows(first)] == ["Welder", "Foreman"]
    assert [row["title"] for row in _rows(second)] == ["Cook"]


def test_sheets_with_a_column_for_the_worker_go_on_below_each_other() -> None:
    heads: list[object] = ["Employee ID", "Employer", "Job Title", "Start Date"]
    sheets: dict[str, list[list[object]]] = {
        "2015": [heads, ["A-1", "Acme", "Welder", 2015]],
        "2018": [heads, ["A-2", "Grill", "Cook", 2018], ["A-1", "Acme", "Foreman", 2018]],
    }
    first, second = _documents(_workbook(sheets))
    assert [row["title"] for row in _rows(first)] == ["Welder", "Foreman"]
    assert [row["title"] for row in _rows(second)] == ["Cook"]


def test_days_that_a_sheet_holds_as_bare_numbers_are_days() -> None:
    source = _workbook({"Jobs": [["Employer", "Job Title", "Start", "Wage"], ["Acme", "Welder", 43831, 43831]]})
    made = read(source)
    assert _rows(made)[0]["start"] == "2020-01-01"
    assert "Wage: 43831" in made.text


def test_days_of_a_workbook_count_from_its_own_first_day() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Employer", "Job Title", "Start"])
    book.active.append(["Acme", "Welder", 42369])
    assert _rows(read(_saved(book)))[0]["start"] == "2020-01-01"


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    heads: list[object] = ["Employer", "Job Title", "Start"]
    book = _book({"Jobs": [heads, ["Acme", "Welder", 2015]], "Kept": [heads, ["Grill", "Head Chef", 2018]]})
    book["Kept"].sheet_state = "hidden"
    assert "Head Chef" not in read(_saved(book)).text


def test_records_of_wages_are_a_history_without_titles_and_rates_of_pay_are_none() -> None:
    made = read(_source("Claimant Name,Year,Qtr,Employer Name,Gross Wages", "Pat Example,2021,1,Hollister LLC,7812"))
    assert _rows(made) == [{"name": "Pat Example", "period": "2021", "employer": "Hollister LLC", "other": "7812"}]
    with pytest.raises(SourceColumns):
        read(_source("Volunteer,Date,Organization,Hours", "Pat Example,2024-01-07,Food Bank,4"))


def test_a_row_without_an_id_and_with_another_name_is_of_somebody_else() -> None:
    found = _documents(
        _source(
            "Employee ID,Name,Title,Employer,Start",
            "A-1,Rosa Imhof,Welder,Tidewater Yards,2019",
            ",,Fitter,Tidewater Yards,2021",
            ",Dario Leck,Rigger,Tidewater Yards,2020",
        )
    )
    assert ["Rigger" in one.text for one in found] == [False, True]
    assert "Fitter" in found[0].text


def test_employers_and_titles_that_begin_with_total_are_no_sums() -> None:
    rows = ("Title,Employer,Location", "Clerk,Total Wine & More,Reno", "Count Room Attendant,Silver Queen,Reno")
    text = read(_source(*rows)).text
    assert "Total Wine & More" in text
    assert "Count Room Attendant" in text
