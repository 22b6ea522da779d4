"""Reports to what later ones are compared with: tallies of every case, kept beside the suite."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from rich.table import Table

from app.errors import SuiteInvalid
from app.evaluation.report import Report, grid
from app.evaluation.score import Tally
from app.evaluation.statistics import difference
from app.values import Frozen

BASELINE = "baseline.json"
"""Name of the file in a suite's folder."""

Counts = tuple[int, int, int, int]
"""Right, claims, found, truths of one case (all its files together)."""


class Baseline(Frozen):
    """What drafts of a suite reached at one time."""

    schema_: Literal["ler-baseline/1"] = Field(default="ler-baseline/1", alias="schema")
    suite: str
    documents: int
    cases: Mapping[str, Mapping[str, Counts]]
    """Case → figure → its tally."""
    harms: Mapping[str, int]

    def tallies(self, figure: str) -> dict[str, Tally]:
        """Give the tally of a figure for each case that has it."""
        return {case: _tally(figures[figure]) for case, figures in self.cases.items() if figure in figures}

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of all figures."""
        return tuple(dict.fromkeys(name for figures in self.cases.values() for name in figures))


class Change(Frozen):
    """How a figure moved against a baseline: F1 over the cases that both have."""

    name: str
    before: float
    after: float
    interval: tuple[float, float]
    """95 % of `after - before`, by resampling the cases in pairs."""

    @property
    def worse(self) -> bool:
        """The whole interval lies below nothing: it is no matter of which cases the suite happens to have."""
        return self.interval[1] < 0

    @property
    def better(self) -> bool:
        """The whole interval lies above nothing."""
        return self.interval[0] > 0


def baseline(report: Report) -> Baseline:
    """Take from a report what later ones are compared with."""
    cases: dict[str, dict[str, Tally]] = {}
    for outcome in report.outcomes:
        figures = cases.setdefault(outcome.case, {})
        for name, tally in outcome.tallies.items():
            figures[name] = figures.get(name, Tally()) + tally
    counted = {
        case: {name: (t.right, t.claims, t.found, t.truths) for name, t in figures.items() if t.claims or t.truths}
        for case, figures in cases.items()
    }
    return Baseline(suite=report.suite, documents=report.documents, cases=counted, harms=report.harms.model_dump())


def changes(report: Report, before: Baseline) -> tuple[Change, ...]:
    """Compare a report with a baseline, in the report's order; only cases and figures that both have."""
    now = baseline(report)
    shared = [case for case in now.cases if case in before.cases]
    found = []
    for name in (figure.name for figure in report.figures):
        if name not in before.figures:
            continue
        pairs = [(_of(before, name, case), _of(now, name, case)) for case in shared]
        ours, theirs = sum((b for _, b in pairs), Tally()), sum((a for a, _ in pairs), Tally())
        found.append(Change(name=name, before=theirs.f1, after=ours.f1, interval=difference(pairs)))
    return tuple(found)


def moves(changed: Sequence[Change]) -> Table:
    """Give the figures that moved as a table for 80 columns, in percent; the last number is the 95 % interval."""
    table = grid("Changes of F1 against the baseline", ("figure", ""), ("before", "after", "moved", "95 %"))
    for change in changed:
        if change.before == change.after:
            continue
        verdict = "worse" if change.worse else "better" if change.better else ""
        low, high = (100 * bound for bound in change.interval)
        shares = (f"{100 * share:.1f}" for share in (change.before, change.after))
        moved = f"{100 * (change.after - change.before):+.1f}"
        table.add_row(change.name, verdict, *shares, moved, f"{low:+.1f} to {high:+.1f}")
    return table


def read(path: Path) -> Baseline:
    """Read a baseline. Raises SuiteInvalid."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SuiteInvalid(f"{path.name}: it cannot be opened ({error.strerror})") from error
    except ValidationError as error:
        raise SuiteInvalid(f"{path.name}: {error.error_count()} fields are wrong") from error


def written(before: Baseline) -> bytes:
    """Give a baseline as JSON, one line for each case, so that a change can be read line by line."""
    whole = before.model_copy(update={"cases": {}}).model_dump_json()
    lines = [f' "{case}": {_figures(figures)}' for case, figures in sorted(before.cases.items())]
    return whole.replace('"cases":{}', '"cases":{\n' + ",\n".join(lines) + "\n}").encode() + b"\n"


def _figures(figures: Mapping[str, Counts]) -> str:
    counted = (f'"{name}":[{",".join(map(str, counts))}]' for name, counts in sorted(figures.items()))
    return "{" + ",".join(counted) + "}"


def _of(held: Baseline, figure: str, case: str) -> Tally:
    return _tally(held.cases[case].get(figure, (0, 0, 0, 0)))


def _tally(counts: Counts) -> Tally:
    right, claims, found, truths = counts
    return Tally(right=right, claims=claims, found=found, truths=truths)
