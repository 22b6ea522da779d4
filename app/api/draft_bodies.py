"""The shapes of the API's JSON that tell of drafts, of what is missing in them, and of decisions."""

from typing import Literal
from uuid import UUID

from pydantic import Field, StrictInt

from app.api.bodies import Body, Name, Said
from app.credentials.model import TrustTier
from app.documents.model import DocumentText, Hidden
from app.extraction.model import Entry, EntryKind
from app.extraction.pointed import LONGEST_QUOTE
from app.review.model import Decision, DraftClaim, Edit, Flag, Verdict
from app.review.model import Role as Deciding
from app.store.model import DraftState


class InRecord(Body):
    """A claim that the worker's record has already, from other documents: approving this one adds its evidence."""

    claim_id: str = Field(description="Of the claim in the record.")
    name: str
    documents: list[str] = Field(description="SHA-256 of the documents that support it so far.")


class Claim(DraftClaim):
    """A claim as the next person is shown it."""

    digest: str
    """Of the claim as it is shown: a decision may name it."""
    decisions: tuple[Decision, ...] = ()
    """The last decision of each role."""
    tier: TrustTier
    """How far it is vouched for, computed now from these decisions."""
    in_record: InRecord | None = None
    """What the worker's record has of it already; None when it is new."""


class Draft(Body):
    """A draft (`ler-draft/1`) with its place in the service; its version is also the ETag."""

    schema_: Literal["ler-draft/1"] = Field(default="ler-draft/1", alias="schema")
    id: UUID
    document_id: UUID
    worker_id: UUID
    version: int
    state: DraftState
    note: str | None = Field(description="Why a reviewer sent it back.")
    document: DocumentText
    entries: list[Entry]
    claims: list[Claim]
    hidden: list[Hidden]
    flags: list[Flag]
    counts: dict[str, int]


class Saying(Body):
    """What a person says of one claim."""

    claim_id: str = Field(max_length=100, examples=["c-1a2b3c4d5e6f"])
    verdict: Verdict = Field(examples=["approve"])
    claim_sha256: str | None = Field(
        default=None, max_length=64, description="`digest` of the claim as it was shown."
    )
    edit: Edit | None = None
    reason: str = Field(default="", max_length=2000)


class Decisions(Body):
    """Decisions of one person on one draft, all kept or none."""

    role: Deciding = Field(description="In which role the person decides.", examples=["worker"])
    decisions: list[Saying] = Field(min_length=1, max_length=2000)


class Pointing(Body):
    """What somebody misses in a draft: the document's words for it, and what they are."""

    role: Deciding = Field(description="In which role the person adds it.", examples=["worker"])
    kind: Literal["skill"] | EntryKind = "skill"
    quote: Said = Field(
        max_length=LONGEST_QUOTE,
        description="Words of the document, as they are printed but for white space, quotation marks and capitals.",
        examples=["forklift operation"],
    )
    start: StrictInt | None = Field(
        default=None, ge=0, description="Offset in the text that they stand at or near; else their first place."
    )
    name: Name | None = Field(
        default=None, max_length=LONGEST_QUOTE, description="What the skill is called, where its words are no name."
    )


class AddedClaim(Body):
    """A claim that was added, and the version that its draft has now."""

    draft_id: UUID
    version: int
    claim_id: str


class Undo(Body):
    """How many of one's last decisions are taken back."""

    count: StrictInt = Field(default=1, ge=1, le=2000, examples=[1])


class Return(Body):
    """Why a draft goes back to its worker."""

    reason: Said = Field(max_length=2000, examples=["Which of the two certificates is still valid?"])


class Version(Body):
    """The version that a draft has now."""

    draft_id: UUID
    version: int
