"""A service on PostgreSQL for benchmarks: `ler serve --no-worker` and `ler work`, each a process of its own."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.api.process import Process
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
    """The CPU time of a PostgreSQL server and of all processes that it has started."""

    def __init__(self, url: str) -> None:
        engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            backend = connection.scalar(sa.text("SELECT pg_backend_pid()"))
            self._parent = int(_stat(int(backend or 0))[1])
        engine.dispose()

    def cpu(self) -> float:
        """Seconds."""
        # of those that have ended the server itself keeps count
        spent = sum(map(int, _stat(self._parent)[11:15]))
        for folder in _PROC.iterdir():
            if folder.name.isdecimal():
                with contextlib.suppress(OSError):
                    told = _stat(int(folder.name))
                    spent += sum(map(int, told[11:13])) if int(told[1]) == self._parent else 0
        return spent / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
