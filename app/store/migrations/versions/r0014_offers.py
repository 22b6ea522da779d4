"""Offers: what lets a wallet fetch one credential, once."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0014"
down_revision = "0013"

_MARK = sa.LargeBinary(length=32)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "offers",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("credential_id", Id, nullable=False),
        sa.Column("handle_mark", _MARK, nullable=False),
        sa.Column("code_mark", _MARK, nullable=False),
        sa.Column("transaction_mark", _MARK, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("token_mark", _MARK, nullable=True),
        sa.Column("nonce_mark", _MARK, nullable=True),
        sa.Column("door", sa.String(length=64), nullable=True),
        sa.Column("heard", sa.String(length=64), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.Column("token_expires_at", Utc(), nullable=True),
        sa.Column("taken_at", Utc(), nullable=True),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.CheckConstraint("door IN ('openid4vci', 'vcapi')", name=op.f("ck_offers_door")),
        sa.CheckConstraint("(token_mark IS NULL) = (token_expires_at IS NULL)", name=op.f("ck_offers_token")),
        sa.CheckConstraint("(taken_at IS NULL) = (door IS NULL)", name=op.f("ck_offers_taken")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_offers_board_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_offers_worker_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credentials.id"], name=op.f("fk_offers_credential_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("handle_mark", name=op.f("uq_offers_handle_mark")),
        sa.UniqueConstraint("code_mark", name=op.f("uq_offers_code_mark")),
        sa.UniqueConstraint("token_mark", name=op.f("uq_offers_token_mark")),
        sa.UniqueConstraint("nonce_mark", name=op.f("uq_offers_nonce_mark")),
    )
    op.create_index(op.f("ix_offers_worker_id"), "offers", ["worker_id"])
    op.create_index(op.f("ix_offers_credential_id"), "offers", ["credential_id"])
    op.create_index(op.f("ix_offers_expires_at"), "offers", ["expires_at"])
