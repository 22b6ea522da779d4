"""Signed credentials: sealed with the key of their worker, found by id or by their identifier."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.credentials.model import SignedCredential
from app.errors import NotFound, NotNow
from app.store import data_keys
from app.store.model import CredentialKind, StatusPlace, StoredCredential
from app.store.people import hold_person
from app.store.rows import chunks, one
from app.store.seal import DataKey, Keyring
from app.store.tables import credentials, endorsement_requests, endorsements, people
from app.values import Frozen

_CREDENTIAL = "credential"


class NewCredential(Frozen):
    """A credential that was just signed."""

    id: UUID
    worker_id: UUID
    kind: CredentialKind
    signed: SignedCredential
    place: StatusPlace | None = None
    """Its entry of a status list (`status.take_places`)."""
    record_id: UUID | None = None
    batch_id: UUID | None = None


def save_credentials(
    connection: Connection, keyring: Keyring, board_id: UUID, new: Sequence[NewCredential], at: datetime
) -> None:
    """Keep signed credentials, all of them or none. Raises NotFound for a worker of another board, SealBroken.

    Raises IntegrityError when an identifier or a place is taken.
    """
    workers = {one_.worker_id for one_ in new}
    query = select(people.c.id).where(people.c.board_id == board_id, people.c.id.in_(workers))
    if len(connection.execute(query).all()) < len(workers):
        raise NotFound("There is no such worker.")
    keys = data_keys.open_keys(connection, keyring, board_id, workers)
    rows = [_values(board_id, one_, keys[one_.worker_id], at) for one_ in new]
    for some in chunks(rows):
        connection.execute(insert(credentials), some)


def load_credential(
    connection: Connection, keyring: Keyring, board_id: UUID, credential_id: UUID, worker_id: UUID | None = None
) -> StoredCredential:
    """Give a credential of the board, and with `worker_id` of that worker. Raises NotFound, SealBroken."""
    row = one(connection, _query(board_id, worker_id).where(credentials.c.id == credential_id))
    return _credential(row, data_keys.open_key(connection, keyring, board_id, row["worker_id"]))


def list_credentials(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    *,
    worker_id: UUID | None = None,
    record_id: UUID | None = None,
    batch_id: UUID | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[StoredCredential, ...]:
    """Give credentials of the board, newest first, those before the id of the last one of the page before."""
    query = _query(board_id, worker_id).order_by(credentials.c.id.desc()).limit(limit)
    if record_id is not None:
        query = query.where(credentials.c.record_id == record_id)
    if batch_id is not None:
        query = query.where(credentials.c.batch_id == batch_id)
    if before is not None:
        query = query.where(credentials.c.id < before)
    rows = connection.execute(query).mappings().all()
    return tuple(_opened(connection, keyring, board_id, rows))


def add_endorsement(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    endorsed_id: UUID,
    endorser_id: UUID,
    new: NewCredential,
    at: datetime,
) -> None:
    """Keep an EndorsementCredential beside the credential that it speaks of.

    Raises NotFound, NotNow when that was revoked, or an endorsement of the same issuer stands already, SealBroken.
    """
    spoken_of = _query(board_id, None).where(credentials.c.id == endorsed_id)
    # of two that come at once, the second one sees the first
    endorsed = one(connection, spoken_of.with_for_update(key_share=True))
    if endorsed["revoked_at"] is not None:
        raise NotNow("The credential was revoked, so nobody can endorse it.")
    issuer = _issuer_of(new.signed)
    given = list_endorsements(connection, keyring, board_id, endorsed_id)
    if issuer is not None and any(said.revoked_at is None and _issuer_of(said.signed) == issuer for said in given):
        raise NotNow(
            "The same endorser has endorsed this credential already.",
            hint="Revoke that endorsement before another one is given.",
        )
    if new.worker_id != endorsed["worker_id"] or new.kind is not CredentialKind.ENDORSEMENT:
        raise NotFound("There is no such credential of that worker to endorse.")
    save_credentials(connection, keyring, board_id, [new], at)
    connection.execute(
        insert(endorsements).values(
            id=new.id,
            board_id=board_id,
            worker_id=new.worker_id,
            credential_id=new.id,
            endorsed_id=endorsed_id,
            endorser_id=endorser_id,
            created_at=at,
        )
    )


def _issuer_of(signed: SignedCredential) -> str | None:
    issuer = signed.document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else None


def list_endorsements(
    connection: Connection, keyring: Keyring, board_id: UUID, endorsed_id: UUID, worker_id: UUID | None = None
) -> tuple[StoredCredential, ...]:
    """Give the endorsements of a credential, oldest first. Raises SealBroken."""
    query = (
        _query(board_id, worker_id)
        .join(endorsements, endorsements.c.credential_id == credentials.c.id)
        .where(endorsements.c.endorsed_id == endorsed_id)
        .order_by(credentials.c.id)
    )
    return tuple(_opened(connection, keyring, board_id, connection.execute(query).mappings().all()))


def endorsements_of(
    connection: Connection, keyring: Keyring, board_id: UUID, identifiers: Collection[str], *, limit: int
) -> tuple[StoredCredential, ...]:
    """Give endorsements that stand of credentials of the board with these `id`s (their own, as signed).

    The newest first, of each 500 ids up to `limit`. Raises SealBroken.
    """
    found: list[StoredCredential] = []
    endorsed = credentials.alias("endorsed")
    for some in chunks(identifiers):
        query = (
            _query(board_id, None)
            .join(endorsements, endorsements.c.credential_id == credentials.c.id)
            .join(endorsed, endorsed.c.id == endorsements.c.endorsed_id)
            .where(endorsed.c.identifier.in_(some), endorsed.c.board_id == board_id)
            .where(credentials.c.revoked_at.is_(None))
            .order_by(credentials.c.id.desc())
            .limit(limit)
        )
        found += _opened(connection, keyring, board_id, connection.execute(query).mappings().all())
    return tuple(found)


def request_endorsement(
    connection: Connection, board_id: UUID, request_id: UUID, credential_id: UUID, endorser_id: UUID, at: datetime
) -> None:
    """Open a credential to an endorser of the board and ask for their word. Raises NotFound."""
    asked_of = _query(board_id, None).where(credentials.c.id == credential_id)
    row = one(connection, asked_of.with_for_update(key_share=True))
    hold_person(connection, board_id, endorser_id)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    asked = dialect.insert(endorsement_requests).values(
        id=request_id,
        board_id=board_id,
        worker_id=row["worker_id"],
        credential_id=credential_id,
        endorser_id=endorser_id,
        created_at=at,
    )
    # whoever was asked before and no longer is, is asked again
    connection.execute(
        asked.on_conflict_do_update(index_elements=["credential_id", "endorser_id"], set_={"closed_at": None})
    )


def close_request(
    connection: Connection, board_id: UUID, credential_id: UUID, endorser_id: UUID, at: datetime
) -> None:
    """End an endorser's sight of a credential: they are asked no longer. Raises NotFound when they were not asked."""
    closed = connection.execute(
        update(endorsement_requests)
        .where(
            endorsement_requests.c.board_id == board_id,
            endorsement_requests.c.credential_id == credential_id,
            endorsement_requests.c.endorser_id == endorser_id,
            endorsement_requests.c.closed_at.is_(None),
        )
        .values(closed_at=at)
    )
    if not closed.rowcount:
        raise NotFound("The credential is not open to that endorser.")


def endorsers_of(connection: Connection, board_id: UUID, credential_id: UUID) -> frozenset[UUID]:
    """Give those to whom a credential is open, and of an endorsement who gave it (`Thing.shared_with`)."""
    asked = select(endorsement_requests.c.endorser_id).where(
        endorsement_requests.c.board_id == board_id,
        endorsement_requests.c.credential_id == credential_id,
        endorsement_requests.c.closed_at.is_(None),
    )
    opened_to = frozenset(connection.execute(asked).scalars())
    return opened_to | givers_of(connection, board_id, credential_id)


def givers_of(connection: Connection, board_id: UUID, credential_id: UUID) -> frozenset[UUID]:
    """Give who gave an endorsement; nobody of any other credential."""
    query = select(endorsements.c.endorser_id).where(
        endorsements.c.board_id == board_id, endorsements.c.credential_id == credential_id
    )
    return frozenset(connection.execute(query).scalars())


def _query(board_id: UUID, worker_id: UUID | None) -> Select[tuple[object, ...]]:
    query = select(credentials).where(credentials.c.board_id == board_id)
    return query if worker_id is None else query.where(credentials.c.worker_id == worker_id)


def _opened(
    connection: Connection, keyring: Keyring, board_id: UUID, rows: Collection[RowMapping]
) -> Iterator[StoredCredential]:
    keys = data_keys.open_keys(connection, keyring, board_id, {row["worker_id"] for row in rows})
    for row in rows:
        yield _credential(row, keys[row["worker_id"]])


def _values(board_id: UUID, new: NewCredential, key: DataKey, at: datetime) -> dict[str, Any]:
    sealed = {"name": new.signed.name, "data": new.signed.data.decode()}
    return {
        "id": new.id,
        "board_id": board_id,
        "worker_id": new.worker_id,
        "record_id": new.record_id,
        "batch_id": new.batch_id,
        "identifier": new.signed.id,
        "kind": new.kind,
        "claim_id": new.signed.claim_id,
        "sealed": key.seal(_CREDENTIAL, json.dumps(sealed).encode()),
        "status_list_id": new.place.list_id if new.place else None,
        "status_index": new.place.index if new.place else None,
        "created_at": at,
    }


def _credential(row: RowMapping, key: DataKey) -> StoredCredential:
    kept = json.loads(key.open(_CREDENTIAL, row["sealed"]))
    place = None
    if row["status_list_id"] is not None:
        place = StatusPlace(list_id=row["status_list_id"], index=row["status_index"])
    data = kept["data"].encode()
    told = {name: row[name] for name in StoredCredential.model_fields if name not in ("signed", "place")}
    return StoredCredential(
        signed=SignedCredential(
            id=row["identifier"], name=kept["name"], claim_id=row["claim_id"], document=json.loads(data), data=data
        ),
        place=place,
        **told,
    )
