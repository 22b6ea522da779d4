"""Tables of batches, their rows, and every call to a language model. Money is in millionths of a US dollar."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy import UniqueConstraint as Unique

from app.database import Id, Json
from app.store.model import BatchState, CallState, RowState
from app.store.tables.columns import board, instant, key, mark, metadata, one_of, owned_by, sealed, word

batches = Table(
    "batches",
    metadata,
    key(),
    board(),
    Column("made_by", Id, nullable=False),
    word("kind"),
    word("state"),
    Column("plan", Json, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("budget", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    instant("created_at"),
    instant("updated_at"),
    one_of("state", BatchState),
    CheckConstraint("budget >= 0 AND reserved >= 0 AND spent >= 0", name="money"),
    Index(None, "board_id", "id"),
)
"""`plan` is the column mapping and the sampling rule, never a cell."""

batch_rows = Table(
    "batch_rows",
    metadata,
    key(),
    board(),
    Column("batch_id", Id, ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    word("state"),
    word("code", nullable=True),
    mark("person_mark", nullable=True),
    sealed(nullable=True),
    Column("worker_id", Id, ForeignKey("people.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("document_id", Id, ForeignKey("documents.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("claims", Integer, nullable=False),
    Column("cost", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    instant("updated_at"),
    Unique("batch_id", "number"),
    one_of("state", RowState),
    Index(None, "batch_id", "state", "number"),
    Index(None, "batch_id", "person_mark"),
)

model_calls = Table(
    "model_calls",
    metadata,
    key(),
    board(),
    owned_by("batch_id", "batches", nullable=True),
    Column("row_id", Id, ForeignKey("batch_rows.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("document_id", Id, ForeignKey("documents.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("model", String(200), nullable=False),
    Column("prompt", String(100), nullable=False),
    word("state"),
    word("outcome", nullable=True),
    Column("reserved", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    instant("started_at"),
    instant("ended_at", nullable=True),
    one_of("state", CallState),
    Index(None, "board_id", "started_at"),
    Index(None, "state", "started_at"),
)
