"""Courses that a resume lists by their names: entries below a heading of theirs, and no more than inferred skills."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis, EntryKind, Extraction
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

_HEAD = """
Vera Holt
Akron, OH

EXPERIENCE
Clerk, Oak Freight
2010 - 2020
- Answered the phone

EDUCATION
Elm College
Associate of Applied Science in Accounting
Aug 2007 - May 2009
"""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def read(told: str, frameworks: Frameworks) -> Extraction:
    return Extractor(frameworks).extract(document(f"{_HEAD}{told}\n\nSKILLS\nExcel\n"))


def skills(found: Extraction) -> dict[str, Basis]:
    """What schooling shows: not the tools of the list of skills, nor what follows from the occupation."""
    return {
        claim.name.casefold(): claim.basis
        for claim in found.claims
        if claim.kind == "skill"
        and claim.name not in ("Excel", "Answered phone")
        and (claim.inferred_from is None or claim.inferred_from.kind == "course")
    }


def courses(found: Extraction) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.title, one.organization, one.end) for one in found.entries if one.kind is EntryKind.COURSE]


@pytest.mark.parametrize(
    "told",
    [
        "- Cost Accounting\n- Business Law",
        "Cost Accounting\nBusiness Law",
        "- GPA 3.8\n- Cost Accounting\n- Business Law\n- Dean's List",
        "Cost Accounting | Business Law",
        "Coursework: Cost Accounting, Business Law",
        "Coursework includes Cost Accounting, Business Law",
        "Modules: Cost Accounting, Business Law",
        "Areas of study: Cost Accounting, Business Law",
        "Major: Accounting, Minor: Business Law",
        "- Major in Accounting (GPA 3.9), minor in Business Law",
        "\nCOURSES\nCost Accounting\nBusiness Law",
        "\nRELEVANT COURSEWORK\n- Cost Accounting\n- Business Law",
    ],
)
def test_names_of_courses_and_fields_of_study_infer_skills_and_state_none(told: str, frameworks: Frameworks) -> None:
    assert skills(read(told, frameworks)) == {"accounting": Basis.INFERRED, "business law": Basis.INFERRED}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Key skills: Payroll, Bookkeeping", {"payroll", "bookkeeping"}),
        ("- QuickBooks, SAP, Oracle", {"quickbooks", "sap", "oracle"}),
    ],
)
def test_skills_and_tools_listed_below_a_school_stay_what_they_are(
    told: str, named: set[str], frameworks: Frameworks
) -> None:
    found = skills(read(told, frameworks))
    assert named <= found.keys()
    assert Basis.INFERRED not in {found[name] for name in named}


def test_what_is_done_at_a_school_shows_skills(frameworks: Frameworks) -> None:
    found = skills(read("- Tutored first-year students in bookkeeping", frameworks))
    assert found["bookkeeping"] is not Basis.INFERRED


@pytest.mark.parametrize("body", ["Accounting Club, Treasurer", "Accounting Honor Society", "Accounting Association"])
def test_a_body_of_people_shows_no_skill_of_what_it_is_named_after(body: str, frameworks: Frameworks) -> None:
    assert "accounting" not in skills(read(f"- {body}", frameworks))


@pytest.mark.parametrize(
    "lines",
    [
        "Cost Accounting\nBusiness Law\nFederal Income Tax",
        "- Cost Accounting\n- Business Law\n- Federal Income Tax",
        "Cost Accounting, Business Law, Federal Income Tax",
        "Cost Accounting      Business Law\nFederal Income Tax   Payroll Accounting",
    ],
)
def test_each_name_below_a_heading_of_courses_is_an_entry(lines: str, frameworks: Frameworks) -> None:
    found = courses(read(f"\nRELEVANT COURSEWORK\n{lines}", frameworks))
    assert found[:3] == [
        ("Cost Accounting", None, None),
        ("Business Law", None, None),
        ("Federal Income Tax", None, None),
    ]
    assert len(found) == lines.count("Accounting") + 2


def test_among_bullets_a_course_without_a_date_is_an_entry_too(frameworks: Frameworks) -> None:
    lines = "- Conflict Resolution, SkillPath, 2019\n- Forklift Operation\n- Fall Protection"
    assert courses(read(f"\nTRAINING\n{lines}", frameworks)) == [
        ("Conflict Resolution", "SkillPath", "2019"),
        ("Forklift Operation", None, None),
        ("Fall Protection", None, None),
    ]


def test_below_a_course_may_stand_who_gave_it(frameworks: Frameworks) -> None:
    lines = "Conflict Resolution\nNational Safety Council"
    assert courses(read(f"\nTRAINING\n{lines}", frameworks))[0] == (
        "Conflict Resolution",
        "National Safety Council",
        None,
    )
    beside = "Conflict Resolution    SkillPath     2019\nForklift Operation     Elm College   2018"
    assert courses(read(f"\nTRAINING\n{beside}", frameworks)) == [
        ("Conflict Resolution", "SkillPath", "2019"),
        ("Forklift Operation", "Elm College", "2018"),
    ]
