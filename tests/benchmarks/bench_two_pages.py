"""Print how fast drafts of two-page PDFs are made, and where the time goes: `python -m tests.benchmarks.bench_two_pages`.

The documents are invented resumes of two full pages, about 4,000 letters each (`tests.samples.long`), and the PDFs of
two pages in `../shared/documents` beside the checkout when it is there. No text is in two of them. Every run begins
with tools that have met none of them, so that nothing is remembered but what the documents have in common; the first
document is not counted. Times are CPU times of one thread.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import pypdfium2 as pdfium
from rich.console import Console
from rich.table import Table

from app import pipeline
from app.alignment import align
from app.documents.model import SourceDocument
from app.documents.readers import ink, pdf
from app.extraction.extract import Extractor
from app.flows import runtime
from tests.benchmarks.bench_draft import ROOT, Measured
from tests.samples.description import load
from tests.samples.long import two_pages
from tests.samples.make import EVALS, described_in

RUNS = 5
TARGET = 25
_SUITES = ("resumes", "varied", "hard")
_SHARED = ROOT.parent / "shared" / "documents"


def documents() -> list[SourceDocument]:
    """Make the invented resumes, and read the real ones."""
    described = [load(path) for suite in _SUITES for path in described_in(EVALS / suite)]
    found = [SourceDocument(name=made.name, data=made.data) for made in two_pages(described)]
    for path in sorted(_SHARED.glob("*.pdf")):
        data = path.read_bytes()
        with pdfium.PdfDocument(data) as document:
            if len(document) == 2:
                found.append(SourceDocument(name=path.name, data=data))
    return found


class Stages:
    """CPU seconds by stage; what a stage calls that is a stage of its own is not counted twice."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
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
        (pipeline, "read", "read"),
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


def measure(sources: Sequence[SourceDocument]) -> tuple[list[float], list[Counter[str]], int]:
    """Draft all but the first document, five times, with and without watching the stages.

    Give the CPU seconds of each run, the seconds by stage of each watched run, and the number of claims.
    """
    runs: list[float] = []
    watched: list[Counter[str]] = []
    claims = 0
    for _ in range(RUNS):
        tools = runtime.tools(runtime.settings())
        pipeline.draft(sources[0], tools)
        began = time.process_time()
        claims = sum(len(pipeline.draft(source, tools).claims) for source in sources[1:])
        runs.append(time.process_time() - began)
        tools = runtime.tools(runtime.settings())
        pipeline.draft(sources[0], tools)
        stages = Stages()
        with _watched(stages), stages.stage("put together"):
            for source in sources[1:]:
                pipeline.draft(source, tools)
        watched.append(stages.seconds)
    return runs, watched, claims


def _stage_table(watched: Sequence[Counter[str]], count: int) -> Table:
    table = Table(title=f"CPU ms a document by stage, median of {RUNS} runs")
    table.add_column("stage")
    table.add_column("ms", justify="right")
    table.add_column("share", justify="right")
    medians = {name: statistics.median(run[name] for run in watched) for name in watched[0]}
    whole = sum(medians.values())
    for name, seconds in sorted(medians.items()):
        table.add_row(name, f"{1000 * seconds / count:.1f}", f"{100 * seconds / whole:.0f} %")
    table.add_row("all stages", f"{1000 * whole / count:.1f}", "100 %")
    return table


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    sources = documents()
    runs, watched, claims = measure(sources)
    count = len(sources) - 1
    seconds = statistics.median(runs) / count
    rate = Measured("documents per second", 1 / seconds, "/s", TARGET, True)
    table = Table(title=f"Drafting {count} PDFs of two pages, {claims / count:.0f} claims each, on one core")
    for heading in ("figure", "measured", "target", "ratio"):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    table.add_row(rate.name, f"{rate.value:.1f} /s", f"≥ {TARGET} /s", f"{rate.ratio:.2f} ×")
    table.add_row("CPU ms a document", f"{1000 * seconds:.1f}", f"≤ {1000 / TARGET:.0f}", f"{rate.ratio:.2f} ×")
    Console().print(table, _stage_table(watched, count))


if __name__ == "__main__":
    main()
