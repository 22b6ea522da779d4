"""Everything of one worker, or past its time, to nothing: keys first, then rows, then blobs."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, text, update
from sqlalchemy.exc import OperationalError

from app.database import BUSY_SECONDS, Database
from app.errors import VersionConflict
from app.store import blobs as objects
from app.store import data_keys
from app.store.blobs import Blobs
from app.store.locks import hold_batch, hold_worker
from app.store.model import BatchState, DocumentState
from app.store.rows import chunks, one
from app.store.tables import (
    answers,
    api_keys,
    batch_rows,
    batches,
    claims,
    consents,
    credentials,
    decisions,
    documents,
    drafts,
    endorsements,
    model_calls,
    offers,
    people,
    records,
    sessions,
)
from app.values import Frozen

PATIENCE: Final = 2.0
"""Seconds for which everybody may be held up by a scrub that waits for whoever reads."""
_NOT_LOCKED: Final = "55P03"


class Erased(Frozen):
    """What was removed, as counts: for the audit and for the worker."""

    keys: int
    documents: int
    blobs: int
    drafts: int
    claims: int
    decisions: int
    records: int
    credentials: int
    endorsements: int
    offers: int
    rows: int
    """Of batches: emptied, not removed, so that the batch still adds up."""
    consents: int
    sessions: int
    api_keys: int


def erase_worker(
    database: Database,
    blobs: Blobs,
    board_id: UUID,
    worker_id: UUID,
    *,
    tell: Callable[[Connection, Erased], object] | None = None,
) -> Erased:
    """Remove everything of a worker: wrapped keys, rows and blobs. Raises NotFound, StoreUnavailable.

    Keys and rows go in one transaction, in which `tell` writes down what goes; from then on nothing of it opens,
    backups of the blobs included. Blobs follow, and one that cannot be removed is found by a sweep. The audit chain
    keeps ids alone and stays whole. What the worker decided as a reviewer of others stays: it is their history.
    Answers that are kept for idempotency keys go for the whole board: those of others may tell of the worker, and
    which do is not known.
    """
    person = select(people.c.id).where(people.c.board_id == board_id, people.c.id == worker_id)
    with database.writing() as connection:
        one(connection, person)
        hold_worker(connection, board_id, worker_id)
        one(connection, person)
        owned = _ids(connection, documents, (documents.c.board_id == board_id) & (documents.c.worker_id == worker_id))
        mine = batch_rows.c.document_id.in_(select(documents.c.id).where(documents.c.worker_id == worker_id))
        told = _ids(
            connection,
            batch_rows,
            (batch_rows.c.board_id == board_id) & ((batch_rows.c.worker_id == worker_id) | mine),
        )
        counts = _counts(connection, worker_id)
        keys = data_keys.shred_keys(connection, board_id, [worker_id, *owned, *told])
        _empty_rows(connection, told)
        connection.execute(delete(answers).where(answers.c.board_id == board_id, answers.c.status.is_not(None)))
        held = sum(_count_blobs(connection, some) for some in chunks(owned))
        # everything else hangs on the person and goes with it
        connection.execute(delete(people).where(people.c.board_id == board_id, people.c.id == worker_id))
        gone = Erased(keys=keys, blobs=held, rows=len(told), **counts)
        if tell is not None:
            tell(connection, gone)
    for document_id in owned:
        objects.delete_blob(blobs, board_id, document_id)
    return gone


def scrub(database: Database) -> bool:
    """Take what was deleted out of the files of the database, too; after an erasure, and nightly.

    SQLite wrote over it already, and its log is emptied here. PostgreSQL makes the table of keys anew, which locks it
    for a moment; its own log and backups keep old pages until they are recycled. What ends those is a rotation:
    after `rewrap_keys` and the destruction of the old master key, no old copy of a wrapped key opens any more.

    Gives False when somebody reads for longer than `PATIENCE`: it waits for them and everybody else waits for it, so
    it is left for the next time.
    """
    milliseconds = int(PATIENCE * 1_000)
    if database.is_sqlite:
        with database.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
            try:
                ((is_busy, *_),) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1_000)}")
        return not is_busy
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {milliseconds}"))
        try:
            connection.execute(text("VACUUM (FULL) data_keys"))
        except OperationalError as fault:
            if getattr(fault.orig, "sqlstate", None) != _NOT_LOCKED:
                raise
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True


def due_documents(connection: Connection, board_id: UUID, at: datetime, limit: int = 500) -> tuple[UUID, ...]:
    """Give documents of a board whose time is over, the longest overdue first; `delete_document` removes them."""
    query = (
        select(documents.c.id)
        .where(documents.c.board_id == board_id, documents.c.expires_at <= at)
        .order_by(documents.c.expires_at, documents.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def due_sources(connection: Connection, board_id: UUID, before: datetime, limit: int = 500) -> tuple[UUID, ...]:
    """Give documents of a board that came before a moment, are not waiting, and whose bytes are still there."""
    query = (
        select(documents.c.id)
        .where(
            documents.c.board_id == board_id,
            documents.c.has_blob,
            documents.c.state != DocumentState.RECEIVED,
            documents.c.created_at <= before,
        )
        .order_by(documents.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def due_batches(connection: Connection, board_id: UUID, before: datetime, limit: int = 500) -> tuple[UUID, ...]:
    """Give batches of a board that are not worked on and were not changed since a moment."""
    query = (
        select(batches.c.id)
        .where(batches.c.board_id == board_id, batches.c.state != BatchState.RUNNING, batches.c.updated_at <= before)
        .order_by(batches.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


class BatchErased(Frozen):
    """What was removed of a batch, as counts: for the audit and for the board."""

    rows: int
    documents: int
    blobs: int
    workers: int
    """Accounts that the batch had made, and that nothing else rests on."""
    calls: int
    keys: int


def erase_batch(
    database: Database,
    blobs: Blobs,
    board_id: UUID,
    batch_id: UUID,
    *,
    tell: Callable[[Connection, BatchErased], object] | None = None,
) -> BatchErased:
    """Remove a batch with its rows, calls and documents, and the accounts that exist for these documents alone.

    A document that another batch brought as well stays, and so does who has a record, a credential, a way to sign in
    or another document. Keys and rows go in one transaction, in which `tell` writes down what goes, and nothing of
    them opens from then on. Raises NotFound, VersionConflict when it is being worked on, StoreUnavailable.
    """
    with database.writing() as connection:
        mine = (batches.c.board_id == board_id) & (batches.c.id == batch_id)
        _check_stands(connection, mine)
        hold_batch(connection, board_id, batch_id)
        _check_stands(connection, mine)
        rows = _ids(connection, batch_rows, batch_rows.c.batch_id == batch_id)
        owned, people_of = _of_batch(connection, board_id, batch_id)
        calls = connection.execute(
            select(func.count()).select_from(model_calls).where(model_calls.c.batch_id == batch_id)
        ).scalar_one()
        held = sum(_count_blobs(connection, some) for some in chunks(owned))
        connection.execute(delete(batches).where(mine))
        for some in chunks(owned):
            connection.execute(delete(documents).where(documents.c.id.in_(some)))
        left = _without_anything(connection, people_of)
        for some in chunks(left):
            connection.execute(delete(people).where(people.c.board_id == board_id, people.c.id.in_(some)))
        keys = data_keys.shred_keys(connection, board_id, [*rows, *owned, *left])
        gone = BatchErased(
            rows=len(rows), documents=len(owned), blobs=held, workers=len(left), calls=calls, keys=keys
        )
        if tell is not None:
            tell(connection, gone)
    for document_id in owned:
        objects.delete_blob(blobs, board_id, document_id)
    return gone


def _check_stands(connection: Connection, mine: ColumnElement[bool]) -> None:
    if one(connection, select(batches.c.state).where(mine))["state"] == BatchState.RUNNING:
        raise VersionConflict("The batch is being worked on.")


def documents_of_batch(connection: Connection, board_id: UUID, batch_id: UUID) -> list[UUID]:
    """Give the documents that a batch of the board alone brought."""
    return _of_batch(connection, board_id, batch_id)[0]


def _of_batch(connection: Connection, board_id: UUID, batch_id: UUID) -> tuple[list[UUID], list[UUID]]:
    """Give documents that no other batch brought, and the workers of all of its rows."""
    other = batch_rows.alias("other")
    elsewhere = (
        select(other.c.id)
        .where(other.c.document_id == batch_rows.c.document_id, other.c.batch_id != batch_id)
        .exists()
    )
    query = select(batch_rows.c.document_id, batch_rows.c.worker_id, elsewhere).where(
        batch_rows.c.board_id == board_id, batch_rows.c.batch_id == batch_id
    )
    owned, workers = dict[UUID, None](), dict[UUID, None]()
    for document_id, worker_id, is_elsewhere in connection.execute(query):
        if document_id is not None and not is_elsewhere:
            owned[document_id] = None
        if worker_id is not None:
            workers[worker_id] = None
    return list(owned), list(workers)


def _without_anything(connection: Connection, ids: Collection[UUID]) -> list[UUID]:
    """Give the accounts of these that nobody can sign in to and that nothing of theirs rests on."""
    found: list[UUID] = []
    held = (
        documents.c.worker_id,
        records.c.worker_id,
        credentials.c.worker_id,
        batch_rows.c.worker_id,
        consents.c.person_id,
        api_keys.c.person_id,
    )
    for some in chunks(ids):
        query = select(people.c.id).where(
            people.c.id.in_(some),
            people.c.login_mark.is_(None),
            people.c.subject_mark.is_(None),
            *(~select(column).where(column == people.c.id).exists() for column in held),
        )
        found += connection.execute(query).scalars()
    return found


def sweep_blobs(database: Database, blobs: Blobs, board_id: UUID, *, older_than: UUID) -> int:
    """Remove blobs of a board that no document refers to (a crash came in between); gives how many.

    Only those whose id sorts before `older_than` (`ids.make_id` of some hours ago): an upload may be on its way.
    """
    found = [owner for owner in objects.list_blobs(blobs, board_id) if owner < older_than]
    kept: set[UUID] = set()
    with database.reading() as connection:
        for some in chunks(found):
            query = select(documents.c.id).where(documents.c.board_id == board_id, documents.c.id.in_(some))
            kept |= set(connection.execute(query.where(documents.c.has_blob)).scalars())
    return sum(objects.delete_blob(blobs, board_id, owner) for owner in found if owner not in kept)


def _ids(connection: Connection, table: Table, condition: ColumnElement[bool]) -> list[UUID]:
    return list(connection.execute(select(table.c.id).where(condition)).scalars())


def _count_blobs(connection: Connection, ids: Collection[UUID]) -> int:
    query = select(func.count()).select_from(documents).where(documents.c.id.in_(ids), documents.c.has_blob)
    return int(connection.execute(query).scalar_one())


def _counts(connection: Connection, worker_id: UUID) -> dict[str, int]:
    by_worker = (documents, drafts, claims, decisions, records, credentials, endorsements, offers)
    by_person = (consents, sessions, api_keys)
    columns = [table.c.worker_id for table in by_worker] + [table.c.person_id for table in by_person]
    return {
        column.table.name: connection.execute(
            select(func.count()).select_from(column.table).where(column == worker_id)
        ).scalar_one()
        for column in columns
    }


def _empty_rows(connection: Connection, ids: Collection[UUID]) -> None:
    for some in chunks(ids):
        connection.execute(
            update(batch_rows)
            .where(batch_rows.c.id.in_(some))
            .values(sealed=None, person_mark=None, worker_id=None, document_id=None)
        )
