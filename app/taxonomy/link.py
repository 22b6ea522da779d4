"""Lines of any text to ranked concepts: likeness of line and parts, fused with what stands there literally."""

import re
from collections.abc import Collection, Iterable, Iterator

from app.taxonomy.gazetteer import SKILL_KINDS, Occurrence
from app.taxonomy.index import Frameworks
from app.taxonomy.model import Concept, ConceptKind, Hit
from app.taxonomy.names import fold

_PARTS = re.compile(r"[,;:()\n/]|\s(?:and|or|with|including|such as|as well as)\s|[.!?]\s", re.IGNORECASE)
_FUSION = 20
"""Rank constant of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009), small because lists are short."""
_LITERAL, _PARTIAL, _WHOLE = 1.0, 0.5, 1.0
"""What the three lists weigh."""
_DEPTH = 50


def link(
    lines: Iterable[tuple[str, str]],
    frameworks: Frameworks,
    *,
    framework: str,
    k: int = 10,
    kinds: Collection[ConceptKind] = SKILL_KINDS,
) -> Iterator[tuple[str, list[Hit]]]:
    """Give `(id, hits)` for each `(id, text)`: up to `k` concepts of one framework, best first.

    A score is the concept's share of the best that fusion could give, in [0, 1]; it orders and does not decide.
    Raises FrameworkUnknown when the framework is not installed.
    """
    for line_id, text in lines:
        yield line_id, rank(text, frameworks, framework=framework, k=k, kinds=kinds)


def rank(
    text: str, frameworks: Frameworks, *, framework: str, k: int = 10, kinds: Collection[ConceptKind] = SKILL_KINDS
) -> list[Hit]:
    """Give the concepts of one framework for one text, best first."""
    depth = max(k, _DEPTH)
    whole = frameworks.search(text, framework=framework, kinds=kinds, k=depth)
    lists = [
        (_LITERAL, _literal(text, frameworks, framework, kinds)),
        (_PARTIAL, _best_of_parts(text, frameworks, framework, kinds, depth)),
        (_WHOLE, whole),
    ]
    totals: dict[str, float] = {}
    concepts: dict[str, Hit] = {}
    for weight, hits in lists:
        for place, hit in enumerate(hits):
            totals[hit.concept.id] = totals.get(hit.concept.id, 0) + weight / (_FUSION + place)
            concepts.setdefault(hit.concept.id, hit)
    most = (_LITERAL + _PARTIAL + _WHOLE) / _FUSION
    ordered = sorted(totals, key=lambda concept: (-totals[concept], concept))
    return [concepts[i].model_copy(update={"score": round(totals[i] / most, 6)}) for i in ordered[:k]]


def _literal(text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]) -> list[Hit]:
    """Give the concepts whose names stand in the text: long names first, preferred before others."""
    found: dict[str, tuple[tuple[int, ...], Concept, str]] = {}
    for occurrence in frameworks.gazetteer.find(text, overlapping=True):
        order = _order(occurrence)
        for concept in occurrence.concepts:
            wanted = concept.framework == framework and concept.kind in kinds
            if wanted and (concept.id not in found or order < found[concept.id][0]):
                found[concept.id] = (order, concept, occurrence.name)
    ranked = sorted(found.values(), key=lambda item: (item[0], item[1].id))
    return [Hit(concept=concept, score=1, via=name) for order, concept, name in ranked if not order[0]]


def _order(occurrence: Occurrence) -> tuple[int, ...]:
    return (
        int(occurrence.everyday and not occurrence.is_preferred),
        -occurrence.tokens,
        int(not occurrence.literal),
        int(not occurrence.is_preferred),
        occurrence.start,
    )


def _best_of_parts(
    text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind], k: int
) -> list[Hit]:
    """Search every part of the text and keep for each concept its best score; a part of few words counts less."""
    best: dict[str, tuple[float, Hit]] = {}
    for part in dict.fromkeys(part.strip() for part in _PARTS.split(text)):
        words = len(fold(part))
        for hit in frameworks.search(part, framework=framework, kinds=kinds, k=k):
            score = hit.score * words / (words + 1)
            if hit.concept.id not in best or score > best[hit.concept.id][0]:
                best[hit.concept.id] = (score, hit)
    ordered = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].concept.id))
    return [hit for _, hit in ordered[:k]]
