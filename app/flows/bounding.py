"""A computation of this thread to its result, or to an end when it computes for longer than any document needs."""

import ctypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from app.errors import SourceDraftTimeOut

T = TypeVar("T")

_LOOK: Final = 0.2
"""Seconds between two looks at what is computed."""
_HEARD: Final = 200
"""Milliseconds within which a thread surely hears what it was told."""
_AGAIN: Final = 5.0
"""Seconds of computing after which a computation that went on is told once more."""


class _OutOfTime(BaseException):
    """Raised in a thread by the watch. Rules that catch what they fail with do not catch this."""


@dataclass(eq=False)
class _Run:
    thread: int
    clock: Callable[[], float]
    ends: float
    """By that clock."""
    told: bool = False
    """It was told to end."""


class _Watch:
    """Looks at all computations of the process, in a thread of its own that sleeps while there are none."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._runs: set[_Run] = set()
        self._thread: threading.Thread | None = None

    def enter(self, run: _Run) -> None:
        with self._changed:
            self._runs.add(run)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="bounding", daemon=True)
                self._thread.start()
            self._changed.notify()

    def leave(self, run: _Run) -> None:
        """Look at it no more."""
        with self._changed:
            self._runs.discard(run)

    def _look(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._runs)
                for run in self._runs:
                    if run.clock() >= run.ends:
                        run.ends += _AGAIN
                        run.told = True
                        told = ctypes.py_object(_OutOfTime)
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(run.thread), told)
            time.sleep(_LOOK)


_WATCH: Final = _Watch()


@dataclass(frozen=True)
class Bounded:
    """Does computations that have no effects; each has `seconds` of its thread's own computing.

    A machine with much to do takes none of them away. Code in C that never comes back to Python is not ended.
    """

    seconds: float

    def __call__(self, work: Callable[[], T]) -> T:
        """Give what `work` gives. Raises SourceDraftTimeOut, and what it raises."""
        clock = _clock()
        run = _Run(threading.get_ident(), clock, clock() + self.seconds)
        try:
            _WATCH.enter(run)
            try:
                made = work()
            finally:
                _WATCH.leave(run)
            _hear(run)
        except _OutOfTime:
            # it may have come while the watch was being left
            _WATCH.leave(run)
        else:
            return made
        raise SourceDraftTimeOut(f"it was not drafted within {self.seconds:g} seconds of computing")


def _hear(run: _Run) -> None:
    """Let come now what the thread was told and has not heard yet: nobody else may hear it.

    To take it back would leave the interpreter looking for it at each step from then on (CPython 3.11).
    """
    for _ in range(_HEARD if run.told else 0):
        time.sleep(0.001)


def _clock() -> Callable[[], float]:
    """Give the clock of this thread's computing; the wall's, where a system has none for threads."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return lambda: time.clock_gettime(clock)
