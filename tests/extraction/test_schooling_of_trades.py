"""Schooling that ends at school or goes on in a trade: diplomas beside names, tables, courses."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None, str | None]
KINDS = (EntryKind.EDUCATION, EntryKind.COURSE, EntryKind.CERTIFICATION)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def schools(text: str, frameworks: Frameworks, heading: str = "EDUCATION") -> list[Told]:
    made = document(f"Ida Roe\n\n{heading}\n{text}\n\nWORK\nDriver, Oak Freight, 2010 - 2020")
    entries = [entry for entry in rule(made, frameworks).entries if entry.kind in KINDS]
    return [(e.title, e.programme, e.organization, e.location, e.end or e.start) for e in entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GED, Ohio, 2014", ("GED", None, None, "Ohio", "2014")),
        ("Auburn High School diploma 1987", ("diploma", None, "Auburn High School", None, "1987")),
        ("Oak High School (graduated), 2002", (None, None, "Oak High School", None, "2002")),
        ("Elm Vocational HS, pipefitting, 1999", (None, "pipefitting", "Elm Vocational HS", None, "1999")),
        ("Ash State University, HVAC, 2004", (None, "HVAC", "Ash State University", None, "2004")),
        ("Vo-Tech: Auto Body, Elm Career Center, 2004", (None, "Auto Body", "Elm Career Center", None, "2004")),
        ("12th grade, no diploma, Elm High School", (None, None, "Elm High School", None, None)),
        (
            "Lawson State CC          Welding certificate 2016",
            ("Welding certificate", None, "Lawson State CC", None, "2016"),
        ),
        (
            "Field Medical Service School, Camp Pendleton, 2002",
            (None, None, "Field Medical Service School", "Camp Pendleton", "2002"),
        ),
        (
            "Elm Tech, Industrial Maintenance, finished 2016 with a diploma",
            ("diploma", None, "Elm Tech", "Industrial Maintenance", "2016"),
        ),
    ],
)
def test_a_line_of_plain_schooling_is_read(text: str, expected: Told, frameworks: Frameworks) -> None:
    assert schools(text, frameworks) == [expected]


def test_a_kind_of_diploma_is_no_school(frameworks: Frameworks) -> None:
    found = schools("Standard High School Diploma, 2001", frameworks)

    assert [(title, school) for title, _, school, _, _ in found] == [("Standard High School Diploma", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Oak High School, 2001\nDiploma\nElm Beauty Works, 2003\nCosmetology",
        "Elm Beauty Works\nCosmetology, 2003\nOak High School\nDiploma, 2001",
    ],
)
def test_a_school_without_a_word_of_schools_is_not_merged_with_the_next(text: str, frameworks: Frameworks) -> None:
    assert sorted(schools(text, frameworks), key=str) == [
        ("Diploma", None, "Oak High School", None, "2001"),
        (None, "Cosmetology", "Elm Beauty Works", None, "2003"),
    ]


def test_a_school_by_its_letters_begins_an_entry(frameworks: Frameworks) -> None:
    found = schools(
        "Elm Technical College\n    Pharmacy Technician, Technical Diploma, May 2015\nAsh H.S.\n    2013", frameworks
    )

    assert [(school, end) for _, _, school, _, end in found] == [
        ("Elm Technical College", "2015-05"),
        ("Ash H.S.", "2013"),
    ]


def test_studies_on_their_way_may_end_in_a_full_stop(frameworks: Frameworks) -> None:
    found = schools(
        "  Vista High School            Diploma, 2012\n"
        "  Elm Valley College           In progress, Logistics Management cert.",
        frameworks,
    )

    assert [school for _, _, school, _, _ in found] == ["Vista High School", "Elm Valley College"]


def test_the_heads_of_a_table_of_schools_open_a_section(frameworks: Frameworks) -> None:
    made = document(
        "EMPLOYER               JOB                      FROM     TO\n"
        "Oak Christian School   Custodian                8/2014   present\n"
        "Elm Greenhouses        Grower helper            3/2009   8/2014\n\n"
        "SCHOOL                     COURSE             YEAR\n"
        "West Elm High School       General            1988\n"
        "Ash Tech Center            Building Trades    1990"
    )
    entries = rule(made, frameworks).entries

    assert [(e.kind, e.organization) for e in entries] == [
        (EntryKind.EMPLOYMENT, "Oak Christian School"),
        (EntryKind.EMPLOYMENT, "Elm Greenhouses"),
        (EntryKind.EDUCATION, "West Elm High School"),
        (EntryKind.EDUCATION, "Ash Tech Center"),
    ]


def test_each_line_that_tells_all_of_a_course_is_an_entry(frameworks: Frameworks) -> None:
    found = schools(
        "Commercial Driver Training, Elm Drivers School, Columbus OH, 160 hours, 2016\n"
        "Certified Nursing Assistant program, 75 hours, Red Cross, 2014\n"
        "Food Service Sanitation class, 8 hr, County Health Dept\nHigh School Diploma",
        frameworks,
    )

    assert [(title, school) for title, _, school, _, _ in found][:3] == [
        ("Commercial Driver Training", "Elm Drivers School"),
        ("Certified Nursing Assistant program", "Red Cross"),
        ("Food Service Sanitation class", "County Health Dept"),
    ]


def test_the_name_of_a_course_is_no_duty(frameworks: Frameworks) -> None:
    found = schools("Elm Institute, Industrial Maintenance, 2016\nWelding class at Ash Tech", frameworks, "TRAINING")

    assert found[-1][:3] == ("Welding class", None, "Ash Tech")
