"""Certifications and licences as people tell them: sentences, drawn tables, bodies in front, what is not held yet."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

KINDS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def papers(lines: str, frameworks: Frameworks) -> list[Entry]:
    text = f"Vera Holt\nAkron, OH\n\nCERTIFICATIONS\n{lines}\n"
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in KINDS]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Registered Dental Hygienist (RDH), Ohio Board of Dentistry, License H-7788, Limited Access Permit",
            [("Registered Dental Hygienist (RDH)", "Ohio Board of Dentistry"), ("Limited Access Permit", None)],
        ),
        (
            "I have my food handlers card and OLCC permit, both current",
            [("food handlers card", None), ("OLCC permit", None)],
        ),
        ("I also hold my TWIC card", [("TWIC card", None)]),
        ("NCCER Core, Welding Level 1", [("NCCER Core, Welding Level 1", None)]),
        (
            "Certificate of Completion, Introduction to Cybersecurity, Cisco Networking Academy, May 2022",
            [("Introduction to Cybersecurity", "Cisco Networking Academy")],
        ),
        ("Certificate of Completion - Forklift Safety - 2020", [("Forklift Safety", None)]),
        ("ISA Certified Arborist PN-8877A, TRAQ", [("ISA Certified Arborist", None), ("TRAQ", None)]),
        (
            "State of California - Department of Consumer Affairs, Registered Dental Assistant (RDA), X-Ray",
            [
                ("Registered Dental Assistant (RDA)", "Department of Consumer Affairs"),
                ("X-Ray", "Department of Consumer Affairs"),
            ],
        ),
        (
            "Pharmacy Technician Certification Board (PTCB) - CPhT, 2017",
            [("CPhT", "Pharmacy Technician Certification Board (PTCB)")],
        ),
        ("SQL (Basic) Certificate - HackerRank", [("SQL (Basic) Certificate", "HackerRank")]),
        ("Class C Driver's License, clean", [("Class C Driver's License", None)]),
        (
            "Food Handler's\nAlcohol server\nForklift\nFirst Aid",
            [("Food Handler's", None), ("Alcohol server", None), ("Forklift", None), ("First Aid", None)],
        ),
        (
            "STNA (Ohio) #123456 – active          CCHT – NNCC exp 9/30/2026\nBLS (AHA) 04/2025",
            [("STNA", None), ("CCHT", "NNCC"), ("BLS", "AHA")],
        ),
        ("Food Handler's\nCard", [("Food Handler's Card", None)]),
        (
            "| Certification | Issuer | Year |\n|---|---|---|\n| Security+ | CompTIA | 2022 |\n| PMP | PMI | 2021 |",
            [("Security+", "CompTIA"), ("PMP", "PMI")],
        ),
    ],
)
def test_titles_and_who_gave_them(
    lines: str, expected: list[tuple[str | None, str | None]], frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization) for one in papers(lines, frameworks)] == expected


@pytest.mark.parametrize(
    ("lines", "title", "organization", "start", "end"),
    [
        ("ASE: A1, A4, A5, A6 (expires 2027)", "ASE: A1, A4, A5, A6", None, None, "2027"),
        ("Forklift (reach) recertified 2024 at Amazon", "Forklift (reach)", "Amazon", "2024", None),
        (
            "PMP (Project Management Professional)\nIssued by PMI · Issued Mar 2020 · Expires Mar 2026",
            "PMP (Project Management Professional)",
            "PMI",
            "2020-03",
            "2026-03",
        ),
    ],
)
def test_dates_of_papers_in_odd_places(
    lines: str, title: str, organization: str | None, start: str | None, end: str | None, frameworks: Frameworks
) -> None:
    (one,) = papers(lines, frameworks)
    assert (one.title, one.organization, one.start, one.end) == (title, organization, start, end)


def test_a_year_is_of_all_or_of_the_one_before_it(frameworks: Frameworks) -> None:
    found = papers("Google: Data Analytics, IT Support, UX Design (all 2024)", frameworks)
    assert [(one.title, one.organization, one.start) for one in found] == [
        ("Data Analytics", "Google", "2024"),
        ("IT Support", "Google", "2024"),
        ("UX Design", "Google", "2024"),
    ]
    found = papers("Smart Serve (Ontario), WHMIS 2023, Standard First Aid", frameworks)
    assert [(one.title, one.start) for one in found] == [
        ("Smart Serve", None),
        ("WHMIS", "2023"),
        ("Standard First Aid", None),
    ]


def test_beside_a_licence_that_is_held_stands_one_that_is_not(frameworks: Frameworks) -> None:
    (one,) = papers("RN License: CA 987654 exp. 08/31/2026, NV (multi-state pending)", frameworks)
    assert (one.title, one.end, one.completed) == ("RN License", "2026-08-31", None)
    assert papers("CNA license, exam pending", frameworks) == []
    (training,) = papers("Wastewater Grade II - in training", frameworks)
    assert (training.title, training.completed) == ("Wastewater Grade II", False)


def test_offices_and_unpaid_work_are_no_papers(frameworks: Frameworks) -> None:
    found = papers("SHRM-SCP\nBoard member, West Holt SHRM; Ridge Rescue Mission volunteer", frameworks)
    assert [one.title for one in found] == ["SHRM-SCP"]
