"""Jobs in forms that were filled in: each answer goes to what its label asks, and nothing else does."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.filled.fields import role_of
from app.extraction.filled.jobs import filled_in
from app.extraction.lines.rows import rows
from app.extraction.model import DocumentKind, Extraction
from app.flows import runtime
from app.settings import Settings
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(runtime.frameworks(Settings()))


def _extract(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(read(SourceDocument(name="form.txt", data=text.encode())))


def _jobs(text: str) -> list[Told]:
    made = document(text)
    found = filled_in(made, rows(made)).entries
    return [(one.title, one.organization, one.start, "present" if one.current else one.end) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # several labels in one line
        (
            "Employer: Elm Cold Storage     Phone: 419-555-0188\nAddress: 9 Lake Rd, Oregon, OH     "
            "Supervisor: Ann Roe\n"
            "Job title: Forklift Operator     From: 06/2019     To: 01/2025\nReason for leaving: Laid off",
            [("Forklift Operator", "Elm Cold Storage", "2019-06", "2025-01")],
        ),
        (
            "(1) Employer: Elm Market; Phone: 478-555-0109; Supervisor: Ann Roe, Front End Manager; Title: Cashier; "
            "From: 10/2020; To: 12/2024\n(2) Employer: N/A; Phone: ; Supervisor: ; Title: ; From: ; To: ",
            [("Cashier", "Elm Market", "2020-10", "2024-12")],
        ),
        # labels above their answers, and first and last days of their own
        (
            "Employer name*\nElm Dental\nJob title*\nDental Assistant\nSupervisor\nAnn Roe\nStart date*\n07 / 2020\n"
            "End date\nI currently work here",
            [("Dental Assistant", "Elm Dental", "2020-07", "present")],
        ),
        (
            "1. Employer name: Elm Concrete\n   Employer phone: (425) 555-0166\n"
            "   Job title / occupation: Cement Mason\n"
            "   First day of work: 04/11/2022\n   Last day of work: 11/22/2024\n   Reason for separation: Laid off",
            [("Cement Mason", "Elm Concrete", "2022-04-11", "2024-11-22")],
        ),
        # labels and answers in cells
        (
            "Facility\tElm Nursing\tDates employed\tFrom 02/2020 To 11/2024\n"
            "Position\tNursing Assistant\tSupervisor\tAnn Roe",
            [("Nursing Assistant", "Elm Nursing", "2020-02", "2024-11")],
        ),
        # columns of boxes, each with its label above
        (
            "Employer                Dates Employed        Work Performed\n"
            "Elm Diesel              From      To          Rebuilt engines\n"
            "Address                 3/2017    12/2024     Welded frames\n"
            "Bozeman, MT             Hourly Rate/Salary\n"
            "Job Title               Starting  Final\n"
            "Diesel Technician       $24.00    $33.50\nSupervisor\nAnn Roe\nReason for Leaving\nRelocating",
            [("Diesel Technician", "Elm Diesel", "2017-03", "2024-12")],
        ),
        # the forces: what somebody did there is the title
        (
            "Branch: U.S. Army\nRank at discharge: Sergeant (E-5)\nMOS: 88M Motor Transport Operator\n"
            "Date entered: 08/2012\nDate discharged: 08/2018",
            [("88M Motor Transport Operator", "U.S. Army", "2012-08", "2018-08")],
        ),
        # a code's occupation is no second title
        (
            "Job Title: Crew Leader\nOccupation: First-Line Supervisors (37-1012.00)\nEmployer: Elm Parks\n"
            "Dates: 03/2018 - 10/2024\nSalary: $18 Hourly",
            [("Crew Leader", "Elm Parks", "2018-03", "2024-10")],
        ),
        # dots lead to the colon, and questions ask
        (
            "Agency/Employer ......: Elm Home Care\nYour job there .......: Caregiver\n"
            "Worked from ..........: Jan 2021   until: Present\nWhom did you report to: Mrs. Roe, Scheduler\n"
            "What did you do?......: Transfers\nWhy did you leave? ...: Center closed",
            [("Caregiver", "Elm Home Care", "2021-01", "present")],
        ),
        # references are nobody's jobs, and labels of a resume that no office wrote are read as before
        ("Name: Ann Roe\nTitle: Manager\nCompany: Elm Ltd\nPhone: 555-0100\nYears known: 6", []),
        ("Employer: Elm Ltd\nPosition: Cook\nDates: 2019 - 2021", []),
        ("Employer: Elm Ltd\nSupervisor: Ann Roe\nFrom: 2019  To: 2021", []),
    ],
)
def test_each_answer_goes_to_what_its_label_asks(text: str, expected: list[Told]) -> None:
    assert _jobs(text) == expected


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Employer name*", "employer"),
        ("From (mo/yr)", "start"),
        ("Farm / Rancho", "employer"),
        ("Supervisor's name and title", "aside"),
        ("Name of supervisor", "aside"),
        ("Position desired", "wanted"),
        ("Completion date", "ended"),
        ("Issued by", None),
        ("Relationship", "other"),
    ],
)
def test_labels_tell_what_they_ask_for(label: str, role: str | None) -> None:
    assert role_of(label) == role


def test_only_duties_of_a_form_are_shown(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "EMPLOYMENT HISTORY\nEmployer #1\nEmployer: Elm Cold Storage   Supervisor: Ann Roe, Shift Lead\n"
        "Job title: Forklift Operator   From: 06/2019   To: 01/2025\nDuties: Load trailers, scan pallets\n"
        "Reason for leaving: Budget cuts\nMay we contact this employer? Yes\n\nEDUCATION\nElm High School, 2012\n",
    )
    quotes = [quote.quote for claim in found.claims for quote in claim.evidence if claim.basis != "inferred"]
    assert [(one.title, one.organization) for one in found.entries] == [
        ("Forklift Operator", "Elm Cold Storage"),
        (None, "Elm High School"),
    ]
    assert {"Load trailers", "scan pallets"} <= {*quotes}
    assert not any("Budget" in quote or "Lead" in quote for quote in quotes)


def test_a_form_with_a_table_of_courses_is_no_transcript(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "PRIOR WORK HISTORY\nFacility\tElm Nursing\tDates employed\tFrom 02/2020 To 11/2024\n"
        "Position\tNursing Assistant\tSupervisor\tDot Vance, RN\n\nEDUCATION AND TRAINING\n"
        "School\tCourse\tYear\tCompleted\nElm Adult School\tNurse Aide Program\t2020\tYes\n"
        "Oak High School\tGeneral\t2016\tYes\n\nPERSONAL REFERENCES\nName\tOccupation\tPhone\tYears known\n"
        "Ann Roe\tSchool bus driver\t540-555-0121\t9\n",
    )
    assert found.kind is DocumentKind.RESUME
    assert ("Nursing Assistant", "Elm Nursing") in [(one.title, one.organization) for one in found.entries]
    assert not any("bus driver" in str(one.title) for one in found.entries)


def test_a_table_of_jobs_needs_no_heading(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "MEMBER: A. ROE          BOOK NO: 1190442\n\n"
        "CONTRACTOR         JOB SITE          CLASSIFICATION    FROM      TO       HRS      FOREMAN\n"
        "Elm Steel          Terminal 4        Rodbuster         01/22     08/24    4,112    B. Example\n"
        "Oak Erectors       Hospital Tower    Connector         03/19     12/21    5,230    M. Example\n",
    )
    assert [(one.title, one.organization, one.start) for one in found.entries] == [
        ("Rodbuster", "Elm Steel", "2022-01"),
        ("Connector", "Oak Erectors", "2019-03"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "School Name\nElm High School\nLocation\nButte, MT\nYears Completed\n4\nDiploma\nYes",
            (None, "Elm High School", None, None, True),
        ),
        (
            "Institution*\nElm Career Institute\nCredential earned\nCertificate\nField of study\nDental Assisting\n"
            "Year completed\n2020",
            ("Certificate", "Elm Career Institute", "Dental Assisting", "2020", None),
        ),
        (
            "Name of School: Elm University\nDid you graduate? No\nDegree received: Bachelor's\n"
            "Major/minor: Political Science\nDates attended: 09/2013 - 05/2017",
            ("Bachelor's", "Elm University", "Political Science", "2017-05", False),
        ),
    ],
)
def test_labels_of_schools_are_no_schools(extractor: Extractor, text: str, expected: tuple[object, ...]) -> None:
    (school,) = _extract(extractor, f"Ann Roe\n\nEducation\n{text}\n").entries
    assert (school.title, school.organization, school.programme, school.end, school.completed) == expected


def test_what_a_form_asks_besides_is_neither_a_job_nor_a_skill(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "Position Desired\nLine Cook\n\nWork Experience\nEmployer\nElm Grill\nJob Title\nPrep Cook\n"
        "Start Date\n03/2021\nEnd Date\nPresent\nReason for Leaving\nMore hours\n\n"
        "Do you have any relatives who work here?\nNo\nHow did you hear about us?\nIndeed\n\n"
        "Skills\nKnife skills, fryer\n\nEmergency Contact\nBea Roe, mother, 505-555-0160\n\n"
        "FOR OFFICE USE ONLY\nInterview date: 2/2   Committee member: B. Example\n",
    )
    quotes = [quote.quote for claim in found.claims for quote in claim.evidence]
    assert [(one.title, one.organization) for one in found.entries] == [("Prep Cook", "Elm Grill")]
    for asked in ("Line Cook", "Indeed", "mother", "Bea", "Interview", "hours"):
        assert not any(asked in quote for quote in quotes)
