"""Print how fast `ler draft FOLDER` is by the number of its processes.

    python -m tests.benchmarks.bench_folder

The folder holds invented resumes of two full pages (`tests.samples.long`), put together from the descriptions of all
suites in several orders: no two are alike, but what one says another may say as well, as in the folders of a board.
Wall-clock time from start to end, and without what a call for one document takes; documents are opened in processes
of their own. Beside it how much memory the program and all its processes have at once, shared memory counted once.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from tests.benchmarks.bench_draft import ROOT
from tests.benchmarks.bench_two_pages import TARGET
from tests.samples.description import Described, load
from tests.samples.long import two_pages
from tests.samples.make import EVALS, described_in

SUITES = ("resumes", "varied", "hard", "everyday", "ordinary", "qualified")
COUNT = 100
_LER = "from app.cli.main import run; run()"  # what the installed script does
_LOOK = 0.2
"""Seconds between two looks at the memory."""


def resumes(count: int) -> Iterator[tuple[str, bytes]]:
    """Give names and bytes of that many resumes; the seed is fixed."""
    described = [load(path) for suite in SUITES for path in described_in(EVALS / suite)]
    chance = random.Random(7)  # noqa: S311 - a benchmark's
    for number, made in zip(range(count), _of_turns(described, chance), strict=False):
        yield f"{number:03}-{made[0]}", made[1]


def _of_turns(described: list[Described], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    while True:
        chance.shuffle(described)
        for made in two_pages(described):
            yield made.name, made.data


class Call(NamedTuple):
    """What one call took."""

    seconds: float
    megabytes: float
    """At most at once: what each process has for itself and its part of what it shares; 0 where that is unknown."""


def call(folder: Path, processes: int) -> Call:
    """Draft a folder."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", _LER, "draft", str(folder), "--out", out, "--processes", str(processes)]
        began = time.perf_counter()
        program = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        watch = _Memory(program.pid)
        watch.start()
        if program.wait() != 0:
            raise SystemExit(f"ler draft ended with {program.returncode}")
        seconds = time.perf_counter() - began
        watch.join()
        return Call(seconds, watch.most / 1000)


class _Memory(threading.Thread):
    """Looks at what a program and the processes below it have, until it ends."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0

    def run(self) -> None:
        while Path(f"/proc/{self._pid}/smaps_rollup").exists() and (now := sum(map(_kilobytes, _below(self._pid)))):
            self.most = max(self.most, now)
            time.sleep(_LOOK)


def _below(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _below(int(child))


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many resumes the folder holds")
    parser.add_argument("--processes", type=int, nargs="*", default=sorted({1, os.cpu_count() or 1}))
    chosen = parser.parse_args()
    table = Table(title=f"`ler draft` of {chosen.count} PDFs of two pages on {os.cpu_count()} processors")
    for heading in ("processes", "seconds", "documents a second", "without the start", "target", "ratio", "MB"):
        table.add_column(heading, justify="right")
    with tempfile.TemporaryDirectory() as made:
        folder, one = Path(made) / "all", Path(made) / "one"
        folder.mkdir()
        one.mkdir()
        for name, data in resumes(chosen.count):
            (folder / name).write_bytes(data)
        first = min(folder.iterdir())
        (one / first.name).write_bytes(first.read_bytes())
        for processes in chosen.processes:
            whole, start = call(folder, processes), call(one, processes)
            rate = (chosen.count - 1) / (whole.seconds - start.seconds)
            table.add_row(
                str(processes),
                f"{whole.seconds:.1f}",
                f"{chosen.count / whole.seconds:.1f}",
                f"{rate:.1f}",
                f"≥ {TARGET}",
                f"{rate / TARGET:.2f} ×",
                f"{whole.megabytes:.0f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
