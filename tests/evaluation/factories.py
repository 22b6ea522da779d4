"""Drafts made by hand, whose figures can be counted on paper."""

import hashlib

from app.documents.model import DocumentText, Evidence, Page
from app.extraction.model import Basis, Entry, EntryKind, Provenance
from app.review.model import Draft, DraftClaim
from app.values import Sha256

_DIGEST = Sha256(hashlib.sha256(b"").hexdigest())
MADE_BY = Provenance(document_sha256=_DIGEST, extractor="by-hand/1")


def evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(quote=quote, start=start, end=start + len(quote), page=1)


def skill(text: str, quote: str, basis: Basis = Basis.STATED) -> DraftClaim:
    return DraftClaim(
        id=f"{basis}-{quote}",
        kind="skill",
        name=quote,
        basis=basis,
        evidence=(evidence(text, quote),),
        confidence=1,
        provenance=MADE_BY,
    )


def job(text: str, title: str, organization: str, start: str | None, end: str | None) -> Entry:
    return Entry(
        id=f"{title}-{organization}",
        kind=EntryKind.EMPLOYMENT,
        title=title,
        organization=organization,
        start=start,
        end=end,
        current=end is None,
        evidence=(evidence(text, title),),
    )


def draft(text: str, *claims: DraftClaim, entries: tuple[Entry, ...] = ()) -> Draft:
    pages = (Page(number=1, width=0, height=0),)
    return Draft(
        document=DocumentText(sha256=_DIGEST, media_type="text/plain", pages=pages, text=text),
        entries=entries,
        claims=claims,
        counts={},
    )
