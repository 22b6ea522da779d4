"""Outcomes of many suites to how good drafts are for each sector, layout, dialect, group of names, …."""

from collections.abc import Sequence

from rich.table import Table

from app.evaluation.model import Figure, Outcome, Report, Value
from app.evaluation.report import bounds as interval_of
from app.evaluation.report import grid, percents, said, shown
from app.evaluation.totals import figures, values
from app.values import Frozen

FIGURES = ("stated skills / exact", "all skills / touching", "employment / title / exact", "concept chosen / exact")
"""What slices are compared by."""
_HEADINGS = {
    "stated skills / exact": "stated",
    "all skills / touching": "all, touching",
    "employment / title / exact": "job titles",
    "concept chosen / exact": "concepts",
}
UNKNOWN = "not said"


class Slice(Frozen):
    """The documents that have one thing in common."""

    by: str
    """What they are sliced by: `sector`."""
    value: str
    documents: int
    cases: int
    figures: tuple[Figure, ...]
    values: tuple[Value, ...]
    harms: dict[str, int]


def sliced(reports: Sequence[Report], by: str) -> tuple[Slice, ...]:
    """Slice the outcomes of all reports together, by the name of each value; documents that do not say come last.

    A document with several values (`hard`) is in several slices. Suites in which no document says are left out.
    """
    groups: dict[str, list[Outcome]] = {}
    for report in reports:
        for outcome in report.outcomes if any(by in outcome.about for outcome in report.outcomes) else ():
            known = outcome.model_copy(update={"case": f"{report.suite} {outcome.case}"})
            for value in outcome.about.get(by, (UNKNOWN,)):
                groups.setdefault(value, []).append(known)
    ordered = sorted(groups, key=lambda value: (value == UNKNOWN, value))
    return tuple(_slice(by, value, groups[value]) for value in ordered)


def _slice(by: str, value: str, outcomes: Sequence[Outcome]) -> Slice:
    harms: dict[str, int] = {}
    for outcome in outcomes:
        for name, count in outcome.harms.items():
            harms[name] = harms.get(name, 0) + count
    return Slice(
        by=by,
        value=value,
        documents=len(outcomes),
        cases=len({outcome.case for outcome in outcomes}),
        figures=tuple(figure for figure in figures(outcomes) if figure.name in FIGURES),
        values=values(outcomes),
        harms=harms,
    )


def table(slices: Sequence[Slice]) -> Table:
    """Give one line for each slice: F1 in percent with its 95 % interval; without figures, its first two values."""
    names = [name for name in FIGURES if any(name == f.name for one in slices for f in one.figures)]
    told = list(dict.fromkeys(value.name for one in slices for value in one.values))[:2] if not names else []
    headings = [_HEADINGS[name] for name in names] + [shown(name) for name in told]
    made = grid(f"By {slices[0].by.replace('_', ' ')}: F1 and 95 % interval", ("",), ("cases", *headings))
    for one in slices:
        by_name = {figure.name: f"{100 * figure.f1:.1f} {percents(figure.f1_interval):>7}" for figure in one.figures}
        by_name |= {value.name: f"{said(value)} {interval_of(value):>7}" for value in one.values}
        cells = [by_name.get(name, "") for name in (*names, *told)]
        made.add_row(one.value.replace("_", " "), str(one.cases), *cells)
    return made
