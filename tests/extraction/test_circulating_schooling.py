"""Schooling and papers of resumes as they circulate."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return rule(document(text), frameworks).entries


def of_kind(found: list[Entry], *kinds: EntryKind) -> list[tuple[str | None, ...]]:
    return [(e.title, e.programme, e.organization, e.start, e.end) for e in found if e.kind in kinds]


def test_headings_of_lists_in_plain_text_are_known(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\nLicenses\nRegistered Nurse, State of Texas\nSkill Highlights\nWound care\nIV therapy", frameworks
    )

    assert [e.title for e in found] == ["Registered Nurse"]


def test_the_pages_of_a_passport_are_no_licences(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nDRIVING LICENSE\nUAE light vehicle, valid up to 2027\nPASSPORT DETAILS\nPassport No. : X0000000\n"
        "Date of Issue : 03/02/2017",
        frameworks,
    )

    assert [e.title for e in found] == ["UAE light vehicle"]


def test_grants_are_no_schooling(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATION\n2007    MSc, Earth Sciences, Elm Polder University\nGRANTS AND AWARDS\n"
        "2020    National Science Fund, Early Career Award\n2016    Elm University Teaching Prize",
        frameworks,
    )

    assert [e.title for e in found] == ["MSc"]


def test_a_section_of_registrations_holds_papers(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\nPROFESSIONAL REGISTRATION\nProfessional Engineer (Civil), Colorado, No. 00000, 2016\nEXPERIENCE\n"
        "Engineer, Elm Design Group, 2014 - 2017",
        frameworks,
    )

    assert any((e.title or "").startswith("Professional Engineer") for e in found)
