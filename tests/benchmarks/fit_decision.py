"""Labelled spans and mentions to the coefficients of `app/alignment/choose.py`, and how calibrated its scores are.

    python -m tests.benchmarks.fit_decision FILE.jsonl ... --cache FOLDER [--without-lists]

FILES are lines with `spans` of `span` and `label` (ESCO labels); `evals/phrases`, the half of `evals/linking` that is
called `fit` and the `dev` mentions of `evals/alignment` are added. The first five concepts of each text that is no
name are rows: their log odds, their lead, how many words the text has, and whether they are right. The same files
give the same figures. Calibration is fitted on the rows of the other folds.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.alignment.candidates import skill_readings
from app.alignment.choose import ENOUGH, choose
from app.evaluation.links import LinkSuite
from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import weighed
from app.taxonomy.signs import SIGNS
from tests.benchmarks.fit_linking import asking, known

Floats = NDArray[np.float64]
FOLDS, RIDGE, STEPS, FORMS, AHEAD, NAMED, POOL = 8, 1.0, 30, 60, 3.0, 0.985, 5
EVALS = Path(__file__).resolve().parents[2] / "evals"
SUITES = {"phrases": "phrases", "linking": "linking", "alignment": "mentions"}
HELD = ("mentions held-out", "linking check")


class Row(NamedTuple):
    """One text: its concepts with their measures (none where it is a name), and what `choose` gives now."""

    source: str
    measures: tuple[tuple[tuple[float, float, float], bool], ...]
    """Of each concept log odds, lead and the logarithm of the number of words; whether it is right."""
    score: float
    chosen_right: bool


def row(source: str, text: str, right: Callable[[str, str], bool], frameworks: Frameworks) -> Row | None:
    """Look one text up; None where nothing is found. `right` takes a concept's identifier and label."""
    choices = choose(skill_readings(text), frameworks, "esco", SKILL_KINDS)
    bare = next(reading.text for reading in skill_readings(text) if reading.bare)
    found = weighed(bare, frameworks, framework="esco", kinds=SKILL_KINDS, forms=FORMS)
    if not choices or not len(found.concepts):
        return None
    order = np.lexsort((found.concepts, -found.scores))[:POOL]
    top = frameworks.at(choices[0].concept)
    told: list[tuple[tuple[float, float, float], bool]] = []
    if found.signs[order[0], SIGNS.index("whole")] < NAMED:
        scores, words = found.scores[order].tolist(), float(np.log(len(bare.split())))
        ahead = scores[0] - scores[1] if len(scores) > 1 else AHEAD
        for number, score in zip(found.concepts[order].tolist(), scores, strict=True):
            lead = min(ahead, AHEAD) if not told else max(score - scores[0], -AHEAD)
            concept = frameworks.at(number)
            told.append(((score, lead, words), right(concept.id, concept.name)))
    return Row(source, tuple(told), choices[0].likelihood, right(top.id, top.name))


def rows(files: Sequence[Path], frameworks: Frameworks) -> list[Row]:
    """Read all texts, spans by their letters first."""
    spans: dict[str, set[str]] = {}
    for file in files:
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            for span in line["spans"]:
                spans.setdefault(span["span"], set()).add(span["label"].lower())
    found = [
        row("spans", text, lambda _, name, wanted=wanted: name.lower() in wanted, frameworks)  # type: ignore[misc]
        for text, wanted in sorted(spans.items())
    ]
    for folder, name in SUITES.items():
        suite = LinkSuite.model_validate_json((EVALS / folder / "truth.json").read_bytes())
        for case in suite.cases:
            source = f"{name} {case.split or ''}".strip()
            found.append(row(source, case.text, partial(_among, case.concepts), frameworks))
    return [one for one in found if one is not None]


def _among(wanted: Sequence[str], key: str, _: str) -> bool:
    return key in wanted


def logistic(measures: Floats, right: Floats, ridge: float = RIDGE) -> Floats:
    """Give one coefficient for each measure and then the offset, by Newton's method."""
    columns = np.column_stack([measures, np.ones(len(measures))])
    punish = ridge * np.diag([*np.ones(measures.shape[1]), 1e-6])
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-columns @ found))
        curve = (columns * (share * (1 - share))[:, None]).T @ columns + punish
        found = found - np.clip(np.linalg.solve(curve, columns.T @ (share - right) + punish @ found), -1, 1)
    return np.asarray(found)


def error(scores: Floats, right: Floats) -> float:
    """Give the expected calibration error over ten bins of equal width."""
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(
        sum(abs(scores[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    )


def platt(scores: Floats) -> Floats:
    """Give the one measure of Platt's calibration: log odds of a score."""
    kept = np.clip(scores, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(kept / (1 - kept))[:, None])


def calibrated(scores: Floats, right: Floats) -> Floats:
    """Give scores that were calibrated on the other folds."""
    fold = np.random.default_rng(0).permutation(len(scores)) % FOLDS
    found = np.empty_like(scores)
    for k in range(FOLDS):
        *slopes, offset = logistic(platt(scores[fold != k]), right[fold != k], 0.01)
        found[fold == k] = 1 / (1 + np.exp(-(platt(scores[fold == k]) @ np.array(slopes) + offset)))
    return found


def main() -> None:
    """Fit, cross-validate, print."""
    parser = asking(__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    found = rows(options.files, known(options))
    fitted = [measured for one in found if one.source not in HELD for measured in one.measures]
    coefficients = logistic(
        np.array([measures for measures, _ in fitted]), np.array([right for _, right in fitted], float)
    )
    told = "score {:.3f}, margin {:.3f}, words {:.3f}, offset {:.3f}".format(*coefficients)
    print(told, f"over {len(fitted)} concepts")
    for source in dict.fromkeys(one.source for one in found):
        some = [one for one in found if one.source == source]
        scores, right = np.array([one.score for one in some]), np.array([one.chosen_right for one in some], float)
        chosen = scores >= ENOUGH
        print(
            f"{source}: {len(scores)} texts, first concept right {right.mean():.3f}; chosen {chosen.sum()}, right "
            f"{right[chosen].sum():.0f}; calibration error {error(scores, right):.3f}, of a Platt calibration on "
            f"other folds {error(calibrated(scores, right), right):.3f}"
        )


if __name__ == "__main__":
    main()
