"""Two drafts to the claims that only one of them has, wherever in the text their evidence stands."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.model import Entry
from app.review.model import Draft, DraftClaim


class Difference(NamedTuple):
    """Claims of one draft that the other lacks, in words for a person."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    kept: int


def difference(before: Draft, after: Draft) -> Difference:
    """Compare the claims of two drafts by all that a credential would say.

    Kind, name, basis, quotes, concepts, and the facts of the entry that a claim is or stands in; neither places in
    the text nor ids, which the bytes of a document decide, nor how sure a claim is.
    """
    one, other = Counter(_said(before)), Counter(_said(after))
    return Difference(
        gained=tuple((other - one).elements()),
        lost=tuple((one - other).elements()),
        kept=(one & other).total(),
    )


def _said(draft: Draft) -> Iterator[str]:
    entries = {entry.id: entry for entry in draft.entries}
    for claim in draft.claims:
        yield " | ".join(_parts(claim, entries.get(claim.entry_id or "")))


def _parts(claim: DraftClaim, entry: Entry | None) -> Iterator[str]:
    yield f"{claim.kind} ({claim.basis})"
    yield claim.name
    yield "quotes " + "; ".join(sorted({" ".join(e.quote.split()) for e in claim.evidence}))
    yield "concepts " + " ".join(sorted(alignment.id for alignment in claim.alignments))
    if entry is not None:
        ends = "present" if entry.current else entry.end
        facts = (entry.kind, entry.title, entry.organization, entry.programme, entry.location, entry.start, ends)
        yield "entry " + ", ".join(str(fact) for fact in facts if fact)
    if claim.inferred_from is not None:
        yield f"from {claim.inferred_from.kind} {claim.inferred_from.concept_id}"
