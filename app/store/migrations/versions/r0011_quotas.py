"""What came in on each day, by board and by account."""

import sqlalchemy as sa
from alembic import op

from app.database import Id

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "board_uses",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("documents >= 0 AND bytes >= 0", name=op.f("ck_board_uses_used")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_board_uses_board_id")),
        sa.PrimaryKeyConstraint("board_id", "day", name=op.f("pk_board_uses")),
    )
    op.create_table(
        "worker_uses",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("documents >= 0 AND bytes >= 0", name=op.f("ck_worker_uses_used")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_worker_uses_board_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_worker_uses_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_worker_uses")),
    )
    op.create_index(op.f("ix_worker_uses_board_id_day"), "worker_uses", ["board_id", "day"])
