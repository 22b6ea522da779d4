"""Print how fast drafts are made: `python -m tests.benchmarks.bench_draft [FOLDER…]`.

Documents per second of `draft` on one core (median of five runs over all PDF, DOCX and text files of the folders),
and the wall time and peak memory of `ler draft` on one file as a process of its own (median of five, compiled tables
there). The folders are the samples, and `../shared/documents` beside the checkout when it is there.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from app.documents.model import SourceDocument
from app.errors import LerError

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "evals" / "resumes", ROOT.parent / "shared" / "documents")
RUNS = 5
_LER = "from app.cli.main import run; run()"  # what the installed script does


class Measured(NamedTuple):
    """One figure beside its target."""

    name: str
    value: float
    unit: str
    target: float
    more_is_better: bool

    @property
    def ratio(self) -> float:
        """How many times better than the target; below 1 it is missed."""
        return self.value / self.target if self.more_is_better else self.target / self.value


def sources(folders: Sequence[Path]) -> list[SourceDocument]:
    """Read every PDF, DOCX and text file of the folders."""
    paths = [p for folder in folders for p in sorted(folder.iterdir()) if p.suffix in (".pdf", ".docx", ".txt")]
    return [SourceDocument(name=path.name, data=path.read_bytes()) for path in paths]


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def documents_per_second(documents: Sequence[SourceDocument], draft: Callable[[SourceDocument], object]) -> float:
    """Draft all documents five times; give the median. A document that is refused counts as done."""
    rates = []
    for _ in range(RUNS):
        began = time.perf_counter()
        for document in documents:
            try:
                draft(document)
            except LerError:
                continue
        rates.append(len(documents) / (time.perf_counter() - began))
    return statistics.median(rates)


def one_process(path: Path) -> tuple[float, float]:
    """Run `ler draft` on one file five times; give the median wall time in seconds and the peak memory in MB."""
    walls = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as out:
            command = [sys.executable, "-c", _LER, "draft", str(path), "--out", out]
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, cwd=ROOT)
            walls.append(time.perf_counter() - began)
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return statistics.median(walls), kilobytes / 1000


def _table(measured: Sequence[Measured], documents: int) -> Table:
    table = Table(title=f"Drafting {documents} documents on one core, median of {RUNS} runs")
    for heading in ("figure", "measured", "target", "ratio"):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    for one in measured:
        sign = "≥" if one.more_is_better else "≤"
        shown = f"{one.value:.2f}" if one.value < 10 else f"{one.value:.1f}"
        table.add_row(one.name, f"{shown} {one.unit}", f"{sign} {one.target:g} {one.unit}", f"{one.ratio:.2f} ×")
    return table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[folder for folder in FOLDERS if folder.is_dir()])
    folders = parser.parse_args().folders
    wall, peak = one_process(FOLDERS[0] / "forklift-operator.pdf")
    _one_core()
    from app.flows import runtime
    from app.pipeline import draft

    documents = sources(folders)
    tools = runtime.tools(runtime.settings())
    draft(documents[0], tools)
    rate = documents_per_second(documents, lambda source: draft(source, tools))
    measured = [
        Measured("documents per second", rate, "/s", 15, True),
        Measured("start-up: `ler draft` of one file", wall, "s", 2, False),
        Measured("peak memory of that process", peak, "MB", 500, False),
    ]
    Console().print(_table(measured, len(documents)))


if __name__ == "__main__":
    main()
