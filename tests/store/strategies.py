"""Random drafts, decisions and records that keep the rules of their types."""

from collections.abc import Sequence

from hypothesis import strategies as st

from app.alignment.model import Alignment
from app.documents.model import DocumentText, Evidence, Hidden, Page
from app.extraction.model import Basis, Entry, EntryKind, ModelUse, Source
from app.review.decide import claim_digest
from app.review.model import Decision, Draft, DraftClaim, Edit, Flag, FlagCode, Person, Role, Verdict
from app.values import ConceptId, Instant
from tests.review import factories as review

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=200)
FLOATS = st.floats(0, 1, allow_nan=False)
FLAGS = st.builds(Flag, code=st.sampled_from(FlagCode), detail=WORDS)
ALIGNMENTS = st.builds(
    Alignment,
    framework=st.sampled_from(["esco", "onet"]),
    version=st.just("1.2"),
    id=st.uuids().map(lambda id_: ConceptId(f"http://data.example.org/skill/{id_}")),
    name=WORDS,
    code=st.none() | WORDS,
    score=FLOATS,
)


@st.composite
def evidence(draw: st.DrawFn, text: str) -> Evidence:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    boxes = draw(st.lists(st.tuples(*[st.floats(0, 800, allow_nan=False)] * 4), max_size=2))
    return Evidence(quote=text[start:end], start=start, end=end, page=1, boxes=tuple(boxes))


@st.composite
def claim(draw: st.DrawFn, number: int, text: str) -> DraftClaim:
    basis = draw(st.sampled_from(Basis))
    inferred = basis is Basis.INFERRED
    return DraftClaim(
        id=f"c{number}",
        kind="skill",
        name=draw(WORDS),
        basis=basis,
        evidence=tuple(draw(st.lists(evidence(text), min_size=0 if inferred else 1, max_size=2))),
        inferred_from=Source(entry_id="e1", kind="title", concept_name=draw(WORDS)) if inferred else None,
        confidence=draw(FLOATS),
        provenance=review.provenance(text),
        alignments=tuple(draw(st.lists(ALIGNMENTS, max_size=2))),
        alternatives=tuple(draw(st.lists(ALIGNMENTS, max_size=2))),
        flags=tuple(draw(st.lists(FLAGS, max_size=2))),
    )


@st.composite
def drafts(draw: st.DrawFn, least: int = 0) -> Draft:
    text = draw(TEXTS)
    count = draw(st.integers(least, 4))
    return Draft(
        document=DocumentText(
            sha256=review.provenance(text).document_sha256,
            media_type="text/plain",
            pages=(Page(number=1, width=draw(FLOATS), height=792.0),),
            text=text,
        ),
        entries=(
            Entry(
                id="e1",
                kind=draw(st.sampled_from(EntryKind)),
                title=draw(st.none() | WORDS),
                start=draw(st.sampled_from([None, "2019", "2019-03"])),
                evidence=(draw(evidence(text)),),
            ),
        ),
        claims=tuple(draw(claim(number, text)) for number in range(count)),
        hidden=tuple(draw(st.lists(st.builds(Hidden, text=WORDS, page=st.just(1), reason=WORDS), max_size=1))),
        flags=tuple(draw(st.lists(FLAGS, max_size=2))),
        counts={"claims": count},
        model=draw(st.none() | st.builds(ModelUse, name=WORDS, prompt=WORDS, prompt_sha256=WORDS)),
    )


@st.composite
def decisions(draw: st.DrawFn, draft: Draft, person: str) -> Sequence[Decision]:
    """What the worker says of every claim, once."""
    return [
        Decision(
            claim_id=shown.id,
            claim_sha256=claim_digest(shown),
            person=Person(id=person, role=Role.WORKER),
            at=Instant("2026-03-01T09:30:00Z"),
            verdict=verdict,
            edit=draw(st.builds(Edit, name=st.just("said differently"))) if verdict is Verdict.EDIT else None,
            reason=draw(WORDS),
        )
        for shown in draft.claims
        for verdict in [draw(st.sampled_from(Verdict))]
    ]
