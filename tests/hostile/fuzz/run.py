"""One reader under changed inputs, in a process of its own that may end in any way."""

import faulthandler
import mmap
import os
import pickle
import random
import resource
import select
import signal
import struct
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple

from app.extraction.extract import Extractor
from tests.hostile.fuzz.change import Changer
from tests.hostile.fuzz.judge import Verdict, judge
from tests.hostile.fuzz.lines import Line, Lines
from tests.hostile.fuzz.targets import LIMITS, Target

_SMALL: Final = 100_000
"""Bytes of an input that may take less time."""
_ROOM: Final = 32_000_000
_AT_ONCE: Final = 1_500
"""Inputs of one process; then a fresh one goes on, so that nothing piles up."""
_STILL: Final = 300
"""Seconds by the clock without a word, after which a process is stopped."""
_HEAD: Final = struct.Struct("!QQ")
"""How many inputs were begun, and the length of the last one, which follows."""
_TWICE: Final = 6
"""One of so many inputs is read twice."""
_WORTH: Final = 2.0
"""Seconds; what takes longer is not changed further, however new."""
_OFTEN: Final = 50
"""Inputs after which the process tells of them at the latest."""


class Said(NamedTuple):
    """What a process tells of the inputs that it read."""

    outcomes: dict[str, int]
    slowest: float
    lines: list[Line]
    kept: bytes | None
    wrong: tuple[bytes, Verdict] | None
    again: dict[str, int]
    """Findings that came again with an input that is no smaller, and how often."""


@dataclass
class Finding:
    """What went wrong, the smallest input with which it does, and how often it did."""

    wrong: str
    data: bytes
    told: str
    count: int = 1


@dataclass
class Account:
    """What is known of one reader so far."""

    target: Target
    seed: int
    slow: float = 20
    """Seconds of processor time that no input may take."""
    slow_when_small: float = 5
    corpus: list[bytes] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, Finding] = field(default_factory=dict)
    seconds: float = 0.0
    """Of processor time, of every process that read."""
    slowest: float = 0.0

    @property
    def executions(self) -> int:
        """Inputs that were read."""
        return self.outcomes.total()

    def add(self, wrong: str, data: bytes, told: str = "") -> None:
        """Take note of a finding."""
        known = self.findings.get(wrong)
        if known is None:
            self.findings[wrong] = Finding(wrong, data, told)
            return
        known.count += 1
        if len(data) < len(known.data):
            known.data, known.told = data, told


def fuzz(
    account: Account,
    extractor: Extractor | None,
    *,
    seconds: float = float("inf"),
    executions: int = 0,
    seeds: Iterable[bytes] | None = None,
    note: Callable[[Account], object] | None = None,
) -> None:
    """Read changed inputs for so many seconds of processor time, or so many of them beside the seeds.

    An account that knows lines already is gone on with: its corpus, and the seeds, were read before.
    """
    begin = list(dict.fromkeys(account.target.seeds() if seeds is None else seeds))
    todo = [] if account.lines.seen else begin
    account.corpus = list(dict.fromkeys([*begin, *account.corpus]))
    generation = 0
    most = executions + len(todo) if executions else 0
    while account.seconds < seconds and (not most or account.executions < most):
        left = seconds - account.seconds
        count = min(_AT_ONCE, most - account.executions) if most else _AT_ONCE
        todo = todo[_generation(account, extractor, todo, generation, left, count) :]
        generation += 1
        if note is not None:
            note(account)


def _generation(
    account: Account, extractor: Extractor | None, todo: list[bytes], number: int, seconds: float, count: int
) -> int:
    """Fork a process that reads inputs, and listen until it has ended; give how many it began to read."""
    before = account.executions
    held = mmap.mmap(-1, _ROOM)
    receiving, sending = os.pipe()
    with tempfile.TemporaryFile("w+") as trace:
        pid = _forked()
        if pid == 0:
            try:
                os.close(receiving)
                _confine(trace)
                chance = random.Random(f"{account.seed} {account.target.name} {number}")  # noqa: S311  (no secret)
                _Reading(account, extractor, chance, held, sending).all(todo, seconds, count)
            except BaseException:  # noqa: BLE001 - a fault of this program; told as what ended the process
                traceback.print_exc(file=trace)
                trace.flush()
            finally:
                os._exit(0)
        os.close(sending)
        ended = _listen(account, receiving, pid)
        _, status, used = os.wait4(pid, 0)
        account.seconds += used.ru_utime + used.ru_stime
        code = os.waitstatus_to_exitcode(status)
        begun, length = _HEAD.unpack(held[: _HEAD.size])
        if code < 0 or not ended:
            data = held[_HEAD.size : _HEAD.size + length]
            trace.seek(0)
            _end(account, data, signal.Signals(-code).name if code < 0 else "left", trace.read(), extractor)
            account.outcomes["not told"] += max(0, begun - (account.executions - before))
    held.close()
    return int(begun)


def _end(account: Account, data: bytes, name: str, trace: str, extractor: Extractor | None) -> None:
    """Take note of an input that ended its process; one that was slow is measured again, with nothing watched."""
    account.outcomes[f"ended by {name}"] += 1
    if name == "SIGPROF" and not takes_too_long(account, data, extractor):
        return
    told = [line for line in trace.splitlines() if "/app/" in line][:1]
    where = told[0].strip().partition("/app/")[2] if told else "?"
    account.add(f"{'too slow' if name == 'SIGPROF' else name} at {where}", data, trace)


def takes_too_long(account: Account, data: bytes, extractor: Extractor | None) -> bool:
    """Say whether an input takes more processor time than it may, without watching lines."""
    pid = _forked()
    if pid == 0:
        try:
            _limit(account, data)
            judge(account.target.read, data, extractor)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGPROF


def _limit(account: Account, data: bytes, times: int = 1) -> None:
    """Have a signal end this process when an input takes longer than it may, `times` over."""
    signal.setitimer(signal.ITIMER_PROF, times * (account.slow if len(data) >= _SMALL else account.slow_when_small))


def _forked() -> int:
    with warnings.catch_warnings():
        # there may be threads (newer versions of Python say so), and none of them is needed there
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _confine(trace: IO[str]) -> None:
    """Limit what an input may use beyond what is held already, and tell where a signal came."""
    faulthandler.enable(trace)
    faulthandler.register(signal.SIGPROF, trace, chain=True)
    with Path("/proc/self/statm").open("rb") as told:
        size = int(told.read().split()[0]) * resource.getpagesize()
    most = size + LIMITS.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)


def _listen(account: Account, receiving: int, pid: int) -> bool:
    """Take what a process tells; say whether it told that it was done."""
    with os.fdopen(receiving, "rb") as pipe:
        while True:
            ready, _, _ = select.select([pipe], [], [], _STILL)
            if not ready:
                os.kill(pid, signal.SIGKILL)
                return False
            try:
                said = pickle.load(pipe)  # noqa: S301 - of our own process
            except (EOFError, pickle.UnpicklingError):
                return False
            if said is None:
                return True
            account.outcomes.update(said.outcomes)
            account.slowest = max(account.slowest, said.slowest)
            account.lines.seen.update(said.lines)
            if said.kept is not None:
                account.corpus.append(said.kept)
            if said.wrong is not None:
                account.add(said.wrong[1].wrong, said.wrong[0], said.wrong[1].told)
            for wrong, count in said.again.items():
                account.findings[wrong].count += count


class _Reading:
    """What the forked process does."""

    def __init__(
        self, account: Account, extractor: Extractor | None, chance: random.Random, held: mmap.mmap, sending: int
    ) -> None:
        self._account, self._target = account, account.target
        self._extractor, self._chance, self._held = extractor, chance, held
        self._corpus, self._lines = account.corpus, account.lines
        self._changer = Changer(chance, account.target.words())
        self._pipe = os.fdopen(sending, "wb")
        self._outcomes: Counter[str] = Counter()
        self._slowest = 0.0
        self._begun = 0
        self._fresh: list[Line] = []
        self._smallest = {wrong: len(finding.data) for wrong, finding in account.findings.items()}
        self._again: Counter[str] = Counter()

    def all(self, todo: list[bytes], seconds: float, count: int) -> None:
        """Read the seeds that are left, then inputs made from what was kept."""
        began = time.process_time()
        for number in range(count):
            if time.process_time() - began > seconds:
                break
            seed = number < len(todo)
            self._one(todo[number] if seed else self._made(), seed=seed)
        self._tell()
        pickle.dump(None, self._pipe)
        self._pipe.flush()

    def _made(self) -> bytes:
        """Change a part or two of something that was kept; what came last is changed most."""
        recent = self._corpus[-40:] if self._chance.random() < 0.5 else self._corpus
        opened = self._target.open(self._chance.choice(recent))
        others = self._target.open(self._chance.choice(self._corpus)).parts
        parts = list(opened.parts)
        for _ in range(self._chance.choice((1, 1, 1, 2, 3))):
            among = opened.main if self._chance.random() < 0.7 else range(len(parts))
            at = self._chance.choice(among)
            other = others[at] if len(others) == len(parts) else self._chance.choice(others)
            parts[at] = self._changer.changed(parts[at], other, self._target.grammar(parts[at]))
        made = opened.pack(parts)
        if self._chance.random() < 0.03:
            made = self._changer.changed(made, b"", self._target.grammar(made))
        return made[: _ROOM - _HEAD.size]

    def _one(self, data: bytes, *, seed: bool) -> None:
        self._begun += 1
        self._held[: _HEAD.size + len(data)] = _HEAD.pack(self._begun, len(data)) + data
        began = time.process_time()
        _limit(self._account, data, 2)
        twice = seed or self._chance.random() < 1 / _TWICE
        extracting = self._extractor if seed or self._chance.random() < 1 / self._target.extracted else None
        verdict, fresh = self._lines.watch(lambda: judge(self._target.read, data, extracting, twice=twice))
        if fresh and extracting is None and verdict == Verdict("read"):
            verdict, more = self._lines.watch(lambda: judge(self._target.read, data, self._extractor))
            fresh = [*fresh, *more]
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - began
        self._slowest = max(self._slowest, took)
        self._outcomes[verdict.outcome] += 1
        self._fresh += fresh
        kept = data if fresh and took < _WORTH and not seed else None
        if kept is not None:
            self._corpus.append(kept)
        new = len(data) < self._smallest.get(verdict.wrong, len(data) + 1)
        wrong = (data, verdict) if verdict.wrong and new else None
        if wrong is not None:
            self._smallest[verdict.wrong] = len(data)
        elif verdict.wrong:
            self._again[verdict.wrong] += 1
        if kept is not None or wrong is not None or self._outcomes.total() >= _OFTEN:
            self._tell(kept, wrong)

    def _tell(self, kept: bytes | None = None, wrong: tuple[bytes, Verdict] | None = None) -> None:
        said = Said(dict(self._outcomes), self._slowest, self._fresh, kept, wrong, dict(self._again))
        pickle.dump(said, self._pipe)
        self._pipe.flush()
        self._outcomes.clear()
        self._again.clear()
        self._fresh = []
