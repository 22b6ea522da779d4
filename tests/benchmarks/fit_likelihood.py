"""Phrases with the concepts that they mean to the weights of `app/alignment/likelihood.py`.

    python -m tests.benchmarks.fit_likelihood --cache FOLDER [--held FOLDER --confidences FILE.json] [--without-lists]

Every concept that is shown for a text of `evals/phrases` (the first and its runners-up) is one row: its signs, and
whether it is right. Kinds of resume are held out one after the other for what is said of other texts. `--held` is a
suite that was not used to fit: FILE gets what was shown of its first concepts before and after, for
`ler evaluate --confidences FILE.json --reliability PICTURE.png`. The same suite gives the same weights.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.alignment.align import ALTERNATIVES
from app.alignment.candidates import skill_readings, title_readings
from app.alignment.choose import sighted
from app.alignment.likelihood import Sighting, calibrated, signs
from app.evaluation.links import LinkSuite
from app.evaluation.model import Sureness
from app.evaluation.reliability import CUTS, calibration_error
from app.resources import folder
from app.taxonomy.index import Frameworks
from tests.benchmarks.fit_decision import logistic
from tests.benchmarks.fit_linking import known

SUITE = Path(__file__).resolve().parents[2] / "evals" / "phrases"
RIDGE = 1.0
OFFSET = "offset"


class Row(NamedTuple):
    """One concept that is shown for a text."""

    titles: bool
    resume: str
    """The kind of resume that the text is from."""
    first: bool
    sighting: Sighting
    right: bool


def rows(suite: Path, frameworks: Frameworks) -> list[Row]:
    """Read all texts of a suite, and give the concepts that are shown for them."""
    found = []
    for path in sorted(suite.glob("truth*.json")):
        truth = LinkSuite.model_validate_json(path.read_bytes())
        titles = truth.kind == "occupation"
        for case in truth.cases:
            readings = title_readings(case.text, [case.text]) if titles else skill_readings(case.text)
            shown = sighted(readings, frameworks, truth.framework, truth.kinds)[: 1 + ALTERNATIVES]
            resume = str(case.id).rpartition("-")[0]
            found += [
                Row(titles, resume, place == 0, one, one.concept.id in case.concepts)
                for place, one in enumerate(shown)
            ]
    return found


def fit(some: Sequence[Row]) -> dict[str, float]:
    """Give the weight of each sign; few rows of a sign move its weight little."""
    names = sorted({name for row in some for name in signs(row.sighting)} - {OFFSET, "searched"})
    measures = np.array([[signs(row.sighting).get(name, 0.0) for name in names] for row in some])
    *weights, offset = logistic(measures, np.array([row.right for row in some], float), RIDGE)
    return {OFFSET: float(offset)} | dict(zip(names, map(float, weights), strict=True))


def held_out(some: Sequence[Row]) -> NDArray[np.float64]:
    """Give what weights say of each row that were fitted without its kind of resume."""
    shown = np.zeros(len(some))
    for resume in sorted({row.resume for row in some}):
        weights = fit([row for row in some if row.resume != resume])
        for place, row in enumerate(some):
            if row.resume == resume:
                shown[place] = calibrated(signs(row.sighting), weights)
    return shown


def told(name: str, some: Sequence[Row], shown: Sequence[float]) -> None:
    """Print how far what is shown can be believed: of first concepts, and of all."""
    for what, wanted in (("first concepts", [row.first for row in some]), ("all shown", [True] * len(some))):
        sureness = [
            Sureness(confidence=value, right=row.right)
            for row, value, take in zip(some, shown, wanted, strict=True)
            if take
        ]
        errors = ", ".join(f"{calibration_error(sureness, cut):.3f} ({cut})" for cut in CUTS)
        print(f"{name}, {what}: {len(sureness)}, calibration error {errors}")


def main() -> None:
    """Fit, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="Folder of compiled tables.")
    parser.add_argument("--taxonomies", type=Path, default=folder("taxonomies"))
    parser.add_argument("--without-lists", action="store_true")
    parser.add_argument("--embeddings", type=Path, help="Folder of an embedding model.")
    parser.add_argument("--held", type=Path, help="A suite that is not used to fit.")
    parser.add_argument("--confidences", type=Path, help="What is shown of its first concepts, before and after.")
    options = parser.parse_args()
    frameworks = known(options)
    fitted, held = rows(SUITE, frameworks), rows(options.held, frameworks) if options.held else []
    claims = []
    for titles in (False, True):
        name = "titles" if titles else "skills"
        some = [row for row in fitted if row.titles is titles]
        weights = fit(some)
        print(name, {sign: round(weight, 3) for sign, weight in weights.items()})
        told(f"{name}, as they were", some, [row.sighting.value for row in some])
        told(f"{name}, other kinds of resume", some, held_out(some).tolist())
        others = [row for row in held if row.titles is titles]
        shown = [calibrated(signs(row.sighting), weights) for row in others]
        if others:
            told(f"{name}, held, as they were", others, [row.sighting.value for row in others])
            told(f"{name}, held", others, shown)
        claims += [
            {"before": min(row.sighting.value, 1.0), "after": value, "right": row.right, "source": name}
            for row, value in zip(others, shown, strict=True)
            if row.first
        ]
    if options.confidences:
        options.confidences.write_text(json.dumps(claims, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
