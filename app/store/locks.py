"""Rows that are about to go to locks on them, in the one order in which everybody takes locks."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, func, select

from app.store.tables import (
    batch_rows,
    batches,
    boards,
    claims,
    credentials,
    data_keys,
    documents,
    drafts,
    endorsement_requests,
    model_calls,
    offers,
    people,
    records,
)

ORDER: Final[tuple[Table, ...]] = (
    boards,
    model_calls,
    batches,
    batch_rows,
    documents,
    drafts,
    claims,
    records,
    credentials,
    offers,
    endorsement_requests,
    people,
    data_keys,
)
"""Whoever changes rows of several of these tables takes them in this order, rows of one table by their ids, and the
head of the audit chain last. A row that is new locks what it refers to by itself: no lock taken here hinders that.
Documents and rows of batches are not brought in while something of their board is removed (`hold_off_removals`)."""

_THEIRS: Final = (documents, drafts, claims, records, credentials, offers)


def hold_off_removals(connection: Connection, board_id: UUID) -> None:
    """Have nothing of a board be removed until the transaction ends; the first lock of what brings something in.

    A removal holds what is there, counts it and takes its keys; what came in behind that would go without its key
    and its bytes, or be in the hands of somebody who waits for the removal. Who brings something in waits for no
    other one who does.
    """
    connection.execute(select(boards.c.id).where(boards.c.id == board_id).with_for_update(read=True))


def hold_document(connection: Connection, board_id: UUID, document_id: UUID) -> None:
    """Hold a document that is about to go, and what goes or changes with it."""
    _hold(
        connection,
        {
            boards: boards.c.id == board_id,
            documents: (documents.c.board_id == board_id) & (documents.c.id == document_id),
            **{table: table.c.document_id == document_id for table in (model_calls, batch_rows, drafts, claims)},
            records: records.c.document_id == document_id,
        },
    )


def hold_worker(connection: Connection, board_id: UUID, worker_id: UUID) -> None:
    """Hold an account that is about to go, and what goes or changes with it. Removals of a board go one by one."""
    owned = select(documents.c.id).where(documents.c.worker_id == worker_id)
    rows = (batch_rows.c.worker_id == worker_id) | batch_rows.c.document_id.in_(owned)
    asked = endorsement_requests.c
    _hold(
        connection,
        {
            boards: boards.c.id == board_id,
            model_calls: model_calls.c.document_id.in_(owned)
            | model_calls.c.row_id.in_(select(batch_rows.c.id).where(rows)),
            batch_rows: rows,
            **{table: table.c.worker_id == worker_id for table in _THEIRS},
            endorsement_requests: (asked.worker_id == worker_id) | (asked.endorser_id == worker_id),
            people: (people.c.board_id == board_id) & (people.c.id == worker_id),
        },
    )


def hold_batch(connection: Connection, board_id: UUID, batch_id: UUID) -> None:
    """Hold a batch that is about to go, and what goes or changes with it. Removals of a board go one by one."""
    owned = select(batch_rows.c.document_id).where(batch_rows.c.batch_id == batch_id)
    _hold(
        connection,
        {
            boards: boards.c.id == board_id,
            batches: (batches.c.board_id == board_id) & (batches.c.id == batch_id),
            **{table: table.c.batch_id == batch_id for table in (model_calls, batch_rows, credentials)},
            documents: documents.c.id.in_(owned),
            **{table: table.c.document_id.in_(owned) for table in (drafts, claims, records)},
        },
    )


def _hold(connection: Connection, which: Mapping[Table, ColumnElement[bool]]) -> None:
    """Have nobody else change these rows until the transaction ends; new rows may refer to them until they go.

    To remove a parent removes its children in an order of the database's own, in the middle of which it would wait
    for whoever holds a child and waits for the parent. SQLite has one writer at a time, and nothing to lock.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in sorted(which, key=ORDER.index):
        keys = tuple(table.primary_key)
        rows = select(*keys).where(which[table]).order_by(*keys).with_for_update(key_share=True).subquery()
        connection.execute(select(func.count()).select_from(rows))
