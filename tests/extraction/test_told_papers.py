"""Certifications and licences that stand in no list of their own, but in what people say of themselves."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import EntryKind
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.taxonomy import small


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def papers(frameworks: Frameworks, summary: str, more: str = "") -> list[tuple[str, str | None]]:
    text = f"Ana Brook\nana@example.com\n\nSUMMARY\n{summary}\n\nEXPERIENCE\nWelder, Tyler Pipe, 2012 - 2015\n{more}"
    entries = Extractor(frameworks).extract(document(text)).entries
    kinds = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    return [(str(entry.kind), entry.title) for entry in entries if entry.kind in kinds]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Nurse with 7 years on the ward. BLS and ACLS certified.", ["BLS", "ACLS"]),
        ("PMP-certified manager. OSHA 30 certified.", ["PMP", "OSHA 30"]),
        (
            "Mechanic, EPA Universal certified, CPR/AED and First Aid certified.",
            ["EPA Universal", "CPR", "AED", "First Aid"],
        ),
        ("Certified Medical Assistant (CMA) in a busy clinic.", ["Certified Medical Assistant (CMA)"]),
        ("AWS Certified Solutions Architect at heart.", ["AWS Certified Solutions Architect"]),
        ("I hold a valid Class A CDL with hazmat endorsement.", ["Class A CDL with hazmat endorsement"]),
        ("Class A CDL driver with twelve years on the road.", ["Class A CDL"]),
        (
            "Guard with an active Secret clearance and valid driver's license.",
            ["Secret clearance", "driver's license"],
        ),
        ("Inspector who is FAA certified.", ["FAA certified"]),
        ("Board certified and highly certified in welding. Not CPR certified.", []),
        ("Working toward CPA license. I have no Class A CDL.", []),
        ("Security Clearance: none.", []),
        ("Welder, US certified.", []),
        ("Supervised twelve Certified Nursing Assistants. Worked under a Licensed Electrician.", []),
        ("Certified Nursing Assistants and Licensed Practical Nurses report here.", []),
        ("Assisted the Certified Public Accountant in charge.", []),
        ("Keeps LEED certified buildings and an ISO 9001 certified plant clean.", []),
        ("Sold Certified Angus Beef. Sorted mail, Certified Mail too.", []),
        ("Holds a Library Card. Team of CDL drivers.", []),
        ("Holds a U.S. Coast Guard License.", ["U.S. Coast Guard License"]),
        ("Certified Professional in Human Resources.", ["Certified Professional in Human Resources"]),
        ("BLS certified nurse, OSHA 30 certified in Ohio.", ["BLS", "OSHA 30"]),
        (
            "I have an OSHA 30 card, a rigging card and a forklift certificate.",
            ["OSHA 30 card", "rigging card", "forklift certificate"],
        ),
        (
            "I have the OSHA 30 from 2020, a silica card from Elm Safety (2021), and a rigging card that is new.",
            ["OSHA 30", "silica card", "rigging card"],
        ),
        ("I have my food handlers card and I can start Monday.", ["food handlers card"]),
        ("I have my own tools and a valid driver's license.", ["driver's license"]),
        ("I have a Class B CDL; I also have a TWIC card.", ["Class B CDL", "TWIC card"]),
        ("ServSafe Manager certified, calm on a Saturday.", ["ServSafe Manager"]),
        ("Full driving licence (clean).", ["driving licence"]),
        ("I have no license. I have never held a license. I got my license suspended.", []),
        ("I have to renew my license. I have students who hold a nursing license.", []),
        ("I have a library card, a certificate of appreciation and a good report card.", []),
        ("Keeps the clean card file. I serve SQL, HTML and CSS cards, and certified nobody.", []),
    ],
)
def test_what_people_say_they_are_certified_in_is_a_paper(
    frameworks: Frameworks, summary: str, expected: list[str]
) -> None:
    assert [title for _, title in papers(frameworks, summary)] == expected


def test_a_paper_is_told_once_and_not_by_what_was_done_at_work(frameworks: Frameworks) -> None:
    found = papers(
        frameworks, "BLS certified nurse. BLS certified since school.", "- Hired OSHA 30 certified welders\n"
    )

    assert [title for _, title in found] == ["BLS"]


def test_a_licence_is_told_from_a_certification(frameworks: Frameworks) -> None:
    found = papers(frameworks, "Licensed Practical Nurse, BLS certified.")

    assert found == [("licence", "Licensed Practical Nurse"), ("certification", "BLS")]


def test_a_list_of_papers_says_them_better_than_a_sentence(frameworks: Frameworks) -> None:
    found = papers(frameworks, "A+ certified technician.", "\nCERTIFICATIONS\nCompTIA A+, 2021\n")

    assert [title for _, title in found] == ["CompTIA A+"]
