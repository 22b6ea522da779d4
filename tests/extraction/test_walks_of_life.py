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
        ("Welder at Sussex Steel, Sussex (2000 - 2002)", "Welder", "Sussex Steel", "Sussex"),
        ("Nanny\nEmployer: Family Chan, Singapore\n2014-2016", "Nanny", "Family Chan", "Singapore"),
        ("Line Cook–Copper Plate Bistro, 2012-2018", "Line Cook", "Copper Plate Bistro", None),
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


def test_items_below_an_agency_are_jobs_and_what_stands_over_them_is_none() -> None:
    found = jobs(
        "Staffmark (temp agency) - assigned to:\n  - Nike, order picker, RF scanner, 11/23-present\n"
        "  - Williams-Sonoma, loader, 6/23-10/23\nFedEx Hub, package handler, nights - 9/2020 to 12/2022\n"
        "Lawn care with uncle, summers 2015 thru 2018\nHelped at church fair, 2021"
    )

    assert [told(job) for job in found][:3] == [
        ("order picker, RF scanner", "Nike", "2023-11", None),
        ("loader", "Williams-Sonoma", "2023-06", "2023-10"),
        ("package handler, nights", "FedEx Hub", "2020-09", "2022-12"),
    ]
    assert found[3].title == "Lawn care with uncle"


def test_an_employer_with_a_colon_has_the_bare_roles_of_its_list() -> None:
    found = jobs("Corner Market:\n  - Cashier, 2010-2012\n  - Stocker, 2012-2014")

    assert [told(job) for job in found] == [
        ("Cashier", "Corner Market", "2010", "2012"),
        ("Stocker", "Corner Market", "2012", "2014"),
    ]


def test_the_same_employer_and_also_before_a_job() -> None:
    found = jobs(
        "Manager, Thayer County Cooperative Grain, Hebron (1998 until retirement in 2021)\n"
        "Assistant Manager, same, 1991-1998"
    )

    assert [told(job) for job in found] == [
        ("Manager", "Thayer County Cooperative Grain", "1998", "2021"),
        ("Assistant Manager", "Thayer County Cooperative Grain", "1991", "1998"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "organization", "location"),
    [
        (
            "Petrofac, Sharjah, UAE as Mechanical Inspector, 2016 - 2019",
            "Mechanical Inspector",
            "Petrofac",
            "Sharjah, UAE",
        ),
        (
            "Page, Fort Vancouver Regional Library, Vancouver, Wash., 2004-2006",
            "Page",
            "Fort Vancouver Regional Library",
            "Vancouver, Wash.",
        ),
        (
            "Reference Librarian (half-time). Lane Community College Library. Fall 2012-Spring 2015.",
            "Reference Librarian (half-time)",
            "Lane Community College Library",
            None,
        ),
        ("Adult Services Librarian\nEugene Public Library, Eugene, OR. 2015 to present.", None, None, "Eugene, OR"),
        ("Scaffolder, Kaefer Ltd (Drax, Immingham), 2018 - 2022", "Scaffolder", "Kaefer Ltd", None),
        ("Lawn care with uncle, summers 2015 thru 2018", "Lawn care with uncle", None, None),
    ],
)
def test_towns_and_titles_behind_names_are_told_apart(
    line: str, title: str | None, organization: str | None, location: str | None
) -> None:
    (job,) = jobs(line)

    assert title is None or (job.title, job.start is not None) == (title, True)
    assert organization is None or job.organization == organization
    assert job.location == location


def test_months_may_be_shortened_as_in_spanish() -> None:
    (job,) = jobs("Assistant Teacher, KinderCare Learning Center, Ago 2005 – Dic 2010")

    assert told(job) == ("Assistant Teacher", "KinderCare Learning Center", "2005-08", "2010-12")


def test_an_employer_whose_state_is_shortened_is_no_sentence_and_a_promotion_no_job() -> None:
    found = jobs(
        "Our Lady of Lourdes Regional Medical Center, Lafayette, La.\nPharmacy Technician II\nAug. 2019 - present\n\n"
        "Walgreens #4471\nSenior Technician (promoted 2016)\n2013 - Aug 2019"
    )

    assert [told(job) for job in found] == [
        ("Pharmacy Technician II", "Our Lady of Lourdes Regional Medical Center", "2019-08", None),
        ("Senior Technician", "Walgreens #4471", "2013", "2019-08"),
    ]


def test_the_labels_of_a_form_join_any_two_dates_and_a_campus_belongs_to_its_university() -> None:
    found = jobs(
        "Employer: Pierce Transit\nJob Title: Bus Operator\nFrom (mo/yr): 2016   To (mo/yr): 10/2024\n\n"
        "Employer: University of California, San Diego\nJob Title: Clerk\nFrom (mo/yr): 08/2011   To (mo/yr): 05/2016"
    )

    assert [told(job) for job in found] == [
        ("Bus Operator", "Pierce Transit", "2016", "2024-10"),
        ("Clerk", "University of California, San Diego", "2011-08", "2016-05"),
    ]


def test_a_name_may_begin_with_a_figure_and_a_measure_names_nothing() -> None:
    found = jobs(
        "24 hour gym, front desk clerk\n2015-2018\n\nDoorDash, driver\n2018-2020\n4.9 stars, over 3,100 deliveries"
    )

    assert [told(job) for job in found] == [
        ("front desk clerk", "24 hour gym", "2015", "2018"),
        ("driver", "DoorDash", "2018", "2020"),
    ]
    alone = jobs("Driver, 2018 - 2020\n3,100 deliveries\nCook, 2016 - 2018\n500 meals")
    assert [told(job) for job in alone] == [("Driver", None, "2018", "2020"), ("Cook", None, "2016", "2018")]
