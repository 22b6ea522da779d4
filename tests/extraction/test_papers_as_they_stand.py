"""Papers that are not held, awards and memberships among them, and who gave them."""

import pytest

from app.credentials.periods import State, unfinished
from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

KINDS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
TODAY = "2026-06-01T00:00:00Z"


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def papers(lines: str, frameworks: Frameworks) -> list[Entry]:
    text = f"Vera Holt\nAkron, OH\n\nCERTIFICATIONS\n{lines}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in KINDS]


def told(lines: str, frameworks: Frameworks) -> list[tuple[str | None, bool | None]]:
    return [(entry.title, entry.completed) for entry in papers(lines, frameworks)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Food handler card (expired)", [("Food handler card", False)]),
        ("PALS, expired", [("PALS", False)]),
        ("Barber license, 2014, lapsed", [("Barber license", False)]),
        ("EMT certification - not current", [("EMT certification", False)]),
        ("PALS, expired 2024", [("PALS", None)]),
        ("Network+, Linux+ (in progress), Server+", [("Network+", None), ("Linux+", False), ("Server+", None)]),
        ("Network+, Server+ (both in progress)", [("Network+", False), ("Server+", False)]),
        ("CFA Level III candidate", [("CFA Level III candidate", False)]),
        ("CLU: two of five exams passed", [("CLU", False)]),
    ],
)
def test_what_has_expired_or_is_on_its_way_is_not_held(
    line: str, expected: list[tuple[str | None, bool | None]], frameworks: Frameworks
) -> None:
    assert told(line, frameworks) == expected


def test_why_a_paper_is_not_held_is_said_on_the_credential(frameworks: Frameworks) -> None:
    expired, dated = papers("PALS (expired)\nNRP, expired 2024", frameworks)
    assert unfinished(expired, TODAY) is State.NOT_CURRENT
    assert unfinished(dated, TODAY) is None
    assert dated.end == "2024"


@pytest.mark.parametrize(
    "line",
    [
        "I do not have a crane license",
        "Pipe welding, but not certified",
        "CISM (still studying)",
        "Working on: CDL Class B",
        "CGFM certification - not yet taken",
        "PMP certification - in view",
    ],
)
def test_a_paper_that_is_denied_or_planned_is_none(line: str, frameworks: Frameworks) -> None:
    assert told(f"OSHA 30\n{line}", frameworks) == [("OSHA 30", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Driver of the Month, 2019",
        "Perfect attendance award 2018",
        "Dean's List 2011",
        "ASHRAE - student member",
        "NALA member since 2016",
    ],
)
def test_awards_and_memberships_are_no_papers(line: str, frameworks: Frameworks) -> None:
    assert told(f"OSHA 30\n{line}", frameworks) == [("OSHA 30", None)]


@pytest.mark.parametrize(
    ("line", "title", "start"),
    [("OSHA 10 - 2022", "OSHA 10", "2022"), ("A+ (2017), Network+ (2018)", "A+", "2017")],
)
def test_the_hours_of_a_card_are_no_month_and_two_marks_a_name(
    line: str, title: str, start: str, frameworks: Frameworks
) -> None:
    first = papers(line, frameworks)[0]
    assert (first.title, first.start) == (title, start)


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("Rigger level 2, NCCCO, 2021", "Rigger level 2", "NCCCO"),
        ("Teaching License, Integrated Science 7-12, 2019", "Teaching License, Integrated Science 7-12", None),
        (
            "Commercial Pilot, Airplane Single-Engine Sea — FAA, 2018",
            "Commercial Pilot, Airplane Single-Engine Sea",
            "FAA",
        ),
        ("Network Associate (CCNA 200-301) – Cisco – 2021", "Network Associate (CCNA 200-301)", "Cisco"),
    ],
)
def test_what_is_taught_or_flown_is_no_issuer(
    line: str, title: str, organization: str | None, frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization) for one in papers(line, frameworks)] == [(title, organization)]
