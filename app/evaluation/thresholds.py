"""Thresholds of a suite to what of a report falls short of them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from app.errors import SuiteInvalid
from app.evaluation.report import Harms, Report
from app.values import Frozen

THRESHOLDS = "thresholds.toml"
"""Name of the file in a suite's folder."""

Share = Annotated[float, Field(ge=0, le=1)]


class Thresholds(Frozen):
    """What drafts of a suite must reach."""

    least_f1: Mapping[str, Share] = {}
    """Figure → the least F1, in [0, 1]."""
    most: Mapping[str, Annotated[int, Field(ge=0)]] = {}
    """Harm, or `failed` for documents without a draft → the highest count."""


class Shortfall(Frozen):
    """One figure or harm beyond its threshold."""

    name: str
    reached: float
    threshold: float

    @property
    def told(self) -> str:
        """The shortfall in a sentence, shares in percent."""
        if "/" in self.name:
            return f"{self.name}: F1 is {100 * self.reached:.1f}, and must be {100 * self.threshold:.1f} at least"
        return f"{self.name.replace('_', ' ')}: {self.reached:.0f}, and at most {self.threshold:.0f} are allowed"


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
    unknown = set(thresholds.most) - {*Harms.model_fields, "failed"}
    if unknown:
        raise SuiteInvalid(f"{folder.name}/{THRESHOLDS}: no harm is called {', '.join(sorted(unknown))}")
    return thresholds


def shortfalls(report: Report, thresholds: Thresholds) -> tuple[Shortfall, ...]:
    """Say what of a report falls short. A figure that the report does not have has reached nothing."""
    # rounded, so that the last bit of a quotient decides nothing
    reached = {figure.name: round(figure.f1, 6) for figure in report.figures}
    counts = report.harms.model_dump() | {"failed": report.failed}
    found = [
        Shortfall(name=name, reached=reached.get(name, 0.0), threshold=least)
        for name, least in thresholds.least_f1.items()
        if reached.get(name, 0.0) < least
    ]
    found += [
        Shortfall(name=name, reached=counts[name], threshold=most)
        for name, most in thresholds.most.items()
        if counts[name] > most
    ]
    return tuple(found)
