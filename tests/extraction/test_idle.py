"""Duties in which no work is told: only verbs, another's work, what somebody was given."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.skills.idle import is_idle, is_whose
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("said", "idle"),
    [
        ("Plan and lead", True),
        ("organize and coordinate", True),
        ("Report to the plant director", True),
        ("Worked closely", True),
        ("Chained, strapped and tarped", False),
        ("Diagnose and repair", False),
        ("Received guest compliments", True),
        ("Supported the sales team", True),
        ("Assisted the support team", True),
        ("Voted employee of the month", True),
        ("Own tools", True),
        ("Plan and lead activities", False),
        ("Cooking and cleaning", False),
        ("Reported defects", False),
        ("Received deliveries", False),
        ("Supported 1,100 teachers", False),
        ("Supported sales team members", False),
        ("Assisted patients", False),
        ("Owned the release process", False),
        ("Worked grill", False),
        ("laid up", True),
        ("LAID OFF FOR COVID", True),
        ("laid off 40 pickers", False),
        ("stayed home", True),
        ("stay in charge of a crew", False),
        ("moved back to take care of my mother", True),
        ("moved furniture", False),
        ("returned to work", True),
        ("returned calls", False),
        ("Logged 8,000 on-the-job hours", True),
        ("Logged temperatures", False),
        ("Walked 2 miles", True),
        ("Walked fence lines", False),
        ("passed 31 of 32 finals", True),
        ("passed the installer test", True),
        ("passed medications", False),
        ("Obtained the license", True),
        ("Obtained permits", False),
        ("Licensed for 74 children", True),
        ("leased to Plains Freight", True),
        ("Authorized to work", True),
        ("Start 3 am", True),
        ("opened at 4", True),
        ("opened the store", False),
        ("own 16 ft trailer", True),
        ("own chair", True),
        ("Owned scheduling", False),
        ("work nights and weekends", True),
        ("worked double shifts", True),
        ("work 16 hour days", True),
        ("laid off Jan-Feb", True),
        ("worked day care", False),
        ("builds went", True),
        ("Wrote extensive", True),
        ("Wrote extensive reports", False),
        ("Executed both manual", True),
        ("Cleaned both barns", False),
        ("take part", True),
        ("set the stage", True),
        ("set stage lights", False),
        ("Raised two children", True),
        ("Raised calves", False),
        ("Updated from", True),
        ("kept up", True),
        ("kept up greenhouses", False),
        ("Perfect attendance", True),
        ("started with my uncle", True),
        ("started IVs", False),
    ],
)
def test_a_phrase_that_tells_of_no_work_is_idle(said: str, idle: bool) -> None:
    assert is_idle(said) is idle


@pytest.mark.parametrize(
    ("said", "name", "whose"),
    [
        ("Supported the sales team with quotes", "sales", True),
        ("Worked with marketing staff", "marketing", True),
        ("Ran sales in the north", "sales", False),
        ("Did team building", "team building", False),
    ],
)
def test_a_name_may_only_tell_who_people_are(said: str, name: str, whose: bool) -> None:
    start = said.index(name)
    assert is_whose(said, start, start + len(name)) is whose


def test_nothing_is_claimed_of_a_phrase_that_tells_of_no_work(frameworks: Frameworks) -> None:
    text = (
        "Ada Quill\n\nExperience\nClerk, Larch Lodge, 2015 - 2017\n- Supported the sales team with quotes\n"
        "- Reported to the plant director\n- Filed invoices\n"
    )
    claims = Extractor(frameworks).extract(document(text)).claims
    shown = [claim.name for claim in claims if claim.basis == "demonstrated"]
    assert shown == ["Filed invoices"]
