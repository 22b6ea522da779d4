"""Papers and schooling in odd hands: asides behind a card, schools in letters, unions, diplomas beside licences."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.extraction.parts.completion import standing
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("line", "title", "issuer", "start", "end"),
    [
        ("DOT physical good til 1/2026", "DOT physical", None, None, "2026-01"),
        ("MSHA Part 46 new miner 24 hrs, 2020", "MSHA Part 46 new miner", None, "2020", None),
        ("OSHA 10 hours, 2017", "OSHA 10 hours", None, "2017", None),
        ("Food handler, online, 2021", "Food handler", None, "2021", None),
        ("QuickBooks Online ProAdvisor, 2021", "QuickBooks Online ProAdvisor", None, "2021", None),
        ("Forklift operator card (in house), renewed 2024", "Forklift operator card", None, "2024", None),
        (
            "Microsoft SC-900: Security Fundamentals (renewed annually)",
            "Microsoft SC-900: Security Fundamentals",
            None,
            None,
            None,
        ),
        (
            "Certified Payroll Professional (CPP), PayrollOrg, obtained 10/2021, recertification due 12/2026",
            "Certified Payroll Professional (CPP)",
            "PayrollOrg",
            "2021-10",
            "2026-12",
        ),
        ("Pesticide Applicator, category 3, expires 12/31/2026", "Pesticide Applicator", None, None, "2026-12-31"),
        (
            "Commercial Applicator – Ohio Dept. of Agriculture – Category 6c – exp 9/30/2027",
            "Commercial Applicator",
            "Ohio Dept. of Agriculture",
            None,
            "2027-09-30",
        ),
        ("ARRT Computed Tomography (CT), 2020", "ARRT Computed Tomography (CT)", None, "2020", None),
        ("Real Estate License (MA), 2015", "Real Estate License", "MA", "2015", None),
    ],
)
def test_what_stands_behind_a_paper_is_none_of_its_name(
    line: str, title: str, issuer: str | None, start: str | None, end: str | None, frameworks: Frameworks
) -> None:
    found = rule(document(f"CERTIFICATES\nCPR, Red Cross, 2023\n{line}"), frameworks).entries
    told = [(e.title, e.organization, e.start, e.end) for e in found if e.kind in _PAPERS]
    assert told == [("CPR", "Red Cross", "2023", None), (title, issuer, start, end)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CCAF: AAS Logistics, 2019", ("AAS", "CCAF", "Logistics", None)),
        ("Elm High School, 2011. FFA State Degree.", (None, "Elm High School", None, None)),
        (
            "MSc Data Science, Kennesaw State University, Georgia, expected May 2027",
            ("MSc", "Kennesaw State University", "Data Science", "Georgia"),
        ),
        (
            "Operating Engineers Local 12 Apprenticeship, journeyman 2011",
            ("Apprenticeship", "Operating Engineers Local 12", None, None),
        ),
        (
            "LPN DIPLOMA, NORTHWEST TECHNICAL COLLEGE, 2016",
            ("LPN DIPLOMA", "NORTHWEST TECHNICAL COLLEGE", None, None),
        ),
    ],
)
def test_schooling_of_odd_hands(line: str, told: tuple[str | None, ...], frameworks: Frameworks) -> None:
    found = rule(document(f"EDUCATION\n{line}"), frameworks).entries
    assert [(e.kind, e.title, e.organization, e.programme, e.location) for e in found] == [
        (EntryKind.EDUCATION, *told)
    ]


def test_a_certificate_of_no_school_is_no_schooling(frameworks: Frameworks) -> None:
    (paper,) = rule(document("EDUCATION\nCNA CERTIFICATE, RED CROSS, 2013"), frameworks).entries
    assert paper.kind is EntryKind.CERTIFICATION


@pytest.mark.parametrize(
    ("line", "title", "school"),
    [
        ("NCO Academy, Lackland, 2022", "NCO Academy", "Lackland"),
        ("Recruiting School, Lackland AFB, 2018", "Recruiting School", "Lackland AFB"),
        ("Combat Leader Course, Fort Hood, 2012", "Combat Leader Course", "Fort Hood"),
        ("nco school, fort reed, 2010", "nco school", "fort reed"),
        ("Airman Leadership School, U.S. Air Force, 2009", "Airman Leadership School", "U.S. Air Force"),
        ('Medic "A" School (NEC L01A), Fort Reed, 2010', 'Medic "A" School', "Fort Reed"),
    ],
)
def test_what_a_school_of_the_forces_is_called_is_what_was_taken(
    line: str, title: str, school: str, frameworks: Frameworks
) -> None:
    (course,) = rule(document(f"TECHNICAL TRAINING\n{line}"), frameworks).entries
    assert (course.kind, course.title, course.organization) == (EntryKind.COURSE, title, school)


@pytest.mark.parametrize(
    ("line", "title", "school"),
    [
        ("Airborne School, Fort Moore Infantry Academy, 2012", "Airborne School", "Fort Moore Infantry Academy"),
        ("NCO School, Ridge Leadership Academy, 2012", "NCO School", "Ridge Leadership Academy"),
        (
            "Leadership Academy of Detroit, High School Diploma, 2012",
            "High School Diploma",
            "Leadership Academy of Detroit",
        ),
        ("Grammar School, Elm College, 2012", None, "Grammar School"),
    ],
)
def test_beside_another_school_one_of_the_forces_is_what_was_taken_there(
    line: str, title: str | None, school: str, frameworks: Frameworks
) -> None:
    (found,) = rule(document(f"EDUCATION\n{line}"), frameworks).entries
    assert (found.title, found.organization) == (title, school)


def test_what_was_taken_at_a_college_stands_among_papers(frameworks: Frameworks) -> None:
    text = (
        "DIPLOMAS AND PERMITS\n- Elm River College: ESL advanced writing, spring 2022\n"
        "- IBEW Local 12: Journeyman Lineman 2019\n- Oak Community College: CPR, 2020"
    )
    found = [(e.kind, e.title) for e in rule(document(text), frameworks).entries]
    assert (EntryKind.COURSE, "ESL advanced writing") in found
    assert [title for kind, title in found if kind in _PAPERS] == ["Journeyman Lineman", "CPR"]


def test_schooling_is_read_where_others_tell_of_somebody(frameworks: Frameworks) -> None:
    text = (
        "EDUCATION\nHe attended Oak Technical College and received a certificate in Building Trades in 1997.\n\n"
        "CERTIFICATES\nShe holds an EPA Lead-Safe Renovator certificate (2022)."
    )
    found = rule(document(text), frameworks).entries
    assert [(e.title, e.organization) for e in found] == [
        (None, "Oak Technical College"),
        ("certificate in Building Trades", None),
        ("EPA Lead-Safe Renovator certificate", None),
    ]


def test_rows_of_a_form_are_a_school_each(frameworks: Frameworks) -> None:
    text = (
        "SCHOOLS\nHigh school   Elm High School, Kennewick      Grad? Y   Year 2017\n"
        "College       Oak Basin College               Grad? N   Studied: Nursing prereqs\n"
        "Trade         Fir-Tech Skills Center          Grad? Y   Studied: Firefighting   Year 2016\n"
        "Trade School: Ash Technical Education Center   Years completed: 2   Graduated: Yes   Course: Diesel   2002"
    )
    found = rule(document(text), frameworks).entries
    assert [(e.organization, e.programme, e.end) for e in found] == [
        ("Elm High School", None, "2017"),
        ("Oak Basin College", "Nursing prereqs", None),
        ("Fir-Tech Skills Center", "Firefighting", "2016"),
        ("Ash Technical Education Center", "Diesel", "2002"),
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("College: Oak College   Years completed: 1   Graduated: No", "not completed"),
        ("Oak College  Grad? N", "not completed"),
        ("Oak College  Graduated (Y/N): N", "not completed"),
        ("Oak College  Graduated? [ ] yes [x] no", "not completed"),
        ("Oak College  Graduated: Yes", "completed"),
        ("Diploma: no. 4512", None),
        ("Diploma: Nursing", None),
    ],
)
def test_what_a_form_was_answered_about_graduation_counts(said: str, told: str | None) -> None:
    assert standing(said) == told
