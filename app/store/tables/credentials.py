"""Tables from records to what was signed, and whether it still stands."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, String, Table
from sqlalchemy import UniqueConstraint as Unique

from app.database import Id
from app.store.model import CredentialKind, StatusPurpose
from app.store.tables.columns import board, instant, key, metadata, one_of, owned_by, sealed, word

records = Table(
    "records",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people", index=False),
    Column("document_id", Id, ForeignKey("documents.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("draft_id", Id, ForeignKey("drafts.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("draft_version", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    sealed(),
    instant("created_at"),
    Unique("draft_id", "draft_version"),
    Index(None, "board_id", "id"),
    Index(None, "worker_id", "board_id", "id"),
)
"""Sealed with the worker's key: a record outlives its source document."""

status_lists = Table(
    "status_lists",
    metadata,
    key(),
    board(),
    Column("issuer", String(255), nullable=False),
    word("purpose"),
    Column("length", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("bits", LargeBinary, nullable=False),
    instant("created_at"),
    instant("updated_at"),
    one_of("purpose", StatusPurpose),
    CheckConstraint("taken >= 0 AND taken <= length", name="taken"),
    Index(None, "board_id", "issuer", "purpose"),
)

credentials = Table(
    "credentials",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people", index=False),
    Column("record_id", Id, ForeignKey("records.id", ondelete="CASCADE"), nullable=True),
    Column("batch_id", Id, ForeignKey("batches.id", ondelete="SET NULL"), nullable=True),
    Column("identifier", String(255), nullable=False),
    word("kind"),
    word("claim_id", nullable=True),
    sealed(),
    Column("status_list_id", Id, ForeignKey("status_lists.id"), nullable=True),
    Column("status_index", Integer, nullable=True),
    instant("created_at"),
    instant("revoked_at", nullable=True),
    word("revoked_because", nullable=True),
    Unique("board_id", "identifier"),
    Unique("status_list_id", "status_index"),
    one_of("kind", CredentialKind),
    CheckConstraint("(status_list_id IS NULL) = (status_index IS NULL)", name="status"),
    Index(None, "board_id", "id"),
    Index(None, "worker_id", "board_id", "id"),
    Index(None, "record_id", "board_id", "id"),
    Index(None, "batch_id", "board_id", "id"),
)

endorsements = Table(
    "endorsements",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    owned_by("credential_id", "credentials"),
    owned_by("endorsed_id", "credentials"),
    Column("endorser_id", Id, nullable=False),
    instant("created_at"),
    Unique("credential_id"),
)
"""`credential_id` is the EndorsementCredential, `endorsed_id` the credential that it speaks of."""

endorsement_requests = Table(
    "endorsement_requests",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    owned_by("credential_id", "credentials"),
    owned_by("endorser_id", "people"),
    instant("created_at"),
    instant("closed_at", nullable=True),
    Unique("credential_id", "endorser_id"),
)
"""To whom a worker opened a credential: an endorser sees nothing else."""
