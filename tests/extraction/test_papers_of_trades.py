"""Papers that people in trades, transport and care carry: numbers, tables, endorsements, lists without a heading."""

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


def papers(text: str, frameworks: Frameworks) -> list[Told]:
    kinds = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    entries = rule(document(f"Ida Roe\n\n{text}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"), frameworks).entries
    return [told(entry) for entry in entries if entry.kind in kinds]


def told(paper: Entry) -> Told:
    return paper.title, paper.organization, paper.start, paper.end


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Pharmacy Technician, TCH 188842, exp. 2026", ("Pharmacy Technician", None, None, "2026")),
        ("Registered Nurse, RN 552211, California", ("Registered Nurse", "California", None, None)),
        ("Journeyman Electrician EL01 33221", ("Journeyman Electrician", None, None, None)),
        ("Texas ACR Technician TACLR00123456 exp 06/2024", ("Texas ACR Technician", None, None, "2024-06")),
        ("Pharmacy Technician Registration 14-88", ("Pharmacy Technician Registration", None, None, None)),
        (
            "NATE, Air Conditioning & Heat Pump, ID# 7100442, exp. 12/31/2026",
            ("Air Conditioning & Heat Pump", "NATE", None, "2026-12-31"),
        ),
        (
            "CPhT, Pharmacy Technician Certification Board (PTCB) #60112398, since 2015",
            ("CPhT", "Pharmacy Technician Certification Board (PTCB)", "2015", None),
        ),
        ("Cosmetology #C-44512 (FL), exp 10/2025", ("Cosmetology", None, None, "2025-10")),
        ("ParaPro Assessment, passed 2013 (score 468)", ("ParaPro Assessment", None, "2013", None)),
        ("SafeLand USA", ("SafeLand USA", None, None, None)),
        (
            "Louisiana CDL Class A, Tanker, Hazmat (X), expires 11/2027",
            ("Louisiana CDL Class A, Tanker, Hazmat (X)", None, None, "2027-11"),
        ),
    ],
)
def test_a_number_an_endorsement_and_a_score_are_no_issuer(line: str, expected: Told, frameworks: Frameworks) -> None:
    assert papers(f"LICENSES\n{line}", frameworks) == [expected]


def test_who_gave_all_of_them_stands_in_one_bracket_with_how_they_stand(frameworks: Frameworks) -> None:
    found = papers("CERTIFICATIONS\nBLS, ACLS, PALS (AHA, all current)", frameworks)

    assert sorted(found) == [(title, "AHA", None, None) for title in ("ACLS", "BLS", "PALS")]


def test_a_list_goes_on_behind_a_date(frameworks: Frameworks) -> None:
    found = papers(
        "CERTIFICATIONS\nTWIC exp 2028, Basic Plus safety council card, OSHA 10, NCCER welding", frameworks
    )

    assert [paper[:2] for paper in found] == [
        ("TWIC", None),
        ("Basic Plus safety council card", None),
        ("OSHA 10", None),
        ("NCCER welding", None),
    ]


def test_sentences_of_letters_and_figures_are_papers_of_their_own(frameworks: Frameworks) -> None:
    found = papers(
        "LICENSE\nClass A CDL, Minnesota, endorsements T, N, X. Medical card good to 7/2025. Clean MVR.\n"
        "OSHA 10 & 30. NFPA 70E",
        frameworks,
    )

    assert found == [
        ("Class A CDL", "Minnesota", None, None),
        ("Medical card", None, None, "2025-07"),
        ("OSHA 10 & 30", None, None, None),
        ("NFPA 70E", None, None, None),
    ]


@pytest.mark.parametrize("gap", ["        ", "\t", " | "])
def test_the_heads_of_a_table_say_what_its_cells_hold(gap: str, frameworks: Frameworks) -> None:
    table = [
        ("CERTIFICATE", "ISSUED BY", "EXPIRES"),
        ("Boiler Operator, Low Pressure", "City of Grand Rapids", "2026"),
        ("Pesticide Applicator, Category 7A", "State of Michigan", "12/31/2025"),
    ]
    found = papers("CERTIFICATIONS\n" + "\n".join(gap.join(cells) for cells in table), frameworks)

    assert found == [
        ("Boiler Operator, Low Pressure", "City of Grand Rapids", None, "2026"),
        ("Pesticide Applicator, Category 7A", "State of Michigan", None, "2025-12-31"),
    ]


def test_a_date_below_one_paper_takes_nothing_from_the_others(frameworks: Frameworks) -> None:
    found = papers(
        "Certifications and Licenses\n\nForklift Certification\nJanuary 2024 to January 2027\n\nDriver's License\n\n"
        "OSHA 10",
        frameworks,
    )

    assert [paper[:2] for paper in found] == [
        ("Forklift Certification", None),
        ("Driver's License", None),
        ("OSHA 10", None),
    ]


def test_qualifications_that_are_papers_are_papers(frameworks: Frameworks) -> None:
    found = papers(
        "QUALIFICATIONS\n- Class A CDL with hazmat\n- CNA, State of Ohio, exp 2026\n- Current CPR and First Aid\n"
        "- Strong knowledge of OSHA regulations\n- West African Senior School Certificate\n- 10 years of driving",
        frameworks,
    )

    assert found == [
        ("Class A CDL with hazmat", None, None, None),
        ("CNA", "State of Ohio", None, "2026"),
        ("CPR and First Aid", None, None, None),
    ]


def test_a_firm_has_a_business_license(frameworks: Frameworks) -> None:
    assert papers("SUMMARY\nPainter With a Business License and 10 years on the job.", frameworks) == []
