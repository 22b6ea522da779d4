"""Invented drafts for tests of journeys."""

from app.alignment.model import Alignment
from app.documents.model import DocumentText, Evidence, Page
from app.extraction.model import Basis, Entry, EntryKind, Provenance, Source
from app.review.model import Draft, DraftClaim, Flag, FlagCode
from app.values import ConceptId, Instant, Sha256

TEXT = """Rosa Quill
Forklift Operator, Dock & Sons, 2019-03 to present
Moved pallets with a reach truck and kept the stock list.
Skills: forklift operation, pallet jack, RF scanner
"""
SHA = Sha256("ab" * 32)
PAGES = (Page(number=1, width=612, height=792),)
PROVENANCE = Provenance(document_sha256=SHA, extractor="offline/1", frameworks=("esco 1.2",))


def clock() -> Instant:
    return Instant("2026-01-31T09:30:00Z")


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(quote=quote, start=start, end=start + len(quote), page=1, boxes=((10, 20, 30, 40),))


def concept(name: str, score: float, framework: str = "esco") -> Alignment:
    iri = ConceptId(f"http://example.org/{framework}/{name.replace(' ', '-')}")
    return Alignment(framework=framework, version="1.2", id=iri, name=name, score=score)


def skill(number: int, quote: str, basis: Basis = Basis.STATED, **more: object) -> DraftClaim:
    fields: dict[str, object] = {"name": quote, "evidence": (evidence(quote),), "confidence": 0.9} | more
    return DraftClaim(id=f"c{number}", kind="skill", basis=basis, provenance=PROVENANCE, **fields)


ENTRY = Entry(
    id="e1",
    kind=EntryKind.EMPLOYMENT,
    title="Forklift Operator",
    organization="Dock & Sons",
    start="2019-03",
    current=True,
    evidence=(evidence("Forklift Operator, Dock & Sons"),),
)

FORKLIFT = skill(
    1,
    "forklift operation",
    alignments=(concept("operate forklift", 0.83), concept("Forklifts", 0.6, "onet")),
    alternatives=(concept("drive reach truck", 0.41), concept("handle pallets", 0.3)),
)
PALLET = skill(2, "pallet jack")
SCANNER = skill(3, "RF scanner", flags=(Flag(code=FlagCode.UNSURE, detail="everyday word"),))
DUTY = skill(4, "Moved pallets with a reach truck", Basis.DEMONSTRATED, entry_id="e1")
INFERRED = skill(
    5,
    "Forklift Operator",
    Basis.INFERRED,
    name="inspect vehicles",
    evidence=(),
    inferred_from=Source(entry_id="e1", kind="title", concept_name="forklift operator"),
)


def draft(*claims: DraftClaim) -> Draft:
    chosen = claims or (INFERRED, DUTY, FORKLIFT, PALLET, SCANNER)
    return Draft(
        document=DocumentText(sha256=SHA, media_type="application/pdf", pages=PAGES, text=TEXT),
        entries=(ENTRY,),
        claims=chosen,
        counts={"claims": len(chosen)},
    )
