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

_LONG = 7
"""A lower-case word of so few letters is a skill only where the text says so ("proficient in")."""


def _within(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in stretches)


def _opens_sentence(doc: Doc, start: int) -> bool:
    return any(sentence.start_char == start for sentence in doc.sents)


def _confidence(doc: Doc, found: Occurrence, stretches: Sequence[tuple[int, int]]) -> float | None:
    """How sure it is that the name means the skill here; None when a guard refuses it."""
    said = doc.text[found.start : found.end]
    named = _within(found.start, found.end, stretches)
    proper = found.exact_case and any(c.isupper() for c in said) and not _opens_sentence(doc, found.start)
    if found.everyday:
        return 0.7 if named and (proper or found.tokens > 1) else None
    if found.tokens == 1:
        return _of_one_word(said, found, named=named, proper=proper)
    if found.derived and not proper:
        return None
    return 0.85 if named else 0.7 if found.literal or found.tokens > 2 else 0.6


def _of_one_word(said: str, found: Occurrence, *, named: bool, proper: bool) -> float | None:
    """One word is a skill when it is a proper name, or a long word that the framework prefers in just this form."""
    if proper and found.exact_case:
        return 0.85 if named else 0.7
    if not found.literal or found.derived or len(said) <= _SHORT:
        return None
    if named:
        return 0.7
    return 0.55 if found.is_preferred and len(said) > _LONG else None


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
