"""Text to the concepts that it may name, each with the signs that it does.

The signs are few and cheap: how well the names of a concept are said in the whole text and in its parts, what they
say beside, and whether one stands there literally. `link` weighs them for lines, `alignment` for claims.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.compile import KINDS
from app.taxonomy.gazetteer import Gazetteer
from app.taxonomy.grams import Floats
from app.taxonomy.model import ConceptKind
from app.taxonomy.names import fold, plain_key
from app.taxonomy.search import NameSearch
from app.taxonomy.words import Said

Numbers = NDArray[np.int64]

SIGNS = (
    "cover",  # share of a name's weight that is said, the best of its names
    "whole",  # soft cosine of the best name with the whole text
    "part",  # the same with the part of the text that it fits best; a part of few words counts less
    "support",  # what its five best names have of both cover and weight
    "unsaid",  # weight of what its best name says and the text does not
    "preferred",  # its best name is the preferred label
    "names",  # logarithm of the number of its names
    "knowledge",  # its kind
    "literal",  # a name of it stands in the text
    "label",  # its preferred label stands in the text
    "phrase",  # words for it from the lists of what people write stand in the text
)
"""Columns of `Found.signs`; all but `unsaid` and `names` are in [0, 1]."""

_PARTS = re.compile(r"[,;:()\n/]|\s(?:and|or|with|including|such as|as well as)\s|[.!?]\s", re.IGNORECASE)
FORMS = 250
"""Folded names that are looked at."""
_KEPT = 64
"""Texts whose concepts are kept: those of a document are asked for again."""
_HEAVY = 8.0
"""From this weight on what is said counts in full."""
_SUPPORT = 5
_SCALE = 10.0
_LITERAL, _LABEL, _PHRASE = 1, 2, 4
_BITS = np.array([[_LITERAL], [_LABEL], [_PHRASE]])
_NO_ROWS = np.zeros(0, dtype=np.int64)
_KNOWLEDGE = KINDS.index(ConceptKind.KNOWLEDGE)


class Found(NamedTuple):
    """Concepts that a text may name, in the order of their numbers."""

    concepts: Numbers
    signs: Floats
    """One row for each concept, one column for each of `SIGNS`."""
    names: Numbers
    """The name of each that fits the text best, by number."""


def parts(text: str) -> list[str]:
    """Give the parts of a text that may each name a concept."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))


class _Likeness(NamedTuple):
    """How like names are to a text, for all frameworks; the rows are those of `whole`."""

    whole: Said
    part: Floats
    sum: Floats
    """Of three kinds of likeness, each as a share of its best."""
    standing: Mapping[int, Mapping[int, int]]
    """Signs of names that stand in the text, by form and concept, as bits."""
    rows: Numbers
    """Of forms that stand in the text."""


class Finder:
    """Finds the concepts that a text may name, in one index of names."""

    def __init__(self, search: NameSearch, gazetteer: Gazetteer) -> None:
        self._search = search
        self._gazetteer = gazetteer
        self._likeness = lru_cache(maxsize=_KEPT)(self._likened)
        self._found = lru_cache(maxsize=_KEPT)(self._find)

    def find(
        self,
        text: str,
        *,
        framework: str,
        kinds: frozenset[ConceptKind],
        forms: int = FORMS,
        among: tuple[str, ...] = (),
    ) -> Found:
        """Give the concepts of one framework and of the kinds that a text may name, with their signs.

        So many folded `forms` of names are looked at, besides those that stand in the text. Where the text is asked
        for in several frameworks, they are `among`: to look in them together costs less.
        """
        asked = among or (framework,)
        return self._found(text, asked, kinds, forms)[asked.index(framework)]

    def _find(
        self, text: str, frameworks: tuple[str, ...], kinds: frozenset[ConceptKind], forms: int
    ) -> tuple[Found, ...]:
        search, store = self._search, self._search.store
        whole, part, likeness, standing, stand = self._likeness(text)
        picked = [search.best(whole, likeness, framework, kinds, forms) for framework in frameworks]
        picked = [np.unique(np.concatenate([best, stand])) if len(stand) else np.sort(best) for best in picked]
        numbers = np.array([store.frameworks.index(framework) for framework in frameworks], dtype=np.uint8)
        rows = np.concatenate(picked)
        names, at, concept = search.names(whole.places[rows], numbers.repeat([*map(len, picked)]), kinds)
        at = rows[at]
        # the concepts of a framework stand together, so that no two frameworks meet in what follows
        order = np.lexsort((names, -likeness[at], concept))
        names, at, concept = names[order], at[order], concept[order]
        if not len(names):
            return (Found(concept, np.zeros((0, len(SIGNS)), dtype=np.float32), names),) * len(frameworks)
        begins = np.ones(len(concept), dtype=np.bool_)
        begins[1:] = concept[1:] != concept[:-1]
        first = begins.nonzero()[0]
        concepts, best = concept[first], at[first]
        counts, cover = store.counts[concepts], whole.cover[at]
        heavy = cover * np.minimum(1, whole.mass[at] / _HEAVY)
        signs = np.empty((len(SIGNS), len(concepts)), dtype=np.float32)
        signs[0] = np.maximum.reduceat(cover, first)
        signs[1] = np.maximum.reduceat(whole.cosine[at], first)
        signs[2] = np.maximum.reduceat(part[at], first)
        signs[3] = _support(heavy, first, begins.cumsum() - 1, counts)
        signs[4] = (search.index.totals[whole.places[best]] - whole.mass[best]) / _SCALE
        signs[5] = store.preferred[names[first]]
        signs[6] = np.log(np.maximum(counts, 1))
        signs[7] = store.concept_kinds[concepts] == _KNOWLEDGE
        signs[8:] = _literal(standing, concepts) if standing else 0
        best_names = names[first]
        own = [slice(*concepts.searchsorted(store.spans[number]).tolist()) for number in numbers.tolist()]
        return tuple(Found(concepts[span], signs[:, span].T, best_names[span]) for span in own)

    def _likened(self, text: str) -> _Likeness:
        search = self._search
        whole = search.said(tuple(token.stem for token in fold(text)))
        part = _parts(text, whole, search)
        sharp = whole.mass * np.square(np.square(whole.cover))
        likeness = sum(values / max(float(values.max(initial=0)), 1e-9) for values in (sharp, whole.cosine, part))
        standing = _standing(text, search, self._gazetteer)
        rows = _rows_of(search.places(list(standing)), whole.places) if standing else _NO_ROWS
        return _Likeness(whole, part, np.asarray(likeness, dtype=np.float32), standing, rows)


def _parts(text: str, whole: Said, search: NameSearch) -> Floats:
    """Give for the names of `whole` how like they are to the part of the text that they fit best."""
    said = dict.fromkeys(tuple(token.stem for token in fold(part)) for part in parts(text))
    if len(said) == 1:
        (words,) = said
        return whole.cosine * np.float32(len(words) / (len(words) + 1))
    best = np.zeros_like(whole.cosine)
    for words in said:
        if words and len(best):
            part = search.said(words)
            rows = np.minimum(np.searchsorted(whole.places, part.places), len(best) - 1)
            found = whole.places[rows] == part.places
            values = part.cosine[found] * np.float32(len(words) / (len(words) + 1))
            best[rows[found]] = np.maximum(best[rows[found]], values)
    return best


def _support(values: Floats, first: Numbers, group: Numbers, counts: Numbers) -> Floats:
    """Give for each group, which begins at `first`, the mean of its five highest values, or of all its names."""
    order = np.lexsort((-values, group))
    kept = np.where(np.arange(len(values)) - first[group] < _SUPPORT, values[order], 0)
    shared = np.minimum(np.maximum(counts, 1), _SUPPORT)
    return np.asarray(np.add.reduceat(kept, first) / shared, dtype=np.float32)


def _rows_of(places: Numbers, among: Numbers) -> Numbers:
    """Give where those of `places` stand that are `among` these; both ascend."""
    rows = among.searchsorted(places)
    known = rows < len(among)
    known[known] = among[rows[known]] == places[known]
    return rows[known]


def _standing(text: str, search: NameSearch, gazetteer: Gazetteer) -> Mapping[int, Mapping[int, int]]:
    """Give by form that stands in the text, by concept, the signs of its names as bits."""
    tokens = fold(text)
    found: dict[int, dict[int, int]] = {}
    for start, count, form in gazetteer.runs(text, tokens):
        plain = " ".join(token.plain for token in tokens[start : start + count])
        for name in search.store.names_of(form):
            if count == 1 and not name.phrase and plain_key(name.text) != plain:
                continue
            bits = _PHRASE if name.phrase else _LITERAL | _LABEL * name.preferred
            of_form = found.setdefault(form, {})
            of_form[name.concept] = of_form.get(name.concept, 0) | bits
    return found


def _literal(standing: Mapping[int, Mapping[int, int]], concepts: Numbers) -> NDArray[np.bool_]:
    """Give the three literal signs, with a column for each concept."""
    bits = np.zeros(len(concepts), dtype=np.int64)
    for of_form in standing.values():
        for concept, found in of_form.items():
            place = int(concepts.searchsorted(concept))
            if place < len(concepts) and concepts[place] == concept:
                bits[place] |= found
    return np.asarray(bits & _BITS > 0)
