"""Show how good drafts are: the figures of one run, as a value, as JSON and as tables."""

from collections.abc import Iterator

from pydantic import Field
from rich.table import Table

from app.evaluation.score import Tally
from app.values import Frozen


class Figure(Frozen):
    """Precision, recall and F1 of one thing, micro-averaged over documents, with 95 % intervals over cases."""

    name: str
    """`stated skills / exact`, `employment / title / exact`."""
    tally: Tally
    precision: float
    recall: float
    f1: float
    precision_interval: tuple[float, float]
    recall_interval: tuple[float, float]
    f1_interval: tuple[float, float]


class Harms(Frozen):
    """Errors counted by the harm they do."""

    invented_claims: int = 0
    """Claims, other than inferred ones, without evidence or with a quote that is not the text at its span."""
    unplaced_claims: int = 0
    """Claims of a PDF with evidence that has no box on a page."""
    missed_claims: int = 0
    """True stated skills that no claim of any basis but `inferred` comes close to."""
    unread_skills: int = 0
    """True skills whose words are nowhere in the text that was read."""
    wrong_entries: int = 0
    """Entries that are no pair of a true one: a job or degree the worker does not have."""
    missed_entries: int = 0
    wrong_dates: int = 0
    """Paired entries whose start or end is claimed and not the printed one."""
    false_alarms: int = 0
    """Honest documents said to hold hidden text."""

    def __add__(self, other: "Harms") -> "Harms":
        mine, theirs = self.model_dump(), other.model_dump()
        return Harms(**{name: mine[name] + theirs[name] for name in mine})


class Outcome(Frozen):
    """What became of one document."""

    case: str
    file: str
    error: str | None = None
    """The error's code; None when it was drafted."""
    claims: dict[str, int] = Field(default_factory=dict)
    """Number of skill claims by basis."""
    entries: int = 0
    aligned: int = 0
    """Skill claims with a concept in at least one framework."""
    tallies: dict[str, Tally] = Field(default_factory=dict)
    """By the names of the figures."""
    harms: Harms = Harms()


class Report(Frozen):
    """One run over one suite."""

    suite: str
    documents: int
    cases: int
    failed: int
    """Documents without a draft; all their truths count as missed."""
    figures: tuple[Figure, ...]
    harms: Harms
    outcomes: tuple[Outcome, ...]

    def figure(self, name: str) -> Figure:
        """Give the figure of that name. Raises KeyError."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


def tables(report: Report, *, totals: bool = False) -> Iterator[Table]:
    """Give the figures, the harms and one line for each document as tables for 80 columns; shares in percent.

    The last figure is the 95 % interval of F1. With `totals` no document is told by itself.
    """
    title = f"{report.suite}: {report.documents} documents of {report.cases} workers, {report.failed} failed"
    figures = grid(title, ("figure", "match"), ("true", "claims", "prec.", "recall", "F1", "95 %"))
    for f in report.figures:
        name, _, match = f.name.rpartition(" / ")
        bounds = f"{100 * f.f1_interval[0]:.0f}–{100 * f.f1_interval[1]:.0f}"
        shares = (f"{100 * share:.1f}" for share in (f.precision, f.recall, f.f1))
        figures.add_row(name, match, str(f.tally.truths), str(f.tally.claims), *shares, bounds)
    yield figures
    harms = grid("Errors, by harm", ("harm",), ("count",))
    for name, count in report.harms.model_dump().items():
        harms.add_row(name.replace("_", " "), str(count))
    yield harms
    if not totals:
        yield _documents(report)


def _documents(report: Report) -> Table:
    bases = ("stated", "demonstrated", "inferred")
    documents = grid("Documents", ("file", "outcome"), ("entries", *(b[:8] for b in bases), "aligned", "F1 st."))
    for outcome in report.outcomes:
        counts = (outcome.entries, *(outcome.claims.get(basis, 0) for basis in bases), outcome.aligned)
        f1 = f"{100 * outcome.tallies['stated skills / exact'].f1:.1f}"
        documents.add_row(outcome.file, outcome.error or "drafted", *map(str, counts), f1)
    return documents


def grid(title: str, texts: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    """Make an empty table without lines; the columns of `numbers` stand right."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    for heading in texts:
        table.add_column(heading, no_wrap=True)
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
