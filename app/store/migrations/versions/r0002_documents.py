"""Documents, drafts, claims and decisions."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Json, Utc

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _documents()
    _drafts()
    _claims()
    _decisions()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("content_mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("has_blob", sa.Boolean(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=True),
        sa.CheckConstraint("state IN ('received', 'drafted', 'failed')", name=op.f("ck_documents_state")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_documents_size")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_documents_board_id")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_documents_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "board_id", "worker_id", "content_mark", name=op.f("uq_documents_board_id_worker_id_content_mark")
        ),
    )
    op.create_index(op.f("ix_documents_board_id_id"), "documents", ["board_id", "id"])
    op.create_index(op.f("ix_documents_expires_at"), "documents", ["expires_at"])
    op.create_index(op.f("ix_documents_worker_id_board_id_id"), "documents", ["worker_id", "board_id", "id"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("pipeline", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("flags", Json, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'returned', 'decided', 'superseded')", name=op.f("ck_drafts_state")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_drafts_board_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_drafts_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_drafts_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("document_id", "pipeline", name=op.f("uq_drafts_document_id_pipeline")),
    )
    op.create_index(op.f("ix_drafts_board_id_id"), "drafts", ["board_id", "id"])
    op.create_index(op.f("ix_drafts_worker_id"), "drafts", ["worker_id"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("flags", Json, nullable=False),
        sa.Column("concepts", Json, nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("evidence_mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("seeded", sa.Boolean(), nullable=False),
        sa.Column("opinions", sa.Integer(), nullable=False),
        sa.Column("leased_by", Id, nullable=True),
        sa.Column("leased_until", Utc(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("decided_at", Utc(), nullable=True),
        sa.CheckConstraint("basis IN ('stated', 'demonstrated', 'inferred')", name=op.f("ck_claims_basis")),
        sa.CheckConstraint("state IN ('waiting', 'approved', 'edited', 'rejected')", name=op.f("ck_claims_state")),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_claims_confidence")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_claims_board_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_claims_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_claims_draft_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_claims_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("draft_id", "claim_id", name=op.f("uq_claims_draft_id_claim_id")),
    )
    op.create_index(op.f("ix_claims_document_id"), "claims", ["document_id"])
    op.create_index(
        "ix_claims_leased",
        "claims",
        ["board_id", "leased_by"],
        sqlite_where=sa.text("leased_by IS NOT NULL"),
        postgresql_where=sa.text("leased_by IS NOT NULL"),
    )
    op.create_index("ix_claims_mark", "claims", ["worker_id", "board_id", "mark"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("claim_row_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=64), nullable=False),
        sa.Column("manner", sa.String(length=64), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("undone_at", Utc(), nullable=True),
        sa.CheckConstraint("role IN ('worker', 'reviewer')", name=op.f("ck_decisions_role")),
        sa.CheckConstraint("verdict IN ('approve', 'edit', 'reject', 'skip')", name=op.f("ck_decisions_verdict")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_decisions_board_id")),
        sa.ForeignKeyConstraint(
            ["claim_row_id"], ["claims.id"], name=op.f("fk_decisions_claim_row_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_decisions_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_decisions_draft_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_decisions_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_decisions_draft_id_number")),
    )
    op.create_index(op.f("ix_decisions_board_id_at"), "decisions", ["board_id", "at"])
    op.create_index(op.f("ix_decisions_claim_row_id"), "decisions", ["claim_row_id"])
    op.create_index(op.f("ix_decisions_document_id"), "decisions", ["document_id"])
    op.create_index(op.f("ix_decisions_worker_id"), "decisions", ["worker_id"])
