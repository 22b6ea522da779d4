"""Prose to skill mentions: names of both frameworks that stand in it, behind guards against everyday words."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from app.extraction.claims import Sighting
from app.extraction.language import sentences, skill_contexts
from app.extraction.model import Basis
from app.extraction.rows import Row
from app.taxonomy.gazetteer import Occurrence
from app.taxonomy.index import Frameworks

_SHORT = 4
"""A single word of so few letters is a name only when it is written as the framework writes it."""


def _within(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in stretches)


def _opens_sentence(doc: Doc, start: int) -> bool:
    return any(sentence.start_char == start for sentence in doc.sents)


def _confidence(doc: Doc, found: Occurrence, stretches: Sequence[tuple[int, int]]) -> float | None:
    """How sure it is that the name means the skill here; None when a guard refuses it."""
    said = doc.text[found.start : found.end]
    named = _within(found.start, found.end, stretches)
    if found.everyday:
        cased = found.exact_case and said[:1].isupper() and not _opens_sentence(doc, found.start)
        return 0.7 if named and (cased or found.tokens > 1) else None
    if found.tokens == 1 and len(said) <= _SHORT and not found.exact_case:
        return None
    if found.tokens == 1 and not named:
        return 0.6 if found.exact_case else 0.55
    return 0.85 if named else 0.7


def mentions(
    text: str, rows: Sequence[Row], frameworks: Frameworks, basis: Basis, entry_id: str | None = None
) -> Iterator[Sighting]:
    """Find the skills that rows of prose name, each at its longest; `basis` is what such rows count as."""
    for offset, doc in sentences(text, rows):
        found = frameworks.gazetteer.find(doc.text)
        if not found:
            continue
        stretches = skill_contexts(doc)
        for occurrence in found:
            confidence = _confidence(doc, occurrence, stretches)
            if confidence is not None:
                yield Sighting(offset + occurrence.start, offset + occurrence.end, basis, confidence, entry_id)
