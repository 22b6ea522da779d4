"""Reports to what later ones are compared with: tallies of every case, kept beside the suite."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from rich.table import Table

from app.errors import SuiteInvalid
from app.evaluation.model import Better, Report, Value, names_of, parts_by_case, tallies_by_case
from app.evaluation.report import grid, shown
from app.evaluation.score import Tally
from app.evaluation.statistics import Ratio, difference, ratio_difference
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
    parts: Mapping[str, Mapping[str, Ratio]] = {}
    """Case → value → what the case adds to it (`model.Part`)."""
    values: Mapping[str, float] = {}
    """Value → what it was."""
    harms: Mapping[str, int]

    def tallies(self, figure: str) -> dict[str, Tally]:
        """Give the tally of a figure for each case that has it."""
        return {case: _tally(figures[figure]) for case, figures in self.cases.items() if figure in figures}

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of all figures."""
        return tuple(dict.fromkeys(name for figures in self.cases.values() for name in figures))


class Change(Frozen):
    """How a figure (its F1) or a value moved against a baseline, over the cases that both have."""

    name: str
    before: float
    after: float
    interval: tuple[float, float]
    """95 % of `after - before`, by resampling the cases in pairs.

    Of a value that no sum over cases gives it is the interval of `after` alone, less `before`."""
    better_is: Better = "higher"

    @property
    def worse(self) -> bool:
        """The whole interval lies on the bad side of nothing, whatever cases the suite happens to have."""
        return self.interval[1] < 0 if self.better_is == "higher" else self.interval[0] > 0

    @property
    def better(self) -> bool:
        """The whole interval lies on the good side of nothing."""
        return self.interval[0] > 0 if self.better_is == "higher" else self.interval[1] < 0


def baseline(report: Report) -> Baseline:
    """Take from a report what later ones are compared with."""
    cases: dict[str, dict[str, Counts]] = {outcome.case: {} for outcome in report.outcomes}
    parts: dict[str, dict[str, Ratio]] = {}
    for name in names_of(report.outcomes, "tallies"):
        for case, t in tallies_by_case(report.outcomes, name).items():
            if t.claims or t.truths:
                cases[case][name] = (t.right, t.claims, t.found, t.truths)
    for name in names_of(report.outcomes, "parts"):
        for case, part in parts_by_case(report.outcomes, name).items():
            if part.out:
                parts.setdefault(case, {})[name] = (round(part.of, 4), part.out)
    return Baseline(
        suite=report.suite,
        documents=report.documents,
        cases={case: figures for case, figures in cases.items() if figures},
        parts=parts,
        values={value.name: round(value.value, 6) for value in report.values},
        harms=report.harms,
    )


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
    found += [_moved(value, now, before) for value in report.values if value.name in before.values]
    return tuple(found)


def _moved(value: Value, now: Baseline, before: Baseline) -> Change:
    shared = [
        (before.parts[case][value.name], ours[value.name])
        for case, ours in now.parts.items()
        if value.name in ours and value.name in before.parts.get(case, {})
    ]
    if not shared:
        was = before.values[value.name]
        low, high = (round(bound - was, 6) for bound in value.interval)
        return Change(name=value.name, before=was, after=value.value, interval=(low, high), better_is=value.better)
    was, now_is = (sum(of for of, _ in side) / sum(out for _, out in side) for side in zip(*shared, strict=True))
    return Change(
        name=value.name,
        before=was,
        after=now_is,
        interval=ratio_difference(shared),
        better_is=value.better,
    )


def moves(changed: Sequence[Change], title: str = "Changes against the baseline, of F1 and of values") -> Table:
    """Give what moved as a table for 80 columns; shares in percent, the last number is the 95 % interval."""
    table = grid(title, ("figure", ""), ("before", "after", "moved", "95 %"))
    for change in changed:
        if round(change.before, 6) == round(change.after, 6):
            continue
        verdict = "worse" if change.worse else "better" if change.better else ""
        low, high = (100 * bound for bound in change.interval)
        shares = (f"{100 * share:.1f}" for share in (change.before, change.after))
        moved = f"{100 * (change.after - change.before):+.1f}"
        table.add_row(shown(change.name), verdict, *shares, moved, f"{low:+.1f} to {high:+.1f}")
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
    whole = before.model_copy(update={"cases": {}, "parts": {}}).model_dump_json()
    for field in ("cases", "parts"):
        told: Mapping[str, Mapping[str, tuple[float, ...]]] = getattr(before, field)
        lines = [f" {json.dumps(case)}: {_figures(figures)}" for case, figures in sorted(told.items())]
        if lines:
            whole = whole.replace(f'"{field}":{{}}', f'"{field}":{{\n' + ",\n".join(lines) + "\n}")
    return whole.encode() + b"\n"


def _figures(figures: Mapping[str, tuple[float, ...]]) -> str:
    counted = (
        f"{json.dumps(name, ensure_ascii=False)}:[{','.join(f'{n:.10g}' for n in counts)}]"
        for name, counts in sorted(figures.items())
    )
    return "{" + ",".join(counted) + "}"


def _of(held: Baseline, figure: str, case: str) -> Tally:
    return _tally(held.cases[case].get(figure, (0, 0, 0, 0)))


def _tally(counts: Counts) -> Tally:
    right, claims, found, truths = counts
    return Tally(right=right, claims=claims, found=found, truths=truths)
