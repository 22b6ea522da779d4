"""The inputs of a call to their drafts, made by several processes side by side and given in the order of the call."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import wait
from types import TracebackType
from typing import Final, Self

from app.errors import SourceTooComplex
from app.flows import runtime
from app.flows.draft import here
from app.flows.inputs import Input
from app.pipeline import Tools
from app.review.model import Draft

_EACH: Final = 8
"""Inputs that a process must have to do before it is worth starting."""
_AHEAD: Final = 4
"""Drafts for each process that are made before their turn comes, and kept."""


def fitting(inputs: int, asked: int | None, *, model: bool) -> int:
    """Give how many processes draft that many inputs.

    As many as were asked for; otherwise one for each processor that this program may use and has enough to do, and
    one where a language model is asked: more would not make it answer sooner, and take more at a time than it allows.
    """
    if asked is not None:
        return min(asked, max(inputs, 1))
    return 1 if model else max(1, min(_processors(), inputs // _EACH))


@dataclass(frozen=True)
class Drafter:
    """Makes drafts in any process, with tools that are loaded once in each; as the settings of this machine say."""

    kind: str = "auto"
    """What the documents are read as."""
    names: tuple[str, ...] = ()
    """Further names of the worker, which a language model never sees."""

    def load(self) -> None:
        """Load what drafting needs. Raises what `runtime.tools` raises."""
        _tools(self.kind, self.names)

    def __call__(self, item: Input) -> Draft:
        """Give the draft of an input. Raises SourceError subclasses."""
        return here(_tools(self.kind, self.names))(item)


class SideBySide:
    """Drafts inputs in processes of their own, ahead of their turn. As a context: the processes end with it.

    Each opens documents as the settings say: in a process for each. Where one that drafts comes to a sudden end, the
    input whose turn it is is drafted again with nobody beside it, so that what ends a process costs one input.
    """

    def __init__(self, inputs: Sequence[Input], processes: int, drafter: Drafter) -> None:
        """`inputs` are asked for in their order."""
        self._inputs = tuple(inputs)
        self._places = {item.name: place for place, item in enumerate(self._inputs)}
        self._processes = processes
        self._drafter = drafter
        self._next = 0
        self._made: dict[str, Future[Draft]] = {}
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start the processes; they get ready while the program goes on."""
        self._start(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes when they are done with what they have in hand."""
        self._stop()

    def __call__(self, item: Input) -> Draft:
        """Give the draft of an input. Raises what the drafter raises, and SourceTooComplex."""
        if self._executor is None:
            return self._drafter(item)
        try:
            self._go_ahead(self._executor)
            return self._made.pop(item.name).result()
        except BrokenProcessPool:
            return self._alone(item)

    def _go_ahead(self, executor: ProcessPoolExecutor) -> None:
        while self._next < len(self._inputs) and len(self._made) < _AHEAD * self._processes:
            item = self._inputs[self._next]
            self._made[item.name] = executor.submit(self._drafter, item)
            self._next += 1

    def _alone(self, item: Input) -> Draft:
        """Draft an input again while no other is drafted: one of them ended a process, and nobody knows which."""
        following = self._places[item.name] + 1
        executor = self._start(following)
        try:
            executor.submit(_ready).result()
        except BrokenProcessPool:
            # none can be started here: all that is left is drafted in the program itself
            self._stop()
            return self._drafter(item)
        try:
            return executor.submit(self._drafter, item).result()
        except BrokenProcessPool:
            self._start(following)
            raise SourceTooComplex("the process that drafts it came to a sudden end") from None

    def _start(self, at: int) -> ProcessPoolExecutor:
        """Start anew, with the input at a place as the first that is drafted ahead."""
        self._stop()
        self._next = at
        executor = ProcessPoolExecutor(
            self._processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self._drafter,)
        )
        executor.submit(_ready)  # processes start with what is first asked of them
        self._executor = executor
        return executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
        self._executor = None
        self._made.clear()


def _begin(drafter: Drafter) -> None:
    """Get a process ready, which ends with the program that started it and leaves an interruption to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_program, name="end", daemon=True).start()
    drafter.load()


def _end_with_the_program() -> None:
    if (program := multiprocessing.parent_process()) is not None:
        wait([program.sentinel])
    os._exit(1)


def _ready() -> None:
    """Do nothing: what does it has begun."""


@cache
def _tools(kind: str, names: tuple[str, ...]) -> Tools:
    return runtime.tools(runtime.settings(), names, kind)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
