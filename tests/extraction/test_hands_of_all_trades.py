"""Jobs, schools and service as people tell them who do not write resumes for a living."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.extraction.words.scores import organization_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_an_employer_called_united_is_no_duty(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK HISTORY\n\nLetter carrier\nUnited States Postal Service, Lima\n1984-2016\n"
        "Route 9, 540 stops",
        frameworks,
    )

    assert found == [("Letter carrier", "United States Postal Service", "1984", "2016")]


@pytest.mark.parametrize(
    "name", ["Oakley Funeral", "Roe Concrete", "Ash Dentistry", "Elm Bottling", "Polk Elementary"]
)
def test_trades_name_employers(name: str) -> None:
    assert organization_score(name) >= 1


def told(text: str, frameworks: Frameworks) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Give the kind of each entry of a text, what it is called, where and when it was."""
    found = rule(document(text), frameworks).entries
    return [(entry.kind.value, entry.title, entry.organization, entry.start, entry.end) for entry in found]


def test_a_title_in_small_letters_heads_the_job_below_an_item(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWork\n\nGrill cook, Ash Tavern, Lima\nJune 2013 to June 2021\n"
        "* fed four hundred guests a day and ran the smoker at night and on the weekends\n"
        "Sous chef, Elm Oyster House, Lima\nJuly 2021 till now\n* runs the line",
        frameworks,
    )

    assert found == [
        ("Grill cook", "Ash Tavern", "2013-06", "2021-06"),
        ("Sous chef", "Elm Oyster House", "2021-07", None),
    ]


def test_titles_behind_one_label_are_a_job_each(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nEMPLOYER: Elm County Assessor's Office\n"
        "TITLES: Deputy Clerk I (7/2009 - 6/2013), Chief Deputy Clerk (7/2013 - present)\nDUTIES: filed deeds\n\n"
        "EMPLOYER: Ash Pharmacy Inc\nTITLE: Pharmacy clerk (5/2006 - 6/2009)\nDUTIES: rang up guests",
        frameworks,
    )

    assert found == [
        ("Deputy Clerk I", "Elm County Assessor's Office", "2009-07", "2013-06"),
        ("Chief Deputy Clerk", "Elm County Assessor's Office", "2013-07", None),
        ("Pharmacy clerk", "Ash Pharmacy Inc", "2006-05", "2009-06"),
    ]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (
            "I served in the Army from 2004 to 2008 as a truck driver.",
            ("military-service", "truck driver", "Army", "2004", "2008"),
        ),
        ("Navy veteran (2004-2008).", ("military-service", None, "Navy", "2004", "2008")),
        (
            "I volunteer at the Ash Street Food Pantry every Saturday since 2018.",
            ("volunteering", None, "Ash Street Food Pantry", "2018", None),
        ),
        (
            "I volunteered for Elm Shelter as a cook.",
            ("volunteering", "cook", "Elm Shelter", None, None),
        ),
        (
            "Military: U.S. Army, 2004-2008, truck driver",
            ("military-service", "truck driver", "U.S. Army", "2004", "2008"),
        ),
        (
            "Volunteer: reading tutor at First Lutheran, since 2012",
            ("volunteering", "reading tutor", "First Lutheran", "2012", None),
        ),
    ],
)
def test_service_is_told_in_a_sentence_or_behind_a_label(
    line: str, entry: tuple[str, str | None, str | None, str | None, str | None], frameworks: Frameworks
) -> None:
    found = told(f"Ida Roe\n\nWORK HISTORY\n\nDriver, Elm Freight, 2010-2015\n\n{line}", frameworks)

    assert {*found} == {("employment", "Driver", "Elm Freight", "2010", "2015"), entry}


def test_volunteers_that_somebody_led_are_no_service_of_ones_own(frameworks: Frameworks) -> None:
    found = told(
        "Ida Roe\n\nWORK HISTORY\n\nVolunteer Coordinator, Elm Shelter, 2010-2015\n"
        "* Scheduled volunteers for Ash Library galas",
        frameworks,
    )

    assert found == [("employment", "Volunteer Coordinator", "Elm Shelter", "2010", "2015")]


def test_unpaid_work_is_told_in_a_line_each(frameworks: Frameworks) -> None:
    found = told(
        "Ida Roe\n\nVOLUNTEER\n\nElm County Fair, 4-H leader, 2008-\nPolk PTA, president 2011-2013\n"
        "St. Ann's parish - lector\nLong walks, bad chess",
        frameworks,
    )

    assert found == [
        ("volunteering", "4-H leader", "Elm County Fair", "2008", None),
        ("volunteering", "president", "Polk PTA", "2011", "2013"),
        ("volunteering", "lector", "St. Ann's parish", None, None),
    ]


@pytest.mark.parametrize("employer", ["Army", "PFC US ARMY"])
def test_a_branch_in_short_or_behind_a_rank_is_service(employer: str, frameworks: Frameworks) -> None:
    (job,) = entries(f"Ida Roe\n\nWORK HISTORY\n\n{employer}, truck driver, 2004-2008", frameworks)

    assert (job.kind, job.organization) == (EntryKind.MILITARY_SERVICE, employer.removeprefix("PFC "))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "From 2007 to 2013 I was lead finisher for Ash Interior Systems. "
            "From 2002 to 2007 I worked for Roe & Sons as a hanger and then taper.",
            [
                ("lead finisher", "Ash Interior Systems", "2007", "2013"),
                ("hanger", "Roe & Sons", "2002", "2007"),
            ],
        ),
        (
            "right now im on fry at Lark Bistro (since june 2022). before that i was grill cook at Elm Tavern "
            "from 2019 to 2022, we did 300 covers. first job was McDonalds, crew, 2016.",
            [
                (None, "Lark Bistro", "2022-06", None),
                ("grill cook", "Elm Tavern", "2019", "2022"),
                ("crew", "McDonalds", "2016", "2016"),
            ],
        ),
        (
            "Night Auditor at the Elm Arms Hotel. I've been here since October 2021. I run the end of day.",
            [("Night Auditor", "Elm Arms Hotel", "2021-10", None)],
        ),
        (
            "Started at Elm Foods in 2010 as a bagger, left in 2015. "
            "Then I went to work for Ash Motors as a porter and stayed till 2018.",
            [("bagger", "Elm Foods", "2010", "2015"), ("porter", "Ash Motors", None, "2018")],
        ),
        (
            "I ran my own cleaning business, Roe Cleaning, from 2012 until 2019. "
            "For the past 6 years I have worked as a teller at Elm Savings Bank.",
            [(None, "Roe Cleaning", "2012", "2019"), ("teller", "Elm Savings Bank", None, None)],
        ),
        ("I went to Polk High from 2010 to 2014 and was at Elm College with Roe until 2016.", []),
    ],
)
def test_sentences_of_any_order_tell_jobs(
    said: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert sorted(jobs(f"Ida Roe\nLima Ohio\n\n{said}", frameworks), key=str) == sorted(expected, key=str)


def test_a_job_that_its_line_tells_whole_is_not_told_again(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK\n\nHost at Ash Grill, Lima, 2012-2014\nMy job was to seat guests for Elm tours\n"
        "Cook at Elm Diner, Lima, 2010-2012",
        frameworks,
    )

    assert found == [("Host", "Ash Grill", "2012", "2014"), ("Cook", "Elm Diner", "2010", "2012")]


def test_what_goes_on_below_a_job_told_in_a_sentence_was_done_there(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\nLima Ohio\n\n"
        "From 2013 to 2019 I had my own company, Roe Drywall LLC. I bid jobs and hire the crew.\n"
        "I also patch ceilings.\nExcel; Word; Opera"
    )

    (job,) = entries(text, frameworks)

    assert job.body is not None
    assert document(text).text[slice(*job.body)].split("\n")[-1] == "I also patch ceilings."


@pytest.mark.parametrize(
    "said",
    [
        "My husband was a welder at Boeing Company from 2001 to 2010.",
        "My father worked at Ford Motor as a machinist from 1970 to 1999 and taught me the trade.",
        "Our founder started at Oak Freight in 1980 as a driver until 1990.",
        "My daughter graduated from Elm High School in 2010.",
    ],
)
def test_what_family_did_is_no_entry_of_who_writes(said: str, frameworks: Frameworks) -> None:
    own = "I worked at Elm Diner as a cook from 2011 to 2019."
    assert told(f"Ida Roe\n\nSUMMARY\n{said} {own}", frameworks) == [
        ("employment", "cook", "Elm Diner", "2011", "2019")
    ]


def test_care_for_family_is_work(frameworks: Frameworks) -> None:
    text = "Ida Roe\n\nVOLUNTEER\nCaregiver for my mother who had dementia, 2015-2018"
    assert [one[0] for one in told(text, frameworks)] == ["volunteering"]


@pytest.mark.parametrize(
    "said",
    [
        "I was treated at Oak Hospital from 2010 to 2011 for a back injury.",
        "Looking for a job as a cook at Elm Diner from 2025.",
        "I was a patient at Oak Hospital from 2010 to 2011.",
        "I went to school with the owner of Oak Freight.",
    ],
)
def test_where_somebody_only_was_or_wants_to_be_is_no_job(said: str, frameworks: Frameworks) -> None:
    assert told(f"Ida Roe\n\nABOUT ME\n{said}", frameworks) == []


def test_a_department_of_patients_is_one_that_somebody_works_in(frameworks: Frameworks) -> None:
    said = "I worked in the patient access department at Oak Hospital as a registrar from 2010 to 2015."
    assert told(f"Ida Roe\n\nABOUT ME\n{said}", frameworks) == [
        ("employment", "registrar", "Oak Hospital", "2010", "2015")
    ]
