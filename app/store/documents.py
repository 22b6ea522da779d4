"""Source documents: bytes to a sealed blob and a row, and back."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.database import Database
from app.documents.model import SourceDocument
from app.errors import NotFound, QuotaReached, VersionConflict
from app.store import blobs as objects
from app.store import data_keys
from app.store.blobs import Blobs
from app.store.boards import board_key
from app.store.locks import hold_document, hold_off_removals
from app.store.model import DocumentState, StoredDocument
from app.store.rows import one
from app.store.seal import DataKey, Keyring, Wrapped
from app.store.tables import data_keys as keys
from app.store.tables import documents
from app.values import Frozen, Sha256

_NAME = "document name"
_BYTES = "document bytes"


class Upload(Frozen):
    """A source document on its way in."""

    id: UUID
    worker_id: UUID
    source: SourceDocument
    media_type: str | None = None
    at: datetime
    expires_at: datetime | None = None
    """When retention removes it."""


class Kept(NamedTuple):
    """What became of an upload."""

    document: StoredDocument
    is_new: bool
    """False when the same worker gave the same bytes before: that document is the answer."""


def keep_document(
    database: Database,
    blobs: Blobs,
    keyring: Keyring,
    board_id: UUID,
    upload: Upload,
    *,
    count: Callable[[Connection], object] | None = None,
) -> Kept:
    """Seal and keep a source document: look, write the blob, write the row; no transaction is open meanwhile.

    `count` counts it in the transaction that keeps it, when it is new; the QuotaReached that it raises keeps nothing.
    After a crash in between there is a blob without a row, which opens for nobody and is swept (`list_blobs`).
    Raises NotFound when the worker is not there, or is erased meanwhile; StoreUnavailable.
    """
    with database.reading() as connection:
        marking = board_key(connection, keyring, board_id)
        known = _find(connection, keyring, board_id, upload.worker_id, _mark(marking, upload.source.data))
    if known is not None:
        return Kept(known, is_new=False)
    sealing = seal_document(blobs, keyring, board_id, upload)
    try:
        with database.writing() as connection:
            hold_off_removals(connection, board_id)
            add_document(connection, marking, board_id, upload, sealing)
            if count is not None:
                count(connection)
        return Kept(_told(_values(board_id, upload, sealing[0], marking), sealing[0]), is_new=True)
    except IntegrityError:
        # somebody kept the same bytes for the same worker since we looked; then theirs is the answer
        objects.delete_blob(blobs, board_id, upload.id)
        with database.reading() as connection:
            known = _find(connection, keyring, board_id, upload.worker_id, _mark(marking, upload.source.data))
        if known is None:
            raise NotFound("The same document was there, and was removed meanwhile.", hint="Send it again.") from None
        return Kept(known, is_new=False)
    except (NotFound, QuotaReached):
        objects.delete_blob(blobs, board_id, upload.id)
        raise


def seal_document(blobs: Blobs, keyring: Keyring, board_id: UUID, upload: Upload) -> tuple[DataKey, Wrapped]:
    """Seal the bytes of an upload and keep them; `add_document` then keeps the rest. Raises StoreUnavailable."""
    key, wrapped = keyring.make(upload.id)
    objects.put_blob(blobs, board_id, upload.id, key.seal(_BYTES, upload.source.data))
    return key, wrapped


def add_document(
    connection: Connection, marking: DataKey, board_id: UUID, upload: Upload, sealing: tuple[DataKey, Wrapped]
) -> None:
    """Keep the row and the key of a document whose bytes are kept already; `marking` is the board's key.

    Removals are held off (`locks.hold_off_removals`) before that.
    """
    key, wrapped = sealing
    data_keys.keep_key(connection, board_id, upload.id, "document", wrapped, upload.at)
    connection.execute(insert(documents).values(_values(board_id, upload, key, marking)))


def load_document(
    connection: Connection, keyring: Keyring, board_id: UUID, document_id: UUID, worker_id: UUID | None = None
) -> StoredDocument:
    """Give a document of the board, and with `worker_id` of that worker. Raises NotFound, SealBroken."""
    query = _query(board_id, worker_id).where(documents.c.id == document_id)
    return _document(one(connection, _with_key(query, board_id)), keyring)


def load_source(
    database: Database, blobs: Blobs, keyring: Keyring, board_id: UUID, document_id: UUID
) -> SourceDocument:
    """Give the bytes and the name that a document came under. Raises NotFound, SealBroken, StoreUnavailable."""
    with database.reading() as connection:
        query = _query(board_id, None).where(documents.c.id == document_id)
        row = one(connection, _with_key(query, board_id))
        key = data_keys.key_in(row, keyring, document_id)
    data = key.open(_BYTES, objects.get_blob(blobs, board_id, document_id))
    return SourceDocument(name=key.open(_NAME, row["name"]).decode(), data=data)


def find_document(
    connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID, sha256: Sha256
) -> StoredDocument | None:
    """Give the document of the worker with these bytes, or None."""
    marking = board_key(connection, keyring, board_id)
    return _find(connection, keyring, board_id, worker_id, marking.mark("content", sha256))


def list_documents(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    *,
    worker_id: UUID | None = None,
    state: DocumentState | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[StoredDocument, ...]:
    """Give documents of the board, newest first, those before the id of the last one of the page before."""
    query = _query(board_id, worker_id).order_by(documents.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(documents.c.state == state)
    if before is not None:
        query = query.where(documents.c.id < before)
    rows = connection.execute(_with_key(query, board_id)).mappings().all()
    return tuple(_document(row, keyring) for row in rows)


def has_ended(connection: Connection, board_id: UUID, document_id: UUID) -> bool:
    """Say whether a document is drafted, or has failed, or is gone: what it is worth to load it again for."""
    query = select(documents.c.state).where(documents.c.board_id == board_id, documents.c.id == document_id)
    return connection.execute(query).scalar() != DocumentState.RECEIVED


def set_document_state(
    connection: Connection,
    board_id: UUID,
    document_id: UUID,
    state: DocumentState,
    at: datetime,
    *,
    failure: str | None = None,
) -> None:
    """Say how far a document has come; `failure` is the code of an error. Raises NotFound."""
    values: dict[str, object] = {"state": state, "failure": failure, "updated_at": at}
    done = connection.execute(
        update(documents).where(documents.c.board_id == board_id, documents.c.id == document_id).values(values)
    )
    if not done.rowcount:
        raise NotFound("There is no such document.")


def set_expiry(
    connection: Connection, board_id: UUID, days: int | None, after: UUID | None = None, limit: int = 500
) -> UUID | None:
    """Have some documents of a board expire so many days after they came (None: never), in the order of their ids.

    Gives the id of the last one, to go on `after`; None when there are no more.
    """
    query = select(documents.c.id, documents.c.created_at).where(documents.c.board_id == board_id)
    if after is not None:
        query = query.where(documents.c.id > after)
    rows = connection.execute(query.order_by(documents.c.id).limit(limit)).all()
    if rows:
        connection.execute(
            update(documents).where(documents.c.id == bindparam("one")).values(expires_at=bindparam("over")),
            [{"one": id_, "over": None if days is None else at + timedelta(days=days)} for id_, at in rows],
        )
    return rows[-1][0] if len(rows) == limit else None


def drop_source(
    database: Database,
    blobs: Blobs,
    board_id: UUID,
    document_id: UUID,
    at: datetime,
    *,
    tell: Callable[[Connection], object] | None = None,
) -> bool:
    """Remove the source bytes of a document and keep what came of it. False when they were gone already.

    `tell` writes it down in the transaction that says that they are gone.
    """
    removed = objects.delete_blob(blobs, board_id, document_id)
    with database.writing() as connection:
        connection.execute(
            update(documents)
            .where(documents.c.board_id == board_id, documents.c.id == document_id)
            .values(has_blob=False, updated_at=at)
        )
        if tell is not None:
            tell(connection)
    return removed


def bring_back_source(
    database: Database,
    blobs: Blobs,
    keyring: Keyring,
    board_id: UUID,
    document_id: UUID,
    data: bytes,
    at: datetime,
) -> None:
    """Keep the source bytes of a document again that were removed; of two who do, one keeps them.

    Raises NotFound, SealBroken, StoreUnavailable.
    """
    with database.reading() as connection:
        key = data_keys.open_key(connection, keyring, board_id, document_id)
    with suppress(VersionConflict):
        objects.put_blob(blobs, board_id, document_id, key.seal(_BYTES, data))
    try:
        with database.writing() as connection:
            mine = (documents.c.board_id == board_id) & (documents.c.id == document_id)
            kept = connection.execute(update(documents).where(mine).values(has_blob=True, updated_at=at))
            if not kept.rowcount:
                raise NotFound("The document was removed meanwhile.")
    except NotFound:
        objects.delete_blob(blobs, board_id, document_id)
        raise


def delete_document(
    database: Database,
    blobs: Blobs,
    board_id: UUID,
    document_id: UUID,
    *,
    tell: Callable[[Connection], object] | None = None,
) -> bool:
    """Shred a document: its key, blob, drafts, claims and decisions. Records of it stay. False when there is none.

    The key goes first, with the rows: from then on nothing of it opens, whatever happens to the blob. `tell` writes
    it down in the same transaction.
    """
    with database.writing() as connection:
        hold_document(connection, board_id, document_id)
        connection.execute(delete(keys).where(keys.c.board_id == board_id, keys.c.owner_id == document_id))
        done = connection.execute(
            delete(documents).where(documents.c.board_id == board_id, documents.c.id == document_id)
        )
        if done.rowcount and tell is not None:
            tell(connection)
    objects.delete_blob(blobs, board_id, document_id)
    return bool(done.rowcount)


def _query(board_id: UUID, worker_id: UUID | None) -> Select[tuple[object, ...]]:
    query = select(documents).where(documents.c.board_id == board_id)
    return query if worker_id is None else query.where(documents.c.worker_id == worker_id)


def _find(
    connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID, mark: bytes
) -> StoredDocument | None:
    query = _query(board_id, worker_id).where(documents.c.content_mark == mark)
    row = connection.execute(_with_key(query, board_id)).mappings().first()
    return None if row is None else _document(row, keyring)


def _with_key(query: Select[Any], board_id: UUID) -> Select[Any]:
    return data_keys.joined(query, board_id, documents.c.id)


def _mark(marking: DataKey, data: bytes) -> bytes:
    return marking.mark("content", hashlib.sha256(data).hexdigest())


def _values(board_id: UUID, upload: Upload, key: DataKey, marking: DataKey) -> dict[str, Any]:
    return {
        "id": upload.id,
        "board_id": board_id,
        "worker_id": upload.worker_id,
        "content_mark": _mark(marking, upload.source.data),
        "media_type": upload.media_type,
        "size": len(upload.source.data),
        "name": key.seal(_NAME, upload.source.name.encode()),
        "state": DocumentState.RECEIVED,
        "failure": None,
        "has_blob": True,
        "created_at": upload.at,
        "updated_at": upload.at,
        "expires_at": upload.expires_at,
    }


def _document(row: RowMapping, keyring: Keyring) -> StoredDocument:
    return _told(row, data_keys.key_in(row, keyring, row["id"]))


def _told(row: RowMapping | Mapping[str, Any], key: DataKey) -> StoredDocument:
    told = {name: row[name] for name in StoredDocument.model_fields if name != "name"}
    return StoredDocument(name=key.open(_NAME, row["name"]).decode(), **told)
