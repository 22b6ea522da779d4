"""Tables of signing keys, and of answers that are given again to a request that is sent again."""

from sqlalchemy import Column, Integer, LargeBinary, PrimaryKeyConstraint, String, Table
from sqlalchemy import UniqueConstraint as Unique

from app.store.tables.columns import board, instant, key, mark, metadata, owned_by, sealed

signing_keys = Table(
    "signing_keys",
    metadata,
    key(),
    board(),
    owned_by("person_id", "people", nullable=True),
    Column("did", String(255), nullable=False),
    Column("name", String(64), nullable=False),
    sealed(),
    instant("created_at"),
    instant("retired_at", nullable=True),
    Unique("did", "name"),
)
"""Without a person it is the board's."""

answers = Table(
    "answers",
    metadata,
    board(),
    owned_by("person_id", "people"),
    Column("key", String(200), nullable=False),
    mark("request_mark"),
    Column("status", Integer, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    instant("created_at"),
    PrimaryKeyConstraint("person_id", "key"),
)
"""By `Idempotency-Key`; without a status the first request is still being worked on."""
