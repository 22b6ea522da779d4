"""Transactions begin as they are meant to, moments keep their zone, and ids sort by age."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from app.database import Database, Id, Json, Utc, open_database
from app.errors import SettingsInvalid, StoreUnavailable
from app.store.ids import make_id

THINGS = Table("things", MetaData(), Column("id", Id, primary_key=True), Column("at", Utc), Column("told", Json))


@pytest.fixture
def things(empty_database: Database) -> Database:
    with empty_database.writing() as connection:
        THINGS.metadata.create_all(connection)
    return empty_database


def test_moments_come_back_in_utc_and_sort_as_they_are(things: Database) -> None:
    zone = timezone(timedelta(hours=-7))
    moments = [
        datetime(2026, 3, 1, 9, 30, 0, 250_000, tzinfo=UTC),
        datetime(2026, 3, 1, 3, 30, tzinfo=zone),
        datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    ]
    with things.writing() as connection:
        for number, at in enumerate(moments):
            connection.execute(insert(THINGS).values(id=UUID(int=number), at=at, told=[1, {"a": None}]))
    with things.reading() as connection:
        rows = connection.execute(select(THINGS).order_by(THINGS.c.at)).all()
    assert [row.at for row in rows] == sorted(moments)
    assert {row.at.utcoffset() for row in rows} == {timedelta(0)}
    assert [row.id for row in rows] == [UUID(int=2), UUID(int=0), UUID(int=1)]
    assert rows[0].told == [1, {"a": None}]


def test_a_moment_without_a_zone_is_refused(things: Database) -> None:
    naive = datetime(2026, 3, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"), things.writing() as connection:
        connection.execute(insert(THINGS).values(id=UUID(int=1), at=naive))


def test_a_failed_transaction_leaves_nothing(things: Database) -> None:
    twice = [{"id": UUID(int=1)}, {"id": UUID(int=1)}]
    with pytest.raises(IntegrityError), things.writing() as connection:
        connection.execute(insert(THINGS), twice)
    with things.reading() as connection:
        assert connection.execute(select(THINGS)).all() == []


def test_a_transaction_inside_another_is_refused(things: Database) -> None:
    with things.reading(), pytest.raises(RuntimeError, match="open already"), things.writing():
        pass
    with things.writing():
        pass


def test_a_reader_sees_one_moment_and_a_writer_waits_for_the_one_before(things: Database) -> None:
    wrote = threading.Event()

    def write() -> None:
        with things.writing() as connection:
            connection.execute(insert(THINGS).values(id=UUID(int=1)))
        wrote.set()

    thread = threading.Thread(target=write)
    with things.reading() as connection:
        assert connection.execute(select(THINGS)).all() == []
        thread.start()
        assert wrote.wait(20)
        assert connection.execute(select(THINGS)).all() == []
    thread.join()
    with things.reading() as connection:
        assert len(connection.execute(select(THINGS)).all()) == 1


def test_counting_up_from_many_threads_loses_nothing(things: Database) -> None:
    with things.writing() as connection:
        connection.execute(insert(THINGS).values(id=UUID(int=1), told=0))

    def count() -> None:
        for _ in range(10):
            with things.writing() as connection:
                query = select(THINGS.c.told).with_for_update()
                connection.execute(THINGS.update().values(told=connection.execute(query).scalar_one() + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with things.reading() as connection:
        assert connection.execute(select(THINGS.c.told)).scalar_one() == 40


def test_a_reading_transaction_cannot_write(things: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), things.reading() as connection:
        connection.execute(insert(THINGS).values(id=UUID(int=1)))
    with things.writing() as connection:
        connection.execute(insert(THINGS).values(id=UUID(int=1)))


def test_sqlite_writes_ahead_keeps_references_and_writes_over_what_is_deleted(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/new/store.db")
    with database.reading() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    database.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 30_000,
    }
    assert (tmp_path / "new" / "store.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg2://x/y"]
)
def test_an_address_that_names_no_such_database_is_refused(url: str) -> None:
    with pytest.raises(SettingsInvalid, match="LER_DATABASE_URL"):
        open_database(url)


def test_a_wrong_password_is_not_repeated() -> None:
    database = open_database("postgres://rosa:hush-hush@127.0.0.1:1/ler")
    with pytest.raises(StoreUnavailable) as refused, database.reading():
        pass
    assert "hush" not in f"{refused.value} {refused.value.__cause__} {database!r}"


@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    apart=st.integers(1, 10**9),
    random=st.tuples(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10)),
)
def test_a_later_id_sorts_behind_an_earlier_one(first: datetime, apart: int, random: tuple[bytes, bytes]) -> None:
    early, late = make_id(first, random[0]), make_id(first + timedelta(milliseconds=apart + 1), random[1])
    assert early < late
    assert early.hex < late.hex
    assert (early.version, early.variant) == (7, "specified in RFC 4122")


@pytest.mark.parametrize("random", [b"", bytes(9), bytes(11)])
def test_an_id_needs_its_random_bytes_and_a_zone(random: bytes) -> None:
    with pytest.raises(ValueError, match="random bytes"):
        make_id(datetime(2026, 1, 1, tzinfo=UTC), random)
    with pytest.raises(ValueError, match="time zone"):
        make_id(datetime(2026, 1, 1), bytes(10))  # noqa: DTZ001
