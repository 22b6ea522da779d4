"""Folded words to the concepts whose names are most like them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.grams import Floats
from app.taxonomy.model import ConceptKind, Hit
from app.taxonomy.store import Store, rows_between
from app.taxonomy.words import Said, WordIndex

_ALIAS = 0.95
"""What likeness to another name is worth beside likeness to the preferred label (fitted on spans of job ads)."""
_POOL = 4
"""Names looked at for each concept that is asked for, before they are pooled by concept."""
_SUPPORT = 60
"""Names looked at for `support`."""
_MANY = 3
"""More names than so many times those asked for are cut down before they are sorted."""


class NameSearch:
    """The word index over the names of some kinds of concept."""

    def __init__(self, name: str, kinds: frozenset[ConceptKind], store: Store) -> None:
        self.store = store
        self._kinds = kinds
        self._forms: NDArray[np.uint32] = store.arrays[f"{name}.forms"].astype(np.uint32, copy=False)
        self.index = index = WordIndex(name, store.arrays)
        self._masks: dict[tuple[str | None, frozenset[ConceptKind]], NDArray[np.bool_]] = {}
        self.said = lru_cache(maxsize=32)(index.said)
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
        allowed = self.store.mask(framework, kinds)
        for place, likeness in self._top(words, framework, kinds, _POOL * k):
            for name in self.store.names_of(int(self._forms[place])):
                if allowed[name.concept]:
                    score = round(likeness if name.preferred else likeness * _ALIAS, 6)
                    if name.concept not in best or score > best[name.concept][0]:
                        best[name.concept] = score, not name.preferred, name.text
        ordered = sorted(best, key=lambda number: (-best[number][0], best[number][1], number))
        return tuple(
            Hit(concept=self.store.concept(number), score=best[number][0], via=best[number][2])
            for number in ordered[:k]
        )

    def _supported(
        self, words: tuple[str, ...], framework: str, kinds: frozenset[ConceptKind]
    ) -> Mapping[str, float]:
        totals: dict[int, float] = {}
        allowed, store = self.store.mask(framework, kinds), self.store
        top = self._top(words, framework, kinds, _SUPPORT)
        forms = self._forms[[place for place, _ in top]].astype(np.int64)
        names, counts = rows_between(store.bounds[forms], store.bounds[forms + 1])
        owners, squares = store.owners[names], np.array([likeness**2 for _, likeness in top]).repeat(counts)
        wanted = allowed[owners]
        for number, square in zip(owners[wanted].tolist(), squares[wanted].tolist(), strict=True):
            totals[number] = totals.get(number, 0) + square
        return {store.id_of(number): total for number, total in totals.items()}

    def best(
        self, said: Said, values: Floats, framework: str | None, kinds: frozenset[ConceptKind], count: int
    ) -> NDArray[np.int64]:
        """Give the rows of `said` with the `count` highest values, highest first, of forms with a wanted name."""
        mask = self._mask(framework, kinds & self._kinds)
        rows = mask[said.places].nonzero()[0]
        wanted = values[rows]
        if len(rows) > _MANY * count:
            enough = np.partition(wanted, len(rows) - count)[len(rows) - count]
            high = wanted >= enough
            rows, wanted = rows[high], wanted[high]
        # rows, and so their places, ascend: of equal values the first place comes first
        return rows[(-wanted).argsort(kind="stable")[:count]]

    def wanted(
        self, places: NDArray[np.int64], bounds: NDArray[np.int64], framework: str, kinds: frozenset[ConceptKind]
    ) -> tuple[NDArray[np.int64], list[int]]:
        """Give which of `places` are of forms with a wanted name, and where among these each of `bounds` is."""
        rows = self._mask(framework, kinds & self._kinds)[places].nonzero()[0]
        return rows, rows.searchsorted(bounds).tolist()

    def places(self, forms: Sequence[int]) -> NDArray[np.int64]:
        """Give the place in this index of each of the forms, or -1 where it is not in it."""
        wanted = np.array(forms, dtype=np.uint32)  # of another type, all forms would be turned into it first
        found = self._forms.searchsorted(wanted)
        known = found < len(self._forms)
        known[known] &= self._forms[found[known]] == wanted[known]
        return np.where(known, found, -1)

    def names(
        self, places: NDArray[np.int64], frameworks: NDArray[np.uint8], kinds: frozenset[ConceptKind]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Give the numbers of the wanted names of the forms at `places`, which of `places` each has, and its concept.

        `frameworks` are the numbers of those that the names at each of `places` are wanted of.
        """
        forms = self._forms[places].astype(np.int64)
        names, counts = rows_between(self.store.bounds[forms], self.store.bounds[forms + 1])
        at = np.arange(len(places)).repeat(counts)
        concepts = self.store.owners[names]
        wanted = self.store.mask(None, kinds & self._kinds)[concepts]
        wanted &= self.store.concept_frameworks[concepts] == frameworks[at]
        return names[wanted], at[wanted], concepts[wanted]

    def _top(
        self, words: tuple[str, ...], framework: str | None, kinds: frozenset[ConceptKind], count: int
    ) -> list[tuple[int, float]]:
        """Give the `count` forms most like the words, best first, with their scores in (0, 1]."""
        said = self.said(words)
        rows = self.best(said, said.cosine, framework, kinds, count)
        return list(zip(said.places[rows].tolist(), said.cosine[rows].tolist(), strict=True))

    def _mask(self, framework: str | None, kinds: frozenset[ConceptKind]) -> NDArray[np.bool_]:
        """Give for every form of the index whether a name of it belongs to a wanted concept."""
        key = framework, kinds
        if key not in self._masks:
            wanted = self.store.mask(framework, kinds)[self.store.owners]
            total = np.concatenate(([0], np.cumsum(wanted)))
            bounds = self.store.bounds
            held = total[bounds[1:]] > total[bounds[:-1]]
            self._masks[key] = held[self._forms]
        return self._masks[key]
