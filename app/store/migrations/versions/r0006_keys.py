"""Signing keys of workers and boards, and answers that are given again."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "signing_keys",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("did", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("retired_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_signing_keys_board_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_signing_keys_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
        sa.UniqueConstraint("did", "name", name="uq_signing_keys_did_name"),
    )
    op.create_index("ix_signing_keys_person_id", "signing_keys", ["person_id"])
    op.create_table(
        "answers",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_answers_board_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_answers_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_answers"),
    )
    op.create_index("ix_answers_person_id", "answers", ["person_id"])
