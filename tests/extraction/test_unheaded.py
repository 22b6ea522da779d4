"""Papers and schools below no heading of their own, and headings in words of one's own."""

import pytest

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.kinds import by_rows, with_labels
from app.extraction.lines.rows import rows
from app.extraction.unheaded import all_parted
from tests.extraction.documents import document


def _kinds(text: str) -> list[tuple[SectionKind, list[str]]]:
    made = document(text)
    cut = all_parted(by_rows(section) for section in sections(rows(made)))
    return [(section.kind, [row.said for row in section.rows]) for section in cut if section.rows]


def test_papers_and_schools_behind_the_last_job_are_sections_of_their_own() -> None:
    found = _kinds(
        "ROY TULLEY\n555-555-0144\n\nWORK\n\nDELTA BULK - TANKER DRIVER - 3/2014 TO PRESENT\nHAUL ACID\n\n"
        "CDL CLASS A, EXP 05/12/2028\nTWIC EXP 09/2027\nH2S ALIVE 2023\n\nSOUTH BEND HIGH SCHOOL, GRADUATED 2001"
    )

    assert found[1:] == [
        (SectionKind.EXPERIENCE, ["DELTA BULK - TANKER DRIVER - 3/2014 TO PRESENT", "HAUL ACID"]),
        (SectionKind.CERTIFICATIONS, ["CDL CLASS A, EXP 05/12/2028", "TWIC EXP 09/2027", "H2S ALIVE 2023"]),
        (SectionKind.EDUCATION, ["SOUTH BEND HIGH SCHOOL, GRADUATED 2001"]),
    ]


def test_among_other_matters_papers_with_a_date_are_told_from_the_rest() -> None:
    found = _kinds(
        "Roy Tulley\n\nWork\nDriver, Delta Bulk, 2014 - 2016\n\nOther information\nCDL Class A, expires 2028\n"
        "TWIC card, expires 2027\nFluent in Spanish"
    )

    assert found[-2:] == [
        (SectionKind.OTHER, ["Fluent in Spanish"]),
        (SectionKind.CERTIFICATIONS, ["CDL Class A, expires 2028", "TWIC card, expires 2027"]),
    ]


def test_a_line_that_begins_with_a_heading_of_papers_is_a_section_of_them() -> None:
    made = document(
        "Roy Tulley\n\nWork\nDriver, Delta Bulk, 2014 - 2016\n\nCurrent Licenses and Certs: CDL-A (exp 2027)"
    )
    found = [part for section in sections(rows(made)) for part in with_labels(section)]

    assert [(part.kind, [row.said for row in part.rows]) for part in found][-1] == (
        SectionKind.CERTIFICATIONS,
        ["CDL-A (exp 2027)"],
    )


def test_a_list_with_its_name_in_front_is_a_section_where_it_stands_alone() -> None:
    found = _kinds("ROY TULLEY\n\nDRIVER, DELTA BULK, 2014 - 2016\n\nCAN ALSO: FORKLIFT, AIR BRAKES, QUALCOMM")

    assert found[-1] == (SectionKind.SKILLS, ["CAN ALSO: FORKLIFT, AIR BRAKES, QUALCOMM"])


@pytest.mark.parametrize(
    "paragraph",
    [
        "Certified Nursing Assistant, Red Hill Villa\n2019 - present",
        "I teach CPR at the school since 2019. Pupils like it.",
        "- Certified 12 operators on the forklift, 2019\n- Kept OSHA logs, 2020",
        "Welder | AWS certified | TWIC",
    ],
)
def test_work_and_what_is_told_of_oneself_is_no_paragraph_of_papers(paragraph: str) -> None:
    text = f"Ann Roe\n\nWORK\n\nWelder, Red Hill Shop, 2014 - 2016\n\n{paragraph}"

    assert [kind for kind, _ in _kinds(text)] == [SectionKind.TOP, SectionKind.EXPERIENCE]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Where I have cared for people", SectionKind.EXPERIENCE),
        ("Where I learned it", SectionKind.EDUCATION),
        ("What I can do for you", SectionKind.SKILLS),
        ("Professional Journey", SectionKind.EXPERIENCE),
        ("EDUCATION, LICENSURE, CERTIFICATION", SectionKind.EDUCATION),
        ("Qualifications, tickets & cards", SectionKind.CERTIFICATIONS),
        ("NAVAL SERVICE (2015–2026)", SectionKind.MILITARY),
        ("MILITARY TRAINING", SectionKind.COURSES),
        ("Continuing Ed & Certifications", SectionKind.CERTIFICATIONS),
        ("Nursing School", SectionKind.EDUCATION),
        ("**Work Experience**", SectionKind.EXPERIENCE),
        ("## Schooling", SectionKind.EDUCATION),
    ],
)
def test_a_heading_in_ones_own_words_opens_a_section(said: str, kind: SectionKind) -> None:
    found = sections(rows(document(f"Ann Roe\nReno, NV\n\n{said}\nRed Hill Villa, 2014\nReno, 2016")))

    assert [section.kind for section in found] == [SectionKind.TOP, kind]


def test_in_a_resume_of_small_letters_a_small_heading_opens_a_section() -> None:
    found = sections(
        rows(document("ann roe\nreno nv\n\ncook at the diner, 2014 - 2016\n\nthings im good at\ngravy, pies"))
    )

    assert [section.kind for section in found] == [SectionKind.TOP, SectionKind.SKILLS]
