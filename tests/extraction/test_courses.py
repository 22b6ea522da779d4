"""Course titles to inferred skills."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis, DocumentKind, Entry, EntryKind
from app.extraction.schooling.coursework import coursework
from app.extraction.skills.courses import coursework_skills, taught
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.test_transcripts import PLAIN


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Introduction to Welding", "welding"),
        ("Medical Terminology I", "medical terminology"),
        ("INTERM ALGEBRA", "algebra"),
        ("Cost Accounting", "accounting"),
        ("Database Management Systems", "database management systems"),
    ],
)
def test_a_title_names_the_skill_it_teaches(frameworks: Frameworks, title: str, name: str) -> None:
    assert [found.name for found in taught(title, frameworks)] == [name]


@pytest.mark.parametrize(
    "title",
    [
        "First-Year Seminar",
        "Practicum II",
        "Special Topics",
        "Independent Study",
        "Lab",
        "Physical Education",  # of a product with these words
        "Motor Controls",  # what falls under a concept
    ],
)
def test_a_title_that_names_no_skill_infers_none(frameworks: Frameworks, title: str) -> None:
    assert taught(title, frameworks) == []


def test_skills_of_a_transcript_are_inferred_from_passed_courses_only(frameworks: Frameworks) -> None:
    made = document(PLAIN.replace("Technical Math ", "Geometry       "))
    found = Extractor(frameworks).extract(made)
    skills = [claim for claim in found.claims if claim.kind == "skill"]
    assert found.kind is DocumentKind.TRANSCRIPT
    assert [(claim.name, claim.basis) for claim in skills] == [("welding", Basis.INFERRED)]
    source = skills[0].inferred_from
    assert source is not None
    assert (source.kind, source.entry_id) == ("course", found.entries[0].id)
    assert skills[0].evidence[0].quote == "Introduction to Welding"


def test_a_transcript_can_be_read_as_a_resume_when_told_so(frameworks: Frameworks) -> None:
    assert Extractor(frameworks).extract(document(PLAIN), DocumentKind.RESUME).kind is DocumentKind.RESUME


def test_relevant_coursework_infers_and_states_nothing(frameworks: Frameworks) -> None:
    made = document(
        """
        Education
        Associate of Science, Mill Creek College, May 2021
        Relevant coursework: Introduction to Welding, Medical Terminology I,
        Cost Accounting
        """
    )
    start = made.text.index("Relevant")
    school = Entry(
        id="e-1",
        kind=EntryKind.EDUCATION,
        title="Associate of Science",
        evidence=(made.evidence(10, 20),),
        body=(start, len(made.text)),
    )
    found = list(coursework_skills(made, coursework(made, [], [school], frameworks), frameworks))
    assert [(s.name, s.basis) for s in found] == [
        ("welding", Basis.INFERRED),
        ("medical terminology", Basis.INFERRED),
        ("accounting", Basis.INFERRED),
    ]
    claims = Extractor(frameworks).extract(made).claims
    assert {claim.basis for claim in claims if claim.kind == "skill"} == {Basis.INFERRED}
