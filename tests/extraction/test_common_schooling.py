"""Forms of schooling that many resumes have: what stands around a school, in one line and over several."""

import pytest

from app.extraction.headings.openings import SectionKind
from app.extraction.model import EntryKind
from app.extraction.schooling.entries import school_entries
from tests.extraction.documents import section

Told = tuple[str | None, str | None, str | None, str | None]


def schooling(text: str) -> list[Told]:
    made, found = section(f"Ida Roe\n\nEDUCATION\n\n{text}", SectionKind.EDUCATION)
    return [(e.title, e.organization, e.programme, e.location) for e in school_entries(made, found.rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bachelor of Science in\nMarketing\nElm State University\n2015 - 2019",
            ("Bachelor of Science", "Elm State University", "Marketing", None),
        ),
        (
            "Bachelor of Science\nin Marketing\nElm State University\n2015 - 2019",
            ("Bachelor of Science", "Elm State University", "Marketing", None),
        ),
        (
            "Master of Science in Human Resources and\nOrganizational Development\nElm State University, 2021",
            ("Master of Science", "Elm State University", "Human Resources and Organizational Development", None),
        ),
        (
            "Elm Technical College\nAssociate of Applied Science, Robotics, Controls, and Automation - 2019",
            ("Associate of Applied Science", "Elm Technical College", "Robotics, Controls, and Automation", None),
        ),
        (
            "Bachelor of Science, Double Major in Finance and Marketing\nElm State University, 2011",
            ("Bachelor of Science", "Elm State University", "Finance and Marketing", None),
        ),
        (
            "Elm University, 2012\nBachelor of Arts, Double Major: History and Spanish",
            ("Bachelor of Arts", "Elm University", "History and Spanish", None),
        ),
        (
            "BBA in Accounting, Dual Major in Finance, Elm University, 2011",
            ("BBA", "Elm University", "Accounting", None),
        ),
        (
            "B.S., Biochemistry (summa cum laude), Elm College, 2012",
            ("B.S.", "Elm College", "Biochemistry", None),
        ),
        (
            "Elm University, Columbus, OH, B.A., English, 1999",
            ("B.A.", "Elm University", "English", "Columbus, OH"),
        ),
        (
            "Univ. of Elm, Boston, MA, B.A., English, 1999",
            ("B.A.", "Univ. of Elm", "English", "Boston, MA"),
        ),
        ("Rutford – B.A. Economics, 2010", ("B.A.", "Rutford", "Economics", None)),
        (
            "2006-2007   Elm Auto Technical School, Warwick, RI\n            Automotive Technology, Certificate",
            ("Certificate", "Elm Auto Technical School", "Automotive Technology", "Warwick, RI"),
        ),
    ],
)
def test_what_was_studied_and_where_is_read_whole(text: str, expected: Told) -> None:
    assert schooling(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Elm University\nSchool of Nursing\nBachelor of Science in Nursing, 2019",
        "School of Nursing\nElm University\nBachelor of Science in Nursing, 2019",
        "School of Nursing, Elm University\nBachelor of Science in Nursing, 2019",
        "Department of Nursing, Elm University\nBachelor of Science in Nursing, 2019",
    ],
)
def test_a_school_of_a_university_is_no_school_of_its_own(text: str) -> None:
    assert schooling(text) == [("Bachelor of Science", "Elm University", "Nursing", None)]


def test_a_school_that_is_called_one_of_something_stays_beside_another() -> None:
    found = schooling(
        "Marlow School of Health Sciences\nNurse Aide Program - 2020\n\nUniversité Barry - 2014\nLicence"
    )

    assert [school for _, school, _, _ in found] == ["Marlow School of Health Sciences", "Université Barry"]


def test_a_program_of_an_office_is_no_degree() -> None:
    made, found = section(
        "Ida Roe\n\nEDUCATION\n\nElm University, B.S., 2012\nYardi, MS Office, MS Excel", SectionKind.EDUCATION
    )

    assert [e.title for e in school_entries(made, found.rows) if e.kind is EntryKind.EDUCATION] == ["B.S."]
