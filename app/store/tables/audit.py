"""Tables of the audit chain: events that nothing changes or removes, and the head of each board's chain."""

from typing import Final

from sqlalchemy import Column, Connection, Date, Integer, LargeBinary, Table, Text, event

from app.database import Id, Json
from app.store.tables.columns import instant, metadata, word

audit_events = Table(
    "audit_events",
    metadata,
    Column("board_id", Id, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    instant("at"),
    Column("actor_id", Id, nullable=True),
    word("role", nullable=True),
    word("action"),
    word("subject_kind"),
    Column("subject_id", Id, nullable=True),
    Column("counts", Json, nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("board_id", Id, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)
"""One row for each board. Who writes an event locks it, so that numbers have no gaps."""

kept_heads = Table(
    "kept_heads",
    metadata,
    Column("board_id", Id, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("statement", Text, nullable=False),
    instant("created_at"),
)
"""The head of a chain on each day (UTC), as the board signed it: whoever makes another chain cannot make these."""

SQLITE_GUARDS: Final = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_events "
    "BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_events "
    "BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END",
    # INSERT OR REPLACE removes a row without asking the trigger above
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_events "
    "WHEN EXISTS (SELECT 1 FROM audit_events WHERE board_id = NEW.board_id AND number = NEW.number) "
    "BEGIN SELECT RAISE(ABORT, 'audit events are never replaced'); END",
)
POSTGRESQL_GUARDS: Final = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION 'audit events are never changed or removed'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_events "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_events "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


@event.listens_for(audit_events, "after_create")
def guard(_table: Table, connection: Connection, **_options: object) -> None:
    """Put the triggers on the table as soon as there is one."""
    for statement in SQLITE_GUARDS if connection.dialect.name == "sqlite" else POSTGRESQL_GUARDS:
        connection.exec_driver_sql(statement)
