"""Reports of one suite by different models to one table side by side, and whether they really differ."""

from collections.abc import Callable, Mapping

from rich.table import Table

from app.evaluation.baseline import Change, baseline, changes
from app.evaluation.model import Report
from app.evaluation.report import bounds as interval_of
from app.evaluation.report import dollars, grid, percents, said

OFFLINE = "offline"
"""The name of drafting without a model."""

_FIGURES = ("stated skills / exact", "all skills / touching", "employment / title / exact")

_COUNTS: Mapping[str, Callable[[Report], str]] = {
    "claims of skills": lambda report: f"{sum(sum(o.claims.values()) for o in report.outcomes):,}",
    "invented: said, not in the text, dropped": lambda report: f"{sum(o.dropped for o in report.outcomes):,}",
    "answers of models": lambda report: f"{report.effort.calls:,}",
    "tokens in": lambda report: f"{report.effort.input_tokens:,}",
    "tokens out": lambda report: f"{report.effort.output_tokens:,}",
    "US dollars": lambda report: dollars(report.effort),
    "seconds": lambda report: f"{report.effort.seconds:.2f}",
    "CPU seconds": lambda report: f"{report.effort.cpu_seconds:.2f}",
    "failed": lambda report: f"{report.failed}",
}


def differences(reports: Mapping[str, Report]) -> dict[str, tuple[Change, ...]]:
    """Compare every report with the first, case by case; name → what moved."""
    first, *others = reports
    before = baseline(reports[first])
    return {name: changes(reports[name], before) for name in others}


_NAME_WIDTH, _COLUMN_WIDTH = 41, 20


def table(reports: Mapping[str, Report], width: int = 80) -> Table:
    """Give a column for each model: key figures with intervals, values, harms, claims, tokens, cost and time.

    Intervals are left out where they do not fit a screen of `width` columns.
    """
    roomy = _NAME_WIDTH + _COLUMN_WIDTH * len(reports) <= width
    first = next(iter(reports.values()))
    made = grid(f"{first.suite}: {first.documents} documents side by side", ("",), tuple(reports))
    for name in _FIGURES:
        found = [{f.name: f for f in report.figures}.get(name) for report in reports.values()]
        if any(found):
            cells = (_cell(f"{100 * f.f1:.1f}", percents(f.f1_interval), roomy) if f else "" for f in found)
            made.add_row(f"F1, {name}", *cells)
    for name in dict.fromkeys(value.name for report in reports.values() for value in report.values):
        kept = [{v.name: v for v in report.values}.get(name) for report in reports.values()]
        made.add_row(name, *(_cell(said(v), interval_of(v), roomy) if v else "" for v in kept))
    for harm in dict.fromkeys(harm for report in reports.values() for harm in report.harms):
        made.add_row(harm.replace("_", " "), *(str(report.harms.get(harm, "")) for report in reports.values()))
    for name, count in _COUNTS.items():
        made.add_row(name, *(count(report) for report in reports.values()))
    return made


def _cell(number: str, interval: str, roomy: bool) -> str:
    return f"{number} ({interval})" if roomy else number
