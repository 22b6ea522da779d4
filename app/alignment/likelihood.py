"""How a concept was found to how likely it is right: a logistic calibration, fitted on phrases of resumes."""

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from app.taxonomy.model import Concept, ConceptKind

How = Literal["label", "name", "short", "form", "phrase", "narrower", "kindred", "searched"]
"""By its preferred label, another name, a short form of ours, another form of one of these words, words from the
lists of what people write, words that they list as something narrower, the same with a word of the label among them,
or by the search for what is alike."""

_SURE = 0.99
"""Values are taken for no surer than this, and for no less sure than what it leaves."""

LISTED: Mapping[str, float] = {"onet": 0.5, "esco": -0.5}
"""Frameworks by how many titles of employers they list: O*NET dozens for an occupation, so that what resembles one is
right more often than in ESCO. An imported framework is taken to be in between."""

SKILL_WEIGHTS = {
    "offset": 0.37,
    "odds": 1.033,
    "lead": 0.463,
    "first": -0.313,
    "label": 0.12,
    "name": -1.587,
    "short": -0.051,
    "form": -1.207,
    "phrase": -0.39,
    "narrower": -0.797,
    "kindred": 0.105,
    "product": -2.402,
}
"""Of skills, knowledge and technologies; fitted by `tests/benchmarks/fit_likelihood` (decision 0037)."""
TITLE_WEIGHTS = {
    "offset": -0.177,
    "odds": 0.529,
    "lead": 1.558,
    "label": 1.077,
    "name": -0.668,
    "form": -0.465,
    "phrase": 1.445,
    "listed": 0.375,
    "listed odds": -0.049,
    "listed lead": 1.134,
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
    if sighting.concept.kind is ConceptKind.OCCUPATION:
        listed = LISTED.get(sighting.concept.framework, 0.0)
        return given | {
            "listed": listed,
            "listed odds": listed * given["odds"],
            "listed lead": listed * sighting.lead,
        }
    given["first"] = float(sighting.lead >= 0)
    if sighting.how == "searched" and sighting.concept.kind is ConceptKind.TECHNOLOGY:
        given["product"] = 1.0
    return given


def likelihood(sighting: Sighting) -> float:
    """Give the share of such concepts that are right, in (0, 1): what `calibrated` says of its signs, sooner."""
    concept, how, value, lead = sighting
    scale = scale_of(concept.framework, titles=concept.kind is ConceptKind.OCCUPATION)
    product = how == "searched" and concept.kind is ConceptKind.TECHNOLOGY
    return scale.likelihood(value, how, lead, product=product)


class Scale(NamedTuple):
    """The weights for concepts of one framework, skills or occupations."""

    offset: float
    odds: float
    lead: float
    how: Mapping[str, float]
    first: float
    product: float

    def likelihood(self, value: float, how: How, lead: float, *, product: bool) -> float:
        """Give the likelihood of what a sighting tells; `product` is a technology that was searched for."""
        offset, of_odds, of_lead, of_how, first, of_product = self
        if value > _SURE:
            value = _SURE
        elif value < 1 - _SURE:
            value = 1 - _SURE
        total = offset + of_odds * math.log(value / (1 - value)) + of_lead * lead + of_how[how]
        if lead >= 0:
            total += first
        if product:
            total += of_product
        return 1 / (1 + math.exp(-total))


def scale_of(framework: str, *, titles: bool) -> Scale:
    """Give the weights for skills or occupations of a framework."""
    return _TITLES_OF.get(framework, _TITLES) if titles else _SKILLS


def calibrated(given: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give what weighed signs say; one that was not fitted weighs nothing."""
    odds = sum(weights.get(name, 0.0) * value for name, value in given.items())
    return 1 / (1 + math.exp(-odds))


def _scale(weights: Mapping[str, float]) -> Scale:
    by_how = {how: weights.get(how, 0.0) for how in get_args(How)}
    first, product = weights.get("first", 0.0), weights.get("product", 0.0)
    return Scale(weights["offset"], weights["odds"], weights["lead"], by_how, first, product)


_OF_LISTED = {"offset": "listed", "odds": "listed odds", "lead": "listed lead"}


def _listing(listed: float) -> dict[str, float]:
    """Give the weights of titles for a framework that lists so many."""
    added = {of: listed * TITLE_WEIGHTS[name] for of, name in _OF_LISTED.items()}
    return {name: weight + added.get(name, 0.0) for name, weight in TITLE_WEIGHTS.items()}


_SKILLS, _TITLES = _scale(SKILL_WEIGHTS), _scale(TITLE_WEIGHTS)
_TITLES_OF = {framework: _scale(_listing(listed)) for framework, listed in LISTED.items()}
