"""Tables from an upload to decisions. Claim rows hold what queries need, and no word of the document."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

from app.database import Id, Json
from app.extraction.model import Basis
from app.review.model import Role, Verdict
from app.review.seeding import Answer, Way
from app.store.model import ClaimState, DocumentState, DraftState
from app.store.tables.columns import board, instant, key, mark, metadata, one_of, owned_by, sealed, word

documents = Table(
    "documents",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people", index=False),
    mark("content_mark"),
    Column("media_type", String(100), nullable=True),
    Column("size", Integer, nullable=False),
    sealed("name"),
    word("state"),
    word("failure", nullable=True),
    Column("has_blob", Boolean, nullable=False),
    instant("created_at"),
    instant("updated_at"),
    instant("expires_at", nullable=True),
    Unique("board_id", "worker_id", "content_mark"),
    one_of("state", DocumentState),
    CheckConstraint("size >= 0", name="size"),
    Index(None, "board_id", "id"),
    Index(None, "worker_id", "board_id", "id"),
    Index(None, "expires_at"),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    Column("document_id", Id, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    word("pipeline"),
    Column("version", Integer, nullable=False),
    word("state"),
    sealed(),
    sealed("note", nullable=True),
    Column("claims", Integer, nullable=False),
    Column("flags", Json, nullable=False),
    instant("created_at"),
    instant("updated_at"),
    Unique("document_id", "pipeline"),
    one_of("state", DraftState),
    Index(None, "board_id", "id"),
)
"""`version` is the ETag: it grows by one with each change."""

claims = Table(
    "claims",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people", index=False),
    owned_by("document_id", "documents"),
    Column("draft_id", Id, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    word("claim_id"),
    Column("position", Integer, nullable=False),
    word("kind"),
    word("basis"),
    Column("confidence", Double, nullable=False),
    Column("flags", Json, nullable=False),
    Column("concepts", Json, nullable=False),
    word("state"),
    Column("opinions", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("leased_by", Id, nullable=True),
    instant("leased_until", nullable=True),
    instant("created_at"),
    instant("decided_at", nullable=True),
    Unique("draft_id", "claim_id"),
    one_of("state", ClaimState),
    one_of("basis", Basis),
    CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
    Index(
        "ix_claims_queue",
        "board_id",
        text("rank DESC"),
        "id",
        sqlite_where=text("opinions > 0"),
        postgresql_where=text("opinions > 0"),
    ),
    Index(None, "worker_id", "board_id"),
    Index(
        "ix_claims_leased",
        "board_id",
        "leased_by",
        sqlite_where=text("leased_by IS NOT NULL"),
        postgresql_where=text("leased_by IS NOT NULL"),
    ),
)
"""`opinions` is how many reviewers have still to look: above 0 it waits in the queue, by `rank` and then by age."""

decisions = Table(
    "decisions",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    owned_by("document_id", "documents"),
    Column("draft_id", Id, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    owned_by("claim_row_id", "claims"),
    Column("number", Integer, nullable=False),
    Column("person_id", Id, nullable=False),
    word("role"),
    word("verdict"),
    word("manner"),
    Column("counted", Boolean, nullable=False),
    sealed(),
    instant("at"),
    instant("undone_at", nullable=True),
    Unique("draft_id", "number"),
    one_of("role", Role),
    one_of("verdict", Verdict),
    Index(None, "board_id", "at"),
)
"""`number` is the draft's own order of events; what is undone stays, marked.

`counted`: it was one of the opinions asked for."""

seeds = Table(
    "seeds",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    owned_by("document_id", "documents"),
    Column("draft_id", Id, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("reviewer_id", Id, nullable=False),
    word("claim_id"),
    word("way"),
    sealed(),
    sealed("said", nullable=True),
    word("answer", nullable=True),
    Column("caught", Boolean, nullable=True),
    instant("created_at"),
    instant("leased_until", nullable=True),
    instant("answered_at", nullable=True),
    Unique("draft_id", "reviewer_id"),
    one_of("way", Way),
    one_of("answer", Answer),
    Index(None, "board_id", "reviewer_id"),
)
"""Known-wrong claims that one reviewer is shown among those of a draft. They are no claims: nothing else reads them.

`answer`, `caught` and `answered_at` are of the first word on it, `said` is what stands."""

looks = Table(
    "looks",
    metadata,
    Column("draft_id", Id, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    owned_by("person_id", "people"),
    board(),
    Column("version", Integer, nullable=False),
    instant("at"),
    PrimaryKeyConstraint("draft_id", "person_id"),
)
"""Which reviewer has fetched a draft with its evidence as it stands now, and at which version they did so first.

When the wording of a claim changes, the rows of everybody else go."""

model_answers = Table(
    "model_answers",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    board(),
    mark(),
    sealed(),
    instant("created_at"),
    PrimaryKeyConstraint("document_id", "mark"),
)
"""What a language model answered about a document, by a mark of what it was asked."""
