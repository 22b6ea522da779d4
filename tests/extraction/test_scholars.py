"""Scholars, artists, lawyers and clinicians: academic years, invitations, headings, degrees, rows of others."""

import pytest

from app.documents.readers.table.columns import find_columns
from app.extraction.extract import rule
from app.extraction.headings.words import SectionKind, hinted, section_named
from app.extraction.jobs.engagements import is_engagement
from app.extraction.lines.dates import find_dates
from app.extraction.parts.persons import tells_of_others
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str, str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def told(text: str, frameworks: Frameworks) -> list[Told]:
    found = rule(document(f"Ann Roe\nann@roe.example\n\n{text}"), frameworks).entries
    return [(one.kind.value, one.title, one.organization, one.start, one.end) for one in found]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Students supervised", SectionKind.WORKS),
        ("RESIDENTS AND GRADUATE STUDENTS MENTORED", SectionKind.WORKS),
        ("Athletes coached to next level", SectionKind.WORKS),
        ("books translated:", SectionKind.WORKS),
        ("Roles performed", SectionKind.WORKS),
        ("EXHIBITIONS CURATED", SectionKind.WORKS),
        ("Representative Matters", SectionKind.WORKS),
        ("Veröffentlichungen", SectionKind.WORKS),
        ("Drittmittel und Stipendien", SectionKind.WORKS),
        ("Roles held", SectionKind.EXPERIENCE),
        ("Wissenschaftlicher Werdegang", SectionKind.EXPERIENCE),
        ("TEACHING EXPERIENCE: 18 Years", SectionKind.EXPERIENCE),
        ("CLINICAL ROTATIONS (720 hours)", SectionKind.EXPERIENCE),
        ("Bar Admissions", SectionKind.LICENCES),
        ("REGISTRATION", SectionKind.LICENCES),
        ("Courses attended", SectionKind.COURSES),
        ("Courses taught", SectionKind.WORKS),
        ("COURSES TAUGHT", SectionKind.WORKS),
        ("Invited continuing education", SectionKind.WORKS),
        ("Seminars attended", SectionKind.COURSES),
        ("Professional membership and service", SectionKind.VOLUNTEERING),
        ("Publications and service", SectionKind.VOLUNTEERING),
        ("Service", SectionKind.MILITARY),
        ("Former players", SectionKind.WORKS),
    ],
)
def test_headings_say_what_was_done_with_whom(heading: str, kind: SectionKind) -> None:
    assert (section_named(heading) or hinted(heading)) is kind


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ("Teacher, AY 2005-06 to AY 2008-09", [("2005", "2009", "AY 2005-06 to AY 2008-09")]),
        ("Calculus II, AY 2018-19", [("2018", "2019", "AY 2018-19")]),
        ("Chair, AY 2017-2018 – AY 2019-2020", [("2017", "2020", "AY 2017-2018 – AY 2019-2020")]),
        ("Chair, A.Y. 1999-00; Dean, 2004", [("1999", "2000", "A.Y. 1999-00"), (None, "2004", "2004")]),
        ("Teacher, 2015-06 to 2018-09", [("2015-06", "2018-09", "2015-06 to 2018-09")]),
        ("MAY 2018", [(None, "2018-05", "MAY 2018")]),
    ],
)
def test_academic_years_in_short_are_years(said: str, dates: list[tuple[str | None, str, str]]) -> None:
    assert [(date.start, date.end, said[date.at : date.to]) for date in find_dates(said)] == dates


@pytest.mark.parametrize(
    ("title", "organization", "lasting", "engaged"),
    [
        ("Guest lecturer, Covering Courts", "Elm University", True, True),
        ("Keynote Speaker", "Tarn Forum", False, True),
        ("Town Forum", "Speaker", False, True),
        ("Presenter", "Radio Tarn", False, True),
        ("Presenter", "Radio Tarn", True, False),
        ("Speaker Engineer", "Harrow Audio", False, False),
        ("Lecturer", "Elm University", True, False),
        ("Reviewer", "Town Letters", False, False),
        (None, "Elm University", False, False),
    ],
)
def test_who_was_invited_for_a_day_has_no_job(
    title: str | None, organization: str | None, lasting: bool, engaged: bool
) -> None:
    assert is_engagement(title, organization, lasting=lasting) is engaged


def test_invitations_are_no_jobs_beside_those_that_are(frameworks: Frameworks) -> None:
    text = (
        "EXPERIENCE\nReporter, Tarn Ledger, 2019-2022\n\nPANELS & TEACHING\nSpeaker, Town Forum, Tarn, June 2022\n"
        "Guest lecturer, Maps, Elm University, spring 2020, spring 2021\nLecturer, Ash State University, 2022-present"
    )
    assert told(text, frameworks) == [
        ("employment", "Reporter", "Tarn Ledger", "2019", "2022"),
        ("employment", "Lecturer", "Ash State University", "2022", None),
    ]


@pytest.mark.parametrize(
    "below",
    [
        'Thema: "Waves in leaves", Betreuer: Prof. Dr. Otto Ling',
        "Articles Editor, High Law Review, 2005-2006",
        "Moot Court, regional finalist",
        "Project: Grief care in Elm School",
    ],
)
def test_lines_below_a_degree_are_no_degree_of_their_own(below: str, frameworks: Frameworks) -> None:
    text = f"EDUCATION\nM.A., Geography, Kent State University, 2006\n  {below}\nB.A., English, Elm College, 2002"
    assert told(text, frameworks) == [
        ("education", "M.A.", "Kent State University", None, "2006"),
        ("education", "B.A.", "Elm College", None, "2002"),
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Promotion (Dr. rer. nat.), Universität Gifhausen, 2018", "Promotion (Dr. rer. nat.)"),
        ("Dr.-Ing., Universität Gifhausen, 2018", "Dr.-Ing."),
        ("MBChB (Hons), University of Northdale, 2018", "MBChB (Hons)"),
        ("M.M., Voice, Elm Conservatory, 2018", "M.M."),
        ("Th.M., Elm Seminary, 2018", "Th.M."),
        ("D.M.A., Elm University, 2018", "D.M.A."),
        ("DrPH, Elm University, 2018", "DrPH"),
        ("Doctorat d'histoire, Université de Valmont, 2018", "Doctorat d'histoire"),
        ("S.M., Elm Institute of Technology, 2018", "S.M."),
    ],
)
def test_degrees_of_other_countries_are_degrees(line: str, title: str, frameworks: Frameworks) -> None:
    found = told(f"EDUCATION\n{line}", frameworks)
    assert [(one[1], one[4]) for one in found] == [(title, "2018")]


@pytest.mark.parametrize(
    ("said", "others"),
    [
        ("Mr. K. Ro, Ph.D., Elm University, awarded in 2019", True),
        ("Jane Poe, PhD, Ash State University, 2019", True),
        ("Marcus Moe (Ash State University, 2021)", True),
        ("“Slow towns”, Elm University, 2013", True),
        ("Guest lecture on maps, Elm University, 2021", True),
        ("Ph.D., Elm University, 2006", False),
        ("Applied Linguistics, PhD, Kent State University, 2006", False),
        ("Thomas Elm High School, 2006", False),
        ("Elm University, Ph.D., 2006", False),
    ],
)
def test_rows_of_others_are_known(said: str, others: bool) -> None:
    assert tells_of_others(said) is others


@pytest.mark.parametrize(
    "rows",
    [
        "Mr. K. Ro, Ph.D., Elm University, awarded in 2019\nMrs. D. Li, Ph.D., Elm University, awarded in 2021",
        "Jane Poe, PhD, Ash State University, 2019\nMarcus Moe, MA, Ash State University, 2018",
    ],
)
def test_rows_of_others_make_no_schooling_of_a_section_that_nobody_knows(rows: str, frameworks: Frameworks) -> None:
    text = f"EDUCATION\nPh.D., Elm University, 2006\n\nSKILLS\nMapping, GIS\n\nUNDER MY WING\n{rows}\n"
    assert told(text, frameworks) == [("education", "Ph.D.", "Elm University", None, "2006")]


@pytest.mark.parametrize(
    ("line", "course"),
    [
        ("Level 2 Ultrasound, Royal Calder Infirmary, 2013", ("Level 2 Ultrasound", "Royal Calder Infirmary")),
        ("Course on Machine Learning, Elm College, Tarn, 2019", ("Course on Machine Learning", "Elm College")),
        ("Machine Learning, Elm College, 2019", ("Machine Learning", "Elm College")),
    ],
)
def test_courses_keep_their_names(line: str, course: tuple[str, str], frameworks: Frameworks) -> None:
    assert told(f"COURSES\n{line}", frameworks)[0][1:3] == course


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        (
            "Specialty Registrar, Respiratory and General Medicine, East Pennine Deanery, 2011 - 2017",
            "Specialty Registrar, Respiratory and General Medicine",
            "East Pennine Deanery",
        ),
        (
            "Research Assistant, Department of Cardiology, Ash General Hospital, 2011 - 2017",
            "Research Assistant",
            "Department of Cardiology, Ash General Hospital",
        ),
        (
            "Postdoctoral Researcher, Institut für Botanik, Universität Marbach, 2011 - 2017",
            "Postdoctoral Researcher",
            "Institut für Botanik, Universität Marbach",
        ),
        (
            "Assistant Trial Attorney, Office of the District Attorney, Tarn, NM, 2011 - 2017",
            "Assistant Trial Attorney",
            "Office of the District Attorney",
        ),
        (
            "Office of the District Attorney\nLegal Clerk, 2011 - 2017",
            "Legal Clerk",
            "Office of the District Attorney",
        ),
    ],
)
def test_fields_stand_beside_titles_and_institutes_beside_universities(
    line: str, title: str, organization: str, frameworks: Frameworks
) -> None:
    assert told(f"EXPERIENCE\n{line}", frameworks) == [("employment", title, organization, "2011", "2017")]


def test_who_sits_on_a_committee_serves_and_whom_it_looked_for_is_no_title(frameworks: Frameworks) -> None:
    text = (
        "EDUCATION\nPh.D., Elm University, 2006\n\nUNIVERSITY SERVICE\nASME K-16 Committee, member since 2011\n"
        "Search committee, Dean of Arts, 2019\n\nMEMBERSHIPS\nElm Society of Engineers, member since 2011"
    )
    assert told(text, frameworks)[1:] == [
        ("volunteering", "member", "ASME K-16 Committee", "2011", None),
        ("volunteering", None, "Search committee", "2019", "2019"),
    ]


@pytest.mark.parametrize(
    "rotations",
    [
        "CLINICAL ROTATIONS (720 hours)\nFamily Practice\tElm Family Health, Laurel\t240 hrs\tFall 2021\n"
        "Women's Health\tPrairie OB/GYN\t120 hrs\tSpring 2022\nPediatrics\tAsh Clinic\t180 hrs\tFall 2022",
        "Advanced Pharmacy Practice Experiences\nAmbulatory Care\tElm Clinic\tMay 2015\tPreceptor: A. Ro\n"
        "Critical Care\tAsh Hospital\tJune 2015\tPreceptor: B. Lo",
    ],
)  # fmt: skip
def test_where_students_were_in_turn_is_no_job_and_no_skill(rotations: str, frameworks: Frameworks) -> None:
    text = f"Ann Roe\nann@roe.example\n\nEXPERIENCE\nNurse, Elm Hospital, 2015 - 2019\n\n{rotations}"
    found = rule(document(text), frameworks)
    assert [entry.title for entry in found.entries] == ["Nurse"]
    assert not [one for one in found.sightings if "hrs" in text[one.start : one.end]]


def test_rotations_with_titles_are_jobs(frameworks: Frameworks) -> None:
    found = told("CLINICAL ROTATIONS\nStudent Nurse, Elm Hospital, 2015 - 2019", frameworks)
    assert [one[:3] for one in found] == [("employment", "Student Nurse", "Elm Hospital")]


def test_numbers_of_licences_with_letters_between_are_no_licences(frameworks: Frameworks) -> None:
    text = "LICENSURE\nAPRN, Montana Board of Nursing, NUR-APRN-LIC-55501, exp. 12/31/2026"
    assert [one[:3] for one in told(text, frameworks)] == [("licence", "APRN", "Montana Board of Nursing")]


def test_a_table_of_films_is_no_table_of_jobs(frameworks: Frameworks) -> None:
    films = find_columns([["Title", "Role", "Director", "Year"], ["Blue Hour", "Gaffer", "Ed Moss", "2022"]])
    jobs = find_columns([["Title", "Company", "Year"], ["Cook", "Elm Inn", "2022"]])
    assert films is not None
    assert not films.titled
    assert jobs is not None
    assert jobs.titled
    text = "FILM\nTitle: Blue Hour\nCompany: Rivet Films\nYear: 2022\n\nWORK\nCook, Elm Inn, 2015 to 2018"
    assert told(text, frameworks) == [("employment", "Cook", "Elm Inn", "2015", "2018")]


def test_leave_of_parents_is_no_job(frameworks: Frameworks) -> None:
    text = "EXPERIENCE\nCook, Elm Inn, 2010 - 2014\nParental leave, 2014 - 2015"
    assert [one[1] for one in told(text, frameworks)] == ["Cook"]


def test_learners_at_firms_with_names_of_persons_have_jobs(frameworks: Frameworks) -> None:
    assert told("EXPERIENCE\nSummer Intern, Edward Jones, 2010 - 2011", frameworks) == [
        ("employment", "Summer Intern", "Edward Jones", "2010", "2011")
    ]
