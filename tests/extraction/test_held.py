"""A certification or licence that a document says nobody holds, or another does, is no entry."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.model import EntryKind
from app.extraction.parts.held import held
from app.flows import runtime
from app.settings import Settings


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("CDL: No", "CDL"),
        ("CDL: No", "CDL: No"),
        ("Commercial license? No", "Commercial license?"),
        ("CDL Class A (none yet)", "CDL Class A (none yet)"),
        ("CNA license - revoked 2021", "CNA license - revoked"),
        ("Security Guard Card (applied)", "Security Guard Card (applied)"),
        ("Wife's RN license", "RN license"),
        ("Preparing for: PMP", "PMP"),
        ("Studying for the CPA exam", "CPA"),
        ("Forklift: yes; CDL: no; TWIC: yes", "CDL"),
    ],
)
def test_what_nobody_holds_is_told(text: str, paper: str) -> None:
    start = text.index(paper)
    assert not held(text, start, start + len(paper))


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("CDL A: no restrictions", "CDL A"),
        ("Forklift: Yes", "Forklift"),
        ("CDL: no\nFirst Aid", "First Aid"),
        ("Forklift: yes; CDL: no; TWIC: yes", "TWIC"),
        ("Forklift: yes; CDL: no; TWIC: yes", "Forklift"),
        ("License No. 12345 RN", "License No. 12345 RN"),
        ("RN, license no: 12345", "RN"),
        ("CPR - No. 4411", "CPR"),
        ("CPR (never expires)", "CPR"),
        ("CPR, trained for the Red Cross", "CPR"),
        ("Notary Public - none denied", "Notary Public"),
        ("Employer's liability certificate", "liability certificate"),
    ],
)
def test_what_is_held_stays(text: str, paper: str) -> None:
    start = text.index(paper)
    assert held(text, start, start + len(paper))


def test_papers_that_are_not_held_are_no_entries() -> None:
    listed = "Forklift: Yes\nCommercial license? No\nCDL: No\nWife's RN license\n"
    text = f"Ana Example\nana@example.org\n\nLICENSES\n{listed}"
    made = read(SourceDocument(name="resume.txt", data=text.encode()))
    entries = Extractor(runtime.frameworks(Settings())).extract(made).entries
    papers = [one.title for one in entries if one.kind in (EntryKind.LICENCE, EntryKind.CERTIFICATION)]
    assert papers == ["Forklift: Yes"]
