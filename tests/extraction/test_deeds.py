"""Sentences outside the duties of entries: what tells a deed is shown as one, and what only praises is not."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.extraction.skills.deeds import told_deeds
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def deeds(text: str, *, doing: bool = False) -> list[str]:
    return [row.said for row in told_deeds(lines(text)[1], doing=doing)]


def shown(text: str, frameworks: Frameworks) -> set[str]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return {claim.evidence[0].quote for claim in claims if claim.basis is Basis.DEMONSTRATED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I float mud beds. Hotels and a clinic.", ["I float mud beds."]),
        (
            "Hotels. Laid out floors off the prints, cut on the wet saw.",
            ["Laid out floors off the prints, cut on the wet saw."],
        ),
        ("I also rebuilt carburetors; I liked it there.", ["I also rebuilt carburetors;"]),
        ("Kitchen: Baked 600 rolls daily • Kept the cooler logs", ["Baked 600 rolls daily", "Kept the cooler logs"]),
        (
            "I read the shop drawings, set stones and every spring I\norder slabs from the quarry. Ann helps.",
            ["I read the shop drawings, set stones and every spring I", "order slabs from the quarry."],
        ),
    ],
)
def test_a_sentence_that_begins_with_what_was_done_is_a_deed(text: str, expected: list[str]) -> None:
    assert deeds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I love old houses and warm bread",
        "I was foreman at Ridgeway Stone",
        "Licensed Practical Nurse",
        "Retired lead hand",
        "Worked at many places over the years.",
        "Painting houses, mostly",
        "My cousin built the barn.",
        "Fit and tack plate.",
    ],
)
def test_likings_titles_and_what_others_did_are_no_deeds(text: str) -> None:
    assert deeds(text) == []


def test_below_a_heading_of_deeds_any_verb_begins_one() -> None:
    assert deeds("Fit and tack plate. Read ship drawings.", doing=True) == [
        "Fit and tack plate.",
        "Read ship drawings.",
    ]


def test_a_job_told_in_sentences_shows_what_was_done(frameworks: Frameworks) -> None:
    text = (
        "Marcus Webb\nmarcus@example.com\n\nRight now (since 2021) I have my business, Oakline Tile, baths.\n"
        "I float mud beds, build curbless showers and set porcelain. I price the jobs.\n"
    )
    found = shown(text, frameworks)
    assert {"float mud beds", "build curbless showers", "price the jobs"} <= found


def test_what_stands_above_all_headings_and_names_no_job_shows_nothing(frameworks: Frameworks) -> None:
    text = (
        "Marcus Webb\nmarcus@example.com\n\nI keep my station clean and turn messy plans into parties.\n\n"
        "EXPERIENCE\nCook, Oak Diner, 2019 - 2023\n- Baked bread daily\n"
    )
    assert not any("station" in quote or "messy" in quote for quote in shown(text, frameworks))


def test_deeds_below_a_heading_of_skills_are_shown(frameworks: Frameworks) -> None:
    text = (
        "Marcus Webb\nmarcus@example.com\n\nSKILLS\nKitchen: Cooked three meals a day for 900 • Kept the "
        "cooler logs • Taught knife safety\n\nEXPERIENCE\nPrep Cook, Oak Diner, 2019 - 2023\n"
    )
    assert {"Cooked three meals a day", "Kept the cooler logs"} <= shown(text, frameworks)
