"""The same job or paper told in many forms of one or more lines, with the marks that people put between its parts."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.dates import find_dates
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def read(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[tuple[str | None, str | None, str | None]]:
    entries = rule(document(f"Ida Roe\n\n{text}\n\nSKILLS\nWelding, Excel"), frameworks).entries
    return [(e.title, e.organization, e.location) for e in entries if e.kind in kinds]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "IT Support Specialist I - Lone Elm Credit Union - Dallas, TX - Jun 2020 to Dec 2021",
            ("IT Support Specialist I", "Lone Elm Credit Union", "Dallas, TX"),
        ),
        (
            "Elm River Specialist Hospital / Staff Nurse II, Male Medical Ward / Tulsa, OK / 01/2016 - 12/2020",
            ("Staff Nurse II, Male Medical Ward", "Elm River Specialist Hospital", "Tulsa, OK"),
        ),
        (
            "Pharmacy Technician II at Our Lady of the Elm Medical Center, Baton Rouge, LA, 2020 to 2022",
            ("Pharmacy Technician II", "Our Lady of the Elm Medical Center", "Baton Rouge, LA"),
        ),
        ("2011 - 2014: Elm General, Reno, NV. Dishwasher.", ("Dishwasher", "Elm General", "Reno, NV")),
        ("Elm Tax, Amherst, NY: Tax Preparer (2013–2014)", ("Tax Preparer", "Elm Tax", "Amherst, NY")),
        ("Elm Diner, Erie PA: Line Cook (2011–2016)", ("Line Cook", "Elm Diner", "Erie PA")),
        (
            "Machine Operator for Elm Screw Products in Loves Park, IL, 08/2009 to 01/2015",
            ("Machine Operator", "Elm Screw Products", "Loves Park, IL"),
        ),
        (
            "Head Electrician for Elm Playhouse in Brooklyn, 2019 to 2021",
            ("Head Electrician", "Elm Playhouse", "Brooklyn"),
        ),
        (
            "Machinist, 2nd shift, Lake Elm Precision Components, Erie, PA, 2015 - 2018",
            ("Machinist, 2nd shift", "Lake Elm Precision Components", "Erie, PA"),
        ),
    ],
)
def test_a_job_of_one_line_is_read_whatever_stands_between_its_parts(
    line: str, expected: tuple[str, str, str], frameworks: Frameworks
) -> None:
    assert read(f"WORK HISTORY\n{line}", frameworks, EntryKind.EMPLOYMENT) == [expected]


def test_a_sentence_with_dates_is_no_line_of_names(frameworks: Frameworks) -> None:
    found = read(
        "WORK HISTORY\nCook, Elm Diner, 2010 - 2020\n"
        "Trained cooks, servers at the new store, and hosts on the menu for the whole region from 2012 to 2014",
        frameworks,
        EntryKind.EMPLOYMENT,
    )

    assert [job[:2] for job in found] == [("Cook", "Elm Diner")]


@pytest.mark.parametrize(
    ("line", "title", "issuer"),
    [
        ("IBEW Local 125: Journeyman Lineman 2019", "Journeyman Lineman", "IBEW Local 125"),
        ("CKA: Elm Software Foundation, exp. 03/2027", "CKA", "Elm Software Foundation"),
        ("BASIC PLUS SAFETY: ELM SAFETY COUNCIL, 2024", "BASIC PLUS SAFETY", "ELM SAFETY COUNCIL"),
        (
            "National Board for Certified Elms: Lash Extension 2018",
            "Lash Extension",
            "National Board for Certified Elms",
        ),
        ("Google - Google Ads Search - 2025", "Google Ads Search", "Google"),
        (
            "Elm Quality Institute - Internal Auditor ISO/IEC 17025 - 5/22",
            "Internal Auditor ISO/IEC 17025",
            "Elm Quality Institute",
        ),
        (
            "Certified Bookkeeper (CB). American Institute of Elms. 2011.",
            "Certified Bookkeeper (CB)",
            "American Institute of Elms",
        ),
        ("Backflow Prevention Device Tester; NEWWA; 2016", "Backflow Prevention Device Tester", "NEWWA"),
        ("Motivational Interviewing, Levels 1 and 2 - 2017", "Motivational Interviewing, Levels 1 and 2", None),
        ("Enrolled Agent (IRS) 2020", "Enrolled Agent", "IRS"),
        ("CPI Nonviolent Crisis Intervention. 3/26.", "CPI Nonviolent Crisis Intervention", None),
    ],
)
def test_who_gave_a_paper_stands_before_or_behind_it(
    line: str, title: str, issuer: str | None, frameworks: Frameworks
) -> None:
    assert [paper[:2] for paper in read(f"CERTIFICATIONS\n{line}", frameworks, *PAPERS)] == [(title, issuer)]


def test_a_month_and_a_year_stand_close_together() -> None:
    assert [date.end for date in find_dates("Level 2 - 2017")] == ["2017"]
    assert [date.end for date in find_dates("Elm 2/2017")] == ["2017-02"]


def test_osha_and_hours_are_no_month(frameworks: Frameworks) -> None:
    assert [paper[0] for paper in read("CERTIFICATIONS\nOSHA 10/30", frameworks, *PAPERS)] == ["OSHA 10/30"]
