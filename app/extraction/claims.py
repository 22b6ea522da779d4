"""Found skills and entries to claims: one for each skill, basis and document, with all its evidence."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.model import Document
from app.extraction.model import Basis, Claim, CourseState, Entry, EntryKind, Provenance, Source
from app.extraction.parts.completion import PAPERS, reached, standing_told, title_start
from app.taxonomy.names import name_key

MOST_EVIDENCE = 8
"""A skill that is named on every line needs no more quotes than this."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a skill is named or shown."""

    start: int
    end: int
    basis: Basis
    confidence: float
    entry_id: str | None
    name: str | None = None
    """The wording to use where the printed one is no name; None takes the printed one."""
    source: Source | None = None


def numbered(prefix: str, *parts: str | None) -> str:
    """Give a short id that the same parts always have."""
    told = "\x1f".join(part or "" for part in parts)
    return f"{prefix}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def name_entries(document: Document, entries: Iterable[Entry]) -> list[Entry]:
    """Give entries their ids, in the order of the text, and drop those read twice."""
    named: dict[str, Entry] = {}
    entries = sorted(entries, key=lambda e: e.evidence[0].start)
    papers = sorted({title_start(entry) for entry in entries if entry.kind in PAPERS})
    schools = sorted({entry.evidence[0].start for entry in entries if entry.kind not in PAPERS})
    for entry in entries:
        told = (entry.code, entry.term, entry.grade)
        parts = (entry.kind, entry.title, entry.organization, entry.start, entry.end, *(told if any(told) else ()))
        id_ = numbered("e", document.sha256, *parts)
        said = entry.completed is not None or any(told) or entry.state
        completed = (
            entry.completed if said else reached(document.text, entry, papers if entry.kind in PAPERS else schools)
        )
        told_of: dict[str, object] = {"id": id_, "completed": completed}
        why = standing_told(document.text, entry) if completed is False and entry.kind in PAPERS else None
        if why is not None:
            told_of["evidence"] = (*entry.evidence, document.evidence(*why))
        named.setdefault(id_, entry.model_copy(update=told_of))
    return list(named.values())


def entry_name(entry: Entry) -> str:
    """Say an entry in a few words: title, programme and organization; "" when the document says none of them."""
    return ", ".join(part for part in (entry.title, entry.programme, entry.organization) if part)


def _entry_confidence(entry: Entry) -> float:
    told = sum(part is not None for part in (entry.title, entry.organization, entry.start or entry.end))
    if entry.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE):
        return 0.9 if entry.title else 0.5
    return {3: 0.9, 2: 0.75}.get(told, 0.45)


def entry_claims(document: Document, entries: Iterable[Entry], provenance: Provenance) -> list[Claim]:
    """Claim each entry that has a name: the worker holds it, as stated.

    What a transcript says was not passed is no claim.
    """
    return [
        Claim(
            id=numbered("c", document.sha256, entry.id),
            kind=entry.kind,
            name=name,
            basis=Basis.STATED,
            evidence=entry.evidence,
            entry_id=entry.id,
            confidence=_entry_confidence(entry),
            provenance=provenance,
        )
        for entry in entries
        if entry.state in (None, CourseState.PASSED) and (name := entry_name(entry))
    ]


def called(document: Document, sighting: Sighting) -> str:
    """Say what a sighted skill is called."""
    return sighting.name or " ".join(document.text[sighting.start : sighting.end].split())


def skill_claims(document: Document, sightings: Iterable[Sighting], provenance: Provenance) -> list[Claim]:
    """Merge sightings of one skill and basis into one claim; inferred ones yield to those with evidence.

    The result does not depend on the order of the sightings.
    """
    groups: dict[tuple[Basis, str], list[Sighting]] = {}
    for sighting in sorted(sightings, key=lambda s: (s.start, -s.end, s.basis, s.name or "")):
        said = sighting.name or document.text[sighting.start : sighting.end]
        groups.setdefault((sighting.basis, name_key(said)), []).append(sighting)
    supported = {folded for basis, folded in groups if basis is not Basis.INFERRED}
    claims = []
    for (basis, folded), group in groups.items():
        if basis is Basis.INFERRED and folded in supported:
            continue
        places = [*dict.fromkeys((s.start, s.end) for s in group)][:MOST_EVIDENCE]
        claims.append(
            Claim(
                id=numbered("c", document.sha256, "skill", basis, folded),
                kind="skill",
                name=called(document, group[0]),
                basis=basis,
                evidence=tuple(document.evidence(*place) for place in places),
                entry_id=next((s.entry_id for s in group if s.entry_id), None),
                inferred_from=next((s.source for s in group if s.source), None),
                confidence=max(s.confidence for s in group),
                provenance=provenance,
            )
        )
    return claims
