import pytest

from app.extraction.claims import Sighting
from app.extraction.model import Basis
from app.extraction.skills.nested import without_pieces

TEXT = "Write deviations and reports"


def sighting(text: str, said: str, basis: Basis = Basis.DEMONSTRATED) -> Sighting:
    return Sighting(text.index(said), text.index(said) + len(said), basis, 0.8, None)


def left(phrase: str, piece: str, *, known: bool = False, basis: Basis = Basis.DEMONSTRATED) -> list[str]:
    kept, phrases = [sighting(phrase, piece, basis)], [sighting(phrase, phrase)]
    return [phrase[s.start : s.end] for s in without_pieces(phrase, kept, phrases, lambda _: known)]


@pytest.mark.parametrize(
    ("phrase", "piece"),
    [
        ("Write deviations and reports", "Write deviations"),
        ("Flash chimneys, valleys and skylights", "Flash"),
        ("Open and decant wine", "decant wine"),
        ("Washed, dried and folded linens", "folded linens"),
        ("Wrote safety programs, SOPs and JSAs", "SOPs"),
    ],
)
def test_a_piece_of_a_phrase_is_no_claim_beside_it(phrase: str, piece: str) -> None:
    assert left(phrase, piece) == []


@pytest.mark.parametrize(
    ("phrase", "piece"),
    [
        ("do laundry and light housekeeping", "do laundry"),
        ("Fix bugs, write tests", "Fix bugs"),
        ("Wrote SQL and reports", "SQL"),
        ("Administered VMware and Active Directory", "Active Directory"),
    ],
)
def test_what_is_named_in_a_phrase_or_stands_beside_other_work_stays(phrase: str, piece: str) -> None:
    assert left(phrase, piece) == [piece]


def test_names_of_frameworks_and_what_is_stated_stay() -> None:
    assert left(TEXT, "Write deviations", known=True) == ["Write deviations"]
    assert left(TEXT, "Write deviations", basis=Basis.STATED) == ["Write deviations"]


def test_phrases_elsewhere_take_nothing() -> None:
    text = "Write reports. Write plans. Wash cars and vans"
    kept = [sighting(text, "Write reports"), sighting(text, "Write plans"), sighting(text, "Wash cars")]

    whole = without_pieces(text, kept, [sighting(text, "Wash cars and vans")], lambda _: False)

    assert [text[s.start : s.end] for s in whole] == ["Write reports", "Write plans"]
