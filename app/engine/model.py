"""What durable work is told and tells: queues, retries, statuses, failures; ids, hashes and counts only."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from app.errors import LerError

Json: TypeAlias = Any
"""What `json` writes and reads back the same: None, bool, int, float, str, list, dict with string keys."""

TEXT_LIMIT = 300
"""Characters of one string in an input or a result: an id, a hash or a code is shorter, a text is longer."""
VALUE_LIMIT = 20_000
"""Characters of one input or result as JSON."""

INTERACTIVE, BATCH, PARENTS, UPKEEP = "interactive", "batch", "parents", "upkeep"


class Queue(BaseModel):
    """Where jobs wait. Jobs of lower priority number start first, then older ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z]+$")
    slots: int = Field(gt=0)
    """Jobs of this queue that one worker process runs at once. No other queue takes them."""
    priority: int = Field(default=1, gt=0)
    """Of jobs that are enqueued without one."""
    poll: float = Field(default=0.1, gt=0)
    """Seconds between two looks."""


def queues(*, interactive: int = 4, batch: int = 8) -> tuple[Queue, ...]:
    """The service's queues, with the slots of a worker process."""
    return (
        Queue(name=INTERACTIVE, slots=interactive),
        Queue(name=BATCH, slots=batch, priority=100),
        Queue(name=PARENTS, slots=64, priority=100, poll=0.25),
        Queue(name=UPKEEP, slots=1, poll=1.0),
    )


class TryAgain(Exception):
    """Raised by a step whose work may succeed later. `after` is the least number of seconds until then."""

    def __init__(self, code: str, after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.after = after


class Retry(BaseModel):
    """How often a step is tried, and how long is waited in between: seconds · factor^n, at most `most`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    attempts: int = Field(default=3, ge=1)
    seconds: float = Field(default=1.0, ge=0)
    factor: float = Field(default=2.0, ge=1)
    most: float = Field(default=60.0, ge=0)
    on: tuple[type[Exception], ...] = (TryAgain, ConnectionError, TimeoutError)

    def wait(self, attempt: int, fault: Exception) -> float | None:
        """Seconds until the next attempt when number `attempt` (from 1) failed; None when it was the last."""
        if attempt >= self.attempts or not isinstance(fault, self.on):
            return None
        asked = fault.after if isinstance(fault, TryAgain) else None
        return max(min(self.seconds * self.factor ** (attempt - 1), self.most), asked or 0.0)


ONCE = Retry(attempts=1)


class StepFailed(Exception):
    """A step, or a job it called, has no result: `code` and `kind` (class) of the error, never its text."""

    def __init__(self, code: str, kind: str) -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind

    @classmethod
    def of(cls, fault: Exception) -> Self:
        """What may be recorded of `fault`."""
        match fault:
            case StepFailed():
                return cls(fault.code, fault.kind)
            case LerError() | TryAgain():
                return cls(fault.code, type(fault).__name__)
        return cls("internal", type(fault).__name__)


class Stopped(BaseException):
    """The job's process is stopping or the job was cancelled: leave at once, record nothing. Never catch it."""


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether the job will not change any more by itself."""
        return self not in (State.WAITING, State.RUNNING)


class JobStatus(BaseModel):
    """One job as a person may see it. Times are seconds since 1970."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    job: str
    queue: str | None
    state: State
    priority: int
    created: float
    started: float | None = None
    finished: float | None = None
    worker: str | None = None
    """The executor that has it, or had it last."""
    code: str | None = None
    """Why it failed."""
    kind: str | None = None


class Page(BaseModel):
    """Some of the children that a parent starts, and where the next page begins (None: there is none)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    children: tuple[tuple[str, tuple[Any, ...]], ...]
    """Key, unique among the parent's children, and the arguments of the child."""
    next: Json = None


PageOf: TypeAlias = Callable[[Json], Page]
"""Cursor (None for the first) → page. About 500 children to a page."""


def checked(value: Json, what: str) -> Json:
    """Return `value` if durable work may keep it: JSON, short strings, small. ValueError naming `what` otherwise.

    The engine's rows are in clear, so they hold ids, hashes, codes and counts, never a document's text.
    """
    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as fault:
        raise ValueError(f"{what} is not JSON") from fault
    if len(text) > VALUE_LIMIT:
        raise ValueError(f"{what} has more than {VALUE_LIMIT} characters; pass an id")
    _check_strings(value, what)
    return value


def _check_strings(value: Json, what: str) -> None:
    match value:
        case str() if len(value) > TEXT_LIMIT:
            raise ValueError(f"{what} holds a string of more than {TEXT_LIMIT} characters; pass an id or a hash")
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise ValueError(f"{what} is not JSON")
                _check_strings(key, what)
                _check_strings(item, what)
        case list() | tuple():
            for item in value:
                _check_strings(item, what)
