"""Print what is read of resumes that a browser printed: `python -m tests.benchmarks.bench_browser [SUITE…]`.

Each described resume of a suite (by default `varied`) is set in six designs (`tests.samples.browser`), printed by
Chromium, and its draft compared with its truth, beside that of the suite's own files. Takes a second for each print;
`CHROMIUM` names the program where it is not on the path.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from app import pipeline
from app.evaluation import documents
from app.evaluation.model import Report
from app.flows import runtime
from tests.samples import browser
from tests.samples.description import Described, load
from tests.samples.make import EVALS, described_in
from tests.samples.truth import as_json, truth

_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_SHOWN: Final = (
    "stated skills / relaxed",
    "demonstrated skills / touching",
    "employment / title / exact",
    "employment / organization / exact",
    "employment / start / exact",
    "education / entry / exact",
    "certification / entry / exact",
)


def print_page(chromium: str, page: Path, out: Path, profile: Path) -> None:
    """Have Chromium print a web page as a PDF."""
    command = [chromium, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def printed(chromium: str, described: Sequence[Described], design: str, folder: Path) -> Path:
    """Write a suite of resumes in a design, each printed by the browser."""
    suite = folder / design
    suite.mkdir()
    cases = []
    for one in described:
        page, name = folder / "page.html", f"{one.slug}.pdf"
        page.write_bytes(browser.render(one, design))
        print_page(chromium, page, suite / name, folder / "profile")
        cases.append(truth(one) | {"files": [name], "layouts": {name: design}})
    (suite / "truth.json").write_text(as_json({"schema": "ler-truth/1", "cases": cases}), "utf-8")
    return suite


def _row(table: Table, name: str, report: Report) -> None:
    figures = {figure.name: figure for figure in report.figures}
    table.add_row(
        name,
        *(f"{100 * figures[key].precision:.1f} / {100 * figures[key].recall:.1f}" for key in _SHOWN),
        str(sum(report.harms.get(harm, 0) for harm in ("invented claims", "ungrounded"))),
    )


def main() -> None:
    """Print, draft and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", default=["varied"])
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    asked = parser.parse_args()
    if chromium is None:
        sys.exit("Chromium is not here: install it, or name it with CHROMIUM.")
    tools = runtime.tools(runtime.settings().model_copy(update={"isolation": "off"}))
    table = Table(title="Precision / recall in % of resumes printed by a browser")
    for heading in ("design", *(name.removesuffix(" / exact") for name in _SHOWN), "claims without evidence"):
        table.add_column(heading, justify="left" if heading == "design" else "right")
    described = [load(path) for suite in asked.suites for path in described_in(EVALS / suite)]
    for suite in asked.suites:
        _row(
            table,
            f"{suite}, as it is",
            documents.evaluate(EVALS / suite, lambda source: pipeline.draft(source, tools)),
        )
    with tempfile.TemporaryDirectory() as folder:
        for design in browser.DESIGNS:
            suite = printed(chromium, described, design, Path(folder))
            _row(table, design, documents.evaluate(suite, lambda source: pipeline.draft(source, tools)))
    Console().print(table)


if __name__ == "__main__":
    main()
