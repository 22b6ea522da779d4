"""Labelled spans and mentions to the coefficients of `app/alignment/choose.py`, and how calibrated its scores are.

    python -m tests.benchmarks.fit_decision FILE.jsonl ... --cache FOLDER [--without-lists]

FILES are lines with `spans` of `span` and `label` (ESCO labels); the `dev` mentions of `evals/alignment` are added.
The first concept of each text that is no name is one row: its log odds, its lead, and whether it is right. The same
files give the same figures. Calibration is fitted on the rows of the other folds.
"""

import json
from collections.abc import Callable, Sequence
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
FOLDS, RIDGE, STEPS, FORMS, AHEAD, NAMED = 8, 1.0, 30, 60, 3.0, 0.985
MENTIONS = Path(__file__).resolve().parents[2] / "evals" / "alignment" / "truth.json"


class Row(NamedTuple):
    """One text: its measures (None where it is a name), and what `choose` gives now with whether that is right."""

    source: str
    measures: tuple[float, float] | None
    right: bool
    score: float
    chosen_right: bool


def row(source: str, text: str, right: Callable[[str, str], bool], frameworks: Frameworks) -> Row | None:
    """Look one text up; None where nothing is found. `right` takes a concept's identifier and label."""
    choices = choose(skill_readings(text), frameworks, "esco", SKILL_KINDS)
    found = weighed(text, frameworks, framework="esco", kinds=SKILL_KINDS, forms=FORMS)
    if not choices or not len(found.concepts):
        return None
    order = np.lexsort((found.concepts, -found.scores))[:2]
    lead = float(found.scores[order[0]] - found.scores[order[-1]]) if len(order) > 1 else AHEAD
    first, top = (frameworks.at(int(number)) for number in (found.concepts[order[0]], choices[0].concept))
    measures = (float(found.scores[order[0]]), min(lead, AHEAD))
    alike = found.signs[order[0], SIGNS.index("whole")] < NAMED
    return Row(
        source,
        measures if alike else None,
        right(first.id, first.name),
        choices[0].likelihood,
        right(top.id, top.name),
    )


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
    suite = LinkSuite.model_validate_json(MENTIONS.read_bytes())
    found += [
        row(case.split or "", case.text, lambda key, _, wanted=case.concepts: key in wanted, frameworks)  # type: ignore[misc]
        for case in suite.cases
    ]
    return [one for one in found if one is not None]


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
    fitted = [one for one in found if one.measures is not None and one.source != "held-out"]
    coefficients = logistic(
        np.array([one.measures for one in fitted]), np.array([one.right for one in fitted], float)
    )
    print("score {:.3f}, margin {:.3f}, offset {:.3f}".format(*coefficients), f"over {len(fitted)} texts")
    for source in ("spans", "dev", "held-out"):
        scores, right = (
            np.array([value for one, value in pairs if one.source == source], float)
            for pairs in ([(o, o.score) for o in found], [(o, o.chosen_right) for o in found])
        )
        chosen = scores >= ENOUGH
        print(
            f"{source}: {len(scores)} texts, first concept right {right.mean():.3f}; chosen {chosen.sum()}, right "
            f"{right[chosen].sum():.0f}; calibration error {error(scores, right):.3f}, of a Platt calibration on "
            f"other folds {error(calibrated(scores, right), right):.3f}"
        )
    others = [one for one in found if one.source != "held-out"]
    lines = logistic(
        platt(np.array([o.score for o in others])), np.array([o.chosen_right for o in others], float), 0.01
    )
    held = [one for one in found if one.source == "held-out"]
    shown = 1 / (1 + np.exp(-(platt(np.array([o.score for o in held])) @ lines[:1] + lines[1])))
    right = np.array([o.chosen_right for o in held], float)
    print(
        "Platt on spans and dev: slope {:.3f}, offset {:.3f};".format(*lines),
        f"held-out error {error(shown, right):.3f}",
    )


if __name__ == "__main__":
    main()
