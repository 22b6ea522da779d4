"""Data keys of owners: made, opened, moved to another master key, and shredded."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Column, Connection, RowMapping, Select, delete, insert, select, update

from app.errors import SealBroken
from app.store.rows import chunks
from app.store.seal import DataKey, Keyring, Wrapped
from app.store.tables import data_keys

Kind = Literal["board", "person", "document", "row"]
_SHREDDED: Final = "The key of what was asked for was shredded."


def make_key(
    connection: Connection, keyring: Keyring, board_id: UUID, owner_id: UUID, kind: Kind, at: datetime
) -> DataKey:
    """Make and keep the key of a new owner."""
    key, wrapped = keyring.make(owner_id)
    keep_key(connection, board_id, owner_id, kind, wrapped, at)
    return key


def keep_key(
    connection: Connection, board_id: UUID, owner_id: UUID, kind: Kind, wrapped: Wrapped, at: datetime
) -> None:
    """Keep a key that was made before the transaction."""
    connection.execute(insert(data_keys), [key_values(board_id, owner_id, kind, wrapped, at)])


def key_values(board_id: UUID, owner_id: UUID, kind: Kind, wrapped: Wrapped, at: datetime) -> dict[str, object]:
    """Give the row of a key, for many at once."""
    return {
        "owner_id": owner_id,
        "board_id": board_id,
        "kind": kind,
        "master_id": wrapped.master_id,
        "wrapped": wrapped.data,
        "created_at": at,
    }


def open_key(connection: Connection, keyring: Keyring, board_id: UUID, owner_id: UUID) -> DataKey:
    """Give the key of an owner on that board. Raises SealBroken when it was shredded or does not open."""
    return open_keys(connection, keyring, board_id, [owner_id])[owner_id]


def open_keys(
    connection: Connection, keyring: Keyring, board_id: UUID, owners: Collection[UUID]
) -> Mapping[UUID, DataKey]:
    """Give the keys of many owners on that board. Raises SealBroken when one is missing or does not open."""
    found: dict[UUID, DataKey] = {}
    for some in chunks(owners):
        query = select(data_keys.c.owner_id, data_keys.c.master_id, data_keys.c.wrapped).where(
            data_keys.c.board_id == board_id, data_keys.c.owner_id.in_(some)
        )
        for owner_id, master_id, wrapped in connection.execute(query):
            found[owner_id] = keyring.unwrap(owner_id, Wrapped(master_id, wrapped))
    if len(found) < len(set(owners)):
        raise SealBroken(_SHREDDED)
    return found


def joined(query: Select[Any], board_id: UUID, owner: Column[UUID]) -> Select[Any]:
    """Have a query give with each row the key of its owner on that board, for `key_in`: one statement, not two."""
    mine = (data_keys.c.board_id == board_id) & (data_keys.c.owner_id == owner)
    return query.add_columns(data_keys.c.master_id, data_keys.c.wrapped).outerjoin(data_keys, mine)


def key_in(row: RowMapping, keyring: Keyring, owner_id: UUID) -> DataKey:
    """Give the key of a row of a `joined` query. Raises SealBroken when it was shredded or does not open."""
    if row["wrapped"] is None:
        raise SealBroken(_SHREDDED)
    return keyring.unwrap(owner_id, Wrapped(row["master_id"], row["wrapped"]))


def shred_keys(connection: Connection, board_id: UUID, owners: Collection[UUID]) -> int:
    """Delete the keys of owners: nobody opens again what they sealed. Gives how many there were."""
    count = 0
    for some in chunks(sorted(owners)):
        mine = (data_keys.c.board_id == board_id) & data_keys.c.owner_id.in_(some)
        # in the order in which a rotation takes them
        connection.execute(select(data_keys.c.owner_id).where(mine).order_by(data_keys.c.owner_id).with_for_update())
        count += connection.execute(delete(data_keys).where(mine)).rowcount
    return count


def rewrap_keys(connection: Connection, keyring: Keyring, limit: int = 1_000) -> int:
    """Move up to `limit` data keys to the current master key; call it again until it gives 0.

    What they sealed stays as it is. Raises SealBroken when a master key is missing from the ring.
    """
    current = keyring.current.id
    rows = connection.execute(
        select(data_keys.c.owner_id, data_keys.c.master_id, data_keys.c.wrapped)
        .where(data_keys.c.master_id != current)
        .limit(limit)
    ).all()
    # in the order in which an erasure takes them
    for owner_id, master_id, wrapped in sorted((owner_id, *rest) for owner_id, *rest in rows):
        again = keyring.wrap(keyring.unwrap(owner_id, Wrapped(master_id, wrapped)))
        connection.execute(
            update(data_keys)
            .where(data_keys.c.owner_id == owner_id)
            .values(master_id=again.master_id, wrapped=again.data)
        )
    return len(rows)
