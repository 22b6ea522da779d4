"""Certificates of courses; who gave the courses of an employer's record; programmes over two lines."""

import pytest

from app.extraction.model import CourseState, EntryKind
from app.extraction.transcripts.certified import certificate_entries, is_certificates
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.institutions import institution
from app.extraction.transcripts.recognised import is_transcript
from app.extraction.transcripts.walk import read_rows
from tests.extraction.documents import document

PASSED, AUDITED, FAILED = CourseState.PASSED, CourseState.AUDITED, CourseState.FAILED

ONLINE = """COURSE CERTIFICATE
Apr 18, 2022
Lee Moss
has successfully completed
Foundations of Project Management
an online non-credit course authorized by Marrow Bay University and offered through
LearnHarbor
Thora Quillfeather
"""
OF_HOURS = """CERTIFICATE OF COMPLETION
Prairie Junction School of Trades
This certifies that
LEE MOSS
has completed 40 hours of instruction in
Backflow Prevention Testing
on March 18, 2021. Expires March 18, 2024
"""
IN_ONE_LINE = """CERTIFICATE OF TRAINING
Awarded to Lee Moss
for the successful completion of
Confined Space Entry (16 contact hours)
Prairie Junction School of Trades, October 7, 2021
"""
INITIATIVE = """This is to certify that
Lee Moss
successfully completed and received a passing grade in
NEG210x: Negotiation at Work
a course of study offered by PellworthX, an online learning initiative of
Pellworth Institute
Issued October 11, 2022
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ONLINE, ("Foundations of Project Management", "Marrow Bay University", "2022-04-18", None, PASSED)),
        (OF_HOURS, ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", PASSED)),
        (IN_ONE_LINE, ("Confined Space Entry", "Prairie Junction School of Trades", "2021-10-07", "16", PASSED)),
        (INITIATIVE, ("Negotiation at Work", "Pellworth Institute", "2022-10-11", None, PASSED)),
        (
            ONLINE.replace("COURSE CERTIFICATE", "STATEMENT OF PARTICIPATION").replace(
                "has successfully completed", "took part in"
            ),
            ("Foundations of Project Management", "Marrow Bay University", "2022-04-18", None, AUDITED),
        ),
        (
            OF_HOURS.replace("has completed 40 hours of instruction in", "attended") + "Requirements were not met.",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", None, "no-credit"),
        ),
        (
            OF_HOURS + "The examination was not passed.",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", FAILED),
        ),
        (
            OF_HOURS + "Grade: F",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", FAILED),
        ),
        (
            OF_HOURS + "Result: Fail",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", FAILED),
        ),
        (
            OF_HOURS + "Status: Incomplete",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", "incomplete"),
        ),
        (
            OF_HOURS + "Final grade: A\nStatus: Active",
            ("Backflow Prevention Testing", "Prairie Junction School of Trades", "2021-03-18", "40", PASSED),
        ),
    ],
)
def test_a_certificate_tells_its_course(text: str, told: tuple[str | None, ...]) -> None:
    assert is_transcript(document(text))
    (one,) = transcript_entries(document(text))
    assert (one.title, one.organization, one.end, one.credits, one.state) == told
    assert one.kind is EntryKind.COURSE


def test_several_certificates_are_a_course_each() -> None:
    found = certificate_entries(document("\n".join((ONLINE, OF_HOURS, INITIATIVE))))
    assert [(one.code, one.title) for one in found] == [
        (None, "Foundations of Project Management"),
        (None, "Backflow Prevention Testing"),
        ("NEG210x", "Negotiation at Work"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        OF_HOURS.replace("has completed", "will be awarded this when he has completed"),
        OF_HOURS.replace("has completed 40", "has completed 10 of 40"),
        OF_HOURS.replace("Backflow Prevention Testing", "Certified Nursing Assistant"),
        OF_HOURS.replace("CERTIFICATE OF COMPLETION", "Lee Moss").replace("This certifies that", "Plumber"),
        "TRAINING RECORD\nName: Lee Moss\nCourse  Completed  Hours\nLadder Safety  03/02/2022  8\n",
        OF_HOURS + "Experience\n" * 30,
    ],
)
def test_what_is_no_certificate_of_a_course(text: str) -> None:
    assert not is_certificates(document(text))


@pytest.mark.parametrize(
    "beside",
    [
        "This is not valid until the holder has completed Module Two.",
        "He went without having completed Module Two.",
        "He has not yet fully and satisfactorily completed Module Two.",
        "He hasn't successfully completed Module Two.",
        "Void unless he also has passed Module Two.",
    ],
)
def test_what_a_certificate_says_was_not_completed_is_not_passed(beside: str) -> None:
    (one,) = certificate_entries(
        document(OF_HOURS.replace("has completed 40 hours of instruction in", "attended") + beside)
    )
    assert (one.title, one.state) == ("Backflow Prevention Testing", AUDITED)


LEARNED = """
Training Title                   Status      Completed    Score   Hours
Hazard Communication             Completed   03/02/2022   85      1.0
Forklift Operator                Completed   03/14/2022   92      8.0
"""


@pytest.mark.parametrize(
    ("head", "school"),
    [
        (
            "Tarrow Freight & Logistics\nLearning Center - Training Transcript\nLearner: Lee Moss",
            "Tarrow Freight & Logistics",
        ),
        (
            "Training History\nCompany: Northfield Packaging Inc.\nEmployee Name: Lee Moss",
            "Northfield Packaging Inc.",
        ),
        ("CE Transcript\nProvider: Gulfside Nursing CEU, LLC\nLicensee: Lee Moss", "Gulfside Nursing CEU, LLC"),
        ("Harlan Foods, Inc. | Training Transcript\nEmployee: Lee Moss", "Harlan Foods, Inc."),
        ("Training Transcript - Harlan Foods, Inc.\nEmployee: Lee Moss", "Harlan Foods, Inc."),
        ("U.S. NAVY\nTRAINING RECORD\nName: MOSS, LEE", "U.S. NAVY"),
        ("Completion Record\nIssued by Delmont Safety Ltd\nName: Lee Moss", "Delmont Safety Ltd"),
        ("Sponsor: Copper Ridge Electrical\nTraining Record\nApprentice: Lee Moss", "Copper Ridge Electrical"),
        ("Training Record - Forklift\nName: Lee Moss", None),
        ("Training Record - New Hire Orientation\nName: Lee Moss", None),
        ("Training Record\nCompany: Northfield Packaging\nName: Lee Moss", None),
        ("Lee Moss\nTraining Record\nName: Lee Moss", None),
    ],
)
def test_who_gave_the_courses_of_a_record(head: str, school: str | None) -> None:
    made = document(f"{head}\n{LEARNED}Printed by the Learning Center, page 1 of 1\n")
    place = institution(read_rows(made).others)
    assert (made.text[slice(*place)] if place else None) == school


@pytest.mark.parametrize(
    ("head", "programme"),
    [
        ("Degree programme: Bachelor of Engineering, Freight and\nSupply Chain", "Freight and Supply Chain"),
        (
            "Program: Associate in Applied Science in Health Information\nManagement and Coding\nAdvisor: L. Bird",
            "Health Information Management and Coding",
        ),
        ("Program: Bachelor of Science, Nursing\nLowell Bird\nAdvisor: Ann Lee", "Nursing"),
        (
            "Program: Bachelor of Science, Health Records\nLowell Bird\nStatus: active",
            "Health Records",
        ),
    ],
)
def test_a_programme_over_two_lines(head: str, programme: str) -> None:
    rows = "Fall 2020\nENGL 101  Composition  3.00  A\nHIST 101  History of Art  3.00  B\n"
    found = transcript_entries(document(f"Cedar Falls College\nTranscript\nStudent: Rosa Imhof\n{head}\n{rows}"))
    assert [one.programme for one in found if one.kind is EntryKind.EDUCATION] == [programme]
