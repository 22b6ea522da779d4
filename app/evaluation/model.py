"""What one run over one suite came to: figures, values, harms, cost and outcomes, in one shape for every kind."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import Field

from app.evaluation.harms import Harms
from app.evaluation.score import Tally
from app.values import Frozen

SuiteKind = Literal["documents", "links", "masking", "injection", "names"]
"""What a suite holds, which its schema says (`kinds.SCHEMAS`)."""

Better = Literal["higher", "lower"]


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


class Value(Frozen):
    """A figure that is one number, with its 95 % interval over cases."""

    name: str
    """`RP@5`, `recall of NAME`."""
    value: float
    n: int = Field(ge=0)
    """Of how many things it was measured."""
    interval: tuple[float, float]
    better: Better = "higher"
    scale: Literal["share", "number"] = "share"
    """How it is shown: shares in percent, numbers with three decimals."""


class Part(Frozen):
    """What one case adds to a value: the value of many cases is the sum of `of` over the sum of `out`."""

    of: float
    out: float
    better: Better = "higher"
    scale: Literal["share", "number"] = "share"

    def __add__(self, other: "Part") -> "Part":
        return self.model_copy(update={"of": self.of + other.of, "out": self.out + other.out})


class Sureness(Frozen):
    """How sure a claim said to be, and whether it was right."""

    confidence: float = Field(ge=0, le=1)
    right: bool


class Effort(Frozen):
    """What work took. Efforts add up."""

    seconds: float = Field(default=0, ge=0)
    cpu_seconds: float = Field(default=0, ge=0)
    """Of all threads of this process; what a model's server takes is not in it."""
    calls: int = Field(default=0, ge=0)
    """Answers of a language model."""
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    usd: Decimal | None = Decimal(0)
    """US dollars for models; None when the price of one is not known."""

    def __add__(self, other: "Effort") -> "Effort":
        mine, theirs = self.model_dump(exclude={"usd"}), other.model_dump(exclude={"usd"})
        usd = None if self.usd is None or other.usd is None else self.usd + other.usd
        return Effort(**{name: mine[name] + theirs[name] for name in mine}, usd=usd)


class Outcome(Frozen):
    """What became of one document (or one text, or one name)."""

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
    parts: dict[str, Part] = Field(default_factory=dict)
    """By the names of the values."""
    harms: Harms = Field(default_factory=dict)
    dropped: int = 0
    """Findings of a model that are not in the text, and became no claim."""
    effort: Effort = Effort()
    about: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What the case belongs to, by the name of the slice."""
    sureness: tuple[Sureness, ...] = ()
    told: tuple[str, ...] = ()
    """What went wrong, for a person; never text of a document that is not invented."""


class Report(Frozen):
    """One run over one suite."""

    suite: str
    kind: SuiteKind = "documents"
    documents: int
    """Documents, texts or names that were worked on."""
    cases: int
    failed: int
    """Documents without a draft; all their truths count as missed."""
    figures: tuple[Figure, ...] = ()
    values: tuple[Value, ...] = ()
    harms: Harms
    effort: Effort = Effort()
    outcomes: tuple[Outcome, ...]

    def figure(self, name: str) -> Figure:
        """Give the figure of that name. Raises KeyError."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)

    def value(self, name: str) -> Value:
        """Give the value of that name. Raises KeyError."""
        for value in self.values:
            if value.name == name:
                return value
        raise KeyError(name)


def tallies_by_case(outcomes: Sequence[Outcome], name: str) -> dict[str, Tally]:
    """Add up a figure's tallies for each case: all files of one worker together."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        if name in outcome.tallies:
            found[outcome.case] = found.get(outcome.case, Tally()) + outcome.tallies[name]
    return found


def parts_by_case(outcomes: Sequence[Outcome], name: str) -> dict[str, Part]:
    """Add up a value's parts for each case."""
    found: dict[str, Part] = {}
    for outcome in outcomes:
        if name in outcome.parts:
            part = outcome.parts[name]
            found[outcome.case] = found[outcome.case] + part if outcome.case in found else part
    return found


def names_of(outcomes: Sequence[Outcome], field: Literal["tallies", "parts"]) -> tuple[str, ...]:
    """Give the names of all figures or values, in the order in which they first appear."""
    told: list[Mapping[str, object]] = [getattr(outcome, field) for outcome in outcomes]
    return tuple(dict.fromkeys(name for one in told for name in one))
