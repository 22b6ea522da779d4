"""Candidates outside the trained part to the weights and the calibration of the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.evaluation.score import close, normal
from app.extraction.claims import Sighting
from app.extraction.decide import Candidate, Decision, decide
from app.extraction.model import Basis
from tests.training.material import Text

Floats = NDArray[np.float64]
Found = Mapping[str, Sequence[Candidate]]

_CLOSE = 0.7
"""What a claim is worth to the weights that has some words too many or too few."""
_RIDGE = 2.0
_STEPS = 60
_BINS = 24
_CHOSEN_BY = ("resumes", "advertisements")
ADDED = 0.5
PRINTED = "printed resumes"
"""Documents with their layout: nothing is trained on them, they only calibrate what printed lists name."""
_PLAIN_BINS = 8
_PLAIN_WEIGHT = {PRINTED: 1.0, "invented resumes": 0.1}
_WEIGHT = {
    PRINTED: 0.0,
    "resumes": 1.0,
    "advertisements": 1.0,
    "invented resumes": 0.5,
    "invented advertisements": 0.5,
}


def right(said: str, truths: Sequence[str]) -> float:
    """Give 1 for a claim in the words of a truth, `_CLOSE` for one that differs by a few words, else 0."""
    folded = normal(said)
    if folded in truths:
        return 1.0
    return _CLOSE if any(close(folded, truth) for truth in truths) else 0.0


def _rows(texts: Sequence[Text], found: Found) -> tuple[list[Candidate], Floats, Floats]:
    rows: list[tuple[Candidate, float, float]] = []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        for candidate in found[text.name]:
            said = text.observed.text[candidate.start : candidate.end]
            rows.append((candidate, right(said, truths), _WEIGHT[text.source]))
    return [r[0] for r in rows], np.array([r[1] for r in rows]), np.array([r[2] for r in rows])


def _logistic(measures: Sequence[Mapping[str, float]], worth: Floats, weight: Floats) -> dict[str, float]:
    """Fit a logistic regression with a ridge by Newton's method."""
    names = sorted({name for one in measures for name in one})
    number = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(measures), len(names)))
    for row, one in enumerate(measures):
        for name, value in one.items():
            x[row, number[name]] = value
    beta = np.zeros(len(names))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (weight * (worth - p)) - _RIDGE * beta
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(beta[n]), 5) for name, n in number.items()}


def _isotonic(
    scores: Floats, truth: Floats, weight: Floats, bins: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Fit a rising line through the share of right claims in bins of alike size (pool adjacent violators)."""
    blocks = []
    for part in np.array_split(np.argsort(scores, kind="stable"), bins):
        if weight[part].sum() > 0:
            means = np.average(np.stack([scores[part], truth[part]]), axis=1, weights=weight[part])
            blocks.append([float(means[0]), float(means[1]), float(weight[part].sum())])
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            a, b = pooled[-2], pooled[-1]
            total = a[2] + b[2]
            pooled[-2:] = [[(a[0] * a[2] + b[0] * b[2]) / total, (a[1] * a[2] + b[1] * b[2]) / total, total]]
    # below the first bin the line falls to nothing
    return (0.0, *(round(b[0], 5) for b in pooled)), (0.0, *(round(b[1], 4) for b in pooled))


def kept(text: Text, found: Found, decision: Decision) -> list[Sighting]:
    """Give the mentions of a text that the decision keeps."""
    return decide(found[text.name], decision, lambda _: (Basis.STATED, None))


def _claims(texts: Sequence[Text], found: Found, decision: Decision) -> tuple[Floats, Floats, Floats]:
    """Give confidence, rightness and weight of every distinct claim."""
    rows = []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        best: dict[str, float] = {}
        for sighting in kept(text, found, decision):
            said = normal(text.observed.text[sighting.start : sighting.end])
            best[said] = max(best.get(said, 0.0), sighting.confidence)
        weight = _WEIGHT[text.source] or 1.0
        rows += [(c, float(right(said, truths) > 0), weight) for said, c in best.items()]
    told = np.array(rows).reshape(-1, 3)
    return told[:, 0], told[:, 1], told[:, 2]


def _plain(texts: Sequence[Text], found: Found, decision: Decision) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Calibrate what printed lists name."""
    rows = []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        for candidate in found[text.name]:
            if candidate.plain and text.source in _PLAIN_WEIGHT:
                said = text.observed.text[candidate.start : candidate.end]
                rows.append((decision.score(candidate), right(said, truths) > 0, _PLAIN_WEIGHT[text.source]))
    told = np.array(rows, dtype=float).reshape(-1, 3)
    return _isotonic(told[:, 0], told[:, 1], told[:, 2], _PLAIN_BINS)


def fit(texts: Sequence[Text], found: Found) -> Decision:
    """Fit weights, threshold and calibrations."""
    rows, worth, weight = _rows(texts, found)
    weights = _logistic([candidate.measures() for candidate in rows], worth, weight)
    line = ((0.0, 1.0), (0.0, 1.0))
    start = Decision(weights, *line, plain=line, least=0.0, added=0.0)
    plain = _plain(texts, found, start)
    least = choose(texts, found, replace(start, plain=plain))
    scores, truth, weight = _claims(
        [t for t in texts if t.source != PRINTED], found, replace(start, least=least, added=least)
    )
    raw, shown = _isotonic(scores, truth, weight, _BINS)
    decision = replace(start, raw=raw, shown=shown, plain=plain)
    return replace(decision, least=round(decision.calibrated(least) - 1e-6, 6), added=ADDED)


def choose(texts: Sequence[Text], found: Found, decision: Decision) -> float:
    """Give the score below which claims cost more than they bring (F1, mean over sources, exact and relaxed)."""
    from tests.training.score import f1

    best = (0.0, 0.5)
    for least in np.arange(0.2, 0.62, 0.03):
        tried = replace(decision, least=float(least), added=float(least))
        figures = [f1(part, found, tried) for name, part in by_source(texts).items() if name in _CHOSEN_BY]
        best = max(best, (float(np.mean(figures)), float(least)))
    return best[1]


def by_source(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """Group texts by source."""
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(text.source, []).append(text)
    return groups


def calibration_error(shown: Floats, truth: Floats, weight: Floats, bins: int = 10) -> float:
    """Give the expected calibration error: mean distance of confidence and share of right claims, over equal bins."""
    place = np.minimum((shown * bins).astype(int), bins - 1)
    total = 0.0
    for n in range(bins):
        part = place == n
        if part.any():
            gap = np.average(shown[part], weights=weight[part]) - np.average(truth[part], weights=weight[part])
            total += float(abs(gap) * weight[part].sum())
    return total / float(weight.sum())


def _ruled(texts: Sequence[Text]) -> tuple[Floats, Floats, Floats]:
    """Give the same for the rules alone, with the confidences they begin with."""
    rows = []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        best: dict[str, float] = {}
        for s in text.observed.rules:
            said = normal(text.observed.text[s.start : s.end])
            best[said] = max(best.get(said, 0.0), s.confidence)
        rows += [(c, float(right(said, truths) > 0), _WEIGHT[text.source] or 1.0) for said, c in best.items()]
    told = np.array(rows).reshape(-1, 3)
    return told[:, 0], told[:, 1], told[:, 2]


def expected_errors(
    texts: Sequence[Text], found: Found, decisions: Mapping[frozenset[str], Decision]
) -> tuple[float, float]:
    """Give the calibration error of the rules' own confidences, and of decisions fitted without the text."""
    parts = [_claims([t for t in texts if t.name in held], found, d) for held, d in decisions.items()]
    shown, truth, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return calibration_error(*_ruled(texts)), calibration_error(shown, truth, weight)
