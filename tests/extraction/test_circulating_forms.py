"""Resumes as they circulate: from hosting sites, of the Indian and Gulf labour markets, federal and Nordic ones."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return rule(document(text), frameworks).entries


def test_a_period_may_stand_on_three_lines(frameworks: Frameworks) -> None:
    found = entries(
        "Jo Doe\n\nWORK EXPERIENCE\nJanuary 2015\nto\nCurrent\nElm Foods Inc Sales Associate\nGreeted customers.\n"
        "October 2012\nto\nDecember 2014\nOak Mart LLC Cashier\nBalanced the drawer.",
        frameworks,
    )

    assert [(e.start, e.end, e.current) for e in found] == [("2015-01", None, True), ("2012-10", "2014-12", False)]
