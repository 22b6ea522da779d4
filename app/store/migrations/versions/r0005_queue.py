"""The review queue by rank: a column that flags decide, filled for claims that wait already, and its index."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Json

revision = "0005"
down_revision = "0004"

_WEIGHTS = {
    "instruction-like-text": 8,
    "hidden-text": 8,
    "disagreement": 4,
    "dates-conflict": 4,
    "reading-order": 2,
    "unreadable-characters": 2,
    "model-only": 2,
    "unsure": 2,
}
"""As they were when the column came: a migration does not follow later changes."""
_AT_ONCE = 1_000


def upgrade() -> None:
    """Add the column, fill it, demand it, and index the queue."""
    with op.batch_alter_table("claims") as table:
        table.add_column(sa.Column("rank", sa.Integer(), nullable=True))
    _fill()
    with op.batch_alter_table("claims") as table:
        table.alter_column("rank", existing_type=sa.Integer(), nullable=False)
    op.create_index(
        "ix_claims_queue",
        "claims",
        ["board_id", sa.text("rank DESC"), "id"],
        sqlite_where=sa.text("opinions > 0"),
        postgresql_where=sa.text("opinions > 0"),
    )


def _fill() -> None:
    claims = sa.table("claims", sa.column("id", Id), sa.column("flags", Json), sa.column("rank", sa.Integer))
    connection = op.get_bind()
    query = sa.select(claims.c.id, claims.c.flags).where(claims.c.rank.is_(None)).order_by(claims.c.id)
    change = sa.update(claims).where(claims.c.id == sa.bindparam("claim")).values(rank=sa.bindparam("place"))
    while rows := connection.execute(query.limit(_AT_ONCE)).all():
        connection.execute(
            change,
            [{"claim": id_, "place": sum(_WEIGHTS.get(flag, 1) for flag in set(flags))} for id_, flags in rows],
        )
