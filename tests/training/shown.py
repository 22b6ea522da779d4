"""Claims that documents show to the lines that calibrate what people see; which claims are found does not change.

python -m tests.training.shown                     # prints how they fare for workers and suites left out
python -m tests.training.shown --write             # and puts them into the decision that ships
python -m tests.training.shown --calibration FILE  # and writes workers left out for `ler evaluate --confidences`

The extractor reads the documents of the suites that guide the rules, in every form of each; no suite is held out. A
claim is right when `ler evaluate` counts it as right. Mentions keep the scores that they are chosen by. How sure a
phrase of a duty is, is weighed anew: phrases are weighed to be chosen by few suites, and that tells little of others.
Advertisements are left out: what they ask for has lines of its own (`tests.training.asked`).
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import get_args

import numpy as np
from rich.console import Console

from app.documents.read import read
from app.evaluation import calibrations
from app.evaluation.calibrations import Calibrated
from app.evaluation.documents import judge
from app.evaluation.suite import load, source
from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.extraction.skills.decide import Decision, Line, Way, fitted, on
from app.extraction.skills.decide import logistic as probability
from app.flows import runtime
from app.resources import folder
from app.taxonomy.index import Frameworks
from tests.samples.make import EVALS
from tests.training.logistic import isotonic, logistic
from tests.training.printed import SUITES as WEIGHED
from tests.training.score import left_out

SUITES = (*WEIGHED, "callings", "forms", "livelihoods", "offices", "ordinary", "qualified", "scholars", "screens")
"""Those that the weights of mentions have seen, and those that guide the rules since."""
PARTS, FEWEST = 5, 40
"""Parts of the workers; how many claims a line needs."""
UNDRAWN = ("alone",)
"""Texts without headings: those here are resumes, and most others that come so are none."""
BINS, EACH = 10, 25
"""Parts of a line at most, and how many claims each of them needs."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim of one form of a worker's document."""

    suite: str
    worker: str
    way: Way
    score: float
    """How sure it was before calibration when it was chosen."""
    chosen: float
    """The confidence that it was chosen by."""
    right: bool
    weight: float = 1.0
    """All forms of a document together weigh as much as one."""
    measures: Mapping[str, float] = field(default_factory=dict)
    """What is weighed of a duty."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn through claims: weights of duties, and the line of each way."""

    duties: Mapping[str, float]
    lines: Mapping[str, Line]

    def score(self, row: Shown) -> float:
        """Give how sure a claim is before calibration."""
        return probability(self.duties, row.measures) if row.way == "duty" else row.score

    def share(self, row: Shown) -> float:
        """Give the confidence with which a claim is shown."""
        return round(on(self.lines[row.way], self.score(row)), 3) if row.way in self.lines else row.chosen

    def put_into(self, decision: Decision) -> Decision:
        """Give the decision with these weights and lines."""
        return replace(decision, shown=self.lines, shown_duties=self.duties)


@dataclass(frozen=True, slots=True)
class Telling(Decision):
    """A decision that shows each claim with its score, and remembers of each score how it came."""

    told: dict[float, tuple[Way, float, Mapping[str, float]]] = field(default_factory=dict)

    def sureness(self, score: float, way: Way, chosen: float) -> float:
        """Give the score itself."""
        self.told[score] = (way, chosen, {})
        return score

    def sureness_of_duty(self, measures: Mapping[str, float], chosen: float) -> float:
        """Give the score that it was chosen by."""
        score = probability(self.duties, measures)
        self.told[score] = ("duty", chosen, measures)
        return score


def read_suites(frameworks: Frameworks, decision: Decision, suites: Iterable[str] = SUITES) -> Iterator[Shown]:
    """Read every document of the suites, and give what is shown of it."""
    telling = Telling(**{one.name: getattr(decision, one.name) for one in fields(decision)})
    extractor = Extractor(frameworks, telling)
    for suite in suites:
        for case in load(EVALS / suite).cases:
            for name in case.files:
                telling.told.clear()
                document = read(source(EVALS / suite, name))
                found = extractor.extract(document)
                right = judge(case, document.text)
                for claim in () if found.advertisement else found.claims:
                    if claim.basis is Basis.INFERRED or claim.confidence not in telling.told:
                        continue
                    way, chosen, measures = telling.told[claim.confidence]
                    is_right, weight = right(claim.evidence[0]), 1 / len(case.files)
                    worker = f"{suite} {case.id}"
                    yield Shown(suite, worker, way, claim.confidence, chosen, is_right, weight, measures)


def _weights(rows: Sequence[Shown]) -> dict[str, float]:
    truth, weight = np.array([float(row.right) for row in rows]), np.array([row.weight for row in rows])
    return logistic([row.measures for row in rows], truth, weight) if rows else {}


def _parted(rows: Sequence[Shown], by: str, count: int) -> Iterator[tuple[list[Shown], list[Shown]]]:
    """Give the rows without each part of the workers or suites, and those of the part."""
    names = sorted({getattr(row, by) for row in rows})
    for part in (set(names[n::count]) for n in range(min(count, len(names)))):
        yield [r for r in rows if getattr(r, by) not in part], [r for r in rows if getattr(r, by) in part]


def lines(rows: Sequence[Shown]) -> dict[str, Line]:
    """Draw the line of each way of which there are enough claims; below its first point it is level."""
    drawn: dict[str, Line] = {}
    for way in get_args(Way):
        own = [row for row in rows if row.way == way]
        if way not in UNDRAWN and (enough := sum(row.weight for row in own)) >= FEWEST:
            scores, truth, weight = np.array([(row.score, float(row.right), row.weight) for row in own]).T
            raw, shares = isotonic(scores, truth, weight, min(BINS, int(enough / EACH)))
            drawn[way] = raw[1:], shares[1:]
    return drawn


def draw(rows: Sequence[Shown]) -> Drawn:
    """Fit the weights of duties and draw all lines; that of duties by weights that have not seen the worker."""
    duties = [row for row in rows if row.way == "duty"]
    scored = [row for row in rows if row.way != "duty"]
    for rest, part in _parted(duties, "worker", PARTS):
        blind = _weights(rest)
        scored += [replace(row, score=probability(blind, row.measures)) for row in part]
    return Drawn(_weights(duties), lines(scored))


def outside(rows: Sequence[Shown], by: str) -> list[tuple[Shown, Drawn]]:
    """Give each claim with what was drawn without its worker, or without its whole suite."""
    count = PARTS if by == "worker" else len(rows)
    return [(row, drawn) for rest, part in _parted(rows, by, count) for drawn in (draw(rest),) for row in part]


def drawn_anew(decision: Decision, frameworks: Frameworks) -> Decision:
    """Give the decision with weights and lines of what is shown with it now."""
    return draw(list(read_suites(frameworks, decision))).put_into(decision)


def main() -> None:
    """Draw, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--calibration", type=Path, help="a JSON file for `ler evaluate --confidences`")
    options = parser.parse_args()
    console = Console(width=130)
    frameworks, decision = runtime.frameworks(runtime.settings()), fitted()
    rows = list(read_suites(frameworks, decision))
    workers = outside(rows, "worker")
    for title, by, told in (
        ("Workers left out", "way", workers),
        ("Each suite left out", "suite", outside(rows, "suite")),
    ):
        console.print(left_out(title, [(getattr(r, by), r.chosen, drawn.share(r), r.right) for r, drawn in told]))
    if options.calibration:
        claims = (
            Calibrated(before=drawn.score(row), after=drawn.share(row), right=row.right, source=row.way)
            for row, drawn in workers
        )
        calibrations.write(options.calibration, tuple(claims))
    if options.write:
        path = folder("app") / "extraction" / "trained" / "skill-decision.json"
        path.write_text(json.dumps(asdict(draw(rows).put_into(decision)), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
