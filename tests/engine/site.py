"""Worker processes that a test starts, kills and counts after."""

import contextlib
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGKILL

import sqlalchemy as sa

from app.engine.client import Engine
from app.engine.model import queues
from tests.engine.scene import Ledger, jobs

SLOTS = 8


@contextlib.contextmanager
def database_on(server: str) -> Iterator[str]:
    """Make an empty database on the PostgreSQL server of this URL, give its URL, and drop it."""
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    name = f"ler_engine_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


class Site:
    """An engine without a worker, its ledger, and the processes that work for it."""

    def __init__(self, url: str, folder: Path, slots: int = SLOTS) -> None:
        self.url = url
        self.folder = folder
        self.slots = slots
        self.ledger = folder / "ledger"
        self.ledger.touch()
        self.engine = Engine(url, jobs(Ledger(self.ledger), 0), kinds=queues(batch=slots))
        self.processes: list[subprocess.Popen[str]] = []

    def begin(self, *options: str) -> "subprocess.Popen[str]":
        """Start a worker process and wait until it works."""
        command = [sys.executable, "-m", "tests.engine.scene", self.url, str(self.folder / "locks"), str(self.ledger)]
        process = subprocess.Popen(
            [*command, "--slots", str(self.slots), *options], stdout=subprocess.PIPE, text=True
        )
        self.processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("up ")
        return process

    def done(self, step: str) -> Counter[str]:
        """How often `step` was done for each document."""
        written = self.ledger.read_text()
        # the last line may be on its way
        lines = (line.split() for line in written[: written.rfind("\n") + 1].splitlines())
        return Counter(document for name, document, _ in lines if name == step)

    def until(self, condition: Callable[[], bool], seconds: float = 180.0) -> None:
        """Wait for `condition`."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{self.done('store').total()} stored"
            time.sleep(0.02)

    def close(self) -> None:
        for process in self.processes:
            process.send_signal(SIGKILL)
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        self.engine.close()


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(SIGKILL)
    process.wait()
