"""Job titles to skills that their occupations ask for: inferred, never stated."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction.claims import Sighting
from app.extraction.lexicon import words
from app.extraction.model import Basis, Entry, EntryKind, Source
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.model import Concept, ConceptKind, RelatedSkill

_OCCUPATION = (ConceptKind.OCCUPATION,)
_TITLED = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING)
_CLEARLY = 1.3
"""Of occupations that share a title, the best must have so much more support than the next."""
_LIKELY, _BEHIND = 0.9, 0.5
"""A title that is no name of an occupation must be so likely to mean it, and the next at most so likely beside it."""
_MOST = 4
"""So many skills of one occupation: the most distinctive of those that employers ask for."""


def _bare(title: str) -> str:
    """Cut from a title what only says the level: "Senior", "II", "(part time)"."""
    said = re.sub(r"\s*\([^()]*\)\s*$|\s+(?:I{1,3}|IV|V|[1-5])$", "", title)
    tokens = said.split()
    while len(tokens) > 1 and tokens[0].casefold().strip(".") in words("titles", "levels"):
        tokens.pop(0)
    return " ".join(tokens)


@lru_cache(maxsize=1 << 12)
def occupations(title: str, frameworks: Frameworks) -> tuple[Concept, ...]:
    """Give the occupation of each framework that has this title, where one fits clearly better than the others.

    Many people have held jobs of one title: what it means is found once.
    """
    found = []
    for framework in {m.name for m in frameworks.manifests}:
        named = frameworks.exact(title, framework=framework, kinds=_OCCUPATION)
        named = named or frameworks.exact(_bare(title), framework=framework, kinds=_OCCUPATION)
        named = named or _fitting(_bare(title), frameworks, framework)
        if len(named) > 1:
            support = frameworks.support(title, framework=framework, kinds=_OCCUPATION)
            named.sort(key=lambda concept: (-support.get(concept.id, 0.0), concept.id))
            if support.get(named[0].id, 0.0) < _CLEARLY * support.get(named[1].id, 0.0):
                continue
        found += named[:1]
    return tuple(sorted(found, key=lambda concept: concept.id))


def _fitting(title: str, frameworks: Frameworks, framework: str) -> list[Concept]:
    """Give the occupation that a title which is no name of one fits, if it is likely and well ahead of the next."""
    first, *others = [*rank(title, frameworks, framework=framework, k=2, kinds=_OCCUPATION), None, None][:2]
    if first is None or first.score < _LIKELY:
        return []
    return [] if others[0] is not None and others[0].score > _BEHIND * first.score else [first.concept]


@lru_cache(maxsize=1 << 12)
def expected(occupation: Concept, frameworks: Frameworks) -> tuple[RelatedSkill, ...]:
    """Give the skills that the framework calls essential to an occupation, or often asked for in it."""
    related = frameworks.related(occupation.id)
    return tuple(skill for skill in related if skill.in_demand or skill.relation == "essential")[:_MOST]


def inferred(entries: Sequence[Entry], frameworks: Frameworks) -> Iterator[Sighting]:
    """Infer skills from titles: the evidence is the title, the source says as what occupation it was read."""
    for entry in entries:
        if entry.title is None or entry.kind not in _TITLED:
            continue
        place = next((e for e in entry.evidence if " ".join(e.quote.split()) == entry.title), None)
        if place is None:
            continue
        for occupation in occupations(entry.title, frameworks):
            source = Source(entry_id=entry.id, kind="title", concept_id=occupation.id, concept_name=occupation.name)
            for skill in expected(occupation, frameworks):
                yield Sighting(
                    start=place.start,
                    end=place.end,
                    basis=Basis.INFERRED,
                    confidence=round(0.2 + 0.2 * skill.weight, 3),
                    entry_id=entry.id,
                    name=skill.concept.name,
                    source=source,
                )
