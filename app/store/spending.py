"""The money of model calls: set aside before a call, settled after it. Millionths of a US dollar."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import Connection, insert, select, update

from app.store.model import BatchState, CallState
from app.store.tables import batch_rows, batches, model_calls
from app.values import Frozen


class Reservation(Frozen):
    """A call that is about to be made, and the most that it can cost.

    `most` has to be a true upper bound (longest answer at the price of uncached input): what a call took is written
    down as it is, and only then never more than the budget.
    """

    id: UUID
    model: str
    prompt: str
    most: int = Field(ge=0)
    batch_id: UUID | None = None
    row_id: UUID | None = None
    document_id: UUID | None = None
    at: datetime


class Usage(Frozen):
    """What a call took."""

    outcome: str
    """`answered`, `truncated`, `rate-limited`, …"""
    spent: int = Field(ge=0)
    input_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    at: datetime


def reserve_call(connection: Connection, board_id: UUID, call: Reservation) -> bool:
    """Set money aside for a call, and write the call down. False when the budget or the batch's state forbids it.

    One statement compares and takes, so that no number of processes together can pass the budget. A call without a
    batch is only written down. Commit before the call is made.
    """
    if call.batch_id is not None:
        taken = connection.execute(
            update(batches)
            .where(
                batches.c.board_id == board_id,
                batches.c.id == call.batch_id,
                batches.c.state == BatchState.RUNNING,
                batches.c.spent + batches.c.reserved + call.most <= batches.c.budget,
            )
            .values(reserved=batches.c.reserved + call.most)
        )
        if not taken.rowcount:
            return False
    connection.execute(
        insert(model_calls).values(
            id=call.id,
            board_id=board_id,
            batch_id=call.batch_id,
            row_id=call.row_id,
            document_id=call.document_id,
            model=call.model,
            prompt=call.prompt,
            state=CallState.RESERVED,
            reserved=call.most,
            spent=0,
            input_tokens=0,
            cached_tokens=0,
            output_tokens=0,
            started_at=call.at,
        )
    )
    return True


def settle_call(connection: Connection, board_id: UUID, call_id: UUID, usage: Usage) -> bool:
    """Write down what a call took and give back the rest. False when it was settled before: nothing changes then.

    A call that was given up as lost and comes back after all is settled with what it really took.
    """
    query = (
        select(model_calls).where(model_calls.c.board_id == board_id, model_calls.c.id == call_id).with_for_update()
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None or row["state"] == CallState.SETTLED:
        return False
    values = usage.model_dump(exclude={"at"}) | {"state": CallState.SETTLED, "ended_at": usage.at}
    connection.execute(update(model_calls).where(model_calls.c.id == call_id).values(values))
    reserved = row["reserved"] if row["state"] == CallState.RESERVED else 0
    _charge(connection, row["batch_id"], row["row_id"], reserved, usage.spent - row["spent"])
    return True


def give_up_calls(
    connection: Connection,
    started_before: datetime,
    at: datetime,
    *,
    row_id: UUID | None = None,
    batch_id: UUID | None = None,
) -> int:
    """Count calls that nobody came back from as lost: all that was set aside for them is taken as spent.

    The provider may have been paid, so the budget is never given back on a guess. With `row_id` only calls of that
    row, which is begun again; with `batch_id` only those of that batch, whose work is over. Gives how many they were.
    """
    query = (
        select(model_calls)
        .where(model_calls.c.state == CallState.RESERVED, model_calls.c.started_at < started_before)
        .order_by(model_calls.c.id)
        .with_for_update(skip_locked=True)
    )
    if row_id is not None:
        query = query.where(model_calls.c.row_id == row_id)
    if batch_id is not None:
        query = query.where(model_calls.c.batch_id == batch_id)
    rows = connection.execute(query).mappings().all()
    for row in rows:
        connection.execute(
            update(model_calls)
            .where(model_calls.c.id == row["id"])
            .values(state=CallState.LOST, outcome="lost", spent=row["reserved"], ended_at=at)
        )
        _charge(connection, row["batch_id"], row["row_id"], row["reserved"], row["reserved"])
    return len(rows)


def _charge(connection: Connection, batch_id: UUID | None, row_id: UUID | None, reserved: int, spent: int) -> None:
    if batch_id is not None:
        connection.execute(
            update(batches)
            .where(batches.c.id == batch_id)
            .values(reserved=batches.c.reserved - reserved, spent=batches.c.spent + spent)
        )
    if row_id is not None:
        connection.execute(update(batch_rows).where(batch_rows.c.id == row_id).values(cost=batch_rows.c.cost + spent))
