"""Degrees in the head of transcripts: labels side by side or without a colon, short names, days of awards."""

import pytest

from app.extraction.model import EntryKind
from app.extraction.transcripts.degrees import alike
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document
from tests.extraction.transcribed import OTHERS

Told = tuple[str | None, str | None, str | None, bool | None]


def degrees(head: str) -> list[Told]:
    text = f"Official Transcript\nCedar Falls College\nStudent: Rosa Imhof\n{head}\n\nFall 2018\n{OTHERS}"
    found = (one for one in transcript_entries(document(text)) if one.kind is EntryKind.EDUCATION)
    return [(one.title, one.programme, one.end, one.completed) for one in found]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            "Program:  Associate of Applied Science      Degree Awarded: AAS Dental Hygiene\n"
            "Major:    Dental Hygiene                    Date Conferred: June 12, 2020",
            ("Associate of Applied Science", "Dental Hygiene", "2020-06-12", True),
        ),
        (
            "Program: Bachelor of Business Administration Major: Logistics Degree Awarded: May 6, 2023",
            ("Bachelor of Business Administration", "Logistics", "2023-05-06", True),
        ),
        (
            "Programme: BEng (Hons) Mechanical Engineering\n"
            "Award: Bachelor of Engineering with Honours\nDate of award: 08 July 2021",
            ("Bachelor of Engineering with Honours", "Mechanical Engineering", "2021-07-08", True),
        ),
        (
            "Degree course: Industrial Engineering (Bachelor of Engineering)\nDate of graduation: 28 February 2020",
            ("Bachelor of Engineering", "Industrial Engineering", "2020-02-28", True),
        ),
        (
            "Plan: Bachelor of Information Technology\nCompleted 12-Dec-2020",
            ("Bachelor of Information Technology", None, "2020-12-12", True),
        ),
        ("Credential: Diploma - Welding\nConvocation: June 17, 2019", ("Diploma", "Welding", "2019-06-17", True)),
        (
            "Qualification: Bachelor of Arts\nTitle of Award: Accounting\n"
            "Awarded: Second Class Honours (Upper Division)  15 July 2019",
            ("Bachelor of Arts", "Accounting", "2019-07-15", True),
        ),
        (
            "Course of Study  Practical Esthetics     Program Length  600 hours\nGraduated  July 30, 2021",
            (None, "Practical Esthetics", "2021-07-30", True),
        ),
        ("Stream: COMMERCE", (None, "COMMERCE", None, False)),
        (
            "Certificate of Completion awarded: June 16, 2019",
            ("Certificate of Completion", None, "2019-06-16", True),
        ),
        # nobody has a degree because of these
        ("Plan: Bachelor of Arts\nCourse completed: May 3, 2021", ("Bachelor of Arts", None, None, False)),
        ("Plan: Bachelor of Arts\nExpected completion date: May 3, 2019", ("Bachelor of Arts", None, None, False)),
        ("Plan: Bachelor of Arts\nConvocation: June 17, 2031", ("Bachelor of Arts", None, None, False)),
        ("Plan: Bachelor of Arts\nTranscript issued: May 3, 2021", ("Bachelor of Arts", None, None, False)),
        ("Plan: Bachelor of Arts\nDate completed: not yet", ("Bachelor of Arts", None, None, False)),
    ],
)
def test_degrees_of_a_head(head: str, told: Told) -> None:
    assert degrees(head) == [told]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AAS", "Associate of Applied Science", True),
        ("B.Sc.", "Bachelor of Science", True),
        ("BEng (Hons)", "Bachelor of Engineering with Honours", True),
        ("Bachelor of Science", "Bachelor of Science", True),
        ("AS", "Associate of Applied Science", False),
        ("BA", "Bachelor of Science", False),
        ("Diploma", "Associate of Arts", False),
    ],
)
def test_short_names_of_degrees(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
