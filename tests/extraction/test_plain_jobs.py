"""Jobs as people in shops, trades and seasons write them: unions, agencies, no dates, a title above employers."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.scores import organization_score, title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

JOBS = (EntryKind.EMPLOYMENT, EntryKind.VOLUNTEERING, EntryKind.MILITARY_SERVICE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def jobs(text: str, frameworks: Frameworks) -> list[Entry]:
    entries = rule(document(f"Ida Roe\n\n{text}\n\nSCHOOL\nOak High School, 1999"), frameworks).entries
    return [entry for entry in entries if entry.kind in JOBS]


def told(found: list[Entry]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(job.title, job.organization, job.start, job.end) for job in found]


def test_public_schools_are_no_firm_that_says_how_old_it_is(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nSpecial Education Paraprofessional\nElm Public Schools | Kennedy Elementary | 2016 – present\n"
        "ESL Paraprofessional\nElm Public Schools | Roosevelt Elementary | 2013 – 2016\n"
        "Personal Care Assistant\nAsh House, Inc. | 2010 – 2013",
        frameworks,
    )

    assert told(found) == [
        ("Special Education Paraprofessional", "Elm Public Schools", "2016", None),
        ("ESL Paraprofessional", "Elm Public Schools", "2013", "2016"),
        ("Personal Care Assistant", "Ash House, Inc.", "2010", "2013"),
    ]


def test_a_title_may_stand_above_several_employers(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nNail technician, manicurist\nLucky Nails, San Jose, 2016 to present\n"
        "Happy Nails & Spa, Milpitas, 2011 to 2016\n\n"
        "Electronic assembler\nThrough Volt Workforce Solutions at Elmtronics, Milpitas, 2007-2010\n"
        "Ashmina, San Jose, 2004-2007",
        frameworks,
    )

    assert told(found) == [
        ("Nail technician, manicurist", "Lucky Nails", "2016", None),
        ("Nail technician, manicurist", "Happy Nails & Spa", "2011", "2016"),
        ("Electronic assembler", "Elmtronics", "2007", "2010"),
        ("Electronic assembler", "Ashmina", "2004", "2007"),
    ]


def test_an_employer_may_stand_before_its_roles_in_one_line(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nElm General, Pikeville KY: Assistant Store Manager 2020-present; Keyholder 2018-2020\n"
        "Ash Market, Pikeville KY: Bakery/Deli Clerk 2013-2017",
        frameworks,
    )

    assert told(found) == [
        ("Assistant Store Manager", "Elm General", "2020", None),
        ("Keyholder", "Elm General", "2018", "2020"),
        ("Bakery/Deli Clerk", "Ash Market", "2013", "2017"),
    ]


def test_a_line_that_nobody_dated_above_one_with_dates_is_a_job_of_its_own(frameworks: Frameworks) -> None:
    found = jobs(
        "CHURCH AND COMMUNITY\nUsher board president, Mt. Ash Church\n"
        "Volunteer, Elm Food Pantry, every Saturday since 2011",
        frameworks,
    )

    assert told(found) == [
        ("Usher board president", "Mt. Ash Church", None, None),
        ("Volunteer", "Elm Food Pantry", "2011", None),
    ]


def test_what_somebody_heads_at_school_takes_no_employer_from_the_next_line(frameworks: Frameworks) -> None:
    found = jobs(
        "LEADERSHIP\nPresident, Women in Computer Science\nElm University\nTreasurer, Oak Honor Society", frameworks
    )

    assert told(found) == [
        ("President", "Women in Computer Science", None, None),
        ("Treasurer", "Oak Honor Society", None, None),
    ]


def test_jobs_without_any_date_may_be_written_small(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nPainter helper for various contractors, 2 yrs\n"
        "Elm Plastics (thru Ash Temps) - machine operator - 3 years\n"
        "Burger King - crew member - high school",
        frameworks,
    )

    assert len(found) == 3
    assert told(found)[1:] == [
        ("machine operator", "Elm Plastics", None, None),
        ("crew member", "Burger King", None, None),
    ]


def test_seasons_stand_in_front_of_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nSummers 2020 & 2021: Raft guide, Elm River Float Co, Jackson WY\n"
        "Winter 2022-23, 2023-24: Lift Operator, Ash Grand Resort, Alta WY\n"
        "School years 2019–2021: Dishwasher, The Bird, Jackson",
        frameworks,
    )

    assert told(found) == [
        ("Raft guide", "Elm River Float Co", "2020", "2021"),
        ("Lift Operator", "Ash Grand Resort", "2022", "2024"),
        ("Dishwasher", "The Bird", "2019", "2021"),
    ]


@pytest.mark.parametrize(
    ("said", "title", "organization"),
    [
        ("Boilermakers Local 627", False, True),
        ("IBEW Local Union No. 48", False, True),
        ("Local 12 apprentice", True, False),
        ("various contractors", False, True),
        ("Various positions", False, False),
        ("Hospital Corpsman Third Class (HM3)", True, False),
    ],
)
def test_a_union_and_contractors_employ_and_a_rate_is_a_title(said: str, title: bool, organization: bool) -> None:
    assert (title_score(said) >= 1.5, organization_score(said) >= 1) == (title, organization)


def test_a_deployment_is_no_job_of_its_own(frameworks: Frameworks) -> None:
    found = jobs(
        "MILITARY\nUnited States Army, 2003-2015\nMotor Transport Operator\nDeployed Iraq 2005-06", frameworks
    )

    assert told(found) == [("Motor Transport Operator", "United States Army", "2003", "2015")]


def test_work_of_a_place_is_a_heading(frameworks: Frameworks) -> None:
    found = jobs(
        "Licenses:\nGuard Card\n\nSecurity Experience\nElm Guards - Site Supervisor - 2021 to present\n\n"
        "Work in the United States\nTaxi driver, self-employed, 2017–2020\n\n"
        "Work in Iraq\nCivil engineer, Ministry of Housing, Baghdad, 2001–2012",
        frameworks,
    )

    assert told(found) == [
        ("Site Supervisor", "Elm Guards", "2021", None),
        ("Taxi driver", "self-employed", "2017", "2020"),
        ("Civil engineer", "Ministry of Housing", "2001", "2012"),
    ]


def test_it_is_said_behind_an_employer_that_work_was_given(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nTreasurer, Elm School (volunteer), 2017 – 2021\nTeller, Ash Savings Bank, 2006 – 2012", frameworks
    )

    assert [job.kind for job in found] == [EntryKind.VOLUNTEERING, EntryKind.EMPLOYMENT]


def test_a_line_that_leads_in_and_a_form_left_empty_name_no_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nHousekeeper at Palm Resort\nSince April 2019\n\nPreviously, in Ponce:\n"
        "Secretary, Elm Office, 2005-2014",
        frameworks,
    )
    empty = jobs(
        "WORK\nCompany Name: N/A\nJob Title: Kitchen Porter\nDates of Employment: 2012-2017\n\n"
        "Company Name: Oak Grill\nJob Title: Cook\nDates of Employment: 2017-2019",
        frameworks,
    )

    assert told(found)[1:] == [("Secretary", "Elm Office", "2005", "2014")]
    assert told(empty)[:1] == [("Kitchen Porter", None, "2012", "2017")]


def test_a_season_goes_over_the_turn_of_the_year() -> None:
    assert [(d.start, d.end) for d in find_dates("Winter 2022-23, ski patrol")] == [("2022", "2023")]


def test_the_edition_of_a_program_dates_no_job(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\nSystems Administrator, Elm Bank, 2008 - 2012\n- Managed Windows Server 2000/2003, 2008\n"
        "- Patched servers",
        frameworks,
    )

    assert told(found) == [("Systems Administrator", "Elm Bank", "2008", "2012")]
