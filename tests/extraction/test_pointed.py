"""What a person points at becomes a claim with the document's own words, or no claim."""

from functools import cache

import pytest

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.errors import WordsMissing
from app.extraction.extract import Extractor
from app.extraction.model import PERSON, Basis, Entry, EntryKind
from app.extraction.pointed import Pointed, places, pointed_in, pointed_out
from app.taxonomy.load import load
from tests.cli.conftest import COMPILED

TEXT = """Rosa Quill

Experience
Forklift Operator, Dock & Sons, March 2019 - Present
- Moved pallets with a reach truck and kept the stock list
- Showed newcomers how the “cage” is counted

About me
I sing in a choir, and I re-
finish old chairs.
"""


@cache
def document() -> Document:
    return read(SourceDocument(name="resume.txt", data=TEXT.encode()))


@cache
def entries() -> tuple[Entry, ...]:
    return Extractor(load([COMPILED.parent], [COMPILED])).extract(document()).entries


@pytest.mark.parametrize(
    ("said", "quote", "name", "basis", "match"),
    [
        (Pointed(quote="sing in a choir"), "sing in a choir", "sing in a choir", Basis.STATED, "exact"),
        (Pointed(quote="SING  in a\nchoir"), "sing in a choir", "sing in a choir", Basis.STATED, "normalised"),
        (Pointed(quote="refinish"), "re-\nfinish", "refinish", Basis.STATED, "normalised"),
        (Pointed(quote="sing in a choir", name="Choir"), "sing in a choir", "Choir", Basis.STATED, "exact"),
        (
            Pointed(quote="sing in a choir", name="Choral music"),
            "sing in a choir",
            "Choral music",
            Basis.DEMONSTRATED,
            "exact",
        ),
        (Pointed(quote='the "cage" is'), "the “cage” is", "the “cage” is", Basis.DEMONSTRATED, "normalised"),
        (Pointed(quote="reach truck"), "reach truck", "reach truck", Basis.DEMONSTRATED, "exact"),
    ],
)
def test_a_skill_is_stated_where_the_words_name_it_and_demonstrated_in_a_job_or_by_another_name(
    said: Pointed, quote: str, name: str, basis: Basis, match: str
) -> None:
    claim = pointed_out(document(), entries(), said, ("esco 1.2",)).claim
    (evidence,) = claim.evidence
    assert (evidence.quote, claim.name, claim.basis, evidence.match) == (quote, name, basis, match)
    assert document().text[evidence.start : evidence.end] == evidence.quote
    assert (claim.provenance.extractor, claim.provenance.frameworks) == (PERSON, ("esco 1.2",))


def test_what_stands_in_a_job_is_shown_there() -> None:
    (job,) = (entry for entry in entries() if entry.kind is EntryKind.EMPLOYMENT)
    assert pointed_out(document(), entries(), Pointed(quote="stock list")).claim.entry_id == job.id


@pytest.mark.parametrize("words", ["welding", "choirs", "ing in a choir", "Rosa Quill sings", "—", " "])
def test_words_that_do_not_stand_in_the_document_are_no_claim(words: str) -> None:
    with pytest.raises(WordsMissing):
        pointed_out(document(), entries(), Pointed(quote=words))


def test_of_several_places_the_one_that_is_meant_is_quoted() -> None:
    text = "Excel\nWord\nExcel\n"
    assert [place.start for place in places(text, "Excel")] == [0, 11]
    twice = read(SourceDocument(name="twice.txt", data=text.encode()))
    near = [
        pointed_out(twice, (), Pointed(quote="Excel", start=start)).claim.evidence[0].start for start in (None, 9)
    ]
    assert near == [0, 11]


@pytest.mark.parametrize("kind", [EntryKind.EMPLOYMENT, EntryKind.CERTIFICATION, EntryKind.VOLUNTEERING])
def test_an_entry_has_the_words_for_its_title_and_evidence(kind: EntryKind) -> None:
    found = pointed_out(document(), entries(), Pointed(kind=kind, quote="I sing in a choir"))
    assert found.entry is not None
    assert (found.entry.kind, found.entry.title, found.entry.organization) == (kind, "I sing in a choir", None)
    assert (found.claim.kind, found.claim.entry_id, found.claim.basis) == (kind, found.entry.id, Basis.STATED)
    assert found.claim.evidence == found.entry.evidence


@pytest.mark.parametrize(
    "said",
    [
        Pointed(quote="sing in a choir", start=TEXT.index("sing"), name="Choral music"),
        Pointed(kind=EntryKind.PROJECT, quote="old chairs", start=TEXT.index("old chairs")),
    ],
)
def test_what_was_pointed_at_can_be_told_from_its_claim(said: Pointed) -> None:
    again = pointed_in(pointed_out(document(), entries(), said).claim)
    assert again == said


def test_what_an_extractor_found_was_pointed_at_by_nobody() -> None:
    extraction = Extractor(load([COMPILED.parent], [COMPILED])).extract(document())
    assert extraction.claims
    assert not any(map(pointed_in, extraction.claims))
