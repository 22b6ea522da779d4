"""Print how drafts of one resume differ by its format: `python -m tests.benchmarks.bench_formats [SUITE…]`.

Every described resume of the suites is written as DOCX (layout `plain`), RTF, ODT, HTML and plain text, drafted, and
scored against its truth. `kept` is the share of the DOCX's claims that the other format gives too, by basis and name;
`further` counts those that only it gives.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.documents.model import SourceDocument
from app.evaluation.documents import evaluate
from app.evaluation.model import Report
from app.review.model import Draft
from tests.samples import docx, odt, plain, rtf, web
from tests.samples.description import Described, load
from tests.samples.make import EVALS, described_in
from tests.samples.truth import truth

SUITES = [EVALS / "resumes", EVALS / "varied", EVALS / "hard"]
WRITERS: dict[str, Callable[[Described], bytes]] = {
    "docx": lambda described: docx.render(described, "plain"),
    "rtf": rtf.render,
    "odt": odt.render,
    "html": web.render,
    "txt": lambda described: plain.render(described, ""),
}
FIGURES = {
    "stated F1": "stated skills / relaxed",
    "demonstrated F1": "demonstrated skills / touching",
    "all skills F1": "all skills / relaxed",
    "job titles F1": "employment / title / relaxed",
    "employers F1": "employment / organization / relaxed",
}

Claims = set[tuple[str, str]]
Drafter = Callable[[SourceDocument], Draft]


@dataclass
class Format:
    """What drafting all resumes in one format came to."""

    report: Report
    claims: dict[str, Claims] = field(default_factory=dict)
    """By the resume's name: basis and name of each claim."""


def measure(described: Sequence[Described], suffix: str, draft: Drafter) -> Format:
    """Write the resumes in one format, draft them, and score the drafts."""
    claims: dict[str, Claims] = {}

    def kept(source: SourceDocument) -> Draft:
        made = draft(source)
        claims[source.name.rpartition(".")[0]] = {(str(claim.basis), claim.name.casefold()) for claim in made.claims}
        return made

    with tempfile.TemporaryDirectory() as folder:
        suite = Path(folder)
        only = [one.model_copy(update={"render": (suffix,)}) for one in described]
        for one in only:
            (suite / one.file(suffix)).write_bytes(WRITERS[suffix](one))
        document = {"schema": "ler-truth/1", "cases": [truth(one) for one in only]}
        (suite / "truth.json").write_text(json.dumps(document), "utf-8")
        return Format(evaluate(suite, kept), claims)


def compared(one: Format, other: Format) -> tuple[float, int]:
    """Give the share of the claims of `one` that `other` gives too, and how many only `other` gives."""
    mine = sum(map(len, one.claims.values()))
    both = sum(len(claims & other.claims.get(name, set())) for name, claims in one.claims.items())
    return both / max(mine, 1), sum(map(len, other.claims.values())) - both


def main() -> None:
    """Draft with the tools of the settings, and print the table."""
    from app.flows import runtime
    from app.pipeline import draft

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", type=Path, default=SUITES)
    described = [load(path) for suite in parser.parse_args().suites for path in described_in(suite)]
    tools = runtime.tools(runtime.settings())
    formats = {suffix: measure(described, suffix, lambda source: draft(source, tools)) for suffix in WRITERS}
    table = Table(title=f"{len(described)} resumes in each format")
    for name in ("format", "failed", "claims", "kept", "further", "entries", *FIGURES, "CPU ms"):
        table.add_column(name, justify="left" if name == "format" else "right")
    for suffix, found in formats.items():
        share, further = compared(formats["docx"], found)
        report = found.report
        table.add_row(
            suffix,
            str(report.failed),
            str(sum(map(len, found.claims.values()))),
            f"{share:.1%}",
            str(further),
            str(sum(outcome.entries for outcome in report.outcomes)),
            *(f"{report.figure(name).f1:.3f}" for name in FIGURES.values()),
            f"{1000 * report.effort.cpu_seconds / max(report.documents, 1):.0f}",
        )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
