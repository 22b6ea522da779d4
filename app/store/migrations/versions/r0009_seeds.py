"""Known-wrong claims in a table of their own, away from the claims of drafts."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Utc

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; the mark that claims had is dropped, and nothing ever set it."""
    op.drop_column("claims", "seeded")
    op.create_table(
        "seeds",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("worker_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("reviewer_id", Id, nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("caught", sa.Boolean(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("leased_until", Utc(), nullable=True),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.CheckConstraint("way IN ('foreign-skill', 'altered-title')", name=op.f("ck_seeds_way")),
        sa.CheckConstraint("answer IN ('approved', 'edited', 'rejected', 'returned')", name=op.f("ck_seeds_answer")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_seeds_board_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name="fk_seeds_worker_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_seeds_document_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_seeds_draft_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_seeds"),
        sa.UniqueConstraint("draft_id", "reviewer_id", name="uq_seeds_draft_id_reviewer_id"),
    )
    op.create_index("ix_seeds_worker_id", "seeds", ["worker_id"])
    op.create_index("ix_seeds_document_id", "seeds", ["document_id"])
    op.create_index("ix_seeds_board_id_reviewer_id", "seeds", ["board_id", "reviewer_id"])
