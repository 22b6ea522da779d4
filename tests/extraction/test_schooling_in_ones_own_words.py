"""Schooling as people tell it: in sentences, with brackets and asides, in the words of several countries."""

import pytest

from app.extraction.extract import rule
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


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Attended Birch Valley Community College for two years", [(None, "Birch Valley Community College", False)]),
        ("Went to Stoll High School, graduated 1999", [(None, "Stoll High School", True)]),
        (
            "I graduated from Stoll High School in 2004 and took night classes at Birch Valley College.",
            [(None, "Stoll High School", True), (None, "Birch Valley College", None)],
        ),
        (
            "Graduated from Stoll High School in 2004. Took 2 years of classes at Birch College but did not finish.",
            [(None, "Stoll High School", True), (None, "Birch College", False)],
        ),
        (
            "Graduate of Stoll High, '94. Attended Birch-Holt CC 1995-96, business classes.",
            [(None, "Stoll High", None), (None, "Birch-Holt CC", False)],
        ),
        (
            "Completed the dental assistant program at Ridge College in 2011",
            [("dental assistant program", "Ridge College", None)],
        ),
        (
            "Received my diploma from Stoll High School in 1994. I have also taken a few things at the library.",
            [("diploma", "Stoll High School", None)],
        ),
        (
            "GED 2012\nBirch Technical College, Culinary Arts - 18 credits, still going",
            [("GED", None, None), (None, "Birch Technical College", False)],
        ),
        ("BSN, Elm College, 2018. Thesis on sepsis bundles", [("BSN", "Elm College", None)]),
        ("Started Birch City College - dropped out", [(None, "Birch City College", False)]),
        ("Left school at 16 to work on the farm. Got my GED in 2015.", [("GED", None, None)]),
        ("Did not complete high school (through 11th grade), Stoll HS", [(None, "Stoll HS", False)]),
    ],
)
def test_sentences_tell_schools_and_how_far_each_was_gone(
    said: str, expected: list[tuple[str | None, str | None, bool | None]], frameworks: Frameworks
) -> None:
    found = [(one.title, one.organization, one.completed) for one in schooling(said, frameworks)]
    assert found == expected


def test_what_was_studied_somewhere_is_what_it_was_in(frameworks: Frameworks) -> None:
    (one,) = schooling("Studied welding at Birch Community College, 2004-2005", frameworks)
    assert (one.programme, one.organization, one.start, one.end) == (
        "welding",
        "Birch Community College",
        "2004",
        "2005",
    )


def test_a_sentence_of_something_else_names_no_school(frameworks: Frameworks) -> None:
    lines = "B.A. in History, Elm State University, 2010\n- Studied abroad for a summer\n- Took care of a garden"
    assert [one.title for one in schooling(lines, frameworks)] == ["B.A."]


@pytest.mark.parametrize(
    ("lines", "title", "programme", "organization", "end"),
    [
        (
            "High School Diploma\nStoll High, Des Moines, Iowa\nClass of 2009",
            "High School Diploma",
            None,
            "Stoll High",
            "2009",
        ),
        ("GED, earned at the Holt County Learning Center, 2011", "GED", None, "Holt County Learning Center", "2011"),
        ("Birch CC (2 years, Early Childhood Education)", None, "Early Childhood Education", "Birch CC", None),
        (
            "Trade School - HVAC, Lincoln Tech (2 yr program) graduated with honors 2016",
            "Trade School",
            "HVAC",
            "Lincoln Tech",
            "2016",
        ),
        ("Job Corps, Akron OH - Carpentry trade completion, 2014", None, "Carpentry", "Job Corps", "2014"),
        (
            "Ridge Job Corps Center\nTrade: Culinary Arts\nCompleted: 2015",
            None,
            "Culinary Arts",
            "Ridge Job Corps Center",
            "2015",
        ),
        (
            "Union apprenticeship (IBEW Local 280), 5 years, journeyman 2017",
            "Union apprenticeship",
            None,
            "IBEW Local 280",
            "2017",
        ),
        ("12th Pass - CBSE, St. Rita's School, 2010", "12th Pass", None, "St. Rita's School", "2010"),
        ("North Stoll H.S., Salem, OR (Grad. 1987)", None, None, "North Stoll H.S.", "1987"),
        (
            "2014 – 2016: Doctoral candidate, Education Leadership, Elm University",
            "Doctoral candidate",
            "Education Leadership",
            "Elm University",
            "2016",
        ),
        (
            "Holt City Schools, Early College High School\nDiploma, 2019",
            "Diploma",
            None,
            "Early College High School",
            "2019",
        ),
        (
            "Elm State University\nBS, Nursing (RN to BSN)\n2018",
            "BS",
            "Nursing (RN to BSN)",
            "Elm State University",
            "2018",
        ),
        (
            "Universidad Nacional de Holt (UNH) — Licenciatura en Derecho, 2004",
            "Licenciatura en Derecho",
            None,
            "Universidad Nacional de Holt (UNH)",
            "2004",
        ),
        ("2010: Bac S, Lycée Hugo Capet, Besançon", "Bac S", None, "Lycée Hugo Capet", "2010"),
        ("2013: Licence de chimie, Université de Bresse", "Licence de chimie", None, "Université de Bresse", "2013"),
        ("Ausbildung zur Köchin, Hotel Adler, Freiburg, 2004", "Ausbildung zur Köchin", None, "Hotel Adler", "2004"),
        ("A Levels: Biology, Holt Sixth Form, 2009", "A Levels", "Biology", "Holt Sixth Form", "2009"),
        ("Civilian: AAS Paramedicine, Birch College 2009", "AAS", "Paramedicine", "Birch College", "2009"),
        ("Salem Academy (private high school), 2005", None, None, "Salem Academy (private high school)", "2005"),
        ("High School Equivalency - passed all 5 tests, Oregon, 2018", "High School Equivalency", None, None, "2018"),
        ("Colegio Holt, Morelia. Preparatoria terminada 2003", "Preparatoria", None, "Colegio Holt", "2003"),
        (
            "Bachelor of Arts (Sociology), Minor Criminal Justice - WOU, 2001",
            "Bachelor of Arts",
            "Sociology",
            "WOU",
            "2001",
        ),
        ("2012 Stoll High School Keizer OR", None, None, "Stoll High School", "2012"),
        (
            "BA, Elm University — History/Political Science double major, 1983",
            "BA",
            "History/Political Science",
            "Elm University",
            "1983",
        ),
        ("Diploma of Nursing, TAFE NSW 2012", "Diploma", "Nursing", "TAFE NSW", "2012"),
        ("Nagoya University, Japan -- B. Economics (1991)", "B. Economics", None, "Nagoya University", "1991"),
    ],
)
def test_schooling_with_what_people_put_beside_it(
    lines: str,
    title: str | None,
    programme: str | None,
    organization: str | None,
    end: str | None,
    frameworks: Frameworks,
) -> None:
    (one,) = schooling(lines, frameworks)
    assert (one.title, one.programme, one.organization, one.end) == (title, programme, organization, end)


def test_what_stands_in_brackets_behind_a_part_of_a_degree_is_no_part_of_its_name(frameworks: Frameworks) -> None:
    (one,) = schooling("Birch Community College – 31 credits toward ADN (on hold), 2018", frameworks)
    assert (one.title, one.completed) == ("ADN", False)


@pytest.mark.parametrize(
    "lines",
    [
        "Massage therapy diploma from Elm College of the Arts (2015),\nplus continuing ed in prenatal massage (2017)",
        "Home schooled through 12th grade; Birch Community College, 45 credits",
    ],
)
def test_words_that_are_no_place_are_none(lines: str, frameworks: Frameworks) -> None:
    assert [one.location for one in schooling(lines, frameworks)] == [None]


def test_below_a_school_without_its_mark_stands_its_town(frameworks: Frameworks) -> None:
    assert [one.location for one in schooling("2012 Stoll High School Keizer OR", frameworks)] == ["Keizer OR"]


def test_schools_side_by_side_keep_what_is_told_of_each(frameworks: Frameworks) -> None:
    lines = "Stoll High, 2010      Birch City College, Electrical Systems, 1 yr"
    found = [(one.organization, one.programme, one.end) for one in schooling(lines, frameworks)]
    assert found == [("Stoll High", None, "2010"), ("Birch City College", "Electrical Systems", None)]
