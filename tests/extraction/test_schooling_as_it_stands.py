"""Schools and degrees with what people put beside them: how far they came, societies, towns, columns."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

KINDS = (EntryKind.EDUCATION, EntryKind.COURSE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def schooling(lines: str, frameworks: Frameworks) -> list[Entry]:
    text = f"Vera Holt\nAkron, OH\n\nEDUCATION\n{lines}\n"
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in KINDS]


def test_below_a_list_of_courses_stands_the_next_school_in_its_column(frameworks: Frameworks) -> None:
    lines = (
        "Ridgemont University                         Lima, OH\n"
        "Master of Taxation                           May 2021\n"
        "   Coursework: Estate Planning, Partnership Tax, Federal Procedure\n"
        "Walden Lake College                          Canton, OH\n"
        "B.S. in Finance, GPA 3.4                     May 2018"
    )
    found = [(one.title, one.organization, one.end) for one in schooling(lines, frameworks)]
    assert found == [
        ("Master of Taxation", "Ridgemont University", "2021-05"),
        ("B.S.", "Walden Lake College", "2018-05"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "programme", "organization", "completed"),
    [
        (
            "LPN program, Hollins Technical College (did not finish)",
            "LPN program",
            None,
            "Hollins Technical College",
            False,
        ),
        (
            "Elm State University, HND Accountancy (withdrew in 2014)",
            "HND",
            "Accountancy",
            "Elm State University",
            False,
        ),
        ("B.A. in Sociology (junior), Elm State University", "B.A.", "Sociology", "Elm State University", False),
        ("Ph.D. (ABD), History, Elm State University", "Ph.D. (ABD)", "History", "Elm State University", False),
        (
            "Elm State University – BBA, Risk Management & Insurance, 2016",
            "BBA",
            "Risk Management & Insurance",
            "Elm State University",
            None,
        ),
        ("Diploma, HVAC/R, Trade School of Akron, 2012", "Diploma", "HVAC/R", "Trade School of Akron", None),
        ("Coding Bootcamp, Hill Foundry, Cleveland, 2021", "Coding Bootcamp", None, "Hill Foundry", None),
        ("Welding, 2nd year, Penta Ridge College, 2023", None, "Welding", "Penta Ridge College", None),
        ("Study abroad, Universidad de Granada, Spain, 2019", None, "Study abroad", "Universidad de Granada", None),
    ],
)
def test_what_stands_beside_names_is_no_part_of_them(
    line: str,
    title: str | None,
    programme: str | None,
    organization: str,
    completed: bool | None,
    frameworks: Frameworks,
) -> None:
    found = [(one.title, one.programme, one.organization, one.completed) for one in schooling(line, frameworks)]
    assert found == [(title, programme, organization, completed)]


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("Elm State College, Horticulture, 2007-2008, transferred", False),
        ("Elm State College, A.S., 2008 (transferred from Oak College)", None),
        ("Plumbing, Penta Ridge College, 3rd year of 5", False),
    ],
)
def test_words_behind_tell_whether_it_was_finished(line: str, completed: bool | None, frameworks: Frameworks) -> None:
    assert [one.completed for one in schooling(line, frameworks)] == [completed]


def test_a_sentence_about_oneself_names_no_school(frameworks: Frameworks) -> None:
    line = "Left college in my second year to help at home - Elm State University, 2011-2012"
    assert [one.organization for one in schooling(line, frameworks)] == ["Elm State University"]


def test_the_day_of_graduation_in_a_line_of_its_own_dates_the_degree(frameworks: Frameworks) -> None:
    lines = (
        "Bachelor of Science\nElm State University\n"
        "Major: Health Sciences   Minor: French\nGraduated May 2014   GPA: 3.45"
    )
    assert [(one.programme, one.end) for one in schooling(lines, frameworks)] == [("Health Sciences", "2014-05")]


def test_a_town_that_the_document_names_with_its_state_is_nothing_studied(frameworks: Frameworks) -> None:
    found = schooling("High school: St. Ita Academy, Akron", frameworks)
    assert [(one.organization, one.programme) for one in found] == [("St. Ita Academy", None)]


def test_a_share_of_marks_is_no_year(frameworks: Frameworks) -> None:
    found = schooling("HSC, St. Ita College, Mumbai - 2005 - 81%", frameworks)
    assert [(one.start, one.end) for one in found] == [(None, "2005")]


def test_examinations_of_west_africa_are_what_school_ends_with(frameworks: Frameworks) -> None:
    found = schooling("Elm Hill College, Kaduna\nSenior Secondary Certificate Examination      2009", frameworks)
    assert [(one.title, one.organization, one.end) for one in found] == [
        ("Senior Secondary Certificate Examination", "Elm Hill College", "2009")
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Elm Valley College\nStudied: General Business 2010 – 2011",
            (None, "General Business", "Elm Valley College", "2010", "2011"),
        ),
        ("H.S.C. - Kerala Board - 2007", ("H.S.C.", None, "Kerala Board", None, "2007")),
        ("Técnico en Redes, SENATI, 2010", ("Técnico en Redes", None, "SENATI", None, "2010")),
        ("Elm Valley College\nTransfer credits\n2008 - 2009", (None, None, "Elm Valley College", "2008", "2009")),
    ],
)
def test_each_part_is_told_by_its_words(lines: str, expected: tuple[str | None, ...], frameworks: Frameworks) -> None:
    found = [(one.title, one.programme, one.organization, one.start, one.end) for one in schooling(lines, frameworks)]
    assert found == [expected]


def test_classes_without_a_certificate_are_none_that_is_held(frameworks: Frameworks) -> None:
    text = "Vera Holt\nAkron, OH\n\nEDUCATION\nGED 2011\nWelding classes at CWI, no certificate\n"
    found = {one.title: one.completed for one in rule(document(text), frameworks).entries}
    assert found["Welding classes at CWI"] is False


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Elm Valley College: working on A.S. in Radiography, graduate Spring 2027",
            [("A.S.", "Radiography", "Elm Valley College", False)],
        ),
        ("Currently attending Elm Valley College, AS Nursing", [("AS", "Nursing", "Elm Valley College", False)]),
        ("Left Elm Valley College after one year (2019-2020)", [(None, None, "Elm Valley College", False)]),
        ("High School, St. Ita Academy, 2006", [("High School", None, "St. Ita Academy", None)]),
        (
            "B.S., Architecture, Elm State University, 2016\nNational Merit Finalist 2012\nEagle Scout",
            [("B.S.", "Architecture", "Elm State University", None)],
        ),
    ],
)
def test_what_is_under_way_was_left_or_won_is_told_so(
    lines: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    found = [(one.title, one.programme, one.organization, one.completed) for one in schooling(lines, frameworks)]
    assert found == expected


def test_grades_of_examinations_are_no_programming_language(frameworks: Frameworks) -> None:
    text = "Vera Holt\nLeeds\n\nEDUCATION\nB.A. English, University of Leeds, 2008\n9 GCSEs A*-C\n"
    assert "C" not in {claim.name for claim in Extractor(frameworks).extract(document(text)).claims}


def test_two_degrees_between_a_stroke_are_two(frameworks: Frameworks) -> None:
    found = schooling("MBA, Elm State University, 2014 | BBA, Finance, Oak College, 2008", frameworks)
    assert [(one.title, one.programme, one.organization, one.end) for one in found] == [
        ("MBA", None, "Elm State University", "2014"),
        ("BBA", "Finance", "Oak College", "2008"),
    ]


def test_a_campus_belongs_to_its_university(frameworks: Frameworks) -> None:
    found = schooling("State University of New York at Oswego, BA Psychology, 2008-2012", frameworks)
    assert [(one.organization, one.programme) for one in found] == [
        ("State University of New York at Oswego", "Psychology")
    ]


def test_eleven_grades_are_no_diploma(frameworks: Frameworks) -> None:
    assert [one.completed for one in schooling("Elm County High School - completed 11th grade", frameworks)] == [
        False
    ]


def test_a_certificate_below_the_name_of_a_school_is_of_that_school(frameworks: Frameworks) -> None:
    found = schooling("Penta Ridge College, Lima OH\nNetwork Support Certificate, 2021", frameworks)
    assert [(one.title, one.organization, one.end) for one in found] == [
        ("Network Support Certificate", "Penta Ridge College", "2021")
    ]


def test_a_trade_is_studied_at_a_technical_high_school(frameworks: Frameworks) -> None:
    found = schooling("Canton Technical High School, Plumbing, 2003", frameworks)
    assert [(one.programme, one.organization) for one in found] == [("Plumbing", "Canton Technical High School")]


def test_studies_that_were_left_before_their_end_are_not_finished(frameworks: Frameworks) -> None:
    found = schooling(
        "Associate in Farm Business (transferred before finishing), Penta Ridge College, 2014", frameworks
    )
    assert [(one.programme, one.completed) for one in found] == [("Farm Business", False)]


@pytest.mark.parametrize(
    "line",
    [
        "2011-2015  Bachelor of Science in Nursing (Sonoran University, Tucson, AZ)",
        "Bachelor of Science in Nursing (Sonoran University, Tucson, AZ), 2011-2015",
    ],
)
def test_a_school_with_its_town_may_stand_in_brackets_behind_the_degree(line: str, frameworks: Frameworks) -> None:
    (found,) = schooling(line, frameworks)
    assert (found.title, found.programme) == ("Bachelor of Science", "Nursing")
    assert (found.organization, found.location) == ("Sonoran University", "Tucson, AZ")
