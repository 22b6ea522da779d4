"""Reports of several suites or models to what is shown of them together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import typer

from app import pipeline
from app.cli import screen
from app.errors import OutputRefused, QualityFell
from app.evaluation import calibrations, comparison, diagram, picture, reliability, slices, summary
from app.evaluation.baseline import moves
from app.evaluation.comparison import OFFLINE
from app.evaluation.model import Report, Sureness
from app.evaluation.picture import Panel
from app.evaluation.run import Bench
from app.evaluation.run import evaluate as measure
from app.evaluation.thresholds import Shortfall
from app.flows import runtime
from app.flows.asking import model_aligner, model_reader
from app.pipeline import Tools

_TITLE = "Reliability of confidence"
_SCORE_TITLE = "Reliability of the score of concepts"


@dataclass
class Run:
    """What one call has come to so far."""

    totals: bool
    brief: bool
    as_json: bool
    reports: list[Report] = field(default_factory=list)
    short: dict[str, int | None] = field(default_factory=dict)
    fallen: list[tuple[Report, Shortfall]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    further: dict[str, Any] = field(default_factory=dict)

    def end(self) -> None:
        """Say what fell short, and end with the exit status. Raises typer.Exit when something did."""
        for report, shortfall in self.fallen:
            screen.warn(f"error [{QualityFell.code}]: {report.suite}: {shortfall.told}")
        if self.fallen:
            screen.warn(f"  hint: {QualityFell.hint}")
        status = QualityFell.exit_status if self.fallen else 0
        if self.as_json:
            screen.emit({"exit_status": status, "suites": self.told, **self.further})
        if status:
            raise typer.Exit(status)


def show_together(run: Run, names: Sequence[str], drawing: Path | None) -> None:
    """Show slices, the reliability of confidence over all documents, and one table of all suites."""
    console = screen.console()
    for name in names:
        found = slices.sliced(run.reports, name)
        run.further.setdefault("slices", []).extend(one.model_dump(mode="json") for one in found)
        if not run.as_json:
            console.print(slices.table(found) if found else f"No document says its {name}.")
            console.print()
    panels = [
        (title, sureness)
        for title, links in ((_TITLE, False), (_SCORE_TITLE, True))
        if (sureness := _sureness(run.reports, links=links))
    ]
    if panels and (run.brief or drawing or not run.totals):
        _show_reliability(run, panels, drawing)
    if not run.as_json and len(run.reports) > 1:
        console.print(summary.table(run.reports, run.short, console.width))


def _sureness(reports: Sequence[Report], *, links: bool) -> list[Sureness]:
    """Give how sure claims of documents, or first concepts of texts, were said to be."""
    chosen = [report for report in reports if (report.kind == "links") is links]
    return [one for report in chosen for outcome in report.outcomes for one in outcome.sureness]


def show_calibration(run: Run, confidences: Path, drawing: Path | None) -> None:
    """Show how far confidence could be believed before and after calibration. Raises SuiteInvalid."""
    _show_reliability(run, calibrations.panels(calibrations.read(confidences)), drawing)


def _show_reliability(run: Run, panels: Sequence[Panel], drawing: Path | None) -> None:
    """Show a diagram for each panel, and draw them side by side. Raises OutputRefused."""
    for title, sureness in panels:
        shown, right = reliability.right_when_sure(sureness)
        run.further.setdefault("reliability", []).append(
            {
                "title": title,
                "claims": len(sureness),
                **{
                    reliability.error_name(cut): reliability.calibration_error(sureness, cut)
                    for cut in reliability.CUTS
                },
                reliability.BRIER: reliability.brier(sureness),
                "shown_as_sure": shown,
                "right_when_sure": right,
                "bins": [one.model_dump() for one in reliability.bins(sureness, "equal mass")],
            }
        )
        if not run.as_json:
            console = screen.console()
            console.print(diagram.caption(title, sureness))
            console.print(diagram.table(sureness))
            console.print()
    if drawing is not None:
        try:
            drawing.write_bytes(picture.png(panels))
        except OSError as error:
            raise OutputRefused(f"{drawing}: cannot be written ({error.strerror})") from error


def compare(run: Run, suites: Sequence[Path], models: Sequence[str]) -> None:
    """Run every suite with each model and show them side by side; drafting offline comes first unless it is named.

    Raises SettingsInvalid, ModelNotInstalled.
    """
    names = tuple(dict.fromkeys(models if OFFLINE in models else (OFFLINE, *models)))
    with screen.working("Loading the frameworks"):
        settings = runtime.settings().model_copy(update={"model": None})
        tools = runtime.tools(settings)
    benches = {name: _bench(tools, name) for name in names}
    console = screen.console()
    for suite in suites:
        reports = {}
        for name, bench in benches.items():
            with screen.working(f"Evaluating {suite.name} with {name}"):
                reports[name] = measure(suite, bench)
        moved = comparison.differences(reports)
        run.told.append(
            {
                "suite": suite.resolve().name,
                "models": {
                    name: report.model_dump(mode="json", exclude={"outcomes"}) for name, report in reports.items()
                },
                "changes": {
                    name: [change.model_dump(mode="json") | {"worse": change.worse} for change in changed]
                    for name, changed in moved.items()
                },
            }
        )
        if not run.as_json:
            console.print(comparison.table(reports, console.width))
            console.print()
            for name, changed in moved.items():
                console.print(moves(changed, f"{name} less {names[0]}: F1 and values, cases in pairs"))
                console.print()


def _bench(tools: Tools, name: str) -> Bench:
    if name != OFFLINE:
        settings = runtime.settings().model_copy(update={"model": name})
        reader = model_reader(settings)
        tools = replace(tools, model=reader, aligner=model_aligner(settings, reader))
    return Bench(draft=partial(pipeline.draft, tools=tools), frameworks=tools.frameworks)
