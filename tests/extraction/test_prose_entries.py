"""Letters and biographies: what sentences tell of jobs, schooling and papers, where no heading stands."""

import pytest

from app.extraction.headings.sections import sections
from app.extraction.letters import letter_entries
from app.extraction.lines.rows import rows
from app.extraction.model import Entry
from tests.extraction.documents import document


def read(text: str) -> list[tuple[str | None, ...]]:
    made = document(text)
    return [said(one) for one in letter_entries(made, sections(rows(made)))]


def said(one: Entry) -> tuple[str | None, ...]:
    return (str(one.kind), one.title, one.organization, one.start, "now" if one.current else one.end)


def test_each_role_of_a_letter_has_the_period_that_leads_to_it() -> None:
    found = read(
        "To whom it may concern,\n\nI have worked on farms for eighteen years. From 2006 to 2014 I worked "
        "for Pacheco Dairy in Tulare, where I milked cows. In 2014 I moved to Sun Ridge Orchards near "
        "Visalia as an irrigator, and since 2017 I am the crew foreman there."
    )

    assert found == [
        ("employment", None, "Pacheco Dairy", "2006", "2014"),
        ("employment", "irrigator", "Sun Ridge Orchards", "2014", None),
        ("employment", "crew foreman", "Sun Ridge Orchards", "2017", "now"),
    ]


def test_each_role_of_a_biography_has_the_period_behind_it() -> None:
    found = read(
        "Eleanor Price is a licensed clinical social worker. She has been the Clinical Director of Las "
        "Flores Family Services since 2016 and supervises nine therapists. Earlier she was a school social "
        "worker with Santa Fe Public Schools (2009-2016) and a case manager at St. Elizabeth Shelter "
        "(2006-2009). From 2004 to 2006 Eleanor served in the Peace Corps in Honduras as a youth "
        "development volunteer."
    )

    assert found == [
        ("employment", "Clinical Director", "Las Flores Family Services", "2016", "now"),
        ("employment", "school social worker", "Santa Fe Public Schools", "2009", "2016"),
        ("employment", "case manager", "St. Elizabeth Shelter", "2006", "2009"),
        ("volunteering", "youth development volunteer", "Peace Corps", "2004", "2006"),
    ]


def test_degrees_courses_and_papers_of_sentences_are_entries() -> None:
    found = read(
        "She holds a Master of Social Work from New Mexico Highlands University (2009) and a Bachelor of "
        "Arts in Psychology from Oberlin College (2004). I graduated from Asheville Community College with "
        "an Associate in Applied Science in Culinary Arts in 2017. I finished the Farm Labor Contractor "
        "class at College of the Sequoias in 2020. I hold a ServSafe Manager certification, which is good "
        "until 2027. I am studying for my GED at Tulare Adult School."
    )

    assert found == [
        ("education", "Master of Social Work", "New Mexico Highlands University", None, "2009"),
        ("education", "Bachelor of Arts", "Oberlin College", None, "2004"),
        ("education", "Associate in Applied Science", "Asheville Community College", None, "2017"),
        ("course", "Farm Labor Contractor class", "College of the Sequoias", None, "2020"),
        ("certification", "ServSafe Manager certification", None, None, "2027"),
        ("education", "GED", "Tulare Adult School", None, "now"),
    ]


def test_what_is_applied_for_or_wished_is_no_job() -> None:
    found = read(
        "Dear Hiring Manager,\n\nI am applying for the position of sous chef with Harbor House Group after "
        "I read your advertisement. In my free time I volunteer at MANNA FoodBank, sorting food on "
        "Saturdays with my two children."
    )

    assert found == [("volunteering", None, "MANNA FoodBank", None, "now")]


def test_below_headings_sentences_repeat_what_stands_there() -> None:
    found = read(
        "Ana Ruiz\n\nPROFILE\nNurse who has been a charge nurse at Mercy Hospital since 2016 and a "
        "preceptor for new staff.\n\nEXPERIENCE\nCharge nurse, Mercy Hospital, 2016 - present"
    )

    assert found == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("She was a nurse student at Salem Hospital from 2010 to 2012.", []),
        ("She was the Director of Nursing from 2010 to 2012.", []),
        ("She has been the Head of Operations since 2016.", []),
        ("He was a manager of Old Friends from 2010 to 2012.", []),
        ("I worked with Nurse Manager from 2010 to 2012.", []),
        ("I worked for Baker Hotel from 2010 to 2012.", [("employment", None, "Baker Hotel", "2010", "2012")]),
        ("I have a high school diploma from Salem College (2010).", []),
        (
            "I have a High School Diploma from Salem College (2010).",
            [("education", "High School Diploma", "Salem College", None, "2010")],
        ),
    ],
)
def test_fields_and_people_are_no_employers_and_small_letters_no_degree(
    told: str, found: list[tuple[str | None, ...]]
) -> None:
    assert read(f"To whom it may concern, I write a few lines about work and school here. {told}") == found
