"""Jobs as offices, ships, wards and schools of many countries tell them."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings.words import SectionKind, hinted, section_named
from app.extraction.model import Entry, EntryKind
from app.extraction.wrapped import in_whole_lines
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Row = tuple[str | None, str | None, str | None, str | None]
"""Title, organization, start and end."""
_WORK = (EntryKind.EMPLOYMENT, EntryKind.PROJECT, EntryKind.VOLUNTEERING, EntryKind.MILITARY_SERVICE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(frameworks: Frameworks, text: str) -> list[Entry]:
    return rule(document(f"Ann Roe\n\n{text}"), frameworks).entries


def told(frameworks: Frameworks, text: str) -> list[Row]:
    return [(e.title, e.organization, e.start, e.end) for e in entries(frameworks, text) if e.kind in _WORK]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dates (from – to)    March 2018 – Currently\n"
            "Name and address of employer    Elm Foods Ltd, 4 Mill Road, Leeds\n"
            "Type of business or sector    Food canning\n"
            "Occupation or position held    Quality Technician\n"
            "Main activities and responsibilities    Controls of weights\n\n"
            "Dates (from – to)    2014 – 2018\n"
            "Name and address of employer    Oak Dairy S.A., Porto\n"
            "Occupation or position held    Laboratory Auxiliary",
            [
                ("Quality Technician", "Elm Foods Ltd", "2018-03", None),
                ("Laboratory Auxiliary", "Oak Dairy S.A.", "2014", "2018"),
            ],
        ),
        (
            "• Date (from – to)    January 2019 - Present\n• Employer    Elm Clinic, Coimbra\n"
            "• Position held    Physiotherapist\n• Main tasks    Rehabilitation of stroke patients\n\n"
            "• Date (from – to)    2015 – 2018\n• Employer    Hospital Oak, Braga\n"
            "• Position held    Physiotherapist",
            [
                ("Physiotherapist", "Elm Clinic", "2019-01", None),
                ("Physiotherapist", "Hospital Oak", "2015", "2018"),
            ],
        ),
        (
            "Dates (from-to): 03.2018 - now\n"
            "Name and address of the employer: Elm Logistics Sp. z o.o., ul. Polna 4, Lodz\n"
            "Occupation or position held: Shift Coordinator\n\n"
            "Dates (from-to): 2014 - 2018\nName and address of the employer: Hurtownia Ash S.A., Katowice\n"
            "Occupation or position held: Storekeeper",
            [
                ("Shift Coordinator", "Elm Logistics Sp. z o.o.", "2018-03", None),
                ("Storekeeper", "Hurtownia Ash S.A.", "2014", "2018"),
            ],
        ),
    ],
)
def test_the_labels_of_european_forms_say_what_stands_behind_them(
    frameworks: Frameworks, text: str, expected: list[Row]
) -> None:
    assert told(frameworks, f"WORK EXPERIENCE\n\n{text}\n") == expected


@pytest.mark.parametrize("label", ["Project Name\t: ", "Project Title: ", "Name of the Project:  "])
def test_a_project_in_a_form_is_called_what_its_label_says(frameworks: Frameworks, label: str) -> None:
    found = entries(
        frameworks,
        f"PROJECTS HANDLED:\n\nProject #1\n{label}Retail Claims Portal\nClient\t: Northern Dairy Co-op\n"
        "Environment\t: Java, Oracle\nDuration\t: Jan'2021 to Dec'2022\nTeam Size\t: 9\n"
        "Roles & Responsibilities:\n• Prepared test cases from the user stories.\n",
    )

    assert [(e.kind, e.title, e.organization, e.start, e.end) for e in found] == [
        (EntryKind.PROJECT, "Retail Claims Portal", "Northern Dairy Co-op", "2021-01", "2022-12")
    ]


@pytest.mark.parametrize("dates", ["Aug'2019 to Till Date", "Aug’ 2019 - till date", "Aug ' 2019 to date"])
def test_a_month_and_a_year_of_four_figures_may_have_a_stroke_between(frameworks: Frameworks, dates: str) -> None:
    found = told(frameworks, f"WORK EXPERIENCE\nTest Engineer, Oak Infosystems Pvt. Ltd., Pune, {dates}\n")
    assert found == [("Test Engineer", "Oak Infosystems Pvt. Ltd.", "2019-08", None)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("SEA SERVICE RECORD (last five vessels)", SectionKind.EXPERIENCE),
        ("DETAILS OF SEA SERVICE", SectionKind.EXPERIENCE),
        ("SEA-GOING EXPERIENCE", SectionKind.EXPERIENCE),
        ("Naval Service", SectionKind.MILITARY),
        ("HEALTHCARE EXPERIENCE PRIOR TO PA SCHOOL", SectionKind.EXPERIENCE),
        ("Work experience before university", SectionKind.EXPERIENCE),
        ("Employment during college", SectionKind.EXPERIENCE),
        ("Volunteer work while at school", SectionKind.VOLUNTEERING),
        ("Duties as second officer", SectionKind.OTHER),
        ("POSITIONS OF RESPONSIBILITY", SectionKind.VOLUNTEERING),
        ("BIO DATA", SectionKind.CONTACT),
    ],
)
def test_headings_say_what_stands_below_them_and_not_what_was_before(heading: str, kind: SectionKind) -> None:
    assert (section_named(heading) or hinted(heading)) is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "January 2017 to date: Oak Mixed Secondary School\nTeacher of Chemistry, Head of Sciences since 2021\n"
            "- Set and marked internal exams",
            [("Teacher of Chemistry", "Oak Mixed Secondary School", "2017-01", None)],
        ),
        (
            "2015 - present: Elm District Hospital\nStaff Nurse, Ward Manager since March 2019",
            [("Staff Nurse", "Elm District Hospital", "2015", None)],
        ),
        (
            "2012 – now    Ash Borough Library\nLibrarian, Deputy Head since 2020",
            [("Librarian", "Ash Borough Library", "2012", None)],
        ),
        # here nothing else has dates
        (
            "Oak Mixed Secondary School\nTeacher of Chemistry since 2021",
            [("Teacher of Chemistry", "Oak Mixed Secondary School", "2021", None)],
        ),
    ],
)
def test_what_somebody_has_been_since_is_within_the_job(
    frameworks: Frameworks, text: str, expected: list[Row]
) -> None:
    assert told(frameworks, f"WORKING EXPERIENCE\n{text}\n") == expected


@pytest.mark.parametrize(
    "role",
    [
        "LOGISTICS SPECIALIST (Term, NTE 08/31/2020)",
        "LOGISTICS SPECIALIST (Temporary NTE 08/31/2020)",
        "LOGISTICS SPECIALIST (Term, Not to exceed 08/31/2020)",
    ],
)
def test_the_day_by_which_an_appointment_ends_and_a_grade_alone_are_none_of_the_job(
    frameworks: Frameworks, role: str
) -> None:
    found = told(
        frameworks,
        f"WORK EXPERIENCE\n{role}\nDefense Supply Agency, Fort Reed, VA 22060\n"
        "June 2016 to August 2020          40 hrs/wk\nGS-0346-09\nManaged excess property turn-ins for six units.\n",
    )
    assert found == [("LOGISTICS SPECIALIST", "Defense Supply Agency", "2016-06", "2020-08")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oak & Rideau Bookstore - Ottawa\nBookseller (part time while at university) - 2009 to 2013",
            ("Bookseller (part time while at university)", "Oak & Rideau Bookstore", "2009", "2013"),
        ),
        (
            "Elm Camp Services (FIFO 2/1) – Olympic Dam\nUtility / Housekeeper\n10/2009 – 3/2012",
            ("Utility / Housekeeper", "Elm Camp Services", "2009-10", "2012-03"),
        ),
        (
            "Ash Outback Supports (NDIS provider)\nSupport Worker, casual then perm part-time\n2018 – 2020",
            ("Support Worker", "Ash Outback Supports", "2018", "2020"),
        ),
        (
            "Research Associate, Great Bog Field Station, University of Upper Oak, 2012–2015",
            ("Research Associate", "Great Bog Field Station, University of Upper Oak", "2012", "2015"),
        ),
        (
            "Night announcer, KOAK community radio, Fridays, 2015 - 2018",
            ("Night announcer", "KOAK community radio", "2015", "2018"),
        ),
        (
            "Coach — National Youth Strings, summer courses — '17, '18, '22",
            ("Coach", "National Youth Strings", "2017", "2022"),
        ),
        (
            "Development Assistant, Hillside Food Shelf ... 2011-2014",
            ("Development Assistant", "Hillside Food Shelf", "2011", "2014"),
        ),
        (
            "2006 to 2009 - Various temporary office roles through Oak Desk Recruitment",
            ("Various temporary office roles", "Oak Desk Recruitment", "2006", "2009"),
        ),
        (
            "Short-term contracts via Elm Staffing, 2006 to 2009",
            ("Short-term contracts", "Elm Staffing", "2006", "2009"),
        ),
        # where the work was done is the employer, and who placed somebody is not
        (
            "Meridian Runway Week (via Oak Event Staffing)\tConsole Programmer\t2022–2024",
            ("Console Programmer", "Meridian Runway Week", "2022", "2024"),
        ),
        (
            "Corps Member (ICT teacher), Government Secondary School Kaura, Zamfara State    2016 – 2017",
            ("Corps Member (ICT teacher)", "Government Secondary School Kaura", "2016", "2017"),
        ),
    ],
)
def test_asides_terms_and_places_are_neither_title_nor_employer(
    frameworks: Frameworks, text: str, expected: Row
) -> None:
    assert told(frameworks, f"EMPLOYMENT HISTORY\n{text}\n") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Resident Engineer | July 2019 – to date\nElm Consulting Engineers (Pvt.) Ltd. | Ring Road, Package 3\n"
            "Client: Elm Highway Department\nResponsibilities:\n• Supervision of asphalt works",
            ("Resident Engineer", "Elm Consulting Engineers (Pvt.) Ltd.", "2019-07", None),
        ),
        # where nobody else is named, the client is the employer
        (
            "Position: Test Engineer\nClient: Elm Highway Department\nDuration: July 2019 to May 2021",
            ("Test Engineer", "Elm Highway Department", "2019-07", "2021-05"),
        ),
        ("2019 – 2023    Career break: full-time parent", ("full-time parent", None, "2019", "2023")),
        ("School governor, Ashford Green, 2021 to date", ("School governor", "Ashford Green", "2021", None)),
    ],
)
def test_clients_breaks_and_offices_do_not_take_the_place_of_an_employer(
    frameworks: Frameworks, text: str, expected: Row
) -> None:
    assert told(frameworks, f"Professional Experience\n\n{text}\n") == [expected]


def test_how_many_somebody_had_there_is_no_title(frameworks: Frameworks) -> None:
    found = told(frameworks, "TEACHING EXPERIENCE\nOak Studio — 14 pupils, Grade 1 to diploma — since 2011\n")
    assert [(title, start) for title, _, start, _ in found] == [(None, "2011")]


@pytest.mark.parametrize("said", ["Job seeking", "Job search", "Job seeker", "In search of work"])
def test_looking_for_work_is_no_job(frameworks: Frameworks, said: str) -> None:
    found = told(
        frameworks,
        f"Professional Experience\n04/2010 – 09/2018\tDesign Engineer\n\tOak Works AG, Plauen\n"
        f"01/2010 – 03/2010\t{said}\n",
    )
    assert [row[0] for row in found] == ["Design Engineer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ward Clerk, Oak Lodge Hospital, Mid Aire NHS\nTrust",
            ("Ward Clerk", "Oak Lodge Hospital, Mid Aire NHS Trust"),
        ),
        (
            "Accounts Assistant, The Northern Counties Housing\nAssociation",
            ("Accounts Assistant", "The Northern Counties Housing Association"),
        ),
        (
            "Senior Community Engagement and Partnerships\nOfficer, Oak Borough Council",
            ("Senior Community Engagement and Partnerships Officer", "Oak Borough Council"),
        ),
        (
            "Assistant Regional Facilities and Procurement\nManager, Elm Foods Ltd",
            ("Assistant Regional Facilities and Procurement Manager", "Elm Foods Ltd"),
        ),
        # these are whole as they stand
        (
            "Bayside Grill and Oyster House on the Old Harbour\nManager",
            ("Manager", "Bayside Grill and Oyster House on the Old Harbour"),
        ),
        ("Northern Trust\nEngineer", ("Engineer", "Northern Trust")),
    ],
)
def test_the_last_word_of_a_name_may_stand_in_the_next_line(
    frameworks: Frameworks, text: str, expected: tuple[str, str]
) -> None:
    made = document(f"Ann Roe\n\nEmployment History\n\nJanuary 2012 to May 2017\n{text}\n* Filed patient notes daily")
    found = rule(in_whole_lines(made), frameworks).entries
    assert [(e.title, e.organization) for e in found] == [expected]
