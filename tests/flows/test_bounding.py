"""A computation that takes longer than any document needs is ended, and nothing else in the process is."""

import cProfile
import threading
import time
from functools import partial

import pytest

from app.errors import SourceDamaged, SourceDraftTimeOut
from app.flows import bounding
from app.flows.bounding import Bounded


def endless() -> int:
    number = 0
    while True:
        number += 1


def stubborn() -> int:
    """A rule that goes on whatever it fails with."""
    number = 0
    while True:
        try:
            number += endless()
        except Exception:  # noqa: BLE001
            number += 1


@pytest.mark.parametrize("rule", [endless, stubborn])
def test_what_never_ends_is_ended_with_a_code(rule: type[int]) -> None:
    with pytest.raises(SourceDraftTimeOut, match=r"within 0\.3 seconds of computing"):
        Bounded(0.3)(rule)


def test_what_ends_in_time_gives_its_result_or_its_error() -> None:
    def damaged() -> int:
        raise SourceDamaged("cut short")

    assert Bounded(60)(lambda: 7) == 7
    with pytest.raises(SourceDamaged):
        Bounded(60)(damaged)


def test_waiting_for_the_processor_is_not_computing() -> None:
    assert Bounded(0.2)(lambda: time.sleep(0.7)) is None


def test_others_of_the_process_are_not_ended() -> None:
    ended, gave = list[str](), list[int]()

    def bad() -> None:
        try:
            Bounded(0.3)(endless)
        except SourceDraftTimeOut as error:
            ended.append(error.code)

    def good() -> None:
        gave.append(Bounded(60)(lambda: sum(range(20_000_000))))

    threads = [threading.Thread(target=work) for work in (bad, good, bad)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (ended, gave) == (["source.draft-time-out"] * 2, [sum(range(20_000_000))])


def test_what_ends_at_the_last_moment_is_not_told_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "_LOOK", 0.0)
    outcomes = {"in time": 0, "too late": 0}
    for turn in range(400):
        try:
            Bounded(0.0005)(partial(sum, range(turn * 100)))
            outcomes["in time"] += 1
        except SourceDraftTimeOut:
            outcomes["too late"] += 1
        # here it would be heard
        sum(range(3_000))
    assert sum(outcomes.values()) == 400
    assert outcomes["in time"] > 0


def test_it_can_be_watched_by_a_profiler() -> None:
    assert [cProfile.Profile().runcall(Bounded(60), lambda: sum(range(1_000))) for _ in range(3)] == [499_500] * 3
