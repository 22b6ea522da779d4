"""How a concept was found to how likely it is right: a logistic calibration, fitted on phrases of resumes."""

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple

from app.taxonomy.model import Concept, ConceptKind

How = Literal["label", "name", "short", "form", "phrase", "searched"]
"""By its preferred label, another name, a short form of ours, another form of one of these words, words from the
lists of what people write, or by the search for what is alike."""

_SURE = 0.99
"""Values are taken for no surer than this, and for no less sure than what it leaves."""

SKILL_WEIGHTS = {
    "offset": 0.178,
    "odds": 1.117,
    "lead": 0.075,
    "first": -0.4,
    "label": 0.14,
    "name": -1.811,
    "short": 0.107,
    "form": -1.058,
    "phrase": -0.406,
    "product": -1.99,
}
"""Of skills, knowledge and technologies; fitted by `tests/benchmarks/fit_likelihood` (decision 0037)."""
TITLE_WEIGHTS = {
    "offset": -0.336,
    "odds": 0.448,
    "lead": 1.499,
    "label": 0.867,
    "name": -0.381,
    "phrase": 0.805,
}
"""Of occupations."""


class Sighting(NamedTuple):
    """A concept that a name may mean, and what tells how likely that is."""

    concept: Concept
    how: How
    value: float
    """What the rules and the search make of it, in [0, 1]: it orders, and says nothing of how many are right."""
    lead: float
    """By how much it is ahead of the next one, or behind the first."""


def signs(sighting: Sighting) -> dict[str, float]:
    """Give what is weighed, by name."""
    value = min(max(sighting.value, 1 - _SURE), _SURE)
    given = {"offset": 1.0, "odds": math.log(value / (1 - value)), "lead": sighting.lead, sighting.how: 1.0}
    if sighting.concept.kind is not ConceptKind.OCCUPATION:
        given["first"] = float(sighting.lead >= 0)
        if sighting.how == "searched" and sighting.concept.kind is ConceptKind.TECHNOLOGY:
            given["product"] = 1.0
    return given


def likelihood(sighting: Sighting) -> float:
    """Give the share of such concepts that are right, in (0, 1)."""
    weights = TITLE_WEIGHTS if sighting.concept.kind is ConceptKind.OCCUPATION else SKILL_WEIGHTS
    return calibrated(signs(sighting), weights)


def calibrated(given: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give what weighed signs say; one that was not fitted weighs nothing."""
    odds = sum(weights.get(name, 0.0) * value for name, value in given.items())
    return 1 / (1 + math.exp(-odds))
