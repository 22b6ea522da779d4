"""Tables of what came in on each day: numbers by board, and by account for as long as the day lasts."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table

from app.database import Id
from app.store.tables.columns import board, metadata

board_uses = Table(
    "board_uses",
    metadata,
    Column("board_id", Id, ForeignKey("boards.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("documents", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    CheckConstraint("documents >= 0 AND bytes >= 0", name="used"),
)
"""`day` is that of UTC."""

worker_uses = Table(
    "worker_uses",
    metadata,
    board(),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("documents", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    CheckConstraint("documents >= 0 AND bytes >= 0", name="used"),
    Index(None, "board_id", "day"),
)
