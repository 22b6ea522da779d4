"""How a concept was found to how likely it is right: a logistic calibration, fitted on phrases of resumes."""

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

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
    """Give the share of such concepts that are right, in (0, 1): what `calibrated` says of its signs, sooner."""
    concept, how, value, lead = sighting
    value = min(max(value, 1 - _SURE), _SURE)
    odds = math.log(value / (1 - value))
    if concept.kind is ConceptKind.OCCUPATION:
        offset, of_odds, of_lead, of_how = _TITLES
        return 1 / (1 + math.exp(-(offset + of_odds * odds + of_lead * lead + of_how[how])))
    offset, of_odds, of_lead, of_how = _SKILLS
    total = offset + of_odds * odds + of_lead * lead + of_how[how]
    if lead >= 0:
        total += SKILL_WEIGHTS["first"]
    if how == "searched" and concept.kind is ConceptKind.TECHNOLOGY:
        total += SKILL_WEIGHTS["product"]
    return 1 / (1 + math.exp(-total))


def calibrated(given: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give what weighed signs say; one that was not fitted weighs nothing."""
    odds = sum(weights.get(name, 0.0) * value for name, value in given.items())
    return 1 / (1 + math.exp(-odds))


def _apart(weights: Mapping[str, float]) -> tuple[float, float, float, dict[str, float]]:
    return weights["offset"], weights["odds"], weights["lead"], {how: weights.get(how, 0.0) for how in get_args(How)}


_SKILLS, _TITLES = _apart(SKILL_WEIGHTS), _apart(TITLE_WEIGHTS)
