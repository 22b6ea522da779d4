"""Job titles to occupations, by their own names and by those of the other frameworks' occupations.

One framework knows a title that another does not (`CNA`). Where occupations of two frameworks have names in common,
the one that the title fits speaks for the other.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.taxonomy.grams import Floats
from app.taxonomy.signs import SIGNS, Numbers, Together, changes, in_groups
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
    "sense": 2.0,
    "sense part": 2.0,
}
"""As for lines once (decision 0012); bridge, sense and offset were chosen on development titles (decision 0041)."""
BRIDGE, OFFSET = 4.0, -10.0
"""What another framework's occupation adds that fits and has all its common names with this one; makes log odds."""
_UNNAMED = -4.0
"""Log odds of an occupation that only another framework's speaks for, before it does."""
_FRIENDS = 5
"""Occupations of each other framework that may speak."""
_ROW = np.array([WEIGHTS[sign] for sign in SIGNS], dtype=np.float32)


class Occupations(NamedTuple):
    """Occupations that a title may mean, in the order of their numbers, with the log odds of each.

    The name is the one that fits best, by number (-1: the label).
    """

    concepts: Numbers
    scores: Floats
    names: Numbers
    bridges: Floats


def occupations(together: Together, store: Store) -> Iterator[tuple[str, dict[str, Occupations]]]:
    """Give for each title by framework the occupations that it may mean; `together` is of all frameworks."""
    (concepts, signs, names), frameworks, all_concepts = (
        together.found,
        len(store.frameworks),
        len(store.concept_kinds),
    )
    text = np.arange(len(together.texts)).repeat(together.edges[:, -1, 1] - together.edges[:, 0, 0])
    # title by title and framework by framework: a sum of many rows at once may differ in its last bit
    parts = [signs[low:high] @ _ROW for low, high in together.edges.reshape(-1, 2).tolist()]
    scores: Floats = np.concatenate(parts, dtype=np.float32) + np.float32(OFFSET)
    own = text * all_concepts + concepts
    group = text * frameworks + store.concept_frameworks[concepts].astype(np.int64)
    told, speech = _spoken(group, own, scores, store)
    # what is merely spoken for has its place among what was found
    keys = np.concatenate((own, told))
    keys.sort(kind="stable")
    keys = keys[changes(keys)]
    found, spoken = keys.searchsorted(own), keys.searchsorted(told)
    best, bridges = np.full(len(keys), -1), np.zeros(len(keys), dtype=np.float32)
    odds = np.full(len(keys), _UNNAMED)
    best[found], odds[found], bridges[spoken] = names, scores, speech
    odds += BRIDGE * bridges
    concepts, weighed = keys % all_concepts, odds.astype(np.float32)
    starts = np.arange(len(together.texts))[:, None, None] * all_concepts
    edges = keys.searchsorted(starts + np.array(store.spans)).tolist()
    for title, of_title in zip(together.texts, edges, strict=True):
        rows = [slice(low, high) for low, high in of_title]
        found_in = (Occupations(concepts[part], weighed[part], best[part], bridges[part]) for part in rows)
        yield title, dict(zip(store.frameworks, found_in, strict=True))


def _spoken(group: Numbers, keys: Numbers, scores: Floats, store: Store) -> tuple[Numbers, Floats]:
    """Give for which occupations those of other frameworks speak that are likeliest for a title, and how much.

    A group is a title and a framework. Occupations are told as `keys`, which tell the title, too.
    """
    likely: Floats = np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
    order = in_groups(group, likely)
    friends = order[np.arange(len(order)) - group.searchsorted(group) < _FRIENDS]
    concepts = keys[friends] % len(store.concept_kinds)
    told, worth, counts = store.friends(concepts)
    told += (keys[friends] - concepts).repeat(counts)
    speech = likely[friends].astype(np.float64).repeat(counts) * worth
    order = told.argsort(kind="stable")
    told, speech = told[order], speech[order]
    first = changes(told).nonzero()[0]
    if not len(first):
        return told, speech.astype(np.float32)
    return told[first], np.maximum.reduceat(speech, first).astype(np.float32)
