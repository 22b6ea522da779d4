"""Lines, labels and headings that no template has, read by what most of a document or all writers do."""

import pytest

from app.extraction.extract import rule
from app.extraction.guard.instructions import instruction_spans
from app.extraction.headings.words import fold_heading, respelt
from app.extraction.model import Entry, EntryKind
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


def test_dots_that_lead_to_dates_are_no_speech_to_a_machine(frameworks: Frameworks) -> None:
    text = "HR Generalist ....................................... Mar 2021 – now\nRecruiter ..... 2016 – 2018"

    assert instruction_spans(f"CAREER\n\nBluestem Foods, Inc.\n{text}\n\nSKILLS\n\npayroll") == ()


def test_roles_below_a_sentence_about_an_employer_are_of_the_employer() -> None:
    found = jobs(
        "BLUESTEM FOODS, INC. — Omaha, Nebraska\nA maker of frozen foods with two plants.\n"
        "HR Generalist ..... Mar 2021 – now\n"
        "HR Coordinator ..... Jun 2018 – Mar 2021\n- open enrolment and files"
    )

    assert [told(job)[:2] for job in found] == [
        ("HR Generalist", "BLUESTEM FOODS, INC."),
        ("HR Coordinator", "BLUESTEM FOODS, INC."),
    ]


def test_where_entries_have_all_in_one_line_the_line_below_tells_of_the_work() -> None:
    found = jobs(
        "Gulf Bay Marine      Structural Welder      2/2019 - present\nFlux core on three hundred foot supply boats\n"
        "Ogletree Tank      Tank Welder      8/2016 - 1/2019\nVertical and overhead tanks"
    )

    assert [told(job)[:2] for job in found] == [
        ("Structural Welder", "Gulf Bay Marine"),
        ("Tank Welder", "Ogletree Tank"),
    ]


def test_bars_between_cells_make_a_heading_however_long_it_is() -> None:
    (found,) = jobs(
        "Lakeside Children's Hospital | Lead Pharmacy Technician, Clean Room | Milwaukee, WI | Aug 2020 → present\n"
        "→ mixed one hundred and twenty batches a day"
    )

    assert told(found)[:2] == ("Lead Pharmacy Technician, Clean Room", "Lakeside Children's Hospital")
    assert found.location == "Milwaukee, WI"


def test_a_heading_in_capitals_that_nobody_knows_opens_the_papers_or_schools_below_it(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nWORK\n\nOak Cinema | Shift Lead | 2014 - 2016\n\n"
        "LEARNING\nOak Technical Institute | Diploma | 2016\n"
        "Pius XI High | 2014\n\nLETTERS AFTER MY NAME\nPTCB | Certified Pharmacy Technician | 2016, renews 12/2026",
        frameworks,
    )

    assert [(e.kind, e.title, e.organization) for e in found] == [
        (EntryKind.EMPLOYMENT, "Shift Lead", "Oak Cinema"),
        (EntryKind.EDUCATION, "Diploma", "Oak Technical Institute"),
        (EntryKind.EDUCATION, None, "Pius XI High"),
        (EntryKind.CERTIFICATION, "Certified Pharmacy Technician", "PTCB"),
    ]


def test_now_and_before_may_stand_in_front_of_jobs(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nNow: office cleaner at Bright Building Services, since April 2022, nights.\n"
        "Before: kitchen helper, Mama's Kitchen, 2017 to 2019.",
        frameworks,
    )

    assert [told(job)[:2] for job in found] == [
        ("office cleaner", "Bright Building Services"),
        ("kitchen helper", "Mama's Kitchen"),
    ]


def test_years_alone_above_schools_and_papers_are_theirs(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nTraining and papers\n\n2019\nA.A. Early Childhood, Mesa Western College\n\n"
        "2023\nFingerprint Clearance Card, Arizona DPS, valid to 2029",
        frameworks,
    )

    assert {(e.title, e.start, e.end) for e in found} == {
        ("A.A.", None, "2019"),
        ("Fingerprint Clearance Card", "2023", "2029"),
    }


def test_unpaid_work_is_volunteering_and_a_list_of_years_is_one_period(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nWork (unpaid)\n\nCrew leader - Ivy Creek Farm - seasons of 2019, 2020 and 2021", frameworks
    )

    assert [(e.kind, e.start, e.end) for e in found] == [(EntryKind.VOLUNTEERING, "2019", "2021")]


def test_headings_that_nobody_knows_stand_alone_in_capitals(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\nana@example.com\n\n"
        "MY TRADE LIFE\n\n2019 to this day\nForeman plumber for Inland Mechanical Contractors\n\n"
        "PAPER I CARRY\n\nOSHA 30, 2020\nFirst aid/CPR card, good to 8/2026\n\n"
        "WHERE I WENT TO SCHOOL\n\nFerris High, class of 2012",
        frameworks,
    )

    assert {(e.kind, e.title, e.organization, e.start, e.end) for e in found} == {
        (EntryKind.EMPLOYMENT, "Foreman plumber", "Inland Mechanical Contractors", "2019", None),
        (EntryKind.CERTIFICATION, "OSHA 30", None, "2020", None),
        (EntryKind.CERTIFICATION, "First aid/CPR card", None, None, "2026-08"),
        (EntryKind.EDUCATION, None, "Ferris High", None, "2012"),
    }


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("C A R D S  &  S K I L L S", "cards and skills"),
        ("D E G R E E S", "degrees"),
        ("R E L A T E D  W O R K", "related work"),
        ("A B C license", "a b c license"),
    ],
)
def test_spaced_out_capitals_are_words(printed: str, read: str) -> None:
    assert fold_heading(printed) == read


def test_labels_of_forms_may_say_which_employer_and_whose_job() -> None:
    found = jobs(
        "Previous employer: Tulsa County Clerk's Office\nYour job: Deputy clerk\nFrom - to: 06/2018 - 01/2022\n\n"
        "Employer before that: Braum's\nYour job: Crew\nTenure: 2016 - 2018"
    )

    assert [told(job) for job in found] == [
        ("Deputy clerk", "Tulsa County Clerk's Office", "2018-06", "2022-01"),
        ("Crew", "Braum's", "2016", "2018"),
    ]


def test_a_word_of_time_before_a_job_below_work_is_no_label_of_another_section(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nWork\n\nCurrently: Driver, Acme Freight, 2019 - present\n"
        "Before: Loader, Dock Street Foods, 2015 - 2019",
        frameworks,
    )

    assert [told(job)[:2] for job in found] == [("Driver", "Acme Freight"), ("Loader", "Dock Street Foods")]


def test_employers_alone_in_capitals_are_no_headings(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\nana@example.com\n\nACME FREIGHT INC\n\nDriver, 2010 - 2012\n\n"
        "DOCK STREET FOODS\n\nLoader, 2008 - 2010",
        frameworks,
    )

    assert {job.organization for job in found} == {"ACME FREIGHT INC", "DOCK STREET FOODS"}


@pytest.mark.parametrize("said", ["POSITION", "ASSIGNMENT", "INSTRUMENT"])
def test_one_of_what_a_section_lists_is_no_misspelt_heading(said: str) -> None:
    assert respelt(said.casefold()) is None


@pytest.mark.parametrize(
    "form",
    [
        "~ {title} ~ {employer} ~ {start} to {end}\n   helped every day",
        "Where: {employer}\nWhat: {title}\nWhen: {start} to {end}\nhelped every day",
        "({start}-{end}) {employer} > {title}\nhelped every day",
        "{start} to {end}: {title}, {employer}",
        "{employer} -- {title} -- {start}/{end}\nhelped every day",
        "{title}\n{start} - {end}\n{employer}\n- helped every day",
        "[{title}] {employer} [{start}-{end}]\nhelped every day",
        "{title} [full time] | {employer} | {start} - {end} (3 years)\nhelped every day",
        "{title} = {employer} = {start} till {end}\nhelped every day",
    ],
)
def test_one_history_in_many_forms(form: str) -> None:
    history = [
        ("Deli Clerk", "Kessler Market", "2019", "2021"),
        ("Night Auditor", "Comstock Lodge", "2016", "2019"),
        ("Roofer", "Desert Ridge Roofing", "2014", "2016"),
    ]
    text = "\n\n".join(form.format(title=t, employer=e, start=a, end=b) for t, e, a, b in history)

    assert [told(job) for job in jobs(text)] == history


BOARD = """Ana Brook
ana@example.com

WORK EXPERIENCE

Technical Project Manager

DELL EMC -

August 2015 to May 2018

* Activity and resource planning.

voice and accent trainer

acme support -  Jaipur, Rajasthan -

January 2011 to June 2013

Responsibilities
To train the students

Systems Engineer

-

December 2007 to December 2010

EDUCATION

B Tech Honors in Technical

College of Engineering -  Roorkee, Uttarakhand

August 2003 to May 2007

Associate in Nursing

San Antonio College-San Antonio, TX

Bachelors in Biology

Salem College-Winston-Salem, NC
"""


def test_the_form_of_a_large_job_board_is_read_in_capitals_and_small_letters(frameworks: Frameworks) -> None:
    found = entries(BOARD, frameworks)

    work = [e for e in found if e.kind is EntryKind.EMPLOYMENT]
    assert [(e.title, e.organization, e.location, e.start, e.end) for e in work] == [
        ("Technical Project Manager", "DELL EMC", None, "2015-08", "2018-05"),
        ("voice and accent trainer", "acme support", "Jaipur, Rajasthan", "2011-01", "2013-06"),
        ("Systems Engineer", None, None, "2007-12", "2010-12"),
    ]
    assert [(e.title, e.programme, e.organization, e.location) for e in found if e.kind is EntryKind.EDUCATION] == [
        ("B Tech Honors", "Technical", "College of Engineering", "Roorkee, Uttarakhand"),
        ("Associate", "Nursing", "San Antonio College", "San Antonio, TX"),
        ("Bachelors", "Biology", "Salem College", "Winston-Salem, NC"),
    ]


def test_an_employer_over_its_period_is_no_heading(frameworks: Frameworks) -> None:
    found = entries(
        "WORK EXPERIENCE\n\nProject Manager\n\nDELL EMC\n\nAugust 2015 to May 2018\n\n* Planned.", frameworks
    )

    assert [(e.title, e.organization) for e in found] == [("Project Manager", "DELL EMC")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Porter, Plymouth General Hospital, Devon, 2006 - 2008", ("Porter", "Plymouth General Hospital", "Devon")),
        ("Picker, Doom Dooma Tea Estate, Assam, 2002 - 2004", ("Picker", "Doom Dooma Tea Estate", "Assam")),
        ("Carer, Oak House, Surrey, 1996 - 1998", ("Carer", "Oak House", "Surrey")),
        (
            "Cook, Bell and Sons, Tunbridge Wells, Kent, 1994 - 1996",
            ("Cook", "Bell and Sons", "Tunbridge Wells, Kent"),
        ),
        ("Fitter, Mercy Hospital, Iowa City, Iowa, 1990 - 1994", ("Fitter", "Mercy Hospital", "Iowa City, Iowa")),
    ],
)
def test_an_employer_right_before_a_region_is_no_town_of_it(
    frameworks: Frameworks, line: str, expected: tuple[str, str, str]
) -> None:
    found = entries(f"WORK EXPERIENCE\n{line}", frameworks)

    assert [(e.title, e.organization, e.location) for e in found] == [expected]
