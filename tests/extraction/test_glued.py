"""Lists of skills whose names stand side by side with nothing between them."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.model import Basis
from app.extraction.skills.chips import Known
from app.extraction.skills.glued import unglued
from app.taxonomy.names import key
from tests.extraction.documents import document, lines
from tests.taxonomy import small

NAMES = (
    *("Cash handling", "Customer service", "POS system", "Blueprint reading", "Medical billing", "Payroll", "ICD-10"),
    *(
        "eClinicalWorks",
        "Microsoft Word",
        "Microsoft Excel",
        "Photoshop",
        "Team player",
        "Food safety",
        "Menu planning",
    ),
    *(
        "Excel",
        "SQL",
        "Tableau",
        "financial modeling",
        "Inventory management",
        "Windows 10",
        "DNS",
        "VPN",
        "Triage",
        "Office 365",
    ),
)
KNOWN = {key(name) for name in NAMES}


def parted(
    text: str,
    heading: str = "Skills",
    kind: SectionKind = SectionKind.SKILLS,
    known: Known = lambda _: False,
) -> tuple[SectionKind, list[str]]:
    made, rows = lines(f"{heading}\n{text}")
    section = unglued(Section(kind, rows[0], tuple(rows[1:])), lambda said: key(said) in KNOWN, known)
    return section.kind, [made.text[row.start : row.end] for row in section.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cash handling Customer service Visual merchandising Upselling POS systems",
            ["Cash handling", "Customer service", "Visual merchandising", "Upselling", "POS systems"],
        ),
        (
            "Concrete finishing Framing Blueprint reading\nCrew supervision Site safety Scheduling",
            ["Concrete finishing", "Framing", "Blueprint reading", "Crew supervision", "Site safety", "Scheduling"],
        ),
        (
            "Medical billing ICD-10 CPT coding Scheduling Insurance verification eClinicalWorks Payroll",
            [
                *("Medical billing", "ICD-10", "CPT coding", "Scheduling", "Insurance verification"),
                *("eClinicalWorks", "Payroll"),
            ],
        ),
        (
            "Sharp problem solver Inbound and outbound calls Knowledge of forms Great Plains Team player",
            [
                "Sharp problem solver",
                "Inbound and outbound calls",
                "Knowledge of forms",
                "Great Plains",
                "Team player",
            ],
        ),
        (
            "Cash handling Customer service Visual\nmerchandising Inventory management Food safety Loss\n"
            "prevention Vendor relations Payroll Triage",
            [
                *(
                    "Cash handling",
                    "Customer service",
                    "Visual\nmerchandising",
                    "Inventory management",
                    "Food safety",
                ),
                *("Loss\nprevention", "Vendor relations", "Payroll", "Triage"),
            ],
        ),
        (
            "Cash Handling Quality Improvement Food Safety Menu Planning Shared Governance",
            ["Cash Handling", "Quality Improvement", "Food Safety", "Menu Planning", "Shared Governance"],
        ),
        (
            "Windows 10 Office 365 Printers eClinicalWorks DNS VPN",
            ["Windows 10", "Office 365", "Printers", "eClinicalWorks", "DNS", "VPN"],
        ),
        (
            "financial modeling forecasting variance analysis budgeting Excel SQL Tableau",
            ["financial modeling", "forecasting", "variance analysis", "budgeting", "Excel", "SQL", "Tableau"],
        ),
        (
            "Cash Handling Customer Service Team Leadership Food Safety Menu Planning",
            ["Cash Handling", "Customer Service", "Team Leadership", "Food Safety", "Menu Planning"],
        ),
        (
            "Windows 10 DNS VPN Cisco routers Photoshop Mac OS",
            ["Windows 10", "DNS", "VPN", "Cisco routers", "Photoshop", "Mac OS"],
        ),
    ],
)
def test_names_side_by_side_are_a_row_each(text: str, expected: list[str]) -> None:
    assert parted(text)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cash handling, Customer service, Visual merchandising Upselling POS systems",
        "Highly skilled at training new employees on Microsoft Excel",
        "Able to use Microsoft Word and Photoshop and other office programs",
        "Excellent written and verbal communication skills with all kinds of people",
        "Payroll Triage Excel since 2014 and still going",
        "I do Payroll Triage Excel SQL Tableau and Photoshop",
        "American Sign Language Interpreting\nHospital Patient Transport And Cleaning",
        "Regional Managed Care Contracting Board Governance Investor Relations Strategy",
        "Radar separation // phraseology // crew resource management // reporting",
        "Excel Tableau",
    ],
)
def test_what_is_no_such_list_stays(text: str) -> None:
    assert parted(text)[1] == text.split("\n")


def test_known_names_of_one_word_are_told_apart_elsewhere() -> None:
    text = "Payroll Suturing Excel Tableau Triage DNS VPN SQL Photoshop"

    assert parted(text, known=lambda said: key(said) in KNOWN)[1] == [text]
    assert len(parted(text)[1]) > 1


def test_one_short_line_alone_stays() -> None:
    assert parted("Team player Fast learner Punctual")[1] == ["Team player Fast learner Punctual"]


def test_below_highlights_they_are_skills() -> None:
    text = "Concrete finishing Framing Blueprint reading\nCrew supervision Site safety Scheduling"

    assert parted(text, "Highlights", SectionKind.SUMMARY)[0] is SectionKind.SKILLS
    assert parted(text, "Summary", SectionKind.SUMMARY)[0] is SectionKind.SUMMARY
    assert parted(f"{text}\nI built homes.", "Highlights", SectionKind.SUMMARY)[0] is SectionKind.SUMMARY


def test_a_resume_that_lists_them_so_states_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    extractor = Extractor(small.frameworks(tmp_path_factory.mktemp("taxonomies")))
    text = "Skills\nNight audit Guest relations Linen counts Upsell Room inspection Key control\n\nEducation\nGED"
    claims = extractor.extract(document(text)).claims
    found = {claim.name for claim in claims if claim.basis is Basis.STATED}

    assert {"Night audit", "Guest relations", "Linen counts", "Upsell", "Room inspection", "Key control"} <= found
