"""Lists of skills with what is none: memberships, terms of work, amounts, what somebody has begun to learn."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def skills(lines: str, frameworks: Frameworks) -> set[str]:
    text = f"Vera Holt\nAkron, OH\n\nSKILLS\n{lines}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"
    claims = Extractor(frameworks).extract(document(text)).claims
    return {claim.name for claim in claims if claim.kind == "skill" and claim.evidence}


@pytest.mark.parametrize(
    "line",
    [
        "NALS member",
        "MEMBER: ASHRAE since 2018",
        "Can lift 80 lbs",
        "Own reliable car",
        "Own tools & truck",
        "Stand long hours",
        "Valid DL",
        "Clean driving record",
        "Available nights and weekends",
        "Willing to travel",
        "PIC 3,250",
        "Learning SolidWorks",
        "Phi Theta Kappa",
        "I do not use Macs",
        "Can't drive stick",
        "Early riser",
        "Hard worker",
        "Night shift available",
        "Monday-Friday",
        "Work any shift",
        "US citizen",
        "CPA candidate",
        "Valid driver",
        "Reliable transportation",
        "Own van",
        "Veterans' preference",
        "Detail-oriented",
        "Friendly, Dependable",
    ],
)
def test_a_line_that_names_no_skill_gives_none(line: str, frameworks: Frameworks) -> None:
    assert skills(f"Excel\nRoute planning\n{line}", frameworks) == {"Excel", "Route planning"}


@pytest.mark.parametrize("last", ["weekends OK", "punctual", "the usual", "friendly, detail-oriented"])
def test_what_ends_a_list_may_be_none(last: str, frameworks: Frameworks) -> None:
    assert skills(f"Excel, Route planning, {last}", frameworks) == {"Excel", "Route planning"}


@pytest.mark.parametrize(
    "line",
    [
        "Diligent",
        "Shift scheduling",
        "Forklift driver training",
        "Transportation planning",
        "Work order entry",
        "Agile",
    ],
)
def test_what_only_looks_like_a_trait_or_a_term_is_kept(line: str, frameworks: Frameworks) -> None:
    assert line in skills(f"Excel\nRoute planning\n{line}", frameworks)


def test_groups_in_one_line_keep_their_labels(frameworks: Frameworks) -> None:
    found = skills("Front end: React, Vue; Back end: Node, Django; Databases: MySQL", frameworks)
    assert found == {"React", "Vue", "Node", "Django", "MySQL"}


def test_a_language_below_one_with_its_level_is_another(frameworks: Frameworks) -> None:
    found = skills(
        "Welding\n\nLANGUAGES\nEnglish (native), Arabic (professional working proficiency), Spanish (elementary)\n"
        "Korean - conversational\nReads French",
        frameworks,
    )
    assert {"English", "Arabic", "Spanish", "Korean", "French"} <= found


def test_a_label_and_a_verb_alone_are_no_skills(frameworks: Frameworks) -> None:
    found = skills("Software - Toast, Square, 7shifts\nFiled, scanned and mailed documents", frameworks)
    assert {"Toast", "Square"} <= found
    assert not {"Software", "Software -", "Filed"} & found


def test_a_label_in_a_column_is_no_skill(frameworks: Frameworks) -> None:
    assert "Languages" not in skills("Languages      Python (7 yrs) ●●●●●   Go (2 yrs) ●●●○○", frameworks)


def test_names_of_bodies_below_memberships_are_no_skills(frameworks: Frameworks) -> None:
    lines = "Excel\n\nMEMBERSHIPS\nInstitution of Civil Engineers (graduate member)\nNALS; Psychotherapy Review"
    assert skills(lines, frameworks) == {"Excel"}


def test_the_line_that_heads_the_columns_of_a_table_names_no_skill(frameworks: Frameworks) -> None:
    found = skills("Area  Tool  Level\nReporting  Tableau  good\nStorage  Redis  basic", frameworks)
    assert "Tool" not in found
    assert {"Tableau", "Redis"} <= found


def test_a_job_in_a_line_among_skills_gives_neither_employer_nor_town(frameworks: Frameworks) -> None:
    found = skills("Excel, Tableau\nSenior DBA, Oakwood Exchange, Omaha NE, Feb 2017 to Present.", frameworks)
    assert found == {"Excel", "Tableau"}


def test_dots_lead_from_a_label_to_its_list(frameworks: Frameworks) -> None:
    found = skills("Cloud ........ AWS, Azure\nObserve ...... Grafana, Datadog\nFrameworks: .NET, Django", frameworks)
    assert found == {"AWS", "Azure", "Grafana", "Datadog", ".NET", "Django"}


def test_figures_below_a_column_make_no_label_of_the_name_beside_them(frameworks: Frameworks) -> None:
    found = skills(
        "Hoistway wiring  1,400  1,322\nController troubleshooting  1,100  640\nWelding  1,500  20", frameworks
    )
    assert {"Hoistway wiring", "Controller troubleshooting"} <= found


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Nationality: German", "German"),
        ("Taught Saturdays at the Ukrainian School of Akron", "Ukrainian"),
        ("Joined a payments firm (Series C, 400 people)", "C"),
    ],
)
def test_what_somebody_is_and_what_bodies_are_called_is_no_skill(
    told: str, name: str, frameworks: Frameworks
) -> None:
    text = (
        f"Vera Holt\nAkron, OH\n{told}\n\nSKILLS\nExcel, routing\n\nWORK\nDriver, Oak Freight, 2010 - 2020\n- {told}"
    )
    claims = Extractor(frameworks).extract(document(text)).claims
    assert name not in {claim.name for claim in claims if claim.kind == "skill" and claim.evidence}
