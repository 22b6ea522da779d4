"""Folded names to an inverted index of their words, and words of a text to how well each name is said in it.

A word of a text stands for itself, for its synonyms (`synonyms`) and for words that look like it (`grams`), the last
two for a part of its weight. So a name is found by other words than its own, and a typing error does no harm.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy import grams
from app.taxonomy.grams import Floats, GramIndex
from app.taxonomy.hashing import word_hash
from app.taxonomy.pack import Arrays
from app.taxonomy.synonyms import Synonyms

_SYNONYM = 0.3
"""What a word that always replaces another is worth for it."""
_ALWAYS = 0.25
"""From this share of its concepts on a word is taken to always replace another."""
_LOOKS = 0.8
"""What a word that looks just like another would be worth for it."""
_LEAST = 0.45
"""Likeness of two words below which they are not compared."""
_MOST = 16
"""Words that a word may look like."""
_SHORT = 4
"""Letters of a word below which only itself counts: `cnc` is not `cng`."""


_EMPTY = frozenset({"and", "of", "for", "in", "to", "with", "on", "at", "by", "from", "or", "as", "into"})
"""Words that say nothing in a name that has others."""


class Said(NamedTuple):
    """How well each name of an index is said in some words; all arrays have one value for each name."""

    cosine: Floats
    """Soft cosine of the words with the name, weighted by how telling words are; in [0, 1]."""
    mass: Floats
    """Weight of the words of the name that are said."""
    cover: Floats
    """The same as a share of all that the name says, in [0, 1]."""


def build(prefix: str, forms: Sequence[str], synonyms: Synonyms) -> dict[str, NDArray[np.generic]]:
    """Give the arrays of an index over the folded names `forms`; a hit is a position in `forms`."""
    said = [frozenset(form.split(" ")) - _EMPTY or frozenset(form.split(" ")) for form in forms]
    hashes = {word_hash(word): word for words in said for word in words}
    words = [hashes[number] for number in sorted(hashes)]
    number = {word: i for i, word in enumerate(words)}
    sets = [sorted(number[word] for word in found) for found in said]
    owners = np.repeat(np.arange(len(forms), dtype=np.int64), [len(found) for found in sets])
    flat = np.array([word for found in sets for word in found], dtype=np.int64)
    order = np.argsort(flat, kind="stable")
    counts = np.bincount(flat, minlength=len(words))
    weights = np.log((1 + len(forms)) / (1 + counts)) + 1
    squares = np.bincount(owners, weights=weights[flat] ** 2, minlength=len(forms))
    totals = np.bincount(owners, weights=weights[flat], minlength=len(forms))
    known = [[(number[other], share) for other, share in synonyms.get(word, ()) if other in number] for word in words]
    return {
        f"{prefix}.words": np.array(sorted(hashes), dtype=np.uint64),
        f"{prefix}.bounds": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        f"{prefix}.postings": owners[order],
        f"{prefix}.weights": weights.astype(np.float32),
        f"{prefix}.inverse": (1 / np.sqrt(np.maximum(squares, 1e-9))).astype(np.float32),
        f"{prefix}.totals": totals.astype(np.float32),
        f"{prefix}.synonym_bounds": np.concatenate(([0], np.cumsum([len(row) for row in known]))).astype(np.uint32),
        f"{prefix}.synonyms": np.array([other for row in known for other, _ in row], dtype=np.uint32),
        f"{prefix}.synonym_shares": np.array([share for row in known for _, share in row], dtype=np.float32),
        **grams.build(prefix, words),
    }


class WordIndex:
    """Names by the words they are made of."""

    def __init__(self, prefix: str, arrays: Arrays) -> None:
        self._words = arrays[f"{prefix}.words"]
        self._bounds: list[int] = arrays[f"{prefix}.bounds"].tolist()
        self._postings = arrays[f"{prefix}.postings"]
        self._weights: Floats = arrays[f"{prefix}.weights"].astype(np.float32, copy=False)
        self._inverse: Floats = arrays[f"{prefix}.inverse"].astype(np.float32, copy=False)
        self.totals: Floats = arrays[f"{prefix}.totals"].astype(np.float32, copy=False)
        self._synonym_bounds = arrays[f"{prefix}.synonym_bounds"]
        self._synonyms = arrays[f"{prefix}.synonyms"]
        self._shares: Floats = arrays[f"{prefix}.synonym_shares"].astype(np.float32, copy=False)
        self._looks = GramIndex(prefix, arrays)
        self._unseen = float(np.log(1 + len(self._inverse)) + 1)
        self._stands_for = lru_cache(maxsize=1 << 14)(self._meanings)

    def _number(self, word: str) -> int | None:
        wanted = np.uint64(word_hash(word))
        place = int(np.searchsorted(self._words, wanted))
        return place if place < len(self._words) and self._words[place] == wanted else None

    def weight(self, word: str) -> float:
        """Give how telling a folded word is: its inverse document frequency over all names."""
        number = self._number(word)
        return self._unseen if number is None else float(self._weights[number])

    def said(self, words: Sequence[str]) -> Said:
        """Give how well each name is said in the folded `words`."""
        worth: dict[int, tuple[float, float]] = {}
        telling = frozenset(words) - _EMPTY or frozenset(words)
        length = 0.0
        for word in sorted(telling):
            own = self._length(word)
            length += own**2
            for number, value in self._stands_for(word):
                if value > worth.get(number, (0.0, 0.0))[0]:
                    worth[number] = value, own
        count = len(self._inverse)
        if not worth:
            nothing = np.zeros(count, dtype=np.float32)
            return Said(nothing, nothing, nothing)
        numbers = list(worth)
        parts = [self._postings[self._bounds[n] : self._bounds[n + 1]] for n in numbers]
        sizes = [len(part) for part in parts]
        names = np.concatenate(parts)
        value, own_weight = np.array(list(worth.values())).T
        value *= self._weights[numbers]
        mass = np.bincount(names, weights=np.repeat(value, sizes), minlength=count).astype(np.float32)
        dots = np.bincount(names, weights=np.repeat(value * own_weight, sizes), minlength=count).astype(np.float32)
        return Said(np.minimum(dots * self._inverse / np.float32(length**0.5), 1), mass, mass / self.totals)

    def _length(self, word: str) -> float:
        """Give the weight of a word of a text; one that no name has weighs what it looks most like."""
        if self._number(word) is not None:
            return self.weight(word)
        meant = self._stands_for(word)
        return max((float(self._weights[number]) for number, _ in meant[:1]), default=self._unseen)

    def _meanings(self, word: str) -> tuple[tuple[int, float], ...]:
        """Give the words of names that a folded word stands for, each with its worth in (0, 1]."""
        worth: dict[int, float] = {}
        if len(word) >= _SHORT and word.isalpha():
            alike, dice = self._looks.alike(word, _LEAST, _MOST)
            worth = dict(zip(alike.tolist(), (_LOOKS * dice).tolist(), strict=True))
        number = self._number(word)
        if number is not None:
            first, last = int(self._synonym_bounds[number]), int(self._synonym_bounds[number + 1])
            shares = _SYNONYM * np.minimum(self._shares[first:last] / _ALWAYS, 1)
            for other, share in zip(self._synonyms[first:last].tolist(), shares.tolist(), strict=True):
                worth[other] = max(worth.get(other, 0.0), share)
            worth[number] = 1.0
        return tuple(worth.items())
