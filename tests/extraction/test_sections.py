import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import sections
from app.extraction.kinds import by_rows, with_labels
from app.extraction.lines.rows import rows
from tests.extraction.documents import document


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Skills & Abilities", SectionKind.SKILLS),
        ("WORK HISTORY", SectionKind.EXPERIENCE),
        ("S K I L L S", SectionKind.SKILLS),
        ("Licenses & Certifications:", SectionKind.CERTIFICATIONS),
        ("Experience (continued)", SectionKind.EXPERIENCE),
        ("Formación", SectionKind.EDUCATION),
        ("Softwares known:", SectionKind.SKILLS),
        ("Co-curricular activities:", SectionKind.INTERESTS),
        ("Academic Project", SectionKind.PROJECTS),
        ("Forklift Operator", None),
    ],
)
def test_a_heading_is_known_by_its_words(said: str, kind: SectionKind | None) -> None:
    assert section_named(said) is kind


def test_rows_are_cut_at_headings_and_what_stands_before_them_is_the_top() -> None:
    made = document(
        "Ana Prieto\nana@example.com\n\nRELEVANT WAREHOUSE EXPERIENCE\nPicker, Dock & Sons\n\nSkills:\nRF scanner"
    )

    found = sections(rows(made))

    assert [(s.kind, [r.said for r in s.rows]) for s in found] == [
        (SectionKind.TOP, ["Ana Prieto", "ana@example.com"]),
        (SectionKind.EXPERIENCE, ["Picker, Dock & Sons"]),
        (SectionKind.SKILLS, ["RF scanner"]),
    ]


def test_a_list_item_with_the_words_of_a_heading_stays_an_item() -> None:
    made = document("SKILLS\n- Forklift\n- Training\n- Languages\n- Tools")

    found = sections(rows(made))

    assert [s.kind for s in found] == [SectionKind.TOP, SectionKind.SKILLS]
    assert len(found[1].rows) == 4


def test_a_misspelt_heading_is_one_and_a_list_below_an_unknown_one_is_of_skills() -> None:
    made = document(
        "Ana Prieto\n\nEXPERIANCE\nPicker, Dock & Sons 2015 - 2017\n\nSKILLS\nRF scanner\n\n"
        "CHAIR HISTORY\nStylist, Cuts 2010 - 2012\n\nBEHIND THE DESK\nMicrosoft 365\nOrder entry"
    )

    kinds = {s.heading.said: s.kind for s in sections(rows(made)) if s.heading}

    assert kinds == {
        "EXPERIANCE": SectionKind.EXPERIENCE,
        "SKILLS": SectionKind.SKILLS,
        "CHAIR HISTORY": SectionKind.EXPERIENCE,
        "BEHIND THE DESK": SectionKind.SKILLS,
    }


def test_in_plain_text_a_blank_line_makes_a_heading_of_words_that_name_one() -> None:
    made = document(
        "Fatuma Abdi\n\nWho I am\nHome helper\n\nWhat I did before\nCook, Inn 2016-2019\n\nPapers\nCPR card"
    )

    assert [s.kind for s in sections(rows(made))[1:]] == [
        SectionKind.SUMMARY,
        SectionKind.EXPERIENCE,
        SectionKind.CERTIFICATIONS,
    ]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("SKlLLS", SectionKind.SKILLS),
        ("EDUCATI0N", SectionKind.EDUCATION),
        ("Employment (most recent first)", SectionKind.EXPERIENCE),
    ],
)
def test_a_heading_is_known_in_a_scan_and_with_what_a_form_adds(said: str, kind: SectionKind) -> None:
    assert section_named(said) is kind


def test_a_heading_in_two_languages_or_above_the_first_known_one_is_found() -> None:
    made = document(
        "Ana Prieto\nToledo, Ohio\n\nWHAT I HANDLE\nRF scanner\nPallet jack\nCycle counts\n\n"
        "EXPERIENCIA EN ALMACENES / WAREHOUSE EXPERIENCE\nPicker, Dock & Sons 2015 - 2017\n\nSCHOOL\nGED, 2014"
    )

    assert [s.kind for s in sections(rows(made))] == [
        SectionKind.TOP,
        SectionKind.SKILLS,
        SectionKind.EXPERIENCE,
        SectionKind.EDUCATION,
    ]


def test_the_heads_of_a_table_of_skills_open_no_section() -> None:
    made = document("SKILL MATRIX\nSkill\nExperience\nLast used\nTally  5 yrs  2019\nExcel  9 yrs  2024")

    found = sections(rows(made))

    assert [s.kind for s in found] == [SectionKind.TOP, SectionKind.SKILLS]
    assert [row.said for row in found[1].rows] == ["Tally  5 yrs  2019", "Excel  9 yrs  2024"]


def test_rows_below_a_heading_correct_its_kind() -> None:
    hours = document("WORK PROCESS HOURS\nRail setting  1,200\nDoor wiring  340\nSafety tests  90")
    outreach = document("HEALTH EDUCATION\n- Taught car-seat safety\n- Explained letters to families")

    assert by_rows(sections(rows(hours))[1]).kind is SectionKind.SKILLS
    assert by_rows(sections(rows(outreach))[1]).kind is SectionKind.OTHER


@pytest.mark.parametrize(
    "line",
    [
        "References available upon request",
        "References: available on request.",
        "Personal and work references furnished",
    ],
)
def test_an_offer_of_references_belongs_to_no_section(line: str) -> None:
    made = document(f"Ana Prieto\n\nCERTIFICATES\nForklift operator, 2020\n\n{line}")

    assert [r.said for s in sections(rows(made)) for r in s.rows] == ["Ana Prieto", "Forklift operator, 2020"]


def test_a_list_with_its_name_in_front_goes_on_where_papers_end() -> None:
    made = document(
        "Ana Prieto\n\nCERTIFICATES\nForklift card, 2020\n\nLANGUAGES: English, Navajo\nSKILLS: cooking,\ncleaning"
    )

    found = [part for section in sections(rows(made)) for part in with_labels(by_rows(section))]

    assert [(s.kind, [r.said for r in s.rows]) for s in found if s.rows] == [
        (SectionKind.TOP, ["Ana Prieto"]),
        (SectionKind.CERTIFICATIONS, ["Forklift card, 2020"]),
        (SectionKind.LANGUAGES, ["English, Navajo"]),
        (SectionKind.SKILLS, ["cooking,", "cleaning"]),
    ]


@pytest.mark.parametrize(
    ("heading", "below", "kind"),
    [
        (
            "CAREER SUMMARY",
            "Docufly, Inc.\nAccount Executive  2016 - 2021\nClosed deals.\n\nNordstrom\nSales Associate  2013 - 2016",
            SectionKind.EXPERIENCE,
        ),
        (
            "QUALIFICATIONS",
            "Diploma, Wolverton College, 2015\nTechnician, Lublin Technical School, 2009\nFirst aid course - 2023",
            SectionKind.EDUCATION,
        ),
        ("QUALIFICATIONS", "OSHA 30 card, 2020\nForklift certification, 2021", SectionKind.CERTIFICATIONS),
        ("SUMMARY", "Welder with nine years in shops.\nReliable and on time since 2015.", SectionKind.SUMMARY),
    ],
)
def test_what_stands_below_a_summary_tells_its_kind(heading: str, below: str, kind: SectionKind) -> None:
    made = document(f"Ana Prieto\n\n{heading}\n{below}\n\nSKILLS\nwelding, cutting")

    assert [by_rows(section).kind for section in sections(rows(made))] == [SectionKind.TOP, kind, SectionKind.SKILLS]


def test_machines_that_somebody_can_run_are_listed_behind_schooling() -> None:
    made = document("Ana Prieto\n\nEDUCATION\nElm High School, 2005\nSkills/machines: forklift, calipers")

    found = [part for section in sections(rows(made)) for part in with_labels(by_rows(section))]

    assert (found[-1].kind, [r.said for r in found[-1].rows]) == (SectionKind.SKILLS, ["forklift, calipers"])


@pytest.mark.parametrize(
    ("between", "expected"),
    [("", {"Communication", "Leadership", "Time management"}), ("\n", {"Communication"})],
)
def test_a_word_of_headings_amid_a_list_of_skills_is_one_of_them(between: str, expected: set[str]) -> None:
    made = document(
        f"Mara Lind\n\nSoft Skills\nCommunication\n{between}Leadership\nTime management\n\n"
        "Experience\nCook, Acme, 2015 - 2020\n"
    )
    (skills,) = [s for s in sections(rows(made)) if s.kind is SectionKind.SKILLS]
    assert {row.said for row in skills.rows} == expected


def test_headings_that_nobody_knows_end_a_list_of_papers_where_they_are_printed_as_the_others() -> None:
    page = (
        "<h1>Mara Lind</h1><h2>Experience</h2><p>Cook, Acme, 2015 - 2020</p><h2>Licenses</h2><ul><li>CDL A</li></ul>"
        "<h2>Related profiles</h2><ul><li>Ana Silva – Licensed Electrician</li></ul><p>Cookie settings</p>"
    )
    made = read(SourceDocument(name="page.html", data=page.encode()))
    (papers,) = [s for s in sections(rows(made)) if s.kind is SectionKind.LICENCES]
    assert [row.said for row in papers.rows] == ["CDL A"]
