"""Who drafts now: no more documents at once than a process computes well, those of people who wait first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """So many places. Threads of one process take turns in computing anyway, and more of them only wait longer."""

    def __init__(self, places: int | None) -> None:
        """None sets no bound: where a model is asked, most of the time is spent on waiting for it."""
        self._places = places
        self._changed = threading.Condition()
        self._taken = self._waiting = self._urgent = 0

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        with self._changed:
            return self._waiting

    @contextmanager
    def take(self, *, urgent: bool) -> Iterator[None]:
        """Wait for a place, and hold it within; who is not urgent lets everybody go first who is."""
        if self._places is None:
            yield
            return
        with self._changed:
            self._waiting += 1
            self._urgent += urgent
            self._changed.wait_for(lambda: self._is_free(urgent=urgent))
            self._waiting -= 1
            self._urgent -= urgent
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._changed.notify_all()

    def _is_free(self, *, urgent: bool) -> bool:
        return self._taken < (self._places or 0) and (urgent or not self._urgent)
