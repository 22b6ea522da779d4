"""Answers of language models, kept with the documents that they are about."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "model_answers",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_model_answers_board_id"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_model_answers_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "mark", name="pk_model_answers"),
    )
