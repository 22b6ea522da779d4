"""What is answered about the audit chain and about reviewers."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.api.bodies import Body, QueueClaim


class AuditEvent(Body):
    """Something that was done: ids, words and counts, never personal data."""

    number: int
    at: datetime
    actor_id: UUID | None = Field(description="Null for the service itself.")
    role: str | None
    action: str
    subject_kind: str
    subject_id: UUID | None
    counts: dict[str, int]
    digest: str = Field(description="SHA-256 that binds it to all events before.")


class AuditHead(Body):
    """The end of the chain: keep it elsewhere, and nobody makes another chain unnoticed."""

    number: int
    digest: str


class AuditTrail(Body):
    """A page of the audit chain, oldest first."""

    items: list[AuditEvent]
    next: str | None
    head: AuditHead


class ReviewerFigures(Body):
    """What one reviewer decided in the last days."""

    person_id: UUID
    decided: int
    approved: int
    edited: int
    rejected: int
    seeded: int = Field(description="Known-wrong claims among them.")
    caught: int = Field(description="Of those, rejected or edited.")
    shared: int = Field(description="Claims that another reviewer decided on, too.")
    agreed: int = Field(description="Of those, claims on which all reviewers say the same.")


class Disagreement(Body):
    """A claim on which reviewers say different things."""

    claim: QueueClaim
    verdicts: dict[str, str] = Field(description="By the id of the reviewer, their last verdict.")


class Disagreements(Body):
    """A page of disagreements, oldest first."""

    items: list[Disagreement]
    next: str | None
