"""Plain resumes of many walks of life: jobs as their writers put them, in common words and common forms."""

import pytest

from app.extraction.model import EntryKind
from tests.extraction.test_entries import jobs, told


def test_a_season_before_a_job_is_no_verb() -> None:
    found = jobs(
        "2011-2014: Grade 2 teacher, Lowell Public Schools, Lowell, MA\n"
        "Spring 2010: Student teacher, Oyster River Elementary, Durham, NH"
    )

    assert [told(job) for job in found] == [
        ("Grade 2 teacher", "Lowell Public Schools", "2011", "2014"),
        ("Student teacher", "Oyster River Elementary", "2010", "2010"),
    ]


def test_below_lines_that_begin_with_a_period_small_letters_tell_of_the_work() -> None:
    found = jobs(
        "2016 - 2020   Nanny for the Rosen family, Potomac MD\n   two children 1 and 4 years, drive to school\n"
        "2012 - 2016   Marriott Bethesda, housekeeper, 16 rooms a day\n   beds, floors and laundry\n"
        "2009 - 2012   McDonald's, cashier\n   drive-in window and tills"
    )

    assert [told(job) for job in found] == [
        ("Nanny", "Rosen family", "2016", "2020"),
        ("housekeeper", "Marriott Bethesda", "2012", "2016"),
        ("cashier", "McDonald's", "2009", "2012"),
    ]


def test_what_was_done_in_a_capital_and_small_letters_is_no_employer() -> None:
    (job,) = jobs("2016 - now   Cleaning houses for private families in Bethesda and Chevy Chase")

    assert job.organization is None
    assert job.title == "Cleaning houses for private families in Bethesda and Chevy Chase"


@pytest.mark.parametrize(
    ("line", "title", "organization", "location"),
    [
        ("File clerk — Lumen Grocers, New York, 2008-2009", "File clerk", "Lumen Grocers", "New York"),
        ("Nanny\nEmployer: Family Chan, Singapore\n2014-2016", "Nanny", "Family Chan", "Singapore"),
        ("Clerk, University of Wisconsin–Madison, 2012-2018", "Clerk", "University of Wisconsin–Madison", None),
        (
            "Paralegal, Office of the Ada County Attorney, Boise, Idaho\n(2013 to 2018)",
            "Paralegal",
            "Office of the Ada County Attorney",
            "Boise, Idaho",
        ),
        (
            "Lecturer, Universitetet i Bergen, Norway, 2012-2014",
            "Lecturer",
            "Universitetet i Bergen",
            "Norway",
        ),
        ("Analyst (This is a federal job)\nSocial Security Administration\n2012 - 2017", "Analyst", None, None),
    ],
)
def test_names_of_employers_reach_as_far_as_they_do(
    line: str, title: str, organization: str | None, location: str | None
) -> None:
    (job,) = jobs(line)

    assert job.title == title
    assert organization is None or (job.organization, job.location) == (organization, location)


def test_periods_that_lie_side_by_side_are_of_two_jobs() -> None:
    found = jobs(
        "DoorDash, driver ......... 2021 – now\n   4.9 stars, over 3,100 deliveries\n"
        "TaskRabbit: furniture assembly ......... 2020 – now\n"
        "UPS, seasonal driver helper ......... 2017 – 2018"
    )

    assert [(job.start, job.end) for job in found] == [("2021", None), ("2020", None), ("2017", "2018")]


def test_a_list_of_one_line_jobs_may_have_one_without_a_date() -> None:
    found = jobs(
        "Rebuilding Together, house captain, every April since 2014\n"
        "Scouts BSA Troop 61, merit badge counselor (electricity)",
        EntryKind.VOLUNTEERING,
    )

    assert [told(job) for job in found] == [
        ("house captain", "Rebuilding Together", "2014", None),
        ("merit badge counselor (electricity)", "Scouts BSA Troop 61", None, None),
    ]
