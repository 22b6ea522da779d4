"""Texts whose labels have a column of their own, and papers whose standing or end has a line with a label."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.documents.readers.table.read import is_table
from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return list(rule(read(SourceDocument(name="a.txt", data=text.encode())), frameworks).entries)


def test_a_form_with_tabs_tells_schooling_and_papers(frameworks: Frameworks) -> None:
    text = (
        "Name\tGus Petrov\nHigh school\tLakeview High School, diploma 2005\n"
        "College\tHarper College, AAS Electronics 2008\nLicense\tJourneyman Electrician, Illinois\n"
    )

    assert [(one.title, one.organization, one.end) for one in entries(text, frameworks)] == [
        ("diploma", "Lakeview High School", "2005"),
        ("AAS", "Harper College", "2008"),
        ("Journeyman Electrician", "Illinois", None),
    ]


def test_a_form_of_two_jobs_tells_both(frameworks: Frameworks) -> None:
    text = (
        "Employer\tAcme Freight\nTitle\tDriver\nFrom\t2015\nTo\t2019\n"
        "Employer\tBeta Haulage\nTitle\tDispatcher\nFrom\t2019\nTo\tpresent\n"
    )

    assert [(one.title, one.organization) for one in entries(text, frameworks)] == [
        ("Driver", "Acme Freight"),
        ("Dispatcher", "Beta Haulage"),
    ]


def test_a_form_of_one_job_alone_is_still_a_table() -> None:
    assert is_table(b"Employer\tAcme Freight\nTitle\tDriver\nFrom\t2015\nTo\t2019\n")
    assert not is_table(b"Employer\tAcme Freight\nTitle\tDriver\nFrom\t2015\nTo\t2019\nSchool\tElm College\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Name: Ola Ruud\nLicence: Class A CDL\nExpires: 2019-05-01\nState: Ohio",
            [("Class A CDL", "2019-05-01", None)],
        ),
        ("Name\tOla Ruud\nLicence\tClass A CDL\nExpires\t2019-05-01", [("Class A CDL", "2019-05-01", None)]),
        (
            "Ola Ruud\n\nCertification: CPR\nExpired: 2018\n\nCertification: Forklift operator\nValid until: 06/2027",
            [("CPR", "2018", None), ("Forklift operator", "2027-06", None)],
        ),
        (
            "Ola Ruud\n\nCERTIFICATIONS\nCPR\nStatus: expired\n\nForklift Operator\nStatus: Active\nExp: 6/2027\n\n"
            "Food Handler Card\nStatus: Pending",
            [("CPR", None, False), ("Forklift Operator", "2027-06", None), ("Food Handler Card", None, False)],
        ),
        ("Ola Ruud\n\nLICENSES\nBarber License\nLicense status: Suspended", [("Barber License", None, False)]),
    ],
)
def test_what_a_line_with_a_label_tells_of_a_paper_is_of_that_paper(
    text: str, expected: list[tuple[str, str | None, bool | None]], frameworks: Frameworks
) -> None:
    found = [one for one in entries(text, frameworks) if one.kind in PAPERS]

    assert [(one.title, one.end, one.completed) for one in found] == expected


def test_prose_with_a_tab_keeps_its_text() -> None:
    text = "Driver\tAcme Freight\nLoaded trucks\tand drove them\nSwept\tthe yard\n"

    assert read(SourceDocument(name="a.txt", data=text.encode())).text == document(text.replace("\t", "  ")).text
