"""Engines on SQLite and on the PostgreSQL server that LER_TEST_POSTGRES names."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.engine.client import Engine
from app.engine.model import Queue
from app.engine.registry import Jobs
from app.engine.worker import Worker
from app.telemetry import Tracer
from tests.engine.site import database_on


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of a database of our own on the server; skip where there is none, but never in CI."""
    address = os.environ.get("LER_TEST_POSTGRES")
    if not address:
        if "CI" in os.environ:
            pytest.fail("LER_TEST_POSTGRES must name a PostgreSQL server in CI")
        pytest.skip("LER_TEST_POSTGRES names no PostgreSQL server")
    with database_on(address) as url:
        Engine(url, Jobs()).close()
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database of durable work."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'engine' / 'engine.db'}"
        return
    address = str(request.getfixturevalue("server"))
    yield address
    database = sa.create_engine(
        sa.make_url(address).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with database.connect() as connection:
        for table in ("workflow_status", "workflow_input", "workflow_output", "operation_outputs"):
            connection.exec_driver_sql(f"TRUNCATE dbos.{table} CASCADE")
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS ler_engine CASCADE")
    database.dispose()


@pytest.fixture
def start(url: str, tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Give a function that starts an engine with its worker in this process."""
    running: list[tuple[Engine, Worker]] = []

    def begin(jobs: Jobs, kinds: tuple[Queue, ...] | None = None, tracer: Tracer | None = None) -> Engine:
        engine = Engine(url, jobs, kinds=kinds, tracer=tracer)
        running.append((engine, Worker(engine, tmp_path / "locks")))
        return engine

    yield begin
    for engine, worker in running:
        worker.stop(grace=2)
        engine.close()
