"""Print how fast drafts of PDFs of two pages are made, and what takes the time.

    python -m tests.benchmarks.bench_two_pages

The documents are invented resumes of two full pages, about 4,000 letters and a hundred claims each
(`tests.samples.long`). No text is in two of them. "New" is a document that was not drafted before, in a process that
has drafted half of the others: it remembers words, but not this text. "Again" is one that was drafted before. Beside
them, where `../shared/documents` is beside the checkout, stand its PDFs, which browsers, TeX and designers' programs
made: few are full, but they are drawn letter by letter, in colours and columns; several have the same text, so that
they are only drafted again. Times are CPU times of one thread; documents are opened in this process.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from app import pipeline
from app.alignment import align
from app.documents import opening
from app.documents.model import SourceDocument
from app.documents.readers.pdf import ink
from app.documents.readers.pdf import read as pdf
from app.extraction.extract import Extractor
from app.extraction.skills.language import parsed
from app.flows import runtime
from app.pipeline import Tools
from tests.benchmarks.bench_draft import ROOT, Measured
from tests.samples.description import load
from tests.samples.long import two_pages
from tests.samples.make import EVALS, described_in

RUNS = 3
TARGET = 25
_AGAIN = 5
_SUITES = ("resumes", "varied", "hard")
_SHARED = ROOT.parent / "shared" / "documents"


def documents() -> list[SourceDocument]:
    """Make the invented resumes."""
    described = [load(path) for suite in _SUITES for path in described_in(EVALS / suite)]
    return [SourceDocument(name=made.name, data=made.data) for made in two_pages(described)]


def of_other_programs() -> list[SourceDocument]:
    """Read the PDFs of other programs, where they are."""
    return [SourceDocument(name=path.name, data=path.read_bytes()) for path in sorted(_SHARED.glob("*.pdf"))]


class Stages:
    """CPU seconds by stage; what a stage calls that is a stage of its own is not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done within as this stage."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    @contextmanager
    def watch(self, owner: Any, attribute: str, name: Callable[..., str]) -> Iterator[None]:
        """Count each call of a function as a stage, which `name` tells from its arguments."""
        watched = getattr(owner, attribute)

        def call(*arguments: Any, **named: Any) -> Any:
            with self.stage(name(*arguments, **named)):
                return watched(*arguments, **named)

        setattr(owner, attribute, call)
        try:
            yield
        finally:
            setattr(owner, attribute, watched)


def _watched(stages: Stages) -> ExitStack:
    stack = ExitStack()
    for owner, attribute, name in (
        (opening, "read", "read"),
        (pdf, "check", "read: structure checked"),
        (ink.Unseen, "__init__", "read: what is seen"),
        (ink.Unseen, "add", "read: what is seen"),
        (Extractor, "extract", "extract"),
        (pipeline, "align", "align"),
        (pipeline, "flag_draft", "flags"),
    ):
        stack.enter_context(stages.watch(owner, attribute, lambda *_, _name=name, **__: _name))
    stack.enter_context(stages.watch(align, "choose", lambda *arguments: f"align: {arguments[2]}"))
    return stack


class Run(NamedTuple):
    """CPU seconds of all documents together, when they are new and again; and by stage when they are new."""

    new: float
    again: float
    stages: dict[str, float]


def _draft(sources: Sequence[SourceDocument], tools: Tools) -> float:
    began = time.process_time()
    for source in sources:
        pipeline.draft(source, tools)
    return time.process_time() - began


def _tools() -> Tools:
    """Give new tools that open documents in this process, where each stage can be timed."""
    parsed("Proficient in welding.")  # what is loaded once, when a document asks for it, is no document's time
    return runtime.tools(runtime.settings().model_copy(update={"isolation": "off"}))


def measure(sources: Sequence[SourceDocument]) -> Run:
    """Draft each half of the documents after the other, with tools that have met none of them, and time it."""
    halves = sources[: len(sources) // 2], sources[len(sources) // 2 :]
    new = again = 0.0
    stages = Stages()
    for before, timed in (halves, halves[::-1]):
        tools = _tools()
        _draft(before, tools)
        new += _draft(timed, tools)
        again += _draft(timed, tools)
        tools = _tools()
        _draft(before, tools)
        with _watched(stages), stages.stage("put together"):
            _draft(timed, tools)
    return Run(new, again, stages.seconds)


def measure_again(sources: Sequence[SourceDocument]) -> dict[str, float]:
    """Draft documents that were drafted before, and give the CPU seconds of each stage.

    Each is drafted several times, and the fastest is taken: what else the machine does makes the others slower.
    """
    tools = _tools()
    _draft(sources, tools)
    seconds: dict[str, float] = defaultdict(float)
    for source in sources:
        times = []
        for _ in range(_AGAIN):
            stages = Stages()
            with _watched(stages), stages.stage("put together"):
                _draft([source], tools)
            times.append(stages.seconds)
        for stage, taken in min(times, key=lambda one: sum(one.values())).items():
            seconds[stage] += taken
    return seconds


def _stage_table(title: str, runs: Sequence[Mapping[str, float]], count: int) -> Table:
    table = Table(title=title)
    table.add_column("stage")
    table.add_column("ms", justify="right")
    table.add_column("share", justify="right")
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    whole = sum(medians.values())
    for name, seconds in sorted(medians.items()):
        table.add_row(name, f"{1000 * seconds / count:.1f}", f"{100 * seconds / whole:.0f} %")
    table.add_row("all stages", f"{1000 * whole / count:.1f}", "100 %")
    return table


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    sources = documents()
    runs = [measure(sources) for _ in range(RUNS)]
    count = len(sources)
    table = Table(title=f"Drafting {count} PDFs of two pages on one core, median of {RUNS} runs")
    for heading in ("documents", "CPU ms each", "measured", "target", "ratio"):
        table.add_column(heading, justify="left" if heading == "documents" else "right")
    for name, times in (("new", [run.new for run in runs]), ("again", [run.again for run in runs])):
        seconds = statistics.median(times) / count
        rate = Measured(name, 1 / seconds, "/s", TARGET, True)
        table.add_row(name, f"{1000 * seconds:.1f}", f"{rate.value:.1f} /s", f"≥ {TARGET} /s", f"{rate.ratio:.2f} ×")
    title = f"CPU ms of a new document by stage, median of {RUNS} runs"
    Console().print(table, _stage_table(title, [run.stages for run in runs], count))
    if others := of_other_programs():
        title = f"CPU ms of each of {len(others)} PDFs of other programs by stage, drafted again, least of {_AGAIN}"
        Console().print(_stage_table(title, [measure_again(others)], len(others)))


if __name__ == "__main__":
    main()
