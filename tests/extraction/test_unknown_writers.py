"""Whole resumes by people whose forms no rule was written for: what holds for any writer."""

from app.extraction.extract import rule
from app.extraction.model import Entry
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.test_entries import jobs, told


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return rule(document(text), frameworks).entries


def test_a_dash_that_ends_a_line_says_that_a_job_goes_on() -> None:
    found = jobs("Orchard Stage, Yakima\t\tSound Technician\t\t2021–\nPier Cinema\t\tProjectionist\t\t2017–2021")

    assert [told(job) for job in found] == [
        ("Sound Technician", "Orchard Stage", "2021", None),
        ("Projectionist", "Pier Cinema", "2017", "2021"),
    ]
    assert found[0].current


def test_labels_of_fields_may_have_a_tab_behind_them_and_no_colon() -> None:
    found = jobs(
        "Period\t04.2021 – until now\nEmployer\tLakeside Textiles, Inc.\nPlace\tDayton, Ohio\n"
        "Position\tDye Technician\n\n"
        "Period\t02.2018 – 03.2021\nEmployer\tMill Street Press\nPosition\tPress Assistant\nSupervisor\tJ. Example"
    )

    assert [told(job) for job in found] == [
        ("Dye Technician", "Lakeside Textiles, Inc.", "2021-04", None),
        ("Press Assistant", "Mill Street Press", "2018-02", "2021-03"),
    ]


def test_what_became_of_an_employer_is_no_date_of_a_job() -> None:
    found = jobs(
        "Harbor Lights Clinic   Salem, MA\nDental Assistant   2015 to 2019\n- Took x-rays\n"
        "Bixby Shoe (closed 2014)   Lynn, MA\nLasting machine operator   2001 to 2014\n- Ran the line"
    )

    assert [told(job) for job in found] == [
        ("Dental Assistant", "Harbor Lights Clinic", "2015", "2019"),
        ("Lasting machine operator", "Bixby Shoe", "2001", "2014"),
    ]


def test_an_employer_below_a_long_duty_begins_the_next_job() -> None:
    found = jobs(
        "Corner Bakery\nManager\n2018 - 2021\n"
        "* scheduled nine bakers and drivers * ordered flour * met the health inspector\n"
        "Granite Kennels\nKennel hand\n2015 - 2018\n* cleaned runs"
    )

    assert [told(job) for job in found] == [
        ("Manager", "Corner Bakery", "2018", "2021"),
        ("Kennel hand", "Granite Kennels", "2015", "2018"),
    ]
