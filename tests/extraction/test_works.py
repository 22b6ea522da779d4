"""What scholars, artists and clinicians wrote, taught and were granted is no job, school or paper of theirs."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.headings.words import SectionKind, hinted, section_named
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

DEGREE = ("education", "PhD", "Kent State University", "2015")


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def told(text: str, frameworks: Frameworks) -> list[tuple[str, str | None, str | None, str | None]]:
    schooling = "EDUCATION\nPhD, Geography, Kent State University, 2015"
    entries = rule(
        document(f"Ann Roe\nann@roe.example\n\nSKILLS\nExcel\n\n{schooling}\n\n{text}"), frameworks
    ).entries
    return [(entry.kind.value, entry.title, entry.organization, _when(entry)) for entry in entries]


def _when(entry: Entry) -> str | None:
    return entry.start if entry.kind is not EntryKind.EDUCATION else entry.end


@pytest.mark.parametrize(
    "text",
    [
        'INVITED TALKS\n"Slow towns", Elm University, 2013\n"Fast towns", Ash State College, 2012',
        'PUBLICATIONS AND PAPERS\n"A new way to towns." Authors: Roe, Ann; Ho, Kim. 2011\n"Slow towns." Roe, A.',
        "CONFERENCE PAPERS\nRoe, A. (2013). Slow towns. Paper presented at the Town Conference, Elm University.",
        "STUDENTS ADVISED\nJane Poe, PhD, Ash State University, 2019\nMax Moe, MA, Ash State University, 2018",
        "COURSES TAUGHT\nManagement Information Systems, 2000\nFORTRAN, 1995",
        "COURSES DEVELOPED\nSystems Analysis, 2005",
        "TEACHING\nUrban Geography, Fall 2016\nMaps 101, Fall 2017",
        "Teaching\nAsh State University\n  Urban Geography, Fall 2016, Spring 2018\n  Maps 101, Fall 2017",
        'DISSERTATION\n"Maps and towns," Kent State University, 2015. Advisor: Dr. B. Moss',
        "HONORS AND AWARDS\nOutstanding Teacher Award, Elm State University, 2016\nPhi Beta Kappa, Ash College, 2006",
        'SELECTED SOLO EXHIBITIONS\n2021 "Salt", Elm Gallery\n2018 "Low Tide", Tarn University Art Museum, Tarn',
        "RESIDENCIES\n2020 Elm School of Craft, Tarn, NC\n2017 Ash Creek Foundation, Tarn, OR",
        "Performances\nSoloist, Cello Concerto, Harrow Symphony Orchestra, March 2018",
        'Commissions\n"River Music" for strings, Linden Arts Council, 2017\n"Three Songs", Elm Conservatory, 2015',
        'Recordings\nRiver Music, Linden Quartet, Oak Records, 2018',
        'GRANTS\n2019-2022 National Science Foundation, "Towns", $312,000, Principal Investigator',
    ],
)  # fmt: skip
def test_what_somebody_wrote_taught_or_was_given_is_no_entry(text: str, frameworks: Frameworks) -> None:
    assert told(text, frameworks) == [DEGREE]


@pytest.mark.parametrize(
    "text",
    [
        "SCHOOLS SERVED\nElm High School\nAsh Middle School\nOak Elementary School",
        "SPORTS\nVarsity soccer, Elm High School, 2001\nTrack, Ash Community College, 2003",
        "VENUES PLAYED\nElm College, 2019\nAsh Community College, 2018",
        "BOOKED BY\nElm High School, 2019\nAsh Community College, 2018",
    ],
)
def test_schools_that_somebody_worked_or_played_for_are_no_schooling(text: str, frameworks: Frameworks) -> None:
    assert told(text, frameworks) == [DEGREE]


def test_clients_above_the_first_heading_are_no_schooling(frameworks: Frameworks) -> None:
    text = (
        "Ann Roe\nElectrical contractor\n\nSELECTED CLIENTS\nAsh State University, lighting, 2019\n"
        "Elm High School, 2018\n\nEXPERIENCE\nOwner, Roe Electric, 2010-present"
    )
    assert [entry.title for entry in rule(document(text), frameworks).entries] == ["Owner"]


def test_schooling_below_a_heading_nobody_knows_is_schooling(frameworks: Frameworks) -> None:
    service = "SOLDIER'S ROAD\nBasic Leader Course, Elm Academy, 2014\nDiploma, Ash Community College, 2010"
    found = told(service, frameworks)
    assert [one[2] for one in found] == ["Kent State University", "Elm Academy", "Ash Community College"]
    text = "Ann Roe\nann@roe.example\n\nWORK\nCook, Elm Diner, 2011-2015\n\nLONG AGO\nAsh High School, 2008"
    entries = rule(document(text), frameworks).entries
    assert [entry.organization for entry in entries] == ["Elm Diner", "Ash High School"]


def test_what_was_taught_as_a_job_is_one(frameworks: Frameworks) -> None:
    text = "TEACHING\nInstructor, Maps, Ash State University, 2012-2014\nTeaching Assistant, Ash College, 2011"
    assert told(text, frameworks)[1:] == [
        ("employment", "Instructor, Maps", "Ash State University", "2012"),
        ("employment", "Teaching Assistant", "Ash College", "2011"),
    ]


@pytest.mark.parametrize("heading", ["TEACHING CERTIFICATION", "TEACHING LICENSES", "TEACHING CREDENTIALS"])
def test_papers_of_teachers_are_papers(heading: str, frameworks: Frameworks) -> None:
    found = told(f"{heading}\nOhio Professional Educator License, 2012\nReading Endorsement, 2014", frameworks)
    assert [one[1] for one in found if one != DEGREE] == ["Ohio Professional Educator License", "Reading Endorsement"]


def test_projects_and_students_of_teaching_are_told_as_before(frameworks: Frameworks) -> None:
    found = told("TEACHING PROJECTS\nGarden club, 2012\n\nSTUDENT TEACHING\nElm High School, Fall 2011", frameworks)
    assert [one[0] for one in found if one != DEGREE] == ["project", "employment"]


def test_committees_are_unpaid_service(frameworks: Frameworks) -> None:
    found = told("UNIVERSITY SERVICE\nGraduate Studies Committee, Ash State University, 2016-2018", frameworks)
    assert found[1:] == [("volunteering", "Graduate Studies Committee", "Ash State University", "2016")]


def test_a_job_below_research_is_one_and_a_poster_is_none(frameworks: Frameworks) -> None:
    found = told(
        "HOSPITAL APPOINTMENTS\nAttending Physician, Elm Medical Center, 2018-present\n\n"
        "RESEARCH\nResearch Assistant, Department of Cardiology, Ash General Hospital, 2013-2014\n"
        '"Heart failure in the elderly" (poster), College of Heart Physicians, 2016',
        frameworks,
    )
    assert found[1:] == [
        ("employment", "Attending Physician", "Elm Medical Center", "2018"),
        ("employment", "Research Assistant", "Department of Cardiology, Ash General Hospital", "2013"),
    ]


@pytest.mark.parametrize("said", ["Papers", "My papers", "Licenses and papers", "Training papers"])
def test_papers_that_somebody_holds_are_papers(said: str) -> None:
    assert (section_named(said) or hinted(said)) in (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)


@pytest.mark.parametrize("said", ["Courses", "Courses attended", "Self taught courses", "Trainings and workshops"])
def test_courses_that_somebody_took_are_courses(said: str) -> None:
    assert (section_named(said) or hinted(said)) is SectionKind.COURSES


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "TRAINING\nResidency, Internal Medicine, Elm General Hospital, 2015-2018\n"
            "Internship, Elm General Hospital, 2014-2015\nFellowship in Cardiology, Ash Heart Institute, 2018-2020",
            [
                ("Residency", "Elm General Hospital", "2018"),
                ("Internship", "Elm General Hospital", "2015"),
                ("Fellowship", "Ash Heart Institute", "2020"),
            ],
        ),
        (
            "POSTGRADUATE TRAINING\nElm General Hospital, Tarn, OH\nInternal Medicine Residency, 7/2015 - 6/2018\n"
            "Ash Heart Institute, Tarn, OH\nCardiology Fellowship, 7/2018 - 6/2020",
            [
                ("Internal Medicine Residency", "Elm General Hospital", "2018-06"),
                ("Cardiology Fellowship", "Ash Heart Institute", "2020-06"),
            ],
        ),
        (
            "CLINICAL TRAINING\n2018-2020 Fellow, Cardiology, Ash Heart Institute\n"
            "2015-2018 Chief Resident, Internal Medicine, Elm General Hospital",
            [("Fellow", "Ash Heart Institute", "2020"), ("Chief Resident", "Elm General Hospital", "2018")],
        ),
        (
            "MEDICAL EDUCATION\nHarrow Medical School, MD, 2010\nMontgomery College, Rockville, MD, 2006",
            [("MD", "Harrow Medical School", "2010"), (None, "Montgomery College", "2006")],
        ),
    ],
)
def test_what_hospitals_train_in_is_schooling(
    lines: str, expected: list[tuple[str | None, str, str]], frameworks: Frameworks
) -> None:
    assert [one[1:] for one in told(lines, frameworks)[1:]] == expected


def test_a_residency_among_jobs_is_a_job(frameworks: Frameworks) -> None:
    found = told(
        "EXPERIENCE\nNurse Residency Program\nElm General Hospital, Tarn, OH\n2019 - 2020\n"
        "- Cared for 5 patients a shift\n"
        "Resident Physician, Internal Medicine, Ash General Hospital, 2015-2018\n- Managed 20 patients",
        frameworks,
    )
    assert [one for one in found if one != DEGREE] == [
        ("employment", "Nurse Residency Program", "Elm General Hospital", "2019"),
        ("employment", "Resident Physician, Internal Medicine", "Ash General Hospital", "2015"),
    ]


@pytest.mark.parametrize(
    "said", ["Invited Professorships", "COLLECTIONS", "SCREENINGS", "PRESENTATION SKILLS", "GRANT WRITING"]
)
def test_work_has_headings_with_words_of_works(said: str) -> None:
    assert SectionKind.WORKS not in (section_named(said), hinted(said))


def test_what_was_done_below_a_heading_of_works_is_shown(frameworks: Frameworks) -> None:
    text = (
        "Ann Roe\nann@roe.example\n\nPRESENTATIONS\n- Delivered product demonstrations\n- Trained sales staff\n\n"
        "WORK HISTORY\nSales Associate, Elm Store, 2012-2019\n\nEDUCATION\nDiploma, Ash High School, 2010"
    )
    claims = Extractor(frameworks).extract(document(text)).claims
    assert {"Delivered product demonstrations", "Trained sales staff"} <= {claim.name for claim in claims}
