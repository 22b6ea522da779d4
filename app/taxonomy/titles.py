"""Job titles to occupations, by their own names and by those of the other frameworks' occupations.

One framework knows a title that another does not (`CNA`). Where occupations of two frameworks have names in common,
the one that the title fits speaks for the other.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from app.taxonomy.gazetteer import TITLE_KINDS
from app.taxonomy.grams import Floats
from app.taxonomy.signs import SIGNS, Finder, Found, Numbers
from app.taxonomy.store import Store

WEIGHTS = {
    "cover": 2.1,
    "whole": 6.6,
    "part": 3.1,
    "support": 1.3,
    "unsaid": -0.67,
    "preferred": 0.68,
    "names": -0.24,
    "knowledge": 0.0,
    "literal": -0.6,
    "label": 1.83,
    "phrase": 1.1,
}
"""As for lines (`link`); the bridge was chosen on development titles (decision 0012)."""
BRIDGE, OFFSET = 4.0, -7.8
"""What another framework's occupation adds that fits and has all its common names with this one; makes log odds."""
_UNNAMED = -4.0
"""Log odds of an occupation that only another framework's speaks for, before it does."""
_FRIENDS = 5
"""Occupations of each other framework that may speak."""
_ROW = np.array([WEIGHTS[sign] for sign in SIGNS], dtype=np.float32)


class Occupations(NamedTuple):
    """Occupations that a title may mean, with the log odds of each and the name that fits best (-1: its label)."""

    concepts: Numbers
    scores: Floats
    names: Numbers
    bridges: Floats


def occupations(text: str, finder: Finder, store: Store, *, forms: int) -> dict[str, Occupations]:
    """Give by framework the occupations that a title may mean."""
    found = {
        framework: finder.find(text, framework=framework, kinds=TITLE_KINDS, forms=forms, among=store.frameworks)
        for framework in store.frameworks
    }
    scores = {framework: one.signs @ _ROW + OFFSET for framework, one in found.items()}
    said = {framework: list(_said(found[framework], scores[framework], store)) for framework in store.frameworks}
    told: dict[str, Occupations] = {}
    for number, framework in enumerate(store.frameworks):
        spoken: dict[int, float] = {}
        for other, friends in said.items():
            if other != framework:
                for concept, value in friends:
                    if store.concept_frameworks[concept] == number:
                        spoken[concept] = max(spoken.get(concept, 0.0), value)
        told[framework] = _spoken_for(found[framework], scores[framework], spoken)
    return told


def _said(found: Found, scores: Floats, store: Store) -> Iterator[tuple[int, float]]:
    """Give for which occupations of other frameworks those that are likeliest speak, and how much."""
    likely = 1 / (1 + np.exp(-scores))
    for i in np.lexsort((found.concepts, -likely))[:_FRIENDS].tolist():
        value = float(likely[i])
        for concept, worth in store.friends(int(found.concepts[i])):
            yield concept, value * worth


def _spoken_for(found: Found, scores: Floats, spoken: Mapping[int, float]) -> Occupations:
    told = np.array(sorted(spoken), dtype=np.int64)
    speech = np.array([spoken[concept] for concept in told.tolist()], dtype=np.float32)
    places = found.concepts.searchsorted(told)
    known = places < len(found.concepts)
    known[known] = found.concepts[places[known]] == told[known]
    fresh = told[~known]
    concepts = np.concatenate([found.concepts, fresh])
    bridges = np.zeros(len(concepts), dtype=np.float32)
    bridges[places[known]], bridges[len(found.concepts) :] = speech[known], speech[~known]
    scores = np.concatenate([scores, np.full(len(fresh), _UNNAMED)]) + BRIDGE * bridges
    names = np.concatenate([found.names, np.full(len(fresh), -1)])
    return Occupations(concepts, scores.astype(np.float32), names, bridges)
