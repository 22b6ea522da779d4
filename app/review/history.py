"""What a worker's earlier documents and decisions say of a new draft: known claims, and rejections that stick."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from app.documents.spans import lines_around
from app.extraction.model import Basis
from app.review.model import Decision, Draft, DraftClaim, Edit, Flag, FlagCode, Verdict
from app.taxonomy.names import name_key
from app.values import Frozen


class Standing(StrEnum):
    """How a claim of a new draft stands to what was decided before."""

    NEW = "new"
    KNOWN = "known"
    """Approved before: its evidence is added to the claim that is there."""
    REJECTED = "rejected"
    """Rejected before on this very evidence: it stays rejected."""
    REOPENED = "reopened"
    """Rejected before, and the new document gives other evidence: a person looks again."""


class Remembered(Frozen):
    """What is kept of one decided claim: digests of its names and of what it rested on, never words."""

    claim_id: str
    names: frozenset[str]
    """As drafted and as edited."""
    concepts: frozenset[str]
    """Chosen for it."""
    evidence: frozenset[str]
    """Of the words that state it, or of the printed lines that show it."""
    approved: bool


class Reconciled(Frozen):
    """A new draft in the light of earlier decisions."""

    draft: Draft
    """Without what stays rejected; reopened claims carry the flag `rejected-before`."""
    standings: Mapping[str, Standing]
    """Of every claim that was extracted, by id; those that stay rejected are not in the draft."""
    known: Mapping[str, str]
    """Ids of known claims to the ids of the earlier claims that they add evidence to."""


def remember(draft: Draft, decisions: Iterable[Decision]) -> tuple[Remembered, ...]:
    """Give what to keep of the decisions on a draft, one for each decided claim; the last verdict on it counts."""
    last: dict[str, Decision] = {}
    edits: dict[str, list[Edit]] = {}
    for decision in decisions:
        if decision.verdict is not Verdict.SKIP:
            last[decision.claim_id] = decision
        else:
            last.pop(decision.claim_id, None)
        if decision.edit is not None:
            edits.setdefault(decision.claim_id, []).append(decision.edit)
    return tuple(
        Remembered(
            claim_id=claim.id,
            names=frozenset(_names(claim, edits.get(claim.id, ()))),
            concepts=frozenset(_concepts(claim, edits.get(claim.id, ()))),
            evidence=frozenset(rests_on(draft.document.text, claim)),
            approved=last[claim.id].verdict is not Verdict.REJECT,
        )
        for claim in draft.claims
        if claim.id in last
    )


def reconcile(draft: Draft, memory: Sequence[Remembered]) -> Reconciled:
    """Hold a new draft against what was decided on the worker's earlier documents, oldest first.

    Two claims are one when they are of one kind and have a name in common, or where none has their name, a chosen
    concept. Where earlier decisions disagree the latest counts. An approval is never turned into a rejection by
    another document, nor the other way about; both only say what a person is shown.
    """
    standings: dict[str, Standing] = {}
    known: dict[str, str] = {}
    for claim in draft.claims:
        same = _same(claim, memory)
        standings[claim.id] = _standing(same, set(rests_on(draft.document.text, claim)))
        if standings[claim.id] is Standing.KNOWN:
            known[claim.id] = same[-1].claim_id
    kept = tuple(
        _flagged(claim) if standings[claim.id] is Standing.REOPENED else claim
        for claim in draft.claims
        if standings[claim.id] is not Standing.REJECTED
    )
    return Reconciled(draft=draft.model_copy(update={"claims": kept}), standings=standings, known=known)


def _same(claim: DraftClaim, memory: Sequence[Remembered]) -> list[Remembered]:
    """Give what is remembered of a claim, oldest first."""
    names, concepts = set(_names(claim, ())), set(_concepts(claim, ()))
    return [one for one in memory if one.names & names] or [one for one in memory if one.concepts & concepts]


def _standing(same: Sequence[Remembered], evidence: set[str]) -> Standing:
    if not same:
        return Standing.NEW
    if same[-1].approved:
        return Standing.KNOWN
    seen = frozenset[str]().union(*(one.evidence for one in same if not one.approved))
    return Standing.REJECTED if evidence <= seen else Standing.REOPENED


def _flagged(claim: DraftClaim) -> DraftClaim:
    detail = "A person rejected this claim before; this document gives other evidence for it."
    return claim.model_copy(update={"flags": (*claim.flags, Flag(code=FlagCode.REJECTED_BEFORE, detail=detail))})


def _names(claim: DraftClaim, edits: Sequence[Edit]) -> Iterator[str]:
    for name in (claim.name, *(edit.name for edit in edits if edit.name)):
        yield _digest(claim.kind, "name", name_key(name))


def _concepts(claim: DraftClaim, edits: Sequence[Edit]) -> Iterator[str]:
    # an entry's concept is that of a whole occupation: many entries share it
    if claim.kind != "skill":
        return
    chosen = (claim.alignments, *(edit.alignments for edit in edits if edit.alignments is not None))
    for alignment in (one for several in chosen for one in several):
        yield _digest(claim.kind, "concept", alignment.id)


def rests_on(text: str, claim: DraftClaim) -> Iterator[str]:
    """Give what the claim rests on: the words that name it, or the whole line that shows it or that it follows from.

    A list that grew by other skills is no new evidence for one in it; a duty that is told otherwise is.
    """
    for one in claim.evidence:
        if claim.basis is Basis.STATED:
            yield _digest("quote", name_key(one.quote))
            continue
        line = text[slice(*lines_around(text, one.start, one.end))]
        yield _digest("line", name_key(line))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
