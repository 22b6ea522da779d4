"""What requests carry and what is answered: the shapes of the API's JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, StrictBool, StrictInt, StringConstraints

from app.access.model import Action, Role
from app.credentials.model import TrustTier, Verification
from app.review.model import Record
from app.store.model import (
    ClaimRow,
    ClaimState,
    CredentialKind,
    DocumentState,
    RecordRow,
    StoredCredential,
    StoredDocument,
)

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""What somebody says: never nothing but blanks."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line with something in it."""


class Body(BaseModel):
    """A shape of the API: unknown fields of a request are an error."""

    model_config = ConfigDict(extra="forbid")


class Document(Body):
    """A source document and how far it has come."""

    id: UUID
    worker_id: UUID
    state: DocumentState
    failure: str | None = Field(default=None, description="Code of the error, when it could not be read.")
    hint: str | None = Field(default=None, description="What to do about the failure.")
    name: str
    media_type: str | None
    size: int
    draft_id: UUID | None
    created_at: datetime
    expires_at: datetime | None = Field(description="When it is removed, unless that is done before.")

    @classmethod
    def of(cls, stored: StoredDocument, draft_id: UUID | None, hint: str | None = None) -> "Document":
        """Tell of a stored document."""
        told = {name: getattr(stored, name) for name in cls.model_fields if hasattr(stored, name)}
        return cls(**told, draft_id=draft_id, hint=hint)


class Documents(Body):
    """A page of documents, newest first."""

    items: list[Document]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last one.")


class RecordOrder(Body):
    """The draft that a record is to be made of."""

    draft_id: UUID = Field(examples=["01a21383-0eff-7941-b7d1-96314a66c46b"])


class RecordSummary(Body):
    """What there is to know of a record without opening it."""

    id: UUID
    worker_id: UUID
    draft_id: UUID | None
    document_id: UUID | None
    created_at: datetime
    claims: int = Field(description="How many it holds.")

    @classmethod
    def of(cls, row: RecordRow) -> "RecordSummary":
        """Tell of a record as the store has it."""
        return cls(**{name: getattr(row, name) for name in RecordSummary.model_fields})


class KeptRecord(RecordSummary):
    """A record: what people approved of one draft."""

    tiers: dict[str, TrustTier] = Field(
        description="By claim id, how far it is vouched for: computed now from the decisions in the record."
    )
    record: Record


class Records(Body):
    """A page of records, newest first; each one alone has its claims, too."""

    items: list[RecordSummary]
    next: str | None


class Order(Body):
    """The record whose credentials are to be made, and by whom."""

    record_id: UUID = Field(examples=["01a21383-0eff-7941-b7d1-96314a66c46b"])
    issuer: Literal["worker", "board"] = Field(
        default="worker", description="`worker`: by the worker's own key; `board`: by the board on their behalf."
    )
    wait: float = Field(default=10.0, ge=0, le=30, description="Seconds to wait for the credentials.")


class Credential(Body):
    """A signed credential and whether it still stands."""

    id: UUID
    worker_id: UUID
    record_id: UUID | None
    kind: CredentialKind
    name: str
    created_at: datetime
    revoked_at: datetime | None
    revoked_because: str | None
    credential: dict[str, Any] = Field(description="Exactly what was signed.")

    @classmethod
    def of(cls, stored: StoredCredential) -> "Credential":
        """Tell of a stored credential."""
        told = {name: getattr(stored, name) for name in cls.model_fields if hasattr(stored, name)}
        return cls(**told, name=stored.signed.name, credential=stored.signed.document)


class Ordered(Body):
    """What became of an order: done with the credentials, or still working."""

    state: Literal["done", "working"]
    record_id: UUID
    issuer: Literal["worker", "board"]
    credentials: list[Credential]


class Credentials(Body):
    """A page of credentials, newest first."""

    items: list[Credential]
    next: str | None


class Revocation(Body):
    """Why a credential is revoked, which nobody can undo: a word, never personal data."""

    reason: Literal["corrected", "mistaken", "withdrawn", "expired", "other"] = Field(examples=["mistaken"])


class Endorsement(Body):
    """What an endorser says of a credential."""

    comment: Said = Field(max_length=2000, examples=["She welded for us from 2019 to 2022."])


class EndorsementRequest(Body):
    """Whom a worker asks for their word."""

    endorser_id: UUID = Field(examples=["01a21383-0eff-7941-b7d1-96314a66c46b"])


class Verified(Body):
    """What was found about a credential, and how far it is vouched for."""

    passed: bool
    tier: TrustTier | None = Field(description="Computed now; null when a check failed or could not be made.")
    verdict: str = Field(description="One sentence for somebody who does not know what a signature is.")
    verification: Verification


class QueueClaim(Body):
    """A claim that waits for a reviewer: no word of its document."""

    id: UUID
    draft_id: UUID
    claim_id: str
    kind: str
    basis: str
    confidence: float
    flags: list[str]
    state: ClaimState
    leased_until: datetime | None

    @classmethod
    def of(cls, row: ClaimRow) -> "QueueClaim":
        """Tell of a claim as the store has it."""
        told = {name: getattr(row, name) for name in cls.model_fields}
        return cls(**told | {"flags": list(row.flags)})


class Queue(Body):
    """What waits for reviewers, in the order in which it is handed out."""

    waiting: int = Field(description="How much waits in all; of a lease, how much the reviewer got.")
    items: list[QueueClaim]
    next: str | None


class Lease(Body):
    """How much of the queue a reviewer takes, and for how long."""

    limit: StrictInt = Field(default=20, ge=1, le=200, examples=[20])
    seconds: StrictInt = Field(default=600, ge=30, le=3600, description="How long others do not get the same claims.")
    flagged: StrictBool | None = Field(default=None, description="Only claims with a flag, or only those without.")
    draft_id: UUID | None = None


class Account(Body):
    """An account."""

    id: UUID
    roles: list[Role]
    name: str | None
    did: str | None = Field(default=None, description="What they sign with.")
    created_at: datetime
    closed_at: datetime | None = None


class Accounts(Body):
    """A page of accounts, newest first."""

    items: list[Account]
    next: str | None


class NewAccount(Body):
    """An account to be made."""

    roles: list[Role] = Field(min_length=1, max_length=10, examples=[["worker"]])
    name: Name | None = Field(default=None, max_length=200, description="As it stands in credentials.")
    login: str | None = Field(
        default=None, min_length=1, max_length=200, description="To sign in with; `password` then comes along."
    )
    password: SecretStr | None = Field(
        default=None, min_length=12, max_length=200, description="The first one; its owner changes it."
    )


class Roles(Body):
    """What a person is to the board."""

    roles: list[Role] = Field(min_length=1, max_length=10, examples=[["worker", "reviewer"]])


class NewKey(Body):
    """An API key to be made."""

    label: Name = Field(max_length=100, examples=["tablet in room 2"])
    scopes: list[Action] = Field(min_length=1, max_length=100, examples=[["document.upload", "document.read"]])
    expires_at: AwareDatetime | None = Field(
        default=None, description="When it ends, with a time zone.", examples=["2036-01-01T00:00:00Z"]
    )


class NewlyMadeKey(Body):
    """An API key, shown once."""

    id: UUID
    api_key: str = Field(examples=["ler_live_…"])


class Key(Body):
    """An API key as it is seen later: never the key itself."""

    id: UUID
    label: str
    ending: str = Field(description="Its last four characters.")
    scopes: list[Action]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None


class Consent(Body):
    """The version of the text that the worker agrees to."""

    version: str = Field(max_length=40, examples=["2026-11"])


class Given(Body):
    """A consent that stands."""

    purpose: str
    version: str
    given_at: datetime


class ConsentText(Body):
    """A text that workers agree to."""

    version: str
    text: str


class Erased(Body):
    """What was erased, as counts."""

    worker_id: UUID
    counts: dict[str, int]


class Health(Body):
    """Whether the service can do its work."""

    status: Literal["ok"]
    version: str = Field(examples=["0.1.0"])


class Readiness(Health):
    """Whether its stores answer, and who works."""

    workers: int = Field(description="Worker processes that live; without one uploads wait.")
