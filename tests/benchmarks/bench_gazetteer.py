"""Print how well skills are found beside what looking up names alone finds, in the same run.

    python -m tests.benchmarks.bench_gazetteer [SUITE…]

The peer is what anyone can build in an afternoon: every name of ESCO and O*NET that stands in the text is a skill. It
is given our reading of the document and our folding of words (plurals, spellings). A second one leaves out what the
list of everyday words has. Words are compared with the suite's truth as `ler evaluate` does: skills stated or
demonstrated, exact words and relaxed ones. Times are CPU times of the whole draft, or of reading and looking up.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.documents.model import DocumentText, SourceDocument
from app.evaluation.documents import Drafter, evaluate
from app.evaluation.model import Report
from app.extraction.claims import Sighting, skill_claims
from app.extraction.model import Basis, Provenance
from app.flows import runtime
from app.pipeline import Tools, draft
from app.review.model import Draft, DraftClaim
from app.taxonomy.gazetteer import Occurrence
from tests.benchmarks.bench_draft import ROOT

SUITES = [ROOT / "evals" / name for name in ("unseen", "unseen-strangers", "unseen-advertisements")]


def named(source: SourceDocument, tools: Tools, kept: Callable[[Occurrence], bool]) -> Draft:
    """Give a draft in which each kept name of the frameworks that stands in the document is a stated skill."""
    document = tools.opening.read(source, tools.limits)
    found = [one for one in tools.frameworks.gazetteer.find(document.text) if kept(one)]
    sightings = [Sighting(one.start, one.end, Basis.STATED, 0.5, None) for one in found]
    provenance = Provenance(document_sha256=document.sha256, extractor="names/1", extractors=("names/1",))
    claims = skill_claims(document, sightings, provenance)
    return Draft(
        document=DocumentText(
            sha256=document.sha256, media_type=document.media_type, pages=document.pages, text=document.text
        ),
        entries=(),
        claims=tuple(DraftClaim.model_validate(claim.model_dump()) for claim in claims),
        counts={},
    )


def _row(name: str, report: Report, ours: Report) -> list[str]:
    cells = [name]
    for how in ("exact", "relaxed"):
        figure, best = (one.figure(f"all skills / {how}") for one in (report, ours))
        cells.append(f"{100 * figure.precision:.1f} / {100 * figure.recall:.1f}")
        cells.append(f"{100 * figure.f1:.1f}")
        cells.append(f"{best.f1 / figure.f1:.2f} ×" if figure.f1 else "")
    return [*cells, f"{1000 * report.effort.cpu_seconds / report.documents:.0f}"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", type=Path, default=SUITES)
    tools = runtime.tools(runtime.settings().model_copy(update={"isolation": "off"}))
    ways: dict[str, Drafter] = {
        "drafts": partial(draft, tools=tools),
        "every name": partial(named, tools=tools, kept=lambda _: True),
        "names, no everyday words": partial(named, tools=tools, kept=lambda one: not one.everyday),
    }
    console = Console()
    for suite in parser.parse_args().suites:
        table = Table(title=f"Skills of {suite.name}, precision / recall and F1 in per cent")
        for heading in ("way", "exact", "F1", "drafts to it", "relaxed", "F1", "drafts to it", "CPU ms each"):
            table.add_column(heading, justify="left" if heading == "way" else "right")
        reports = {name: evaluate(suite, way) for name, way in ways.items()}
        for name, report in reports.items():
            table.add_row(*_row(name, report, reports["drafts"]))
        console.print(table)


if __name__ == "__main__":
    main()
