"""Whose rows the rows of a table are: nobody's job comes into another worker's history."""

import pytest

from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.documents.tables import apart


def _titles(*rows: str) -> list[list[str]]:
    """Give the titles in the document of each worker."""
    source = SourceDocument(name="history.csv", data="\n".join(rows).encode())
    documents = [read(part.source) for part in apart(source, Limits())]
    return [[one.text[cell.start : cell.end] for cell in one.cells if cell.field == "title"] for one in documents]


def test_a_number_of_a_customer_is_no_workers() -> None:
    assert _titles(
        "Customer ID,Customer Name,Employee Name,Job Title,Start",
        "C-77,Halvorsen Foods,Ana Example,Packer,2019",
        "C-77,Halvorsen Foods,Ana Sample,Loader,2020",
        "C-78,Tidewater Yards,Ana Example,Rigger,2021",
    ) == [["Packer", "Rigger"], ["Loader"]]


def test_a_number_under_which_several_names_stand_is_no_workers() -> None:
    assert _titles(
        "Case ID,Name,Job Title,Employer,Start",
        "55,Ana Example,Packer,Acme,2019",
        "55,Theo Sample,Loader,Acme,2020",
        "55,Ana Sample,Clerk,Acme,2021",
    ) == [["Packer"], ["Loader"], ["Clerk"]]


@pytest.mark.parametrize("heading", ["Case No", "Case #", "Case Number", "Client No."])
def test_two_workers_of_one_name_are_told_apart_by_the_numbers_of_their_cases(heading: str) -> None:
    assert _titles(
        f"{heading},Name,Job Title,Employer,Start",
        "C-1,Ana Example,Packer,Acme,2019",
        "C-1,Ana Example,Loader,Acme,2020",
        "C-2,Ana Example,Nurse Aide,Oak Hospital,2020",
    ) == [["Packer", "Loader"], ["Nurse Aide"]]


def test_remarks_are_read_of_no_worker_however_long_their_own_are() -> None:
    rows = (
        "Case ID,Job Title,Employer,Start,Remarks",
        "C-1,Packer,Acme,2019,was said to have run three machines and left for school",
        "C-2,Loader,Acme,2020,late",
    )
    source = SourceDocument(name="history.csv", data="\n".join(rows).encode())
    fields = {cell.field for part in apart(source, Limits()) for cell in read(part.source).cells}
    assert fields == {"person", "title", "employer", "start", "other"}


def test_one_worker_may_have_several_names() -> None:
    assert _titles(
        "Employee ID,Name,Job Title,Employer,Start",
        '55,"Example, Ana M.",Packer,Acme,2019',
        "55,Ana Sample,Loader,Acme,2020",
        "56,Theo Leck,Clerk,Acme,2021",
        "56,Rosa Imhof,Rigger,Acme,2022",
        "57,Gil Example,Guard,Acme,2021",
        "57,Gil P. Example,Driver,Acme,2022",
    ) == [["Packer", "Loader"], ["Clerk"], ["Rigger"], ["Guard", "Driver"]]


def test_a_number_of_the_worker_goes_before_one_of_the_row() -> None:
    assert _titles(
        "ID,Employee ID,Job Title,Employer,Start",
        "1,A-1,Packer,Acme,2019",
        "2,A-1,Loader,Acme,2020",
        "3,A-2,Clerk,Acme,2021",
    ) == [["Packer", "Loader"], ["Clerk"]]


def test_a_row_without_a_number_is_nobodys_where_each_row_has_one() -> None:
    assert _titles(
        "Employee ID,Job Title,Employer,Start",
        "A-1,Packer,Acme,2019",
        "A-1,Loader,Acme,2020",
        ",Nurse,Oak Hospital,2020",
        "A-2,Clerk,Acme,2021",
        "A-2,Cook,Acme,2022",
    ) == [["Packer", "Loader"], ["Nurse"], ["Clerk", "Cook"]]


def test_a_row_without_a_number_goes_on_where_each_number_stands_once() -> None:
    assert _titles(
        "Employee ID,Job Title,Employer,Start",
        "A-1,Packer,Acme,2019",
        ",Loader,Acme,2020",
        "A-2,Clerk,Acme,2021",
        ",Cook,Acme,2022",
    ) == [["Packer", "Loader"], ["Clerk", "Cook"]]


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Nombre(s),Apellido Paterno,Apellido Materno", "Juan,Example,Soto", "Juan,Sample,Soto"),
        ("LName,FName", "Example,Pat", "Example,Lee"),
        ("Last,First", "Example,Pat", "Example,Lee"),
        ("Last,First,MI", "Example,Pat,A", "Example,Pat,B"),
        ("First Name,Last Name,Suffix", "Pat,Example,Sr.", "Pat,Example,Jr."),
        ("First Name,Family", "Pat,Example", "Pat,Sample"),
        ("Name,Date of Birth", "Pat Example,1970-02-03", "Pat Example,1991-07-09"),
        ("Name,Last 4 SSN", "Pat Example,1234", "Pat Example,9876"),
    ],
)
def test_all_that_is_said_of_a_name_tells_workers_apart(headings: str, first: str, second: str) -> None:
    rows = (f"{headings},Job Title,Employer", f"{first},Welder,Acme", f"{second},Cook,Grill", f"{first},Fitter,Acme")
    assert _titles(*rows) == [["Welder", "Fitter"], ["Cook"]]


def test_a_client_beside_worker_and_employer_is_neither() -> None:
    assert _titles(
        "Employee Name,Employer,Client,Job Title,Start",
        "Pat Example,Temp Bridge,Halvorsen Foods,Packer,2019",
        "Pat Example,Temp Bridge,Tidewater Yards,Rigger,2020",
    ) == [["Packer", "Rigger"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"Employee: Example, Ana (1042)",,', '"Employee: Sample, Min (1043)",,'),
        ("Employee:,1042 Ana Example,", "Employee:,1043 Min Sample,"),
        ("Name: Ana Example,,", "Name: Min Sample,,"),
        ('"Example, Ana",,', '"Sample, Min",,'),
        ("Participant ID: 1042,,", "Participant ID: 1043,,"),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_a_row_that_names_a_worker_stands_over_that_workers_rows(one: str, other: str, again: bool) -> None:
    heads = "Job Title,Employer,Start"
    rows = (
        *((one, heads) if again else (heads, one)),
        *("Welder,Acme,2001", "Fitter,Acme,2005", other),
        *((heads,) if again else ()),
        "Cook,Grill,2015",
    )
    assert _titles(*rows) == [["Welder", "Fitter"], ["Cook"]]


def test_headings_that_come_again_are_no_job() -> None:
    heads = "Name,Job Title,Employer,Start"
    assert _titles(heads, "Pat Example,Welder,Acme,2001", heads, "Pat Example,Cook,Grill,2005") == [
        ["Welder", "Cook"]
    ]
