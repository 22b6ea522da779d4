"""Resumes in forms that offices, sites and trades have made a habit: what holds for any writer of that form."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.model import Entry, EntryKind
from app.extraction.office_lines import without_office
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.test_entries import told


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def of_kind(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[tuple[str | None, ...]]:
    return [told(entry) for entry in entries(text, frameworks, *kinds)]


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    found = rule(document(text), frameworks).entries
    return [entry for entry in found if entry.kind in (kinds or (EntryKind.EMPLOYMENT,))]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Grade: 9     Step: 4     Pay plan: GG", []),
        ("From: 03/2015     To: 08/2019     Hours per week: 30", ["From: 03/2015     To: 08/2019"]),
        ("Unit: burn, 14 beds    Ratio: 1:3    Charting: Meditech", ["Charting: Meditech"]),
        ("May we contact this employer? No", []),
        ("Were you ever bonded: yes", []),
        ("Part-time · 1 yr 3 mos", []),
        ("2 years 5 months", []),
        ("My main duties included:", []),
        ("Planner     Toledo Gear     2015 - 2019", ["Planner     Toledo Gear     2015 - 2019"]),
        ("Duties: greased the press", ["Duties: greased the press"]),
    ],
)
def test_what_an_office_asks_beside_a_job_is_left_out(line: str, left: list[str]) -> None:
    _, rows = lines(line)

    assert [row.said for row in without_office(Section(SectionKind.EXPERIENCE, None, tuple(rows))).rows] == left


def test_a_federal_form_has_series_and_hours_between_title_and_employer(frameworks: Frameworks) -> None:
    text = (
        "WORK EXPERIENCE\n\nBudget Analyst\nSeries: 0560     Pay Plan: GG     Grade: 11\n"
        "Inland Grain Authority, Omaha, NE\n04/2019 - Present\nHours per week: 40     Salary: $71,200 per annum\n"
        "* Forecast receipts of nine elevators\n\nOffice Clerk\nSeries: 0303     Pay Plan: GG     Grade: 4\n"
        "Inland Grain Authority, Omaha, NE\n06/2016 - 04/2019\nHours per week: 32"
    )

    assert of_kind(text, frameworks) == [
        ("Budget Analyst", "Inland Grain Authority", "2019-04", None),
        ("Office Clerk", "Inland Grain Authority", "2016-06", "2019-04"),
    ]


def test_a_list_of_projects_with_client_and_role_is_work(frameworks: Frameworks) -> None:
    text = (
        "PROJECT HISTORY\n\nPeriod: 02/2022 – today\nClient: Maple Ridge Dairy Cooperative, Eau Claire, WI\n"
        "Role: Data Engineer\nProject: Milk pickup planning\nTasks: pipelines from tank sensors\n\n"
        "Period: 05/2020 – 01/2022\nClient: Lindner Optik GmbH, Kassel, Germany\nRole: Database Developer\n"
        "Project: Order archive\nTasks: tuning of slow reports"
    )

    assert of_kind(text, frameworks) == [
        ("Data Engineer", "Maple Ridge Dairy Cooperative", "2022-02", None),
        ("Database Developer", "Lindner Optik GmbH", "2020-05", "2022-01"),
    ]


def test_numbered_fields_may_have_a_stop_till_date_and_a_label_above_duties(frameworks: Frameworks) -> None:
    text = (
        "PROFESSIONAL EXPERIENCE\n\n1) Organization : Silverbrook Textiles Ltd, Erode\n"
        "   Designation : Quality Inspector\n"
        "   Department : Dyeing\n   Duration : Feb 2020 to till date\n   Key Responsibilities :\n"
        "   • Checking of shades\n\n"
        "2) Organization : Tamarind Knits\n   Designation : Lab Assistant\n   Duration : May 2017 to Jan 2020\n"
        "   Key Responsibilities :\n   • Testing of yarn"
    )

    assert of_kind(text, frameworks) == [
        ("Quality Inspector", "Silverbrook Textiles Ltd", "2020-02", None),
        ("Lab Assistant", "Tamarind Knits", "2017-05", "2020-01"),
    ]


def test_a_title_in_capitals_ends_before_its_stop_and_at(frameworks: Frameworks) -> None:
    text = (
        "WORK\n\nLAUNDRY ATTENDANT. CYPRESS LODGE. 2016 TO 2020.\nWASHED LINENS.\n\n"
        "VOLUNTEER\n\nGREETER AT ZION HALL SINCE 2012."
    )

    assert of_kind(text, frameworks) == [("LAUNDRY ATTENDANT", "CYPRESS LODGE", "2016", "2020")]
    assert of_kind(text, frameworks, EntryKind.VOLUNTEERING) == [("GREETER", "ZION HALL", "2012", None)]


def test_a_centre_for_something_keeps_its_name_and_a_dash_before_the_next_column_is_open(
    frameworks: Frameworks,
) -> None:
    text = (
        "APPOINTMENTS\n\n2022–\tHead, Office for Coastal Studies, Merriton College\n"
        "2016–22\tResearch Fellow, Dalby Institute for Rural Health, Leeds"
    )

    assert of_kind(text, frameworks) == [
        ("Head, Office for Coastal Studies", "Merriton College", "2022", None),
        ("Research Fellow", "Dalby Institute for Rural Health", "2016", "2022"),
    ]


def test_a_site_prints_the_length_of_all_roles_and_the_town_below_the_employer(frameworks: Frameworks) -> None:
    text = (
        "Experience\n\nHarlan Freight Systems\nFull-time · 6 yrs 2 mos\nMemphis, Tennessee, United States\n\n"
        "Dispatch Supervisor\nMar 2022 - Present · 3 yrs 1 mo\n• Route 40 trucks\n\n"
        "Dispatcher\nFeb 2019 - Mar 2022 · 3 yrs 2 mos\n• Booked loads"
    )

    assert of_kind(text, frameworks) == [
        ("Dispatch Supervisor", "Harlan Freight Systems", "2022-03", None),
        ("Dispatcher", "Harlan Freight Systems", "2019-02", "2022-03"),
    ]


def test_a_line_about_the_firm_and_a_field_behind_the_title_belong_to_the_roles_below(frameworks: Frameworks) -> None:
    text = (
        "PROFESSIONAL EXPERIENCE\n\nPRAIRIE STEEL COMPANY, Fargo, ND          2011 – Present\n"
        "$90M fabricator of grain bins, two plants; owned by Nordahl Partners since 2017\n\n"
        "President (2018 – Present)\n• Opened a second plant\n\n"
        "Director, Supply Chain (2011 – 2018)\n• Cut freight by a fifth"
    )

    assert of_kind(text, frameworks) == [
        ("President", "PRAIRIE STEEL COMPANY", "2018", None),
        ("Director, Supply Chain", "PRAIRIE STEEL COMPANY", "2011", "2018"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Board member, Orchard Bank, Inc., 2019 – Present (risk committee)",
            ("Board member", "Orchard Bank, Inc.", "2019", None),
        ),
        (
            "Ranch cook two days a week, Bar Seven Ranch, 2018 - 2020",
            ("Ranch cook", "Bar Seven Ranch", "2018", "2020"),
        ),
        (
            "2021   Tamarack Hall   stage hand   hung lights, swept up",
            ("stage hand", "Tamarack Hall", "2021", "2021"),
        ),
        (
            "Analyst, Lakes Water Authority, Office of Planning, 2012 - 2014",
            ("Analyst", "Lakes Water Authority", "2012", "2014"),
        ),
        ("Chemist, Palani Dyes Ltd., Ooty (T.N.), 2012 - 2014", ("Chemist", "Palani Dyes Ltd.", "2012", "2014")),
    ],
)
def test_what_stands_beside_a_job_in_its_line(
    line: str, expected: tuple[str | None, ...], frameworks: Frameworks
) -> None:
    assert of_kind(f"EXPERIENCE\n\n{line}", frameworks) == [expected]


def test_the_branch_stands_once_behind_its_label(frameworks: Frameworks) -> None:
    text = (
        "NAME: RIVERA, JO     BRANCH: U.S. Coast Guard     RANK: MK2\n\nMILITARY EXPERIENCE\n\n"
        "05-2016 to 06-2020     Machinery Technician (MK2)     Station Cape Tansy, OR\n     Repaired outboards."
    )

    assert of_kind(text, frameworks, EntryKind.MILITARY_SERVICE) == [
        ("Machinery Technician (MK2)", "U.S. Coast Guard", "2016-05", "2020-06")
    ]


def test_a_letter_says_as_what_somebody_went_where(frameworks: Frameworks) -> None:
    text = (
        "Dear yard,\n\nAs a shipwright I went to Dunmore Boats in Bath, 2011 to 2017. We built sloops there.\n\n"
        "Yours, A. Boone"
    )

    assert of_kind(text, frameworks) == [("shipwright", "Dunmore Boats", "2011", "2017")]


def test_a_form_asks_for_schools_and_papers_in_labelled_cells(frameworks: Frameworks) -> None:
    text = (
        "EDUCATION\nHigh school: Elk Point High School     Graduated? Yes     Year: 2010\n"
        "College: Dakota Plains Technical College     Dates: 09/2010 to 05/2012\n"
        "Degree: Associate of Applied Science     Major: Surveying\n\n"
        "LICENSES / CERTIFICATES\nType: Notary Public     State: Iowa     Expires: 03/31/2028\n"
        "Type: Weighmaster     Issued by: State Bureau of Scales     Date: 07/2019"
    )

    assert of_kind(text, frameworks, EntryKind.EDUCATION) == [
        (None, "Elk Point High School", None, "2010"),
        ("Associate of Applied Science", "Dakota Plains Technical College", "2010-09", "2012-05"),
    ]
    assert of_kind(text, frameworks, EntryKind.LICENCE, EntryKind.CERTIFICATION) == [
        ("Notary Public", "Iowa", None, "2028-03-31"),
        ("Weighmaster", "State Bureau of Scales", "2019-07", None),
    ]


@pytest.mark.parametrize(
    ("lines_", "expected"),
    [
        (
            ("High school diploma or GED", "Mill Creek High School - Reno, NV", "May 2014"),
            ("High school diploma or GED", "Mill Creek High School"),
        ),
        (
            (
                "2005 - 2010     Larkhill Comprehensive School",
                "                7 GCSEs at grades A to C including Maths",
            ),
            ("GCSEs", "Larkhill Comprehensive School"),
        ),
        (("Std. XII : Little Flower Junior College, 2011, 81 %",), ("Std. XII", "Little Flower Junior College")),
        (("2003 – 2008     Diplom, Maschinenbau, Hochschule Nordtal",), ("Diplom", "Hochschule Nordtal")),
        (
            ("2004 – 2007\tApprenticeship as baker", "\tBackhaus Lindner, Celle"),
            ("Apprenticeship as baker", "Backhaus Lindner"),
        ),
        (("PINE GROVE HIGH SCHOOL 2001. GOT MY DIPLOMA.",), ("DIPLOMA", "PINE GROVE HIGH SCHOOL")),
    ],
)
def test_schooling_as_other_countries_and_sites_write_it(
    lines_: tuple[str, ...], expected: tuple[str, str], frameworks: Frameworks
) -> None:
    found = of_kind("EDUCATION\n\n" + "\n".join(lines_), frameworks, EntryKind.EDUCATION)

    assert [entry[:2] for entry in found] == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ENG 215, Technical Writing for Trades, 2018", ("ENG 215, Technical Writing for Trades", None)),
        ("Hydraulics, conducted by Fluid Gurus, 2016", ("Hydraulics", "Fluid Gurus")),
        (
            "2015\tPaleography Summer School, Université de Valmont",
            ("Paleography Summer School", "Université de Valmont"),
        ),
    ],
)
def test_courses_have_codes_and_givers(line: str, expected: tuple[str, str | None], frameworks: Frameworks) -> None:
    found = of_kind(f"TRAINING\n\n{line}", frameworks, EntryKind.COURSE)

    assert [entry[:2] for entry in found] == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CCRN (AACN) – exp 05/2027", ("CCRN", "AACN")),
        ("CNOR (CCI) – exp 05/2027", ("CNOR", "CCI")),
        ("RN – Nevada (compact/multistate) #R0555100 – exp 08/31/2027", ("RN", "Nevada")),
        (
            "Teaching Certificate, Music, Grades 7-12, effective 09/01/2021",
            ("Teaching Certificate, Music, Grades 7-12", None),
        ),
        ("Level 2 Award in Food Hygiene, 2018", ("Level 2 Award in Food Hygiene", None)),
    ],
)
def test_papers_as_agencies_print_them(line: str, expected: tuple[str, str | None], frameworks: Frameworks) -> None:
    found = of_kind(f"CERTIFICATIONS\n\n{line}", frameworks, EntryKind.LICENCE, EntryKind.CERTIFICATION)

    assert [entry[:2] for entry in found] == [expected]


def stated(text: str, frameworks: Frameworks) -> list[str]:
    made = document(text)
    return [made.text[s.start : s.end] for s in rule(made, frameworks).sightings]


@pytest.mark.parametrize(
    ("lines_", "expected"),
    [
        (
            ("[x] Outlook     [ ] Payroll     [X] Invoicing", "Typing: 55 wpm     ☑ Filing"),
            ["Outlook", "Invoicing", "Typing", "Filing"],
        ),
        (("Loom setup // warping // yarn grading",), ["Loom setup", "warping", "yarn grading"]),
        (
            ("Suturing 3     Triage 4", "Wound care 2     Catheterization 4"),
            ["Suturing", "Triage", "Wound care", "Catheterization"],
        ),
        (("Forecasting", "7 endorsements", "Budgeting", "Endorsed by 2 colleagues"), ["Forecasting", "Budgeting"]),
        (("Welding, brazing", "AWARDS: Yard Medal", "Hobbies\t\tChess, sailing"), ["Welding", "brazing"]),
        (("Milling, turning", "Graz, 14 March 2024          P. Example"), ["Milling", "turning"]),
        (("Milling, turning", "I certify that all of this is true.", "Signed: P. Example"), ["Milling", "turning"]),
    ],
)
def test_skills_as_forms_and_sites_list_them(
    lines_: tuple[str, ...], expected: list[str], frameworks: Frameworks
) -> None:
    assert stated("SKILLS\n\n" + "\n".join(lines_), frameworks) == expected


def test_software_stands_behind_its_label_beside_a_job_and_at_the_top(frameworks: Frameworks) -> None:
    text = (
        "Ada Example\nShift: days     Charting: Cerner\n\nEXPERIENCE\n\nStaff Nurse, Larch Hospital, 2018 - 2020\n"
        "Unit: 12 beds     EMR: Meditech"
    )

    assert {"Cerner", "Meditech"} <= set(stated(text, frameworks))


def test_a_heading_in_capitals_may_explain_itself_in_brackets(frameworks: Frameworks) -> None:
    text = (
        "EDUCATION\nBSN, Polk University, 2012\n\nEXPERIENCE FOR DOT (10 YRS)\n\n"
        "Tanker Driver, Ridge Fuel, 2014 - 2020\n\n"
        "SKILLS CHECKLIST (4 = can teach)\nSuturing 3     Triage 4     Splinting 4"
    )

    assert of_kind(text, frameworks) == [("Tanker Driver", "Ridge Fuel", "2014", "2020")]
    assert stated(text, frameworks) == ["Suturing", "Triage", "Splinting"]


def test_papers_above_all_headings_need_not_be_alone_in_their_paragraph(frameworks: Frameworks) -> None:
    text = (
        "Pat Example\nTanker driver\n\nCDL: Class B, Idaho, endorsement N. Exp 05/2028\nTWIC: exp 02/2027\n"
        "MVR: 0 tickets in 4 yrs\n\nEXPERIENCE\n\nTanker Driver, Ridge Fuel, 2014 - 2020"
    )

    assert of_kind(text, frameworks, EntryKind.LICENCE, EntryKind.CERTIFICATION)[1] == ("TWIC", None, None, "2027-02")


def test_a_paper_in_capitals_that_is_current_is_no_heading(frameworks: Frameworks) -> None:
    text = (
        "EDUCATION & CREDENTIALS\n\nFlagger Certificate, 2021\nCPR/AED, current\n\n"
        "WORK\n\nFlagger, Dells Paving, 2020 - 2022"
    )

    assert [entry.title for entry in entries(text, frameworks, EntryKind.CERTIFICATION)] == [
        "Flagger Certificate",
        "CPR/AED",
    ]
