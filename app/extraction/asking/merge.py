"""What was found offline and what a model found to one extraction, in which every claim says who found it."""

from collections.abc import Iterable, Mapping, Sequence

from app.documents.model import Document, Evidence
from app.extraction.asking.grounding import Finding
from app.extraction.asking.grounding_entries import EntryFinding
from app.extraction.asking.merge_entries import compare
from app.extraction.claims import MOST_EVIDENCE, entry_claims, numbered
from app.extraction.model import Basis, Claim, Entry, Extraction, Provenance
from app.taxonomy.names import name_key

_CONFIDENCE: Mapping[Basis, float] = {Basis.STATED: 0.6, Basis.DEMONSTRATED: 0.45}
"""Of a claim that only the model found: below what is found offline, and a duty's is shown as unsure."""


def merge(
    document: Document,
    offline: Extraction,
    findings: Iterable[Finding],
    provenance: Provenance,
    entries: Iterable[EntryFinding] = (),
) -> Extraction:
    """Add findings to the offline extraction; their order, and how often one is given, makes no difference.

    No offline claim or entry is lost or renamed, but an inferred one yields when the model found evidence for it, as
    it does offline. `provenance` is that of claims that only the model found.
    """
    offline = _with_entries(document, offline, entries, provenance)
    claims = {claim.id: claim for claim in offline.claims}
    disagreements = {id_: set(told) for id_, told in offline.disagreements.items()}
    fresh: dict[str, list[Finding]] = {}
    known = _Known(offline.claims)
    for finding in sorted(set(findings)):
        match = known.same(finding, document.text)
        if match is None:
            fresh.setdefault(name_key(finding.name), []).append(finding)
            continue
        claims[match] = _seen_again(claims[match], finding, document, provenance.extractor)
        basis = claims[match].basis
        if basis is not finding.basis:
            told = f"{claims[match].provenance.extractor}: {basis}; {provenance.extractor}: {finding.basis}"
            disagreements.setdefault(match, set()).add(told)
    for folded, group in fresh.items():
        claim = _claim(document, offline.entries, folded, group, provenance)
        claims.setdefault(claim.id, claim)
        for other in known.entries_at(group):
            told = f"{other.provenance.extractor}: {other.kind}; {provenance.extractor}: skill"
            disagreements.setdefault(claim.id, set()).add(told)
    kept = [c for c in claims.values() if c.basis is not Basis.INFERRED or name_key(c.name) not in fresh]
    before = {claim.id: at for at, claim in enumerate(offline.claims)}
    kept.sort(key=lambda c: (before.get(c.id, len(before)), c.evidence[0].start if c.evidence else 0, c.id))
    return offline.model_copy(
        update={
            "claims": tuple(kept),
            "disagreements": {id_: tuple(sorted(told)) for id_, told in sorted(disagreements.items())},
        }
    )


def _with_entries(
    document: Document, offline: Extraction, findings: Iterable[EntryFinding], provenance: Provenance
) -> Extraction:
    """Add entries: those of both say so, and in what they differ; those of the model alone are claims of its own."""
    names = {claim.provenance.extractor for claim in offline.claims}
    ours = min(names, default="offline")
    again, fresh = compare(document, offline.entries, findings, (ours, provenance.extractor))
    disagreements = {id_: set(told) for id_, told in offline.disagreements.items()}
    claims: list[Claim] = []
    for claim in offline.claims:
        if claim.kind != "skill" and claim.entry_id in again:
            claim = _found_by(claim, provenance.extractor)
            if again[claim.entry_id or ""]:
                disagreements.setdefault(claim.id, set()).update(again[claim.entry_id or ""])
        claims.append(claim)
    known = _Known(offline.claims)
    for claim in entry_claims(document, fresh, provenance):
        claims.append(claim.model_copy(update={"confidence": min(claim.confidence, _CONFIDENCE[Basis.STATED])}))
        for other in known.skills_at(claim.evidence):
            told = f"{other.provenance.extractor}: skill; {provenance.extractor}: {claim.kind}"
            disagreements.setdefault(claim.id, set()).add(told)
    return offline.model_copy(
        update={
            "entries": (*offline.entries, *fresh),
            "claims": tuple(claims),
            "disagreements": {id_: tuple(sorted(told)) for id_, told in sorted(disagreements.items())},
        }
    )


class _Known:
    """The offline claims, by what they call and quote."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        skills = [c for c in claims if c.kind == "skill" and c.basis is not Basis.INFERRED]
        self._named = {(name_key(c.name), c.basis): c.id for c in skills}
        self._quoted = {(e.start, e.end): c.id for c in skills for e in c.evidence}
        self._skills = skills
        self._entries = [c for c in claims if c.kind != "skill"]

    def same(self, finding: Finding, text: str) -> str | None:
        """Give the id of the claim of the same skill: the same words quoted, or the same name."""
        quoted = self._quoted.get((finding.start, finding.end))
        if quoted is not None:
            return quoted
        other = Basis.DEMONSTRATED if finding.basis is Basis.STATED else Basis.STATED
        for name in (finding.name, text[finding.start : finding.end]):
            for basis in (finding.basis, other):
                found = self._named.get((name_key(name), basis))
                if found is not None:
                    return found
        return None

    def skills_at(self, places: Iterable[Evidence]) -> list[Claim]:
        """Give the skill claims that quote some of the same words."""
        return [c for c in self._skills if any(_touch(e, place) for e in c.evidence for place in places)]

    def entries_at(self, group: Sequence[Finding]) -> list[Claim]:
        """Give the entry claims that quote the same words."""
        return [c for c in self._entries if any(_touch(e, f) for e in c.evidence for f in group)]


def _touch(evidence: Evidence, finding: Finding | Evidence) -> bool:
    return evidence.start < finding.end and finding.start < evidence.end


def _evidence(document: Document, finding: Finding) -> Evidence:
    return document.evidence(finding.start, finding.end).model_copy(update={"match": finding.match})


def _seen_again(claim: Claim, finding: Finding, document: Document, extractor: str) -> Claim:
    evidence = claim.evidence
    if len(evidence) < MOST_EVIDENCE and not any(_touch(e, finding) for e in evidence):
        evidence = (*evidence, _evidence(document, finding))
    return _found_by(claim.model_copy(update={"evidence": evidence}), extractor)


def _found_by(claim: Claim, extractor: str) -> Claim:
    finders = tuple(sorted({*claim.provenance.extractors, extractor}))
    return claim.model_copy(update={"provenance": claim.provenance.model_copy(update={"extractors": finders})})


def _claim(
    document: Document, entries: Sequence[Entry], folded: str, group: Sequence[Finding], provenance: Provenance
) -> Claim:
    """Claim what only the model found. One mention as a skill makes it stated; its first wording names it."""
    basis = Basis.STATED if any(f.basis is Basis.STATED for f in group) else Basis.DEMONSTRATED
    places = {(f.start, f.end): _evidence(document, f) for f in group}
    first = group[0]
    owner = next((e.id for e in entries if e.body and e.body[0] <= first.start < e.body[1]), None)
    return Claim(
        id=numbered("c", document.sha256, "skill", basis, folded),
        kind="skill",
        name=first.name,
        basis=basis,
        evidence=tuple(places.values())[:MOST_EVIDENCE],
        entry_id=owner,
        confidence=_CONFIDENCE[basis],
        provenance=provenance,
    )
