"""One installation on each database for all tests of batches; a test's own board keeps it apart."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.batches.site import Desk, Site, answering, running, settings_of
from tests.engine.site import database_on
from tests.llm.server import Said, Scripted, serving

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


@contextmanager
def paid(
    kind: str,
    folder: Path,
    faults: Callable[[int], Said | None] = lambda _: None,
    delay: float = 0.0,
    **more: Any,
) -> Iterator[tuple[Site, Scripted]]:
    """Give an installation with a scripted provider, and a worker in this process."""
    with ExitStack() as stack:
        given = urls(kind, stack)
        served = stack.enter_context(serving(answering(faults, delay)))
        settings = settings_of(folder, provider=served.base_url, model_output_tokens=200, **given, **more)
        yield stack.enter_context(running(settings)), served


@pytest.fixture(scope="module", params=BOTH)
def offline(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation without a model, with a worker in this process."""
    with ExitStack() as stack:
        given = urls(request.param, stack)
        settings = settings_of(tmp_path_factory.mktemp("batches"), **given)
        yield stack.enter_context(running(settings))


@pytest.fixture
def desk(offline: Site) -> Desk:
    return offline.desk()
