"""Advertisements with few words of postings: told from resumes, and what they list, ask and give."""

import pytest

from app.extraction.advertisements import is_advertisement, offered
from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines

OF_NOBODY = """Ward Nurse - Nights
Larch Lodge is a hospital of 90 beds by the river.

Minimum Requirements:
- Current CPR card
- ACLS within six months
- Wound care required

Benefits: free parking; tuition assistance.

We do not discriminate on the basis of age.
"""
TO_YOU = """Assistant Manager

At Larch & Fern we sell pans.

As Assistant Manager you run the shop with us. You will:
→ open and close the store
→ handle cash

You have:
→ Bookkeeping
→ Nice to have: Kafka, Excel

Good to know:
→ 40% discount on everything
→ Health, dental and pet insurance
→ Financial planning

Write to shop@example.com with your application if you need help.
"""
RESUME = """Ada Quill

I train you and your team.

Experience
Nurse, Larch Lodge, 2012 - 2015
- Ran the diversity and inclusive hiring group, benefits and salary reviews
Nurse, Fern Lodge, 2015 - 2021
"""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(("text", "asks"), [(OF_NOBODY, True), (TO_YOU, True), (RESUME, False)])
def test_few_words_tell_an_advertisement(text: str, asks: bool) -> None:
    assert is_advertisement(text) is asks


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        (OF_NOBODY, {"ACLS", "Wound care"}, {"ACLS within six months", "Wound care required"}),
        (TO_YOU, {"Bookkeeping", "Kafka", "Excel"}, {"Financial planning", "dental", "Health"}),
    ],
)
def test_what_is_listed_is_asked_and_what_is_given_is_not(
    text: str, named: set[str], unnamed: set[str], frameworks: Frameworks
) -> None:
    found = {claim.name for claim in Extractor(frameworks).extract(document(text)).claims}
    assert named <= found
    assert not unnamed & found


def test_a_list_is_given_where_half_of_it_is() -> None:
    made, found = lines(
        "You will\n- wash pots\n- drive a van\n- pass dishes\n\nMore\n- Pet insurance\n- A pension\n- Yoga\n"
    )
    told = [made.text[start:end] for start, end in offered(made.text, found)]
    assert "Yoga" in told
    assert not {"wash pots", "drive a van", "pass dishes"} & set(told)
