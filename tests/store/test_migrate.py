"""The steps of the migrations lead to the declared schema, also on a database that is in use."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from app.database import Database, open_database
from app.errors import SchemaOutdated, StoreUnavailable
from app.store.blobs import Blobs
from app.store.migrate import check_revision, newest_revision, revision_of, upgrade
from app.store.model import ClaimState
from app.store.seal import Keyring
from app.store.tables import metadata
from tests.review import factories as review
from tests.store.factories import World, claims_of

STEPS = tuple(f"{number:04}" for number in range(1, 15))

_HIDDEN = {"comment", "autoincrement", "identity", "computed", "dialect_options", "include_columns"}


def described(connection: Connection) -> dict[str, Any]:
    """Everything that a database says of its tables, in an order that does not depend on how they came about."""
    found: dict[str, Any] = {}
    look = inspect(connection)
    for table in sorted(set(look.get_table_names()) - {"alembic_version"}):
        parts: Mapping[str, Any] = {
            "columns": look.get_columns(table),
            "key": [look.get_pk_constraint(table)],
            "references": look.get_foreign_keys(table),
            "unique": look.get_unique_constraints(table),
            "checks": look.get_check_constraints(table),
        }
        found[table] = {name: sorted(map(_plain, part)) for name, part in parts.items()}
    found["own words"] = sorted(_own_words(connection))
    return found


def _plain(part: Mapping[str, Any]) -> str:
    told = {name: str(value) for name, value in part.items() if name not in _HIDDEN}
    return str(sorted(told.items()))


def _own_words(connection: Connection) -> list[str]:
    """Indexes and triggers in the database's own words, where the inspector leaves something out."""
    if connection.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    else:
        query = (
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version' "
            "UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
            "UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
    return [" ".join(str(row).split()) for row in connection.execute(text(query)).scalars()]


def test_migrations_lead_to_exactly_the_declared_schema(empty_database: Database) -> None:
    with empty_database.writing() as connection:
        metadata.create_all(connection)
    with empty_database.reading() as connection:
        declared = described(connection)
    _drop_all(empty_database)

    assert upgrade(empty_database) == STEPS

    with empty_database.reading() as connection:
        migrated = described(connection)
    assert migrated == declared
    assert len(declared["own words"]) > 40


def test_the_description_of_a_schema_sees_a_missing_trigger_index_check_and_cascade(empty_database: Database) -> None:
    upgrade(empty_database)
    with empty_database.reading() as connection:
        whole = described(connection)
    words = "\n".join(whole["own words"])
    assert "audit_no" in words
    assert "rank DESC" in words
    assert "opinions > 0" in words
    assert any("confidence" in check for check in whole["claims"]["checks"])
    assert any("CASCADE" in reference for reference in whole["claims"]["references"])


def test_a_database_in_use_keeps_its_rows_and_fills_the_new_column(
    empty_database: Database, blobs: Blobs, keyring: Keyring
) -> None:
    upgrade(empty_database)
    world = World.make(empty_database, blobs, keyring)
    flagged = review.skill("c9").model_copy(update={"flags": review_flags()})
    draft = world.draft(review.draft([*review.claims(), flagged]))
    world.decide(draft, 1, world.reviewer, *review.claims()[:2])
    _back_to_0004(empty_database)
    with pytest.raises(SchemaOutdated):
        check_revision(empty_database)

    assert upgrade(empty_database) == STEPS[4:]

    check_revision(empty_database)
    with empty_database.reading() as connection:
        rows = claims_of(connection, draft)
        kept = connection.execute(text("SELECT count(*) FROM decisions")).scalar_one()
    assert [row.rank for row in rows] == [0] * 8 + [10]
    assert [row.state for row in rows[:3]] == [ClaimState.APPROVED, ClaimState.APPROVED, ClaimState.WAITING]
    assert kept == 2
    # references between tables hold again, and go with what they refer to
    with empty_database.writing() as connection:
        connection.execute(text("DELETE FROM drafts"))
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar_one() == 0


def review_flags() -> tuple[Any, ...]:
    from app.review.model import Flag, FlagCode

    return (Flag(code=FlagCode.INSTRUCTION), Flag(code=FlagCode.UNSURE, detail="confidence 0.30"))


def _back_to_0004(database: Database) -> None:
    """Take off what later steps put on, as a database of that version has it."""
    kind = "BLOB NOT NULL DEFAULT x''" if database.is_sqlite else "BYTEA NOT NULL DEFAULT ''"
    with database.writing() as connection:
        connection.execute(text("DROP INDEX ix_claims_worker_id_board_id"))
        connection.execute(text(f"ALTER TABLE claims ADD COLUMN mark {kind}"))
        connection.execute(text(f"ALTER TABLE claims ADD COLUMN evidence_mark {kind}"))
        connection.execute(text("CREATE INDEX ix_claims_mark ON claims (worker_id, board_id, mark)"))
        connection.execute(text("DROP TABLE offers"))
        connection.execute(text("DROP TABLE looks"))
        connection.execute(text("DROP TABLE seeds"))
        connection.execute(text("ALTER TABLE claims ADD COLUMN seeded BOOLEAN NOT NULL DEFAULT false"))
        connection.execute(text("DROP TABLE kept_heads"))
        connection.execute(text("DROP TABLE worker_uses"))
        connection.execute(text("DROP TABLE board_uses"))
        connection.execute(text("DROP TABLE model_answers"))
        connection.execute(text("DROP TABLE sign_ins"))
        connection.execute(text("DROP TABLE signing_keys"))
        connection.execute(text("DROP TABLE answers"))
        connection.execute(text("DROP INDEX ix_claims_queue"))
        connection.execute(text("ALTER TABLE claims DROP COLUMN rank"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))


def _drop_all(database: Database) -> None:
    with database.writing() as connection:
        metadata.drop_all(connection)
        if not database.is_sqlite:
            connection.execute(text("DROP FUNCTION audit_refuse"))


def test_upgrading_twice_does_nothing_the_second_time(empty_database: Database) -> None:
    upgrade(empty_database)
    assert upgrade(empty_database) == ()
    assert revision_of(empty_database) == newest_revision() == STEPS[-1]


def test_a_database_of_a_newer_program_is_left_alone(empty_database: Database) -> None:
    upgrade(empty_database)
    with empty_database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaOutdated, match="9999"):
        upgrade(empty_database)
    with pytest.raises(SchemaOutdated):
        check_revision(empty_database)


def test_an_empty_database_is_said_to_be_at_no_revision(empty_database: Database) -> None:
    with pytest.raises(SchemaOutdated, match="none"):
        check_revision(empty_database)


def test_a_server_that_does_not_answer_is_said_to_be_unavailable() -> None:
    database = open_database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreUnavailable):
        upgrade(database)
    with pytest.raises(StoreUnavailable):
        revision_of(database)


def test_a_folder_that_cannot_be_made_is_said_to_be_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        open_database(f"sqlite:///{tmp_path}/file/store.db")
