"""Batches and their rows: one final state for each row, sealed one by one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from app.errors import NotFound, VersionConflict
from app.store import data_keys
from app.store.boards import board_key
from app.store.locks import hold_off_removals
from app.store.model import Batch, BatchRow, BatchState, RowState
from app.store.rows import chunks, one
from app.store.seal import DataKey, Keyring
from app.store.tables import batch_rows, batches, documents
from app.store.tables import data_keys as keys
from app.values import Frozen

_ROW = "batch row"
_ENDED = (RowState.DONE, RowState.FAILED, RowState.CANCELLED)


class NewBatch(Frozen):
    """A batch before its rows; `budget` is in millionths of a US dollar."""

    id: UUID
    made_by: UUID
    kind: str
    plan: dict[str, Any]
    """Column mapping and sampling rule."""
    budget: int
    at: datetime


class NewRow(Frozen):
    """One row on its way in."""

    id: UUID
    number: int
    source: dict[str, Any]
    """What the row says, or the name of its document."""
    person: str | None = None
    """The file's own id of the person; kept as a mark."""


def add_batch(connection: Connection, board_id: UUID, new: NewBatch) -> None:
    """Keep a new batch without rows."""
    connection.execute(
        insert(batches).values(
            id=new.id,
            board_id=board_id,
            made_by=new.made_by,
            kind=new.kind,
            state=BatchState.ESTIMATED,
            plan=new.plan,
            rows=0,
            budget=new.budget,
            reserved=0,
            spent=0,
            version=1,
            created_at=new.at,
            updated_at=new.at,
        )
    )


def add_rows(
    connection: Connection, keyring: Keyring, board_id: UUID, batch_id: UUID, new: Iterable[NewRow], at: datetime
) -> int:
    """Keep rows of a batch, each sealed with a key of its own, and give how many. Raises NotFound."""
    lock_batch(connection, board_id, batch_id)
    marking = board_key(connection, keyring, board_id)
    count = 0
    for some in chunks(list(new)):
        made = [(row, *keyring.make(row.id)) for row in some]
        connection.execute(
            insert(keys), [data_keys.key_values(board_id, row.id, "row", wrapped, at) for row, _, wrapped in made]
        )
        connection.execute(
            insert(batch_rows), [_values(board_id, batch_id, row, key, marking, at) for row, key, _ in made]
        )
        count += len(some)
    connection.execute(
        update(batches).where(batches.c.id == batch_id).values(rows=batches.c.rows + count, updated_at=at)
    )
    return count


def load_batch(connection: Connection, board_id: UUID, batch_id: UUID, *, lock: bool = False) -> Batch:
    """Give a batch of the board; with `lock` nobody else changes it until the transaction ends. Raises NotFound."""
    query = select(batches).where(batches.c.board_id == board_id, batches.c.id == batch_id)
    return _batch(one(connection, query.with_for_update(key_share=True) if lock else query))


def list_batches(
    connection: Connection, board_id: UUID, *, before: UUID | None = None, limit: int = 50
) -> tuple[Batch, ...]:
    """Give batches of the board, newest first, those before the id of the last one of the page before."""
    query = select(batches).where(batches.c.board_id == board_id).order_by(batches.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(batches.c.id < before)
    return tuple(_batch(row) for row in connection.execute(query).mappings())


def set_batch_state(
    connection: Connection,
    board_id: UUID,
    batch_id: UUID,
    expected: int,
    state: BatchState,
    at: datetime,
    *,
    budget: int | None = None,
    plan: dict[str, Any] | None = None,
) -> int:
    """Change a batch at the version that the caller saw, its budget and plan with it; gives the new version.

    Raises VersionConflict, NotFound.
    """
    values: dict[str, object] = {"state": state, "version": expected + 1, "updated_at": at}
    if budget is not None:
        values["budget"] = budget
    if plan is not None:
        values["plan"] = plan
    mine = (batches.c.board_id == board_id) & (batches.c.id == batch_id)
    if connection.execute(update(batches).where(mine, batches.c.version == expected).values(values)).rowcount:
        return expected + 1
    one(connection, select(batches.c.id).where(mine))
    raise VersionConflict("The batch was changed since you loaded it.")


def count_rows(connection: Connection, board_id: UUID, batch_id: UUID) -> Mapping[RowState, int]:
    """Give how many rows are in each state."""
    query = (
        select(batch_rows.c.state, func.count())
        .where(batch_rows.c.board_id == board_id, batch_rows.c.batch_id == batch_id)
        .group_by(batch_rows.c.state)
    )
    found = {RowState(state): count for state, count in connection.execute(query)}
    return {state: found.get(state, 0) for state in RowState}


def count_codes(connection: Connection, board_id: UUID, batch_id: UUID) -> Mapping[str, int]:
    """Give how many rows failed with each code, the most frequent first."""
    failed = batch_rows.c.state == RowState.FAILED
    query = (
        select(batch_rows.c.code, func.count())
        .where(batch_rows.c.board_id == board_id, batch_rows.c.batch_id == batch_id, failed)
        .where(batch_rows.c.code.is_not(None))
        .group_by(batch_rows.c.code)
        .order_by(func.count().desc(), batch_rows.c.code)
    )
    return {str(code): count for code, count in connection.execute(query)}


def list_rows(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    batch_id: UUID,
    *,
    state: RowState | None = None,
    person: str | None = None,
    after: int = 0,
    limit: int = 500,
) -> tuple[BatchRow, ...]:
    """Give rows of a batch by number, those after the number `after`; with `person` those of that person alone.

    They are found by the file's own id of the person. Raises SealBroken.
    """
    query = (
        select(batch_rows)
        .where(batch_rows.c.board_id == board_id, batch_rows.c.batch_id == batch_id, batch_rows.c.number > after)
        .order_by(batch_rows.c.number)
        .limit(limit)
    )
    if state is not None:
        query = query.where(batch_rows.c.state == state)
    if person is not None:
        mark = _person_mark(board_key(connection, keyring, board_id), batch_id, person)
        query = query.where(batch_rows.c.person_mark == mark)
    return tuple(_opened(connection, keyring, board_id, connection.execute(query).mappings().all()))


def running_boards(connection: Connection) -> tuple[tuple[UUID, Batch], ...]:
    """Give the batches that are to be worked on, of all boards, each with its board."""
    query = select(batches).where(batches.c.state == BatchState.RUNNING).order_by(batches.c.id)
    return tuple((row["board_id"], _batch(row)) for row in connection.execute(query).mappings())


def waiting_rows(
    connection: Connection, board_id: UUID, batch_id: UUID, *, after: int = 0, limit: int = 500
) -> tuple[tuple[int, UUID], ...]:
    """Give number and id of rows that wait, those after the number `after`."""
    query = (
        select(batch_rows.c.number, batch_rows.c.id)
        .where(
            batch_rows.c.board_id == board_id,
            batch_rows.c.batch_id == batch_id,
            batch_rows.c.state == RowState.WAITING,
            batch_rows.c.number > after,
        )
        .order_by(batch_rows.c.number)
        .limit(limit)
    )
    return tuple((row.number, row.id) for row in connection.execute(query))


def load_row(connection: Connection, keyring: Keyring, board_id: UUID, row_id: UUID) -> BatchRow:
    """Give a row of the board. Raises NotFound, SealBroken."""
    row = one(connection, select(batch_rows).where(batch_rows.c.board_id == board_id, batch_rows.c.id == row_id))
    return next(_opened(connection, keyring, board_id, [row]))


def link_rows(connection: Connection, board_id: UUID, links: Mapping[UUID, tuple[UUID, UUID]]) -> None:
    """Say of rows, by their ids, which worker and which document they became."""
    for row_id, (worker_id, document_id) in links.items():
        connection.execute(
            update(batch_rows)
            .where(batch_rows.c.board_id == board_id, batch_rows.c.id == row_id)
            .values(worker_id=worker_id, document_id=document_id)
        )


def batch_of_document(connection: Connection, board_id: UUID, document_id: UUID) -> UUID | None:
    """Give the batch that a document first came in; None when it came alone."""
    query = (
        select(batch_rows.c.batch_id)
        .where(batch_rows.c.board_id == board_id, batch_rows.c.document_id == document_id)
        .order_by(batch_rows.c.id)
        .limit(1)
    )
    found: UUID | None = connection.execute(query).scalar()
    return found


def begin_row(connection: Connection, board_id: UUID, batch_id: UUID, row_id: UUID, at: datetime) -> RowState:
    """Take a row in hand if its batch is worked on, and give the state in which that leaves it.

    `running` when it is ours. `waiting` when the batch stands still, or when another row of the same document is
    being worked on; `cancelled` when the batch was; else the final state that it has.
    """
    state = _state_of(connection, board_id, batch_id)
    mine = (batch_rows.c.board_id == board_id) & (batch_rows.c.id == row_id)
    row = one(connection, select(batch_rows).where(mine).with_for_update(key_share=True))
    if row["state"] in _ENDED:
        return RowState(row["state"])
    if state is not BatchState.RUNNING:
        return put_back_row(connection, board_id, batch_id, row_id, at)
    if row["document_id"] is not None:
        its = select(documents.c.id).where(documents.c.id == row["document_id"])
        connection.execute(its.with_for_update())
        twin = select(batch_rows.c.id).where(
            batch_rows.c.document_id == row["document_id"],
            batch_rows.c.state == RowState.RUNNING,
            batch_rows.c.id != row_id,
        )
        if connection.execute(twin.limit(1)).first() is not None:
            return RowState.WAITING
    return RowState.RUNNING if start_row(connection, board_id, row_id, at) else RowState.DONE


def put_back_row(connection: Connection, board_id: UUID, batch_id: UUID, row_id: UUID, at: datetime) -> RowState:
    """Let a row that was not done wait again, or cancel it with its batch; gives the state that it has then."""
    cancelled = _state_of(connection, board_id, batch_id) is BatchState.CANCELLED
    state = RowState.CANCELLED if cancelled else RowState.WAITING
    connection.execute(
        update(batch_rows)
        .where(batch_rows.c.board_id == board_id, batch_rows.c.id == row_id, batch_rows.c.state.not_in(_ENDED))
        .values(state=state, updated_at=at)
    )
    return state


def release_rows(connection: Connection, board_id: UUID, batch_id: UUID, at: datetime) -> int:
    """Let rows wait that were in hand of work that is over; gives how many."""
    return _move(connection, board_id, batch_id, (RowState.RUNNING,), RowState.WAITING, at)


def fail_rows(connection: Connection, board_id: UUID, batch_id: UUID, code: str, at: datetime) -> int:
    """Fail rows that are in hand of work that was given up; gives how many."""
    return _move(connection, board_id, batch_id, (RowState.RUNNING,), RowState.FAILED, at, code)


def start_row(connection: Connection, board_id: UUID, row_id: UUID, at: datetime) -> bool:
    """Take a row in hand. False when it has its final state already, so that a row is never done twice."""
    done = connection.execute(
        update(batch_rows)
        .where(batch_rows.c.board_id == board_id, batch_rows.c.id == row_id, batch_rows.c.state.not_in(_ENDED))
        .values(state=RowState.RUNNING, attempts=batch_rows.c.attempts + 1, updated_at=at)
    )
    return bool(done.rowcount)


def end_row(
    connection: Connection,
    board_id: UUID,
    row_id: UUID,
    state: RowState,
    at: datetime,
    *,
    code: str | None = None,
    claims: int = 0,
) -> bool:
    """Give a row its final state, once; it stays linked to what is there still. False when it had one."""
    if state not in _ENDED:
        raise ValueError("a row ends as done, failed or cancelled")
    done = connection.execute(
        update(batch_rows)
        .where(batch_rows.c.board_id == board_id, batch_rows.c.id == row_id, batch_rows.c.state.not_in(_ENDED))
        .values(state=state, code=code, claims=claims, updated_at=at)
    )
    return bool(done.rowcount)


def retry_rows(connection: Connection, board_id: UUID, batch_id: UUID, at: datetime) -> int:
    """Let all failed rows of a batch wait again whose document is there; gives how many.

    Those that never were documents, or whose document was erased, stay as they are, with the code that says why.
    """
    there = batch_rows.c.document_id.is_not(None)
    return _move(connection, board_id, batch_id, (RowState.FAILED,), RowState.WAITING, at, None, there)


def cancel_rows(connection: Connection, board_id: UUID, batch_id: UUID, at: datetime) -> int:
    """Cancel all rows of a batch that wait; those being worked on end by themselves. Gives how many."""
    return _move(connection, board_id, batch_id, (RowState.WAITING,), RowState.CANCELLED, at)


def _move(
    connection: Connection,
    board_id: UUID,
    batch_id: UUID,
    before: tuple[RowState, ...],
    after: RowState,
    at: datetime,
    code: str | None = None,
    *only: ColumnElement[bool],
) -> int:
    mine = (batch_rows.c.board_id == board_id) & (batch_rows.c.batch_id == batch_id)
    moving = update(batch_rows).where(mine, batch_rows.c.state.in_(before), *only)
    return connection.execute(moving.values(state=after, code=code, updated_at=at)).rowcount


def lock_batch(connection: Connection, board_id: UUID, batch_id: UUID) -> None:
    """Have nobody else change a batch that rows come in to until the transaction ends. Raises NotFound."""
    hold_off_removals(connection, board_id)
    query = select(batches.c.id).where(batches.c.board_id == board_id, batches.c.id == batch_id).with_for_update()
    if connection.execute(query).first() is None:
        raise NotFound("There is no such batch.")


def _state_of(connection: Connection, board_id: UUID, batch_id: UUID) -> BatchState:
    """Give the state of a batch, which stays so until the end of the transaction."""
    query = select(batches.c.state).where(batches.c.board_id == board_id, batches.c.id == batch_id)
    return BatchState(one(connection, query.with_for_update(read=True))["state"])


def _values(
    board_id: UUID, batch_id: UUID, row: NewRow, key: DataKey, marking: DataKey, at: datetime
) -> dict[str, object]:
    return {
        "id": row.id,
        "board_id": board_id,
        "batch_id": batch_id,
        "number": row.number,
        "state": RowState.WAITING,
        "person_mark": None if row.person is None else _person_mark(marking, batch_id, row.person),
        "sealed": key.seal(_ROW, json.dumps(row.source, ensure_ascii=False).encode()),
        "claims": 0,
        "cost": 0,
        "attempts": 0,
        "updated_at": at,
    }


def _person_mark(marking: DataKey, batch_id: UUID, person: str) -> bytes:
    return marking.mark("batch person", batch_id.hex, person)


def _opened(
    connection: Connection, keyring: Keyring, board_id: UUID, rows: Iterable[RowMapping]
) -> Iterator[BatchRow]:
    listed = list(rows)
    opened = data_keys.open_keys(
        connection, keyring, board_id, [row["id"] for row in listed if row["sealed"] is not None]
    )
    for row in listed:
        source = None if row["sealed"] is None else json.loads(opened[row["id"]].open(_ROW, row["sealed"]))
        told = {name: row[name] for name in BatchRow.model_fields if name != "source"}
        yield BatchRow(source=source, **told)


def _batch(row: RowMapping) -> Batch:
    return Batch(**{name: row[name] for name in Batch.model_fields})
