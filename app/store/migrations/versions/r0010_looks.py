"""Which reviewer has fetched a draft as it stands."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "looks",
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_looks_draft_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_looks_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_looks_board_id"),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name="pk_looks"),
    )
    op.create_index("ix_looks_person_id", "looks", ["person_id"])
