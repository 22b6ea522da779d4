"""Records: sealed with the key of their worker, so that they outlive the source document."""

import zlib
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, insert, select

from app.errors import VersionConflict
from app.review.decide import load_record as read_record
from app.review.model import Record
from app.store import data_keys
from app.store.model import RecordRow, StoredRecord
from app.store.rows import one
from app.store.seal import Keyring
from app.store.tables import drafts, people, records
from app.values import Frozen

_RECORD = "record"
_TOLD: Final = tuple(records.c[name] for name in RecordRow.model_fields)


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


def load_record(
    connection: Connection, keyring: Keyring, board_id: UUID, record_id: UUID, worker_id: UUID | None = None
) -> StoredRecord:
    """Give a record of the board, and with `worker_id` of that worker. Raises NotFound, SealBroken.

    It is seen again that people approved each claim as it stands: credentials are made of it.
    """
    told, data = open_record(connection, keyring, board_id, record_id, worker_id)
    return StoredRecord(record=read_record(data), **dict(told))


def open_record(
    connection: Connection, keyring: Keyring, board_id: UUID, record_id: UUID, worker_id: UUID | None = None
) -> tuple[RecordRow, bytes]:
    """Give a record as the JSON that was sealed, for whom it is sent to as it is. Raises NotFound, SealBroken."""
    query = select(records).where(records.c.board_id == board_id, records.c.id == record_id)
    if worker_id is not None:
        query = query.where(records.c.worker_id == worker_id)
    return _opened(one(connection, data_keys.joined(query, board_id, records.c.worker_id)), keyring)


def latest_record(connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID) -> StoredRecord | None:
    """Give the newest record of a worker, which holds what all of their documents gave it. Raises SealBroken.

    The seal says that it is the one that was made of decisions; `load_record` also follows them again.
    """
    query = _newest(board_id, worker_id).limit(1)
    row = connection.execute(data_keys.joined(query, board_id, records.c.worker_id)).mappings().first()
    if row is None:
        return None
    told, data = _opened(row, keyring)
    return StoredRecord(record=Record.model_validate_json(data), **dict(told))


def list_records(
    connection: Connection,
    board_id: UUID,
    *,
    worker_id: UUID | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[RecordRow, ...]:
    """Give what there is to know of records without opening them, newest first.

    Those before the id of the last one of the page before.
    """
    query = _newest(board_id, worker_id).with_only_columns(*_TOLD).limit(limit)
    if before is not None:
        query = query.where(records.c.id < before)
    return tuple(RecordRow(**row) for row in connection.execute(query).mappings())


def _newest(board_id: UUID, worker_id: UUID | None) -> Select[Any]:
    query = select(records).where(records.c.board_id == board_id).order_by(records.c.id.desc())
    return query if worker_id is None else query.where(records.c.worker_id == worker_id)


def _latest_id(connection: Connection, board_id: UUID, worker_id: UUID) -> UUID | None:
    mine = (records.c.board_id == board_id) & (records.c.worker_id == worker_id)
    found: UUID | None = connection.execute(
        select(records.c.id).where(mine).order_by(records.c.id.desc()).limit(1)
    ).scalar()
    return found


def _opened(row: RowMapping, keyring: Keyring) -> tuple[RecordRow, bytes]:
    key = data_keys.key_in(row, keyring, row["worker_id"])
    told = RecordRow(**{name: row[name] for name in RecordRow.model_fields})
    return told, zlib.decompress(key.open(_RECORD, row["sealed"]))
