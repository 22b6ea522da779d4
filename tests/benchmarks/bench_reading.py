"""Print what reading costs, alone and in isolated processes: `python -m tests.benchmarks.bench_reading [FOLDER…]`.

For each kind of file: pages per second in this process and in one of its own for each document, and what that adds to
a document, in milliseconds by the clock and of computing (the server's and its processes' among it). The two are
measured in turns, so that what else the machine does weighs on both. Then the memory of this process, which sends the
documents and takes them, after so many of them; and what the server holds.

The folders are the samples, and `../shared/documents` beside the checkout when it is there. A page of a sample that
is drawn at 150 dpi stands for a scan; where nothing recognises its text, its line says so.
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from app.documents.isolation.pool import Pool
from app.documents.model import Limits, SourceDocument
from app.documents.opening import InProcess, Isolated, Opening
from app.documents.render import page_image
from app.errors import LerError

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "evals" / "resumes", ROOT / "evals" / "job-histories", ROOT.parent / "shared" / "documents")
MEMORY_AFTER = (1, 100, 300)
_TICKS = os.sysconf("SC_CLK_TCK")
_MB = 1_000_000
_DPI = 150


class Cost(NamedTuple):
    """What reading took: seconds by the clock and of computing, and pages that came of it."""

    wall: float
    cpu: float
    pages: int


def files(*endings: str) -> Callable[[Sequence[Path]], Iterator[SourceDocument]]:
    """Give a kind of file by the endings of its names."""

    def found(folders: Sequence[Path]) -> Iterator[SourceDocument]:
        for folder in folders:
            for path in sorted(folder.iterdir()):
                if path.suffix in endings:
                    yield SourceDocument(name=path.name, data=path.read_bytes())

    return found


def scans(folders: Sequence[Path]) -> Iterator[SourceDocument]:
    """Draw the first pages of two PDFs."""
    for source in islice(files(".pdf")(folders), 2):
        yield SourceDocument(name="scan.png", data=page_image(source.data, 1, _DPI / 72))


MEDIA: Mapping[str, Callable[[Sequence[Path]], Iterator[SourceDocument]]] = {
    "PDF with text": files(".pdf"),
    "DOCX": files(".docx"),
    "RTF, ODT, HTML": files(".rtf", ".odt", ".html"),
    "plain text": files(".txt"),
    "table": files(".csv", ".xlsx"),
    "scan": scans,
}
"""By kind of file, where its samples come from."""


def server_cpu(pool: Pool) -> float:
    """Give the seconds that the server and all processes that it started have computed."""
    stat = Path(f"/proc/{pool.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, stat[11:15])) / _TICKS


def resident(pid: int | str = "self") -> float:
    """Give the megabytes that a process has in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def cost(opening: Opening, sources: Sequence[SourceDocument], others: Callable[[], float]) -> Cost:
    """Read all sources once; one that is refused counts as no page."""
    wall, cpu, pages = time.perf_counter(), _computed() + others(), 0
    for source in sources:
        try:
            pages += len(opening.read(source, Limits()).pages)
        except LerError:
            continue
    return Cost(time.perf_counter() - wall, _computed() + others() - cpu, pages)


def _computed() -> float:
    """Give the seconds that this process and the programs that it ran have computed."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def row(name: str, sources: Sequence[SourceDocument], isolated: Isolated, runs: int) -> Sequence[str]:
    """Measure one kind of file, in turns."""
    here = InProcess()
    readable = [source for source in sources if is_read(here, source)]
    if not readable:
        return name, str(len(sources)), *("not read here",) * (1 if sources else 0)
    cost(isolated, readable[:1], float)
    alone, apart = [], []
    for _ in range(runs):
        alone.append(cost(here, readable, float))
        apart.append(cost(isolated, readable, lambda: server_cpu(isolated.pool)))
    pages = alone[0].pages
    walls = [statistics.median(one.wall for one in many) for many in (alone, apart)]
    cpus = [statistics.median(one.cpu for one in many) for many in (alone, apart)]
    more_wall, more_cpu = ((after - before) / len(readable) * 1000 for before, after in (walls, cpus))
    speeds = (f"{pages / seconds:.1f}" for seconds in (*walls, *cpus))
    return name, str(len(readable)), str(pages), *speeds, f"{more_wall:.1f}", f"{more_cpu:.1f}"


def is_read(opening: Opening, source: SourceDocument) -> bool:
    """Say whether a source document is read; what is there on first use is there afterwards."""
    try:
        opening.read(source, Limits())
    except LerError:
        return False
    return True


def memory(isolated: Isolated, sources: Sequence[SourceDocument]) -> str:
    """Read sources over and over; say what this process holds after so many documents."""
    told = []
    for count, source in enumerate(islice(cycle(sources), MEMORY_AFTER[-1]), start=1):
        cost(isolated, [source], float)
        if count in MEMORY_AFTER:
            told.append(f"{resident():.1f} MB after {count}")
    return ", ".join(told)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[folder for folder in FOLDERS if folder.is_dir()])
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    console, pool = Console(width=110), Pool()
    samples = {name: list(found(asked.folders)) for name, found in MEDIA.items()}
    # before the readers are imported here
    began = time.perf_counter()
    guards = ", ".join(pool.held())
    ready, computed, isolated = time.perf_counter() - began, server_cpu(pool), Isolated(pool)
    held = resident(pool.pid or 0)
    flat = memory(isolated, [*samples["DOCX"], *samples["plain text"], *samples["table"]])
    table = Table(title=f"Reading, median of {asked.runs} turns")
    headings = ("files", "pages", "pages/s", "isolated", "pages/cpu s", "isolated", "+ ms", "+ cpu ms")
    for heading in ("kind", *headings):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for name, sources in samples.items():
        table.add_row(*row(name, sources, isolated, asked.runs))
    console.print(table)
    console.print(f"guards: {guards}")
    console.print(
        f"server: ready after {ready:.2f} s, of which it computed {computed:.2f} s; {held:.1f} MB in memory"
    )
    console.print(f"memory of this process, DOCX, texts and tables: {flat}")
    pool.close()


if __name__ == "__main__":
    main()
