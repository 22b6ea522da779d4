"""What a second worker process is worth: `python -m tests.benchmarks.bench_scaling --url URL [--rows N] [--delay S]`.

Batches of sample resumes (PDF, every row other bytes) on PostgreSQL, drafted by one and by two worker processes,
without a model and with one that answers after `delay` seconds. Prints documents per second, CPU milliseconds a
document of the workers and of the database, and what drafting alone takes: the difference is engine and store.
"""

import argparse
import contextlib
import itertools
import os
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from app.documents.model import SourceDocument
from app.flows import runtime
from app.pipeline import draft
from app.store.model import BatchState
from tests.batches.fleet import Fleet
from tests.batches.site import packed, running, settings_of
from tests.engine.site import database_on
from tests.llm.server import Said, serving, whole

SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "resumes"
_TICK = os.sysconf("SC_CLK_TCK")


class Found(NamedTuple):
    """Of one run: per second, and CPU milliseconds a document."""

    per_second: float
    worker: float
    database: float


def files(count: int) -> dict[str, bytes]:
    """So many resumes: the samples again and again, each time with another comment at the end."""
    samples = itertools.cycle(sorted(SAMPLES.glob("*.pdf")))
    return {f"{n:05}.pdf": next(samples).read_bytes() + f"\n% {n}\n".encode() for n in range(count)}


def cpu_seconds(pid: int) -> float:
    """CPU seconds of a process and of its ended children until now."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICK


def database_seconds() -> float:
    """CPU seconds of every server process of PostgreSQL."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if "(postgres)" in stat.read_text("ascii", "replace"):
                total += cpu_seconds(int(stat.parent.name))
    return total


def alone(rows: int) -> float:
    """CPU milliseconds a document of drafting and nothing else."""
    tools = runtime.tools(runtime.settings())
    sources = [SourceDocument(name=name, data=data) for name, data in files(rows).items()]
    draft(sources[0], tools)
    began = time.process_time()
    for source in sources:
        draft(source, tools)
    return (time.process_time() - began) * 1000 / rows


def measured(url: str, rows: int, size: int, provider: str | None) -> Found:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {name: stack.enter_context(database_on(url)) for name in ("store", "engine")}
        settings = settings_of(folder, provider=provider, model_output_tokens=200, **urls)
        desk = stack.enter_context(running(settings, work=False)).desk()
        fleet = Fleet(settings, size)
        stack.callback(fleet.close)
        # The first batch warms the workers: its documents are others than those of the second.
        warm = desk.create(
            packed({f"w-{n}": data + b"%\n" for n, data in files(size * 20).items()}), budget=Decimal(5)
        )
        desk.until(desk.start(warm), seconds=300)
        seen = desk.create(packed(files(rows)), budget=Decimal(50))
        pids = [process.pid for process in fleet.alive.values()]
        used, stored, began = sum(map(cpu_seconds, pids)), database_seconds(), time.monotonic()
        ended = desk.until(desk.start(seen), seconds=1800)
        seconds = time.monotonic() - began
        if ended.batch.state is not BatchState.DONE:
            raise SystemExit(f"the batch ended {ended.batch.state}: {dict(ended.counts)}")
        worker = (sum(map(cpu_seconds, pids)) - used) * 1000 / rows
        return Found(rows / seconds, worker, (database_seconds() - stored) * 1000 / rows)


def slow(delay: float) -> Any:
    return lambda _number, _body: Said(text=whole([], []), delay=delay)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="of a PostgreSQL server, for databases of its own")
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--delay", type=float, default=0.5, help="seconds after which the model answers")
    given = parser.parse_args()
    bare = alone(120)
    print(f"drafting alone: {bare:.1f} CPU ms a document, {1000 / bare:.1f} documents/s on one core")
    with serving(slow(given.delay)) as served:
        for name, provider in (("offline", None), (f"model, {given.delay} s", served.base_url)):
            for size in (1, 2):
                found = measured(given.url, given.rows, size, provider)
                print(
                    f"{name}, {size} worker processes: {found.per_second:.1f} documents/s; CPU ms a document: "
                    f"workers {found.worker:.1f}, database {found.database:.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
