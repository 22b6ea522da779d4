"""Show what one run over one suite came to, as tables for 80 columns."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from app.evaluation.model import Effort, Figure, Outcome, Report, Value

_LONGEST_NAME = 46
_LONGEST_TITLE = 78
_TOLD = 400
"""Findings shown; the number of further ones is told."""


def tables(report: Report, *, totals: bool = False) -> Iterator[Table]:
    """Give the figures, the values, the harms, what it took, and one line for each document; shares in percent.

    The last number of a line is the 95 % interval, of a figure that of F1. With `totals` no document is told alone.
    """
    counted = f"{report.documents} documents of {report.cases} cases, {report.failed} failed"
    title = f"{report.suite}: {counted}"
    if report.figures:
        yield figures(title, report.figures)
        title = "Values"
    if report.values:
        yield values(title, report.values)
    harms = grid("Errors, by harm", ("harm",), ("count",))
    for name, count in report.harms.items():
        harms.add_row(name.replace("_", " "), str(count))
    yield harms
    yield effort(report)
    if not totals:
        if report.kind == "documents":
            yield _documents(report)
        if report.kind != "documents" or any(outcome.told for outcome in report.outcomes):
            yield _findings(report)


def figures(title: str, found: Sequence[Figure]) -> Table:
    """Give precision, recall and F1 of each figure."""
    table = grid(title, ("figure", "match"), ("true", "claims", "prec.", "recall", "F1", "95 %"))
    for f in found:
        name, _, match = f.name.rpartition(" / ")
        shares = (f"{100 * share:.1f}" for share in (f.precision, f.recall, f.f1))
        table.add_row(name, match, str(f.tally.truths), str(f.tally.claims), *shares, percents(f.f1_interval))
    return table


def values(title: str, found: Sequence[Value]) -> Table:
    """Give each value with its interval, and whether a higher or a lower one is better."""
    table = grid(title, ("value", "better"), ("of", "", "95 %"))
    for value in found:
        table.add_row(shown(value.name), value.better, f"{value.n:,}", said(value), bounds(value))
    return table


def said(value: Value) -> str:
    """Give a value as it is shown: shares in percent, numbers with three decimals."""
    return f"{100 * value.value:.1f}" if value.scale == "share" else f"{value.value:.3f}"


def bounds(value: Value) -> str:
    """Give a value's interval as it is shown."""
    if value.scale == "share":
        return percents(value.interval)
    return "–".join(f"{bound:.3f}" for bound in value.interval)


def percents(interval: tuple[float, float]) -> str:
    """Give an interval of shares in whole percents."""
    low, high = (f"{100 * bound:.0f}" for bound in interval)
    return f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def shown(name: str) -> str:
    """Give a name short enough for a line of 80 characters."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def effort(report: Report) -> Table:
    """Give what the run took: time for each document, documents a second, and what models took."""
    table = grid("Time and cost", ("",), ("in all", "a document"))
    count, spent = max(report.documents, 1), report.effort
    table.add_row("CPU milliseconds", f"{1000 * spent.cpu_seconds:,.0f}", f"{1000 * spent.cpu_seconds / count:.1f}")
    table.add_row("milliseconds", f"{1000 * spent.seconds:,.0f}", f"{1000 * spent.seconds / count:.1f}")
    table.add_row("documents a second", f"{per_second(report):.1f}", "")
    if spent.calls:
        table.add_row("answers of models", f"{spent.calls:,}", f"{spent.calls / count:.1f}")
        for name, tokens in (("tokens in", spent.input_tokens), ("tokens out", spent.output_tokens)):
            table.add_row(name, f"{tokens:,}", f"{tokens / count:,.0f}")
    table.add_row("US dollars", dollars(spent), dollars(spent, count))
    return table


def per_second(report: Report) -> float:
    """Give how many documents were done in a second of the clock; 0 when none were."""
    return report.documents / report.effort.seconds if report.effort.seconds else 0.0


def dollars(spent: Effort, count: int = 1) -> str:
    """Give the cost of one of `count` documents, or that it is not known."""
    if spent.usd is None:
        return "no price"
    return f"{spent.usd / count:.4f}" if spent.usd else "0"


def _documents(report: Report) -> Table:
    bases = ("stated", "demonstrated", "inferred")
    documents = grid("Documents", ("file", "outcome"), ("entries", "stated", "shown", "infer.", "align.", "F1"))
    for outcome in report.outcomes:
        counts = (outcome.entries, *(outcome.claims.get(basis, 0) for basis in bases), outcome.aligned)
        f1 = f"{100 * outcome.tallies['stated skills / exact'].f1:.1f}"
        documents.add_row(outcome.file, outcome.error or "drafted", *map(str, counts), f1)
    return documents


def _findings(report: Report) -> Table:
    """Give what went wrong, one line for each finding."""
    table = Table(title="What went wrong", title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("case", "finding"):
        table.add_column(heading, overflow="fold")
    told = [(_whose(outcome), line) for outcome in report.outcomes for line in _lines(outcome)]
    before = None
    for whose, line in told[:_TOLD]:
        table.add_row("" if whose == before else whose, line)
        before = whose
    if len(told) > _TOLD:
        table.add_row("", f"and {len(told) - _TOLD} more")
    if not told:
        table.add_row("nothing", "")
    return table


def _whose(outcome: Outcome) -> str:
    """Name a document, which tells its case; or a case and what it was tried with."""
    return outcome.file if outcome.file.startswith(outcome.case) else f"{outcome.case} {outcome.file}".strip()


def _lines(outcome: Outcome) -> Iterator[str]:
    if outcome.error:
        yield outcome.error
    yield from outcome.told


def grid(title: str, texts: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    """Make an empty table without lines; the columns of `numbers` stand right."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    table.min_width = min(len(title), _LONGEST_TITLE)
    for heading in texts:
        table.add_column(heading, no_wrap=True)
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
