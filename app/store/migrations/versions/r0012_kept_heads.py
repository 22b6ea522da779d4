"""Signed heads of audit chains, one for each day."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept_heads",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("board_id", "day", name=op.f("pk_kept_heads")),
    )
