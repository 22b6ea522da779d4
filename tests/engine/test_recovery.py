"""Processes die, hang and are told to go; no job is lost, none is done twice, and no finished step is paid again."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from signal import SIGCONT, SIGSTOP, SIGTERM

import pytest

from app.engine.model import State
from tests.engine.site import SLOTS, Site, kill


@pytest.fixture
def site(url: str, tmp_path: Path) -> Iterator[Site]:
    place = Site(url, tmp_path)
    yield place
    place.close()


def test_nothing_is_lost_or_done_twice_when_the_process_is_killed_again_and_again(site: Site) -> None:
    documents, kills, chance = 60, 3, random.Random(7)  # noqa: S311 (moments of kills)
    site.engine.enqueue("batch", documents, job_id="b1")
    for number in range(kills):
        process = site.begin("--seconds", "0.1")
        site.until(lambda number=number: site.done("store").total() >= (number + 1) * 12)  # type: ignore[misc]
        time.sleep(chance.random() * 0.15)
        kill(process)
    assert site.engine.unfinished_children("b1", most=100) > 0
    site.begin("--seconds", "0.1")
    assert site.engine.wait("b1", 60).state is State.DONE
    assert site.engine.result("b1") == documents
    assert set(site.done("store")) == {str(number) for number in range(documents)}
    paid_twice = site.done("call").total() - documents
    assert paid_twice <= kills * SLOTS
    assert site.done("store").total() - documents <= kills * SLOTS
    assert site.done("paid").total() - documents <= kills * SLOTS
    states = Counter(site.engine.status(f"b1/{number}").state for number in range(documents))
    assert states == {State.DONE: documents}


def test_a_worker_takes_over_from_one_that_is_never_started_again(site: Site) -> None:
    dead = site.begin("--name", "one", "--silence", "1", "--seconds", "30")
    site.engine.enqueue_all("draft", [(f"d{number}", (str(number),)) for number in range(40)])
    site.until(lambda: site.done("call").total() == SLOTS)
    kill(dead)
    assert {row.executor_id for row in site.engine.client.list_workflows(status="PENDING")} == {"one"}
    site.begin("--name", "two", "--silence", "1")
    site.until(lambda: len(site.done("store")) == 40)
    site.until(lambda: all(site.engine.status(f"d{number}").state is State.DONE for number in range(40)))
    assert site.engine.workers(silence=2) == ["two"]


def test_what_a_worker_that_hung_makes_later_is_not_recorded_again(site: Site) -> None:
    hung = site.begin("--name", "one", "--silence", "1", "--seconds", "0.5")
    site.engine.enqueue_all("draft", [(f"d{number}", (str(number),)) for number in range(SLOTS)])
    site.until(lambda: site.done("call").total() == SLOTS)
    hung.send_signal(SIGSTOP)
    site.begin("--name", "two", "--silence", "1")
    site.until(lambda: all(site.engine.status(f"d{number}").state is State.DONE for number in range(SLOTS)))
    hung.send_signal(SIGCONT)
    site.until(lambda: site.engine.workers(silence=1) == ["one", "two"])
    time.sleep(0.7)
    assert site.done("call").total() == 2 * SLOTS
    assert site.done("store").total() == SLOTS
    assert {site.engine.status(f"d{number}").worker for number in range(SLOTS)} == {"two"}
    site.engine.enqueue_all("draft", [(f"e{number}", (str(number),)) for number in range(40)])
    site.until(lambda: site.done("store").total() == SLOTS + 40)


def test_a_worker_that_is_told_to_go_ends_its_steps_and_hands_the_rest_back(site: Site) -> None:
    first = site.begin("--seconds", "0.3")
    site.engine.enqueue("batch", 30, job_id="b1")
    site.until(lambda: site.done("call").total() >= 4)
    first.send_signal(SIGTERM)
    assert first.wait(20) == 0
    waiting = {site.engine.status(f"b1/{number}").state for number in range(30)}
    assert State.RUNNING not in waiting
    assert site.engine.status("b1").state is State.WAITING
    assert site.engine.workers() == []
    assert site.done("call") == site.done("paid")
    site.begin("--name", "other")
    assert site.engine.wait("b1", 60).state is State.DONE
    assert site.done("call") == site.done("store") == Counter(str(number) for number in range(30))


def test_steps_that_outlast_the_grace_are_left_and_done_by_another(site: Site) -> None:
    first = site.begin("--seconds", "30", "--grace", "0.2")
    site.engine.enqueue("draft", "1", job_id="d1")
    site.until(lambda: site.done("call").total() == 1)
    first.send_signal(SIGTERM)
    assert first.wait(10) == 75
    site.begin()
    assert site.engine.wait("d1", 20).state is State.DONE
    assert site.done("read") == {"1": 1}


def test_a_job_that_kills_its_process_each_time_is_set_aside(site: Site) -> None:
    site.engine.enqueue("poison", job_id="p1")
    for _ in range(6):
        process = site.begin()
        site.until(lambda process=process: process.poll() is not None or site.engine.status("p1").state.final)  # type: ignore[misc]
        if process.poll() is None:
            break
    status = site.engine.status("p1")
    assert (status.state, status.code) == (State.FAILED, "job.gave-up")
    assert site.done("read") == {"poison": 1}
    site.engine.enqueue("draft", "1", job_id="d1")
    assert site.engine.wait("d1", 20).state is State.DONE


def test_a_new_version_takes_what_waits_and_so_does_the_old_one_after_a_step_back(site: Site) -> None:
    def begin(version: str) -> None:
        process = site.begin("--version", version, "--silence", "1", "--name", "one")
        site.engine.enqueue("draft", version, job_id=f"while-{version}-{len(site.processes)}")
        assert site.engine.wait(f"while-{version}-{len(site.processes)}", 20).state is State.DONE
        process.send_signal(SIGTERM)
        process.wait()

    for version in ("1", "2", "1", "2"):
        begin(version)
    site.engine.enqueue("draft", "waiting", job_id="waiting")
    begin("3")
    assert site.engine.status("waiting").state is State.DONE


def test_what_a_version_had_begun_waits_for_a_worker_of_that_version(site: Site) -> None:
    old = site.begin("--seconds", "30")
    site.engine.enqueue("draft", "1", job_id="d1")
    site.until(lambda: site.done("call").total() == 1)
    kill(old)
    new = site.begin("--version", "2", "--silence", "1")
    site.engine.enqueue("draft", "2", job_id="d2")
    assert site.engine.wait("d2", 20).state is State.DONE
    assert not site.engine.status("d1").state.final
    assert site.done("call")["1"] == 1
    kill(new)
    site.begin()
    assert site.engine.wait("d1", 20).state is State.DONE
    assert site.done("read") == {"1": 1, "2": 1}
