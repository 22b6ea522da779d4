"""URL to SQLAlchemy engine as durable work needs it: SQLite that waits and survives, PostgreSQL with a small pool."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

WAIT_MILLISECONDS = 30_000


def open_database(url: str, *, pool: int) -> sa.Engine:
    """Open the engine's own database. The folder of an SQLite file is made, for its owner only."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(
            address.set(drivername="postgresql+psycopg"), pool_size=pool, max_overflow=0, pool_pre_ping=True
        )
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sa.create_engine(address, pool_size=pool, max_overflow=10)
    sa.event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _: object) -> None:
    """Writers queue instead of failing, a power cut loses at most the last commits, deleted rows are overwritten."""
    connection.isolation_level = "IMMEDIATE"
    for pragma in (
        f"busy_timeout={WAIT_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def now(engine: sa.Engine) -> sa.ColumnElement[float]:
    """Seconds since 1970 by the database's clock, which all workers share."""
    if engine.dialect.name == "sqlite":
        return sa.literal_column("((julianday('now') - 2440587.5) * 86400.0)", sa.Float)
    return sa.literal_column("extract(epoch FROM clock_timestamp())::double precision", sa.Float)


def forget_pages(engine: sa.Engine) -> None:
    """Empty SQLite's write-ahead log, so that what was deleted stands in no file."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
