"""Job titles to skills that their occupations ask for: inferred, never stated."""

from collections.abc import Iterator, Sequence

from app.extraction.claims import Sighting
from app.extraction.model import Basis, Entry, EntryKind, Source
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind, Hit

_TITLED = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING)
_SURE_TITLE = 0.9
"""Below it a title is not surely the occupation, and nothing is inferred from it."""
_MOST = 4
"""So many skills of one occupation: the most distinctive ones."""


def occupations(title: str, frameworks: Frameworks) -> list[Hit]:
    """Give the best occupation of each framework for a title, the surest first."""
    hits: dict[str, Hit] = {}
    for hit in frameworks.search(title, kinds=(ConceptKind.OCCUPATION,), k=6):
        hits.setdefault(hit.concept.framework, hit)
    return sorted(hits.values(), key=lambda hit: -hit.score)


def inferred(entries: Sequence[Entry], frameworks: Frameworks) -> Iterator[Sighting]:
    """Infer skills from titles: the evidence is the title, the source says as what occupation it was read."""
    for entry in entries:
        if entry.title is None or entry.kind not in _TITLED:
            continue
        place = next((e for e in entry.evidence if " ".join(e.quote.split()) == entry.title), None)
        if place is None:
            continue
        for hit in occupations(entry.title, frameworks):
            if hit.score < _SURE_TITLE:
                continue
            source = Source(entry_id=entry.id, kind="title", concept_id=hit.concept.id, concept_name=hit.concept.name)
            for skill in frameworks.related(hit.concept.id)[:_MOST]:
                yield Sighting(
                    start=place.start,
                    end=place.end,
                    basis=Basis.INFERRED,
                    confidence=round(0.2 + 0.2 * skill.weight * hit.score, 3),
                    entry_id=entry.id,
                    name=skill.concept.name,
                    source=source,
                )
