"""Jobs as hands write them that no rule has seen: hanging lines, numbered forms, cells over two lines, capitals."""

from io import BytesIO

import pytest
from docx import Document as Word

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import rule
from app.extraction.guard.instructions import planted_spans
from app.extraction.jobs.duties_apart import date_rows
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import rows
from app.extraction.owners import Owners
from app.extraction.words.scores import title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_a_line_in_small_letters_that_goes_on_below_is_no_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Ada Poe\n\nEmployment Record\n\n"
        "2012–present   Elm County Clerk's Office, Salem\n"
        "               Deed Clerk II (May 2015–present)\n"
        "               Index plats and easements, check and stamp film,\n"
        "               answer the telephone.\n"
        "               Deed Clerk I (Feb. 2012–May 2015)\n"
        "               Opened the mail, numbered papers.\n\n"
        "2009–2012      Ash Dental, Salem\n"
        "               Receptionist\n"
        "               Scheduled visits for two dentists, called\n"
        "               insurers, took payments.",
        frameworks,
    )

    assert found == [
        ("Deed Clerk II", "Elm County Clerk's Office", "2015-05", None),
        ("Deed Clerk I", "Elm County Clerk's Office", "2012-02", "2015-05"),
        ("Receptionist", "Ash Dental", "2009", "2012"),
    ]


def test_the_number_of_a_job_in_a_form_hides_no_employer(frameworks: Frameworks) -> None:
    text = (
        "APPLICATION FOR EMPLOYMENT\n\nEMPLOYMENT HISTORY (most recent first)\n\n"
        "1. Employer: Elm City Schools\n   Address: 12 Oak St, Ames IA\n"
        "   Job title: Groundskeeper           Supervisor: Al Roe\n"
        "   From: 5/2016   To: Present         May we contact? Yes\n   Duties: Mowing, plowing, ball fields\n\n"
        "2. Employer: Ash Packing\n   Address: Boone IA\n"
        "   Job title: Trimmer                 Supervisor: Bo Doe\n"
        "   From: 4/2010   To: 4/2016          May we contact? No\n   Duties: Trim line, knives"
    )

    assert not planted_spans(document(text))
    assert jobs(text, frameworks) == [
        ("Groundskeeper", "Elm City Schools", "2016-05", None),
        ("Trimmer", "Ash Packing", "2010-04", "2016-04"),
    ]


def test_a_label_may_stand_far_from_its_colon(frameworks: Frameworks) -> None:
    found = jobs(
        "ANIL SEN\n\nWORK EXPERIENCE:\n\n"
        "1) Organisation   : S. Rao & Associates, Chartered Accountants, Nashik\n"
        "   Designation    : Audit Assistant\n"
        "   Duration       : June 2016 to May 2019\n"
        "2) Organisation   : V. Iyer & Associates, Chartered Accountants, Nashik\n"
        "   Designation    : Trainee\n"
        "   Duration       : January 2014 to May 2016",
        frameworks,
    )

    assert [job[0] for job in found] == ["Audit Assistant", "Trainee"]
    assert [(job[1] or "").split(",")[0] for job in found] == ["S. Rao & Associates", "V. Iyer & Associates"]


def test_a_share_behind_a_year_is_no_year() -> None:
    assert [(date.start, date.end) for date in find_dates("B.Com, Elm University, 2012 – 61%")] == [(None, "2012")]
    assert [(date.start, date.end) for date in find_dates("2012 – 61.4 %")] == [(None, "2012")]
    assert [(date.start, date.end) for date in find_dates("2012 – 14")] == [("2012", "2014")]


def test_what_was_done_stands_behind_names_and_a_full_stop(frameworks: Frameworks) -> None:
    found = entries(
        "Bo Tay\n\nJobs:\n"
        "4/23-8/23 Rod Buster, Elm Rebar Services, Dayton. Tied mats, carried bundles, clean up\n"
        "1/23-3/23 Packer, Three Sons and a Barn, Dayton. Boxed and taped the 40 lb orders\n"
        "2019 to 2022. Picker at Ash & Daughters, Selma and Reedley. I picked plums and grapes, piece rate.",
        frameworks,
    )

    assert [(job.title, job.organization, job.start, job.end) for job in found] == [
        ("Rod Buster", "Elm Rebar Services", "2023-04", "2023-08"),
        ("Packer", "Three Sons and a Barn", "2023-01", "2023-03"),
        ("Picker", "Ash & Daughters", "2019", "2022"),
    ]
    assert all(job.body is not None for job in found)


def test_a_town_in_capitals_is_no_part_of_an_employer(frameworks: Frameworks) -> None:
    found = entries(
        "LEE MOSS\nWORK EXPERIENCE\n2017 TO PRESENT ELM RIVER SHRIMP HOUSE MOBILE AL\nFRY COOK\n+ FRIED SHRIMP\n"
        "2013 TO 2017 ASH STREET CAFETERIA SAN ANTONIO TX\nDISHWASHER\n+ WASHED POTS",
        frameworks,
    )

    assert [(job.title, job.organization, job.location) for job in found] == [
        ("FRY COOK", "ELM RIVER SHRIMP HOUSE", "MOBILE AL"),
        ("DISHWASHER", "ASH STREET CAFETERIA", "SAN ANTONIO TX"),
    ]


def test_brackets_behind_a_town_tell_of_the_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Una Roe, RN\n\nClinical Experience\n\n"
        "SAINT ELM MEDICAL CENTER, Duluth, MN (Level III trauma, 120 beds)\n"
        "Charge Nurse, Oncology (April 2020 to present)\n• Assign the unit\n"
        "Staff Nurse, Oncology (March 2017 to April 2020)\n• Gave chemotherapy\n\n"
        "ASH HEALTH STAFFING\nTravel RN – ICU Step-down, Oak Hospital, Fargo, ND (May 2016 to January 2017)",
        frameworks,
    )

    assert found == [
        ("Charge Nurse, Oncology", "SAINT ELM MEDICAL CENTER", "2020-04", None),
        ("Staff Nurse, Oncology", "SAINT ELM MEDICAL CENTER", "2017-03", "2020-04"),
        ("Travel RN – ICU Step-down", "Oak Hospital", "2016-05", "2017-01"),
    ]


def test_a_team_belongs_to_who_coaches_it(frameworks: Frameworks) -> None:
    found = jobs(
        "Kim Poe\n\nCoaching Experience\n"
        "Graduate Assistant Coach, Women's Soccer, Western Elm University, Dayton, OH (Aug. 2020–May 2022)",
        frameworks,
    )

    assert found == [("Graduate Assistant Coach, Women's Soccer", "Western Elm University", "2020-08", "2022-05")]


def test_small_letters_have_towns_of_two_words_and_duties_with_commas(frameworks: Frameworks) -> None:
    found = jobs(
        "ana roe\nboise id\n\nwork history\n\n"
        "cashier, family dollar, coeur dalene id\njan 2020 - sept 2022\nopened the store, counted drawers\n\n"
        "crew, elm burgers\njune 2018 - dec 2019\ncarhop, made shakes, mopped\n\n"
        "babysitter\n2016 - 2018\nwatched two kids after school for my aunt",
        frameworks,
    )

    assert [job[1] for job in found] == ["family dollar", "elm burgers", None]


def test_a_period_goes_on_in_the_cell_below(frameworks: Frameworks) -> None:
    found = jobs(
        "Jo Elm\n\nEMPLOYMENT\n"
        "June 2017\tElm & Sons Tool\tMachinist II\nto present\tSalem, OR\tSet up lathes, hold .001\n\n"
        "Feb 2014\tAsh Castings\tCNC Operator\nto May 2017\tSalem, OR\tRan mills\n\n"
        "2012\tRadio Barn\tSalesperson\nto 2014\tBend, OR\tSold batteries",
        frameworks,
    )

    assert [job[2:] for job in found] == [("2017-06", None), ("2014-02", "2017-05"), ("2012", "2014")]
    assert [job[0] for job in found] == ["Machinist II", "CNC Operator", "Salesperson"]


def test_what_was_done_by_hand_is_no_title() -> None:
    assert title_score("Hand finished turbine blades") == 0
    assert title_score("Hand Packer") > 1


def test_somebody_started_as_something_in_a_year(frameworks: Frameworks) -> None:
    found = jobs(
        "Abe Roe\n\nI started as an apprentice plumber with Elm Mechanical in 2005 and finished my time in 2009. "
        "From 2009 to 2015 I was a journeyman plumber at Ash Piping, mostly schools.",
        frameworks,
    )

    assert found[0] == ("apprentice plumber", "Elm Mechanical", "2005", "2009")


def test_brackets_around_a_line_tell_of_the_employer_above() -> None:
    _, found = lines(
        "elm hotel, sous chef   may 2015 to april 2019\n[seaside inn, 36 rooms, banquets for 200]\n(via Ash Staffing)"
    )

    assert [row.duty for row in date_rows(found)] == [False, True, False]


def test_lines_below_the_name_employ_nobody(frameworks: Frameworks) -> None:
    text = (
        "Ben Ode\n\nchef · Bangor, Maine · 207.555.0100\n\n"
        "elm & oak / head chef  may 2018 to now\n- menus\nash inn / cook  june 2015 to may 2018\n- pass"
    )

    assert not any("207" in (job.organization or job.title or "") for job in entries(text, frameworks))
    assert not any(job.title == "chef" for job in entries(text, frameworks))


def test_the_heads_of_a_table_say_what_its_cells_hold(frameworks: Frameworks) -> None:
    word = Word()
    word.add_heading("Ina Poe", 0)
    word.add_heading("WORK HISTORY", 1)
    table = word.add_table(0, 5)
    for cells in (
        ("Employer", "Position", "Dates", "Duties", "Reason for leaving"),
        ("Elm Clinic, Mesa AZ", "Medical Assistant", "3/2021 – Present", "Roomed patients, gave injections", "–"),
        ("Ash Labs, Tempe AZ", "Phlebotomist", "7/2018 – 2/2021", "Labeled and spun tubes", "Better hours"),
    ):
        for cell, said in zip(table.add_row().cells, cells, strict=True):
            cell.text = said
    file = BytesIO()
    word.save(file)
    made = read(SourceDocument(name="resume.docx", data=file.getvalue()))
    found = rule(made, frameworks).entries

    assert [(job.title, job.organization, job.start, job.end) for job in found] == [
        ("Medical Assistant", "Elm Clinic", "2021-03", None),
        ("Phlebotomist", "Ash Labs", "2018-07", "2021-02"),
    ]
    assert [made.text[slice(*job.body)] for job in found if job.body is not None] == [
        "Roomed patients, gave injections",
        "Labeled and spun tubes",
    ]
    (told,) = (row.said for _, rows_ in Owners(found).owned(rows(made)) for row in rows_ if "tubes" in row.said)
    assert told == "Labeled and spun tubes"
