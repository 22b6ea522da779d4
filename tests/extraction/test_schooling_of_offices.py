"""Schooling and papers as resumes of many countries tell them, and what is no skill there."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Basis, Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Row = tuple[str | None, str | None, str | None, str | None]
"""Title, organization, programme and end."""
_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(frameworks: Frameworks, text: str) -> list[Entry]:
    return rule(document(f"Ann Roe\n\n{text}"), frameworks).entries


def schools(frameworks: Frameworks, text: str) -> list[Row]:
    found = entries(frameworks, text)
    return [(e.title, e.organization, e.programme, e.end) for e in found if e.kind is EntryKind.EDUCATION]


def skills(frameworks: Frameworks, text: str) -> set[str]:
    made = document(f"Ann Roe\n\n{text}")
    found = rule(made, frameworks).sightings
    return {made.text[s.start : s.end] for s in found if s.basis is Basis.STATED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BA (English; minor in Art), Elm College, 2008",
            ("BA", "Elm College", "English", "2008"),
        ),
        (
            "BSc (Economics; First Class), Oak University, 2015",
            ("BSc", "Oak University", "Economics", "2015"),
        ),
        (
            "Honours B.A. (Public Administration), Elm University, 2013",
            ("Honours B.A.", "Elm University", "Public Administration", "2013"),
        ),
        ("Hons B.Sc. in Biology, Oak University, 2011", ("Hons B.Sc.", "Oak University", "Biology", "2011")),
        (
            "MMus Performance (Distinction), Elm Conservatory, 2014",
            ("MMus", "Elm Conservatory", "Performance", "2014"),
        ),
        ("BMus (Hons), Oak School of Music, 2012", ("BMus (Hons)", "Oak School of Music", None, "2012")),
        (
            "Certificat en traduction, Université de l'Orme, 2019",
            ("Certificat en traduction", "Université de l'Orme", None, "2019"),
        ),
        ("Abitur (2.1), Goethe-Gymnasium Elmstadt, 1999", ("Abitur", "Goethe-Gymnasium Elmstadt", None, "1999")),
        (
            "2010-2014: ELM UNIVERSITY\n"
            "Bachelor of Education (Science) – Chemistry/Mathematics. Second Class Honours",
            ("Bachelor of Education (Science)", "ELM UNIVERSITY", "Chemistry/Mathematics", "2014"),
        ),
        (
            "2006-2009: OAK GIRLS HIGH SCHOOL\n"
            "Kenya Certificate of Secondary Education (K.C.S.E). Mean grade B+ (plus)",
            ("Kenya Certificate of Secondary Education (K.C.S.E)", "OAK GIRLS HIGH SCHOOL", None, "2009"),
        ),
        (
            "1998-2005: ASH PRIMARY SCHOOL\nKenya Certificate of Primary Education (K.C.P.E). 371 marks",
            ("Kenya Certificate of Primary Education (K.C.P.E)", "ASH PRIMARY SCHOOL", None, "2005"),
        ),
        (
            "10/2001 – 08/2006  Mechanical Engineering, University of Oakstadt\n"
            "Degree: Dipl.-Ing. (FH), final grade 1.9\n"
            "Thesis: Wear of chain guides",
            ("Dipl.-Ing. (FH)", "University of Oakstadt", "Mechanical Engineering", "2006-08"),
        ),
        (
            "2005 – 2009  Chemistry, Oak University\nDegree: Bachelor of Science",
            ("Bachelor of Science", "Oak University", "Chemistry", "2009"),
        ),
        (
            "Universidade de Elm\nBachelor's degree, Business Administration and Management, General, 2017",
            ("Bachelor's degree", "Universidade de Elm", "Business Administration and Management, General", "2017"),
        ),
        (
            "BFA Painting, Elm College of Art, 2009\nTeachers: Tomas Veld, Prof. R. Askew",
            ("BFA", "Elm College of Art", "Painting", "2009"),
        ),
    ],
)
def test_degrees_are_told_apart_from_what_was_studied_and_how_well(
    frameworks: Frameworks, text: str, expected: Row
) -> None:
    assert schools(frameworks, f"EDUCATION\n{text}\n") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Highest Grade Passed : Grade 12 (Matric)\nSchool               : Elm Secondary School\n"
            "Year                 : 2005",
            [("Grade 12 (Matric)", "Elm Secondary School", None, "2005")],
        ),
        (
            "Institution    : Oak TVET College\nQualification  : N6 Electrical Engineering\nYear           : 2009",
            [("N6 Electrical Engineering", "Oak TVET College", None, "2009")],
        ),
        (
            "2010 – 2011    PGCE (Primary), University of Elm",
            [("PGCE (Primary)", "University of Elm", None, "2011")],
        ),
        (
            "2000 – 2007    Elm School: 3 A Levels (English A, Drama A, French C); 9 GCSEs",
            [("A Levels", "Elm School", None, "2007")],
        ),
        (
            "Degree/Certificate\tYear\tBoard/University\tMarks/CGPA\n"
            "B.Sc. Civil Engineering\t2014\tUniversity of Engineering Oak\t3.1/4.0\n"
            "Matric (Science)\t2008\tBISE Elm\t84%",
            [
                ("B.Sc. Civil Engineering", "University of Engineering Oak", None, "2014"),
                ("Matric (Science)", "BISE Elm", None, "2008"),
            ],
        ),
    ],
)
def test_forms_and_examinations_of_schools_are_read_whole(
    frameworks: Frameworks, text: str, expected: list[Row]
) -> None:
    assert schools(frameworks, f"EDUCATION\n{text}\n") == expected


_FORM = (
    "Dates (from – to){0}2014 – 2016\n"
    "{1}{0}Elm Valley Institute\n"
    "Principal subjects / occupational skills covered{0}Chemistry, microbiology\n"
    "{2}{0}Higher Diploma in Laboratory\n"
    "Level in national classification{0}EQF 5\n"
)


@pytest.mark.parametrize(
    ("mark", "school", "degree"),
    [
        ("    ", "Name and type of organisation providing education and training", "Title of qualification awarded"),
        (": ", "Name and type of organisation providing education", "Title of qualification"),
        (": ", "Name and type of organization", "Title of the qualification awarded"),
    ],
)
def test_the_labels_of_european_forms_say_what_a_school_gave(
    frameworks: Frameworks, mark: str, school: str, degree: str
) -> None:
    found = schools(frameworks, f"EDUCATION AND TRAINING\n\n{_FORM.format(mark, school, degree)}")
    assert [(title, organization, end) for title, organization, _, end in found] == [
        ("Higher Diploma in Laboratory", "Elm Valley Institute", "2016")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("INSTITUTIONS ATTENDED WITH DATES", "QUALIFICATIONS OBTAINED WITH DATES"),
        ("SCHOOLS ATTENDED", "ACADEMIC QUALIFICATIONS"),
        ("EDUCATION", "CERTIFICATES"),
    ],
)
def test_schools_and_what_they_gave_in_two_lists_are_brought_together_by_years(
    frameworks: Frameworks, first: str, second: str
) -> None:
    found = schools(
        frameworks,
        f"{first}\nUniversity of Oak, Nsukka        2006 – 2011\nBoys' Secondary School, Elm      2000 – 2006\n\n"
        f"{second}\nB.Eng. Civil Engineering         2011\nWASSCE                           2006\n",
    )
    assert [(title, programme, end) for title, _, programme, end in found] == [
        ("B.Eng.", "Civil Engineering", "2011"),
        ("WASSCE", None, "2006"),
    ]
    assert all(organization for _, organization, _, _ in found)


def test_lists_whose_years_are_not_alike_stay_apart(frameworks: Frameworks) -> None:
    found = schools(
        frameworks,
        "SCHOOLS ATTENDED\nUniversity of Oak, Nsukka        2006 – 2011\n"
        "Boys' Secondary School, Elm      2000 – 2006\n\n"
        "ACADEMIC QUALIFICATIONS\nB.Eng. Civil Engineering         2012\nWASSCE                           2006\n",
    )
    assert [(title, end) for title, _, _, end in found if title] == [("B.Eng.", "2012"), ("WASSCE", "2006")]
    assert not any(title and organization for title, organization, _, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Driving Licence: Full, clean", ["Driving Licence"]),
        ("Driving License: yes, valid", ["Driving License"]),
        ("Driving licence: category B, own car", ["Driving licence"]),
        ("Driving Licence: no", []),
    ],
)
def test_the_label_of_the_licence_to_drive_is_its_name(
    frameworks: Frameworks, text: str, expected: list[str]
) -> None:
    found = entries(
        frameworks,
        f"Address: 14 Larch Close, Elmton\n{text}\n\nEMPLOYMENT HISTORY\n2010 - 2014: Clerk, Oak Council\n",
    )
    assert [e.title for e in found if e.kind in _PAPERS] == expected


def test_papers_in_a_table_have_their_columns_and_a_visa_is_none(frameworks: Frameworks) -> None:
    found = entries(
        frameworks,
        "LICENSES AND DOCUMENTS\nDOCUMENT\tNUMBER\tDATE ISSUED\tDATE OF EXPIRY\tISSUED BY\n"
        "Seaman's Book\tB0555012\t10 May 2021\t09 May 2031\tMARINA\n"
        "GMDSS Certificate\t\t18 Feb 2020\t17 Feb 2030\tMARINA\n"
        "US Visa C1/D\t\t03 Aug 2022\t02 Aug 2027\tUS Embassy\n",
    )
    assert [(e.title, e.organization, e.start, e.end) for e in found] == [
        ("Seaman's Book", "MARINA", "2021-05-10", "2031-05-09"),
        ("GMDSS Certificate", "MARINA", "2020-02-18", "2030-02-17"),
    ]


@pytest.mark.parametrize(
    ("text", "named", "not_named"),
    [
        ("Operating System : Windows, Linux\nDatabase : Oracle, MySQL", "Linux", "Operating System"),
        (
            "Customer Service\n- Answered 80 calls a day for a bank\n- Resolved complaints about fees\n"
            "Office Administration\n- Scheduled meetings for nine managers\n- Filed the records of 300 clients",
            None,
            "Customer Service",
        ),
        # one name amid a list is an item
        ("Excel\nCustomer Service\nBookkeeping\n- Reconciled the accounts of two shops", "Bookkeeping", None),
    ],
)
def test_what_groups_of_skills_are_called_is_none(
    frameworks: Frameworks, text: str, named: str | None, not_named: str | None
) -> None:
    found = skills(frameworks, f"SKILLS\n\n{text}\n\nEMPLOYERS\nClerk, Oak Bank, 2010-2014\n")
    assert named is None or named in found
    assert not_named not in found


def test_items_that_small_roman_figures_count_are_items(frameworks: Frameworks) -> None:
    found = entries(
        frameworks,
        "WORK EXPERIENCE\nTeacher, Oak High School, 2012 - 2016\n"
        "i) Preparing schemes of work\nii) Taking stock of chemicals\n(iii) Guiding students\n",
    )
    (job,) = found
    made = rule(
        document("Ann Roe\n\nWORK EXPERIENCE\nTeacher, Oak High School, 2012 - 2016\ni) Preparing schemes"),
        frameworks,
    )
    assert (job.title, job.organization) == ("Teacher", "Oak High School")
    assert [row.bullet for row in made.sections[-1].rows] == [False, True]


def test_a_declaration_tells_of_nothing_that_was_done(frameworks: Frameworks) -> None:
    made = rule(
        document(
            "Ann Roe\n\nWORK EXPERIENCE\nSecond Officer, M/V Heron, 2012 - 2016\n\n"
            "EDUCATION\nOak High School, 2008\n\n"
            "DUTIES AS SECOND OFFICER\n"
            "- Corrected charts and publications\n\n"
            "I hereby certify that the above information is true and correct.\n"
        ),
        frameworks,
    )
    rows = [row.said for section in made.sections for row in section.rows]
    assert any(said.startswith("Corrected") for said in rows)
    assert not any(said.startswith("I hereby") for said in rows)
