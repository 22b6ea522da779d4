"""Entries of ordinary resumes: what schools gave, federal jobs, papers that are dated below them."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings.words import section_named
from app.extraction.model import Entry, EntryKind
from app.extraction.words.scores import title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.test_entries import jobs, told

Row = tuple[EntryKind, str | None, str | None, str | None, str | None]
"""Kind, title, organization, programme, and the date of its end (of a paper that of its start, or else its end)."""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(frameworks: Frameworks, text: str) -> list[Entry]:
    return rule(document(f"Ann Roe\n\n{text}"), frameworks).entries


def rows(frameworks: Frameworks, text: str) -> list[Row]:
    papers = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    return [
        (e.kind, e.title, e.organization, e.programme, (e.start or e.end) if e.kind in papers else e.end)
        for e in entries(frameworks, text)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GED – 2011", (EntryKind.EDUCATION, "GED", None, None, "2011")),
        ("HiSET, 2019", (EntryKind.EDUCATION, "HiSET", None, None, "2019")),
        ("High School Diploma - 2009", (EntryKind.EDUCATION, "High School Diploma", None, None, "2009")),
        (
            "Baking and Pastry certificate – Red-Mesa Tech – 2014",
            (EntryKind.EDUCATION, "Baking and Pastry certificate", "Red-Mesa Tech", None, "2014"),
        ),
        (
            "Pharmacy Tech certificate – 2015",
            (EntryKind.CERTIFICATION, "Pharmacy Tech certificate", None, None, "2015"),
        ),
        ("ServSafe Manager – good til 2028", (EntryKind.CERTIFICATION, "ServSafe Manager", None, None, "2028")),
        ("Gifted Education Add-on  2022", (EntryKind.CERTIFICATION, "Gifted Education Add-on", None, None, "2022")),
        (
            "Fire Line Leadership (16 hours), Bureau of Land Management, 2024",
            (EntryKind.COURSE, "Fire Line Leadership", "Bureau of Land Management", None, "2024"),
        ),
        (
            "OSHA 30 (30 hours), Elm Safety Council, 2021",
            (EntryKind.CERTIFICATION, "OSHA 30 (30 hours)", None, None, "2021"),
        ),
        ("ged certificate, 2010", (EntryKind.EDUCATION, "ged certificate", None, None, "2010")),
        ("HISET 2012", (EntryKind.EDUCATION, "HISET", None, None, "2012")),
        (
            "high school equivalency certificate (2013)",
            (EntryKind.EDUCATION, "high school equivalency certificate", None, None, "2013"),
        ),
        ("GED examiner, 2014", (EntryKind.CERTIFICATION, "GED examiner", None, None, "2014")),
    ],
)
def test_among_papers_what_ends_school_and_what_was_a_course_are_told_apart(
    frameworks: Frameworks, line: str, expected: Row
) -> None:
    (found,) = [r for r in rows(frameworks, f"PAPERS\nForklift Operator Card, 2020\n{line}\n") if r[4] != "2020"]
    assert found[:2] + found[3:] == expected[:2] + expected[3:]
    assert expected[2] in (None, found[2])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Elm College, Raleigh, NC  May 2019\nMaster of Arts in Teaching, Secondary Mathematics",
            (EntryKind.EDUCATION, "Master of Arts in Teaching", "Elm College", "Secondary Mathematics", "2019-05"),
        ),
        (
            "Elm College, Raleigh, NC  May 2019\nMaster of Arts in History",
            (EntryKind.EDUCATION, "Master of Arts", "Elm College", "History", "2019-05"),
        ),
        (
            "Industrial Engineer | Universidad del Roble | Quito, Ecuador | 2006 - 2011",
            (EntryKind.EDUCATION, "Industrial Engineer", "Universidad del Roble", None, "2011"),
        ),
        (
            "Medical Assistant | Elm College | 2011",
            (EntryKind.EDUCATION, None, "Elm College", "Medical Assistant", "2011"),
        ),
        (
            "English for Speakers of Other Languages, Level 4 | Key Adult School | 2020",
            (EntryKind.COURSE, "English for Speakers of Other Languages, Level 4", "Key Adult School", None, "2020"),
        ),
        (
            "Print Reading and Takeoff (40 hours) | Joined Trades of South Texas | 2021",
            (EntryKind.EDUCATION, "Print Reading and Takeoff", "Joined Trades of South Texas", None, "2021"),
        ),
        (
            "Associate in Applied Science, Supply Chain Management | Elm Valley\nCommunity College | 2021",
            (
                EntryKind.EDUCATION,
                "Associate in Applied Science",
                "Elm Valley Community College",
                "Supply Chain Management",
                "2021",
            ),
        ),
    ],
)
def test_what_was_studied_and_who_gave_it(frameworks: Frameworks, lines: str, expected: Row) -> None:
    assert rows(frameworks, f"EDUCATION\n{lines}\n") == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "Evaluated by Doe & Associates: equivalent to Bachelor of Science in Civil Engineering (2023)",
        "Equivalent to a U.S. Bachelor of Science (WES, 2023)",
        "US equivalent: Bachelor of Science in Civil Engineering, 2023",
        "WES evaluation: equivalent to Bachelor of Science, 2023",
    ],
)
def test_what_a_foreign_degree_counts_as_is_no_second_degree(frameworks: Frameworks, line: str) -> None:
    (found,) = rows(frameworks, f"STUDIES\nCivil Engineer | Universidad del Roble | 2006 - 2011\n{line}\n")
    assert found == (EntryKind.EDUCATION, "Civil Engineer", "Universidad del Roble", None, "2011")


def test_a_school_of_the_forces_is_a_course_and_who_held_it_stands_beside(frameworks: Frameworks) -> None:
    text = (
        'EDUCATION & MILITARY TRAINING\nEngineman "A" School, Center for Sea Power, Great Lakes, IL  2015\n'
        'Diesel Overhaul "C" School (NEC U99Z), 9 weeks  2019\n'
        "High School Diploma, Elm High School, Bangor, ME  2014\n"
    )
    assert rows(frameworks, text) == [
        (EntryKind.COURSE, 'Engineman "A" School', "Center for Sea Power", None, "2015"),
        (EntryKind.COURSE, 'Diesel Overhaul "C" School', None, None, "2019"),
        (EntryKind.EDUCATION, "High School Diploma", "Elm High School", None, "2014"),
    ]


def test_dates_below_papers_among_courses_stay_with_them(frameworks: Frameworks) -> None:
    text = "TRAINING\nLean Six Sigma Yellow Belt\n2023\nOSHA 30 General Industry\n2022\nReach Truck Trainer\n2021\n"
    assert rows(frameworks, text) == [
        (EntryKind.CERTIFICATION, "Lean Six Sigma Yellow Belt", None, None, "2023"),
        (EntryKind.CERTIFICATION, "OSHA 30 General Industry", None, None, "2022"),
        (EntryKind.CERTIFICATION, "Reach Truck Trainer", None, None, "2021"),
    ]


def test_a_body_that_stands_before_its_paper_is_no_school(frameworks: Frameworks) -> None:
    text = (
        "Education and Training\nGED, 2009\nCrisis Prevention Institute (CPI) Nonviolent Crisis Intervention, 2023\n"
    )
    assert [row[0] for row in rows(frameworks, text)] == [EntryKind.EDUCATION, EntryKind.CERTIFICATION]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Park Guide, GS-0090-05", "Park Guide"),
        ("Contract Specialist (GS-1102-11)", "Contract Specialist"),
        ("Maintenance Worker - WG-4749-8", "Maintenance Worker"),
        ("Aircraft Mechanic, F-16", "Aircraft Mechanic, F-16"),
    ],
)
def test_the_grade_of_a_federal_job_is_no_part_of_its_title(line: str, title: str) -> None:
    (job,) = jobs(f"{line}\nNational Park Service\n06/2020 - 10/2024\n- Answered questions about trails")
    assert job.title == title


@pytest.mark.parametrize(
    "line",
    [
        "GED tutor training, 2016",
        "GED examiner certificate, 2019",
        "HiSET proctor 2020",
        "High School Diploma Program Coordinator certificate, 2011",
        "Phlebotomy certificate, Lab Tech, 2015",
        "Sterile processing certificate, Surgical Tech, 2018",
    ],
)
def test_what_only_begins_as_the_end_of_school_or_ends_as_a_trade_is_a_paper(
    frameworks: Frameworks, line: str
) -> None:
    (found,) = rows(frameworks, f"CERTIFICATIONS\n{line}\n")
    assert found[0] is EntryKind.CERTIFICATION


def test_a_job_at_a_university_is_no_degree(frameworks: Frameworks) -> None:
    (found,) = rows(frameworks, "EDUCATION\nResearch Engineer, Elm University, 2012-2015\n")
    assert found[1] is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Service Technician, 2015", EntryKind.COURSE),
        ("Fitness Trainer, 2016", EntryKind.COURSE),
        ("Aerial Lift Operator, 2021", EntryKind.CERTIFICATION),
    ],
)
def test_among_courses_who_may_run_a_machine_has_a_paper(frameworks: Frameworks, line: str, kind: EntryKind) -> None:
    (found,) = rows(frameworks, f"TRAINING\n{line}\n")
    assert found[0] is kind


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("Degree: N.D., Elm College, 2015", None),
        ("School: Elm College   Graduated: N/A", None),
        ("School: Elm College   Graduated: N", False),
    ],
)
def test_letters_that_are_no_answer_say_nothing_of_an_end(
    frameworks: Frameworks, line: str, completed: bool | None
) -> None:
    (found,) = entries(frameworks, f"EDUCATION\n{line}\n")
    assert found.completed is completed


@pytest.mark.parametrize(
    "line", ["American degree in Business, Elm College, 2009", "State degree in Welding, Elm College, 2009"]
)
def test_a_degree_that_is_called_american_is_one(frameworks: Frameworks, line: str) -> None:
    (found,) = rows(frameworks, f"EDUCATION\n{line}\n")
    assert found[1] == line.split(",")[0]


def test_the_article_before_a_paper_that_somebody_holds_is_none_of_it(frameworks: Frameworks) -> None:
    assert [row[1] for row in rows(frameworks, "LICENSES\nShe holds a CDL.\n")] == ["CDL"]


def test_what_points_back_to_a_paper_is_none_of_its_own(frameworks: Frameworks) -> None:
    text = "CERTS\nCNA certified, license expires 2027\nFirearms permit, 2024\n"
    assert [row[1] for row in rows(frameworks, text)] == ["CNA certified", "Firearms permit"]


@pytest.mark.parametrize(
    "firm",
    ["Constructora Azul, C.A.", "Grupo Sol, S.A.", "Obras Mar, Ltda.", "Kopi Jaya, Sdn. Bhd.", "Elm Foods, B.V."],
)
def test_what_a_firm_is_in_law_abroad_is_part_of_its_name(firm: str) -> None:
    (job,) = jobs(f"{firm} | Quito, Ecuador\nResident Engineer | May 2014 - June 2019\n- Inspected concrete")
    assert told(job)[:2] == ("Resident Engineer", firm)


def test_a_gap_that_is_explained_is_no_job(frameworks: Frameworks) -> None:
    text = (
        "Employment\nHospital Security, Arkansas Valley Hospital, La Junta, CO, 2010 to 2014\n\nAbout the Gap\n"
        "2018 to 2022: Away from work for personal reasons, took classes, now four years sober.\n"
    )
    (found,) = entries(frameworks, text)
    assert told(found) == ("Hospital Security", "Arkansas Valley Hospital", "2010", "2014")


def test_a_contract_at_a_help_desk_is_a_title() -> None:
    assert title_score("Help Desk (contract)") >= 2
    assert title_score("Help (contract)") < 1


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Volunteer / Activities", "volunteering"),
        ("Volunteering & Interests", "volunteering"),
        ("Community Service and Awards", "volunteering"),
        ("Skills and Volunteering", None),
        ("ARMY SERVICE", "military"),
        ("Duty Stations", "military"),
        ("Customer Service", None),
    ],
)
def test_headings_of_unpaid_work_and_of_service(heading: str, kind: str | None) -> None:
    assert section_named(heading) == kind


def test_what_kind_of_project_it_was_is_nobody(frameworks: Frameworks) -> None:
    text = (
        "PROJECTS\nStoop Sale, 2025\n- Built a map search\n\nLibrary Hours (group project), 2024\n- Drew the pages\n"
    )
    assert [(e.title, e.organization) for e in entries(frameworks, text)] == [
        ("Stoop Sale", None),
        ("Library Hours", None),
    ]
