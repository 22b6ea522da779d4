"""Claims that rest on hardly recognised words lose confidence, and say which word it is."""

import pytest

from app.documents.model import Document, Line, Page, RecognisedWord, Recognition
from app.extraction.lines.recognised import HARDLY, least_sure, lowered
from app.extraction.model import Basis, Claim, Entry, EntryKind, Extraction, Provenance, Source
from app.review.flags import flag_draft
from app.review.model import Flag, FlagCode
from app.values import Sha256

TEXT = "Welder Il at Alder Yard\nSkills: brazing, soldering"
SHA = Sha256("ab" * 32)
PROVENANCE = Provenance(document_sha256=SHA, extractor="offline/1")
SURE = {"Welder": 0.96, "Il": 0.2, "at": 0.95, "Alder": 0.97, "Yard": 0.4, "brazing,": 0.41, "soldering": 0.93}


def document(sure: dict[str, float] | None = None) -> Document:
    words = tuple(
        RecognisedWord(start=TEXT.index(word), end=TEXT.index(word) + len(word), confidence=confidence)
        for word, confidence in (SURE if sure is None else sure).items()
    )
    first = TEXT.index("\n")
    return Document(
        sha256=SHA,
        media_type="image/png",
        pages=(Page(number=1, width=612, height=792),),
        text=TEXT,
        lines=(Line(start=0, end=first, page=1, block=0), Line(start=first + 1, end=len(TEXT), page=1, block=0)),
        recognition=Recognition(engine="tesseract 5.3.0", pages=(1,), confidence=0.87) if words else None,
        words=words,
    )


def claim(words: str, basis: Basis = Basis.STATED) -> Claim:
    start = TEXT.index(words)
    evidence = (document().evidence(start, start + len(words)),)
    inferred = basis is Basis.INFERRED
    return Claim(
        id=words,
        kind="skill",
        name=words,
        basis=basis,
        evidence=() if inferred else evidence,
        inferred_from=Source(entry_id="e1", kind="title") if inferred else None,
        confidence=0.9,
        provenance=PROVENANCE,
    )


ENTRY = Entry(
    id="e1",
    kind=EntryKind.EMPLOYMENT,
    title="Welder",
    evidence=(document().evidence(0, 6), document().evidence(13, 23)),
)
CLAIMS = (claim("brazing"), claim("soldering"), claim("Welder Il"), claim("Alder", Basis.INFERRED))
FOUND = Extraction(entries=(ENTRY,), claims=CLAIMS)


def test_a_claim_is_as_sure_as_the_least_sure_of_its_words_of_two_letters_or_more() -> None:
    least = [least_sure(document(), one, {"e1": ENTRY}) for one in CLAIMS]
    assert [word and word.confidence for word in least] == [0.41, 0.93, 0.2, 0.4]
    marks = document({"Il": 0.1}).model_copy(update={"text": TEXT.replace("Il", "I,")})
    assert least_sure(marks, CLAIMS[2], {}) is None


def test_only_claims_of_hardly_recognised_words_lose_confidence() -> None:
    found = [one.confidence for one in lowered(document(), FOUND).claims]
    assert found == pytest.approx([0.9 * 1.41 / 2, 0.9, 0.9 * 1.2 / 2, 0.9 * 1.4 / 2], abs=0.001)
    assert lowered(document({}), FOUND) is FOUND


def test_a_draft_of_recognised_text_says_so_and_its_unsure_claims_name_the_word() -> None:
    of_draft, of_claims = flag_draft(document(), FOUND, {})
    told = "page 1 by tesseract 5.3.0, confidence of words 0.87"
    assert of_draft == (Flag(code=FlagCode.OCR, detail=told),)
    assert of_claims["brazing"] == (Flag(code=FlagCode.OCR_UNCERTAIN, detail="brazing,: confidence 0.41"),)
    assert of_claims["soldering"] == ()
    assert all(
        word is None or word.confidence >= HARDLY or flags
        for word, flags in zip(
            [least_sure(document(), one, {"e1": ENTRY}) for one in CLAIMS], of_claims.values(), strict=True
        )
    )


def test_pages_that_nothing_could_recognise_are_flagged() -> None:
    unread = document({}).model_copy(update={"notes": ("pages-unread",)})
    assert flag_draft(unread, FOUND, {})[0] == (Flag(code=FlagCode.PAGES_UNREAD, detail="pages-unread"),)
