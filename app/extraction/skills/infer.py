"""Job titles to skills that their occupations ask for: inferred, never stated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.extraction.claims import Sighting
from app.extraction.model import Basis, Entry, EntryKind, Source
from app.extraction.words.lexicon import words
from app.taxonomy.index import Frameworks
from app.taxonomy.link import ranked
from app.taxonomy.model import Concept, ConceptKind, RelatedSkill
from app.taxonomy.names import narrows
from app.taxonomy.postings import alone

_OCCUPATION = (ConceptKind.OCCUPATION,)
_TITLED = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING)
_CLEARLY = 1.3
"""Of occupations that share a title, the best must have so much more support than the next."""
_LIKELY, _BEHIND = 0.9, 0.5
"""A title that is no name of an occupation must be so likely to mean it, and the next at most so likely beside it."""
_KEPT = 1 << 12
"""Titles whose occupations are kept."""
_MOST = 4
"""So many skills of one occupation: the most distinctive of those that employers ask for."""

_RANK_BEHIND = re.compile(r"\s*\([^()]*\)\s*$|\s+(?:I{1,3}|IV|V|[1-5])$")


@lru_cache(maxsize=_KEPT)
def _bare(title: str) -> str:
    """Cut from a title what only says the level: "Senior", "II", "(part time)"."""
    said = _RANK_BEHIND.sub("", alone(title))
    tokens = said.split()
    while len(tokens) > 1 and tokens[0].casefold().strip(".") in words("titles", "levels"):
        tokens.pop(0)
    return " ".join(tokens)


@lru_cache(maxsize=4)
def _kept(_: Frameworks) -> dict[str, tuple[Concept, ...]]:
    return {}


def occupations(titles: Iterable[str], frameworks: Frameworks) -> dict[str, tuple[Concept, ...]]:
    """Give by title the occupation of each framework that has it, where one fits clearly better than the others.

    Many people have held jobs of one title: what it means is found once.
    """
    kept, asked = _kept(frameworks), dict.fromkeys(titles)
    known = {title: found for title in asked if (found := kept.get(title)) is not None}
    fresh = [title for title in asked if title not in known]
    frameworks.find_titles(_searched(fresh, frameworks))
    meant = {title: _meant(title, frameworks) for title in fresh}
    if len(kept) + len(meant) > _KEPT:
        kept.clear()
    kept.update(meant)
    return known | meant


def _searched(titles: Iterable[str], frameworks: Frameworks) -> Iterator[str]:
    """Give the titles that are looked for as well: those that are not just one occupation's in each framework."""
    for title in titles:
        for manifest in frameworks.manifests:
            called = _called(title, frameworks, manifest.name)
            if len(called.occupations) != 1:
                yield title if called.occupations else _bare(title)


def _meant(title: str, frameworks: Frameworks) -> tuple[Concept, ...]:
    bare = _bare(title)
    if frameworks.is_everyday(bare) and not any(m.preferred for m in frameworks.lookup(bare, kinds=_OCCUPATION)):
        # "Owner" and "Senior Supervisor" tell a rank, whatever occupation has that among its names
        return ()
    found: list[Concept] = []
    for framework in {m.name for m in frameworks.manifests}:
        said, called = _called(title, frameworks, framework)
        if len(called) > 1:
            found += _clearest(title, called, frameworks, framework)
        elif called:
            # a machine operator need not make cigarettes, though those who do are called so
            found += [one for one in called if not narrows(one.name, said)]
        else:
            found += _fitting(bare, frameworks, framework)
    return tuple(sorted(found, key=lambda concept: concept.id))


class _Called(NamedTuple):
    """Occupations that are called by some words."""

    said: str
    occupations: Sequence[Concept]


def _called(title: str, frameworks: Frameworks, framework: str) -> _Called:
    """Give the occupations that are called so, with or without the level: the one of that label, else those that are
    listed for these words, else all that have them as another name."""
    for said in dict.fromkeys((title, _bare(title))):
        matches = frameworks.lookup(said, framework=framework, kinds=_OCCUPATION)
        labelled = [match.concept for match in matches if match.preferred and match.literal]
        listed = [match.concept for match in matches if match.phrase and match.literal]
        named = [match.concept for match in matches if not match.phrase]
        if found := list(dict.fromkeys(labelled or listed or named)):
            return _Called(said, found)
    return _Called(title, ())


def _clearest(title: str, called: Sequence[Concept], frameworks: Frameworks, framework: str) -> list[Concept]:
    """Give the one of several that has clearly more names like the title, if it is ranked first as well."""
    support = frameworks.support(title, framework=framework, kinds=_OCCUPATION)
    first, second = sorted(called, key=lambda concept: (-support.get(concept.id, 0.0), concept.id))[:2]
    if support.get(first.id, 0.0) < _CLEARLY * support.get(second.id, 0.0):
        return []
    hits = ranked(title, frameworks, framework=framework, k=1, kinds=_OCCUPATION)
    return [first] if hits and frameworks.at(hits[0].concept).id == first.id else []


def _fitting(title: str, frameworks: Frameworks, framework: str) -> list[Concept]:
    """Give the occupation that a title which is no name of one fits, if it is likely and well ahead of the next."""
    hits = ranked(title, frameworks, framework=framework, k=2, kinds=_OCCUPATION)
    if not hits or hits[0].score < _LIKELY or any(hit.score > _BEHIND * hits[0].score for hit in hits[1:]):
        return []
    return [frameworks.at(hits[0].concept)]


@lru_cache(maxsize=1 << 12)
def expected(occupation: Concept, frameworks: Frameworks) -> tuple[RelatedSkill, ...]:
    """Give the skills that the framework calls essential to an occupation, or often asked for in it."""
    return frameworks.related(occupation.id, asked_for=True, most=_MOST)


def inferred(entries: Sequence[Entry], shown: Iterable[str], frameworks: Frameworks) -> Iterator[Sighting]:
    """Infer skills from titles: the evidence is the title, the source says as what occupation it was read.

    `shown` are names of skills that the document shows: nobody need infer these, by whatever other name.
    """
    known = {match.concept.id for name in shown for match in frameworks.lookup(name) if not match.phrase}
    titled = [
        (entry, entry.title, place)
        for entry in entries
        if entry.title is not None
        and entry.kind in _TITLED
        and (place := next((e for e in entry.evidence if " ".join(e.quote.split()) == entry.title), None)) is not None
    ]
    meant = occupations((title for _, title, _ in titled), frameworks)
    for entry, title, place in titled:
        for occupation in meant[title]:
            source = Source(entry_id=entry.id, kind="title", concept_id=occupation.id, concept_name=occupation.name)
            for skill in expected(occupation, frameworks):
                if skill.concept.id not in known:
                    yield Sighting(
                        start=place.start,
                        end=place.end,
                        basis=Basis.INFERRED,
                        confidence=round(0.2 + 0.2 * skill.weight, 3),
                        entry_id=entry.id,
                        name=skill.concept.name,
                        source=source,
                    )
