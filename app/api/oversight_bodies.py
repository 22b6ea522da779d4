"""What is answered about the audit chain and about reviewers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.api.bodies import Body, QueueClaim
from app.review.seeding import Answer, Way
from app.store.audit import KeptHead
from app.store.figures import ReviewerFigures as Figures


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


class ToldSeed(Body):
    """A known-wrong claim that the reviewer was shown, and what they made of it."""

    draft_id: UUID
    claim_id: str
    way: Way = Field(description="In which way it was wrong.")
    answer: Answer = Field(description="The first word on it: it counts.")
    caught: bool
    answered_at: datetime


class SignedAuditHead(Body):
    """The end of the chain as the board signs it: keep it elsewhere."""

    number: int
    digest: str
    did: str = Field(description="Of the board, whose DID document has the key.")
    at: str = Field(description="When it was signed.", examples=["2026-11-25T09:30:00Z"])
    statement: str = Field(description="All of this as a JWS in its compact form (RFC 7515, Ed25519).")


class KeptAuditHead(Body):
    """The end of the chain as it was signed on a day, which the service keeps."""

    day: date = Field(description="Of UTC.")
    number: int
    digest: str
    at: datetime = Field(description="When it was kept.")
    statement: str = Field(description="All of this as the board signed it: a JWS in its compact form.")

    @classmethod
    def of(cls, kept: KeptHead) -> "KeptAuditHead":
        """Tell of a head that is kept."""
        head = kept.head
        return cls(day=kept.day, number=head.number, digest=head.digest, at=kept.at, statement=kept.statement)


class KeptAuditHeads(Body):
    """A page of the heads that are kept, oldest first."""

    items: list[KeptAuditHead]
    next: str | None


class AuditQuestion(Body):
    """What a chain is to be held against beside the heads that the service keeps."""

    statements: list[Annotated[str, Field(max_length=10_000)]] = Field(
        default=[],
        max_length=100,
        description="Of earlier answers of `GET /v1/audit/head`.",
        examples=[[]],
    )


class AuditCheck(Body):
    """Whether the chain is whole and goes through every head that was signed."""

    passed: bool
    found: str = Field(description="In a sentence: what does not fit, or that all does.")
    head: AuditHead
    kept: int = Field(description="Heads that the service keeps, one for each day.")
    since: date | None = Field(description="Day of the oldest of them.")


class ReviewerFigures(Body):
    """What one reviewer decided in the last days."""

    person_id: UUID
    decided: int
    approved: int
    edited: int
    rejected: int
    seeded: int = Field(description="Known-wrong claims that they answered; no other figure counts them.")
    caught: int = Field(description="Of those, rejected, returned, or edited so that they say something else.")
    missed: int = Field(description="Of those, the others.")
    catch_rate: float | None = Field(description="Caught of those answered, 0 to 1; null when there were none.")
    seeds: list[ToldSeed] = Field(description="Those that were answered last, newest first, at most 50.")
    shared: int = Field(description="Claims that another reviewer decided on, too.")
    agreed: int = Field(description="Of those, claims on which all reviewers say the same.")

    @classmethod
    def of(cls, found: Figures) -> "ReviewerFigures":
        """Tell of a reviewer's figures."""
        seeds = [ToldSeed(**one.model_dump(exclude={"reviewer_id"})) for one in found.seeds]
        told = found.model_dump(exclude={"seeds"})
        return cls(**told, missed=found.seeded - found.caught, catch_rate=found.catch_rate, seeds=seeds)


class Disagreement(Body):
    """A claim on which reviewers say different things."""

    claim: QueueClaim
    verdicts: dict[str, str] = Field(description="By the id of the reviewer, their last verdict.")


class Disagreements(Body):
    """A page of disagreements, oldest first."""

    items: list[Disagreement]
    next: str | None
