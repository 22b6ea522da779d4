"""How much came in on a day, compared with what may come in and taken by one statement."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.tables import board_uses, worker_uses
from app.values import Frozen


class Uses(NamedTuple):
    """What came in."""

    documents: int
    bytes: int


class Bounds(Frozen):
    """What may come in on a day; None where there is no bound."""

    documents: int | None = None
    bytes: int | None = None


def take_for_board(connection: Connection, board_id: UUID, day: date, more: Uses, most: Bounds) -> bool:
    """Count what comes in on a board; False, and nothing is counted, when that would be more than may come in.

    One statement compares and takes, so that no number of processes together can pass the bound. Belongs into the
    transaction that keeps the documents: a document is counted when it is kept, and only then.
    """
    return _take(connection, board_uses, {"board_id": board_id, "day": day}, more, most)


def take_for_worker(
    connection: Connection, board_id: UUID, worker_id: UUID, day: date, more: Uses, most: Bounds
) -> bool:
    """Count what comes in for a worker, as `take_for_board` does. Both in one transaction: the worker first."""
    return _take(connection, worker_uses, {"person_id": worker_id, "day": day}, more, most, board_id=board_id)


def board_use(connection: Connection, board_id: UUID, day: date) -> Uses:
    """Give what came in on a board on a day (UTC)."""
    found = select(board_uses.c.documents, board_uses.c.bytes).where(
        board_uses.c.board_id == board_id, board_uses.c.day == day
    )
    row = connection.execute(found).one_or_none()
    return Uses(0, 0) if row is None else Uses(*row)


def worker_use(connection: Connection, board_id: UUID, worker_id: UUID, day: date) -> Uses:
    """Give what came in for a worker on a day (UTC)."""
    found = select(worker_uses.c.documents, worker_uses.c.bytes).where(
        worker_uses.c.board_id == board_id, worker_uses.c.person_id == worker_id, worker_uses.c.day == day
    )
    row = connection.execute(found).one_or_none()
    return Uses(0, 0) if row is None else Uses(*row)


def forget_uses(connection: Connection, board_id: UUID, before: date) -> int:
    """Remove a board's counts of days before that one; gives how many."""
    return sum(
        connection.execute(delete(table).where(table.c.board_id == board_id, table.c.day < before)).rowcount
        for table in (board_uses, worker_uses)
    )


def _take(
    connection: Connection,
    table: Table,
    key: dict[str, UUID | date],
    more: Uses,
    most: Bounds,
    **rest: UUID,
) -> bool:
    # the first of a day is compared here, all others by the statement
    bounds = ((table.c.documents, more.documents, most.documents), (table.c.bytes, more.bytes, most.bytes))
    if any(bound is not None and wanted > bound for _, wanted, bound in bounds):
        return False
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**key, **rest, **more._asdict())
    fits = [column + wanted <= bound for column, wanted, bound in bounds if bound is not None]
    taken = statement.on_conflict_do_update(
        index_elements=list(key),
        set_={"documents": table.c.documents + more.documents, "bytes": table.c.bytes + more.bytes},
        where=fits[0] & fits[1] if len(fits) == 2 else fits[0] if fits else None,
    )
    return connection.execute(taken.returning(table.c.documents)).first() is not None
