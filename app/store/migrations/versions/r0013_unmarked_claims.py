"""Claims without marks: what a worker said before is found in drafts and records, and nothing asked for these."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Drop the marks; what found a worker's claims by them finds them still."""
    op.drop_index("ix_claims_mark", table_name="claims")
    op.drop_column("claims", "mark")
    op.drop_column("claims", "evidence_mark")
    op.create_index("ix_claims_worker_id_board_id", "claims", ["worker_id", "board_id"])
