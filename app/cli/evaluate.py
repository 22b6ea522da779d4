"""Suites to figures: the command `evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import screen
from app.errors import QualityFell, SuiteInvalid

if TYPE_CHECKING:
    from app.evaluation.baseline import Baseline
    from app.evaluation.report import Report
    from app.evaluation.thresholds import Shortfall


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", epilog="Example: ler evaluate evals/resumes --totals")(evaluate)


def evaluate(
    suites: Annotated[
        list[Path],
        typer.Argument(metavar="SUITE...", help="Folders with truth.json and its documents.", show_default=False),
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="BASELINE", help="A baseline to compare with; default: baseline.json of the suite."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is reached now as baseline.json of each suite.")
    ] = False,
    totals: Annotated[bool, typer.Option("--totals", help="Show no line for each document.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Draft the documents of suites and compare the drafts with what is true.

    Fails when a figure falls short of thresholds.toml of its suite.
    """
    from functools import partial

    from app import pipeline
    from app.evaluation import baseline, thresholds
    from app.evaluation.run import evaluate as run
    from app.flows import runtime

    earlier = _baselines(suites, against or [])
    bounds = {suite: thresholds.load(suite) for suite in suites}
    with screen.working("Loading the frameworks"):
        tools = runtime.tools(runtime.settings())
    told: list[dict[str, Any]] = []
    fallen: list[tuple[Report, Shortfall]] = []
    for suite in suites:
        with screen.working(f"Drafting the documents of {suite.name}"):
            report = run(suite, partial(pipeline.draft, tools=tools))
        bound = bounds[suite]
        short = thresholds.shortfalls(report, bound) if bound else ()
        fallen += [(report, shortfall) for shortfall in short]
        told.append(_show(report, earlier.get(suite), short, totals=totals, as_json=as_json))
        if write_baseline:
            _write(suite / baseline.BASELINE, baseline.written(baseline.baseline(report)))
    for report, shortfall in fallen:
        screen.show_failure(QualityFell.code, f"{report.suite}: {shortfall.told}", QualityFell.hint)
    status = QualityFell.exit_status if fallen else 0
    if as_json:
        screen.emit({"exit_status": status, "suites": told})
    if status:
        raise typer.Exit(status)


def _baselines(suites: list[Path], against: list[Path]) -> dict[Path, "Baseline"]:
    """Give the baseline of each suite that has one. Raises SuiteInvalid for one of no suite of this call."""
    from app.evaluation import baseline

    found = {}
    for suite in suites:
        if (suite / baseline.BASELINE).is_file() and not against:
            found[suite] = baseline.read(suite / baseline.BASELINE)
    by_name = {suite.resolve().name: suite for suite in suites}
    for path in against:
        held = baseline.read(path)
        if held.suite not in by_name:
            raise SuiteInvalid(f"{path.name} is a baseline of {held.suite}, which is not evaluated here")
        found[by_name[held.suite]] = held
    return found


def _show(
    report: "Report", before: "Baseline | None", short: "tuple[Shortfall, ...]", *, totals: bool, as_json: bool
) -> dict[str, Any]:
    from app.evaluation.baseline import changes, moves
    from app.evaluation.report import tables

    changed = changes(report, before) if before else ()
    if not as_json:
        console = screen.console()
        for table in tables(report, totals=totals):
            console.print(table)
        if any(change.before != change.after for change in changed):
            console.print(moves(changed))
        elif before:
            console.print("No figure moved against the baseline.")
    return {
        "report": report.model_dump(mode="json", exclude={"outcomes"} if totals else None),
        "changes": [change.model_dump(mode="json") | {"worse": change.worse} for change in changed],
        "shortfalls": [shortfall.model_dump(mode="json") for shortfall in short],
    }


def _write(path: Path, data: bytes) -> None:
    from app.errors import OutputRefused

    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputRefused(f"{path}: cannot be written ({error.strerror})") from error
