"""Schooling as people put it by hand: years in short, several in a line, names broken in two, what is told beside."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, bool | None]
"""Degree, school, end, and whether it was reached."""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def schooling(frameworks: Frameworks, text: str) -> list[Told]:
    found = rule(document(f"Ann Roe\n\nEDUCATION\n{text}"), frameworks).entries
    return [(one.title, one.organization, one.end, one.completed) for one in found if one.kind is EntryKind.EDUCATION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "M.Ed. Literacy, U. Maine (Orono), '16, 36 cr.\nB.A. History, Clark-Elm University, cum laude '06",
            [("M.Ed.", "U. Maine (Orono)", "2016", None), ("B.A.", "Clark-Elm University", "2006", None)],
        ),
        ("B.S. Biology - Elm State '09", [("B.S.", "Elm State", "2009", None)]),
        ("Diploma, Elm Academy, founder of '57 Chevy club", [("Diploma", "Elm Academy", None, None)]),
        (
            "BSN Elm University 2010 | ADN Ash CC 2007",
            [("BSN", "Elm University", "2010", None), ("ADN", "Ash CC", "2007", None)],
        ),
        (
            "Elm College, A.S. in progress (since 2022); Hialeah HS 2017",
            [("A.S.", "Elm College", None, False), (None, "Hialeah HS", "2017", None)],
        ),
        ("A.S., Elm College; Phi Beta Kappa 2017", [("A.S.", "Elm College", "2017", None)]),
        (
            "Associate of Applied Science, Nursing, Columbus State\nCommunity College, 2014",
            [("Associate of Applied Science", "Columbus State Community College", "2014", None)],
        ),
        (
            "Diploma, Elm High School, 2010\nCommunity College of Denver, A.S. 2014",
            [("Diploma", "Elm High School", "2010", None), ("A.S.", "Community College of Denver", "2014", None)],
        ),
        ("Diploma, Elm High School 2017, 1 semester at Ash State", [("Diploma", "Elm High School", "2017", None)]),
        ("B.A., Elm College, 2 years at night, did not finish", [("B.A.", "Elm College", None, False)]),
        ("GED in process, Elm Adult School", [("GED", "Elm Adult School", None, False)]),
        ("GED classes, Elm Adult School", [("GED", "Elm Adult School", None, False)]),
        ("Attended Elm Business College 1 yr", [(None, "Elm Business College", None, False)]),
        ("Dual enrollment Ash CC, 2015", [(None, "Ash CC", "2015", None)]),
        ("Diploma, Elm Academy of 2 Rivers, 2015", [("Diploma", "Elm Academy of 2 Rivers", "2015", None)]),
    ],
)
def test_a_line_of_schooling_is_read_as_it_is_meant(frameworks: Frameworks, text: str, expected: list[Told]) -> None:
    assert schooling(frameworks, text) == expected


def test_how_schooling_ended_is_no_place(frameworks: Frameworks) -> None:
    found = rule(document("Ann Roe\n\nEDUCATION\nCheney High School, didn't finish"), frameworks).entries

    assert [(one.organization, one.location, one.completed) for one in found] == [("Cheney High School", None, False)]


def test_a_diploma_behind_its_label_is_no_job(frameworks: Frameworks) -> None:
    found = rule(
        document(
            "Hoang Pham, machinist\n\nWORK\n2016 – now: CNC machinist, Elm Aero, Wichita, Kansas.\n"
            "2012 – 2016: CNC operator, Ash Precision.\n\n"
            "Diploma: Mechanical engineering (5 years), Da Nang University of Technology, 1997"
        ),
        frameworks,
    ).entries

    assert [str(one.kind) for one in found] == ["employment", "employment", "education"]
    assert (found[2].organization, found[2].end) == ("Da Nang University of Technology", "1997")
