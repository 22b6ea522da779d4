"""Resumes in forms that offices, sites and trades have made a habit: what holds for any writer of that form."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings import SectionKind
from app.extraction.model import Entry, EntryKind
from app.extraction.office_lines import without_office
from app.extraction.sections import Section
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
        "PROFESSIONAL EXPERIENCE\n\n1) Organization : Silverbrook Textiles Ltd, Erode\n   Designation : Quality Inspector\n"
        "   Department : Dyeing\n   Duration : Feb 2020 to till date\n   Key Responsibilities :\n   • Checking of shades\n\n"
        "2) Organization : Tamarind Knits\n   Designation : Lab Assistant\n   Duration : May 2017 to Jan 2020\n"
        "   Key Responsibilities :\n   • Testing of yarn"
    )

    assert of_kind(text, frameworks) == [
        ("Quality Inspector", "Silverbrook Textiles Ltd", "2020-02", None),
        ("Lab Assistant", "Tamarind Knits", "2017-05", "2020-01"),
    ]


def test_a_title_in_capitals_ends_before_its_stop_and_at(frameworks: Frameworks) -> None:
    text = "WORK\n\nLAUNDRY ATTENDANT. CYPRESS LODGE. 2016 TO 2020.\nWASHED LINENS.\n\nVOLUNTEER\n\nGREETER AT ZION HALL SINCE 2012."

    assert of_kind(text, frameworks) == [("LAUNDRY ATTENDANT", "CYPRESS LODGE", "2016", "2020")]
    assert of_kind(text, frameworks, EntryKind.VOLUNTEERING) == [("GREETER", "ZION HALL", "2012", None)]
