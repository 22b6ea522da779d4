"""Whole resumes by people whose forms no rule was written for: what holds for any writer."""

import pytest

from app.extraction.extract import rule
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


@pytest.mark.parametrize(
    ("heading", "below", "kind"),
    [
        ("Previously", "Baker, Corner Oven, 2015 - 2019", EntryKind.EMPLOYMENT),
        ("+++ WORK HISTORY +++", "Baker, Corner Oven, 2015 - 2019", EntryKind.EMPLOYMENT),
        ("Farms I have worked on, newest on top", "Milker, Hill Farm, 2015 - 2019", EntryKind.EMPLOYMENT),
        ("Where I learned", "Diploma, Ridge High School, 2014", EntryKind.EDUCATION),
        ("What I hold", "ServSafe Manager, 2022", EntryKind.CERTIFICATION),
        ("Helping out", "Coach, Ridge Little League, 2015 - 2019", EntryKind.VOLUNTEERING),
        ("Built", "Tidepool - an app for tides - 2024", EntryKind.PROJECT),
    ],
)
def test_headings_in_ones_own_words_say_what_stands_below_them(
    heading: str, below: str, kind: EntryKind, frameworks: Frameworks
) -> None:
    found = entries(f"Ana Example\nana@example.com\n\n{heading}\n\n{below}\n\nSkills\n\nbaking, sewing", frameworks)

    assert [entry.kind for entry in found] == [kind]


def test_schooling_in_a_form_is_told_by_its_labels(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nEducation\n\nPeriod\t2014 – 2016\nSchool\tUniversity of the Lakes\n"
        "Degree\tmgr, recognized in Ohio\n"
        "Field\tMarine Ecology\n\nPeriod\t2010 – 2013\nSchool\tSilesian Lyceum\nDegree\tMatura",
        frameworks,
    )

    assert [(e.title, e.organization, e.programme, e.start, e.end) for e in found] == [
        ("mgr", "University of the Lakes", "Marine Ecology", "2014", "2016"),
        ("Matura", "Silesian Lyceum", None, "2010", "2013"),
    ]


def test_with_may_stand_before_a_school_and_not_only_before_honors(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nEducation\n\nAAS in Drafting with Santa Clara Community College (2016)\n"
        "Bachelor of Arts with High Honors, Pine State University, 2020",
        frameworks,
    )

    assert [(e.title, e.organization) for e in found] == [
        ("AAS", "Santa Clara Community College"),
        ("Bachelor of Arts", "Pine State University"),
    ]


def test_below_training_a_degree_is_schooling_and_what_holds_for_years_is_certified(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nTraining\n\nBFA, Scenic Design, Lakeshore College of Art, 2018\n"
        "Rigging Technician Level 2, 2023–2028\nScissor lift card, valid to Aug 2027\nStage Combat Basics, 2019",
        frameworks,
    )

    assert {(e.kind, e.title) for e in found} == {
        (EntryKind.EDUCATION, "BFA"),
        (EntryKind.CERTIFICATION, "Rigging Technician Level 2"),
        (EntryKind.CERTIFICATION, "Scissor lift card"),
        (EntryKind.COURSE, "Stage Combat Basics"),
    }


def test_what_words_leave_open_is_read_in_the_form_of_the_surer_entries() -> None:
    found = jobs(
        "LAKELAND SAVINGS BANK              Duluth, MN\nHead Teller              2016 – 2020\n- balanced tills\n\n"
        "KETTLE RIVER              Sandstone, MN\nDoors & Tickets              2013 – 2016\n- sold tickets"
    )

    assert [told(job) for job in found] == [
        ("Head Teller", "LAKELAND SAVINGS BANK", "2016", "2020"),
        ("Doors & Tickets", "KETTLE RIVER", "2013", "2016"),
    ]


def test_the_form_of_one_section_of_work_is_that_of_the_next(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nCurrent work\n\nHill Street Hospital\nWard Clerk\n2020 - present\n\n"
        "Tri-County Foods Inc\nCashier\n2018 - 2020\n\nEarlier work\n\nBright Horizon\nSunday openings\n2015 - 2018",
        frameworks,
    )

    assert [told(job) for job in found][2] == ("Sunday openings", "Bright Horizon", "2015", "2018")


def test_the_same_shop_is_the_one_before() -> None:
    found = jobs("Print Lead, Mesa State Institution, 2017 to 2023\nPress helper, same shop, 2014 to 2017")

    assert [job.organization for job in found] == ["Mesa State Institution", "Mesa State Institution"]


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("Hillside Jerseys, 350 head\nMilker\n2014 - 2017", "Milker", "Hillside Jerseys"),
        ("Sandal & Sole (shoes), Eastgate Plaza\nKey holder\n2014 - 2017", "Key holder", "Sandal & Sole"),
        ("Packer\nRiver Staffing, different warehouses\n2014 - 2017", "Packer", "River Staffing"),
        ("Page\nOak County Library, Mount Royal Branch\n2014 - 2017", "Page", "Oak County Library"),
        ("Cook .......... Lighthouse Diner .......... 2014-2017", "Cook", "Lighthouse Diner"),
    ],
)
def test_what_is_said_of_an_employer_behind_its_name_is_not_part_of_it(
    line: str, title: str, organization: str
) -> None:
    (found,) = jobs(line)

    assert told(found) == (title, organization, "2014", "2017")


def test_roles_below_an_employer_and_its_department_are_of_the_employer() -> None:
    found = jobs(
        "Ridge County Hospital, Plant Operations    2015 - Present\nChief Engineer (2019 - Present)\n* runs boilers\n"
        "Stationary Engineer (2015 - 2019)\n* stood watch"
    )

    assert [told(job) for job in found] == [
        ("Chief Engineer", "Ridge County Hospital", "2019", None),
        ("Stationary Engineer", "Ridge County Hospital", "2015", "2019"),
    ]


def test_entries_may_be_counted(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nWork\n\n1. Milker\n   Bay Holsteins\n   2018 on\n   fed calves and cleaned the parlor\n\n"
        "2. Farm hand\n   Hill Jerseys\n   2014 thru 2017\n   built fences and hauled hay",
        frameworks,
    )

    assert [told(job) for job in found] == [
        ("Milker", "Bay Holsteins", "2018", None),
        ("Farm hand", "Hill Jerseys", "2014", "2017"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("NIMS -- CNC Milling Level 1 -- 2013", "CNC Milling Level 1", "NIMS"),
        ("openCourse, Responsive Design certification, 2023", "Responsive Design certification", "openCourse"),
        ("National Certified Barn Inspector (QRDGA) 2019", "National Certified Barn Inspector", "QRDGA"),
        ("Certified Medical Assistant (CCMA) 2019", "Certified Medical Assistant (CCMA)", None),
        ("Certified Paralegal (CP) with NALA, 2018", "Certified Paralegal (CP)", "NALA"),
        ("Stand-up reach -- in house, Tri-River, 2/2023", "Stand-up reach", "Tri-River"),
        (
            "Certified Prevention Specialist, Ohio Board of Prevention Certification, #5510, exp. 6/30/2027",
            "Certified Prevention Specialist",
            "Ohio Board of Prevention Certification",
        ),
    ],
)
def test_who_gave_a_paper_is_told_from_its_name(
    line: str, title: str, organization: str | None, frameworks: Frameworks
) -> None:
    (found,) = entries(f"Ana Example\n\nCertifications\n\n{line}", frameworks)

    assert (found.title, found.organization) == (title, organization)


def test_towns_and_ways_in_brackets_are_no_part_of_a_schools_name(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nEducation\n\nBA, History, St. Olga College (Minn.), 2011\n"
        "MLIS, Lakes University (online), 2016\n"
        "Bindery certificate, 600 hours, Mesa State Institution, 2012",
        frameworks,
    )

    assert [(e.kind, e.title, e.organization) for e in found] == [
        (EntryKind.EDUCATION, "BA", "St. Olga College"),
        (EntryKind.EDUCATION, "MLIS", "Lakes University"),
        (EntryKind.EDUCATION, "Bindery certificate", "Mesa State Institution"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I was a stone mason at Ridge & Sons in Nicholasville, 2017 thru 2021.", ("stone mason", "Ridge & Sons")),
        ("I was a float builder at Mardi Works from 2017 to 2021.", ("float builder", "Mardi Works")),
        ("Before that helper for Oakes Brothers, 2017 thru 2021.", ("helper", "Oakes Brothers")),
        ("worked at walmart 2017-2021 stocking shelves and unloading trucks", (None, "walmart")),
        ("Between 2017 and 2021 I had my own business, Bell Tile, mostly bathrooms.", (None, "Bell Tile")),
    ],
)
def test_a_message_tells_of_jobs_in_sentences(
    sentence: str, expected: tuple[str | None, str], frameworks: Frameworks
) -> None:
    (found,) = entries(f"Ana Example\n\nHello, I saw your sign.\n\n{sentence}", frameworks)

    assert told(found) == (*expected, "2017", "2021")


@pytest.mark.parametrize(
    "sentence",
    [
        "I was a student at Ridge High from 2017 to 2021.",
        "Worked at heights from 2017 to 2021 without a fall.",
        "I was a member at Ridge Gym from 2017 to 2021.",
    ],
)
def test_not_all_that_somebody_was_somewhere_is_a_job(sentence: str, frameworks: Frameworks) -> None:
    found = entries(f"Ana Example\n\nHello, I saw your sign.\n\n{sentence}", frameworks)

    assert not [entry for entry in found if entry.kind is EntryKind.EMPLOYMENT]


def test_a_label_before_each_job_and_school_is_read_as_their_heading(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nWork: Dental Assistant, Molar Clinic, Boise. May of 2019 to August of 2022. My duties were\n"
        "to prepare trays and develop x-rays.\n\nWork: Barn hand, Bitter Brook Stables. 2016 to 2019.\n\n"
        "School: Treasure Valley College, Associate of Applied Science in Dental Assisting, 2019.\n\n"
        "Skills: phlebotomy, charting",
        frameworks,
    )

    assert [(e.title, e.organization) for e in found] == [
        ("Dental Assistant", "Molar Clinic"),
        ("Barn hand", "Bitter Brook Stables"),
        ("Associate of Applied Science", "Treasure Valley College"),
    ]


def test_papers_in_journals_are_no_papers_that_somebody_holds(frameworks: Frameworks) -> None:
    papers = "Example A, Sample B. Of tides. J. Tidal Chem. 2020; 8: 114–126.\nExample A et al. Notes, 2017."

    assert entries(f"Ana Example\n\nPapers\n\n{papers}", frameworks) == []


def test_two_schools_in_one_line_are_two_entries(frameworks: Frameworks) -> None:
    found = entries(
        "Ana Example\n\nSchool\n\n"
        "Ridge Plains High School, class of '21. One year of Welding at Ridge Community College, 2022.",
        frameworks,
    )

    assert [(e.organization, e.end) for e in found] == [
        ("Ridge Plains High School", "2021"),
        ("Ridge Community College", "2022"),
    ]


def test_a_year_that_a_sentence_goes_on_with_begins_no_job() -> None:
    found = jobs(
        "Chemist      Eno Analytical, LLC\n2020 - Present\n\n"
        "Eno Analytical is a full service laboratory serving utilities and engineers since\n"
        "1988. In this role I run the lab\n"
        "- wrote procedures"
    )

    assert [told(job) for job in found] == [("Chemist", "Eno Analytical, LLC", "2020", None)]
