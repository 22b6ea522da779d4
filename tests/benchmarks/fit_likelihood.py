"""Phrases with the concepts that they mean to the weights of `app/alignment/likelihood.py`.

    python -m tests.benchmarks.fit_likelihood --cache FOLDER [--held SUITE … --confidences FILE] [--without-lists]

Every concept that is shown for a text of `evals/phrases`, `evals/roles` and the half of `evals/linking` that is
called `fit` (the first and its runners-up) is one row: its signs, and whether it is right. What is said of other
texts comes from weights that were fitted without their kind of resume: kinds are put into five parts, each part is
held out in turn, ten times with other parts each time. `--held` are suites that were not used to fit, of
`evals/linking` the other half: FILE gets what was shown of their first concepts before and after, for
`ler evaluate --confidences FILE.json --reliability PICTURE.png`. The same suites give the same weights.

A calibration error of few texts is above 0 by chance: "by chance" is what scores that are exactly right would have,
the mean of many draws. The first concept of a text is the one that is shown first: of the highest score.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.alignment.align import ALTERNATIVES
from app.alignment.candidates import skill_readings, title_readings
from app.alignment.choose import sighted
from app.alignment.likelihood import Sighting, calibrated, signs
from app.evaluation.links import LinkSuite
from app.evaluation.model import Sureness
from app.evaluation.reliability import CUTS, Cut, bins, calibration_error
from app.taxonomy.index import Frameworks
from tests.benchmarks.fit_decision import logistic
from tests.benchmarks.fit_linking import asking, known

EVALS = Path(__file__).resolve().parents[2] / "evals"
SUITES = (EVALS / "phrases", EVALS / "roles", EVALS / "linking")
RIDGE = 1.0
OFFSET = "offset"
SPLITS, FOLDS, DRAWS = 10, 5, 200


class Row(NamedTuple):
    """One concept that is shown for a text."""

    titles: bool
    framework: str
    resume: str
    """The kind of resume that the text is from."""
    text: tuple[str, str, str]
    """Suite, file and case that it is shown for."""
    sighting: Sighting
    right: bool


def rows(suites: Iterable[Path], frameworks: Frameworks, *, leave_out: str) -> list[Row]:
    """Read the texts of the suites but for one split, and give the concepts that are shown for them."""
    found = []
    for path in (path for suite in suites for path in sorted(suite.glob("truth*.json"))):
        truth = LinkSuite.model_validate_json(path.read_bytes())
        titles = truth.kind == "occupation"
        for case in (case for case in truth.cases if case.split != leave_out):
            readings = title_readings(case.text, [case.text]) if titles else skill_readings(case.text)
            shown = sighted(readings, frameworks, truth.framework, truth.kinds)[: 1 + ALTERNATIVES]
            resume, text = str(case.id).rpartition("-")[0], (path.parent.name, path.name, str(case.id))
            found += [
                Row(titles, truth.framework, resume, text, one, one.concept.id in case.concepts) for one in shown
            ]
    return found


def fit(some: Sequence[Row]) -> dict[str, float]:
    """Give the weight of each sign; few rows of a sign move its weight little."""
    names = sorted({name for row in some for name in signs(row.sighting)} - {OFFSET, "searched"})
    measures = np.array([[signs(row.sighting).get(name, 0.0) for name in names] for row in some])
    *weights, offset = logistic(measures, np.array([row.right for row in some], float), RIDGE)
    return {OFFSET: float(offset)} | dict(zip(names, map(float, weights), strict=True))


def said(some: Iterable[Row], weights: Mapping[str, float]) -> list[float]:
    """Give what weights say of each row."""
    return [calibrated(signs(row.sighting), weights) for row in some]


def held_out(some: Sequence[Row], seed: int) -> list[float]:
    """Give what weights say of each row that were fitted without its part of the kinds of resume."""
    kinds = sorted({row.resume for row in some})
    part = dict(zip(kinds, np.random.default_rng(seed).permutation(len(kinds)) % FOLDS, strict=True))
    fitted = [fit([row for row in some if part[row.resume] != fold]) for fold in range(FOLDS)]
    return [calibrated(signs(row.sighting), fitted[part[row.resume]]) for row in some]


def firsts(some: Sequence[Row], shown: Sequence[float]) -> list[tuple[Row, float]]:
    """Give for each text the concept that is shown first."""
    best: dict[tuple[str, str, str], tuple[Row, float]] = {}
    for row, value in zip(some, shown, strict=True):
        if row.text not in best or value > best[row.text][1]:
            best[row.text] = row, value
    return list(best.values())


def chance(shown: Sequence[float], cut: Cut) -> float:
    """Give the calibration error that scores which are exactly right have on the average."""
    draws = np.random.default_rng(0).random((DRAWS, len(shown))) < np.array(shown)
    errors = [
        calibration_error([Sureness(confidence=v, right=bool(r)) for v, r in zip(shown, draw, strict=True)], cut)
        for draw in draws
    ]
    return float(np.mean(errors))


def told(name: str, some: Sequence[Row], runs: Sequence[Sequence[float]]) -> None:
    """Print how far what is shown can be believed, of first concepts and of all: mean of the runs, and from to."""
    for what in ("first concepts", "all shown"):
        errors: dict[Cut, list[float]] = {cut: [] for cut in CUTS}
        for shown in runs:
            pairs = firsts(some, shown) if what == "first concepts" else list(zip(some, shown, strict=True))
            sureness = [Sureness(confidence=value, right=row.right) for row, value in pairs]
            for cut in CUTS:
                errors[cut].append(calibration_error(sureness, cut))
        by_chance = {cut: chance([one.confidence for one in sureness], cut) for cut in CUTS}
        figures = ", ".join(
            f"{np.mean(found):.3f}{f' ({min(found):.3f} to {max(found):.3f})' if len(found) > 1 else ''} {cut}"
            f" [{by_chance[cut]:.3f} by chance]"
            for cut, found in errors.items()
        )
        print(f"{name}, {what}: {len(sureness)}, calibration error {figures}")


def of(framework: str, some: Sequence[Row], runs: Sequence[Sequence[float]]) -> tuple[list[Row], list[list[float]]]:
    """Give the rows of one framework, and what runs say of them."""
    places = [place for place, row in enumerate(some) if row.framework == framework]
    return [some[place] for place in places], [[shown[place] for place in places] for shown in runs]


def table(name: str, pairs: Sequence[tuple[Row, float]]) -> None:
    """Print how many first concepts are in each tenth, how sure they were said to be, and the share that is right."""
    print(f"{name}:")
    for one in bins([Sureness(confidence=value, right=row.right) for row, value in pairs], "equal width"):
        print(f"  {one.n:5d}  said {one.confidence:.2f}  right {one.right:.2f}")


def main() -> None:
    """Fit, cross-validate, print."""
    parser = asking(__doc__)
    parser.add_argument("--held", type=Path, nargs="+", default=[], help="Suites that are not used to fit.")
    parser.add_argument("--confidences", type=Path, help="What is shown of their first concepts, before and after.")
    options = parser.parse_args()
    frameworks = known(options)
    fitted = rows(SUITES, frameworks, leave_out="check")
    held = rows(options.held, frameworks, leave_out="fit")
    claims = []
    for titles, name in ((False, "skills"), (True, "titles")):
        some = [row for row in fitted if row.titles is titles]
        weights = fit(some)
        print(name, {sign: round(weight, 3) for sign, weight in weights.items()})
        told(f"{name}, as they were", some, [before(some)])
        runs = [held_out(some, seed) for seed in range(SPLITS)]
        told(f"{name}, other kinds of resume", some, runs)
        for framework in sorted({row.framework for row in some}):
            told(f"{name} of {framework}, other kinds of resume", *of(framework, some, runs))
        others = [row for row in held if row.titles is titles]
        if others:
            told(f"{name}, held, as they were", others, [before(others)])
            told(f"{name}, held", others, [said(others, weights)])
            for framework in sorted({row.framework for row in others}):
                told(f"{name} of {framework}, held", *of(framework, others, [said(others, weights)]))
            first = firsts(others, said(others, weights))
            table(f"{name}, held, as they were", firsts(others, before(others)))
            table(f"{name}, held", first)
            claims += [
                {"before": before([row])[0], "after": value, "right": row.right, "source": f"{name} {row.framework}"}
                for row, value in first
            ]
    if options.confidences:
        options.confidences.write_text(json.dumps(claims, indent=0) + "\n", "utf-8")


def before(some: Iterable[Row]) -> list[float]:
    """Give what rules and search make of each row, which was shown before there was a calibration."""
    return [min(row.sighting.value, 1.0) for row in some]


if __name__ == "__main__":
    main()
