"""Boxes of forms: what is ticked is told, an empty box never is, and questions are no skills."""

import pytest

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.filled.boxes import ticked
from app.extraction.lines.rows import rows
from app.flows import runtime
from app.settings import Settings
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(runtime.frameworks(Settings()))


def _told(made: Document) -> tuple[list[str], list[str]]:
    found = ticked(made.text, rows(made))
    return [row.said for row in found.rows], [row.said for row in found.skills]


@pytest.mark.parametrize(
    ("text", "kept", "skills"),
    [
        # below a heading of skills what is ticked stands as an item of it
        ("SKILLS\n[x] Welding  [ ] Plumbing\n[ ] Roofing", ["SKILLS", "Welding"], []),
        ("SKILLS\n☐ Welding  ☒ Plumbing", ["SKILLS", "Plumbing"], []),
        ("SKILLS\n( ) Welding  (X) Plumbing", ["SKILLS", "Plumbing"], []),
        ("- [x] Welding\n- [ ] Plumbing", [], []),
        # words that ask for skills stand above it, or before it in its line
        ("Machines you operate:\n[X] Tractor\n[ ] Crane", [], ["Tractor"]),
        ("Equipment used: [x] Vacuum [ ] Buffer", [], ["Vacuum"]),
        ("Which software do you use?\n☑ Dentrix\n☐ Eaglesoft", [], ["Dentrix"]),
        # what else is asked is neither a skill nor anything else
        ("Barriers\n[x] Child care  [ ] Housing", ["Barriers"], []),
        ("Shift: [ ] 1st [x] 2nd [ ] 3rd", [], []),
        ("Transportation: (X) Own car ( ) Bus", [], []),
        # a paper is one wherever it is ticked, with the day on which it ends
        ("Barriers\n[x] OSHA 10 card  [ ] CDL", ["Barriers", "OSHA 10 card"], []),
        ("CARDS ON FILE  [X] OSHA 30  [ ] CDL", ["CARDS ON FILE", "OSHA 30"], []),
        ("LICENSES\n[x] Notary public  Exp: 09/2027\n[ ] CNA", ["LICENSES", "Notary public  Exp: 09/2027"], []),
        # answers to questions
        ("GED: ☐ Yes ☒ No", [], []),
        ("Member of a union: [x] Yes [ ] No   Local: 528", [], []),
        ("Driver's license: ☒ Yes ☐ No   State: PA", ["Driver's license"], []),
        ("EPA 608 Type II   Yes [X]  No [ ]", ["EPA 608 Type II"], []),
        ("EPA 608 Type II   Yes [ ]  No [X]", [], []),
        ("Do you drive? ○ Yes ● No", [], []),
        ("Do you drive? __ Yes   X No", [], []),
        # one box below "yes" and one below "no"
        ("Can you braze copper?   [ ]   [X]\n[ ] Roofing", [], []),
    ],
)
def test_what_stands_beside_an_empty_box_is_left_out(text: str, kept: list[str], skills: list[str]) -> None:
    assert _told(document(text)) == (kept, skills)


@pytest.mark.parametrize(
    "text",
    [
        # signs before items are no boxes where none is empty
        "WORK\n✅ Rebuild engines\n✅ Write up estimates",
        "SKILLS\n☑ Welding\n☑ Plumbing",
        "SKILLS\n● Welding\n● Plumbing",
        "SKILLS\n○ Welding\n○ Plumbing",
        "CDL-A, TANKER + HAZMAT (X), TWIC",
        "Called main( ) twice a day, and (a) or (b)",
        # other readers tell what is answered with "yes"
        "Do you have a forklift card? [x] Yes [ ] No",
        # whether schooling was ended is told by the answer
        "College: Elm College   Did you graduate? [ ] Yes [x] No",
    ],
)
def test_other_signs_are_no_boxes(text: str) -> None:
    made = document(text)
    assert ticked(made.text, rows(made)) == (rows(made), [])


def test_nothing_is_claimed_of_an_empty_box(extractor: Extractor) -> None:
    text = (
        "INTAKE\nCustomer: Ann Roe\n\nLICENSES AND CREDENTIALS\n[x] Driver's license\n[ ] CNA\n[ ] Food handler\n\n"
        "Experience in the trade (check):\n[x] Conduit bending   [ ] Fiber optics\n[ ] First Aid / CPR\n\n"
        "I know how to operate:\n☐ Forklift  ☒ Pallet jack\n\nBARRIERS TO EMPLOYMENT\n[x] Child care  [ ] Homeless\n"
    )
    found = extractor.extract(read(SourceDocument(name="form.txt", data=text.encode())))
    quotes = [quote.quote for claim in found.claims for quote in claim.evidence]
    assert [entry.title for entry in found.entries] == ["Driver's license"]
    assert {"Conduit bending", "Pallet jack"} <= {*quotes}
    for empty in ("Fiber", "First Aid", "Forklift", "CNA", "Food", "Child care", "Homeless"):
        assert not any(empty in quote for quote in quotes)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Y = yes  N = no\nPainting Y    Carpentry N    Cooking Y", ["Painting", "Cooking"]),
        # without a legend a letter is one of a name
        ("Vitamin Y    Plan N    Group Y", []),
        # a cross stands below the head of its column
        ("Skills          Have    Do not have\nMow lawns        X\nDesign parks             X", ["Mow lawns"]),
        ("Task            No      Yes\nMow lawns        X", []),
    ],
)
def test_letters_and_crosses_answer(text: str, skills: list[str]) -> None:
    assert _told(document(text))[1] == skills


def test_what_is_rated_with_nothing_is_no_skill(extractor: Extractor) -> None:
    text = "Ann Roe\n\nSKILLS\nDrywall patching ..... 2\nBoiler operation ..... 0\nPainting ..... 3\nTiling ..... 1\n"
    found = extractor.extract(read(SourceDocument(name="form.txt", data=text.encode())))
    quotes = [quote.quote for claim in found.claims for quote in claim.evidence]
    assert any("Drywall" in quote for quote in quotes)
    assert not any("Boiler" in quote for quote in quotes)
