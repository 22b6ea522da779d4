"""Several processes draft many inputs: the same drafts in the same order, and what ends one costs one input."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import LerError, SourceNotFound, SourceTooComplex
from app.flows import side_by_side
from app.flows.inputs import Input
from app.flows.side_by_side import Drafter, SideBySide, fitting
from app.review.model import Draft
from app.values import Frozen
from tests.flows.drafts import draft

WAIT = 30.0
"""Seconds in which a process that has nothing to do surely ends."""


class Told(Drafter):
    """Makes a draft that names its input and the process that made it."""

    def load(self) -> None:
        """Need nothing."""

    def __call__(self, item: Input) -> Draft:
        if item.name == "refused":
            raise SourceNotFound("no such file", hint="Look for it elsewhere.")
        if item.name.startswith("fatal"):
            os.kill(os.getpid(), signal.SIGKILL)
        return draft().model_copy(update={"counts": {item.name: os.getpid()}})


class Unable(Told):
    """Cannot be loaded in any process but the program's."""

    def load(self) -> None:
        """Fail."""
        raise MemoryError


def inputs(*names: str) -> list[Input]:
    return [Input(Path(f"{name}.txt"), name) for name in names]


def drafted(items: Sequence[Input], drafter: Drafter, processes: int = 2) -> dict[str, Draft | LerError]:
    made: dict[str, Draft | LerError] = {}
    with SideBySide(items, processes, drafter) as drafting:
        for item in items:
            try:
                made[item.name] = drafting(item)
            except LerError as error:
                made[item.name] = error
    return made


def told(made: Frozen | LerError) -> str:
    return made.code if isinstance(made, LerError) else next(iter(made.model_dump()["counts"]))


def test_each_input_gets_its_own_draft_and_what_ends_a_process_costs_one_input() -> None:
    names = ["fatal-first", *"abcdefghijk", "refused", *"lmnopqrst", "fatal-last"]
    made = drafted(inputs(*names), Told())
    assert {name: told(one) for name, one in made.items() if not name.startswith("fatal")} == {
        name: "source.not-found" if name == "refused" else name for name in names if not name.startswith("fatal")
    }
    assert os.getpid() not in {pid for one in made.values() if isinstance(one, Draft) for pid in one.counts.values()}
    error = made["refused"]
    assert isinstance(error, SourceNotFound)
    assert (error.message, error.advice) == ("no such file", "Look for it elsewhere.")
    assert [type(made[name]) for name in names if name.startswith("fatal")] == [SourceTooComplex, SourceTooComplex]


def test_where_no_process_can_be_started_the_program_drafts_itself() -> None:
    made = drafted(inputs("a", "b"), Unable())
    assert [one.counts for one in made.values() if isinstance(one, Draft)] == [{"a": os.getpid()}, {"b": os.getpid()}]


def test_there_is_one_process_for_each_processor_that_has_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 4)
    assert [fitting(count, None, model=False) for count in (0, 1, 15, 16, 31, 32, 1000)] == [1, 1, 1, 2, 3, 4, 4]
    assert fitting(1000, None, model=True) == 1
    assert [fitting(1000, 7, model=True), fitting(3, 7, model=False), fitting(0, 7, model=False)] == [7, 3, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked for as POSIX has them")
def test_the_processes_end_with_a_program_that_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", "from tests.flows.test_side_by_side import waits; waits()"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with program:
        assert program.stdout is not None
        pids = [int(pid) for pid in program.stdout.readline().split()]
        program.kill()
    assert pids
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends and any(map(runs, pids)):
        time.sleep(0.05)
    assert not any(map(runs, pids))


def waits() -> None:
    """Draft two inputs, print which processes did it, and wait to be killed."""
    items = inputs("a", "b")
    with SideBySide(items, 2, Told()) as drafting:
        print(*{pid for item in items for pid in drafting(item).counts.values()}, flush=True)
        time.sleep(WAIT)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # one that nobody waited for yet has ended all the same
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
