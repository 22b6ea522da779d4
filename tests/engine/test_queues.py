"""People who wait come before batches, providers are not asked faster than they allow, and parents do not grow."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from app import telemetry
from app.engine.client import Engine
from app.engine.model import Json, Page, Queue, State, StepFailed, queues
from app.engine.pace import Pace
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import SourceDamaged

Start = Callable[..., Engine]


def pages_of(number: int, size: int) -> Callable[[Json], Page]:
    def page(cursor: Json) -> Page:
        begin = int(cursor or 0)
        end = min(begin + size, number)
        return Page(
            children=tuple((f"row{row}", (f"d{row}",)) for row in range(begin, end)),
            next=end if end < number else None,
        )

    return page


def test_a_person_does_not_wait_for_a_batch(start: Start) -> None:
    jobs, done = Jobs(), list[str]()

    def slowly(document: str) -> str:
        time.sleep(0.2)
        done.append(document)
        return document

    jobs.add("draft", lambda run, document: run.step("read", slowly, document))
    engine = start(jobs, queues(interactive=1, batch=2))
    engine.enqueue_all("draft", [(f"b{number}", (f"b{number}",)) for number in range(60)], queue="batch")
    while not done:
        time.sleep(0.01)
    engine.enqueue("draft", "upload", job_id="u1")
    assert engine.wait("u1", 10).state is State.DONE
    assert engine.backlog("batch") > 40
    assert done.index("upload") < 15
    assert engine.cancel("b59") == 1


def test_lower_numbers_go_first_within_a_queue(start: Start) -> None:
    jobs, done, gate = Jobs(), list[str](), threading.Event()

    def note(document: str) -> None:
        gate.wait(10)
        done.append(document)

    jobs.add("draft", lambda run, document: run.step("read", note, document), queue="batch")
    engine = start(jobs, queues(batch=1))
    engine.enqueue("draft", "first", job_id="first")
    while engine.status("first").state is not State.RUNNING:
        time.sleep(0.01)
    for priority in (100, 1, 50):
        engine.enqueue("draft", f"p{priority}", job_id=f"p{priority}", priority=priority)
    gate.set()
    for priority in (100, 1, 50):
        assert engine.wait(f"p{priority}", 20).state is State.DONE
    assert done == ["first", "p1", "p50", "p100"]


def test_a_called_job_inherits_the_priority_of_its_caller_and_returns_its_result(start: Start) -> None:
    jobs = Jobs()

    def fail() -> None:
        raise SourceDamaged("cut short")

    jobs.add("ask", lambda _, number: number + 1, queue="interactive")
    jobs.add("fail", lambda run: run.step("read", fail), queue="interactive")

    @jobs.job("draft", queue="batch")
    def draft(run: Run) -> Json:
        answers = [run.call("ask", f"part{number}", number) for number in (1, 2)]
        try:
            run.call("fail", "last")
        except StepFailed as failed:
            return [*answers, failed.code, failed.kind]

    engine = start(jobs)
    engine.enqueue("draft", job_id="d1", priority=7)
    assert engine.wait("d1", 20).state is State.DONE
    assert engine.result("d1") == [2, 3, "source.damaged", "SourceDamaged"]
    assert {engine.status(f"d1/{key}").priority for key in ("part1", "part2", "last")} == {7}


def test_a_pace_is_kept_over_processes_and_counts_what_a_call_costs(start: Start) -> None:
    engine = start(Jobs())
    paces = [Pace(engine.database, "tokens", per_second=100, burst=100) for _ in range(3)]
    waits = [paces[turn % 3].take(50) for turn in range(8)]
    assert waits[:2] == [0.0, 0.0]
    assert all(0.3 < later - before < 0.55 for before, later in pairwise(waits[2:]))
    assert 2.0 < waits[-1] <= 3.0
    other = Pace(engine.database, "calls", per_second=1, burst=1)
    paused = list[float]()
    assert other.wait(pause=paused.append) == 0.0
    assert [round(other.wait(pause=paused.append), 1)] == [round(wait, 1) for wait in paused]
    with pytest.raises(ValueError, match="above 0"):
        Pace(engine.database, "none", per_second=0, burst=1)


def test_who_is_not_urgent_takes_nothing_before_it_may_be_used(start: Start) -> None:
    engine = start(Jobs())
    slow = Pace(engine.database, "calls", per_second=0.01, burst=1)
    assert slow.take_at_once() == 0.0
    assert 50 < slow.take_at_once() <= 100
    assert 50 < slow.take() <= 100
    assert 150 < slow.take_at_once() <= 200
    assert 150 < slow.take() <= 200
    paused = list[float]()

    def pause(seconds: float) -> None:
        paused.append(seconds)
        time.sleep(seconds)

    fast = Pace(engine.database, "tokens", per_second=1_000, burst=100)
    waited = [fast.wait(600, urgent=False, pause=pause) for _ in "ab"]
    assert waited[0] == 0.0
    assert 0.0 < waited[1] == sum(paused) < 1.0
    assert max(paused) <= 0.5


def test_a_parent_starts_its_children_page_by_page_and_waits_while_many_are_waiting(start: Start) -> None:
    jobs, seen = Jobs(), list[int]()

    def store(document: str) -> str:
        seen.append(engine.backlog("batch"))
        return document

    jobs.add("draft", lambda run, document: run.step("store", store, document), queue="batch")

    @jobs.job("batch", queue="parents")
    def batch(run: Run) -> Json:
        started = run.fan_out("draft", pages_of(60, 20), backlog=10)
        run.join(every=0.1)
        return started

    engine = start(jobs)
    engine.enqueue("batch", job_id="b1")
    assert engine.wait("b1", 60).state is State.DONE
    assert engine.result("b1") == 60
    assert engine.unfinished_children("b1") == 0
    assert len(seen) == 60
    assert max(seen) <= 30
    steps = Counter(step["function_name"] for step in engine.client.list_workflow_steps("b1"))
    assert steps == {"start draft": 3}
    assert engine.result("b1/row59") == "d59"


def test_cancelling_a_parent_cancels_its_children(start: Start) -> None:
    jobs, done = Jobs(), list[str]()

    def slowly(document: str) -> str:
        time.sleep(0.1)
        done.append(document)
        return document

    @jobs.job("draft", queue="batch")
    def draft(run: Run, document: str) -> Json:
        run.step("read", slowly, document)
        return run.step("store", slowly, document)

    @jobs.job("batch", queue="parents")
    def batch(run: Run) -> None:
        run.fan_out("draft", pages_of(100, 50))
        run.join()

    engine = start(jobs, queues(batch=2))
    engine.enqueue("batch", job_id="b1")
    while len(done) < 4:
        time.sleep(0.01)
    assert engine.cancel("b1") > 90
    assert engine.unfinished_children("b1") == 0
    time.sleep(0.3)
    ended = len(done)
    time.sleep(0.3)
    assert len(done) == ended
    assert engine.status("b1").state is State.CANCELLED


def test_a_job_for_a_queue_that_is_not_there_is_refused(url: str) -> None:
    jobs = Jobs()
    jobs.add("draft", lambda _: None)
    with pytest.raises(ValueError, match="no such queue: interactive"):
        Engine(url, jobs, kinds=(Queue(name="batch", slots=1),))
    with pytest.raises(ValueError, match="a job draft already"):
        jobs.add("draft", lambda _: None)


def test_counts_are_those_of_the_lists(start: Start) -> None:
    jobs, gate = Jobs(), threading.Event()
    jobs.add("draft", lambda run: run.step("read", gate.wait, 20), queue="batch")
    engine = start(jobs, queues(batch=2))
    engine.enqueue_all("draft", [(f"b1/{row}", ()) for row in range(9)])
    engine.enqueue("draft", job_id="b1/later", delay=60)
    engine.enqueue("draft", job_id="b10/1")
    while sum(engine.status(f"b1/{row}").state is State.RUNNING for row in range(9)) < 2:
        time.sleep(0.02)
    listed = engine.client.list_workflows(status=["ENQUEUED", "DELAYED"], queue_name="batch")
    assert engine.backlog("batch") == len(listed) == 9
    assert engine.backlog("batch", most=4) == 4
    assert [engine.unfinished_children("b1", most=most) for most in (1, 5, 99)] == [1, 5, 10]
    assert engine.unfinished_children("b10", most=9) == 1
    assert (engine.unfinished("batch"), engine.unfinished("interactive")) == (True, False)
    engine.observe()
    assert 'ler_queue_jobs{queue="batch"} 9.0' in telemetry.metrics().decode().splitlines()
    gate.set()
    for key in (*(f"b1/{row}" for row in range(9)), "b10/1"):
        assert engine.wait(key, 20).state is State.DONE
    assert engine.backlog("batch") == engine.unfinished_children("b1", most=9) == 1
    assert not engine.unfinished("batch")


def test_an_engine_without_a_worker_enqueues_and_waits(url: str) -> None:
    jobs = Jobs()
    jobs.add("draft", lambda _: None)
    engine = Engine(url, jobs, patient=False)
    engine.enqueue("draft", job_id="d1", queue="batch")
    assert engine.wait("d1", 0.2).state is State.WAITING
    assert engine.result("d1") is None
    assert engine.workers() == []
    with pytest.raises(ValueError, match="no such job"):
        engine.enqueue("unknown", job_id="d2")
    assert engine.erase(["d1"]) == 1
    engine.close()
