"""Reports of many suites to one table: a line for each, with its key figures and whether it passes."""

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table

from app.evaluation.model import Report, SuiteKind
from app.evaluation.report import bounds, grid, percents, said

_F1: Mapping[SuiteKind, Mapping[str, str]] = {
    "documents": {
        "stated skills / exact": "stated",
        "demonstrated skills / touching": "duties",
        "education / code / exact": "codes",
        "employment / title / exact": "jobs",
        "education / qualification / exact": "degrees",
    },
    "links": {"concept chosen / exact": "chosen"},
}
"""Kind → figure (its F1) → what it is called in a line; the first ones also on a narrow screen."""
_VALUES: Mapping[SuiteKind, Mapping[str, str]] = {
    "documents": {"calibration error, equal mass": "ECE"},
    "links": {"RP@5": "RP@5", "RP@10": "RP@10", "MRR": "MRR"},
    "masking": {"recall of NAME": "names", "recall of ADDRESS": "streets", "recall of ID": "ids"},
    "injection": {"planted texts without effect": "unmoved", "planted instructions that are flagged": "flagged"},
    "names": {"documents with the same claims": "same"},
}
_MUST_BE_NONE = ("invented_claims", "ungrounded", "leaked", "injected_claims", "lost_claims", "name_difference")
_FEWER = {"wrong_concept": "wrong", "missed_claims": "missed", "wrong_entries": "wrong entries"}
"""Harms that are told on a very wide screen."""
_WIDE, _VERY_WIDE = 118, 150


def table(reports: Sequence[Report], short: Mapping[str, int | None], width: int) -> Table:
    """Give one line for each suite, for a screen of `width` columns.

    `short` is suite → how many thresholds are missed; None when it has none. F1 and shares in percent with their 95 %
    intervals, ECE as a number; `harm` counts what must not happen at all (`invented_claims`, `ungrounded`, `leaked`,
    `injected_claims`, `lost_claims`, `name_difference`).
    """
    very_wide = width >= _VERY_WIDE
    shown = 4 if very_wide else 3 if width >= _WIDE else 2
    made = grid("All suites (F1 and shares in %, 95 % intervals over cases)", ("suite",), ("n",))
    for number in range(shown):
        made.add_column("key figures" if not number else "", no_wrap=True)
    made.add_column("harm", justify="right", no_wrap=True)
    if very_wide:
        made.add_column("fewer is better", no_wrap=True)
    made.add_column("ms", justify="right", no_wrap=True)
    made.add_column("", no_wrap=True)
    for report in reports:
        told = [*_told(report), *[""] * shown][:shown]
        harm = sum(report.harms.get(name, 0) for name in _MUST_BE_NONE)
        fewer = ", ".join(
            f"{called} {report.harms[name]}" for name, called in _FEWER.items() if report.harms.get(name)
        )
        milliseconds = f"{1000 * report.effort.cpu_seconds / max(report.documents, 1):.0f}"
        further = (fewer,) if very_wide else ()
        verdict = _verdict(report, short.get(report.suite))
        made.add_row(report.suite, str(report.documents), *told, str(harm), *further, milliseconds, verdict)
    return made


def _verdict(report: Report, missed: int | None) -> str:
    if report.failed and not missed:
        return f"{report.failed} failed"
    return "–" if missed is None else "pass" if not missed else f"FAIL {missed}"


def _told(report: Report) -> Iterator[str]:
    figures = {figure.name: figure for figure in report.figures}
    values = {value.name: value for value in report.values}
    by_value = [
        f"{short} {_short(said(values[name]))} ({bounds(values[name])})"
        for name, short in _VALUES.get(report.kind, {}).items()
        if name in values
    ]
    by_figure = [
        f"{short} {_short(f'{100 * figures[name].f1:.1f}')} ({percents(figures[name].f1_interval)})"
        for name, short in _F1.get(report.kind, {}).items()
        if name in figures and figures[name].tally.truths
    ]
    if report.kind == "links":
        yield from (*by_value[:1], *by_figure, *by_value[1:])
    else:
        yield from (*by_figure[:3], *by_value, *by_figure[3:])


def _short(number: str) -> str:
    return number.removesuffix(".0")
