"""Print how good drafts of a suite are: `python -m tests.benchmarks.quality [SUITE…] [--json FOLDER]`."""

import argparse
from functools import partial
from pathlib import Path

from rich.console import Console

from app.evaluation.documents import evaluate
from app.evaluation.report import tables

EVALS = Path(__file__).resolve().parents[2] / "evals"
SUITES = [EVALS / "resumes", EVALS / "unseen"]


def main() -> None:
    """Evaluate every suite with the tools of the settings, and print its tables."""
    from app.flows import runtime
    from app.pipeline import draft

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", type=Path, default=SUITES)
    parser.add_argument("--json", type=Path, help="a folder for the reports")
    options = parser.parse_args()
    tools = runtime.tools(runtime.settings())
    console = Console()
    for suite in options.suites:
        report = evaluate(suite, partial(draft, tools=tools))
        for table in tables(report):
            console.print(table)
        if options.json:
            options.json.mkdir(parents=True, exist_ok=True)
            (options.json / f"{report.suite}.json").write_text(report.model_dump_json(indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
