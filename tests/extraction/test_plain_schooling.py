"""Schooling as people of many walks of life put it: tables with heads, levels in front, paragraphs, plain lists."""

import pytest

from app.extraction.model import Entry, EntryKind
from app.extraction.schooling.entries import school_entries
from tests.extraction.documents import lines


def schools(text: str, kind: EntryKind = EntryKind.EDUCATION) -> list[Entry]:
    return school_entries(*lines(text), kind)


def said(entry: Entry) -> tuple[str | None, ...]:
    return (entry.title, entry.organization, entry.end)


def test_the_heads_of_a_table_say_what_its_columns_hold() -> None:
    found = schools(
        "Course | Institution | Board/University | Year | %\n"
        "B.Com | Modern College | Pune University | 2013 | 71\n"
        "HSC | Fergusson Jr College | Maharashtra State Board | 2010 | 74.2\n"
        "SSC | Abhinava Vidyalaya | Maharashtra State Board | 2008 | 81"
    )

    assert [said(one) for one in found] == [
        ("B.Com", "Modern College", "2013"),
        ("HSC", "Fergusson Jr College", "2010"),
        ("SSC", "Abhinava Vidyalaya", "2008"),
    ]
    assert [one.programme for one in found] == [None, None, None]


def test_heads_apart_by_blanks_are_no_course() -> None:
    found = schools(
        "School                       Course                Years       Completed\n"
        "Erie 1 BOCES                 Machine trades        2004-2006   Yes\n"
        "Lancaster High School        General               2002-2006   Yes"
    )

    assert [(one.kind, *said(one)) for one in found] == [
        (EntryKind.EDUCATION, "Machine trades", "Erie 1 BOCES", "2006"),
        (EntryKind.EDUCATION, None, "Lancaster High School", "2006"),
    ]


def test_where_no_column_names_the_school_that_of_the_place_does() -> None:
    (found,) = schools(
        "Course ID       Title                          Location                    Dates\n"
        "AC-2201-5501    Tower Operator Class A1        Gulf Air Technical Center   13-JAN-2014 to 30-MAY-2014",
        EntryKind.COURSE,
    )

    assert said(found) == ("Tower Operator Class A1", "Gulf Air Technical Center", "2014-05-30")


def test_the_level_in_front_of_a_school_is_no_name() -> None:
    found = schools(
        "Tertiary: Philippine Christian University, Dasmarinas\n"
        "          Bachelor of Science in Hotel Management (2007-2011)\n"
        "Secondary: Dasmarinas National High School (2003-2007)\n"
        "College: De La Salle Lipa, 2012\n"
        "Vocational: Housekeeping Course (2013)"
    )

    assert [said(one) for one in found] == [
        ("Bachelor of Science", "Philippine Christian University", "2011"),
        (None, "Dasmarinas National High School", "2007"),
        (None, "De La Salle Lipa", "2012"),
        ("Housekeeping Course", None, "2013"),
    ]


def test_a_paragraph_of_plain_text_is_an_entry_of_its_own() -> None:
    found = schools(
        "Some college in Business\nColumbus State Community College - Columbus, OH\nAugust 2019 to May 2021\n\n"
        "High school diploma\nGrove City High School - Grove City, OH\n2019"
    )

    assert [said(one) for one in found] == [
        (None, "Columbus State Community College", "2021-05"),
        ("High school diploma", "Grove City High School", "2019"),
    ]


def test_who_gave_the_letters_of_a_profession_stands_above_them() -> None:
    found = schools(
        "Drake University\nBachelor of Science, Business Administration (2003 - 2007)\n\n"
        "The Institutes\nChartered Property Casualty Underwriter (CPCU) (2010 - 2012)"
    )

    assert said(found[1]) == ("Chartered Property Casualty Underwriter (CPCU)", "The Institutes", "2012")


def test_two_degrees_in_a_line_have_the_schools_of_the_line_below() -> None:
    found = schools(
        "BFA Illustration; AA Fine Arts\n"
        "Massachusetts College of Art and Design — 2011; Bunker Hill Community College — 2007"
    )

    assert [(*said(one), one.programme) for one in found] == [
        ("BFA", "Massachusetts College of Art and Design", "2011", "Illustration"),
        ("AA", "Bunker Hill Community College", "2007", "Fine Arts"),
    ]


def test_names_of_courses_with_commas_between_are_a_course_each() -> None:
    found = schools("Thermodynamics, Fluid Mechanics, MATLAB for Engineers", EntryKind.COURSE)

    assert [one.title for one in found] == ["Thermodynamics", "Fluid Mechanics", "MATLAB for Engineers"]


def test_a_course_without_a_date_among_lines_with_one_is_no_part_of_another() -> None:
    found = schools(
        "LETRS Units 1-8, Lexia, 2021-2022\nResponsive Classroom Level I and II\nGuided Reading, 2018\nWriting, 2017",
        EntryKind.COURSE,
    )

    assert [one.title for one in found] == [
        "LETRS Units 1-8",
        "Responsive Classroom Level I and II",
        "Guided Reading",
        "Writing",
    ]


def test_a_federal_form_names_the_major_below_the_credits() -> None:
    (found,) = schools(
        "Bowie State University Bowie, MD United States\nMaster's Degree 05/2011\n"
        "Credits Earned: 36 Semester hours\nMajor: Public Administration Minor: Statistics"
    )

    assert (*said(found), found.programme) == (
        "Master's Degree",
        "Bowie State University",
        "2011-05",
        "Public Administration",
    )


@pytest.mark.parametrize(
    ("line", "title", "organization", "programme", "location"),
    [
        (
            "Certificate III in Children's Services, Federation University, 2013",
            "Certificate III in Children's Services",
            "Federation University",
            None,
            None,
        ),
        ("VCE, Ballarat Secondary College, 2011", "VCE", "Ballarat Secondary College", None, None),
        ("BComm, MacEwan University, 2015", "BComm", "MacEwan University", None, None),
        ("9 GCSEs A*–C including Maths, Hill Community College, 2011", "GCSEs", "Hill Community College", None, None),
        (
            "BTEC Level 3 Sport, Northampton College (Merit), 2013",
            "BTEC Level 3",
            "Northampton College",
            "Sport",
            None,
        ),
        ("Trade Institute, Alsip, IL (5-year program), 2006-2011", None, "Trade Institute", None, "Alsip, IL"),
        (
            "Master of Physiotherapy          EQF level 7\nGdansk University, Gdansk (Poland), 2014",
            "Master of Physiotherapy",
            "Gdansk University",
            None,
            "Gdansk (Poland)",
        ),
        (
            "B.S. Mechanical Engineering, University of Minnesota\nExpected May 2026            GPA 3.41",
            "B.S.",
            "University of Minnesota",
            "Mechanical Engineering",
            None,
        ),
        (
            "Associate in Specialized Business, Office Administration — Erie Business Center, 2003",
            "Associate in Specialized Business",
            "Erie Business Center",
            "Office Administration",
            None,
        ),
    ],
)
def test_what_stands_beside_a_school_is_told_apart(
    line: str, title: str | None, organization: str, programme: str | None, location: str | None
) -> None:
    (found,) = schools(line)

    assert (found.title, found.organization, found.programme, found.location) == (
        title,
        organization,
        programme,
        location,
    )
    assert found.end is not None


def test_stops_and_semicolons_part_degrees_schools_and_years() -> None:
    found = schools(
        "Master of Library and Information Science. Emporia State University (Oregon cohort). 2012.\n"
        "Bachelor of Arts, History; Portland State University; 2007.\nA.A. degree, Falls Community College - 2001"
    )

    assert [(one.title, one.programme, one.end) for one in found] == [
        ("Master of Library and Information Science", None, "2012"),
        ("Bachelor of Arts", "History", "2007"),
        ("A.A.", None, "2001"),
    ]


def test_the_town_of_a_school_stands_before_the_degree_and_its_field_behind() -> None:
    (found,) = schools("Foothill College, Los Altos Hills: A.S., Dental Hygiene (2016)")

    assert (found.organization, found.location, found.programme) == (
        "Foothill College",
        "Los Altos Hills",
        "Dental Hygiene",
    )


def test_sentences_of_schooling_with_shares_of_marks_are_entries() -> None:
    found = schools(
        "B.Tech in Computer Science from Cochin University of Science and Technology with 7.8 CGPA in 2013.\n"
        "Higher Secondary (12th) from Kendriya Vidyalaya, Kochi with 88% in 2009.\n"
        "SSLC from Kendriya Vidyalaya, Kochi with 92% in 2007."
    )

    assert [said(one) for one in found] == [
        ("B.Tech", "Cochin University of Science and Technology", "2013"),
        ("Higher Secondary (12th)", "Kendriya Vidyalaya", "2009"),
        ("SSLC", "Kendriya Vidyalaya", "2007"),
    ]
