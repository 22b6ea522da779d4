"""Forms of jobs and sections that many resumes have, typed, copied out of two columns or made with a template."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.headings.hanging import with_hanging
from app.extraction.headings.inline import with_inline
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from app.extraction.model import Basis, Entry, EntryKind
from app.extraction.skills.lists import knower
from app.extraction.skills.mentions import listed_in_prose
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.test_entries import jobs, told

TWO_JOBS = """Ida Roe

CAREER HISTORY

Elm Health Systems - Denver, CO
Senior Project Manager | Apr 2018 - Present
Responsible for 12 projects.
{label}
• {duty}

Oak Telecom - Englewood, CO
Project Manager | Sep 2012 - Mar 2018
• Directed the rollout to 40,000 homes

EDUCATION
MBA, Pine University, 2014"""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in kinds]


def test_a_dash_right_before_a_word_marks_an_item() -> None:
    _, found = lines("Ida Roe\n\nSkills\n-Recruiting\n-onboarding of staff\nUp -3 degrees")

    assert [(row.said, row.bullet) for row in found[2:]] == [
        ("Recruiting", True),
        ("onboarding of staff", True),
        ("Up -3 degrees", False),
    ]


@pytest.mark.parametrize(
    ("label", "duty"),
    [
        ("Key Achievements:", "Delivered the upgrade early"),
        ("Accomplishments", "Delivered the upgrade early"),
        ("Highlights:", "Delivered the upgrade early"),
        ("Key Projects", "Delivered the upgrade early"),
        ("Technologies:", "Python, Django, Docker"),
    ],
)
def test_a_label_amid_the_lines_of_a_job_ends_no_section(label: str, duty: str, frameworks: Frameworks) -> None:
    found = entries(TWO_JOBS.format(label=label, duty=duty), frameworks, EntryKind.EMPLOYMENT)

    assert [told(job)[:2] for job in found] == [
        ("Senior Project Manager", "Elm Health Systems"),
        ("Project Manager", "Oak Telecom"),
    ]


def test_awards_below_the_last_job_are_a_section_of_their_own() -> None:
    made = document(
        "Ida Roe\n\nEXPERIENCE\n\nCook, Elm Grill, 2015 - 2020\n- Cooked lunch\n\nAwards:\nCook of the year, 2019\n\n"
        "EDUCATION\nOak High School, 2012"
    )

    assert [s.kind for s in sections(rows(made))][1:] == [
        SectionKind.EXPERIENCE,
        SectionKind.OTHER,
        SectionKind.EDUCATION,
    ]


def test_what_somebody_leads_at_school_is_volunteering(frameworks: Frameworks) -> None:
    found = entries(
        "Ida Roe\n\nEXPERIENCE\nBarista, Elm Beans, Jun 2021 - Aug 2023\n\nLEADERSHIP\n"
        "Vice President, Women in Data Club          Aug 2023 - Present\n"
        "Volunteer Tutor, Oak Public Library          2022\n\nSKILLS\nPython, R, SQL",
        frameworks,
        EntryKind.VOLUNTEERING,
    )

    assert [told(entry)[:2] for entry in found] == [
        ("Vice President", "Women in Data Club"),
        ("Volunteer Tutor", "Oak Public Library"),
    ]


def test_a_town_with_what_lies_around_it_ends_the_middle_of_a_profile(frameworks: Frameworks) -> None:
    found = entries(
        "Contact\n555-0147\n\nCertifications\nElectrical Safety NFPA 70E\n\nIda Roe\nTechnician at Elm Tire Co.\n"
        "Greenville-Spartanburg, South Carolina Area\n\nExperience\n\nElm Tire Co.\nTechnician\n2019 - 2021",
        frameworks,
        EntryKind.CERTIFICATION,
    )

    assert [paper.title for paper in found] == ["Electrical Safety NFPA 70E"]


def test_two_names_of_sections_may_hang_beside_what_they_head_though_contacts_hang_elsewhere() -> None:
    made, found = lines(
        "Name:        Ida Roe\nPhone:       555-0181\nTown:        Quincy\n\nEducation\n\n"
        "2005              Elm Institute\n                  heating and cooling\n                  with honors\n"
        "                  and a prize\n\nLicenses          Elm License 2A\nComputer          Yardi, MS Office"
    )
    names = [row.said for row in with_hanging(made, found) if row.bold]

    assert names == ["Licenses", "Computer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TRAINING: Site safety 40 hr, flagger", ["TRAINING", "Site safety 40 hr, flagger"]),
        ("EARLIER CAREER: Engineer, Elm Mill, 2003 - 2007", ["EARLIER CAREER", "Engineer, Elm Mill, 2003 - 2007"]),
        ("TRAINING: Conducted courses for staff.", ["TRAINING: Conducted courses for staff."]),
        ("TRAINING: flagger\nCooked lunch", ["TRAINING: flagger", "Cooked lunch"]),
    ],
)
def test_courses_and_earlier_work_may_stand_behind_their_names_in_a_paragraph_of_such(
    text: str, expected: list[str]
) -> None:
    _, found = lines(f"Ida Roe\n\n{text}")

    assert [row.said for row in with_inline(found)][1:] == expected


def test_roles_with_their_years_and_a_bar_between_are_one_each(frameworks: Frameworks) -> None:
    found = entries(
        "EXPERIENCE\n\nPRAIRIE GOLD MILLING COMPANY | Grand Forks, ND\t2007 – 2015\n"
        "Production Manager (2011 – 2015) | Production Supervisor (2007 – 2011)\n- Managed three shifts",
        frameworks,
        EntryKind.EMPLOYMENT,
    )

    assert [(*told(job), job.location) for job in found] == [
        ("Production Manager", "PRAIRIE GOLD MILLING COMPANY", "2011", "2015", "Grand Forks, ND"),
        ("Production Supervisor", "PRAIRIE GOLD MILLING COMPANY", "2007", "2011", "Grand Forks, ND"),
    ]


def test_the_place_of_an_employer_is_that_of_its_roles() -> None:
    found = jobs(
        "CLOUDHARBOR SOFTWARE - Dallas, TX (Remote)\nAccount Executive, 01/2021 - Present\n- Sold software\n"
        "Sales Associate, 06/2018 - 12/2020\n- Called buyers"
    )

    assert [(job.organization, job.location) for job in found] == [("CLOUDHARBOR SOFTWARE", "Dallas, TX")] * 2


def test_a_town_in_the_name_of_an_employer_is_no_place_of_its_own() -> None:
    found = jobs(
        "CITY OF SAN ELMO FLATS, COLORADO\n\nPermit Clerk\n2018 - 2022\n- Issued permits\n\n"
        "Office Clerk\n2016 - 2018\n- Filed permits"
    )

    assert [(job.organization, job.location) for job in found] == [("CITY OF SAN ELMO FLATS, COLORADO", None)] * 2


def test_a_line_of_one_date_dates_the_names_above_it_below_a_long_duty() -> None:
    found = jobs(
        "Coordinator\nSunbeam Realty Group\n2019 - 2022\n"
        "- Tracked website traffic with several programs and prepared monthly reports\n"
        "Marketing Intern\nDolphin Media\nSummer 2018\n- Assisted with events"
    )

    assert [told(job)[:2] for job in found] == [
        ("Coordinator", "Sunbeam Realty Group"),
        ("Marketing Intern", "Dolphin Media"),
    ]


def test_the_last_column_of_a_table_of_jobs_tells_what_was_done(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(
        document(
            "Ida Roe\n\nEMPLOYMENT HISTORY\n\n"
            "Jan 2021 - Present  Elm Eldercare  Activities Director  Plan daily activities; keep the budget\n\n"
            "2017 - 2020  Oak Library  Library Assistant  Salem, Oregon near the river\n\n"
            "EDUCATION\nPine High School, 2012"
        )
    )
    shown = [claim.name for claim in found.claims if claim.basis is Basis.DEMONSTRATED]

    assert shown == ["Plan daily activities", "keep budget"]


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("Experienced with trip planning and load securement.", ["trip planning", "load securement"]),
        ("Experienced in hospital and home settings.", []),
    ],
)
def test_the_settings_that_somebody_worked_in_are_no_skills(
    said: str, listed: list[str], frameworks: Frameworks
) -> None:
    made, found = lines(said)

    assert [made.text[s.start : s.end] for s in listed_in_prose(made.text, found, knower(frameworks))] == listed


def test_a_second_period_behind_a_comma_is_one_of_its_own() -> None:
    (found,) = jobs("Server | Elm Grill | 2016 – 2019, 2021 – Present\n- Served guests")

    assert (found.start, found.current) == ("2016", True)


def test_what_stands_behind_the_label_of_duties_was_done_and_heads_no_job() -> None:
    found = jobs(
        "Company Name: Elm Electric\nPosition Held: Electrician\nDates Employed: 6/2018 to 9/2022\n"
        "Responsibilities: Pulled wire, bent conduit\nCompany Name: Oak Pizza\nPosition Held: Driver\n"
        "Dates Employed: 2016 to 2018\nKey responsibilities: Delivered pizza"
    )

    assert [told(job)[:2] for job in found] == [("Electrician", "Elm Electric"), ("Driver", "Oak Pizza")]
    assert all(job.body is not None for job in found)


def test_what_is_done_to_people_in_small_letters_is_a_duty_and_no_title() -> None:
    (found,) = jobs("Manager, May 2018 to Present\nElm Dollar — Akron, OH\nSupervise cashiers and stockers")

    assert told(found)[:2] == ("Manager", "Elm Dollar")
    assert found.body is not None


def test_a_lower_level_of_the_same_title_is_at_the_same_employer() -> None:
    found = jobs(
        "Project Engineer II\nElm Bridge Co.\nOmaha, NE\nJul. 2019 – present\n- Manage submittals\n"
        "Project Engineer I\nJul. 2017 – Jul. 2019\n- Tracked quantities"
    )

    assert [told(job)[:2] for job in found] == [
        ("Project Engineer II", "Elm Bridge Co."),
        ("Project Engineer I", "Elm Bridge Co."),
    ]


def test_a_season_between_commas_dates_the_title_before_it() -> None:
    (found,) = jobs("Intern, Summer 2019, Elm Parks Department\n- Planned events")

    assert told(found) == ("Intern", "Elm Parks Department", "2019", "2019")


def test_roles_of_one_line_have_the_employer_below_it(frameworks: Frameworks) -> None:
    found = entries(
        "EXPERIENCE\n\nDirector of Operations (2019 - present), Operations Manager (2015 - 2019)\n"
        "Elm Foods, Tulsa, OK\n- Oversee plants",
        frameworks,
        EntryKind.EMPLOYMENT,
    )

    assert [told(job)[:2] for job in found] == [
        ("Director of Operations", "Elm Foods"),
        ("Operations Manager", "Elm Foods"),
    ]
