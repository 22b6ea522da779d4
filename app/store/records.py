"""Records: sealed with the key of their worker, so that they outlive the source document."""

import zlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select

from app.errors import VersionConflict
from app.review.decide import load_record as read_record
from app.review.model import Record
from app.store import data_keys
from app.store.model import StoredRecord
from app.store.rows import one
from app.store.seal import DataKey, Keyring
from app.store.tables import drafts, people, records
from app.values import Frozen

_RECORD = "record"


class NewRecord(Frozen):
    """A record made of a draft at that version."""

    id: UUID
    draft_id: UUID
    draft_version: int
    record: Record
    before: UUID | None = None
    """The worker's record that it goes on from."""
    at: datetime


def save_record(connection: Connection, keyring: Keyring, board_id: UUID, new: NewRecord) -> UUID:
    """Keep a record and give its id. One version of a draft has one record: a step that runs twice gets the first.

    A worker's records follow each other: of two that go on from the same one, the second is refused. Raises NotFound
    when the draft is not the board's, VersionConflict, SealBroken.
    """
    draft = one(
        connection,
        select(drafts.c.worker_id, drafts.c.document_id)
        .where(drafts.c.board_id == board_id, drafts.c.id == new.draft_id)
        .with_for_update(),
    )
    there = connection.execute(
        select(records.c.id).where(records.c.draft_id == new.draft_id, records.c.draft_version == new.draft_version)
    ).scalar()
    if there is not None:
        return UUID(str(there))
    connection.execute(select(people.c.id).where(people.c.id == draft["worker_id"]).with_for_update())
    if _latest_id(connection, board_id, draft["worker_id"]) != new.before:
        raise VersionConflict("Another record of the worker was made in the meantime.")
    key = data_keys.open_key(connection, keyring, board_id, draft["worker_id"])
    connection.execute(
        insert(records).values(
            id=new.id,
            board_id=board_id,
            worker_id=draft["worker_id"],
            document_id=draft["document_id"],
            draft_id=new.draft_id,
            draft_version=new.draft_version,
            claims=len(new.record.claims),
            sealed=key.seal(_RECORD, zlib.compress(new.record.model_dump_json().encode(), 1)),
            created_at=new.at,
        )
    )
    return new.id


def hold_record(connection: Connection, board_id: UUID, record_id: UUID) -> None:
    """Have nobody else hold a record until the transaction ends. Raises NotFound."""
    mine = (records.c.board_id == board_id) & (records.c.id == record_id)
    one(connection, select(records.c.id).where(mine).with_for_update())


def load_record(
    connection: Connection, keyring: Keyring, board_id: UUID, record_id: UUID, worker_id: UUID | None = None
) -> StoredRecord:
    """Give a record of the board, and with `worker_id` of that worker. Raises NotFound, SealBroken."""
    query = select(records).where(records.c.board_id == board_id, records.c.id == record_id)
    if worker_id is not None:
        query = query.where(records.c.worker_id == worker_id)
    row = one(connection, query)
    return _record(row, data_keys.open_key(connection, keyring, board_id, row["worker_id"]))


def latest_record(connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID) -> StoredRecord | None:
    """Give the newest record of a worker, which holds what all of their documents gave it. Raises SealBroken."""
    found = list_records(connection, keyring, board_id, worker_id=worker_id, limit=1)
    return found[0] if found else None


def list_records(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    *,
    worker_id: UUID | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[StoredRecord, ...]:
    """Give records of the board, newest first, those before the id of the last one of the page before."""
    query = select(records).where(records.c.board_id == board_id).order_by(records.c.id.desc()).limit(limit)
    if worker_id is not None:
        query = query.where(records.c.worker_id == worker_id)
    if before is not None:
        query = query.where(records.c.id < before)
    rows = connection.execute(query).mappings().all()
    keys = data_keys.open_keys(connection, keyring, board_id, {row["worker_id"] for row in rows})
    return tuple(_record(row, keys[row["worker_id"]]) for row in rows)


def _latest_id(connection: Connection, board_id: UUID, worker_id: UUID) -> UUID | None:
    mine = (records.c.board_id == board_id) & (records.c.worker_id == worker_id)
    found: UUID | None = connection.execute(
        select(records.c.id).where(mine).order_by(records.c.id.desc()).limit(1)
    ).scalar()
    return found


def _record(row: RowMapping, key: DataKey) -> StoredRecord:
    told = {name: row[name] for name in StoredRecord.model_fields if name != "record"}
    return StoredRecord(record=read_record(zlib.decompress(key.open(_RECORD, row["sealed"]))), **told)
