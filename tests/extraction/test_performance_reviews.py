"""Reviews of somebody's work: their head tells a job, their ratings and aims tell no skills."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

_REVIEW = (
    "Town of Elm Flats\nEmployee Evaluation Form\n\nName: Luther Banks      Position: Water Plant Operator III\n"
    "Division: Public Works   Date hired: 9/2012\nEvaluator: Joan Petrakis, Plant Superintendent\n"
    "Period covered: July 1, 2024 to June 30, 2025\n\n1. JOB KNOWLEDGE - Outstanding\n"
    "Luther runs the filters alone on nights and reads the trends better than anyone.\n\n2. COMMUNICATION - Meets\n"
    "His log entries are short but clear.\n\n3. AREAS FOR IMPROVEMENT\n"
    "Should learn to write purchase requisitions in Munis.\n"
)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_the_head_of_a_review_tells_a_job_and_not_that_it_goes_on(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(_REVIEW))

    assert [(e.title, e.organization, e.start, e.current) for e in found.entries] == [
        ("Water Plant Operator III", "Town of Elm Flats", "2012-09", False)
    ]
    assert not [claim.name for claim in found.claims if claim.kind == "skill" and str(claim.basis) == "stated"]


def test_who_was_promoted_since_began_the_reviewed_job_at_no_told_date(frameworks: Frameworks) -> None:
    text = _REVIEW + "\nPrevious position: Water Plant Operator II (2012-2018)\n"
    found = Extractor(frameworks).extract(document(text))

    assert ("Water Plant Operator III", None) in [(e.title, e.start) for e in found.entries]


def test_what_somebody_is_to_learn_is_no_skill(frameworks: Frameworks) -> None:
    text = (
        "Annual Performance Review\n\nEmployee Name: Bri Sutphin\nJob Title: Shipping Lead\nHire Date: 06/14/2021\n\n"
        "Teamwork              4\nHelps other shifts.\n\nGoals for next year\n\nComplete forklift training.\n"
        "Learn SAP reports.\n\nNext half\n- Run a diary study with users\n- Take the SQL course\n"
    )
    found = Extractor(frameworks).extract(document(text))

    assert [(e.title, e.start, e.current) for e in found.entries] == [("Shipping Lead", "2021-06-14", False)]
    assert not [claim.name for claim in found.claims if claim.kind == "skill" and str(claim.basis) != "inferred"]
