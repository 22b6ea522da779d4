"""What would take minutes is stopped: no test measures a time, but none waits for what hangs either."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HANGS = 30.0
"""Seconds of computing. What is held to it takes some tenths of one, and took minutes before it was mended."""


class Hangs(AssertionError):
    """It was still computing."""


@contextmanager
def stopped_if_it_hangs(seconds: float = HANGS) -> Iterator[None]:
    """Raise `Hangs` in the main thread when what is done within has computed for so long."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hangs(f"still computing after {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
