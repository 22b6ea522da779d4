"""The audit chain: nothing in it is changed or removed without a trace."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.access.model import Role
from app.errors import ChainBroken
from app.store.audit import AuditEvent, append_event, list_events, load_head, verify_chain
from tests.store.factories import World, later

GUARDS = {
    "sqlite": ("audit_no_update", "audit_no_delete", "audit_no_replace"),
    "postgresql": ("audit_no_change", "audit_no_truncate"),
}


def event(number: int, actor: UUID | None = None) -> AuditEvent:
    return AuditEvent(
        at=later(number + 0.25),
        actor_id=actor,
        role=Role.REVIEWER if actor else None,
        action="decision.make",
        subject_kind="draft",
        subject_id=uuid4() if number % 2 else None,
        counts={"claims": number},
    )


def fill(world: World, count: int = 5) -> list[AuditEvent]:
    events = [event(number, world.reviewer) for number in range(count)]
    for one in events:
        with world.database.writing() as connection:
            append_event(connection, world.board, one)
    return events


def test_events_come_back_in_their_order_and_the_chain_verifies(world: World) -> None:
    events = fill(world)
    with world.database.reading() as connection:
        listed = list_events(connection, world.board)
        assert [one.event for one in listed] == events
        assert [one.number for one in listed] == [1, 2, 3, 4, 5]
        assert [one.number for one in list_events(connection, world.board, after=3, limit=1)] == [4]
        head = verify_chain(connection, world.board)
        assert head == load_head(connection, world.board)
        assert (head.number, head.digest) == (5, listed[-1].digest)


def test_a_board_without_events_has_an_empty_chain(world: World) -> None:
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 0


def test_events_written_at_once_make_one_chain_without_gaps(world: World) -> None:
    threads = [threading.Thread(target=fill, args=(world, 6)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 24


def test_an_event_is_not_kept_when_what_it_tells_of_is_not(world: World) -> None:
    fill(world, 1)
    with pytest.raises(ZeroDivisionError), world.database.writing() as connection:
        assert append_event(connection, world.board, event(1)).number / 0
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 1


CHANGES = [
    "UPDATE audit_events SET action = 'other' WHERE board_id = :board AND number = 2",
    "DELETE FROM audit_events WHERE board_id = :board AND number = 2",
]
OWN_CHANGES = {
    "sqlite": "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE board_id = :board AND number = 2",
    "postgresql": "TRUNCATE audit_events",
}


def test_the_database_refuses_to_change_or_remove_an_event(world: World) -> None:
    fill(world, 3)
    for statement in (*CHANGES, OWN_CHANGES[world.database.engine.dialect.name]):
        with pytest.raises(DBAPIError, match="never"), world.database.writing() as connection:
            connection.execute(text(statement), bound(world, statement))
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 3


def bound(world: World, statement: str) -> dict[str, object]:
    board = world.board.hex if world.database.is_sqlite else world.board
    return {"board": board} if ":board" in statement else {}


def tamper(world: World, *statements: str) -> None:
    """Change events as somebody does who may take the triggers away; then put those back."""
    name = "sqlite" if world.database.is_sqlite else "postgresql"
    with world.database.writing() as connection:
        put_back = _take_away(connection, GUARDS[name])
        for statement in statements:
            connection.execute(text(statement), bound(world, statement))
        put_back()


def _take_away(connection: Connection, names: tuple[str, ...]) -> Callable[[], object]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
        return lambda: connection.exec_driver_sql("ALTER TABLE audit_events ENABLE TRIGGER USER")
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"
    made = [connection.execute(text(query), {"name": name}).scalar_one() for name in names]
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))

    def put_back() -> None:
        for statement in made:
            connection.exec_driver_sql(statement)

    return put_back


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit_events SET actor_id = NULL WHERE board_id = :board AND number = 2", 2),
        ("UPDATE audit_events SET counts = '{\"claims\": 9}' WHERE board_id = :board AND number = 5", 5),
        ("DELETE FROM audit_events WHERE board_id = :board AND number = 3", 3),
        ("DELETE FROM audit_events WHERE board_id = :board AND number = 5", 5),
        ("UPDATE audit_events SET number = 9 WHERE board_id = :board AND number = 1", 1),
    ],
)
def test_a_change_behind_the_triggers_is_found_and_the_first_event_named(
    world: World, change: str, broken: int
) -> None:
    fill(world)
    tamper(world, change)
    with world.database.reading() as connection, pytest.raises(ChainBroken, match=f"^Event {broken} "):
        verify_chain(connection, world.board)


def test_a_whole_new_chain_does_not_go_through_a_head_that_was_kept(world: World) -> None:
    fill(world)
    with world.database.reading() as connection:
        kept = load_head(connection, world.board)
    tamper(
        world,
        "DELETE FROM audit_events WHERE board_id = :board",
        "DELETE FROM audit_heads WHERE board_id = :board",
    )
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 0
        with pytest.raises(ChainBroken, match="missing"):
            verify_chain(connection, world.board, kept)
    fill(world, 7)
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board).number == 7
        with pytest.raises(ChainBroken, match="Event 5 is not"):
            verify_chain(connection, world.board, kept)


def test_a_chain_that_grew_goes_through_the_head_that_was_kept(world: World) -> None:
    fill(world, 2)
    with world.database.reading() as connection:
        kept = load_head(connection, world.board)
    fill(world, 2)
    with world.database.reading() as connection:
        assert verify_chain(connection, world.board, kept).number == 4
