"""Source document to draft: read, extract, align, flag."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.alignment.align import align
from app.alignment.model import ClaimAlignment
from app.documents.model import Document, DocumentText, Limits, SourceDocument
from app.documents.opening import InProcess, Opening
from app.extraction.extract import Extractor
from app.extraction.guard.instructions import without_planted
from app.extraction.lines.recognised import lowered
from app.extraction.model import Basis, Claim, DocumentKind, Extraction
from app.review.flags import flag_draft, model_flags
from app.review.model import Draft, DraftClaim, Flag
from app.taxonomy.index import Frameworks

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
