"""Lines of any text to ranked concepts, by the weighed signs that the text names them."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np

from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.grams import Floats
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind, Hit
from app.taxonomy.signs import SIGNS

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
    found = frameworks.signs(text, framework=framework, kinds=kinds)
    scores = 1 / (1 + np.exp(-weigh(found.signs)))
    order = np.lexsort((found.concepts, -scores))[:k]
    return [
        Hit(
            concept=frameworks.at(int(found.concepts[i])),
            score=round(float(scores[i]), 6),
            via=frameworks.name_at(int(found.names[i])),
        )
        for i in order.tolist()
    ]


def weigh(signs: Floats) -> Floats:
    """Give for each row of signs the log odds that its concept is right."""
    return np.asarray(signs @ _ROW + _OFFSET, dtype=np.float32)
