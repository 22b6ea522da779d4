"""Signing keys of workers and boards: sealed, found by their DID, retired and never changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, RowMapping, insert, select, update

from app.errors import NotFound
from app.store import data_keys
from app.store.seal import Keyring
from app.store.tables import signing_keys
from app.values import Did, Frozen

_SEED = "signing key"


class NewKey(Frozen):
    """A signing key before it is kept: 32 bytes of seed."""

    id: UUID
    person_id: UUID | None = None
    """Whose it is; None for the board's own."""
    did: Did
    name: str = "key-1"
    seed: bytes
    at: datetime


class KeptKey(Frozen):
    """A signing key as it was kept."""

    id: UUID
    board_id: UUID
    person_id: UUID | None
    did: Did
    name: str
    seed: bytes
    retired_at: datetime | None

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key itself."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def add_signing_key(connection: Connection, keyring: Keyring, board_id: UUID, new: NewKey) -> None:
    """Keep a key under that of its owner, so that erasing a worker shreds theirs. Raises SealBroken."""
    key = data_keys.open_key(connection, keyring, board_id, new.person_id or board_id)
    values = new.model_dump(exclude={"seed", "at"})
    connection.execute(
        insert(signing_keys).values(board_id=board_id, sealed=key.seal(_SEED, new.seed), created_at=new.at, **values)
    )


def keys_of(
    connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID | None = None
) -> Sequence[KeptKey]:
    """Give the keys of a person, or the board's own, the newest first, retired ones too. Raises SealBroken."""
    query = (
        select(signing_keys)
        .where(signing_keys.c.board_id == board_id, signing_keys.c.person_id.is_not_distinct_from(person_id))
        .order_by(signing_keys.c.id.desc())
    )
    return [_kept(connection, keyring, row) for row in connection.execute(query).mappings().all()]


def find_signing_key(connection: Connection, keyring: Keyring, did: str) -> KeptKey:
    """Give the newest key that signs for a DID, of whichever board. Raises NotFound, SealBroken."""
    query = (
        select(signing_keys)
        .where(signing_keys.c.did == did, signing_keys.c.retired_at.is_(None))
        .order_by(signing_keys.c.id.desc())
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("Nobody here signs for that DID.")
    return _kept(connection, keyring, row)


def retire_key(connection: Connection, board_id: UUID, key_id: UUID, at: datetime) -> None:
    """Sign no more with a key; what it signed can still be checked. Raises NotFound."""
    done = connection.execute(
        update(signing_keys)
        .where(signing_keys.c.board_id == board_id, signing_keys.c.id == key_id, signing_keys.c.retired_at.is_(None))
        .values(retired_at=at)
    )
    if not done.rowcount:
        raise NotFound("There is no such key that still signs.")


def _kept(connection: Connection, keyring: Keyring, row: RowMapping) -> KeptKey:
    key = data_keys.open_key(connection, keyring, row["board_id"], row["person_id"] or row["board_id"])
    told = {name: row[name] for name in KeptKey.model_fields if name != "seed"}
    return KeptKey(seed=key.open(_SEED, row["sealed"]), **told)
