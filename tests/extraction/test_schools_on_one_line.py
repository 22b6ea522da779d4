"""Several schools on one line or side by side, and what school ends with above the college that followed."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


Told = tuple[str | None, str | None, str | None]


def schooling(lines: str, frameworks: Frameworks) -> list[Told]:
    found = rule(document(f"Vera Holt\nAkron, OH\n\nEDUCATION\n{lines}\n"), frameworks).entries
    return [(one.title, one.organization, one.end) for one in found if one.kind is EntryKind.EDUCATION]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "St. Mary's Academy - High School Diploma 2001 / Mt. Hood Community College - AAS Nursing 2004",
            [
                ("High School Diploma", "St. Mary's Academy", "2001"),
                ("AAS", "Mt. Hood Community College", "2004"),
            ],
        ),
        (
            "GED (Elm Community College), 2009; Oak Community College: Certificate, Medical Assisting, 2011",
            [("GED", "Elm Community College", "2009"), ("Certificate", "Oak Community College", "2011")],
        ),
        ("GED 2009; Elm College, AAS, 2011", [("GED", None, "2009"), ("AAS", "Elm College", "2011")]),
        (
            "- Graduated Elko High School 2003, Great Basin College 2006 (welding certificate)",
            [(None, "Elko High School", "2003"), ("welding certificate", "Great Basin College", "2006")],
        ),
        (
            "Clackamas High School           Clackamas Community College\n"
            "Diploma, 2008                   AAS Automotive, 2010",
            [
                ("Diploma", "Clackamas High School", "2008"),
                ("AAS", "Clackamas Community College", "2010"),
            ],
        ),
        (
            "GED\nCasper College\nAssociate of Science, Geology\n2006-2008",
            [("GED", None, None), ("Associate of Science", "Casper College", "2008")],
        ),
        (
            "GED - 1999\nTulsa Technology Center\nPractical Nursing, 2001",
            [("GED", None, "1999"), (None, "Tulsa Technology Center", "2001")],
        ),
        (
            "High School Equivalency (HiSET)\nUniversity of Southern Maine\nB.S. Biology\n2015 - 2019",
            [
                ("High School Equivalency", None, None),
                ("B.S.", "University of Southern Maine", "2019"),
            ],
        ),
        ("University of Texas, BA Economics, 2016", [("BA", "University of Texas", "2016")]),
    ],
)
def test_each_school_has_what_it_gave(lines: str, expected: list[Told], frameworks: Frameworks) -> None:
    assert schooling(lines, frameworks) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("GED\nCasper College, 2010", [("GED", "Casper College", "2010")]),
        ("University of Wisconsin, Green Bay\nBA, 2016", [("BA", "University of Wisconsin, Green Bay", "2016")]),
        (
            "High School Diploma\nElm High School\nBiology, 2004",
            [("High School Diploma", "Elm High School", "2004")],
        ),
        ("Elm College / Oak Campus, AAS 2011", [("AAS", "Elm College / Oak Campus", "2011")]),
    ],
)
def test_what_belongs_together_stays_so(lines: str, expected: list[Told], frameworks: Frameworks) -> None:
    assert schooling(lines, frameworks)[: len(expected)] == expected
