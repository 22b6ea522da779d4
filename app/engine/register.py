"""Which workers live: a name per process and a row per name with the time it was last heard of."""

import fcntl
import hashlib
import os
import platform
import re
import uuid
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from app.engine.connect import now

SCHEMA = "ler_engine"
MOST_WORKERS = 1_000
"""On one machine."""


class Name:
    """A worker's name, held by a lock that the system gives up when the process dies."""

    def __init__(self, value: str, held: IO[str]) -> None:
        self.value = value
        self._held = held

    @classmethod
    def take(cls, folder: Path, name: str | None) -> "Name":
        """Take the first free name of this machine and folder, or `name`. ValueError when a process here has it."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:6]
        host = re.sub(r"[^a-z0-9-]+", "-", platform.node().lower())[:60] or "host"
        values = [name] if name else [f"{host}-{place}-{number}" for number in range(1, MOST_WORKERS)]
        for value in values:
            held = (folder / f"worker-{re.sub(r'[^A-Za-z0-9-]', '-', value)}.lock").open("a")
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.close()
                continue
            return cls(value, held)
        raise ValueError("another worker of this machine has that name")

    def give_back(self) -> None:
        """Let another process have the name."""
        self._held.close()


def create(database: sa.Engine, table: sa.Table) -> None:
    """Create a table of ours beside DBOS's unless it is there. Several processes may do so at once."""
    with database.begin() as connection:
        if table.schema:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(7236510)"))
            connection.execute(sa.schema.CreateSchema(table.schema, if_not_exists=True))
        connection.execute(sa.schema.CreateTable(table, if_not_exists=True))


class Register:
    """The rows of living workers in the engine's database. Times are the database's."""

    def __init__(self, database: sa.Engine, name: str, silence: float, version: str = "") -> None:
        self.silence = silence
        self._database = database
        self._name = name
        self._version = version
        self._run = uuid.uuid4().hex
        sqlite = database.dialect.name == "sqlite"
        self._now = now(database)
        self._table = sa.Table(
            "ler_workers",
            sa.MetaData(schema=None if sqlite else SCHEMA),
            sa.Column("name", sa.Text, primary_key=True),
            sa.Column("run", sa.Text, nullable=False),
            sa.Column("process", sa.Integer, nullable=False),
            sa.Column("version", sa.Text, nullable=False),
            sa.Column("heard", sa.Float, nullable=False),
            sa.Column("claimed_by", sa.Text),
            sa.Column("claimed", sa.Float),
        )
        create(database, self._table)

    def enter(self) -> None:
        """Write this process down under its name. Whoever was taking over from the one before it is told to stop."""
        values = {
            "run": self._run,
            "process": os.getpid(),
            "version": self._version,
            "heard": self._now,
            "claimed_by": None,
            "claimed": None,
        }
        table = self._table
        with self._database.begin() as connection:
            changed = connection.execute(sa.update(table).where(table.c.name == self._name).values(values))
            if not changed.rowcount:
                connection.execute(sa.insert(table).values(name=self._name, **values))

    def beat(self) -> None:
        """Say that this process lives. One that was taken for dead enters again; its old work is others' now."""
        table = self._table
        mine = (table.c.name == self._name) & (table.c.run == self._run) & table.c.claimed_by.is_(None)
        with self._database.begin() as connection:
            alive = connection.execute(sa.update(table).where(mine).values(heard=self._now)).rowcount
        if not alive:
            self.enter()

    def claim_dead(self) -> list[str]:
        """Claim the workers that have been silent too long. No other process claims them while this one lives."""
        table = self._table
        silent = table.c.heard < self._now - self.silence
        free = table.c.claimed_by.is_(None) | (table.c.claimed < self._now - self.silence)
        with self._database.begin() as connection:
            rows = connection.execute(
                sa.update(table)
                .where(silent & free & (table.c.name != self._name))
                .values(claimed_by=self._run, claimed=self._now)
                .returning(table.c.name)
            )
            return [row.name for row in rows]

    def holds(self, name: str) -> bool:
        """Whether the claim of `name` is still this process's: a worker that came back ends it."""
        table = self._table
        with self._database.begin() as connection:
            query = sa.select(table.c.claimed_by).where(table.c.name == name)
            return connection.execute(query).scalar() == self._run

    def leave(self, name: str) -> None:
        """Strike `name` out, if it is this process's own or claimed by it."""
        table = self._table
        with self._database.begin() as connection:
            connection.execute(
                sa.delete(table).where(
                    table.c.name == name, (table.c.run == self._run) | (table.c.claimed_by == self._run)
                )
            )

    def names(self) -> list[str]:
        """Workers that were heard of lately."""
        return [name for name, _ in self._heard()]

    def versions(self) -> set[str]:
        """Versions that these workers have."""
        return {version for _, version in self._heard()}

    def _heard(self) -> list[tuple[str, str]]:
        table = self._table
        lately = table.c.heard >= self._now - self.silence
        with self._database.begin() as connection:
            query = sa.select(table.c.name, table.c.version).where(lately).order_by(table.c.name)
            return [(row.name, row.version) for row in connection.execute(query)]
