"""Applications and printouts of job services: a label before each field, a line or a cell for each."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

SERVICE = """Ida Roe

EMPLOYMENT HISTORY

Occupation Title: Cook
Employer Name: Oak Grill
Location: Lima, OH
Start Date: 01/2014
End Date: {end}
Job Description:
Cooked lunch.

Occupation Title: Server
Employer Name: Elm Grill
Location: Lima, OH
Start Date: 06/2009
End Date: 12/2013
Job Description:
Served dinner.

EDUCATION HISTORY

School: Oak High School
Level Completed: High School Diploma
Year: 2009

School: Elm Community College
Level Completed: Some College, No Degree
Field of Study: Welding

LICENSES AND CERTIFICATES

Certification Title: TWIC
Issuing Organization: TSA
Expiration Date: 09/2027

Certification Title: OSHA 30-Hour General Industry
Issuing Organization: OSHA
Completion Date: 03/2016"""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, kind: EntryKind) -> list[Entry]:
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind is kind]


def period(job: Entry) -> tuple[str | None, str | None, bool]:
    return job.start, job.end, job.current


@pytest.mark.parametrize(("end", "read"), [("Present", (None, True)), ("03/2020", ("2020-03", False))])
def test_beginning_and_end_stand_on_lines_of_their_own(
    end: str, read: tuple[str | None, bool], frameworks: Frameworks
) -> None:
    jobs = entries(SERVICE.format(end=end), frameworks, EntryKind.EMPLOYMENT)

    assert [(job.title, job.organization) for job in jobs] == [("Cook", "Oak Grill"), ("Server", "Elm Grill")]
    assert [period(job) for job in jobs] == [("2014-01", *read), ("2009-06", "2013-12", False)]
    assert all(job.body is not None for job in jobs)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("Date Hired: 6/2009", "Date Left: 12/2013"),
        ("From: 6/2009", "To: 12/2013"),
        ("Start Date (Month/Year): 06/2009", "End Date (Month/Year): 12/2013"),
        ("Hire date: June 2009", "Separation date: December 2013"),
        ("From: 6/09", "To: 12/13"),
    ],
)
def test_forms_have_many_words_for_beginning_and_end(begins: str, ends: str, frameworks: Frameworks) -> None:
    told = f"Ida Roe\n\nWORK HISTORY\n\nEmployer: Oak Grill\nTitle: Cook\n{begins}\n{ends}\nSupervisor: Bo Lim\n\n"
    (job,) = entries(told + "EDUCATION\nOak High School, 2008", frameworks, EntryKind.EMPLOYMENT)

    assert (job.title, job.organization, *period(job)) == ("Cook", "Oak Grill", "2009-06", "2013-12", False)


def test_beginning_and_end_may_share_a_line(frameworks: Frameworks) -> None:
    told = (
        "Ida Roe\n\nJOB 1\nCompany: Oak Mills        Phone: 555-0100\nJob title: Loom operator   Supervisor: A. Lim\n"
        "Employed from: 3/2015     Employed to: 8/2021\nDuties: ran a loom\n\n"
        "JOB 2\nCompany: Elm Farms        Phone: 555-0100\nJob title: Farm hand   Supervisor: B. Lim\n"
        "Employed from: 2009     Employed to: 2015\nDuties: milked 60 cows"
    )

    assert [(job.title, *period(job)) for job in entries(told, frameworks, EntryKind.EMPLOYMENT)] == [
        ("Loom operator", "2015-03", "2021-08", False),
        ("Farm hand", "2009", "2015", False),
    ]


def test_forms_ask_for_employers_and_titles_in_many_words(frameworks: Frameworks) -> None:
    told = (
        "Ida Roe\n\nEMPLOYMENT\n\nPresent or last employer: Oak Mills\nAddress: 12 Elm St, Lima, OH 45801\n"
        "Your title: Machine operator\nDates: From 3/2015 To 8/2021\nWhy did you leave? Laid off\n\n"
        "Next previous employer: Elm Farms\nYour title: Farm hand\nDates: From 2009 To 2015\n"
        "Why did you leave? Sold the herd\n\nStaffing agency: Ash Temps\nAssigned to: Fir Foods, Lima OH\n"
        "Position: Packer\nDates: 2007 - 2009"
    )

    assert [(job.title, job.organization) for job in entries(told, frameworks, EntryKind.EMPLOYMENT)] == [
        ("Machine operator", "Oak Mills"),
        ("Farm hand", "Elm Farms"),
        ("Packer", "Ash Temps"),
    ]


def test_a_form_asks_for_branch_and_rank(frameworks: Frameworks) -> None:
    told = (
        "Ida Roe\n\nMilitary Service\nBranch: U.S. Army\nRank at discharge: Specialist\n"
        "Dates of service: 06/2003 to 06/2007\nType of discharge: Honorable"
    )
    (served,) = entries(told, frameworks, EntryKind.MILITARY_SERVICE)

    assert (served.title, served.organization, served.location) == ("Specialist", "U.S. Army", None)


def test_a_school_service_asks_for_the_level_that_was_completed(frameworks: Frameworks) -> None:
    schools = entries(SERVICE.format(end="Present"), frameworks, EntryKind.EDUCATION)

    assert [(s.title, s.programme, s.organization, s.location) for s in schools] == [
        ("High School Diploma", None, "Oak High School", None),
        (None, "Welding", "Elm Community College", None),
    ]


def test_an_application_asks_for_schools_in_cells_and_may_be_left_without_an_answer(frameworks: Frameworks) -> None:
    told = (
        "Ida Roe\n\nEDUCATION\nHigh School: Oak High School      Years attended: 4     Graduated? Yes\n"
        "Trade School: Elm Technical Institute     Course: HVAC     Graduated? Yes\nCollege: none\n\n"
        "EMPLOYMENT\nCook, Oak Grill, 2010 - 2012"
    )

    assert [(s.programme, s.organization) for s in entries(told, frameworks, EntryKind.EDUCATION)] == [
        (None, "Oak High School"),
        ("HVAC", "Elm Technical Institute"),
    ]


def test_a_paper_of_a_form_is_dated_by_its_completion(frameworks: Frameworks) -> None:
    papers = entries(SERVICE.format(end="Present"), frameworks, EntryKind.CERTIFICATION)

    assert [(p.title, p.organization, p.start, p.end) for p in papers] == [
        ("TWIC", "TSA", None, "2027-09"),
        ("OSHA 30-Hour General Industry", "OSHA", "2016-03", None),
    ]


def test_the_day_of_a_printout_is_no_job(frameworks: Frameworks) -> None:
    told = "WORK CENTERS OF ELM\nResume ID: 7745102    Last updated: 04/11/2024\n\nName: Ida Roe\n\n"

    assert [
        job.title
        for job in entries(told + "EMPLOYMENT\nCook, Oak Grill, 2010 - 2012", frameworks, EntryKind.EMPLOYMENT)
    ] == ["Cook"]
