"""Folded words to the concepts whose names are most like them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.grams import Floats, GramIndex
from app.taxonomy.model import ConceptKind, Hit
from app.taxonomy.store import Store

_ALIAS = 0.95
"""What likeness to another name is worth beside likeness to the preferred label (fitted on spans of job ads)."""
_POOL = 4
"""Names looked at for each concept that is asked for, before they are pooled by concept."""
_SUPPORT = 60
"""Names looked at for `support`."""
_FLOORS = (0.6, 0.4, 0.25, 0.0)
"""Shares of the best score under which names are not sorted, unless too few are above."""


class NameSearch:
    """The gram index over the names of some kinds of concept."""

    def __init__(self, name: str, kinds: frozenset[ConceptKind], store: Store) -> None:
        self._store = store
        self._kinds = kinds
        self._forms: NDArray[np.uint32] = store.arrays[f"{name}.forms"].astype(np.uint32, copy=False)
        index = GramIndex(name, store.arrays)
        self._masks: dict[tuple[str | None, frozenset[ConceptKind]], NDArray[np.bool_]] = {}
        self._scores = lru_cache(maxsize=8)(index.scores)
        self._search = lru_cache(maxsize=1 << 12)(self._ranked)
        self._support = lru_cache(maxsize=1 << 12)(self._supported)
        self.weight = lru_cache(maxsize=1 << 14)(index.weight)

    def search(
        self, words: Sequence[str], framework: str | None, kinds: frozenset[ConceptKind], k: int
    ) -> tuple[Hit, ...]:
        """Give the `k` concepts most like the folded words, best first."""
        wanted = kinds & self._kinds
        return self._search(tuple(words), framework, wanted, k) if wanted and words else ()

    def support(self, words: Sequence[str], framework: str, kinds: frozenset[ConceptKind]) -> Mapping[str, float]:
        """Give by concept the sum of the squared likeness of its names to the folded words."""
        wanted = kinds & self._kinds
        return self._support(tuple(words), framework, wanted) if wanted and words else {}

    def _ranked(
        self, words: tuple[str, ...], framework: str | None, kinds: frozenset[ConceptKind], k: int
    ) -> tuple[Hit, ...]:
        best: dict[int, tuple[float, bool, str]] = {}
        allowed = self._store.mask(framework, kinds)
        for place, likeness in self._top(words, framework, kinds, _POOL * k):
            for name in self._store.names_of(int(self._forms[place])):
                if allowed[name.concept]:
                    score = round(likeness if name.preferred else likeness * _ALIAS, 6)
                    if name.concept not in best or score > best[name.concept][0]:
                        best[name.concept] = score, not name.preferred, name.text
        ordered = sorted(best, key=lambda number: (-best[number][0], best[number][1], number))
        return tuple(
            Hit(concept=self._store.concept(number), score=best[number][0], via=best[number][2])
            for number in ordered[:k]
        )

    def _supported(
        self, words: tuple[str, ...], framework: str, kinds: frozenset[ConceptKind]
    ) -> Mapping[str, float]:
        totals: dict[int, float] = {}
        allowed = self._store.mask(framework, kinds)
        for place, likeness in self._top(words, framework, kinds, _SUPPORT):
            for name in self._store.names_of(int(self._forms[place])):
                if allowed[name.concept]:
                    totals[name.concept] = totals.get(name.concept, 0) + likeness**2
        return {self._store.concept(number).id: total for number, total in totals.items()}

    def _top(
        self, words: tuple[str, ...], framework: str | None, kinds: frozenset[ConceptKind], count: int
    ) -> list[tuple[int, float]]:
        """Give the `count` forms most like the words, best first, with their scores in (0, 1]."""
        scores: Floats = self._scores(words)
        mask = self._mask(framework, kinds)
        best = float(scores.max(initial=0))
        for floor in _FLOORS:
            found = np.flatnonzero(scores > floor * best)
            found = found[mask[found]]
            if len(found) >= count:
                break
        order = np.lexsort((self._forms[found], -scores[found]))[:count]
        return [(place, min(float(scores[place]), 1.0)) for place in found[order].tolist()]

    def _mask(self, framework: str | None, kinds: frozenset[ConceptKind]) -> NDArray[np.bool_]:
        """Give for every form of the index whether a name of it belongs to a wanted concept."""
        key = framework, kinds
        if key not in self._masks:
            wanted = self._store.mask(framework, kinds)[self._store.arrays["names.concept"]]
            total = np.concatenate(([0], np.cumsum(wanted)))
            bounds = self._store.arrays["forms.names"].astype(np.int64)
            held = total[bounds[1:]] > total[bounds[:-1]]
            self._masks[key] = held[self._forms]
        return self._masks[key]
