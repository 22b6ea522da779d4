"""Both databases, migrated once for all tests; a test's own board keeps it apart from the others."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.database import Database, open_database
from app.store.blobs import Blobs, open_blobs
from app.store.migrate import upgrade
from app.store.seal import Keyring, MasterKey
from tests.store.factories import World

POSTGRES = "LER_TEST_POSTGRES"


def postgres_url() -> str:
    """Give the server to test on; skip where there is none, but never in CI."""
    url = os.environ.get(POSTGRES)
    if url is None:
        if "CI" in os.environ:
            pytest.fail(f"{POSTGRES} names no server (python -m tests.store.postgres start FOLDER)")
        pytest.skip(f"{POSTGRES} names no PostgreSQL server")
    return url


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator["Databases"]:
    databases = Databases(postgres_url())
    yield databases
    databases.remove()


class Databases:
    """Makes databases on a server and removes them in the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[str] = []

    def make(self) -> str:
        name = f"ler_test_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE {name}")
        self.made.append(name)
        return f"{self.url.rpartition('/')[0]}/{name}"

    def remove(self) -> None:
        for name in self.made:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        server = open_database(self.url)
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/store.db"
    else:
        url = request.getfixturevalue("postgres_databases").make()
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated database that all tests share."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/store.db"
    else:
        url = request.getfixturevalue("postgres_databases").make()
    opened = open_database(url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring((MasterKey(bytes(range(32))),))


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(tmp_path / "blobs")


@pytest.fixture
def world(database: Database, blobs: Blobs, keyring: Keyring) -> World:
    """A board of its own with a worker and two reviewers."""
    return World.make(database, blobs, keyring)
