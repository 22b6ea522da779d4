"""Thresholds of a suite to what of a report falls short of them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from app.errors import SuiteInvalid
from app.evaluation.harms import HARMS
from app.evaluation.model import Report
from app.values import Frozen

THRESHOLDS = "thresholds.toml"
"""Name of the file in a suite's folder."""

Share = Annotated[float, Field(ge=0, le=1)]
Measure = Literal["f1", "least", "greatest", "count"]


class Thresholds(Frozen):
    """What drafts of a suite must reach."""

    least_f1: Mapping[str, Share] = {}
    """Figure → the least F1, in [0, 1]."""
    least: Mapping[str, float] = {}
    """Value → the least that it may be (`RP@5`, in the same units as in the report: shares in [0, 1])."""
    greatest: Mapping[str, float] = {}
    """Value → the most that it may be (a calibration error)."""
    most: Mapping[str, Annotated[int, Field(ge=0)]] = {}
    """Harm, or `failed` for documents without a draft → the highest count."""

    def __len__(self) -> int:
        return len(self.least_f1) + len(self.least) + len(self.greatest) + len(self.most)


class Shortfall(Frozen):
    """One figure, value or harm beyond its threshold."""

    name: str
    reached: float | None
    """None when it was not measured."""
    threshold: float
    measure: Measure = "f1"

    @property
    def told(self) -> str:
        """The shortfall in a sentence, F1 in percent."""
        if self.reached is None:
            return f"{self.name}: it was not measured"
        if self.measure == "f1":
            return f"{self.name}: F1 is {100 * self.reached:.1f}, and must be {100 * self.threshold:.1f} at least"
        if self.measure == "count":
            return f"{self.name.replace('_', ' ')}: {self.reached:.0f}, and at most {self.threshold:.0f} are allowed"
        bound = "at least" if self.measure == "least" else "at most"
        return f"{self.name}: it is {self.reached:.4g}, and must be {self.threshold:.4g} {bound}"


def load(folder: Path) -> Thresholds | None:
    """Read `thresholds.toml` of a suite's folder; None when it has none. Raises SuiteInvalid."""
    path = folder / THRESHOLDS
    if not path.exists():
        return None
    try:
        thresholds = Thresholds.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        detail = (
            f"{error.error_count()} fields are wrong" if isinstance(error, ValidationError) else "it cannot be read"
        )
        raise SuiteInvalid(f"{folder.name}/{THRESHOLDS}: {detail}") from error
    unknown = set(thresholds.most) - {*HARMS, "failed"}
    if unknown:
        raise SuiteInvalid(f"{folder.name}/{THRESHOLDS}: no harm is called {', '.join(sorted(unknown))}")
    return thresholds


def shortfalls(report: Report, thresholds: Thresholds) -> tuple[Shortfall, ...]:
    """Say what of a report falls short. What the report does not have falls short, too."""
    # rounded, so that the last bit of a quotient decides nothing
    figures = {figure.name: round(figure.f1, 6) for figure in report.figures}
    values = {value.name: round(value.value, 6) for value in report.values}
    counts: Mapping[str, float] = {**report.harms, "failed": report.failed}
    asked: tuple[tuple[Measure, Mapping[str, float], Mapping[str, float]], ...] = (
        ("f1", thresholds.least_f1, figures),
        ("least", thresholds.least, values),
        ("greatest", thresholds.greatest, values),
        ("count", thresholds.most, counts),
    )
    return tuple(
        Shortfall(name=name, reached=reached.get(name), threshold=bound, measure=measure)
        for measure, bounds, reached in asked
        for name, bound in bounds.items()
        if not _holds(measure, reached.get(name), bound)
    )


def _holds(measure: Measure, reached: float | None, bound: float) -> bool:
    if reached is None:
        return False
    return reached >= bound if measure in ("f1", "least") else reached <= bound
