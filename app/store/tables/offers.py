"""Table of offers: what lets a wallet fetch one credential, once."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table
from sqlalchemy import UniqueConstraint as Unique

from app.store.model import Door
from app.store.tables.columns import board, instant, key, mark, metadata, one_of, owned_by, word

offers = Table(
    "offers",
    metadata,
    key(),
    board(),
    owned_by("worker_id", "people"),
    owned_by("credential_id", "credentials"),
    mark("handle_mark"),
    mark("code_mark"),
    mark("transaction_mark", nullable=True),
    Column("tries", Integer, nullable=False),
    mark("token_mark", nullable=True),
    mark("nonce_mark", nullable=True),
    word("door", nullable=True),
    word("heard", nullable=True),
    instant("created_at"),
    instant("expires_at"),
    instant("token_expires_at", nullable=True),
    instant("taken_at", nullable=True),
    instant("ended_at", nullable=True),
    Unique("handle_mark"),
    Unique("code_mark"),
    Unique("token_mark"),
    Unique("nonce_mark"),
    one_of("door", Door),
    CheckConstraint("(token_mark IS NULL) = (token_expires_at IS NULL)", name="token"),
    CheckConstraint("(taken_at IS NULL) = (door IS NULL)", name="taken"),
    Index(None, "expires_at"),
)
"""Links, codes, tokens and nonces are kept as marks alone. A nonce serves once: its mark is there once."""
