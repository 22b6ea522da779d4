"""Resumes as they circulate: from hosting sites, of the Indian and Gulf labour markets, federal and Nordic ones."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.test_entries import jobs, told


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return rule(document(text), frameworks).entries


def test_what_stands_in_place_of_names_parts_titles_employers_and_towns() -> None:
    found = jobs(
        "06/2015 to Current Finance Manager Company Name City , State\nOwned the budget.\n"
        "03/2011 to 05/2015 Senior Financial Analyst Company Name City, State\nModelled projects."
    )

    assert [(*told(job), job.location) for job in found] == [
        ("Finance Manager", "Company Name", "2015-06", None, "City , State"),
        ("Senior Financial Analyst", "Company Name", "2011-03", "2015-05", "City, State"),
    ]


def test_a_period_may_stand_on_three_lines(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWORK EXPERIENCE\nJanuary 2015\nto\nCurrent\nElm Foods Inc Sales Associate\nGreeted customers.\n"
        "October 2012\nto\nDecember 2014\nOak Mart LLC Cashier\nBalanced the drawer.",
        frameworks,
    )

    assert [(e.start, e.end, e.current) for e in found] == [("2015-01", None, True), ("2012-10", "2014-12", False)]


def test_items_may_tell_jobs_in_sentences(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWork Experience\n"
        "•\tWorking as Senior Software Engineer at Birchtek Labs Pvt. Ltd., Hyderabad from Aug 2019 to till date.\n"
        "•\tWorked as Accounts Assistant in Shree Elm Traders, Nashik from June 2016 to March 2019.",
        frameworks,
    )

    assert [(*told(job), job.location) for job in found] == [
        ("Senior Software Engineer", "Birchtek Labs Pvt. Ltd.", "2019-08", None, "Hyderabad"),
        ("Accounts Assistant", "Shree Elm Traders", "2016-06", "2019-03", "Nashik"),
    ]


def test_items_may_begin_with_how_long_somebody_was_what(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWORK EXPERIENCE\n"
        "•\t4 years as Light Driver in Elm Transport Company, Doha, Qatar (2017 – 2021)\n"
        "•\t3 years as Delivery Driver in Oak Courier, Kozhikode, India (2013 – 2016)",
        frameworks,
    )

    assert [(*told(job), job.location) for job in found] == [
        ("Light Driver", "Elm Transport Company", "2017", "2021", "Doha, Qatar"),
        ("Delivery Driver", "Oak Courier", "2013", "2016", "Kozhikode, India"),
    ]


def test_whom_somebody_worked_with_may_stand_before_as_what(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\nWorking Experience\n"
        "Currently working with Elm Cooperative Bank Ltd., Satara as Branch Officer since June 2018.\n"
        "Worked with Oak Finance Company, Pune as Recovery Executive from Jan 2015 to May 2018.",
        frameworks,
    )

    assert [(job.title, job.location, job.start) for job in found] == [
        ("Branch Officer", "Satara", "2018-06"),
        ("Recovery Executive", "Pune", "2015-01"),
    ]


def test_where_somebody_worked_is_not_for_whom(frameworks: Frameworks) -> None:
    found = entries("Jo Doe\n\nWork Experience\nWorked as a cook in Tulsa from 2014 to 2016.", frameworks)

    assert all(entry.organization != "Tulsa" for entry in found)


def test_the_town_behind_an_employer_is_where_the_job_was() -> None:
    found = jobs(
        "2015 to 2019, Shift lead, Elm Foods GmbH, Bremerhaven\n2012 to 2015, Cook, Oak Bistro, Oldenburg\n"
        "2009 to 2012, Sales Associate, Birch Stores Ltd, Housekeeping"
    )

    assert [(job.organization, job.location) for job in found] == [
        ("Elm Foods GmbH", "Bremerhaven"),
        ("Oak Bistro", "Oldenburg"),
        ("Birch Stores Ltd", None),
    ]


def test_a_table_of_jobs_is_read_by_the_heads_of_its_columns(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nSEA SERVICE\n"
        "Vessel            Type           Rank   Principal            Sign On       Sign Off\n"
        "MV Elm Dawn       Bulk Carrier   AB     Elm Shipmanagement   12-Jan-2021   20-Oct-2021\n"
        "MV Oak Star       Container      OS     Oak Shipmanagement   03-Mar-2019   28-Dec-2019",
        frameworks,
    )

    assert [told(job) for job in found] == [
        ("AB", "Elm Shipmanagement", "2021-01-12", "2021-10-20"),
        ("OS", "Oak Shipmanagement", "2019-03-03", "2019-12-28"),
    ]


def test_a_cell_of_a_table_may_hold_an_employer_and_its_town(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWORK EXPERIENCE\nS.No   Company                      Designation            Duration\n"
        "1      Elm Infosystems Ltd, Pune    Consultant             Nov 2018 – Till Date\n"
        "2      Oak Software, Chennai        Associate Consultant   Jan 2015 – Oct 2018",
        frameworks,
    )

    assert [(*told(job), job.location, job.current) for job in found] == [
        ("Consultant", "Elm Infosystems Ltd", "2018-11", None, "Pune", True),
        ("Associate Consultant", "Oak Software", "2015-01", "2018-10", "Chennai", False),
    ]


def test_labels_below_a_job_do_not_take_the_lines_of_the_next(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWORK EXPERIENCE\n1. Elm Hospital, Kottayam\n   Designation : Staff Nurse\n   Department : ICU\n"
        "   Period : 01/10/2015 to 30/09/2017\n   Bed strength : 350\n2. Oak Hospital, Kochi\n"
        "   Designation : Senior Staff Nurse\n   Department : Emergency\n   Period : 15/11/2017 to 31/12/2021",
        frameworks,
    )

    assert [(job.title, job.organization) for job in found] == [
        ("Staff Nurse", "Elm Hospital"),
        ("Senior Staff Nurse", "Oak Hospital"),
    ]


@pytest.mark.parametrize(
    "heading", ["Work experience", "Professional experience", "EMPLOYMENTS", "Research Experience"]
)
def test_a_heading_in_the_middle_of_plain_text_may_be_written_as_a_sentence_is(
    heading: str, frameworks: Frameworks
) -> None:
    found = entries(
        f"Jo Doe\nProfile\nMarketer with an eye for data.\n{heading}\nOnline Marketeer       Mar 2020 - present\n"
        "Elm Fietsen B.V., Utrecht\nEducation\nHBO Communication     2013 - 2017\nHogeschool Elmland, Utrecht",
        frameworks,
    )

    assert [e.organization for e in found] == ["Elm Fietsen B.V.", "Hogeschool Elmland"]


def test_behind_at_a_sure_employer_ends_a_title_that_no_word_tells() -> None:
    found = jobs("TGT Hindi at Little Elms Public School, Indore from April 2014 till date.")

    assert [(*told(job)[:2], job.location) for job in found] == [("TGT Hindi", "Little Elms Public School", "Indore")]


def test_a_town_with_the_word_city_behind_title_and_employer_is_where_it_was() -> None:
    found = jobs("Sewing machine operator, Thanh Cong, Ho Chi Minh City, 2005-2011\nCashier, Party City, 2003-2005")

    assert [(*told(job)[:2], job.location) for job in found] == [
        ("Sewing machine operator", "Thanh Cong", "Ho Chi Minh City"),
        ("Cashier", "Party City", None),
    ]


def test_duties_below_a_row_of_a_table_are_of_its_job(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nEMPLOYMENT\nPosition            Employer              Dates\n"
        "Baker               Elm Bread Co          2018 - 2021\nShaped loaves and ran the oven.\n"
        "Baker's helper      Oak Rolls Inc         2015 - 2018\n- Weighed dough in 2016 and 2017.\n- Cleaned.",
        frameworks,
    )

    assert [told(job)[:2] for job in found] == [("Baker", "Elm Bread Co"), ("Baker's helper", "Oak Rolls Inc")]
    assert all(job.body is not None for job in found)


def test_codes_of_pay_grades_are_no_dates() -> None:
    assert find_dates("Supply Technician, GS-2005-07") == ()

    found = jobs(
        "SUPPLY TECHNICIAN, GS-2005-07        March 2019 to Present\n"
        "Elm Patrol Base, Norfolk, VA         40 hours per week\n\n"
        "WAREHOUSE WORKER, WG-6907-05         June 2015 to March 2019\n"
        "Oak Stores Depot, Richmond, VA       40 hours per week\nPacked shipments."
    )

    assert [told(job) for job in found] == [
        ("SUPPLY TECHNICIAN", "Elm Patrol Base", "2019-03", None),
        ("WAREHOUSE WORKER", "Oak Stores Depot", "2015-06", "2019-03"),
    ]


def test_a_street_is_no_employer() -> None:
    found = jobs(
        "Department of the Interior\n500 Federal Plaza\nDenver, CO\n08/2017 - Present\nManagement Analyst\nDid it."
    )

    assert [told(job)[:2] for job in found] == [("Management Analyst", "Department of the Interior")]


def test_a_verb_and_what_it_was_done_to_is_no_employer() -> None:
    found = jobs(
        "Elm Foods\nProcurement Lead\nJanuary 2021 - Present\nLead a team of four buyers.\n"
        "Senior Buyer\nDecember 2018 - December 2020"
    )

    assert [told(job)[:2] for job in found] == [("Procurement Lead", "Elm Foods"), ("Senior Buyer", "Elm Foods")]


def test_a_break_that_stands_where_employers_do_is_no_job() -> None:
    found = jobs(
        "Mar 2016 – Sept 2019: Care Assistant, Elm Homecare, Rotherham\n"
        "2014 – 2016: Career break to raise my family\n"
        "Jun 2011 – Jan 2014: Sales Assistant, Oak's Bakery, Rotherham"
    )

    assert [job.title for job in found] == ["Care Assistant", "Sales Assistant"]


def test_a_course_with_its_code_employs_nobody() -> None:
    found = jobs("Teaching Assistant, General Chemistry I (CHEM 109)          Fall 2019")

    assert [job.organization for job in found] == [None]
