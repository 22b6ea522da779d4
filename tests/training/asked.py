"""Advertisements of `evals/advertisements` to the lines that calibrate what is asked for.

python -m tests.training.asked          # prints the lines
python -m tests.training.asked --write  # and puts them into the decision that ships
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from rich.console import Console

from app.documents.model import SourceDocument
from app.documents.read import read
from app.evaluation.score import normal
from app.evaluation.suite import load
from app.extraction.advertisements import wanted
from app.extraction.skills.decide import Decision, Line, fitted
from app.flows import runtime
from app.resources import folder
from app.taxonomy.index import Frameworks
from tests.samples.make import EVALS
from tests.training.fit import right
from tests.training.logistic import isotonic

KINDS = ("asked", "asked duty")
_SUITE = EVALS / "advertisements"
_BINS = 6


def shown(frameworks: Frameworks, decision: Decision) -> Iterator[tuple[str, float, float]]:
    """Give the kind of each claim, what it is shown with before these lines, and whether it is right."""
    plain = replace(decision, lines={kind: line for kind, line in decision.lines.items() if kind not in KINDS})
    for case in load(_SUITE).cases:
        truths = [normal(skill.mention) for skill in case.skills]
        for name in case.files:
            document = read(SourceDocument(name=name, data=(_SUITE / name).read_bytes()))
            for sighting in wanted(document, frameworks, plain):
                said = document.text[sighting.start : sighting.end]
                yield KINDS[sighting.name is not None], sighting.confidence, float(right(said, truths) > 0)


def lines(frameworks: Frameworks, decision: Decision) -> dict[str, Line]:
    """Draw the lines of both kinds."""
    rows = list(shown(frameworks, decision))
    drawn = {}
    for kind in KINDS:
        scores, truth = np.array([row[1:] for row in rows if row[0] == kind]).T
        drawn[kind] = isotonic(scores, truth, np.ones(len(scores)), _BINS)
    return drawn


def main() -> None:
    """Draw, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    drawn = lines(runtime.frameworks(runtime.settings()), fitted())
    Console().print(drawn)
    if options.write:
        path = folder("app") / "extraction" / "trained" / "skill-decision.json"
        told = json.loads(path.read_text("utf-8"))
        told["lines"].update(drawn)
        path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
