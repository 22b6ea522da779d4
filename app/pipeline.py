"""Source document to draft: read, extract, align, flag."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.alignment.align import align
from app.alignment.model import ClaimAlignment
from app.documents.model import Document, DocumentText, Limits, SourceDocument
from app.documents.opening import InProcess, Opening
from app.errors import ClaimKnown, DraftInvalid, WordsMissing
from app.extraction.extract import Extractor
from app.extraction.guard.instructions import without_planted
from app.extraction.lines.recognised import lowered
from app.extraction.model import Basis, Claim, DocumentKind, Extraction
from app.extraction.pointed import Pointed, pointed_in, pointed_out
from app.review.flags import flag_draft, model_flags
from app.review.model import Draft, DraftClaim, Flag, FlagCode
from app.taxonomy.index import Frameworks
from app.taxonomy.names import name_key

if TYPE_CHECKING:
    from app.alignment.ask import ModelAligner
    from app.extraction.asking.ask import ModelReader

T = TypeVar("T")


class Within(Protocol):
    """Does a computation, and ends one that takes longer than any document needs."""

    def __call__(self, work: Callable[[], T]) -> T:
        """Give what `work` gives. Raises SourceDraftTimeOut."""


def _however_long(work: Callable[[], T]) -> T:
    return work()


@dataclass(frozen=True, slots=True)
class Tools:
    """What a draft is made with: built once, used for every document."""

    frameworks: Frameworks
    extractor: Extractor
    limits: Limits = field(default_factory=Limits)
    opening: Opening = field(default_factory=InProcess)
    """Where the bytes of source documents are opened."""
    within: Within = _however_long
    """How long finding claims and concepts may take."""
    model: "ModelReader | None" = None
    """Reads beside the extractor; without it nothing leaves the machine."""
    aligner: "ModelAligner | None" = None
    """Picks among the concepts that the search offers."""
    kind: DocumentKind = DocumentKind.AUTO
    """What the documents of this call are."""
    today: date | None = None
    """Tells dates that lie ahead; without it only impossible years are flagged."""


def draft(source: SourceDocument, tools: Tools) -> Draft:
    """Make the draft of one source document.

    The same bytes and tools give the same draft. Raises SourceError when the document cannot be read; a document
    in which nothing is found gives a draft without claims and the flag `nothing-found`.
    """
    document = tools.opening.read(source, tools.limits)
    extraction = _extracted(document, tools)
    alignments, picking = tools.within(lambda: align(extraction.claims, tools.frameworks)), None
    if tools.aligner is not None:
        alignments, picking = tools.aligner.pick(document, extraction.claims, alignments)
    draft_flags, claim_flags = tools.within(lambda: flag_draft(document, extraction, alignments, today=tools.today))
    claims = tuple(
        _drafted(claim, alignments.get(claim.id), claim_flags.get(claim.id, ())) for claim in extraction.claims
    )
    bases = Counter(claim.basis for claim in claims)
    return Draft(
        document=DocumentText(
            sha256=document.sha256,
            media_type=document.media_type,
            pages=document.pages,
            text=document.text,
            recognition=document.recognition,
        ),
        entries=extraction.entries,
        claims=claims,
        hidden=document.hidden,
        flags=(*draft_flags, *(model_flags(picking) if picking else ())),
        counts={
            "entries": len(extraction.entries),
            "claims": len(claims),
            **{str(basis): bases[basis] for basis in Basis},
            "aligned": sum(bool(claim.alignments) for claim in claims),
            "invented": extraction.invented,
        },
        model=extraction.model,
        model_alignment=picking,
    )


def read_again(draft: Draft, source: SourceDocument, tools: Tools) -> Document:
    """Read the document that a draft was made of, for the places of its words.

    Raises SourceError when it cannot be read, DraftInvalid when it is another document or reads otherwise by now.
    """
    document = tools.opening.read(source, tools.limits)
    if document.sha256 != draft.document.sha256:
        raise DraftInvalid("The draft was made of another document.", hint="Give the document that it was made of.")
    if document.text != draft.document.text:
        raise DraftInvalid("The document is read otherwise than when its draft was made.")
    return document


def add(draft: Draft, document: Document, said: Pointed, tools: Tools) -> tuple[Draft, DraftClaim]:
    """Add the claim of what a person points at in the document of a draft; gives the draft with it, and the claim.

    It is aligned and flagged as others are, and flagged as added, so that nobody attests it in bulk.
    Raises WordsMissing, ClaimKnown when the draft has it already.
    """
    found = pointed_out(document, draft.entries, said, tools.frameworks.sources)
    known = next((claim for claim in draft.claims if _is_the_same(claim, found.claim)), None)
    if known is not None:
        raise ClaimKnown(f"The draft has that claim already: {known.id}.")
    entries = (*draft.entries, *((found.entry,) if found.entry is not None else ()))
    extraction = Extraction(entries=entries, claims=(found.claim,))
    alignments = tools.within(lambda: align(extraction.claims, tools.frameworks))
    _, flags = tools.within(lambda: flag_draft(document, extraction, alignments, today=tools.today))
    told = (Flag(code=FlagCode.ADDED), *flags.get(found.claim.id, ()))
    claim = _drafted(found.claim, alignments.get(found.claim.id), told)
    more = {
        "entries": int(found.entry is not None),
        "claims": 1,
        str(claim.basis): 1,
        "aligned": int(bool(claim.alignments)),
    }
    counts = dict(draft.counts) | {name: draft.counts.get(name, 0) + number for name, number in more.items()}
    return draft.model_copy(update={"entries": entries, "claims": (*draft.claims, claim), "counts": counts}), claim


def with_concepts(claim: DraftClaim, tools: Tools) -> DraftClaim:
    """Give a claim with the concepts that may fit its name, the likeliest first, and none chosen."""
    found = tools.within(lambda: align((claim,), tools.frameworks))[claim.id]
    offered = (*found.alignments, *found.alternatives)
    return claim.model_copy(update={"alignments": (), "alternatives": offered, "picks": ()})


def _is_the_same(one: Claim, other: Claim) -> bool:
    """Say whether two claims are one: the same entry, or a skill that the document says already by that name."""
    if one.kind != "skill" or other.kind != "skill" or one.basis is Basis.INFERRED:
        return one.id == other.id
    return name_key(one.name) == name_key(other.name)


def with_added(draft: Draft, before: Draft, source: SourceDocument, tools: Tools, *, changed: bool = False) -> Draft:
    """Take what people added to an earlier draft of the same document over into a new one.

    `changed` says that the earlier draft is of another version of it.

    What was found by now stays as it was found; words that do not stand there any more are left out.
    """
    added = [said for claim in before.claims if (said := pointed_in(claim)) is not None]
    if not added or (before.document.sha256 != draft.document.sha256 and not changed):
        return draft
    document = read_again(draft, source, tools)
    for said in added:
        with suppress(WordsMissing, ClaimKnown):
            draft, _ = add(draft, document, said, tools)
    return draft


def _drafted(claim: Claim, found: ClaimAlignment | None, flags: tuple[Flag, ...]) -> DraftClaim:
    # its fields as they are: to go through a model's items takes longer than to make one
    told = vars(claim)
    if found is None:
        return DraftClaim(**told, flags=flags)
    return DraftClaim(
        **told, alignments=found.alignments, alternatives=found.alternatives, picks=found.picks, flags=flags
    )


def _extracted(document: Document, tools: Tools) -> Extraction:
    found = tools.within(lambda: tools.extractor.extract(document, tools.kind))
    told = found.kind is DocumentKind.RESUME and not document.facts and not found.advertisement
    if tools.model is not None and told:
        # rows and facts need no model to be read, courses show no skill by themselves, names stand apart, and an
        # advertisement is nobody's record
        asked = tools.model.add(document, found)
        found = tools.within(lambda: without_planted(document, asked))
    return tools.within(lambda: lowered(document, found))
