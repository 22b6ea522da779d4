"""Text to the concepts that it may name, each with the signs that it does.

The signs are few and cheap: how well the names of a concept are said in the whole text and in its parts, what they say
beside, and whether one stands there literally. `link` weighs them for lines, `alignment` for claims.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.compile import KINDS
from app.taxonomy.gazetteer import Gazetteer
from app.taxonomy.grams import Floats
from app.taxonomy.model import ConceptKind
from app.taxonomy.names import fold, plain_key
from app.taxonomy.search import NameSearch

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
_FORMS = 120
"""Names that are looked at of each kind of likeness."""
_SHARP = 4
"""Power of the share that is said, so that a long name is not found by one of its words."""
_HEAVY = 8.0
"""From this weight on what is said counts in full."""
_SUPPORT = 5
_SCALE = 10.0
_LITERAL, _LABEL, _PHRASE = 0, 1, 2


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


def find(
    text: str, search: NameSearch, gazetteer: Gazetteer, *, framework: str, kinds: frozenset[ConceptKind]
) -> Found:
    """Give the concepts of one framework and of the kinds that a text may name, with their signs."""
    store = search.store
    whole = search.said(tuple(token.stem for token in fold(text)))
    part = np.zeros_like(whole.cosine)
    for words in dict.fromkeys(tuple(token.stem for token in fold(said)) for said in parts(text)):
        if words:
            part = np.maximum(part, search.said(words).cosine * np.float32(len(words) / (len(words) + 1)))
    sharp = whole.mass * whole.cover**_SHARP
    likenesses = [values / max(float(values.max(initial=0)), 1e-9) for values in (sharp, whole.cosine, part)]
    standing = _standing(text, search, gazetteer)
    chosen = [search.best(values, framework, kinds, _FORMS) for values in likenesses]
    names, at = search.names(np.unique(np.concatenate([*chosen, search.places(list(standing))])), framework, kinds)
    concept = store.owners[names]
    order = np.lexsort((names, -np.sum([values[at] for values in likenesses], axis=0), concept))
    names, at, concept = names[order], at[order], concept[order]
    first = np.flatnonzero(np.diff(concept, prepend=-1))
    concepts, best = concept[first], at[first]
    if not len(first):
        return Found(concepts, np.zeros((0, len(SIGNS)), dtype=np.float32), names)
    columns = (
        np.maximum.reduceat(whole.cover[at], first),
        np.maximum.reduceat(whole.cosine[at], first),
        np.maximum.reduceat(part[at], first),
        _support(whole.cover[at] * np.minimum(1, whole.mass[at] / _HEAVY), first, store.counts[concepts]),
        (search.index.totals[best] - whole.mass[best]) / _SCALE,
        store.preferred[names[first]],
        np.log(np.maximum(store.counts[concepts], 1)),
        store.concept_kinds[concepts] == KINDS.index(ConceptKind.KNOWLEDGE),
        *_literal(standing, concepts).T,
    )
    return Found(concepts, np.stack(columns, axis=1).astype(np.float32), names[first])


def _support(values: Floats, first: Numbers, counts: Numbers) -> Floats:
    """Give for each group, which begins at `first`, the mean of its highest values, as many as it has names or five."""
    group = np.cumsum(np.bincount(first, minlength=len(values))) - 1
    order = np.lexsort((-values, group))
    place = np.arange(len(values)) - first[group]
    kept = np.where(place < _SUPPORT, values[order], 0)
    total: Floats = np.add.reduceat(kept, first) / np.clip(counts, 1, _SUPPORT)
    return total


def _standing(text: str, search: NameSearch, gazetteer: Gazetteer) -> Mapping[int, Mapping[int, int]]:
    """Give by form that stands in the text, by concept, the signs of its names as bits."""
    tokens = fold(text)
    found: dict[int, dict[int, int]] = {}
    for start, count, form in gazetteer.runs(text, tokens):
        plain = " ".join(token.plain for token in tokens[start : start + count])
        for name in search.store.names_of(form):
            if count == 1 and not name.phrase and plain_key(name.text) != plain:
                continue
            bits = 1 << _PHRASE if name.phrase else 1 << _LITERAL | name.preferred << _LABEL
            of_form = found.setdefault(form, {})
            of_form[name.concept] = of_form.get(name.concept, 0) | bits
    return found


def _literal(standing: Mapping[int, Mapping[int, int]], concepts: Numbers) -> NDArray[np.bool_]:
    """Give for each concept its three literal signs."""
    bits = np.zeros(len(concepts), dtype=np.int64)
    for of_form in standing.values():
        for concept, found in of_form.items():
            place = int(np.searchsorted(concepts, concept))
            if place < len(concepts) and concepts[place] == concept:
                bits[place] |= found
    return np.stack([bits >> sign & 1 > 0 for sign in (_LITERAL, _LABEL, _PHRASE)], axis=1)
