"""Small pictures in resumes are marks: no part of skills, titles and employers, and some stand before headings."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

PERSON = "\U0001f469\u200d\U0001f4bb"
ROCKET, TOOL, FIRM, WHALE, STAR, HAT = "\U0001f680", "\U0001f527", "\U0001f3e2", "\U0001f433", "\u2b50", "\U0001f393"


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def skills(text: str, frameworks: Frameworks) -> set[str]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return {claim.name for claim in claims if claim.kind == "skill" and claim.basis != "inferred"}


def test_pictures_between_skills_part_them(frameworks: Frameworks) -> None:
    text = (
        f"Ada Quill {PERSON}\n\n{TOOL} Skills\n{TOOL} Docker {WHALE} Kubernetes {ROCKET} Ansible\n"
        f"{TOOL} Welding, {ROCKET} Python, {WHALE}\ufe0f Excel\n\n{HAT} Education\nBSc Physics, Larch College, 2015\n"
    )
    assert skills(text, frameworks) == {"Docker", "Kubernetes", "Ansible", "Welding", "Python", "Excel"}


def test_pictures_are_no_part_of_titles_and_employers_but_for_those_amid_a_name(frameworks: Frameworks) -> None:
    text = (
        f"Ada Quill\n\nExperience\n{TOOL} Welder | {FIRM} Ironworks Ltd | 2018 - 2022\n- Welded frames\n"
        f"{STAR} Senior Welder {STAR}, Larch {ROCKET} Works Ltd, Jan 2015 - Dec 2017\n- Ground parts\n"
    )
    made = document(text)
    found = Extractor(frameworks).extract(made)
    assert [(entry.title, entry.organization) for entry in found.entries] == [
        ("Welder", "Ironworks Ltd"),
        ("Senior Welder", f"Larch {ROCKET} Works Ltd"),
    ]
    # quotes are what the document prints
    assert all(one.quote == made.text[one.start : one.end] for claim in found.claims for one in claim.evidence)


def test_ratings_and_boxes_stay_what_they_are(frameworks: Frameworks) -> None:
    text = "Ada Quill\n\nSkills\nPython \u2605\u2605\u2605\u2606\u2606\nExcel \u2605\u2605\u2605\u2605\u2606\n"
    assert skills(text, frameworks) == {"Python", "Excel"}
