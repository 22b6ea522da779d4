"""A database to the schema of this program: all steps that are missing, in one transaction."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from app.database import Database
from app.errors import SchemaOutdated, StoreUnavailable

_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x1E12_5708_0000_0001
"""Of PostgreSQL's advisory locks: two processes that start at once do not both migrate."""


def upgrade(database: Database, to: str = "head") -> tuple[str, ...]:
    """Bring the database to a revision, the newest unless said otherwise, and give those that were run.

    Raises StoreUnavailable, SchemaOutdated when the database is newer than this program.
    """
    try:
        if database.is_sqlite:
            return _upgrade_sqlite(database, to)
        with database.writing() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            return _run(connection, to)
    except OperationalError:
        raise StoreUnavailable("The database cannot be reached.") from None


def revision_of(database: Database) -> str | None:
    """Give the revision that the database is at; None when it is empty. Raises StoreUnavailable."""
    try:
        with database.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError:
        raise StoreUnavailable("The database cannot be reached.") from None


def newest_revision() -> str:
    """Give the revision that this program works with."""
    return str(_scripts().get_current_head())


def check_revision(database: Database) -> None:
    """See that the database has the schema of this program. Raises SchemaOutdated, StoreUnavailable."""
    found, wanted = revision_of(database), newest_revision()
    if found != wanted:
        raise SchemaOutdated(f"The database is at revision {found or 'none'}, and this program needs {wanted}.")


def _upgrade_sqlite(database: Database, to: str) -> tuple[str, ...]:
    """Alter tables by making them anew, as SQLite has to.

    References between tables are switched off meanwhile, or dropping the old table would delete every row that refers
    to it; they are checked before the transaction ends.
    """
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is None:
            raise StoreUnavailable("The database cannot be opened.")
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                done = _run(connection, to)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise SchemaOutdated(f"{len(broken)} rows would refer to nothing; nothing was changed.")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
    return done


def _run(connection: Connection, to: str) -> tuple[str, ...]:
    scripts = _scripts()
    before = MigrationContext.configure(connection).get_current_revision()
    known = [script.revision for script in scripts.walk_revisions()][::-1]
    if before is not None and before not in known:
        raise SchemaOutdated(
            f"The database is at revision {before}, which this program does not know.",
            hint="Install the newer version of the program.",
        )
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    after = MigrationContext.configure(connection).get_current_revision()
    first = 0 if before is None else known.index(before) + 1
    return tuple(known[first : 0 if after is None else known.index(after) + 1])


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_FOLDER))
