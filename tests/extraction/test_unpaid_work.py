"""Unpaid work and service in lines of their own: how often somebody came, what was done below."""

import pytest

from app.extraction.extract import rule
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def told(lines: str, frameworks: Frameworks) -> list[tuple[str, str | None, str | None, str | None]]:
    found = rule(document(f"Vera Holt\nAkron, OH\n\n{lines}\n"), frameworks).entries
    return [(one.kind.value, one.title, one.organization, one.start) for one in found]


def test_how_often_somebody_came_is_no_title(frameworks: Frameworks) -> None:
    lines = "VOLUNTEER WORK\nSoup kitchen, St. Mark's, every other Saturday since 2016\nLittle League coach 2010-2014"
    assert told(lines, frameworks) == [
        ("volunteering", None, "Soup kitchen, St. Mark's", "2016"),
        ("volunteering", "Little League coach", None, "2010"),
    ]


def test_what_was_done_below_unpaid_work_is_nobody_it_was_for(frameworks: Frameworks) -> None:
    lines = (
        "VOLUNTEER\nGreeter, Calvary Chapel, 2005 to now\nHelped neighbor's kids with homework\n"
        "Usher, Holt Playhouse, 2003 to 2005"
    )
    found = told(lines, frameworks)
    assert [one[2] for one in found] == ["Calvary Chapel", "Holt Playhouse"]


def test_years_that_were_served_are_no_part_of_a_branch(frameworks: Frameworks) -> None:
    lines = "VETERAN\nServed in US Coast Guard for six years (2001 thru 2007), rank BM3"
    assert told(lines, frameworks) == [("military-service", "BM3", "US Coast Guard", "2001")]


def test_a_sentence_that_is_a_line_of_unpaid_work_tells_it(frameworks: Frameworks) -> None:
    lines = "OTHER\nI sign a little. Volunteer, Mid-Ohio Food Collective, 2020–present."
    assert told(lines, frameworks) == [("volunteering", "Volunteer", "Mid-Ohio Food Collective", "2020")]
    assert told("OTHER\nI sign a little. Volunteer, when I can, since school.", frameworks) == []
