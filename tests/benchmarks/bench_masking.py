"""Print how well and how fast personal data is masked: `python -m tests.benchmarks.bench_masking`.

Recall by kind on 200 invented people (every letter and digit of a value must be hidden; a document that is refused is
counted apart), on 200 more with names and formats that no rule was made with, and on 200 whose names are words; the
share of other text that is hidden with it; of the suites of resumes the share of true skill mentions and entry fields
that still stand; milliseconds of one core for a document. Then all of them are read by the model path, from a server
on loopback that is no model, and everything it received is searched for all personal data. `--misses` lists what was
missed, but not of the held-out. The status is 1 when the server received something personal of the first 200 people,
or anything while the masker raises.
"""

import argparse
import statistics
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.documents.read import read
from app.documents.redact.mask import Kind
from app.evaluation import suite
from tests.benchmarks.bench_draft import _one_core
from tests.masking.compose import cases
from tests.masking.measure import Figures, people, resumes, timed
from tests.masking.sent import raising, send

ROOT = Path(__file__).resolve().parents[2]
SUITES = tuple(ROOT / "evals" / name for name in ("resumes", "varied", "unseen"))
SETS = (("dev", "200 people"), ("held_out", "200 held out"), ("words", "200 with names that are words"))
TARGETS = {kind: 0.97 if kind is Kind.NAME else 0.99 for kind in Kind}
RUNS = 5


def _recall(figures: list[Figures]) -> Table:
    table = Table(title="Recall of personal data")
    table.add_column("kind")
    for _, title in SETS:
        table.add_column(title, justify="right")
    table.add_column("target", justify="right")
    for kind in Kind:
        shown = [f"{f.hidden[kind]}/{f.there[kind]} = {f.recall(kind):.2%}" for f in figures]
        table.add_row(kind, *shown, f"≥ {TARGETS[kind]:.0%}")
    table.add_row(
        "other letters and digits hidden", *(f"{f.lost}/{f.other} = {f.lost / f.other:.3%}" for f in figures), ""
    )
    table.add_row("documents refused", *(str(f.refused) for f in figures), "")
    table.add_row("documents without a recognised name", *(str(f.unnamed) for f in figures), "")
    return table


def _survival() -> Table:
    table = Table(title="What survives masking (target ≥ 99 %)")
    for heading in ("suite", "skill mentions", "entry fields", "together", "refused"):
        table.add_column(heading, justify="left" if heading == "suite" else "right")
    for folder in SUITES:
        if not (folder / suite.TRUTH).is_file():
            continue
        left = resumes([folder])
        skills, fields = f"{left.skills_left}/{left.skills}", f"{left.fields_left}/{left.fields}"
        table.add_row(folder.name, skills, fields, f"{left.share:.2%}", str(left.refused))
    return table


def _sent() -> int:
    """Print what a server received of every set; give what it should not have received."""
    table = Table(title="Everything that a server received, searched for all personal data")
    for heading in ("people", "not sent", "requests", "values searched", "received", "claims", "without evidence"):
        table.add_column(heading, justify="left" if heading == "people" else "right")
    found = {title: send(cases(part)) for part, title in SETS}
    found["200 people, the masker raises"] = send(cases("dev"), raising)
    for title, one in found.items():
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(Counter(kind for kind, _ in one.hits).items()))
        hits = f"{len(one.hits)}" + (f" ({kinds})" if kinds else "")
        counts = one.unsent, one.requests, sum(one.searched.values()), hits, one.claims, one.unproven
        table.add_row(title, *map(str, counts))
    Console(width=118).print(table)
    first, last = found[SETS[0][1]], found["200 people, the masker raises"]
    return len(first.hits) + last.requests + sum(one.unproven for one in found.values())


def milliseconds(folder: Path) -> tuple[float, float, int]:
    """Mask every document of a suite five times, take its median; give the median of all, the worst, their number."""
    documents = [read(suite.source(folder, file)) for case in suite.load(folder).cases for file in case.files]
    timed(documents[0])
    each = [statistics.median(timed(document)[1] for _ in range(RUNS)) for document in documents]
    return statistics.median(each), max(each), len(each)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was hidden needlessly")
    asked = parser.parse_args()
    _one_core()
    console = Console()
    figures = [people(cases(part)) for part, _ in SETS]
    console.print(_recall(figures))
    console.print(_survival())
    middle, worst, count = milliseconds(SUITES[0])
    console.print(f"{middle:.1f} ms a document (median of {count}), {worst:.1f} ms the slowest; target ≤ 10 ms")
    if asked.misses:
        for (part, _), one in zip(SETS, figures, strict=True):
            for miss in one.misses if part != "held_out" else ():
                console.print(part, *miss, markup=False)
            for lost in one.overmasked if part != "held_out" else ():
                console.print(part, "hidden needlessly:", lost, markup=False)
    sys.exit(1 if _sent() else 0)


if __name__ == "__main__":
    main()
