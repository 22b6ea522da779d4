"""Fit what only our own suites tell: weights of duties, and the calibration of documents with their lines.

The annotated resumes name no duties and not every skill, so they cannot say how often a claim about a document with
its lines is right. The tagger and the weights of its candidates stay as they are. The weights of duties, and the
calibration of documents with their lines, are fitted by worker on the suites that guide the rules (`SUITES`, none of
them held out) and on invented resumes; a claim is right when its place touches a marked one, as `ler evaluate`
counts. Each worker's claims are scored by a decision that was fitted without them, so that no line is drawn through
learned answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from rich.console import Console

from app.evaluation import calibrations
from app.evaluation.calibrations import Calibrated
from app.evaluation.reliability import calibration_error
from app.evaluation.score import normal
from app.extraction.skills.decide import Decision, Kind, Line
from app.extraction.skills.decide import logistic as probability
from tests.training.fit import PRINTED, Found, Readings, kept, phrases, right
from tests.training.logistic import isotonic, logistic
from tests.training.material import Text

SUITES = ("everyday", "fresh", "hands", "hard", "resumes", "tongues", "varied", "voices")
JOINED_LATER = {
    "hands": (
        *("bread-baker", "crane-operator", "crew-chief", "department-supervisor", "dialysis-tech", "dispatcher-911"),
        *("freight-dispatcher", "herdsman", "payroll-specialist", "rad-tech", "soc-analyst", "substitute-teacher"),
    )
}
"""Workers of these suites who were held out when the files that ship were fitted: they are not among the 167."""
PARTS, BINS, FEWEST = 5, 10, 40
LEAST_DUTY, ADDED = 0.6, 0.66
"""Where a phrase of a duty, and what only the tagger finds, begin to be shown."""
_LOW = 0.1
_INVENTED = 0.15
"""What a phrase of an invented resume is worth to the weights of duties."""

Blind = Mapping[str, Decision]
"""By the name of a text a decision that was fitted without it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim: whose it is, of which kind, its score before calibration, and whether it is right."""

    worker: str
    kind: Kind
    score: float
    right: bool


def _touches(text: Text, start: int, end: int) -> bool:
    near = right(text.observed.text[start:end], [normal(skill) for skill in text.skills]) > 0
    return near or any(start < last and first < end for first, last in text.marked)


def duties(
    texts: Sequence[Text], readings: Readings, found: Found, blind: Blind
) -> tuple[dict[str, float], list[Shown]]:
    """Give the weights of duties, and each phrase of our suites scored by weights that have not seen its worker."""
    told = [
        (text, start, end, measures)
        for text in texts
        for start, end, measures in phrases(text, readings[text.name], kept(text, found, blind[text.name]))
    ]
    truth = np.array([float(_touches(text, start, end)) for text, start, end, _ in told])
    weights = np.array([1.0 if text.source == PRINTED else _INVENTED for text, *_ in told])
    workers = sorted({text.name for text, *_ in told})
    shown: list[Shown] = []
    for part in (set(workers[n::PARTS]) for n in range(PARTS)):
        inside = np.array([text.name in part for text, *_ in told])
        learned = logistic(
            [m for (*_, m), i in zip(told, inside, strict=True) if not i], truth[~inside], weights[~inside]
        )
        shown += [
            Shown(told[n][0].name, "duty", probability(learned, told[n][3]), bool(truth[n]))
            for n in np.flatnonzero(inside)
            if told[n][0].source == PRINTED
        ]
    return logistic([m for *_, m in told], truth, weights), shown


def names(texts: Sequence[Text], found: Found, blind: Blind) -> list[Shown]:
    """Give what would be shown of our suites if nearly all were, each with its score before calibration."""
    shown = []
    for text in (t for t in texts if t.source == PRINTED):
        decision = replace(blind[text.name], least=_LOW, added=_LOW, lines={})
        places = {(c.start, c.end): c for c in found[text.name]}
        for one in kept(text, found, decision):
            candidate = places[one.start, one.end]
            score = decision.score(candidate)
            shown.append(Shown(text.name, candidate.kind, score, _touches(text, one.start, one.end)))
    return shown


def lines(shown: Sequence[Shown], before: dict[str, Line]) -> dict[str, Line]:
    """Draw the line of each kind of which there are enough claims; the others stay."""
    drawn = dict(before)
    for kind in get_args(Kind):
        own = [one for one in shown if one.kind == kind]
        if len(own) >= FEWEST:
            scores, truth = np.array([one.score for one in own]), np.array([float(one.right) for one in own])
            drawn[kind] = isotonic(scores, truth, np.ones(len(own)), BINS)
    return drawn


def outside(shown: Sequence[Shown], decision: Decision) -> tuple[Calibrated, ...]:
    """Give score, confidence and outcome of each claim, by lines that have not seen its worker."""
    workers = sorted({one.worker for one in shown})
    rows: list[Calibrated] = []
    for part in (set(workers[n::PARTS]) for n in range(PARTS)):
        drawn = lines([one for one in shown if one.worker not in part], dict(decision.lines))
        held = replace(decision, lines=drawn)
        told = ((held.calibrated(one.score, one.kind), one) for one in shown if one.worker in part)
        least = {"duty": LEAST_DUTY, "tagged": ADDED}
        rows += [
            Calibrated(before=one.score, after=share, right=one.right, source=one.kind)
            for share, one in told
            if share >= least.get(one.kind, decision.least)
        ]
    return tuple(rows)


def fit_printed(
    decision: Decision, texts: Sequence[Text], found: Found, readings: Readings, blind: Blind, console: Console
) -> tuple[Decision, tuple[Calibrated, ...]]:
    """Give the decision with weights and lines of our suites, and what was shown of workers that were left out."""
    own = [text for text in texts if text.source in (PRINTED, "invented resumes")]
    weights, told = duties(own, readings, found, blind)
    shown = [*names(own, found, blind), *told]
    drawn = lines(shown, dict(decision.lines))
    again = replace(decision, duties=weights, lines=drawn, least_duty=LEAST_DUTY, added=ADDED)
    rows = outside(shown, decision)
    before, after = (calibration_error(said, "equal width") for _, said in calibrations.panels(rows))
    console.print(f"{len(rows)} claims of workers left out: calibration error {before:.3f}, calibrated {after:.3f}")
    for kind in get_args(Kind):
        of_kind = [one for one in shown if one.kind == kind]
        share = np.mean([one.right for one in of_kind]) if of_kind else 0
        console.print(f"{kind}: {len(of_kind)} claims, {share:.3f} right")
    return again, rows
