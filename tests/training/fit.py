"""Candidates outside the trained part to the weights and the calibration of the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.evaluation.score import close, normal
from app.extraction.claims import Sighting
from app.extraction.model import Basis
from app.extraction.skills.decide import Candidate, Decision, Kind, Line, decide
from app.extraction.skills.duties import measures as of_phrase
from app.extraction.skills.tagger import Reading
from app.extraction.skills.weigh import about
from tests.training.logistic import isotonic, logistic
from tests.training.material import Text

Found = Mapping[str, Sequence[Candidate]]
Readings = Mapping[str, Reading]

FLAT, LINED, WANTED, PRINTED = "flattened resumes", "resumes with lines", "advertisements", "printed resumes"
"""Sources. `PRINTED` are our own suites: the tagger is not trained on them, they weigh what it finds."""
_CLOSE = 0.7
"""What a claim is worth to the weights that has some words too many or too few."""
_INNER, _FEWEST = 3, 60
_LOW = 0.1
"""Claims of less confidence are not looked at when a calibration is fitted."""
_BINS: dict[str, int] = {"listed": 12, "named": 10, "tagged": 8, "flat": 24, "alone": 10, "duty": 8}
_CHOSEN_BY = (FLAT, LINED, WANTED)
ADDED, LEAST_DUTY = 0.45, 0.4
_WEIGHT = {
    FLAT: 1.0,
    LINED: 1.0,
    WANTED: 1.0,
    PRINTED: 0.5,
    "invented resumes": 0.08,
    "invented advertisements": 0.08,
    "invented long resumes": 0.08,
    "invented whole advertisements": 0.08,
    "invented loose sentences": 0.08,
}
"""What a text of a source is worth to the weights."""
_SHOWN_WEIGHT = {FLAT: 1.0, LINED: 0.5, WANTED: 1.0, PRINTED: 1.0}
"""What it is worth to the calibration; invented text is easier than any other and would promise too much."""
_DUTY_WEIGHT = {PRINTED: 1.0, "invented resumes": 0.15}
"""The annotated resumes name no duties, so they say nothing about them."""


def right(said: str, truths: Sequence[str]) -> float:
    """Give 1 for a claim in the words of a truth, `_CLOSE` for one that differs by a few words, else 0."""
    folded = normal(said)
    if folded in truths:
        return 1.0
    return _CLOSE if any(close(folded, truth) for truth in truths) else 0.0


def kept(text: Text, found: Found, decision: Decision) -> list[Sighting]:
    """Give the mentions of a text that the decision keeps, without duties."""
    return decide(found[text.name], decision, lambda _: (Basis.STATED, None))


def phrases(text: Text, reading: Reading, names: Sequence[Sighting]) -> list[tuple[int, int, dict[str, float]]]:
    """Give the phrases of duties that no kept mention touches, with what is weighed of each."""
    sure = about(text.observed, reading)
    return [
        (start, end, of_phrase(text.observed.text, start, end, sure(start, end)))
        for start, end in text.phrases
        if not any(s.start < end and start < s.end for s in names)
    ]


def claimed(text: Text, found: Found, readings: Readings, decision: Decision) -> dict[str, tuple[float, Kind]]:
    """Give the distinct claims of a text, folded, with confidence and kind: mentions and duties."""
    best: dict[str, tuple[float, Kind]] = {}
    names = kept(text, found, decision)
    kinds = {(c.start, c.end): c.kind for c in found[text.name]}
    rows: list[tuple[int, int, float, Kind]] = [(s.start, s.end, s.confidence, kinds[s.start, s.end]) for s in names]
    for start, end, measures in phrases(text, readings[text.name], names):
        confidence = decision.of_duty(measures)
        if confidence >= decision.least_duty:
            rows.append((start, end, confidence, "duty"))
    for start, end, confidence, kind in rows:
        said = normal(text.observed.text[start:end])
        best[said] = max(best.get(said, (0.0, kind)), (confidence, kind))
    return best


def _weights(texts: Sequence[Text], found: Found) -> dict[str, float]:
    measures, worth, weight = [], [], []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        for candidate in found[text.name]:
            said = text.observed.text[candidate.start : candidate.end]
            measures.append(candidate.measures())
            worth.append(right(said, truths))
            weight.append(_WEIGHT[text.source])
    return logistic(measures, np.array(worth), np.array(weight))


def _duties(
    texts: Sequence[Text], found: Found, readings: Readings, decision: Decision
) -> tuple[dict[str, float], Line]:
    measures, worth, weight, names = [], [], [], []
    for text in texts:
        if text.source not in _DUTY_WEIGHT or not text.phrases:
            continue
        truths = [normal(skill) for skill in text.duties]
        for start, end, told in phrases(text, readings[text.name], kept(text, found, decision)):
            measures.append(told)
            worth.append(float(right(text.observed.text[start:end], truths) > 0))
            weight.append(_DUTY_WEIGHT[text.source])
            names.append(text.name)
    if not measures:
        return {}, ((0.0, 1.0), (0.0, 1.0))
    truth, weights = np.array(worth), np.array(weight)
    scores = np.zeros(len(measures))
    # scores of texts that the weights have not seen, so that the line is not drawn through learned answers
    parts = [set(sorted(set(names))[n::5]) for n in range(5)]
    for part in parts:
        inside = np.array([name in part for name in names])
        learned = logistic(
            [m for m, i in zip(measures, inside, strict=True) if not i], truth[~inside], weights[~inside]
        )
        for n in np.flatnonzero(inside):
            scores[n] = _score(learned, measures[n])
    return logistic(measures, truth, weights), isotonic(scores, truth, weights, _BINS["duty"])


def _score(weights: Mapping[str, float], measures: Mapping[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in measures.items()))))


def _start(texts: Sequence[Text], found: Found) -> Decision:
    """Give a decision of these texts that is not calibrated and keeps nearly all."""
    return Decision(_weights(texts, found), {}, least=_LOW, added=_LOW, duties={}, least_duty=0.0)


def _lines(texts: Sequence[Text], found: Found, readings: Readings) -> dict[str, Line]:
    """Calibrate each kind through the claims that are kept, the surest mention of each.

    Each text is scored by weights that have not seen it: a line through learned answers would promise too much.
    """
    rows: dict[str, list[tuple[float, float, float]]] = {}
    names = sorted(text.name for text in texts if text.source in _SHOWN_WEIGHT)
    for part in (set(names[n::_INNER]) for n in range(_INNER)):
        decision = _start([t for t in texts if t.name not in part], found)
        for text in (t for t in texts if t.name in part):
            truths = [normal(skill) for skill in text.skills]
            for said, (score, kind) in claimed(text, found, readings, decision).items():
                if kind != "duty":
                    share = float(right(said, truths) > 0)
                    rows.setdefault(kind, []).append((score, share, _SHOWN_WEIGHT[text.source]))
    lines: dict[str, Line] = {}
    together = [row for told in rows.values() for row in told]
    for name in (kind for kind in _BINS if kind != "duty"):
        told = rows.get(name, [])
        # too few to draw a line through: all kinds together speak for it
        told = told if len(told) >= _FEWEST or not together else together
        scores, truth, weight = np.array(told).T
        lines[name] = isotonic(scores, truth, weight, _BINS[name])
    return lines


def fit(texts: Sequence[Text], found: Found, readings: Readings) -> Decision:
    """Fit weights, calibrations and thresholds."""
    decision = replace(_start(texts, found), lines=_lines(texts, found, readings))
    least = choose(texts, found, decision)
    decision = replace(decision, least=least, added=max(ADDED, least), least_duty=LEAST_DUTY)
    duties, line = _duties(texts, found, readings, decision)
    return replace(decision, duties=duties, lines={**decision.lines, "duty": line})


def choose(texts: Sequence[Text], found: Found, decision: Decision) -> float:
    """Give the confidence below which claims cost more than they bring (F1, mean over sources, exact and relaxed)."""
    from tests.training.score import f1

    best = (0.0, 0.3)
    for least in (0.2, 0.24, 0.28, 0.32, 0.36, 0.4, 0.44, 0.48):
        tried = replace(decision, least=least, added=max(ADDED, least))
        figures = [f1(part, found, tried) for name, part in by_source(texts).items() if name in _CHOSEN_BY]
        best = max(best, (float(np.mean(figures)) if figures else 0.0, least))
    return best[1]


def by_source(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """Group texts by source."""
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(text.source, []).append(text)
    return groups
