"""Waiting for durable work without holding a thread: a request that waits costs a look now and then."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Final, TypeVar

from fastapi.concurrency import run_in_threadpool

from app.errors import LerError

FIRST_PAUSE: Final = 0.05
LONGEST_PAUSE: Final = 1.0
"""Seconds between two looks."""
ALIVE: Final = 15.0
"""Seconds after which a silent stream says that it lives: proxies cut silent ones off."""
Seen = TypeVar("Seen")


async def until(look: Callable[[], Seen], done: Callable[[Seen], bool], seconds: float) -> Seen:
    """Look until what is seen is done, at most for `seconds`; give what was seen last. Raises what looking does."""
    ends, pause = time.monotonic() + seconds, FIRST_PAUSE
    while True:
        seen = await run_in_threadpool(look)
        left = ends - time.monotonic()
        if done(seen) or left <= 0:
            return seen
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 1.5, LONGEST_PAUSE)


async def events(first: str, look: Callable[[], tuple[str, bool]], seconds: float) -> AsyncIterator[str]:
    """Give server-sent events: what is seen first and each time that it changes, until it is done or time is over.

    `look` gives the data of an event and whether it is the last one. Nothing can be answered any more when looking
    fails meanwhile (it was deleted, say): the stream ends.
    """
    ends, pause, told, spoke = time.monotonic() + seconds, FIRST_PAUSE, first, time.monotonic()
    yield _event(first)
    while time.monotonic() < ends:
        try:
            seen, last = await run_in_threadpool(look)
        except LerError:
            return
        if seen != told:
            told, spoke = seen, time.monotonic()
            yield _event(seen)
        elif time.monotonic() - spoke > ALIVE:
            spoke = time.monotonic()
            yield ": alive\n\n"
        if last:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def _event(data: str) -> str:
    return f"event: document\ndata: {data}\n\n"
