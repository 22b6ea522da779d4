"""Lines of any text to ranked concepts, by the weighed signs that the text names them."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.grams import Floats
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind, Hit
from app.taxonomy.signs import FORMS, SIGNS, Numbers

WEIGHTS = {
    "cover": 2.1,
    "whole": 6.6,
    "part": 3.1,
    "support": 1.3,
    "unsaid": -0.67,
    "preferred": 0.68,
    "names": -0.24,
    "knowledge": -0.24,
    "literal": -0.6,
    "label": 1.83,
    "phrase": 1.1,
}
"""Fitted by `tests/benchmarks/fit_linking` (decision 0012): the mean of a fit with and one without the phrases."""
_OFFSET = -7.8
"""Makes log odds of what the weights add up to, fitted beside them."""
_ROW = np.array([WEIGHTS[sign] for sign in SIGNS], dtype=np.float32)


def link(
    lines: Iterable[tuple[str, str]],
    frameworks: Frameworks,
    *,
    framework: str,
    k: int = 10,
    kinds: Collection[ConceptKind] = SKILL_KINDS,
) -> Iterator[tuple[str, list[Hit]]]:
    """Give `(id, hits)` for each `(id, text)`: up to `k` concepts of one framework, best first.

    Raises FrameworkUnknown when the framework is not installed.
    """
    for line_id, text in lines:
        yield line_id, rank(text, frameworks, framework=framework, k=k, kinds=kinds)


def rank(
    text: str, frameworks: Frameworks, *, framework: str, k: int = 10, kinds: Collection[ConceptKind] = SKILL_KINDS
) -> list[Hit]:
    """Give the concepts of one framework for one text, best first.

    A score says about how likely the concept is one that the text means, in (0, 1); it orders and does not decide.
    """
    found = weighed(text, frameworks, framework=framework, kinds=kinds)
    scores = 1 / (1 + np.exp(-found.scores))
    order = np.lexsort((found.concepts, -scores))[:k]
    hits = []
    for i in order.tolist():
        concept = frameworks.at(int(found.concepts[i]))
        via = frameworks.name_at(int(found.names[i])) if found.names[i] >= 0 else concept.name
        hits.append(Hit(concept=concept, score=round(float(scores[i]), 6), via=via))
    return hits


class Weighed(NamedTuple):
    """Concepts that a text may name, each with the log odds that it does."""

    concepts: Numbers
    scores: Floats
    names: Numbers
    """The name of each that fits best, by number; -1 where none does."""
    signs: Floats
    """As in `signs`; no rows for occupations."""


def weighed(
    text: str,
    frameworks: Frameworks,
    *,
    framework: str,
    kinds: Collection[ConceptKind] = SKILL_KINDS,
    forms: int = FORMS,
) -> Weighed:
    """Give the concepts of one framework for one text, in the order of their numbers or those found by name first."""
    if TITLE_KINDS.issuperset(kinds):
        titled = frameworks.occupations(text, framework=framework, forms=forms)
        return Weighed(titled.concepts, titled.scores, titled.names, np.zeros((0, len(SIGNS)), dtype=np.float32))
    found = frameworks.signs(text, framework=framework, kinds=kinds, forms=forms)
    return Weighed(found.concepts, weigh(found.signs), found.names, found.signs)


def weigh(signs: Floats) -> Floats:
    """Give for each row of signs the log odds that its concept is right."""
    return np.asarray(signs @ _ROW + _OFFSET, dtype=np.float32)
