"""Two transactions that meet half-way, each time at the same place."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sqlalchemy import event, text

from app.database import Database

_LONGEST: Final = 60.0
"""Seconds until a meeting that does not come about fails."""
_WAITS: Final = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class _Outcome(threading.Thread):
    """A transaction of its own, and what it raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.raised: Exception | None = None

    def run(self) -> None:
        try:
            self._work()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test looks at it
            self.raised = fault


class Met(NamedTuple):
    """What became of a meeting."""

    first: Exception | None
    """What it raised."""
    second: Exception | None
    waited: bool
    """Whether the second one had to wait for the first."""


def meet(database: Database, first: Callable[[], object], words: str, second: Callable[[], object]) -> Met:
    """Run `first` up to a statement with these words, then `second` until it waits for a lock, then both to the end.

    On PostgreSQL, where somebody else's locks can be seen. `second` may also end without waiting.
    """
    reached, goes_on = threading.Event(), threading.Event()
    one, other = _Outcome(first), _Outcome(second)

    def halt(_connection: object, _cursor: object, statement: str, *_: Any) -> None:
        if threading.current_thread() is one and words in statement and not reached.is_set():
            reached.set()
            goes_on.wait(_LONGEST)

    event.listen(database.engine, "after_cursor_execute", halt)
    try:
        one.start()
        _until(lambda: reached.is_set() or not one.is_alive())
        assert reached.is_set(), f"the first transaction never said that: {one.raised}"
        other.start()
        _until(lambda: not other.is_alive() or _waiting(database))
        waited = other.is_alive()
        goes_on.set()
        for thread in (one, other):
            thread.join(_LONGEST)
            assert not thread.is_alive()
    finally:
        goes_on.set()
        event.remove(database.engine, "after_cursor_execute", halt)
    return Met(one.raised, other.raised, waited)


@contextmanager
def amidst(database: Database, words: str, work: Callable[[], object]) -> Iterator[None]:
    """Do some work as soon as a statement with these words was answered, before whoever sent it goes on."""
    is_done = threading.Event()

    def look(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if words in statement and not is_done.is_set():
            is_done.set()
            # in a thread of its own: no transaction is opened inside another
            other = _Outcome(work)
            other.start()
            other.join(_LONGEST)
            assert (other.is_alive(), other.raised) == (False, None)

    event.listen(database.engine, "after_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(database.engine, "after_cursor_execute", look)
    assert is_done.is_set(), "nobody ever said that"


def _waiting(database: Database) -> bool:
    with database.reading() as connection:
        return bool(connection.execute(_WAITS).scalar_one())


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST
    while not is_so():
        assert time.monotonic() < end, "they did not meet"
        time.sleep(0.01)
