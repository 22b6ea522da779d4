"""Papers below headings that join two names, in lists with years or a body of their own, and among qualifications."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return list(
        rule(
            document(
                "Ida Roe\nida.roe@example.org\n\nEXPERIENCE\nDriver, Oak Freight\nMarch 2010 - May 2020\n"
                f"- Drove a van\n\n{text}\n\nEDUCATION\nElm High School, Diploma, 2008"
            ),
            frameworks,
        ).entries
    )


def papers(text: str, frameworks: Frameworks) -> list[Told]:
    kinds = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    found = [entry for entry in entries(text, frameworks) if entry.kind in kinds]
    return [(paper.title, paper.organization, paper.start, paper.end) for paper in found]


@pytest.mark.parametrize(
    "heading",
    [
        "Certificates & Licences",
        "Professional Licenses & Certs",
        "Certifications and Affiliations",
        "Licenses & Insurance",
        "Certs/Training",
        "Credentials and Training",
        "Qualifications & Training",
    ],
)
def test_a_heading_that_joins_papers_with_something_heads_no_jobs(heading: str, frameworks: Frameworks) -> None:
    found = entries(f"{heading}\nLead-safe renovator, EPA, 2023\nBoom lift operator, Elm Academy, 2021", frameworks)

    assert [(entry.kind, entry.title) for entry in found if entry.kind is not EntryKind.EDUCATION] == [
        (EntryKind.EMPLOYMENT, "Driver"),
        (EntryKind.CERTIFICATION, "Lead-safe renovator"),
        (EntryKind.CERTIFICATION, "Boom lift operator"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "CompTIA A+, Network+, Security+ (2019, 2020, 2022)",
            [
                ("CompTIA A+", None, "2019", None),
                ("Network+", None, "2020", None),
                ("Security+", None, "2022", None),
            ],
        ),
        ("CPR, 2016, 2018 and 2020", [("CPR", None, "2016", None)]),
        ("SHRM-CP, 2016 (recertified 2019, 2022)", [("SHRM-CP", None, "2016", None)]),
        ("CPR, 2016 - 2018", [("CPR", None, "2016", "2018")]),
    ],
)
def test_listed_years_are_no_period(line: str, expected: list[Told], frameworks: Frameworks) -> None:
    assert papers(f"CERTIFICATIONS\n{line}", frameworks) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "CCRN, AACN Certification Corporation, 2021-2024",
            [("CCRN", "AACN Certification Corporation", "2021", "2024")],
        ),
        (
            "Standard First Aid Level C – St. John Ambulance – Jan. 2024",
            [("Standard First Aid Level C", "St. John Ambulance", "2024-01", None)],
        ),
        ("Yellow Card (Red Seal not yet)", [("Yellow Card (Red Seal not yet)", None, None, None)]),
        (
            "QuickBooks ProAdvisor, Intuit, updated yearly",
            [("QuickBooks ProAdvisor", "Intuit", None, None)],
        ),
        ("DOT medical card valid until 3/2026", [("DOT medical card", None, None, "2026-03")]),
        (
            "Microsoft MTA: Networking Fundamentals",
            [("Microsoft MTA: Networking Fundamentals", None, None, None)],
        ),
        ("Illinois CNA — passed state exam 3/2018", [("Illinois CNA", None, "2018-03", None)]),
        (
            "Gold Seal Certified (Project Manager), Canadian Construction Association",
            [("Gold Seal Certified (Project Manager)", "Canadian Construction Association", None, None)],
        ),
        ("☑ CPR", [("CPR", None, None, None)]),
        ("LCSW, NY # 084411 (2015-), LMSW 2011", [("LCSW", "NY", "2015", None), ("LMSW", None, "2011", None)]),
        ("360 excavator A59, CPCS, to 2027", [("360 excavator A59", "CPCS", None, "2027")]),
        (
            "Fall Protection (Working at Heights), exp. Nov 2026",
            [("Fall Protection (Working at Heights)", None, None, "2026-11")],
        ),
        ("Security+ CE; Active Secret", [("Security+ CE", None, None, None)]),
        ("Forklift card 2020; Linux+ – scheduled May 2027", [("Forklift card", None, "2020", None)]),
    ],
)
def test_what_stands_beside_a_paper_gave_it_only_if_it_can(
    line: str, expected: list[Told], frameworks: Frameworks
) -> None:
    assert papers(f"CERTIFICATIONS\n{line}", frameworks) == expected


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        (
            "Manual Handling, Fire Marshal, First Aid at Work",
            ["Manual Handling", "Fire Marshal", "First Aid at Work"],
        ),
        ("Food Safety Level 2, Allergens, COSHH", ["Food Safety Level 2", "Allergens", "COSHH"]),
        ("CSTS 2020, WHMIS 2015, TDG", ["CSTS", "WHMIS", "TDG"]),
        ("ACLS, PALS, PHTLS; State EMS Instructor I", ["ACLS", "PALS", "PHTLS", "State EMS Instructor I"]),
        (
            "ASE Master Technician (A1-A8), ASE L1, EPA 609, Ford Senior Master",
            ["ASE Master Technician (A1-A8)", "ASE L1", "EPA 609", "Ford Senior Master"],
        ),
    ],
)
def test_the_last_of_a_list_did_not_give_the_others(line: str, titles: list[str], frameworks: Frameworks) -> None:
    found = papers(f"CERTIFICATIONS\n{line}", frameworks)

    assert [(title, body) for title, body, _, _ in found] == [(title, None) for title in titles]


def test_a_body_over_a_list_gave_all_of_it(frameworks: Frameworks) -> None:
    found = papers(
        "CERTIFICATIONS\nAmerican Welding Society (AWS)\n- D1.1 Structural Steel, tested 2021\n- D1.6 Stainless\n"
        "Red Cross:\n- Babysitting",
        frameworks,
    )

    assert found == [
        ("D1.1 Structural Steel", "American Welding Society (AWS)", "2021", None),
        ("D1.6 Stainless", "American Welding Society (AWS)", None, None),
        ("Babysitting", "Red Cross", None, None),
    ]


def test_a_body_below_each_of_a_list_gave_that_one(frameworks: Frameworks) -> None:
    found = papers("CERTIFICATIONS\n- CPR\nAmerican Red Cross\n- Forklift\nNational Safety Council", frameworks)

    assert [paper[:2] for paper in found] == [
        ("CPR", "American Red Cross"),
        ("Forklift", "National Safety Council"),
    ]


def test_what_follows_the_last_dated_paper_did_not_give_it(frameworks: Frameworks) -> None:
    found = papers(
        "CERTIFICATIONS\nSIA Door Supervisor licence - exp 2027\nFirst Aid at Work, 2024\nConflict management",
        frameworks,
    )

    assert [paper[:2] for paper in found][1:] == [("First Aid at Work", None), ("Conflict management", None)]


def test_qualifications_in_britain_are_degrees_and_papers(frameworks: Frameworks) -> None:
    found = entries(
        "QUALIFICATIONS\nBTEC Level 3 Extended Diploma in Sport, Elm College, 2013\n"
        "Level 3 Diploma in Plumbing, City & Guilds, 2012\nCare Certificate, 2015",
        frameworks,
    )

    told = [(one.kind, one.title, one.organization, one.end or one.start) for one in found]
    assert told[1:4] == [
        (EntryKind.EDUCATION, "BTEC Level 3 Extended Diploma", "Elm College", "2013"),
        (EntryKind.EDUCATION, "Level 3 Diploma", "City & Guilds", "2012"),
        (EntryKind.CERTIFICATION, "Care Certificate", None, "2015"),
    ]


def test_qualifications_elsewhere_are_what_somebody_can_do(frameworks: Frameworks) -> None:
    found = entries(
        "QUALIFICATIONS\nTen years in retail\nFast learner who works well under pressure\n"
        "Cash handling, stock control",
        frameworks,
    )

    assert [entry.kind for entry in found] == [EntryKind.EMPLOYMENT, EntryKind.EDUCATION]
