"""Suites to figures: the command `evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import SettingsInvalid, SuiteInvalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.cli.evaluation import Run
    from app.evaluation.baseline import Baseline
    from app.evaluation.model import Report
    from app.evaluation.run import Bench
    from app.evaluation.thresholds import Thresholds

EVALS = Path("evals")
"""What is evaluated when nothing is named."""

HELD_OUT = "unseen"
"""Of suites whose names begin so, totals are shown and nothing else: nobody may tune to their documents."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "evaluate",
        short_help="Measure how good drafts are.",
        epilog="Example: ler evaluate evals/resumes --slice sector",
    )(evaluate)


def evaluate(
    suites: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SUITE", help="Suites, or folders of suites; default: evals.", show_default=False),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="BASELINE", help="A baseline to compare with; default: baseline.json of the suite."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is reached now as baseline.json of each suite.")
    ] = False,
    totals: Annotated[bool, typer.Option("--totals", help="Show no line for each document.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="Say what each document missed or has wrong.")] = False,
    slices: Annotated[
        list[str] | None,
        typer.Option("--slice", metavar="NAME", help="Also by sector, education, layout, dialect, …; repeatable."),
    ] = None,
    models: Annotated[
        list[str] | None,
        typer.Option(
            "--model", metavar="NAME", help="Side by side: offline and each model; repeatable, `offline` is one."
        ),
    ] = None,
    reliability: Annotated[
        Path | None,
        typer.Option(metavar="FILE.png", help="Draw how far confidence can be believed.", dir_okay=False),
    ] = None,
    confidences: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Confidences before and after calibration, to draw side by side."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Measure drafts, alignment, masking and resistance to planted text on suites with known truth.

    A folder of suites is told in one table; a suite that is named is told in full, one held out (`unseen…`) by
    totals. Fails when a figure falls short of thresholds.toml of its suite; a comparison of models is held to none.
    """
    from app.cli import evaluation
    from app.evaluation.run import suites_in

    alone = {"--misses": misses, "--write-baseline": write_baseline, "--against": against, "--slice": slices}
    _see_comparison(models, alone | {"--reliability": reliability})
    if confidences is not None and not suites:
        run = evaluation.Run(totals=totals, brief=False, as_json=as_json)
        evaluation.show_calibration(run, confidences, reliability)
        run.end()
        return
    named = suites or [EVALS]
    found = suites_in(named)
    run = evaluation.Run(totals=totals, brief=list(found) != list(named), as_json=as_json)
    if models:
        evaluation.compare(run, found, models)
    else:
        _judge(run, found, against or [], misses=misses, write_baseline=write_baseline)
        evaluation.show_together(run, slices or [], reliability)
    if confidences is not None:
        evaluation.show_calibration(run, confidences, None)
    run.end()


def _see_comparison(models: list[str] | None, alone: "Mapping[str, object]") -> None:
    """See that a comparison of models is asked for nothing that it does not tell. Raises SettingsInvalid."""
    if models and (asked := [option for option, value in alone.items() if value]):
        raise SettingsInvalid(
            f"{asked[0]} is not for a comparison of models, which tells nothing of it.",
            hint=f"Leave out {asked[0]}, or --model.",
        )


def _judge(run: "Run", suites: tuple[Path, ...], against: list[Path], *, misses: bool, write_baseline: bool) -> None:
    """Run every suite, hold it to its thresholds and compare it with its baseline."""
    from app.evaluation import baseline, thresholds
    from app.evaluation.run import evaluate as measure

    earlier = _baselines(suites, against)
    bounds = {suite: thresholds.load(suite) for suite in suites}
    bench = _bench(misses)
    for suite in suites:
        with screen.working(f"Evaluating {suite.name}"):
            report = measure(suite, bench)
        _keep(run, report, earlier.get(suite), bounds[suite])
        if write_baseline:
            _write(suite / baseline.BASELINE, baseline.written(baseline.baseline(report)))


def _bench(telling: bool) -> "Bench":
    from functools import partial

    from app import pipeline
    from app.evaluation.run import Bench
    from app.flows import runtime

    with screen.working("Loading the frameworks"):
        tools = runtime.tools(runtime.settings())
    return Bench(draft=partial(pipeline.draft, tools=tools), frameworks=tools.frameworks, telling=telling)


def _keep(run: "Run", report: "Report", before: "Baseline | None", bound: "Thresholds | None") -> None:
    """Add a report to what the call has come to, and show it unless all are told in one table."""
    from app.evaluation import thresholds
    from app.evaluation.baseline import changes, moves
    from app.evaluation.report import tables

    short = thresholds.shortfalls(report, bound) if bound else ()
    changed = changes(report, before) if before else ()
    totals = run.totals or report.suite.startswith(HELD_OUT)
    run.reports.append(report)
    run.short[report.suite] = len(short) if bound else None
    run.fallen += [(report, shortfall) for shortfall in short]
    run.told.append(
        {
            "report": report.model_dump(mode="json", exclude={"outcomes"} if totals or run.brief else None),
            "changes": [change.model_dump(mode="json") | {"worse": change.worse} for change in changed],
            "shortfalls": [shortfall.model_dump(mode="json") for shortfall in short],
        }
    )
    if run.as_json or run.brief:
        return
    console = screen.console()
    for table in tables(report, totals=totals):
        console.print(table)
        console.print()
    if any(round(change.before, 6) != round(change.after, 6) for change in changed):
        console.print(moves(changed))
    elif before:
        console.print("No figure moved against the baseline.")


def _baselines(suites: tuple[Path, ...], against: list[Path]) -> dict[Path, "Baseline"]:
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


def _write(path: Path, data: bytes) -> None:
    from app.errors import OutputRefused

    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputRefused(f"{path}: cannot be written ({error.strerror})") from error
