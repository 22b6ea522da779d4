"""Transcripts in the forms in which registrars' systems print and people copy them; schools are invented."""

import pytest

from app.extraction.claims import entry_claims, name_entries
from app.extraction.model import CourseState, Entry, EntryKind, Provenance
from app.extraction.transcripts.entries import is_transcript, transcript_entries
from app.extraction.transcripts.grades import scale_of, state_of
from app.extraction.transcripts.terms import dates_of
from tests.extraction.documents import document

PASSED, FAILED, GOING = CourseState.PASSED, CourseState.FAILED, CourseState.IN_PROGRESS

BANNER = """
Maple Ridge Community College
Unofficial Academic Transcript
***TRANSFER CREDIT ACCEPTED BY INSTITUTION***
Fall 2017: Dunmore State University
Subject  Course  Title                          Grade  Credit Hours  Quality Points  R
ENGL     101     English Composition I          TR     3.000         0.00
INSTITUTION CREDIT
Term: Fall 2018
Subject  Course  Level  Title                          Grade  Credit Hours  Quality Points  Start and End Dates  R
ACCT     201     UG     Principles of Accounting I     A      3.000         12.00
BUSN     120     UG     Business Mathematics           B+     3.000         9.90
ECON     201     UG     Macroeconomics                 F      3.000         0.00
COURSES IN PROGRESS
Term: Fall 2019
ACCT     240     UG     Cost Accounting                3.000
Term: Spring 2020
ACCT     250     UG     Auditing                       3.000
"""
PEOPLESOFT = """
Undergraduate Unofficial Transcript
Name:        Corwin Applegarth
Institution Info:  Ashbourne State University
Print Date:  06/12/2024
Degrees Awarded
Degree:        Bachelor of Science
Confer Date:   05/11/2024
Plan:          Mechanical Engineering
2020 Fall
Program:  College of Engineering
Course        Description                     Attempted  Earned  Grade  Points
CHEM 1210     General Chemistry I                  4.000   4.000   B+    13.200
PHYSICS 1250  Mech, Work & Energy, Therm           5.000   5.000   B-    13.500
MECHENG 2010  Statics                              2.000   0.000   E      0.000
POL SCI 61A   Political Theory                     2.000   2.000   PA     0.000
"""
LABELLED = """
Unofficial Transcript - Bellweather Technical College
FALL QUARTER 2020
WELD 101   Introduction to Welding Safety    5.0  CR 5.0  Gr 3.8
WELD 115   Blueprint Reading for Welders     5.0  CR 0.0  Gr 0.0
MATH& 107  Math in Society  Credits: 5.0 Grade: W
"""
COLLEAGUE = """
Unofficial Transcript
Course/Section and Title\tGrade\tCredits\tCEUs\tRepeat\tTerm
AHS-110-H1  Medical Terminology\tA\t3.00\t\t\t2020FA
BIO-163-01  Basic Anatomy & Physiology\tB\t5.00\t\t\t2020FA
MED-140-01  Exam Room Procedures I\t\t5.00\t\t\t2021FA
Total Earned Credits\t8.00
Total Grade Points\t51.00
"""
SCHOOL = """
Hollis Park High School
Student Transcript
2019-2020 Grade 9 Hollis Park High School
Course Title  Mark  Credit
Eng 9 A-  1.000
Foods & Nutrition A  .500
Geometry F  .000
Credit Summary   Earned   Required
English   3.000   4.000
Math   1.000   3.000
"""
HOURS = """
STERLING TRADE INSTITUTE
Student Academic Record
Program: HVAC Technician (900 clock hours)
Graduation Date: 11/19/2021
Module                               Hours     Score    Date Completed
HV101 Basic Electricity              90        94%      02/12/2021
HV103 EPA 608 Preparation            40        Pass     04/09/2021
HV104 Gas Furnaces                   150       61%      05/28/2021
A score of 70% is required to pass.
"""
UNITS = """
Northern Plains Online University
OFFICIAL TRANSCRIPT
Degree Program: B.S. Information Technology
Course Code   Course Description                         Units  Grade  Term End
C172          Network and Security - Foundations         3      PS     2021-06-30
C182          Introduction to IT                         4      RC
C191          Operating Systems for Programmers          3      NP     2021-12-31
"""


def entries(text: str) -> list[Entry]:
    made = document(text)
    assert is_transcript(made)
    return name_entries(made, transcript_entries(made))


def courses(text: str) -> list[tuple[str | None, ...]]:
    found = (one for one in entries(text) if one.kind is EntryKind.COURSE)
    return [(one.code, one.title, one.credits, one.grade, one.term, one.state) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BANNER,
            [
                ("ENGL 101", "English Composition I", "3.000", "TR", "Fall 2017", PASSED),
                ("ACCT 201", "Principles of Accounting I", "3.000", "A", "Fall 2018", PASSED),
                ("BUSN 120", "Business Mathematics", "3.000", "B+", "Fall 2018", PASSED),
                ("ECON 201", "Macroeconomics", "3.000", "F", "Fall 2018", FAILED),
                ("ACCT 240", "Cost Accounting", "3.000", None, "Fall 2019", GOING),
                ("ACCT 250", "Auditing", "3.000", None, "Spring 2020", GOING),
            ],
        ),
        (
            PEOPLESOFT,
            [
                ("CHEM 1210", "General Chemistry I", "4.000", "B+", "2020 Fall", PASSED),
                ("PHYSICS 1250", "Mech, Work & Energy, Therm", "5.000", "B-", "2020 Fall", PASSED),
                ("MECHENG 2010", "Statics", "0.000", "E", "2020 Fall", FAILED),
                ("POL SCI 61A", "Political Theory", "2.000", "PA", "2020 Fall", PASSED),
            ],
        ),
        (
            LABELLED,
            [
                ("WELD 101", "Introduction to Welding Safety", "5.0", "3.8", "FALL QUARTER 2020", PASSED),
                ("WELD 115", "Blueprint Reading for Welders", "0.0", "0.0", "FALL QUARTER 2020", FAILED),
                ("MATH& 107", "Math in Society", "5.0", "W", "FALL QUARTER 2020", CourseState.WITHDRAWN),
            ],
        ),
        (
            COLLEAGUE,
            [
                ("AHS-110-H1", "Medical Terminology", "3.00", "A", "2020FA", PASSED),
                ("BIO-163-01", "Basic Anatomy & Physiology", "5.00", "B", "2020FA", PASSED),
                ("MED-140-01", "Exam Room Procedures I", "5.00", None, "2021FA", GOING),
            ],
        ),
        (
            SCHOOL,
            [
                (None, "Eng 9", "1.000", "A-", "2019-2020", PASSED),
                (None, "Foods & Nutrition", ".500", "A", "2019-2020", PASSED),
                (None, "Geometry", ".000", "F", "2019-2020", FAILED),
            ],
        ),
        (
            HOURS,
            [
                ("HV101", "Basic Electricity", "90", "94%", None, PASSED),
                ("HV103", "EPA 608 Preparation", "40", "Pass", None, PASSED),
                ("HV104", "Gas Furnaces", "150", "61%", None, FAILED),
            ],
        ),
        (
            UNITS,
            [
                ("C172", "Network and Security - Foundations", "3", "PS", "2021-06-30", PASSED),
                ("C182", "Introduction to IT", "4", "RC", None, PASSED),
                ("C191", "Operating Systems for Programmers", "3", "NP", "2021-12-31", FAILED),
            ],
        ),
    ],
    ids=["Banner", "PeopleSoft", "labelled", "Colleague", "high school", "clock hours", "units"],
)
def test_courses_are_read_as_printed(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert courses(text) == expected


def test_what_is_in_progress_is_never_claimed() -> None:
    made = document(BANNER)
    claims = entry_claims(made, entries(BANNER), Provenance(document_sha256=made.sha256, extractor="offline/1"))
    assert not any(word in claim.name for claim in claims for word in ("Cost Accounting", "Auditing"))


def test_courses_of_an_earlier_term_below_those_in_progress_are_none_of_them() -> None:
    listed = BANNER.partition("COURSES IN PROGRESS")[0]
    going = "COURSES IN PROGRESS\nTerm: Fall 2019\nACCT     240     UG     Cost Accounting                3.000\n"
    before, _, after = listed.partition("Term: Fall 2018\n")
    head, rows = after.split("\n", 1)
    told = courses(f"{before}{head}\n{going}Term: Fall 2018\n{rows}")
    assert [(course[1], course[-1]) for course in told][-2:] == [
        ("Business Mathematics", PASSED),
        ("Macroeconomics", FAILED),
    ]


def test_a_degree_is_told_by_labels_whose_values_stand_apart() -> None:
    (degree,) = (one for one in entries(PEOPLESOFT) if one.kind is EntryKind.EDUCATION)
    assert (degree.title, degree.programme, degree.end) == (
        "Bachelor of Science",
        "Mechanical Engineering",
        "2024-05-11",
    )
    assert degree.state is PASSED


def test_a_school_named_beside_what_the_document_calls_itself() -> None:
    assert {one.organization for one in entries(LABELLED)} == {"Bellweather Technical College"}


def test_a_programme_without_a_degree_is_in_the_name_of_its_claim() -> None:
    made = document(HOURS)
    claims = entry_claims(made, entries(HOURS), Provenance(document_sha256=made.sha256, extractor="offline/1"))
    assert claims[0].name == "HVAC Technician, STERLING TRADE INSTITUTE"


def test_a_degree_keeps_its_last_point() -> None:
    assert next(one.title for one in entries(UNITS)) == "B.S."


def test_a_certificate_with_a_day_was_given() -> None:
    told = LABELLED + "CERTIFICATE OF ACHIEVEMENT - AUTOMOTIVE BRAKES  06/07/2019\n"
    (award,) = (one for one in entries(told) if one.kind is EntryKind.EDUCATION)
    assert (award.programme, award.end, award.state) == ("AUTOMOTIVE BRAKES", "2019-06-07", PASSED)


@pytest.mark.parametrize(
    ("text", "grades", "earned", "state"),
    [
        ("", ["A", "E"], None, FAILED),
        ("", ["A", "E"], 3.0, PASSED),
        ("", ["A", "E"], 0.0, FAILED),
        ("ECTS grades", ["A", "E"], None, PASSED),
        ("", ["A", "E", "FX"], None, PASSED),
        ("E = Excellent, S = Satisfactory", ["E"], None, PASSED),
    ],
)
def test_an_e_is_a_pass_where_the_transcript_says_so(
    text: str, grades: list[str], earned: float | None, state: CourseState
) -> None:
    assert state_of("E", scale_of(text, grades), earned) is state


@pytest.mark.parametrize(
    ("text", "failing", "passing"),
    [
        ("EPA 608 Preparation  40  Pass  04/09/2021", 39, 70),
        ("Basic Electricity 88% Pass", 39, 70),
        ("A score of 75% is required to pass.", 74, 75),
        ("Minimum passing grade: 60", 59, 60),
        ("65 or above is passing", 64, 65),
        ("Passing is 50", 49, 50),
    ],
)
def test_a_pass_mark_is_said_in_words(text: str, failing: int, passing: int) -> None:
    scale = scale_of(text, ["97", "88"])
    assert (state_of(str(failing), scale, None), state_of(str(passing), scale, None)) == (FAILED, PASSED)


def test_a_day_is_no_academic_year() -> None:
    assert dates_of("2021-06-30") == (None, "2021-06-30")
