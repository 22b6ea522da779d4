"""Outcomes of a suite to its report: totals with intervals."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app.evaluation.harms import added
from app.evaluation.model import (
    Effort,
    Figure,
    Outcome,
    Report,
    SuiteKind,
    Value,
    names_of,
    parts_by_case,
    tallies_by_case,
)
from app.evaluation.score import Tally
from app.evaluation.statistics import interval, ratio_interval


class Stopwatch:
    """What the block of `measured` took."""

    effort = Effort()


@contextmanager
def measured() -> Iterator[Stopwatch]:
    """Measure what a block takes, in seconds of the clock and of all processors."""
    watch, wall, cpu = Stopwatch(), time.perf_counter(), time.process_time()
    yield watch
    watch.effort = Effort(seconds=time.perf_counter() - wall, cpu_seconds=time.process_time() - cpu)


def report(
    suite: str,
    kind: SuiteKind,
    outcomes: Sequence[Outcome],
    *,
    further: Sequence[Value] = (),
    rank: Callable[[str], tuple[int, int]] = lambda _: (0, 0),
) -> Report:
    """Add up outcomes; `further` are values that no sum over cases gives, `rank` orders the figures."""
    return Report(
        suite=suite,
        kind=kind,
        documents=len(outcomes),
        cases=len({outcome.case for outcome in outcomes}),
        failed=sum(outcome.error is not None for outcome in outcomes),
        figures=figures(outcomes, rank),
        values=(*values(outcomes), *further),
        harms=added(outcome.harms for outcome in outcomes),
        effort=sum((outcome.effort for outcome in outcomes), Effort()),
        outcomes=tuple(outcomes),
    )


def figures(
    outcomes: Sequence[Outcome], rank: Callable[[str], tuple[int, int]] = lambda _: (0, 0)
) -> tuple[Figure, ...]:
    """Give every figure of which there is a claim or a truth."""
    found = []
    for name in sorted(names_of(outcomes, "tallies"), key=rank):
        by_case = list(tallies_by_case(outcomes, name).values())
        total = sum(by_case, Tally())
        if total.claims or total.truths:
            found.append(_figure(name, total, by_case))
    return tuple(found)


def _figure(name: str, total: Tally, by_case: Sequence[Tally]) -> Figure:
    return Figure(
        name=name,
        tally=total,
        precision=total.precision,
        recall=total.recall,
        f1=total.f1,
        precision_interval=interval(by_case, "precision"),
        recall_interval=interval(by_case, "recall"),
        f1_interval=interval(by_case, "f1"),
    )


def values(outcomes: Sequence[Outcome]) -> tuple[Value, ...]:
    """Give every value of which there is anything."""
    found = []
    for name in names_of(outcomes, "parts"):
        parts = list(parts_by_case(outcomes, name).values())
        of, out = sum(part.of for part in parts), sum(part.out for part in parts)
        if out:
            found.append(
                Value(
                    name=name,
                    value=of / out,
                    n=round(out),
                    interval=ratio_interval([(part.of, part.out) for part in parts]),
                    better=parts[0].better,
                    scale=parts[0].scale,
                )
            )
    return tuple(found)
