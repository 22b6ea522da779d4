"""Print what each stage of the extraction costs: `python -m tests.benchmarks.bench_extraction [FOLDER…]`."""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.documents.read import read
from app.extraction.extract import rule
from app.extraction.skills.decide import fitted
from app.extraction.skills.tagger import trained
from app.extraction.skills.weigh import look, propose
from app.flows import runtime
from tests.benchmarks.bench_draft import ROOT, sources

RUNS = 3


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "evals" / "resumes"])
    frameworks = runtime.frameworks(runtime.settings())
    began = time.process_time()
    tagger, _ = trained("skill-tagger"), fitted()
    loading = 1000 * (time.process_time() - began)
    documents = [read(source) for source in sources(parser.parse_args().folders)]
    ruled = [(d.text, rule(d, frameworks)) for d in documents]
    seen = [look(text, r.sections, r.entries, r.sightings, frameworks) for text, r in ruled]
    readings = [tagger.read(one.seen) for one in seen]
    stages: dict[str, Callable[[], object]] = {
        "rules": lambda: [rule(d, frameworks) for d in documents],
        "features": lambda: [look(t, r.sections, r.entries, r.sightings, frameworks) for t, r in ruled],
        "tagger": lambda: [tagger.read(one.seen) for one in seen],
        "candidates": lambda: [propose(o, r, frameworks) for o, r in zip(seen, readings, strict=True)],
    }
    table = Table(title=f"CPU milliseconds a document, {len(documents)} documents, median of {RUNS} runs")
    table.add_column("stage")
    table.add_column("ms", justify="right")
    for name, work in stages.items():
        table.add_row(name, f"{_milliseconds(work) / len(documents):.1f}")
    table.add_row("loading the model, once", f"{loading:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
