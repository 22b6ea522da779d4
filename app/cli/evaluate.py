"""A suite to figures: the command `evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", epilog="Example: ler evaluate evals/resumes")(evaluate)


def evaluate(
    suite: Annotated[Path, typer.Argument(metavar="SUITE", help="A folder with truth.json and its documents.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Draft the documents of a suite and compare the drafts with what is true."""
    from functools import partial

    from app import pipeline
    from app.evaluation.report import tables
    from app.evaluation.run import evaluate as run
    from app.flows import runtime

    with screen.working("Loading the frameworks"):
        tools = runtime.tools(runtime.settings())
    with screen.working(f"Drafting the documents of {suite.name}"):
        report = run(suite, partial(pipeline.draft, tools=tools))
    if as_json:
        screen.emit(report.model_dump(mode="json"))
        return
    console = screen.console()
    for table in tables(report):
        console.print(table)
