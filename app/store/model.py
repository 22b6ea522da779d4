"""What the store gives back: the states of things, and rows as values."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from app.access.model import Action, Actor, Role
from app.credentials.model import SignedCredential
from app.review.model import Draft, Record
from app.values import Frozen


class DocumentState(StrEnum):
    """How far a source document has come."""

    RECEIVED = "received"
    DRAFTED = "drafted"
    FAILED = "failed"
    """It could not be read; `failure` is the error's code."""


class DraftState(StrEnum):
    """How far a draft has come."""

    OPEN = "open"
    RETURNED = "returned"
    """A reviewer sent it back, with a reason (`note`)."""
    DECIDED = "decided"
    """A record was made of it."""
    SUPERSEDED = "superseded"
    """A later pipeline drafted the same document."""


class ClaimState(StrEnum):
    """What the last decision on a claim came to."""

    WAITING = "waiting"
    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"


class CredentialKind(StrEnum):
    """What a credential is."""

    BADGE = "badge"
    CLR = "clr"
    ENDORSEMENT = "endorsement"


class StatusPurpose(StrEnum):
    """What a status list says (https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslist)."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


class Door(StrEnum):
    """By which protocol a wallet fetched a credential."""

    OPENID4VCI = "openid4vci"
    VCAPI = "vcapi"


class OfferState(StrEnum):
    """How far an offer has come."""

    WAITING = "waiting"
    OPENED = "opened"
    """A wallet has brought the code, and may fetch the credential."""
    TAKEN = "taken"
    """A wallet was given the credential."""
    EXPIRED = "expired"
    ENDED = "ended"
    """By a person, a newer offer, the revocation of the credential, or too many wrong transaction codes."""


class BatchState(StrEnum):
    """How far a batch has come."""

    ESTIMATED = "estimated"
    """Its rows are in and its cost is estimated; nothing was spent."""
    RUNNING = "running"
    PAUSED = "paused"
    """By a person."""
    OUT_OF_BUDGET = "out-of-budget"
    DONE = "done"
    CANCELLED = "cancelled"


class RowState(StrEnum):
    """How far one row of a batch has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class CallState(StrEnum):
    """How far a call to a language model has come."""

    RESERVED = "reserved"
    """Money is set aside, and the call may be on its way."""
    SETTLED = "settled"
    """What it took is known."""
    LOST = "lost"
    """Nobody came back from it: all that was set aside counts as spent."""


class Board(Frozen):
    """A board, or college, agency, employer."""

    id: UUID
    slug: str = Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
    """Its word in addresses."""
    name: str = Field(min_length=1, max_length=200)
    did: str | None = None
    settings: dict[str, Any] = Field(default_factory=dict)


class Account(Frozen):
    """A person of one board."""

    id: UUID
    board_id: UUID
    roles: frozenset[Role]
    name: str | None = None
    login: str | None = None
    signs_in: bool = False
    """With a password, or at an OpenID Provider; otherwise API keys alone act for it."""
    created_at: datetime
    closed_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Who they are to the policy."""
        return Actor(person_id=self.id, board_id=self.board_id, roles=self.roles)


class Consent(Frozen):
    """That a person agreed to a purpose, by a text of that version."""

    id: UUID
    person_id: UUID
    purpose: str
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class ApiKey(Frozen):
    """An API key as its owner sees it later; the key itself was shown once."""

    id: UUID
    person_id: UUID
    label: str = Field(max_length=100)
    ending: str
    """Its last four characters."""
    scopes: frozenset[Action]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None


class StoredDocument(Frozen):
    """A source document and how far it has come; the bytes are a blob."""

    id: UUID
    board_id: UUID
    worker_id: UUID
    name: str
    media_type: str | None
    size: int
    state: DocumentState
    failure: str | None
    has_blob: bool
    """False once the source was removed and only what came of it is kept."""
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None


class StoredDraft(Frozen):
    """A draft with its place in the store."""

    id: UUID
    document_id: UUID
    worker_id: UUID
    pipeline: str
    version: int
    """Grows by one with each change: the ETag."""
    state: DraftState
    draft: Draft
    note: str | None
    """Why a reviewer sent it back."""
    created_at: datetime
    updated_at: datetime


class ClaimRow(Frozen):
    """What the store knows of a claim without opening its draft: no word of the document."""

    id: UUID
    draft_id: UUID
    document_id: UUID
    worker_id: UUID
    claim_id: str
    kind: str
    basis: str
    confidence: float
    flags: tuple[str, ...]
    concepts: tuple[str, ...]
    state: ClaimState
    opinions: int
    """How many reviewers have still to look."""
    rank: int
    leased_by: UUID | None
    leased_until: datetime | None
    decided_at: datetime | None


class RecordRow(Frozen):
    """What the store knows of a record without opening it."""

    id: UUID
    worker_id: UUID
    document_id: UUID | None
    draft_id: UUID | None
    draft_version: int
    claims: int
    """How many it holds."""
    created_at: datetime


class StoredRecord(RecordRow):
    """A record with its place in the store."""

    record: Record


class StatusPlace(Frozen):
    """One entry of a status list."""

    list_id: UUID
    index: int = Field(ge=0)


class StatusList(Frozen):
    """A status list as it is now."""

    id: UUID
    issuer: str
    purpose: StatusPurpose
    bits: bytes
    """Entry 0 is the left-most bit of the first byte."""
    version: int
    updated_at: datetime


class StoredCredential(Frozen):
    """A signed credential and whether it still stands."""

    id: UUID
    worker_id: UUID
    record_id: UUID | None
    batch_id: UUID | None
    kind: CredentialKind
    signed: SignedCredential
    place: StatusPlace | None
    created_at: datetime
    revoked_at: datetime | None
    revoked_because: str | None


class Offer(Frozen):
    """What lets a wallet fetch one credential, once; its secrets were shown once."""

    id: UUID
    board_id: UUID
    worker_id: UUID
    credential_id: UUID
    asks_transaction_code: bool
    door: Door | None
    """By which it was taken."""
    heard: str | None
    """What the wallet said became of it."""
    created_at: datetime
    expires_at: datetime
    token_expires_at: datetime | None
    taken_at: datetime | None
    ended_at: datetime | None

    def state(self, at: datetime) -> OfferState:
        """How far it has come by then."""
        if self.taken_at is not None:
            return OfferState.TAKEN
        if self.ended_at is not None:
            return OfferState.ENDED
        if self.token_expires_at is not None:
            return OfferState.OPENED if at < self.token_expires_at else OfferState.EXPIRED
        return OfferState.WAITING if at < self.expires_at else OfferState.EXPIRED


class Batch(Frozen):
    """A batch and its money, in millionths of a US dollar."""

    id: UUID
    made_by: UUID
    kind: str
    state: BatchState
    plan: dict[str, Any]
    rows: int
    budget: int
    reserved: int
    spent: int
    version: int
    created_at: datetime
    updated_at: datetime


class BatchRow(Frozen):
    """One row of a batch: a document or a person."""

    id: UUID
    number: int
    state: RowState
    code: str | None
    source: dict[str, Any] | None
    """What the row says; None once it was erased."""
    worker_id: UUID | None
    document_id: UUID | None
    claims: int
    cost: int
    attempts: int
