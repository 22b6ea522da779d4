"""What tables share: names of constraints, and the columns that nearly all of them have."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary, MetaData, String

from app.database import Id, Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[Any]:
    """The row's own id, given by the caller."""
    return Column("id", Id, primary_key=True)


def board() -> Column[Any]:
    """The board that owns the row: every query names it."""
    return Column("board_id", Id, ForeignKey("boards.id"), nullable=False)


def owned_by(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[Any]:
    """A reference whose row goes when what it refers to goes.

    Without an index of its own where another begins with it: SQLite keeps no figures of its own accord, and of two
    indexes that fit equally well may take the one that leads through a whole board.
    """
    return Column(name, Id, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=nullable, index=index)


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """A moment in UTC."""
    return Column(name, Utc, nullable=nullable)


def sealed(name: str = "sealed", *, nullable: bool = False) -> Column[Any]:
    """Bytes that only the key of their owner opens (`seal.DataKey`)."""
    return Column(name, LargeBinary, nullable=nullable)


def mark(name: str = "mark", *, nullable: bool = False) -> Column[Any]:
    """A keyed digest (`seal.DataKey.mark`): it finds equals, and tells nothing without the key."""
    return Column(name, LargeBinary(32), nullable=nullable)


def word(name: str, *, nullable: bool = False) -> Column[Any]:
    """A short word of ours, never personal data."""
    return Column(name, String(64), nullable=nullable)


def one_of(column: str, words: Iterable[StrEnum] | type[StrEnum]) -> CheckConstraint:
    """Allow only the words of an enumeration."""
    listed = ", ".join(f"'{value}'" for value in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
