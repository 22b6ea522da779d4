"""Status lists: places handed out in no visible order, and bits that are set for good."""

import hmac
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, insert, select, update

from app.credentials.status import MIN_BITS
from app.errors import NotFound
from app.store.boards import board_key
from app.store.ids import Ids
from app.store.model import StatusList, StatusPlace, StatusPurpose
from app.store.rows import chunks, one
from app.store.seal import DataKey, Keyring
from app.store.tables import credentials, offers, status_lists

_HALF_BITS: Final = 9
"""Two halves cover 2^18 places, of which those below the length are used."""
_ROUNDS: Final = 6


def take_places(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    issuer: str,
    count: int,
    ids: Ids,
    at: datetime,
    purpose: StatusPurpose = StatusPurpose.REVOCATION,
) -> tuple[StatusPlace, ...]:
    """Take `count` free places of the issuer's lists; a list that is full is followed by a new one.

    Places come in an order that only the board's key tells, so that neighbours in a list have nothing in common
    (https://www.w3.org/TR/vc-bitstring-status-list/#privacy-considerations). Raises SealBroken.
    """
    marking = board_key(connection, keyring, board_id)
    places: list[StatusPlace] = []
    query = (
        select(status_lists.c.id, status_lists.c.taken, status_lists.c.length)
        .where(
            status_lists.c.board_id == board_id,
            status_lists.c.issuer == issuer,
            status_lists.c.purpose == purpose,
            status_lists.c.taken < status_lists.c.length,
        )
        .order_by(status_lists.c.id)
        .limit(1)
        .with_for_update()
    )
    while len(places) < count:
        row = connection.execute(query).first() or _add_list(connection, board_id, ids(), issuer, purpose, at)
        some = min(count - len(places), row.length - row.taken)
        connection.execute(update(status_lists).where(status_lists.c.id == row.id).values(taken=row.taken + some))
        places += [
            StatusPlace(list_id=row.id, index=place_of(number, marking, row.id))
            for number in range(row.taken, row.taken + some)
        ]
    return tuple(places)


def load_status_list(connection: Connection, list_id: UUID) -> StatusList:
    """Give a status list; anybody may read it. Raises NotFound."""
    row = one(connection, select(status_lists).where(status_lists.c.id == list_id))
    return StatusList(**{name: row[name] for name in StatusList.model_fields})


def revoke_credentials(
    connection: Connection,
    board_id: UUID,
    at: datetime,
    because: str,
    *,
    credential_ids: Collection[UUID] | None = None,
    batch_id: UUID | None = None,
) -> int:
    """Revoke credentials of the board, by their ids or all of one batch, and set their bits, in one transaction.

    Gives how many were revoked now; those that were revoked before keep their date. `because` is a short word, never
    personal data. Raises NotFound when one of the ids is not the board's.
    """
    if (credential_ids is None) == (batch_id is None):
        raise ValueError("either ids or a batch")
    wanted = credentials.c.board_id == board_id
    if batch_id is not None:
        rows: Sequence[RowMapping] = _standing(connection, wanted & (credentials.c.batch_id == batch_id))
    else:
        rows = []
        for some in chunks(sorted(set(credential_ids or ()))):
            found = _standing(connection, wanted & credentials.c.id.in_(some))
            if len(found) < len(some):
                raise NotFound("There is no such credential.")
            rows += found
    fresh = [row for row in rows if row["revoked_at"] is None]
    for some_ids in chunks([row["id"] for row in fresh]):
        connection.execute(
            update(credentials).where(credentials.c.id.in_(some_ids)).values(revoked_at=at, revoked_because=because)
        )
        # no wallet fetches any of them from now on
        waiting = offers.c.credential_id.in_(some_ids) & offers.c.taken_at.is_(None) & offers.c.ended_at.is_(None)
        connection.execute(update(offers).where(waiting).values(ended_at=at))
    indexes: dict[UUID, list[int]] = {}
    for row in fresh:
        if row["status_list_id"] is not None:
            indexes.setdefault(row["status_list_id"], []).append(row["status_index"])
    _set_bits(connection, indexes, at)
    return len(fresh)


def place_of(number: int, marking: DataKey, list_id: UUID) -> int:
    """Give the index that is handed out as the `number`-th of a list: a permutation under the board's key.

    A Feistel network over 18 bits, walked until it lands below the length of a list.
    """
    secret = marking.mark("status list", list_id.hex)
    while True:
        left, right = number >> _HALF_BITS, number & (1 << _HALF_BITS) - 1
        for turn in range(_ROUNDS):
            mixed = hmac.digest(secret, bytes([turn]) + right.to_bytes(2, "big"), "sha256")
            left, right = right, left ^ int.from_bytes(mixed[:2], "big") & (1 << _HALF_BITS) - 1
        number = left << _HALF_BITS | right
        if number < MIN_BITS:
            return number


def _add_list(
    connection: Connection, board_id: UUID, list_id: UUID, issuer: str, purpose: StatusPurpose, at: datetime
) -> Row[Any, Any, Any]:
    connection.execute(
        insert(status_lists).values(
            id=list_id,
            board_id=board_id,
            issuer=issuer,
            purpose=purpose,
            length=MIN_BITS,
            taken=0,
            version=1,
            bits=bytes(MIN_BITS // 8),
            created_at=at,
            updated_at=at,
        )
    )
    query = select(status_lists.c.id, status_lists.c.taken, status_lists.c.length).where(status_lists.c.id == list_id)
    return connection.execute(query).one()


def _standing(connection: Connection, condition: ColumnElement[bool]) -> list[RowMapping]:
    """Give credentials and have nobody else change them, in the order of `locks.ORDER`."""
    columns = (
        credentials.c.id,
        credentials.c.status_list_id,
        credentials.c.status_index,
        credentials.c.revoked_at,
    )
    query = select(*columns).where(condition).order_by(credentials.c.id).with_for_update()
    return list(connection.execute(query).mappings())


def _set_bits(connection: Connection, indexes: Mapping[UUID, Sequence[int]], at: datetime) -> None:
    # always in one order, so that two revocations never wait for each other
    for list_id in sorted(indexes):
        query = select(status_lists.c.bits).where(status_lists.c.id == list_id).with_for_update()
        bits = bytearray(connection.execute(query).scalar_one())
        for index in indexes[list_id]:
            bits[index // 8] |= 0x80 >> index % 8
        connection.execute(
            update(status_lists)
            .where(status_lists.c.id == list_id)
            .values(bits=bytes(bits), version=status_lists.c.version + 1, updated_at=at)
        )
