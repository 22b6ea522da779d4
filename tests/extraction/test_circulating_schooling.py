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


def test_a_school_ends_where_its_blank_town_begins(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATION\nHarmon State University City , State\nBachelor of Science , Information Systems 2011",
        frameworks,
    )

    assert of_kind(found, EntryKind.EDUCATION) == [
        ("Bachelor of Science", "Information Systems", "Harmon State University", None, "2011")
    ]


def test_sentences_may_tell_what_was_passed_where(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nACADEMIC PROFILE\nPassed B.Com from Elmdale University in 2020 with 68.40%.\n"
        "Passed HSC from Elmdale Board in 2017 with 71%.\nSSLC passed in 2013",
        frameworks,
    )

    assert of_kind(found, EntryKind.EDUCATION) == [
        ("B.Com", None, "Elmdale University", None, "2020"),
        ("HSC", None, "Elmdale Board", None, "2017"),
        ("SSLC", None, None, None, "2013"),
    ]


def test_an_item_that_is_all_of_the_schooling_is_no_detail(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATION\n• B.Tech (ECE) from Elm Valley Technological University, Pune, 2016.", frameworks
    )

    assert [entry.title for entry in found] == ["B.Tech (ECE)"]


@pytest.mark.parametrize(
    ("line", "programme", "school"),
    [
        ("2014 MBA : Finance Elmdale University", "Finance", "Elmdale University"),
        (
            "Bachelor of Science Construction Management Elm Ridge State University 2006",
            "Construction Management",
            "Elm Ridge State University",
        ),
        ("BSc (Hons) Adult Nursing, Elm Bridge University, 2006", "Adult Nursing", "Elm Bridge University"),
        ("MSc Gerontology (Distinction), Elm Bridge University, 2011", "Gerontology", "Elm Bridge University"),
        (
            "Bachelor's degree, Logistics and Supply Chain Management, 2018",
            "Logistics and Supply Chain Management",
            None,
        ),
        ("Diploma Elm Nursing College, 2006", None, "Elm Nursing College"),
    ],
)
def test_what_was_studied_is_told_from_the_school_behind_it(
    line: str, programme: str | None, school: str | None, frameworks: Frameworks
) -> None:
    found = entries(f"Jo Doe\n\nEDUCATION\n{line}", frameworks)

    assert [(e.programme, e.organization) for e in found] == [(programme, school)]


def test_headings_of_lists_in_plain_text_are_known(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\nLicenses\nRegistered Nurse, State of Texas\nSkill Highlights\nWound care\nIV therapy", frameworks
    )

    assert [e.title for e in found] == ["Registered Nurse"]


def test_levels_of_schooling_may_stand_in_a_column(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATIONAL ATTAINMENT\nSecondary     Elmdale National High School      2002-2006\n"
        "Primary       San Elmo Elementary School        1996-2002",
        frameworks,
    )

    assert of_kind(found, EntryKind.EDUCATION) == [
        (None, None, "Elmdale National High School", "2002", "2006"),
        (None, None, "San Elmo Elementary School", "1996", "2002"),
    ]


def test_a_label_may_name_two_kinds_of_schools(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATION\nSchool/College: Elm Vale College\nQualification: BTEC Level 2 Health & Social Care\n"
        "Date: 2015",
        frameworks,
    )

    assert [(e.organization, e.end) for e in found] == [("Elm Vale College", "2015")]


def test_examinations_of_schools_among_papers_are_schooling(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nCERTIFICATIONS\nPlus Two from St. Elma's HSS, Pala - 2012\nBLS Certification, 2020", frameworks
    )

    assert of_kind(found, EntryKind.EDUCATION) == [("Plus Two", None, "St. Elma's HSS", None, "2012")]


def test_a_title_below_a_school_and_its_date_begins_the_next_schooling(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEducation\nCertified Nursing Assistant in Health Care\nElm Technical Institute - Baton Rouge, LA\n"
        "January 2017 to May 2017\nHigh school diploma\nOak Hills High School - Baton Rouge, LA\n"
        "August 2012 to May 2016",
        frameworks,
    )

    assert [(e.title, e.organization) for e in found] == [
        ("Certified Nursing Assistant in Health Care", "Elm Technical Institute"),
        ("High school diploma", "Oak Hills High School"),
    ]


def test_courses_that_begin_as_duties_do_are_courses_where_each_has_its_year(frameworks: Frameworks) -> None:
    found = entries("Jo Doe\n\nTRAINING\nMoving and Handling (2022)\nSafeguarding Adults Level 2 (2021)", frameworks)

    assert [(e.title, e.end) for e in found] == [
        ("Moving and Handling", "2022"),
        ("Safeguarding Adults Level 2", "2021"),
    ]


def test_a_table_of_schooling_may_number_its_rows(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEDUCATIONAL QUALIFICATION\nSr. No.   Examination   University/Board          Year    Class\n"
        "1         M.A. (Hindi)  Elmdale University        2008    First\n"
        "2         B.Ed          Elmdale University        2006    Second",
        frameworks,
    )

    assert [(e.title, e.organization, e.end) for e in found] == [
        ("M.A. (Hindi)", "Elmdale University", "2008"),
        ("B.Ed", "Elmdale University", "2006"),
    ]


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


def test_the_year_of_two_digits_behind_a_high_school_is_its_end(frameworks: Frameworks) -> None:
    found = entries("Jo Doe\n\nEDUCATION\nDiploma, Elm Heights H.S., '14", frameworks)

    assert [(e.title, e.end) for e in found] == [("Diploma", "2014")]
