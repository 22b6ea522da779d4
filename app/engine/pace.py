"""How fast a provider may be asked, over all processes together: calls, tokens or anything else that is counted."""

import contextlib
import time
from collections.abc import Callable

import sqlalchemy as sa

from app.engine.connect import now
from app.engine.register import SCHEMA, create


class Pace:
    """A rate of `per_second` with bursts of `burst`, shared by every process that uses the same `name` and database.

    The generic cell rate algorithm (ITU-T I.371): one row says when the rate is free again, one statement moves
    that on. Unlike a queue's limit it counts what a call costs, and is exact from the first second. A process that
    dies leaves what it had taken unused.
    """

    def __init__(self, database: sa.Engine, name: str, *, per_second: float, burst: float) -> None:
        if per_second <= 0 or burst <= 0:
            raise ValueError("a rate and its burst are above 0")
        self._database = database
        self._name = name
        self._per_second = per_second
        self._burst = burst
        self._now = now(database)
        self._table = sa.Table(
            "ler_paces",
            sa.MetaData(schema=None if database.dialect.name == "sqlite" else SCHEMA),
            sa.Column("name", sa.Text, primary_key=True),
            sa.Column("free", sa.Float, nullable=False),
        )
        create(database, self._table)
        with contextlib.suppress(sa.exc.IntegrityError), database.begin() as connection:  # another process has
            connection.execute(sa.insert(self._table).values(name=name, free=0.0))

    def take(self, amount: float = 1.0) -> float:
        """Take `amount` in turn, and return how many seconds to wait before using it (0 when there is room)."""
        table = self._table
        earliest = self._now - self._burst / self._per_second
        free = sa.case((table.c.free > earliest, table.c.free), else_=earliest) + amount / self._per_second
        with self._database.begin() as connection:
            wait = connection.execute(
                sa.update(table)
                .where(table.c.name == self._name)
                .values(free=free)
                .returning(table.c.free - self._now)
            ).scalar_one()
        return max(float(wait), 0.0)

    def wait(self, amount: float = 1.0, *, pause: Callable[[float], object] = time.sleep) -> float:
        """Take `amount` and wait until it may be used. Returns the seconds waited."""
        seconds = self.take(amount)
        if seconds > 0:
            pause(seconds)
        return seconds
