"""Whose transcript it is and what was awarded, in the places and words of many offices."""

import pytest

from app.extraction.model import EntryKind
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.institutions import institution
from app.extraction.transcripts.walk import read_rows
from tests.extraction.documents import document

ROWS = """

Fall 2018
DRF 101   Plan Reading        3.00   A
DRF 102   Section Drawing     3.00   B
DRF 103   Model Making        3.00   C
Term GPA 3.00

"""
TERMS = "\n".join(ROWS.replace("2018", str(year)) for year in (2016, 2017, 2018))


def school(head: str, foot: str = "") -> str | None:
    made = document(head + TERMS + foot)
    place = institution(read_rows(made).others)
    return " ".join(made.text[slice(*place)].split()) if place else None


@pytest.mark.parametrize(
    "head",
    [
        "Official Transcript of Marrow University",
        "Marrow University Official Transcript",
        "Marrow University Academic Record for Ada Fenwick",
        "Marrow University Office of the Registrar\nTranscript",
        "Office of the Registrar, Marrow University\nTranscript",
        "Transcript\nIssued by: Marrow University",
        "Marrow University, 100 Main St, Dunmore, KS 66000\nAcademic Transcript",
        "Marrow University (FICE 001234)\nTranscript",
        "Graduate School of Education\nMarrow University\nTranscript",
        "Department of Nursing - Marrow University\nTranscript",
        "A member of the State University System\nMarrow University\nTranscript",
        "Transcript\nRecipient: Lakeland College\nSent by: Marrow University",
        "Transcript of Records\nSending institution: Marrow University\nName: Ada Fenwick",
        "This transcript was issued by Marrow University.\nName: Ada Fenwick",
        "My Academics > Transcript > Marrow University",
    ],
)
def test_the_school_in_the_head(head: str) -> None:
    assert school(head) == "Marrow University"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Slate Falls Area Schools\nMarrow High School\nTranscript", "Marrow High School"),
        ("Slate Falls School District\nTranscript\nSchool: Marrow High School", "Marrow High School"),
        ("Slate Falls ISD - Marrow High School\nTranscript", "Slate Falls ISD - Marrow High School"),
        ("Rio Verde Independent School District\nTranscript", "Rio Verde Independent School District"),
        (
            "Junction Adult & Continuing Education\nTranscript\nStudent: Ada Fenwick",
            "Junction Adult & Continuing Education",
        ),
        ("Codeforge Bootcamp\nTranscript\nStudent Name: Ada Fenwick", "Codeforge Bootcamp"),
        ("University of Corvane, Halden\nTranscript", "University of Corvane, Halden"),
    ],
)
def test_names_of_schools_of_many_kinds(head: str, name: str) -> None:
    assert school(head) == name


@pytest.mark.parametrize(
    "head",
    [
        "Ada Fenwick\nTranscript",
        "Academic Transcript\nFenwick, Ada",
        "Academic Transcript\nName: Ada Fenwick\nHigh School: Pinecrest High School\nPrior college: Lakeland College",
        "Student Information\nTranscript\nName: Ada Fenwick",
    ],
)
def test_no_name_of_a_student_or_of_an_earlier_school(head: str) -> None:
    assert school(head) is None


@pytest.mark.parametrize(
    "foot",
    [
        "Marrow University  *  Office of the Registrar  *  Whitlow, Iowa 52000",
        "RELEASE: 8.7.1   Marrow University",
        "(c) 2020 Marrow University. All rights reserved.",
    ],
)
def test_the_school_in_the_foot(foot: str) -> None:
    head = "Academic Transcript\nName: Ada Fenwick\n" + "Note: none\n" * 10
    assert school(head, foot) == "Marrow University"
    assert school(head, "Sent to: Lakeland College") is None


def awards(head: str, foot: str = "") -> list[tuple[str | None, str | None, str | None, bool | None]]:
    made = document(f"Marrow College\nOfficial Transcript\nName: Ada Fenwick\n{head}{ROWS}{foot}")
    found = (one for one in transcript_entries(made) if one.kind is EntryKind.EDUCATION)
    return [(one.title, one.programme, one.end, one.completed) for one in found]


@pytest.mark.parametrize(
    ("head", "title", "programme", "end"),
    [
        ("DEGREES AWARDED\nAwarded:  Associate of Science  Degree Date:  18-DEC-2019\nMajor:  Geology",
         "Associate of Science", "Geology", "2019-12-18"),
        ("Degree Awarded: Associate of Applied Science in Welding on May 11, 2019",
         "Associate of Applied Science", "Welding", "2019-05-11"),
        ("Degree & Branch : B.E. Civil Engineering\nMonth & Year of Passing : May 2019",
         "B.E.", "Civil Engineering", "2019-05"),
        ("Academic plan: Associate of Arts, Cybersecurity (conferred 14 Dec 2019)",
         "Associate of Arts", "Cybersecurity", "2019-12-14"),
        ("Programme of study: BSc (Hons) Biomedical Science\nDate of award: 12 July 2019",
         "BSc (Hons)", "Biomedical Science", "2019-07-12"),
        ("Major: Nursing\nDegree: Associate in Applied Science\nDate Granted: 06/12/2019",
         "Associate in Applied Science", "Nursing", "2019-06-12"),
        ("Studiengang: Maschinenbau (Bachelor of Engineering)\nAbschluss: Bachelor of Engineering, 28.09.2019",
         "Bachelor of Engineering", "Maschinenbau", "2019-09-28"),
    ],
)  # fmt: skip
def test_awards_in_the_head(head: str, title: str, programme: str, end: str) -> None:
    assert awards(head) == [(title, programme, end, True)]


@pytest.mark.parametrize(
    ("foot", "title", "programme", "end"),
    [
        ("Degree: Associate of Arts   History   Granted: 08/06/19", "Associate of Arts", "History", "2019-08-06"),
        ("Bachelor of Arts conferred May 2019\nMajor in History", "Bachelor of Arts", "History", "2019-05"),
        ("Graduated 05/12/2019 with the degree of Bachelor of Arts in History",
         "Bachelor of Arts", "History", "2019-05-12"),
        ("The degree of Bachelor of Arts was conferred on May 12, 2019.\nMajor: History",
         "Bachelor of Arts", "History", "2019-05-12"),
        ("Diploma granted: Cosmetology    March 20, 2019", "Diploma", "Cosmetology", "2019-03-20"),
        ("Certificate of Completion: Nurse Aide, awarded 12/10/2019",
         "Certificate of Completion", "Nurse Aide", "2019-12-10"),
        ("AWARDS\nCertificate: Medical Coding  12/10/2019", "Certificate", "Medical Coding", "2019-12-10"),
    ],
)  # fmt: skip
def test_awards_in_the_foot(foot: str, title: str, programme: str, end: str) -> None:
    assert awards("", foot) == [(title, programme, end, True)]


def test_the_field_of_a_department_is_that_of_the_degree_right_before_it() -> None:
    head = "Current Program\nBachelor of Science\nMajor and Department: Geology, Earth Sciences"
    assert awards(head) == [("Bachelor of Science", "Geology", None, False)]
    other = "Major and Department: Geology, Earth Sciences\nAwarded: Associate of Arts Degree Date: May 12, 2018"
    assert awards(other) == [("Associate of Arts", None, "2018-05-12", True)]


def test_a_plan_with_a_number_is_no_programme() -> None:
    assert awards("Program: Associate of Arts\nPlan: IGEM-2009-201") == [("Associate of Arts", None, None, False)]


@pytest.mark.parametrize("said", ["Diploma granted: No", "Angestrebter Abschluss: Bachelor of Arts, 28.09.2024"])
def test_what_was_not_awarded(said: str) -> None:
    assert not any(completed for *_, completed in awards(said))
