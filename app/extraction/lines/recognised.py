"""How sure the words are that claims rest on, where text was recognised in pictures (OCR)."""

from collections.abc import Mapping

from app.documents.model import Document, RecognisedWord
from app.extraction.model import Claim, Entry, Extraction

HARDLY = 0.6
"""Confidence of a word below which it may well be another word."""
_LETTERS = 2
"""Shorter words (marks, initials) say little of a claim."""


def least_sure(document: Document, claim: Claim, entries: Mapping[str, Entry]) -> RecognisedWord | None:
    """Give the least sure of the words that a claim rests on; None when none of them was recognised.

    A claim that was inferred rests on the words of the entry that it follows from.
    """
    evidence = claim.evidence
    if not evidence and claim.inferred_from is not None and claim.inferred_from.entry_id in entries:
        evidence = entries[claim.inferred_from.entry_id].evidence
    words = (word for part in evidence for word in document.words_in(part.start, part.end))
    telling = (w for w in words if sum(c.isalnum() for c in document.text[w.start : w.end]) >= _LETTERS)
    return min(telling, key=lambda word: word.confidence, default=None)


def lowered(document: Document, extraction: Extraction) -> Extraction:
    """Give the extraction with less confidence in each claim that rests on a hardly recognised word.

    The less sure the word, the more: by up to a half. Without recognised text the extraction stays as it is.
    """
    if document.recognition is None:
        return extraction
    entries = {entry.id: entry for entry in extraction.entries}
    claims = []
    for claim in extraction.claims:
        word = least_sure(document, claim, entries)
        if word is not None and word.confidence < HARDLY:
            claim = claim.model_copy(update={"confidence": round(claim.confidence * (1 + word.confidence) / 2, 3)})
        claims.append(claim)
    return extraction.model_copy(update={"claims": tuple(claims)})
