"""Titles with more words than most keep them, beside an employer that is told apart."""

import pytest

from app.extraction.jobs.entries import job_entries
from app.extraction.model import EntryKind
from tests.extraction.documents import lines


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        (
            "IT Consultant for IBM XPages and Notes Domino\nKestrel Informatik GmbH, Bremen\nJan 2015 - Dec 2018",
            "IT Consultant for IBM XPages and Notes Domino",
            "Kestrel Informatik GmbH",
        ),
        (
            "Manager, Accounts Payable | Kestrel Tools | 2008 – 2010",
            "Manager, Accounts Payable",
            "Kestrel Tools",
        ),
        (
            "Director, Information Technology | Elm Bank | 2012 – 2019",
            "Director, Information Technology",
            "Elm Bank",
        ),
        (
            "Consultant for SAP Finance | Kestrel | 2015 - 2018",
            "Consultant for SAP Finance",
            "Kestrel",
        ),
        (
            "Technician for Elevators and Escalators | Vertex Lift Inc. | 2016 - 2019",
            "Technician for Elevators and Escalators",
            "Vertex Lift Inc.",
        ),
        (
            "Manager of Guest Services and Events — Lakeview Hotel, 2018 - 2021",
            "Manager of Guest Services and Events",
            "Lakeview Hotel",
        ),
        (
            "Assistant to the Vice President of Finance, Orchard Bank, 2012 - 2015",
            "Assistant to the Vice President of Finance",
            "Orchard Bank",
        ),
        (
            "Nurse – Night Shift, ICU\nSt. Alban Hospital, Dayton, OH\n2017 – 2020",
            "Nurse – Night Shift, ICU",
            "St. Alban Hospital",
        ),
        ("Registered Nurse - ICU - Mercy - 2017 – 2020", "Registered Nurse - ICU", "Mercy"),
        ("Harlan & Sons\nWelder - 2nd shift   2017 – 2020", "Welder - 2nd shift", "Harlan & Sons"),
        (
            "Teacher for Grades 3-5\nOak Hill Elementary School, 2014 - 2018",
            "Teacher for Grades 3-5",
            "Oak Hill Elementary School",
        ),
        (
            "Account Manager with Budget Responsibility\nFenwick Paper Co.\n2014 - 2018",
            "Account Manager with Budget Responsibility",
            "Fenwick Paper Co.",
        ),
    ],
)
def test_a_title_keeps_what_it_is_for_and_where(text: str, title: str, organization: str) -> None:
    [entry] = job_entries(*lines(text), EntryKind.EMPLOYMENT)

    assert (entry.title, entry.organization) == (title, organization)


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        ("Driver for Amazon, 2019 - 2021", "Driver", "Amazon"),
        ("Bookkeeper for Harlan Family Dental\n2015-2018", "Bookkeeper", "Harlan Family Dental"),
        (
            "Tree Climber with Redwood Empire Tree Company | Brush Creek | 2015-2018",
            "Tree Climber",
            "Redwood Empire Tree Company",
        ),
        ("Server at Night Owl Diner\n2015-2018", "Server", "Night Owl Diner"),
    ],
)
def test_who_somebody_worked_for_is_still_told_apart(text: str, title: str, organization: str) -> None:
    [entry] = job_entries(*lines(text), EntryKind.EMPLOYMENT)

    assert (entry.title, entry.organization) == (title, organization)


def test_below_a_dated_employer_a_field_of_work_belongs_to_its_title() -> None:
    document, rows = lines(
        "Lakeshore Foundry, Muskegon, MI                2010 – Present\n"
        "Vice President, Human Resources (2014 – Present)\n- Cut turnover\n"
        "Director, Operations (2010 – 2014)\n- Ran the plant\n"
    )
    found = [(one.title, one.organization) for one in job_entries(document, rows, EntryKind.EMPLOYMENT)]
    assert found == [
        ("Vice President, Human Resources", "Lakeshore Foundry"),
        ("Director, Operations", "Lakeshore Foundry"),
    ]
