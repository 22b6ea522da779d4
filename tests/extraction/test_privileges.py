"""Licences and papers beside which something ran out that is only a part of them, or another paper."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

KINDS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
Told = tuple[str | None, str | None, bool | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def told(line: str, frameworks: Frameworks) -> list[Told]:
    text = f"Ada Quill\nBend, OR\n\nLICENSES\n{line}\nFishing guide license\n"
    entries = [entry for entry in rule(document(text), frameworks).entries if entry.kind in KINDS]
    return [(one.title, one.end, one.completed) for one in entries if one.title != "Fishing guide license"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Class B CDL with passenger and school bus (school bus endorsement expired June 2021)",
            [("Class B CDL with passenger", None, None), ("school bus endorsement", "2021-06", None)],
        ),
        ("Class A CDL w/ hazmat + tanker (hazmat lapsed 2022)", [("Class A CDL", None, None)]),
        ("LPN license, compact privilege expired 2021", [("LPN license", None, None)]),
        ("CPR current, first aid expired 2023", [("CPR", None, None), ("first aid", "2023", None)]),
        ("Notary public (bond lapsed)", [("Notary public", None, None)]),
        ("Real estate license (E&O insurance lapsed 2021)", [("Real estate license", None, None)]),
        ("Pilot certificate, medical expired 03/2019", [("Pilot certificate", None, None)]),
        (
            "CDL A with doubles/triples, tanker endorsement lapsed",
            [("CDL A with doubles/triples", None, None), ("tanker endorsement", None, False)],
        ),
        (
            "State teaching license, math endorsement expired 2019",
            [("State teaching license", None, None), ("math endorsement", "2019", None)],
        ),
        (
            "CDL class A, medical card expired Jan 2024",
            [("CDL class A", None, None), ("medical card", "2024-01", None)],
        ),
        (
            "Guard card current, firearm permit expired 05/2022",
            [("Guard card", None, None), ("firearm permit", "2022-05", None)],
        ),
        ("EPA 608 Universal (recovery add-on never completed)", [("EPA 608 Universal", None, None)]),
        ("Driver's license, valid; motorcycle endorsement dropped 2015", [("Driver's license", None, None)]),
        (
            "Class A CDL w/ tanker and hazmat (hazmat expires 03/2028)",
            [("Class A CDL w/ tanker and hazmat", None, None)],
        ),
        (
            "Class C license (motorcycle endorsement valid, expires 2026)",
            [("Class C license", None, None), ("motorcycle endorsement", "2026", None)],
        ),
        (
            "CDL-A, clean record (hazmat lapsed 2022); DOT card exp 5/2027",
            [("CDL-A", None, None), ("DOT card", "2027-05", None)],
        ),
    ],
)
def test_a_paper_holds_though_a_part_of_it_or_another_ran_out(
    line: str, expected: list[Told], frameworks: Frameworks
) -> None:
    assert told(line, frameworks) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CDL Class A (expired May 2021)", [("CDL Class A", "2021-05", None)]),
        ("Massage therapy license (Ohio license expired 2021)", [("Massage therapy license", "2021", None)]),
        ("RN license, Ohio expired 2022", [("RN license", "2022", None)]),
        ("Real estate license, State of Nevada, expired 2020", [("Real estate license", "2020", None)]),
        ("Hazmat endorsement expired Feb 2022", [("Hazmat endorsement", "2022-02", None)]),
        ("Tanker endorsement (expired 2019)", [("Tanker endorsement", "2019", None)]),
        ("Forklift card - sit down, reach - expired 2021", [("Forklift card - sit down, reach", "2021", None)]),
        ("BLS, ACLS expired 2022", [("BLS", "2022", None), ("ACLS", "2022", None)]),
        (
            "Forklift operator card, forklift certification expired 2019",
            [("Forklift operator card, forklift certification", "2019", None)],
        ),
        ("Food handler card (Linn County expired 2021)", [("Food handler card", "2021", None)]),
        ("Notary public (lapsed)", [("Notary public", None, False)]),
        ("Cosmetology license (Texas), expired 2018", [("Cosmetology license", "2018", None)]),
    ],
)
def test_a_paper_that_ran_out_itself_is_told_so(line: str, expected: list[Told], frameworks: Frameworks) -> None:
    assert told(line, frameworks) == expected
