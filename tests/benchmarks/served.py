"""A service on PostgreSQL for benchmarks: `ler serve --no-worker` and `ler work`, each a process of its own."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.api.process import Process, cpu_seconds
from tests.batches.fleet import COMMAND
from tests.engine.site import database_on

_PROC: Final = Path("/proc")


@contextlib.contextmanager
def serving(url: str, workers: int) -> Iterator[Process]:
    """Start it on two new databases of the PostgreSQL server at `url`, with so many worker processes."""
    with contextlib.ExitStack() as stack:
        store, engine = (stack.enter_context(database_on(url)) for _ in range(2))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        served = Process(
            folder,
            "--no-worker",
            database_url=store,
            engine_url=engine,
            requests_per_minute="1000000",
            quota_worker_documents_per_day="none",
        )
        stack.callback(served.stop)
        names = {"LER_DATA_FOLDER": str(folder / "data"), "LER_DATABASE_URL": store, "LER_ENGINE_URL": engine}
        for number in range(workers):
            at_work = subprocess.Popen(
                [sys.executable, "-c", COMMAND, "work"],
                env=os.environ | names | {"LER_ENGINE_WORKER": f"w{number}"},
                stderr=subprocess.DEVNULL,
            )
            stack.callback(at_work.wait)
            stack.callback(at_work.terminate)
        yield served


class Postgres:
    """The CPU time of a PostgreSQL server, as far as its processes still live."""

    def __init__(self, url: str) -> None:
        engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            backend = connection.scalar(sa.text("SELECT pg_backend_pid()"))
            self._parent = _parents()[int(backend or 0)]
        engine.dispose()

    def cpu(self) -> float:
        """Seconds."""
        theirs = [pid for pid, parent in _parents().items() if parent == self._parent]
        return sum(map(cpu_seconds, [*theirs, self._parent]))


def _parents() -> Mapping[int, int]:
    found: dict[int, int] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                told = (folder / "stat").read_text().rpartition(")")[2].split()
                found[int(folder.name)] = int(told[1])
    return found
