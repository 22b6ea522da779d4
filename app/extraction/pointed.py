"""What a person points at in a document to a claim that the extractors missed: never without the document's words."""

import re
from typing import Literal

from pydantic import Field

from app.documents.model import Document
from app.errors import WordsMissing
from app.extraction.claims import Sighting, entry_claims, name_entries, skill_claims
from app.extraction.extract import owner_of
from app.extraction.model import PERSON, Basis, Claim, Entry, EntryKind, Provenance
from app.extraction.quotes import Place, Searched
from app.taxonomy.names import stems
from app.values import Frozen

LONGEST_QUOTE = 300
"""Characters; a longer quote shows everything and therefore nothing."""
_PARTED = re.compile(r"(?<=[a-z])-[^\S\n]*\n\s*(?=[a-z])")


class Pointed(Frozen):
    """What a person points at, and what they say it is."""

    kind: Literal["skill"] | EntryKind = "skill"
    quote: str = Field(min_length=1, max_length=LONGEST_QUOTE)
    """The document's words, as they are printed or nearly so (white space, quotation marks, capitals)."""
    start: int | None = Field(default=None, ge=0)
    """Offset in the document's text that the words stand at or near; None takes their first place."""
    name: str | None = Field(default=None, max_length=LONGEST_QUOTE)
    """What the skill is called, where the printed words are no name for it."""


class Found(Frozen):
    """A claim that somebody pointed at, and the entry that it is."""

    claim: Claim
    entry: Entry | None = None
    """None for a skill."""


def places(text: str, quote: str) -> tuple[Place, ...]:
    """Find every place where the words stand, in the order of the text; none when they do not."""
    return Searched(text).everywhere(quote)


def pointed_out(
    document: Document, entries: tuple[Entry, ...], said: Pointed, frameworks: tuple[str, ...] = ()
) -> Found:
    """Make the claim of what a person points at, with the document's own words as its evidence.

    A skill is stated where the words name it, and demonstrated where it has a name of other words or the words tell
    of a job; `entries` are those of the document. Raises WordsMissing.
    """
    place = Searched(document.text).find(said.quote, said.start or 0)
    if place is None or not any(map(str.isalnum, said.quote)):
        raise WordsMissing("The words do not stand in the document.")
    provenance = Provenance(document_sha256=document.sha256, extractor=PERSON, frameworks=frameworks)
    if said.kind != "skill":
        return _entry(document, said.kind, place, provenance)
    basis, entry_id = owner_of(entries)(place.start)
    printed = _in_one_line(document.text[place.start : place.end])
    name = " ".join((said.name or "").split()) or printed
    if not stems(name) <= stems(printed):
        basis = Basis.DEMONSTRATED
    sighting = Sighting(place.start, place.end, basis, 1.0, entry_id, name)
    (claim,) = skill_claims(document, [sighting], provenance)
    return Found(claim=_matched(claim, place))


def _entry(document: Document, kind: EntryKind, place: Place, provenance: Provenance) -> Found:
    printed = _in_one_line(document.text[place.start : place.end])
    evidence = document.evidence(place.start, place.end).model_copy(update={"match": place.match})
    (entry,) = name_entries(document, [Entry(id="", kind=kind, title=printed, evidence=(evidence,))])
    (claim,) = entry_claims(document, [entry], provenance)
    return Found(claim=claim.model_copy(update={"confidence": 1.0}), entry=entry)


def pointed_in(claim: Claim) -> Pointed | None:
    """Give what somebody pointed at to have that claim; None where an extractor found it."""
    if claim.provenance.extractor != PERSON:
        return None
    first = claim.evidence[0]
    name = claim.name if claim.kind == "skill" else None
    return Pointed(kind=claim.kind, quote=first.quote, start=first.start, name=name)


def _in_one_line(printed: str) -> str:
    """Give printed words without line breaks, and words whole that a hyphen parts at the end of a line."""
    return " ".join(_PARTED.sub("", printed).split())


def _matched(claim: Claim, place: Place) -> Claim:
    evidence = tuple(one.model_copy(update={"match": place.match}) for one in claim.evidence)
    return claim.model_copy(update={"evidence": evidence})
