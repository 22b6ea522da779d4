"""Lines of any text to ranked concepts, by the weighed signs that the text names them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.grams import Floats
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind, Hit
from app.taxonomy.signs import FORMS, SIGNS, Found, Numbers, Together, in_groups
from app.taxonomy.titles import Occupations

WEIGHTS = {
    "cover": 1.14,
    "whole": 5.92,
    "part": 1.57,
    "support": 0.28,
    "unsaid": -0.62,
    "preferred": 0.2,
    "names": -0.17,
    "knowledge": -0.09,
    "literal": -0.35,
    "label": 1.15,
    "phrase": 0.9,
    "sense": 2.98,
    "sense part": 2.08,
}
"""Of lines of advertisements, fitted by `tests/benchmarks/fit_linking` (decisions 0012, 0041): the mean of a fit with
and one without phrases, as log odds."""
_OFFSET = -8.54
"""Makes log odds of what the weights add up to, fitted beside them."""
PHRASE_WEIGHTS = {
    "cover": 3.25,
    "whole": 5.94,
    "part": 1.21,
    "support": 1.13,
    "unsaid": 0.0,
    "preferred": 0.28,
    "names": 0.05,
    "knowledge": -0.94,
    "literal": 0.0,
    "label": 0.16,
    "phrase": 0.16,
    "sense": 3.14,
    "sense part": 0.61,
}
"""The weights for texts of few words, fitted on phrases of resumes but for `literal` and `unsaid` (decision 0037):
how much of a name they say tells more than in a line of an advertisement."""
_PHRASE_OFFSET = -11.34
FEW = 7
"""Texts of up to so many words are weighed as phrases, longer ones as lines."""
_PHRASE = SIGNS.index("phrase")
_ROW = np.array([WEIGHTS[sign] for sign in SIGNS], dtype=np.float32)
_PHRASE_ROW = np.array([PHRASE_WEIGHTS[sign] for sign in SIGNS], dtype=np.float32)

NEARNESS = ("near", "near part", "only near")
"""Signs of an embedding model: the cosine of the label to the text, and to its nearest part; no name was found."""
NEAR_WEIGHTS = {
    "cover": 1.31,
    "whole": 4.26,
    "part": 0.56,
    "support": 0.0,
    "unsaid": -0.55,
    "preferred": 0.03,
    "names": -0.22,
    "knowledge": -0.15,
    "literal": 0.0,
    "label": 0.88,
    "phrase": 0.86,
    "sense": 1.2,
    "sense part": 0.44,
    "near": 5.28,
    "near part": 1.79,
    "only near": 0.38,
}
"""The weights where a board has installed an embedding model, fitted in the same way (decision 0013)."""
_NEAR_OFFSET = -8.67
_NEAR_ROW = np.array([NEAR_WEIGHTS[sign] for sign in (*SIGNS, *NEARNESS)], dtype=np.float32)
_NEAREST = 30
"""Concepts that may be found by nearness alone."""
_NEAR_TITLE, _NEAR_TITLE_OFFSET, _ONLY_NEAR_TITLE = 4.0, -2.0, -6.0
"""What nearness adds to an occupation that a title may mean, and log odds before that of one found by it alone."""


def rank(
    text: str, frameworks: Frameworks, *, framework: str, k: int = 10, kinds: Collection[ConceptKind] = SKILL_KINDS
) -> list[Hit]:
    """Give the concepts of one framework for one text, best first.

    A score says about how likely the concept is one that the text means, in (0, 1); it orders and does not decide.
    """
    hits = []
    for number, score, name in ranked(text, frameworks, framework=framework, k=k, kinds=kinds):
        concept = frameworks.at(number)
        via = frameworks.name_at(name) if name >= 0 else concept.name
        hits.append(Hit(concept=concept, score=score, via=via))
    return hits


class Ranked(NamedTuple):
    """One concept of a ranking, by its number."""

    concept: int
    score: float
    name: int
    """The name that fits best, by number; -1 where none does."""


def ranked(
    text: str, frameworks: Frameworks, *, framework: str, k: int = 10, kinds: Collection[ConceptKind] = SKILL_KINDS
) -> list[Ranked]:
    """Give what `rank` gives by numbers: no text is read of it."""
    found = weighed(text, frameworks, framework=framework, kinds=kinds)
    odds = found.scores
    if TITLE_KINDS.issuperset(kinds) and (called := frameworks.called(text, framework)):
        odds = odds + np.array([called.get(number, 0.0) for number in found.concepts.tolist()], dtype=np.float32)
    scores = 1 / (1 + np.exp(-odds))
    order = np.lexsort((found.concepts, -scores))[:k]
    columns = found.concepts[order].tolist(), scores[order].tolist(), found.names[order].tolist()
    return [Ranked(concept, round(score, 6), name) for concept, score, name in zip(*columns, strict=True)]


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
        if frameworks.meanings is not None:
            return _near_titles(titled, text, frameworks, framework)
        return Weighed(titled.concepts, titled.scores, titled.names, np.zeros((0, len(SIGNS)), dtype=np.float32))
    found = frameworks.signs(text, framework=framework, kinds=kinds, forms=forms)
    if frameworks.meanings is not None:
        found = nearness(text, found, frameworks, framework=framework, kinds=kinds)
        scores = np.asarray(found.signs @ _NEAR_ROW + _NEAR_OFFSET, dtype=np.float32)
        return Weighed(found.concepts, scores, found.names, found.signs[:, : len(SIGNS)])
    few = np.full(len(found.signs), _is_phrase(text))
    return Weighed(found.concepts, weigh(found.signs, few), found.names, found.signs)


class Likeliest(NamedTuple):
    """The few concepts of one framework that a text most likely names, the likeliest first."""

    concepts: Sequence[int]
    """Their numbers; of equal ones the lowest first."""
    scores: Sequence[float]
    """Log odds."""
    names: Sequence[int]
    """The name of each that fits best, by number; -1 where none does."""
    phrase: Sequence[float]
    """One of `SIGNS`; none for occupations."""


def likeliest(
    texts: Iterable[str], frameworks: Frameworks, *, kinds: Collection[ConceptKind], forms: int, count: int
) -> dict[tuple[str, str], Likeliest]:
    """Give by text and framework up to `count` concepts, as `weighed` weighs them: all together, in less time."""
    asked = dict.fromkeys(texts)
    found: dict[tuple[str, str], Likeliest] = {}
    if TITLE_KINDS.issuperset(kinds):
        frameworks.find_titles(asked, forms=forms)
    elif frameworks.meanings is None:
        for together in frameworks.signs_together(asked, kinds=kinds, forms=forms):
            found.update(_likeliest_of(together, count))
        return found
    for text in asked:
        for manifest in frameworks.manifests:
            one = weighed(text, frameworks, framework=manifest.name, kinds=kinds, forms=forms)
            order = np.lexsort((one.concepts, -one.scores))[:count]
            columns = one.concepts[order], one.scores[order], one.names[order], _phrases(one.signs, order)
            found[text, manifest.name] = Likeliest(*(column.tolist() for column in columns))
    return found


def _likeliest_of(together: Together, count: int) -> Iterator[tuple[tuple[str, str], Likeliest]]:
    concepts, signs, names = together.found
    bounds = together.edges.reshape(-1, 2)
    group = np.arange(len(bounds)).repeat(np.diff(bounds)[:, 0])
    few = np.array([_is_phrase(text) for text in together.texts], dtype=np.bool_)
    scores = weigh(signs, few[group // len(together.frameworks)])
    # the rows of a group stand in the order of their concepts
    order = in_groups(group, scores)
    order = order[np.arange(len(order)) - bounds[group, 0] < count]
    columns = [column.tolist() for column in (concepts[order], scores[order], names[order], _phrases(signs, order))]
    ends = np.minimum(np.diff(bounds)[:, 0], count).cumsum().tolist()
    keys = ((text, framework) for text in together.texts for framework in together.frameworks)
    for key, first, last in zip(keys, [0, *ends], ends, strict=False):
        yield key, Likeliest(*(column[first:last] for column in columns))


def _phrases(signs: Floats, order: Numbers) -> Floats:
    kept: Floats = signs[order if len(signs) else order[:0], _PHRASE]
    return kept


def nearness(
    text: str, found: Found, frameworks: Frameworks, *, framework: str, kinds: Collection[ConceptKind]
) -> Found:
    """Give concepts with their signs and those of `NEARNESS`; what is merely near is added, with no name (-1)."""
    meanings = frameworks.meanings
    if meanings is None:
        raise ValueError("no embedding model has been read")
    near = meanings.near(text, framework, frozenset(kinds))
    best = np.maximum(near.whole, near.part)
    nearest = near.concepts[np.lexsort((near.concepts, -best))[:_NEAREST]]
    fresh = np.setdiff1d(nearest, found.concepts)
    concepts = np.concatenate([found.concepts, fresh])
    at = np.searchsorted(near.concepts, concepts)
    signs = np.zeros((len(concepts), len(SIGNS) + len(NEARNESS)), dtype=np.float32)
    signs[: len(found.concepts), : found.signs.shape[1]] = found.signs
    signs[:, len(SIGNS)], signs[:, len(SIGNS) + 1] = near.whole[at], near.part[at]
    signs[len(found.concepts) :, len(SIGNS) + 2] = 1
    names = np.concatenate([found.names, np.full(len(fresh), -1, dtype=np.int64)])
    return Found(concepts, signs, names)


def _near_titles(titled: Occupations, text: str, frameworks: Frameworks, framework: str) -> Weighed:
    """Give occupations with log odds that nearness has raised."""
    found = Found(titled.concepts, np.zeros((len(titled.concepts), len(SIGNS)), dtype=np.float32), titled.names)
    near = nearness(text, found, frameworks, framework=framework, kinds=TITLE_KINDS)
    scores = np.full(len(near.concepts), _ONLY_NEAR_TITLE, dtype=np.float32)
    scores[: len(titled.scores)] = titled.scores
    best = np.maximum(near.signs[:, len(SIGNS)], near.signs[:, len(SIGNS) + 1])
    raised = np.asarray(scores + _NEAR_TITLE * best + _NEAR_TITLE_OFFSET, dtype=np.float32)
    return Weighed(near.concepts, raised, near.names, near.signs[:0, : len(SIGNS)])


def weigh(signs: Floats, few: NDArray[np.bool_]) -> Floats:
    """Give for each row of signs the log odds that its concept is right; `few`: it is of a text of few words."""
    scores = signs @ _PHRASE_ROW + _PHRASE_OFFSET
    if not few.all():
        # most texts are phrases
        scores[~few] = signs[~few] @ _ROW + _OFFSET
    return np.asarray(scores, dtype=np.float32)


def _is_phrase(text: str) -> bool:
    return len(text.split()) <= FEW
