"""Durable work from outside: enqueue, look, cancel, wait, erase. Needs no worker in the process."""

import functools
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar, cast

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions, WorkflowStatus

from app import telemetry
from app.engine import counts
from app.engine.connect import forget_pages, open_database
from app.engine.model import JobStatus, Json, Queue, State, checked, queues
from app.engine.register import Register
from app.engine.registry import Jobs
from app.errors import EngineUnavailable, JobCancelled, JobFailed, JobUnknown
from app.telemetry import Tracer, Untraced

APPLICATION = "ler"
UNFINISHED = ["ENQUEUED", "DELAYED", "PENDING"]
FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
CHUNK = 500
AT_THE_CLOCK = "@clock"
"""Ends DBOS's name of a job that a schedule starts, which is called with the time first."""
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:/.+-]{0,199}")
"""Of jobs; `/` divides a parent's id from its child's key. Signs that SQL patterns give a meaning are not in it."""

STATES = {
    "ENQUEUED": State.WAITING,
    "DELAYED": State.WAITING,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "CANCELLED": State.CANCELLED,
    "ERROR": State.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.FAILED,
}


LOST = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What SQLAlchemy raises when a database went away or is too busy to connect to."""
P = ParamSpec("P")
R = TypeVar("R")


def reaching(ask: Callable[P, R]) -> Callable[P, R]:
    """Make `ask` raise EngineUnavailable when the database went away."""

    @functools.wraps(ask)
    def asked(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return ask(*arguments, **options)
        except LOST as fault:
            raise EngineUnavailable(f"durable work lost its database ({type(fault).__name__})") from None

    return asked


def chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    """Up to `CHUNK` of `ids` at a time."""
    for start in range(0, len(ids), CHUNK):
        yield list(ids[start : start + CHUNK])


def _kind(error: Exception | None) -> str | None:
    data = getattr(error, "data", None)
    return str(data["kind"]) if isinstance(data, dict) and "kind" in data else type(error).__name__


def told(row: WorkflowStatus) -> JobStatus:
    """Say where a job is in our words."""
    code = kind = None
    if STATES[row.status] is State.FAILED:
        code, kind = str(getattr(row.error, "code", None) or "internal"), _kind(row.error)
        if row.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
            code, kind = "job.gave-up", "GaveUp"
    return JobStatus(
        id=row.workflow_id,
        job=row.name.removesuffix(AT_THE_CLOCK),
        queue=row.queue_name,
        state=STATES[row.status],
        priority=row.priority or 0,
        created=(row.created_at or 0) / 1000,
        started=row.dequeued_at / 1000 if row.dequeued_at else None,
        finished=row.completed_at / 1000 if row.completed_at else None,
        worker=row.executor_id,
        code=code,
        kind=kind,
    )


class Engine:
    """Everything that can be asked of durable work from any process. Safe to use from several threads.

    `url` is the engine's own database: `sqlite:////folder/engine.db` (a file of its own, one process that works) or
    `postgresql://…` (any number). A `patient` engine waits for a database that went away, which a worker needs;
    another raises EngineUnavailable, which an API needs. `tracer` gets a span for each attempt of a step.
    EngineUnavailable when it cannot be opened.
    """

    def __init__(
        self,
        url: str,
        jobs: Jobs,
        *,
        kinds: tuple[Queue, ...] | None = None,
        pool: int = 8,
        patient: bool = True,
        tracer: Tracer | None = None,
    ) -> None:
        self.url = url
        self.jobs = jobs
        self.tracer = tracer or Untraced()
        self.queues = {queue.name: queue for queue in (queues() if kinds is None else kinds)}
        unknown = {job.queue for job in jobs.jobs.values()} - set(self.queues)
        if unknown:
            raise ValueError(f"no such queue: {', '.join(sorted(unknown))}")
        try:
            self.database = open_database(url, pool=pool)
            DBOS.migrate(url)
            self.client = DBOSClient(
                system_database_engine=self.database,
                serializer=DBOSPortableJSONSerializer(),
                application_name=APPLICATION,
                retry_connection_errors=patient,
            )
        except (sa.exc.SQLAlchemyError, OSError) as fault:
            raise EngineUnavailable(
                f"the database of durable work cannot be opened ({type(fault).__name__})"
            ) from None

    def close(self) -> None:
        """Give the connections back. A worker of this engine must have stopped."""
        self.client.destroy()
        self.database.dispose()

    @reaching
    def enqueue(
        self,
        job: str,
        *arguments: Json,
        job_id: str,
        queue: str | None = None,
        priority: int | None = None,
        delay: float | None = None,
    ) -> str:
        """Have `job` done once under `job_id`, which it returns. Does nothing when that id has a job, in any state.

        `delay` is in seconds. ValueError for arguments that durable work may not keep (`checked`).
        """
        options = self._options(job, job_id, queue, priority)
        if delay is not None:
            options["delay_seconds"] = delay
        self.client.enqueue(options, *self._arguments(job, arguments))
        return job_id

    @reaching
    def enqueue_all(
        self,
        job: str,
        items: Iterable[tuple[str, Sequence[Json]]],
        *,
        queue: str | None = None,
        priority: int | None = None,
    ) -> int:
        """Have `job` done for each (id, arguments), all of them or none. Returns their number; give about 500."""
        number = 0
        with self.database.begin() as connection:
            for key, arguments in items:
                options = self._options(job, key, queue, priority)
                number += 1
                self.client.enqueue_in_transaction(connection, options, *self._arguments(job, arguments))
        return number

    def _options(self, job: str, key: str, queue: str | None, priority: int | None) -> EnqueueOptions:
        if job not in self.jobs.jobs:
            raise ValueError(f"no such job: {job}")
        if not ID.fullmatch(key):
            raise ValueError("the id of a job has other signs than letters, digits and : / . + -, or more than 200")
        name = queue or self.jobs.jobs[job].queue
        return EnqueueOptions(
            workflow_name=job,
            queue_name=name,
            workflow_id=key,
            priority=self.queues[name].priority if priority is None else priority,
        )

    def _arguments(self, job: str, arguments: Sequence[Json]) -> list[Json]:
        return cast(list[Json], checked(list(arguments), f"an argument of {job}"))

    def _rows(self, **filters: Any) -> list[WorkflowStatus]:
        return self.client.list_workflows(load_input=False, load_output=False, **filters)

    @reaching
    def status(self, job_id: str) -> JobStatus:
        """Say where the job is. JobUnknown when there is none (any more)."""
        rows = self.client.list_workflows(workflow_ids=[job_id], load_input=False)
        if not rows:
            raise JobUnknown(f"no job {job_id}")
        return told(rows[0])

    @reaching
    def result(self, job_id: str) -> Json:
        """Return what the job returned, None while it is unfinished. JobFailed, JobCancelled, JobUnknown."""
        rows = self.client.list_workflows(workflow_ids=[job_id], load_input=False)
        if not rows:
            raise JobUnknown(f"no job {job_id}")
        status = told(rows[0])
        if status.state is State.FAILED:
            failure = status.code or "internal"
            raise JobFailed(f"the job failed: {failure}", failure=failure, kind=status.kind or "")
        if status.state is State.CANCELLED:
            raise JobCancelled("the job was cancelled")
        return rows[0].output

    @reaching
    def failed(self, job: str, *, limit: int = CHUNK) -> list[JobStatus]:
        """Say of jobs of that name that failed, or were given up, what can be said of them; the oldest first."""
        rows = self.client.list_workflows(
            name=job, status=["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"], load_input=False, limit=limit
        )
        return [told(row) for row in rows]

    def wait(self, job_id: str, seconds: float, *, every: float = 0.1) -> JobStatus:
        """Wait up to `seconds` for the job to reach a final state, and return its status then. JobUnknown."""
        until = time.monotonic() + seconds
        while not (status := self.status(job_id)).state.final and time.monotonic() < until:
            time.sleep(min(every, max(until - time.monotonic(), 0)))
        return status

    @reaching
    def progress(self, job_id: str) -> Json:
        """Return what the job last reported, None when it has not."""
        return self.client.get_event(job_id, "progress", 0)

    def family(self, ids: Sequence[str], **filters: Any) -> list[str]:
        """`ids` with their children, as far as `filters` let them through."""
        found: list[str] = []
        for some in chunks(ids):
            found += [row.workflow_id for row in self._rows(workflow_ids=some, **filters)]
            found += [
                row.workflow_id for row in self._rows(workflow_id_prefix=[f"{key}/" for key in some], **filters)
            ]
        return found

    @reaching
    def cancel(self, job_id: str) -> int:
        """Cancel the job and its children. The step each is at ends; what it made is not recorded. Returns how many.

        A parent may be starting children meanwhile, so this looks until it finds none.
        """
        number = 0
        while some := self.family([job_id], status=UNFINISHED, limit=CHUNK):
            self.client.cancel_workflows(some)
            number += len(some)
        return number

    @reaching
    def retry(self, job_id: str, *, queue: str | None = None) -> None:
        """Start a failed or cancelled job again under its own id, from the step that failed. JobUnknown.

        Does nothing to a job in another state. `queue` is the job's own unless given.
        """
        status = self.status(job_id)
        name = queue or self.jobs.jobs[status.job].queue
        if status.state is State.CANCELLED:
            self.client.resume_workflow(job_id, queue_name=name)
        elif status.state is State.FAILED:
            outputs = {step["function_id"]: step["output"] for step in self.client.list_workflow_steps(job_id)}
            failed = [number for number, output in outputs.items() if isinstance(output, dict) and "failed" in output]
            self.client.rewind_workflow(job_id, start_step=max(failed, default=1), queue_name=name)

    @reaching
    def unfinished_children(self, job_id: str, *, most: int = 1) -> int:
        """Return the number of children of a parent that are not finished, counted up to `most`."""
        return counts.unfinished(self.database, job_id, most)

    @reaching
    def backlog(self, queue: str, *, most: int = 10_000) -> int:
        """Jobs that wait in `queue`, counted up to `most`."""
        return counts.waiting(self.database, queue, most)

    @reaching
    def unfinished(self, queue: str) -> bool:
        """Whether a job of `queue` waits now or runs."""
        return counts.at_work(self.database, queue)

    @reaching
    def workers(self, *, silence: float = 30.0) -> list[str]:
        """Names of the workers that were heard of in the last `silence` seconds."""
        return Register(self.database, "", silence).names()

    def observe(self) -> None:
        """Bring the figures of `telemetry` up to date: how many jobs wait in each queue."""
        for queue in self.queues:
            telemetry.queue_depth(queue, self.backlog(queue))

    @reaching
    def erase(self, ids: Sequence[str]) -> int:
        """Delete the jobs and their children: inputs, results, steps, events. Returns how many jobs went.

        Unfinished ones are cancelled first. The step that one is at in another process runs to its end and is not
        recorded; what it writes elsewhere must be refused there (the document is gone).
        """
        for key in self.family(ids, status=UNFINISHED):
            self.cancel(key)
        number = 0
        while some := self.family(ids, limit=CHUNK):
            self.client.delete_workflows(some)
            number += len(some)
        forget_pages(self.database)
        return number

    @reaching
    def retain(self, days: float, *, chunk: int = CHUNK) -> int:
        """Delete jobs that finished more than `days` ago, with all that is recorded of them. Returns how many."""
        before = datetime.fromtimestamp(time.time() - days * 86_400, UTC).isoformat()
        number = 0
        while rows := self._rows(status=FINISHED, completed_before=before, limit=chunk):
            self.client.delete_workflows([row.workflow_id for row in rows])
            number += len(rows)
        forget_pages(self.database)
        return number
