"""A URL to a database: SQLite or PostgreSQL, one way to read and one to write, and the portable column types."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, Uuid, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from app.errors import NotFound, SettingsInvalid, StoreUnavailable

POOL: Final = 20
"""Connections that one process keeps open. Those beyond would be opened and closed for each transaction."""
BUSY_SECONDS: Final = 30.0
"""How long a writer of SQLite waits for the one before it."""
_BEGIN: Final = "ler_begin"
_LAST: Final = "ler_last_used"
_SQLITE: Final = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    # what is deleted is written over: a wrapped key that only lost its row would still stand in the file
    "secure_delete = ON",
)
_ORPHAN: Final = "23503"
"""SQLSTATE of a row that refers to one that is not there."""
_STANDSTILL: Final = ("40P01", "40001")
"""SQLSTATE of a deadlock, and of transactions that cannot stand one after the other."""
_RESTED: Final = 5.0
"""Seconds after which a connection of the pool is asked whether it still lives before it is used again."""
_open: ContextVar[str | None] = ContextVar("open_transaction", default=None)


class Utc(TypeDecorator[datetime]):
    """A moment with its time zone; kept in UTC, and given back in UTC by both databases."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Take `timestamptz` where there is one; SQLite keeps text that sorts as the moments do."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone: it means another one on every machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moved = value.astimezone(UTC)
        return moved if dialect.name == "postgresql" else moved.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that what was kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json: Final = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""Lists and objects: text in SQLite, JSONB in PostgreSQL."""
Id: Final = Uuid()
"""A UUID: 32 characters in SQLite, `uuid` in PostgreSQL."""


@dataclass(frozen=True)
class Database:
    """An engine and how transactions on it begin. Safe to share between threads."""

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file that one writer at a time changes."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database and cannot write. Raises StoreUnavailable."""
        with self._transaction("read") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or none of them.

        On SQLite the right to write is taken at once, so that two writers wait for each other and never fail. Raises
        StoreUnavailable; NotFound when what a new row refers to was removed meanwhile.
        """
        with self._transaction("write") as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[Connection]:
        if _open.get() is not None:
            raise RuntimeError("a transaction is open already; load, compute and save are three blocks")
        options: dict[str, Any] = {_BEGIN: kind}
        if kind == "read" and not self.is_sqlite:
            options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        token = _open.set(kind)
        try:
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except DBAPIError as fault:
            if fault.connection_invalidated or _unreachable(fault):
                raise StoreUnavailable("The database cannot be reached.") from None
            if _state(fault) in _STANDSTILL:
                raise StoreUnavailable(
                    "Two changes stood in each other's way, and this one was not kept.", hint="Send it again."
                ) from None
            if _is_orphan(fault):
                raise NotFound("What this belongs to is there no longer.") from None
            raise
        finally:
            _open.reset(token)


def open_database(url: str, *, pool_size: int = POOL) -> Database:
    """Open `sqlite:///path` or `postgresql://…` (driver psycopg 3). The folder of an SQLite file is made.

    Nothing is connected yet on PostgreSQL, and never more than `pool_size` connections are open: whoever comes then
    waits for one. Raises SettingsInvalid for a URL that names no such database, which never repeats it: it may hold
    a password.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed, pool_size))
    engine = create_engine(parsed, pool_size=pool_size, max_overflow=0)
    _wake(engine)
    return Database(engine)


def _parse(url: str) -> URL:
    known = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
    try:
        parsed = make_url(known)
    except ArgumentError:
        raise SettingsInvalid("LER_DATABASE_URL is no address of a database.") from None
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite+pysqlite")
    raise SettingsInvalid("LER_DATABASE_URL names neither an SQLite file nor a PostgreSQL database.")


def _wake(engine: Engine) -> None:
    """Have a connection that has not been used for a while be asked whether it lives, and made anew when it does not.

    One that was used a moment ago is not asked: that would double the way to the server for most transactions.
    """

    @event.listens_for(engine, "checkin")
    def rest(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_LAST] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        last = record.info.get(_LAST)
        if last is None or time.monotonic() - last < _RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as fault:
            raise DisconnectionError from fault


def _sqlite(url: URL, pool_size: int) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        raise StoreUnavailable(f"The database file cannot be opened: {fault.strerror}.") from None
    options = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, pool_size=pool_size, max_overflow=0, connect_args=options)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # the driver would begin transactions itself, and only before a write: then a read is no transaction at all
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SQLITE:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get(_BEGIN, "write")
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if kind == 'read' else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if kind == "read" else "BEGIN IMMEDIATE")

    return engine


def _state(fault: DBAPIError) -> str | None:
    """Give the code of what PostgreSQL said (SQLSTATE); None of SQLite, and of what never reached the server."""
    state = getattr(fault.orig, "sqlstate", None)
    return None if state is None else str(state)


def _is_orphan(fault: DBAPIError) -> bool:
    """Whether a row refers to what is not there: it was loaded a moment ago, and erased since."""
    return _state(fault) == _ORPHAN or "FOREIGN KEY constraint failed" in str(fault.orig)


def _unreachable(fault: DBAPIError) -> bool:
    """Failures of the connection (class 08, shutdown 57P0x) and of opening the file; not of a statement."""
    state = _state(fault)
    if state is not None:
        return state.startswith(("08", "57P0"))
    text = str(fault.orig)
    return type(fault.orig).__name__ == "OperationalError" and any(
        words in text for words in ("unable to open", "disk I/O", "disk is full", "connection", "Connection")
    )
