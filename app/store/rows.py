"""What queries share: long lists in parts, and one row or nothing."""

from collections.abc import Collection, Iterator
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Executable, Result, RowMapping, Table, delete, select, tuple_

from app.errors import NotFound

_AT_ONCE: Final = 500
Item = TypeVar("Item")


def chunks(items: Collection[Item]) -> Iterator[list[Item]]:
    """Give the items in lists of at most 500: databases cap the parameters of a statement."""
    listed = list(items)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def one(connection: Connection, query: Executable) -> RowMapping:
    """Give the one row of the query. Raises NotFound."""
    found: Result[Any] = connection.execute(query)
    row = found.mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such thing.")
    return row


def remove_free(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    """Remove rows but those that somebody is just changing, which are left for the next time; gives how many.

    It waits for nobody, so that what is done nightly over all boards stands in nobody's way (`locks.ORDER`).
    """
    key = tuple(table.primary_key)
    free = select(*key).where(which).with_for_update(skip_locked=True).cte("free")
    gone = delete(table).where(tuple_(*key).in_(select(free))).returning(key[0])
    return len(connection.execute(gone).all())
