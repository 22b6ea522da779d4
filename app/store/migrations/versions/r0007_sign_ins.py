"""Sign-ins by OpenID Connect that are under way."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sign_ins",
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("next", sa.String(length=300), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_sign_ins_board_id"),
        sa.PrimaryKeyConstraint("mark", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_expires_at", "sign_ins", ["expires_at"])
