"""How fast a provider may be asked, over all processes together: calls, tokens or anything else that is counted."""

import contextlib
import time
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from app.engine.client import reaching
from app.engine.connect import now
from app.engine.register import SCHEMA, create

_LOOK: Final = 0.5
"""Seconds between two looks of who lets others go first."""


class Pace:
    """A rate of `per_second` with bursts of `burst`, shared by every process that uses the same `name` and database.

    The generic cell rate algorithm (ITU-T I.371): one row says when the rate is free again, one statement moves
    that on. Unlike a queue's limit it counts what a call costs, and is exact from the first second. A process that
    dies leaves what it had taken unused. Everything raises EngineUnavailable when the database is away.
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
        self._begin()

    @reaching
    def _begin(self) -> None:
        create(self._database, self._table)
        # another process may do so as well
        with contextlib.suppress(sa.exc.IntegrityError), self._database.begin() as connection:
            connection.execute(sa.insert(self._table).values(name=self._name, free=0.0))

    @reaching
    def take(self, amount: float = 1.0) -> float:
        """Take `amount` in turn, and return how many seconds to wait before using it (0 when there is room)."""
        free = self._after(amount)
        with self._database.begin() as connection:
            wait = connection.execute(
                sa.update(self._table).where(self._mine).values(free=free).returning(self._table.c.free - self._now)
            ).scalar_one()
        return max(float(wait), 0.0)

    @reaching
    def take_at_once(self, amount: float = 1.0) -> float:
        """Take `amount` if it may be used now, and return 0; else take nothing, and return after how many seconds."""
        free = self._after(amount)
        with self._database.begin() as connection:
            taken = sa.update(self._table).where(self._mine, free <= self._now).values(free=free)
            if connection.execute(taken).rowcount:
                return 0.0
            left = connection.execute(sa.select(free - self._now).where(self._mine)).scalar_one()
        # it may have become free between the two statements
        return max(float(left), 0.001)

    def wait(
        self, amount: float = 1.0, *, urgent: bool = True, pause: Callable[[float], object] = time.sleep
    ) -> float:
        """Take `amount` and wait until it may be used. Returns the seconds waited.

        Who is not urgent takes nothing before it may be used, and so lets everybody go first who is.
        """
        if urgent:
            seconds = self.take(amount)
            if seconds > 0:
                pause(seconds)
            return seconds
        waited = 0.0
        while (left := self.take_at_once(amount)) > 0:
            step = min(left, _LOOK)
            pause(step)
            waited += step
        return waited

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return self._table.c.name == self._name

    def _after(self, amount: float) -> sa.ColumnElement[float]:
        """Say when the rate is free again once `amount` is taken: what is more than a burst waits for an idle one."""
        free = self._table.c.free
        earliest = self._now - max(self._burst, amount) / self._per_second
        return sa.case((free > earliest, free), else_=earliest) + amount / self._per_second
