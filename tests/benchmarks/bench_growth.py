"""Print how the time of drafting and masking grows with the text, for many kinds of text.

    python -m tests.benchmarks.bench_growth [--letters N] [--doublings D] [KIND …]

Each text is doubled so many times. The exponent is that of the last doubling: 1 where twice the text takes twice the
CPU time, 2 where it takes four times as much. What takes under a tenth of a second says little.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from math import log2
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from app.documents.model import SourceDocument
from app.documents.redact.mask import redact
from app.flows import runtime
from app.pipeline import Tools, draft
from tests.benchmarks.growth_texts import KINDS

STEEP = 1.3
"""An exponent above this is shown with a mark."""


class Grown(NamedTuple):
    """CPU seconds for a text, and for it twice, four times, … as long."""

    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """Of the last doubling."""
        return log2(self.seconds[-1] / self.seconds[-2])


def measure(work: Callable[[str], object], kind: str, letters: int, doublings: int) -> Grown:
    """Time work on a text of a kind at each length."""
    seconds = []
    for doubling in range(doublings + 1):
        text = KINDS[kind](letters << doubling)
        began = time.process_time()
        work(text)
        seconds.append(time.process_time() - began)
    return Grown(tuple(seconds))


def _drafting() -> Callable[[str], object]:
    settings = runtime.settings().model_copy(update={"isolation": "off", "max_drafting_seconds": 3600})
    tools: Tools = runtime.tools(settings)
    return lambda text: draft(SourceDocument(name="resume.txt", data=text.encode()), tools)


def table(title: str, work: Callable[[str], object], kinds: Sequence[str], letters: int, doublings: int) -> Table:
    """Measure kinds of text and give their figures, the steepest first."""
    work(KINDS["jobs with duties"](letters))
    grown = {kind: measure(work, kind, letters, doublings) for kind in kinds}
    made = Table(title=title)
    made.add_column("text")
    for doubling in range(doublings + 1):
        made.add_column(f"{(letters << doubling) // 1000} kB", justify="right")
    made.add_column("exponent", justify="right")
    for kind, found in sorted(grown.items(), key=lambda pair: -pair[1].exponent):
        steep = " !" if found.exponent > STEEP else ""
        made.add_row(kind, *(f"{seconds:.2f}" for seconds in found.seconds), f"{found.exponent:.2f}{steep}")
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--doublings", type=int, default=3)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="of text; without any, all")
    given = parser.parse_args()
    kinds = given.kinds or list(KINDS)
    for title, work in (("CPU seconds of a draft", _drafting()), ("CPU seconds of masking", redact)):
        Console().print(table(title, work, kinds, given.letters, given.doublings))


if __name__ == "__main__":
    main()
