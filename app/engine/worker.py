"""A process that does durable work: start, beat, take over from the dead, hand back and stop."""

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, ClassVar, NoReturn, Self

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, PortableWorkflowError

from app import telemetry
from app.engine.client import APPLICATION, AT_THE_CLOCK, CHUNK, Engine
from app.engine.model import Json, StepFailed, checked
from app.engine.register import Name, Register
from app.engine.registry import Job
from app.engine.run import Run, Watch

log = logging.getLogger(__name__)

POOL = 16
"""Connections of DBOS to PostgreSQL, beside those of the engine."""
ABANDONED = 75
"""Exit status of a process that was stopped before its steps ended (EX_TEMPFAIL)."""


def _unsaid(record: logging.LogRecord) -> bool:
    """Whether DBOS should log this: not a job's failure, of which we have logged what may be said."""
    return not (record.exc_info and record.exc_info[0] is PortableWorkflowError)


class Worker:
    """The one worker of a process; use it in a `with` statement or call `stop`. RuntimeError for a second one.

    It runs `engine.jobs` from all queues of `engine`. `folder` is where a lock file says which name is in use on this
    machine; `name` replaces the name made of host and lock, and must then be no living worker's. A worker that was
    not heard of for `silence` seconds is taken for dead, and what it was at goes back to its queue.
    """

    _one: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, engine: Engine, folder: Path, *, name: str | None = None, silence: float = 30.0) -> None:
        if not Worker._one.acquire(blocking=False):
            raise RuntimeError("there is a worker in this process already")
        self.engine = engine
        self._stopped = False
        with contextlib.ExitStack() as undo:
            undo.callback(Worker._one.release)
            self._name = Name.take(folder, name)
            undo.callback(self._name.give_back)
            self.watch = Watch(self._name.value)
            self._register = Register(engine.database, self.name, silence, engine.jobs.version)
            self._register.enter()
            undo.callback(DBOS.destroy, destroy_registry=True)
            self._launch()
            self._lead()
            undo.pop_all()
        self._beat = threading.Thread(target=self._beating, name="engine-beat", daemon=True)
        self._beat.start()

    @property
    def name(self) -> str:
        """Of this executor: the same again when the process is started again on this machine."""
        return self._name.value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.stop()

    def _launch(self) -> None:
        engine = self.engine
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": engine.url,
            "application_version": engine.jobs.version,
            "executor_id": self.name,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "ERROR",
            "enable_otlp": False,
        }
        if engine.database.dialect.name == "sqlite":
            config["system_database_engine"] = engine.database
        else:
            config["sys_db_pool_size"] = POOL
        DBOS(config=config)
        logging.getLogger("dbos").addFilter(_unsaid)
        for job in engine.jobs.jobs.values():
            body = self._body(job)
            DBOS.workflow(name=job.name, max_recovery_attempts=job.recoveries)(body)
        for schedule in engine.jobs.schedules.values():
            at_the_clock = self._at_the_clock(engine.jobs.jobs[schedule.job])
            DBOS.workflow(name=f"{schedule.job}{AT_THE_CLOCK}", max_recovery_attempts=3)(at_the_clock)
        self._declare()
        DBOS.launch()

    def _declare(self) -> None:
        """Write queues and schedules down before the launch, which then finds them at once."""
        for queue in self.engine.queues.values():
            self.engine.client.register_queue(
                queue.name,
                worker_concurrency=queue.slots,
                polling_interval_sec=queue.poll,
            )
        schedules = self.engine.jobs.schedules
        for row in self.engine.client.list_schedules():
            if row["schedule_name"] not in schedules:
                self.engine.client.delete_schedule(row["schedule_name"])
        self.engine.client.apply_schedules(
            [
                {
                    "schedule_name": schedule.name,
                    "workflow_name": f"{schedule.job}{AT_THE_CLOCK}",
                    "schedule": schedule.cron,
                    "context": list(schedule.arguments),
                    "queue_name": self.engine.jobs.jobs[schedule.job].queue,
                }
                for schedule in schedules.values()
            ]
        )

    def _body(self, job: Job) -> Callable[..., Json]:
        def body(*arguments: Any) -> Json:
            return self._perform(job, arguments)

        return body

    def _at_the_clock(self, job: Job) -> Callable[..., Json]:
        def at_the_clock(_: Any, arguments: list[Json]) -> Json:
            return self._perform(job, tuple(arguments))

        return at_the_clock

    def _perform(self, job: Job, arguments: tuple[Json, ...]) -> Json:
        run = Run(self.engine, self.watch, job.name, DBOS.workflow_id or "")
        began = time.perf_counter()
        try:
            with self.watch.run(run.id, run):
                result = checked(job.function(run, *arguments), f"the result of {job.name}")
        except Exception as fault:  # noqa: BLE001 (whatever it is, its text must not be recorded)
            failure = StepFailed.of(fault)
        else:
            telemetry.job_done(job.name, "done", time.perf_counter() - began)
            return result
        telemetry.job_done(job.name, "failed", time.perf_counter() - began)
        telemetry.event(log, "job-failed", job=job.name, job_id=run.id, code=failure.code, kind=failure.kind)
        raise PortableWorkflowError(failure.code, "JobFailed", failure.code, {"kind": failure.kind}) from None

    def _beating(self) -> None:
        silence = self._register.silence
        while not self.watch.stopping.wait(silence / 5):
            try:
                self._register.beat()
                self._lead()
                self.take_over()
            except Exception as fault:  # noqa: BLE001 (the database may be away; the beat goes on)
                telemetry.event(log, "beat-failed", worker=self.name, kind=type(fault).__name__)

    def _lead(self) -> None:
        """See that waiting jobs are for a version that somebody has: those of the latest version take them.

        DBOS takes the version that was first seen last for the latest, which after a step back nobody has.
        """
        client = self.engine.client
        if client.get_latest_application_version()["version_name"] not in self._register.versions():
            client.set_latest_application_version(self.engine.jobs.version)

    def take_over(self) -> int:
        """Put what dead workers were at back into its queues. Returns the number of jobs."""
        number = 0
        for dead in self._register.claim_dead():
            given = self._hand_over(dead)
            self._register.leave(dead)
            telemetry.event(log, "took-over", worker=dead, count=given)
            number += given
        return number

    def _hand_over(self, executor: str, mine: bool = False) -> int:
        """Re-queue what `executor` was at, while it is still ours to do so."""
        client, number = self.engine.client, 0
        while rows := client.list_workflows(
            status="PENDING", executor_id=executor, limit=CHUNK, load_input=False, load_output=False
        ):
            by_queue: dict[str | None, list[str]] = {}
            for row in rows:
                by_queue.setdefault(row.queue_name, []).append(row.workflow_id)
            for queue, ids in by_queue.items():
                if not mine and not self._register.holds(executor):
                    return number
                client.resume_workflows(ids, queue_name=queue)
                number += len(ids)
        return number

    def stop(self, grace: float = 20.0) -> int:
        """Start no more steps, let running ones end for up to `grace` seconds, hand the rest back.

        Returns the number of steps that had not ended; the process should then exit hard, for what they make will not
        be recorded and another worker does them again.
        """
        if self._stopped:
            return 0
        self._stopped = True
        self.watch.stopping.set()
        until = time.monotonic() + grace
        while self.watch.steps and time.monotonic() < until:
            time.sleep(0.02)
        left = self.watch.steps
        DBOS.destroy(destroy_registry=True)
        self._beat.join(timeout=5)
        given = self._hand_over(self.name, mine=True)
        self._register.leave(self.name)
        self._name.give_back()
        Worker._one.release()
        telemetry.event(log, "handed-back", worker=self.name, count=given, steps=left)
        return left

    def run_until_told(self, grace: float = 20.0) -> NoReturn:
        """Work until SIGTERM or SIGINT, then `stop` and leave the process. Only in the main thread."""
        told = threading.Event()

        def tell(_: int, __: FrameType | None) -> None:
            told.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, tell)
        while not told.wait(1.0):
            pass
        leave(self.stop(grace))


def leave(left: int) -> NoReturn:
    """End the process after `stop` left `left` steps, with status 0 or `ABANDONED`.

    At once, for a thread whose job another worker took over waits for that worker, and would keep the process alive.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ABANDONED if left else 0)
