"""Invented workers to drafts, claims and decisions for tests."""

import hashlib
from collections.abc import Sequence

from app.alignment.model import Alignment
from app.documents.model import DocumentText, Evidence, Page
from app.extraction.model import Basis, Entry, EntryKind, Provenance, Source
from app.review.decide import claim_digest
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Role, Verdict
from app.values import ConceptId, Instant, Sha256

AT = Instant("2026-03-01T09:30:00Z")
WORKER = Person(id="did:key:z6MkInventedWorker", role=Role.WORKER)
REVIEWER = Person(id="reviewer-7", role=Role.REVIEWER)

TEXT = """Zoë Ångström-Naïve
Forklift Operator, Kestrel Freight, Mar 2019 to Jun 2021
Unloaded trailers with a reach truck; kept the count “exact”.
Associate of Applied Science, Logistics, Ridge Valley College, 2018
OSHA 10-Hour, 2019
Skills: forklift operation, inventory control, 日本語, C++ & R
"""


def provenance(text: str = TEXT) -> Provenance:
    return Provenance(
        document_sha256=Sha256(hashlib.sha256(text.encode()).hexdigest()),
        extractor="offline/1",
        frameworks=("esco 1.2", "onet 29.2"),
    )


def quote(words: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), page=1)


def esco(name: str = "operate forklift", score: float = 0.91) -> Alignment:
    identifier = ConceptId("http://data.europa.eu/esco/skill/" + hashlib.sha256(name.encode()).hexdigest()[:12])
    return Alignment(framework="esco", version="1.2", id=identifier, name=name, score=score)


def onet(name: str = "Operation and Control", code: str = "2.B.3.h") -> Alignment:
    identifier = ConceptId(f"https://www.onetonline.org/find/descriptor/result/{code}")
    return Alignment(framework="onet", version="29.2", id=identifier, name=name, code=code, score=0.8)


def skill(
    claim_id: str = "c1",
    name: str = "forklift operation",
    basis: Basis = Basis.STATED,
    evidence: Sequence[Evidence] | None = None,
    entry_id: str | None = None,
    alignments: Sequence[Alignment] = (),
    confidence: float = 0.9,
) -> DraftClaim:
    source = (
        Source(entry_id="e1", kind="title", concept_name="forklift operator") if basis is Basis.INFERRED else None
    )
    return DraftClaim(
        id=claim_id,
        kind="skill",
        name=name,
        basis=basis,
        evidence=tuple([quote("forklift operation")] if evidence is None else evidence),
        entry_id=entry_id,
        inferred_from=source,
        confidence=confidence,
        provenance=provenance(),
        alignments=tuple(alignments),
    )


ENTRIES = (
    Entry(
        id="e1",
        kind=EntryKind.EMPLOYMENT,
        title="Forklift Operator",
        organization="Kestrel Freight",
        start="2019-03",
        end="2021-06",
        evidence=(quote("Forklift Operator, Kestrel Freight, Mar 2019 to Jun 2021"),),
    ),
    Entry(
        id="e2",
        kind=EntryKind.EDUCATION,
        title="Associate of Applied Science",
        organization="Ridge Valley College",
        programme="Logistics",
        end="2018",
        evidence=(quote("Associate of Applied Science, Logistics, Ridge Valley College, 2018"),),
    ),
    Entry(
        id="e3",
        kind=EntryKind.CERTIFICATION,
        title="OSHA 10-Hour",
        end="2019",
        evidence=(quote("OSHA 10-Hour, 2019"),),
    ),
)


def entry_claim(claim_id: str, entry: Entry) -> DraftClaim:
    return DraftClaim(
        id=claim_id,
        kind=entry.kind,
        name=entry.title or "untitled",
        basis=Basis.STATED,
        evidence=entry.evidence,
        entry_id=entry.id,
        confidence=0.95,
        provenance=provenance(),
    )


def claims() -> tuple[DraftClaim, ...]:
    return (
        *(entry_claim(f"x{number}", entry) for number, entry in enumerate(ENTRIES, start=1)),
        skill("c1", alignments=(esco(), onet())),
        skill("c2", "inventory control", evidence=[quote("inventory control")]),
        skill("c3", "日本語", evidence=[quote("日本語")]),
        skill(
            "c4", "reach truck", Basis.DEMONSTRATED, [quote("reach truck; kept the count “exact”")], "e1", (esco(),)
        ),
        skill("c5", "load planning", Basis.INFERRED, (), None, (esco("plan loads"),), 0.4),
    )


def draft(chosen: Sequence[DraftClaim] | None = None, text: str = TEXT) -> Draft:
    return Draft(
        document=DocumentText(
            sha256=provenance(text).document_sha256,
            media_type="text/plain",
            pages=(Page(number=1, width=0, height=0),),
            text=text,
        ),
        entries=ENTRIES,
        claims=claims() if chosen is None else tuple(chosen),
        counts={"invented": 0},
    )


def decision(
    claim: DraftClaim,
    verdict: Verdict = Verdict.APPROVE,
    person: Person = WORKER,
    at: str = AT,
    edit: Edit | None = None,
    reason: str = "",
) -> Decision:
    return Decision(
        claim_id=claim.id,
        claim_sha256=claim_digest(claim),
        person=person,
        at=Instant(at),
        verdict=verdict,
        edit=edit,
        reason=reason,
    )
