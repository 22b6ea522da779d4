"""Records, status lists, credentials and endorsements."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    _records()
    _status_lists()
    _credentials()
    _endorsements()
    _endorsement_requests()


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("draft_id", Id, nullable=True),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_records_board_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_records_document_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_records_draft_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_records_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sa.UniqueConstraint("draft_id", "draft_version", name=op.f("uq_records_draft_id_draft_version")),
    )
    op.create_index(op.f("ix_records_board_id_id"), "records", ["board_id", "id"])
    op.create_index(op.f("ix_records_document_id"), "records", ["document_id"])
    op.create_index(op.f("ix_records_draft_id"), "records", ["draft_id"])
    op.create_index(op.f("ix_records_worker_id_board_id_id"), "records", ["worker_id", "board_id", "id"])


def _status_lists() -> None:
    op.create_table(
        "status_lists",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.CheckConstraint("purpose IN ('revocation', 'suspension')", name=op.f("ck_status_lists_purpose")),
        sa.CheckConstraint("taken >= 0 AND taken <= length", name=op.f("ck_status_lists_taken")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_status_lists_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_lists")),
    )
    op.create_index(
        op.f("ix_status_lists_board_id_issuer_purpose"), "status_lists", ["board_id", "issuer", "purpose"]
    )


def _credentials() -> None:
    op.create_table(
        "credentials",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("record_id", Id, nullable=True),
        sa.Column("batch_id", Id, nullable=True),
        sa.Column("identifier", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("status_list_id", Id, nullable=True),
        sa.Column("status_index", sa.Integer(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("revoked_at", Utc(), nullable=True),
        sa.Column("revoked_because", sa.String(length=64), nullable=True),
        sa.CheckConstraint("kind IN ('badge', 'clr', 'endorsement')", name=op.f("ck_credentials_kind")),
        sa.CheckConstraint("(status_list_id IS NULL) = (status_index IS NULL)", name=op.f("ck_credentials_status")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_credentials_batch_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_credentials_board_id")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_credentials_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["status_list_id"], ["status_lists.id"], name=op.f("fk_credentials_status_list_id")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_credentials_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("board_id", "identifier", name=op.f("uq_credentials_board_id_identifier")),
        sa.UniqueConstraint(
            "status_list_id", "status_index", name=op.f("uq_credentials_status_list_id_status_index")
        ),
    )
    op.create_index(op.f("ix_credentials_batch_id_board_id_id"), "credentials", ["batch_id", "board_id", "id"])
    op.create_index(op.f("ix_credentials_board_id_id"), "credentials", ["board_id", "id"])
    op.create_index(op.f("ix_credentials_record_id_board_id_id"), "credentials", ["record_id", "board_id", "id"])
    op.create_index(op.f("ix_credentials_worker_id_board_id_id"), "credentials", ["worker_id", "board_id", "id"])


def _endorsements() -> None:
    op.create_table(
        "endorsements",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("credential_id", Id, nullable=False),
        sa.Column("endorsed_id", Id, nullable=False),
        sa.Column("endorser_id", Id, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_endorsements_board_id")),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credentials.id"], name=op.f("fk_endorsements_credential_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["endorsed_id"], ["credentials.id"], name=op.f("fk_endorsements_endorsed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_endorsements_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsements")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_endorsements_credential_id")),
    )
    op.create_index(op.f("ix_endorsements_credential_id"), "endorsements", ["credential_id"])
    op.create_index(op.f("ix_endorsements_endorsed_id"), "endorsements", ["endorsed_id"])
    op.create_index(op.f("ix_endorsements_worker_id"), "endorsements", ["worker_id"])


def _endorsement_requests() -> None:
    op.create_table(
        "endorsement_requests",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("credential_id", Id, nullable=False),
        sa.Column("endorser_id", Id, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_endorsement_requests_board_id")),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_endorsement_requests_credential_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["endorser_id"], ["people.id"], name=op.f("fk_endorsement_requests_endorser_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["people.id"], name=op.f("fk_endorsement_requests_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement_requests")),
        sa.UniqueConstraint(
            "credential_id", "endorser_id", name=op.f("uq_endorsement_requests_credential_id_endorser_id")
        ),
    )
    op.create_index(op.f("ix_endorsement_requests_credential_id"), "endorsement_requests", ["credential_id"])
    op.create_index(op.f("ix_endorsement_requests_endorser_id"), "endorsement_requests", ["endorser_id"])
    op.create_index(op.f("ix_endorsement_requests_worker_id"), "endorsement_requests", ["worker_id"])
