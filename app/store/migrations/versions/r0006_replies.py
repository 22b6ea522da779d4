"""Answers to requests with an idempotency key."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "replies",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("content_mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_replies_board_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_replies_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "mark", name="pk_replies"),
    )
    op.create_index("ix_replies_created_at", "replies", ["created_at"])
