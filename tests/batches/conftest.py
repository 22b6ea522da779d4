"""One installation on each database for all tests of batches; a test's own board keeps it apart."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.batches.site import Desk, Site, running, settings_of
from tests.engine.site import database_on

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def urls(kind: str, stack: ExitStack) -> dict[str, str]:
    """The addresses of empty databases of a kind; skips without a server, but never in CI."""
    if kind == "sqlite":
        return {}
    address = os.environ.get("LER_TEST_POSTGRES")
    if not address:
        if "CI" in os.environ:
            pytest.fail("LER_TEST_POSTGRES names no server (python -m tests.store.postgres start FOLDER)")
        pytest.skip("LER_TEST_POSTGRES names no PostgreSQL server")
    return {name: stack.enter_context(database_on(address)) for name in ("store", "engine")}


@pytest.fixture(scope="package", params=BOTH)
def offline(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation without a model, with a worker in this process."""
    with ExitStack() as stack:
        given = urls(request.param, stack)
        settings = settings_of(tmp_path_factory.mktemp("batches"), **given)
        yield stack.enter_context(running(settings))


@pytest.fixture
def desk(offline: Site) -> Desk:
    return offline.desk()
