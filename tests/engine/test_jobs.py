"""A job is done once, its failures are codes, and nothing but ids and numbers is kept of it."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import telemetry
from app.engine.client import Engine
from app.engine.model import Json, Retry, State, StepFailed, TryAgain
from app.engine.registry import Jobs
from app.engine.run import Run
from app.engine.worker import Worker
from app.errors import JobCancelled, JobFailed, JobUnknown, SourceDamaged

Start = Callable[..., Engine]
PERSON = "Rosa Quispe, rosa@example.org"


class Notes:
    """Counts how often each thing was really done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def note(self, what: str) -> str:
        self.done.append(what)
        return what


def everything(engine: Engine) -> str:
    """All that the engine's database holds, as text."""
    tables = sa.MetaData()
    schemas = [None] if engine.database.dialect.name == "sqlite" else ["dbos", "ler_engine"]
    for schema in schemas:
        tables.reflect(engine.database, schema=schema)
    with engine.database.connect() as connection:
        return "\n".join(str(row) for table in tables.sorted_tables for row in connection.execute(sa.select(table)))


def test_a_job_returns_what_its_function_returned(start: Start) -> None:
    notes, jobs = Notes(), Jobs()

    @jobs.job("draft")
    def draft(run: Run, document: str) -> Json:
        read = run.step("read", notes.note, f"read {document}")
        return {"id": run.id, "stored": run.step("store", notes.note, f"store {read}")}

    engine = start(jobs)
    assert engine.enqueue("draft", "d1", job_id="draft:d1") == "draft:d1"
    status = engine.wait("draft:d1", 20)
    assert (status.state, status.job, status.queue, status.code) == (State.DONE, "draft", "interactive", None)
    assert status.started is not None
    assert status.finished is not None
    assert status.created <= status.started + 1
    assert engine.result("draft:d1") == {"id": "draft:d1", "stored": "store read d1"}
    assert notes.done == ["read d1", "store read d1"]
    assert engine.workers() == [status.worker]


def test_the_same_id_is_done_once(start: Start) -> None:
    notes, jobs = Notes(), Jobs()
    jobs.add("draft", lambda run, document: run.step("read", notes.note, document))
    engine = start(jobs)
    for _ in range(3):
        engine.enqueue("draft", "d1", job_id="d1")
    engine.wait("d1", 20)
    engine.enqueue("draft", "d1", job_id="d1")
    engine.enqueue("draft", "d2", job_id="d2")
    assert engine.wait("d2", 20).state is State.DONE
    assert sorted(notes.done) == ["d1", "d2"]


def test_a_failure_is_kept_as_its_code_and_never_as_its_text(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()

    def fail(kind: str) -> Json:
        raise SourceDamaged(PERSON) if kind == "known" else RuntimeError(PERSON)

    jobs.add("draft", lambda run, kind: run.step("read", fail, kind))
    jobs.add("careless", lambda _, kind: fail(kind))
    engine = start(jobs)
    ids = [(job, kind, f"{job}:{kind}") for job in ("draft", "careless") for kind in ("known", "unknown")]
    for job, kind, key in ids:
        engine.enqueue(job, kind, job_id=key)
    statuses = [engine.wait(key, 20) for *_, key in ids]
    assert {status.state for status in statuses} == {State.FAILED}
    said = [(status.code, status.kind) for status in statuses]
    assert said == [("source.damaged", "SourceDamaged"), ("internal", "RuntimeError")] * 2
    with pytest.raises(JobFailed) as raised:
        engine.result("draft:known")
    assert (raised.value.failure, raised.value.kind) == ("source.damaged", "SourceDamaged")
    assert "Rosa" not in everything(engine)
    assert "Rosa" not in caplog.text


def test_a_job_can_go_on_after_a_step_that_failed(start: Start) -> None:
    jobs = Jobs()

    def fail() -> Json:
        raise SourceDamaged("cut short")

    @jobs.job("draft")
    def draft(run: Run) -> Json:
        try:
            run.step("read", fail)
        except StepFailed as failed:
            return {"outcome": failed.code}

    engine = start(jobs)
    engine.enqueue("draft", job_id="d1")
    assert engine.wait("d1", 20).state is State.DONE
    assert engine.result("d1") == {"outcome": "source.damaged"}


def test_a_step_is_tried_again_when_it_asks_for_it_and_not_before_the_time_it_names(start: Start) -> None:
    jobs, times = Jobs(), [0.0]

    def limited(after: float | None, succeeds: bool) -> int:
        times.append(time.monotonic())
        if len(times) < 4 or not succeeds:
            raise TryAgain("model.rate-limited", after)
        return len(times)

    patient = Retry(attempts=3, seconds=0.01)
    jobs.add("ask", lambda run, after, succeeds: run.step("ask", limited, after, succeeds, retry=patient))
    engine = start(jobs)
    engine.enqueue("ask", 0.3, True, job_id="a1")
    assert engine.wait("a1", 20).state is State.DONE
    assert engine.result("a1") == 4
    assert [later - before >= 0.3 for before, later in pairwise(times[1:])] == [True, True]
    times.clear()
    engine.enqueue("ask", None, False, job_id="a2")
    assert engine.wait("a2", 20).code == "model.rate-limited"
    assert len(times) == 3


def test_waits_grow_to_a_limit() -> None:
    retry = Retry(attempts=6, seconds=1, factor=3, most=10)
    waits = [retry.wait(attempt, TimeoutError()) for attempt in range(1, 7)]
    assert waits == [1, 3, 9, 10, 10, None]
    assert retry.wait(1, ValueError()) is None
    assert retry.wait(1, TryAgain("busy", 42.0)) == 42


def test_a_failed_job_goes_on_at_the_step_that_failed(start: Start) -> None:
    notes, jobs = Notes(), Jobs()

    def sometimes(what: str) -> str:
        if "mended" not in notes.done:
            raise ConnectionError
        return notes.note(what)

    @jobs.job("draft")
    def draft(run: Run) -> Json:
        run.step("pay", notes.note, "paid")
        return run.step("store", sometimes, "stored")

    engine = start(jobs)
    engine.enqueue("draft", job_id="d1")
    assert engine.wait("d1", 20).state is State.FAILED
    notes.note("mended")
    engine.retry("d1")
    assert engine.wait("d1", 20).state is State.DONE
    assert notes.done == ["paid", "mended", "stored"]
    engine.retry("d1")
    assert engine.status("d1").state is State.DONE


REFUSED = ["x" * 301, {"text": ["y" * 301]}, [1] * 10_000, {1, 2}, {1: 2}, float("nan")]


def test_texts_and_what_is_not_json_are_refused(start: Start) -> None:
    jobs = Jobs()
    jobs.add("draft", lambda *_: None)
    jobs.add("careless", lambda run, number: run.step("read", lambda: REFUSED[number]))
    jobs.add("frank", lambda _, number: REFUSED[number])
    engine = start(jobs)
    for number, value in enumerate(REFUSED):
        with pytest.raises(ValueError, match="an argument of draft"):
            engine.enqueue("draft", value, job_id=f"d{number}")
        with pytest.raises(JobUnknown):
            engine.status(f"d{number}")
        for job in ("careless", "frank"):
            engine.enqueue(job, number, job_id=f"{job}{number}")
            assert engine.wait(f"{job}{number}", 20).kind == "ValueError"
    kept = everything(engine)
    assert "xxxx" not in kept
    assert "yyyy" not in kept


def test_ids_hold_no_signs_that_patterns_give_a_meaning(url: str) -> None:
    jobs = Jobs()
    jobs.add("draft", lambda *_: None)
    engine = Engine(url, jobs)
    for key in ("", "a_b", "50%", "x" * 201, "a b"):
        with pytest.raises(ValueError, match="the id of a job"):
            engine.enqueue("draft", job_id=key)
        with pytest.raises(ValueError, match="the id of a job"):
            engine.enqueue_all("draft", [("good", ()), (key, ())])
    with pytest.raises(JobUnknown):
        engine.status("good")
    engine.close()


def test_a_sleeping_job_can_be_cancelled_and_started_again(start: Start) -> None:
    notes, jobs = Notes(), Jobs()

    @jobs.job("poll")
    def poll(run: Run) -> None:
        run.step("create", notes.note, "created")
        run.report({"created": 1})
        run.sleep(3.0)
        run.step("collect", notes.note, "collected")

    engine = start(jobs)
    engine.enqueue("poll", job_id="p1")
    while engine.progress("p1") is None:
        time.sleep(0.02)
    assert engine.progress("p1") == {"created": 1}
    assert engine.status("p1").state is State.RUNNING
    assert engine.cancel("p1") == 1
    with pytest.raises(JobCancelled):
        engine.result("p1")
    time.sleep(0.3)
    engine.retry("p1")
    assert engine.wait("p1", 20).state is State.DONE
    assert notes.done == ["created", "collected"]


def test_a_job_can_wait_for_its_hour(start: Start) -> None:
    jobs = Jobs()
    jobs.add("later", lambda _: None)
    engine = start(jobs)
    began = time.monotonic()
    engine.enqueue("later", job_id="l1", delay=1.0)
    assert engine.status("l1").state is State.WAITING
    assert engine.wait("l1", 20).state is State.DONE
    assert time.monotonic() - began >= 1.0


class Spans:
    """A tracer that writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, str | int | float]]] = []

    def span(self, name: str, **attributes: str | int | float) -> AbstractContextManager[None]:
        self.told.append((name, attributes))
        return nullcontext()


def test_steps_are_traced_and_counted_by_attempt(start: Start) -> None:
    jobs, spans, calls = Jobs(), Spans(), list[int]()

    def second_time() -> int:
        calls.append(1)
        if len(calls) < 2:
            raise TimeoutError
        return len(calls)

    jobs.add("traced", lambda run: run.step("ask", second_time, retry=Retry(seconds=0)))
    engine = start(jobs, tracer=spans)
    engine.enqueue("traced", job_id="t1")
    assert engine.wait("t1", 20).state is State.DONE
    assert spans.told == [("step ask", {"job": "traced", "job_id": "t1", "attempt": number}) for number in (1, 2)]
    labels = {"job": "traced", "step": "ask"}
    for outcome in ("again", "done"):
        assert telemetry.REGISTRY.get_sample_value("ler_step_seconds_count", labels | {"outcome": outcome})


def test_a_process_has_one_worker(start: Start, tmp_path: Path) -> None:
    engine = start(Jobs())
    with pytest.raises(RuntimeError, match="a worker in this process already"):
        Worker(engine, tmp_path / "locks")
    assert len(engine.workers()) == 1
