"""The application on both databases, started once for all tests; a test's own board keeps it apart."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from app.access.model import Role
from app.store.model import Board
from tests.api.site import Caller, Site, running
from tests.engine.site import database_on


@pytest.fixture(scope="package", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("service")
    if request.param == "sqlite":
        with running(folder) as started:
            yield started
        return
    address = os.environ.get("LER_TEST_POSTGRES")
    if not address:
        if "CI" in os.environ:
            pytest.fail("LER_TEST_POSTGRES names no server (python -m tests.store.postgres start FOLDER)")
        pytest.skip("LER_TEST_POSTGRES names no PostgreSQL server")
    with (
        database_on(address) as store,
        database_on(address) as engine,
        running(folder, store, engine) as started,
    ):
        yield started


@pytest.fixture
def board(site: Site) -> Board:
    return site.board()


@pytest.fixture
def worker(site: Site, board: Board) -> Caller:
    return site.person(board, Role.WORKER, name="Rosa Quill")


@pytest.fixture
def other(site: Site, board: Board) -> Caller:
    """Another worker of the same board."""
    return site.person(board, Role.WORKER)


@pytest.fixture
def reviewer(site: Site, board: Board) -> Caller:
    return site.person(board, Role.REVIEWER)


@pytest.fixture
def second_reviewer(site: Site, board: Board) -> Caller:
    return site.person(board, Role.REVIEWER)


@pytest.fixture
def officer(site: Site, board: Board) -> Caller:
    """Somebody who acts for the board."""
    return site.person(board, Role.BOARD)


@pytest.fixture(scope="module")
def holder(site: Site) -> Caller:
    """A worker whose credentials no test of its file takes away."""
    return site.person(site.board(), Role.WORKER, name="Rosa Quill")


@pytest.fixture(scope="module")
def made(holder: Caller) -> list[dict[str, Any]]:
    return holder.credentials()
