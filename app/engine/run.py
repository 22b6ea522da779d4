"""Durable work from inside: what a job's function can do between its start and its result."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dbos import DBOS

from app import telemetry
from app.engine.client import LOST, Engine
from app.engine.model import ONCE, Json, PageOf, Retry, State, StepFailed, Stopped, checked
from app.errors import EngineUnavailable, JobUnknown

log = logging.getLogger(__name__)

AWAY = Retry(attempts=20, seconds=0.5, most=30, on=(EngineUnavailable, *LOST))
"""For steps that write to a database, which may be away for some minutes."""
LOOK = 1.0
"""Seconds between two looks of a sleeping or waiting job whether it is still theirs to do."""


class Watch:
    """What a worker process knows of its runs: which is the last of each job, and whether all are to stop."""

    def __init__(self, worker: str = "") -> None:
        self.worker = worker
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._steps = 0
        self._last: dict[str, object] = {}

    @contextmanager
    def run(self, job: str, run: object) -> Iterator[None]:
        """Within, `run` is the last run of `job`: an earlier one that is still awake does no further step."""
        with self._lock:
            self._last[job] = run
        try:
            yield
        finally:
            with self._lock:
                if self._last.get(job) is run:
                    del self._last[job]

    @contextmanager
    def step(self, job: str, run: object) -> Iterator[None]:
        """Within, a step of `run` is being worked on. Stopped when it must not begin."""
        with self._lock:
            if self.stopping.is_set() or self._last.get(job) is not run:
                raise Stopped
            self._steps += 1
        try:
            yield
        finally:
            with self._lock:
                self._steps -= 1

    @property
    def steps(self) -> int:
        """Number of steps that are being worked on."""
        return self._steps

    def pause(self, seconds: float) -> None:
        """Wait. Stopped as soon as the process is to stop."""
        if self.stopping.wait(max(seconds, 0)):
            raise Stopped


class Run:
    """One run of a job: the first argument of its function.

    When a process dies, another one calls the function again from its start; steps that were recorded return what
    they returned then and are not done again. The step that was under way is done again: make it harmless to repeat.
    """

    def __init__(self, engine: Engine, watch: Watch, job: str, job_id: str) -> None:
        self.engine = engine
        self.job = job
        self.id = job_id
        self._watch = watch

    def step(self, name: str, function: Callable[..., Json], *arguments: Any, retry: Retry = ONCE) -> Any:
        """Do `function(*arguments)` once and record the result, which is small JSON (`checked`).

        StepFailed with the code when it failed for good; the failure is recorded and stays.
        """
        outcome = self._record(name, lambda: self._attempt(name, function, arguments, retry))
        if "failed" in outcome:
            raise StepFailed(*outcome["failed"])
        return outcome["value"]

    def _record(self, name: str, work: Callable[[], dict[str, Json]]) -> dict[str, Json]:
        with self._watch.step(self.id, self):
            return DBOS.run_step({"name": name}, work)

    def _attempt(
        self, name: str, function: Callable[..., Json], arguments: tuple[Any, ...], retry: Retry
    ) -> dict[str, Json]:
        attempt = 1
        while True:
            began = time.perf_counter()
            try:
                with self.engine.tracer.span(f"step {name}", job=self.job, job_id=self.id, attempt=attempt):
                    value = checked(function(*arguments), f"the result of {name}")
            except Exception as fault:  # noqa: BLE001 (whatever it is, its text must not be recorded)
                failure = StepFailed.of(fault)
                wait = retry.wait(attempt, fault)
            else:
                telemetry.step_done(self.job, name, "done", time.perf_counter() - began)
                return {"value": value}
            outcome = "failed" if wait is None else "again"
            telemetry.step_done(self.job, name, outcome, time.perf_counter() - began)
            telemetry.event(
                log, f"step-{outcome}", job=self.job, job_id=self.id, step=name, code=failure.code, kind=failure.kind
            )
            if wait is None:
                return {"failed": [failure.code, failure.kind]}
            attempt += 1
            self._pause(wait)

    def sleep(self, seconds: float) -> None:
        """Wait without losing count: the time to wake up is recorded and is the same after a restart."""
        until = self._record("sleep", lambda: {"value": time.time() + seconds})["value"]
        self._pause(until - time.time())

    def _pause(self, seconds: float) -> None:
        """Wait. Stopped when the process is to stop, and when the job was cancelled or is another's meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._watch.pause(min(left, LOOK))
            if seconds >= LOOK / 2:
                self._leave_unless_mine()

    def _leave_unless_mine(self) -> None:
        try:
            status = self.engine.status(self.id)
        except JobUnknown:
            raise Stopped from None
        if status.state is not State.RUNNING or status.worker != self._watch.worker:
            raise Stopped

    def _asked(self, question: Callable[[], int]) -> int:
        """Answer a question to the engine's database, however long that is away."""
        attempt = 1
        while True:
            try:
                return question()
            except AWAY.on:
                self._watch.pause(min(0.5 * 2**attempt, 30.0))
                attempt = min(attempt + 1, 10)

    def _leave_no_orphans(self) -> None:
        """Do away with children that were started while this job was cancelled or erased."""
        try:
            cancelled = self.engine.status(self.id).state is State.CANCELLED
        except JobUnknown:
            self.engine.erase([self.id])
            raise Stopped from None
        if cancelled:
            self.engine.cancel(self.id)
            raise Stopped

    def report(self, progress: Json) -> None:
        """Publish how far the job is, for `Engine.progress`. Costs as much as a step."""
        with self._watch.step(self.id, self):
            DBOS.set_event("progress", checked(progress, "progress"))

    def call(self, job: str, key: str, *arguments: Json) -> Json:
        """Have another job done (id `{this id}/{key}`) and return its result. StepFailed when there is none.

        It waits in its own queue with this job's priority; this job keeps its slot meanwhile, so the two must not be
        in one queue.
        """
        child = f"{self.id}/{key}"

        def start() -> Json:
            self.engine.enqueue(job, *arguments, job_id=child, priority=self.engine.status(self.id).priority)
            self._leave_no_orphans()
            return child

        def finish() -> Json:
            wait = 0.05
            while not (status := self.engine.status(child)).state.final:
                self._pause(wait)
                wait = min(wait * 1.5, LOOK)
            if status.state is not State.DONE:
                raise StepFailed(status.code or "job.cancelled", status.kind or "JobCancelled")
            return self.engine.result(child)

        self.step(f"start {job}", start, retry=AWAY)
        return self.step(f"result of {job}", finish, retry=AWAY)

    def fan_out(self, job: str, pages: PageOf, *, backlog: int = 1_000) -> int:
        """Start one child (id `{this id}/{key}`) for everything that `pages` gives, a page in each step.

        Waits before a page until fewer than `backlog` jobs wait in the queue. Returns the number of children; neither
        this job's memory nor its rows grow with it but by one step a page. Give the parent's job the queue `parents`.
        """
        waiting_in = self.engine.jobs.jobs[job].queue

        def start(cursor: Json) -> Json:
            page = pages(cursor)
            children = [(f"{self.id}/{key}", arguments) for key, arguments in page.children]
            number = self.engine.enqueue_all(job, children)
            self._leave_no_orphans()
            return [number, page.next]

        cursor: Json = None
        total = 0
        while True:
            while self._asked(lambda: self.engine.backlog(waiting_in, most=backlog)) >= backlog:
                self._pause(LOOK / 2)
            number, cursor = self.step(f"start {job}", start, cursor, retry=AWAY)
            total += int(number)
            if cursor is None:
                return total

    def join(self, *, every: float = LOOK / 2) -> None:
        """Wait until every child that was started has reached a final state. What became of each is in the store."""
        while self._asked(lambda: self.engine.unfinished_children(self.id)):
            self._pause(every)
