"""Schooling and papers in forms that nobody had in mind: what stands around their fields tells what these are."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.test_strange_forms import entries


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "M.S., Mathematics, Elm University, 2010\nB.S., Physics, same institution, 2008",
            [("M.S.", "Elm University", "Mathematics"), ("B.S.", "Elm University", "Physics")],
        ),
        ("Elm Career Center, Diploma (HVAC), 2012", [("Diploma", "Elm Career Center", "HVAC")]),
        (
            "Elm Local 50 JATC, Pipe Apprenticeship (5 yr), finished 2019",
            [("Pipe Apprenticeship", "Elm Local 50 JATC", None)],
        ),
        (
            "Elm Community College\nAssociate of Applied Science - AAS, Respiratory Care · (2017 - 2019)",
            [("Associate of Applied Science - AAS", "Elm Community College", "Respiratory Care")],
        ),
        (
            "Bachelor of Business Administration  •  online  •  Elm State University, 2020",
            [("Bachelor of Business Administration", "Elm State University", None)],
        ),
        (
            "Associate Degree in Business Management  •  Elm Technical College, 2017",
            [("Associate Degree", "Elm Technical College", "Business Management")],
        ),
        (
            "Bachelor of Elementary Education, Elm College, 2002",
            [("Bachelor of Elementary Education", "Elm College", None)],
        ),
        (
            "Completion Date: 06/2014\nIssuing Institution: Elm High School\n"
            "Qualification Obtained: High School Diploma\n\n"
            "Completion Date: 08/2019\nIssuing Institution: Elm Adult School\n"
            "Qualification Obtained: Certificate of completion\nCourse of Study: Forklift Training, 120 hours",
            [("High School Diploma", "Elm High School", None), ("Forklift Training", "Elm Adult School", None)],
        ),
        (
            "CDL Training Certificate\nElm Driving Academy\nElm, AR\nNovember 2013\n"
            "High school or equivalent\nElm Hollow High School\nElm, AR\nAugust 2006 to May 2010",
            [
                ("CDL Training Certificate", "Elm Driving Academy", None),
                ("High school or equivalent", "Elm Hollow High School", None),
            ],
        ),
    ],
)
def test_what_stands_around_the_fields_of_schooling_tells(
    printed: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    found = rule(document(f"Ida Roe\nida@example.com\n\nEDUCATION\n\n{printed}"), frameworks).entries

    assert [(entry.title, entry.organization, entry.programme) for entry in found] == expected


def test_who_gave_a_course_may_stand_behind_its_name(frameworks: Frameworks) -> None:
    text = "TRAINING\nElm Center Core Training (80 hours), Veterans Benefits Administration, 08/2020"

    assert [(e.title, e.organization) for e in entries(text, frameworks, EntryKind.COURSE)] == [
        ("Elm Center Core Training", "Veterans Benefits Administration")
    ]


@pytest.mark.parametrize(
    ("line", "title", "issuer"),
    [
        ("ICC Permit Technician, no. 5550193, renewed through 11/2027", "ICC Permit Technician", None),
        (
            "NATE Certified – Air Conditioning, Heat Pump  exp 2027",
            "NATE Certified – Air Conditioning, Heat Pump",
            None,
        ),
        ("QuickBooks Online Certified User (Intuit), 2024", "QuickBooks Online Certified User", "Intuit"),
    ],
)
def test_titles_of_papers_may_end_in_a_role_or_go_on(
    line: str, title: str, issuer: str | None, frameworks: Frameworks
) -> None:
    papers = entries(f"CERTIFICATIONS\n{line}", frameworks, EntryKind.CERTIFICATION, EntryKind.LICENCE)

    assert [(paper.title, paper.organization) for paper in papers] == [(title, issuer)]
