"""Batches, their rows, and calls to language models."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Json, Utc

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _batches()
    _batch_rows()
    _model_calls()


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("made_by", Id, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("plan", Json, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.CheckConstraint(
            "state IN ('estimated', 'running', 'paused', 'out-of-budget', 'done', 'cancelled')",
            name=op.f("ck_batches_state"),
        ),
        sa.CheckConstraint("budget >= 0 AND reserved >= 0 AND spent >= 0", name=op.f("ck_batches_money")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_batches_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_board_id_id"), "batches", ["board_id", "id"])


def _batch_rows() -> None:
    op.create_table(
        "batch_rows",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("person_mark", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("worker_id", Id, nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_batch_rows_state")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_batch_rows_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_batch_rows_board_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_batch_rows_document_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_batch_rows_worker_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_rows")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_batch_rows_batch_id_number")),
    )
    op.create_index(op.f("ix_batch_rows_batch_id_person_mark"), "batch_rows", ["batch_id", "person_mark"])
    op.create_index(op.f("ix_batch_rows_batch_id_state_number"), "batch_rows", ["batch_id", "state", "number"])
    op.create_index(op.f("ix_batch_rows_document_id"), "batch_rows", ["document_id"])
    op.create_index(op.f("ix_batch_rows_worker_id"), "batch_rows", ["worker_id"])


def _model_calls() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=True),
        sa.Column("row_id", Id, nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("prompt", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("cached_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.CheckConstraint("state IN ('reserved', 'settled', 'lost')", name=op.f("ck_model_calls_state")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_model_calls_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_model_calls_board_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_model_calls_document_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["batch_rows.id"], name=op.f("fk_model_calls_row_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_calls")),
    )
    op.create_index(op.f("ix_model_calls_batch_id"), "model_calls", ["batch_id"])
    op.create_index(op.f("ix_model_calls_board_id_started_at"), "model_calls", ["board_id", "started_at"])
    op.create_index(op.f("ix_model_calls_document_id"), "model_calls", ["document_id"])
    op.create_index(op.f("ix_model_calls_row_id"), "model_calls", ["row_id"])
    op.create_index(op.f("ix_model_calls_state_started_at"), "model_calls", ["state", "started_at"])
