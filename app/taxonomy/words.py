"""Folded names to an inverted index of their words, and words of a text to how well each name is said in it.

A word of a text stands for itself, for its synonyms (`synonyms`) and for words that look like it (`grams`), the last
two for a part of its weight. So a name is found by other words than its own, and a typing error does no harm.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
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
_SELDOM, _ALWAYS = 0.06, 0.25
"""Shares of its concepts under which a word is not taken to replace another, and from which on it always does."""
_ABBREVIATION = 0.9
"""What an abbreviation is worth for the word that it is short for."""
_LOOKS = 0.8
"""What a word that looks just like another would be worth for it."""
_LEAST = 0.55
"""Likeness of two words below which they are not compared."""
_MOST = 8
"""Words that a word may look like."""
_SHORT = 4
"""Letters of a word below which only itself counts: `cnc` is not `cng`."""


_SPREAD = 1 << 11
"""Words whose names are kept."""
_SEVERAL = 1 << 8
"""Texts of several words of which it is kept what they say: a title is asked for more than once in a document."""
_EMPTY = frozenset({"and", "of", "for", "in", "to", "with", "on", "at", "by", "from", "or", "as", "into"})
"""Words that say nothing in a name that has others."""


_NOTHING = 1e-9
_FAINT, _SLIGHT = 0.28, 0.12
"""Names are left out of which less is said than this part of an unknown word, or than this share of them."""

Bounds = NDArray[np.int64]


class Said(NamedTuple):
    """How well names are said in some words: for those of which enough is said, in the order of their places."""

    places: NDArray[np.int64]
    cosine: Floats
    """Soft cosine of the words with the name, weighted by how telling words are; in [0, 1]."""
    mass: Floats
    """Weight of the words of the name that are said."""
    cover: Floats
    """The same as a share of all that the name says, in [0, 1]."""


def build(
    prefix: str, forms: Sequence[str], synonyms: Synonyms, abbreviations: Mapping[str, str]
) -> dict[str, NDArray[np.generic]]:
    """Give the arrays of an index over the folded names `forms`; a hit is a position in `forms`.

    `abbreviations` are folded words that stand for other folded words.
    """
    said = [frozenset(form.split(" ")) - _EMPTY or frozenset(form.split(" ")) for form in forms]
    hashes = {word_hash(word): word for words in said for word in words}
    short = {word: long for word, long in abbreviations.items() if word_hash(long) in hashes}
    hashes |= {word_hash(word): word for word in short}
    words = [hashes[number] for number in sorted(hashes)]
    number = {word: i for i, word in enumerate(words)}
    sets = [sorted(number[word] for word in found) for found in said]
    owners = np.repeat(np.arange(len(forms), dtype=np.int64), [len(found) for found in sets])
    flat = np.array([word for found in sets for word in found], dtype=np.int64)
    order = np.argsort(flat, kind="stable")
    counts = np.bincount(flat, minlength=len(words))
    weights = np.log((1 + len(forms)) / (1 + counts)) + 1
    for word, long in short.items():
        weights[number[word]] = min(weights[number[word]], weights[number[long]])
    squares = np.bincount(owners, weights=weights[flat] ** 2, minlength=len(forms))
    totals = np.bincount(owners, weights=weights[flat], minlength=len(forms))
    looks = grams.build(prefix, words)
    index = GramIndex(prefix, looks)
    meant = [_meanings(word, number, synonyms, index) for word in words]
    for word, long in short.items():
        meant[number[word]][number[long]] = _ABBREVIATION
    return {
        f"{prefix}.words": np.array(sorted(hashes), dtype=np.uint64),
        f"{prefix}.bounds": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        f"{prefix}.postings": owners[order],
        f"{prefix}.weights": weights.astype(np.float32),
        f"{prefix}.inverse": (1 / np.sqrt(np.maximum(squares, 1e-9))).astype(np.float32),
        f"{prefix}.totals": totals.astype(np.float32),
        f"{prefix}.meaning_bounds": np.concatenate(([0], np.cumsum([len(row) for row in meant]))).astype(np.uint32),
        f"{prefix}.meanings": np.array([other for row in meant for other in row], dtype=np.uint32),
        f"{prefix}.worths": np.array([worth for row in meant for worth in row.values()], dtype=np.float32),
        **looks,
    }


def _meanings(word: str, number: Mapping[str, int], synonyms: Synonyms, looks: GramIndex) -> dict[int, float]:
    """Give the words of names that a word of a name stands for, each with its worth in (0, 1]; first itself."""
    worth = {number[word]: 1.0}
    for other, share in synonyms.get(word, ()):
        if other in number and share >= _SELDOM:
            worth[number[other]] = _SYNONYM * min(share / _ALWAYS, 1)
    for other_number, value in _looks_like(word, looks):
        worth[other_number] = max(worth.get(other_number, 0.0), value)
    return worth


def _looks_like(word: str, looks: GramIndex) -> list[tuple[int, float]]:
    """Give the words of names that a word looks like, most alike first, with their worth."""
    if len(word) < _SHORT or not word.isalpha():
        return []
    alike, dice = looks.alike(word, _LEAST, _MOST)
    return list(zip(alike.tolist(), (_LOOKS * dice).tolist(), strict=True))


Sums = NDArray[np.complex64]
"""Two sums in one number, so that they are added up in one place of the memory: the weight of the words of a name
that are said, and, imaginary, its dot product with the words."""


class _Counted(NamedTuple):
    """What words say: the names of which enough is said, ascending, with their sums; and the length of the words."""

    places: NDArray[np.int64]
    sums: Sums
    length: float


class _Spread(NamedTuple):
    """The names that say a word: those of each word that it stands for, and what each of these adds to them.

    A name that says several of them comes as often.
    """

    weight: float
    """Of the word."""
    numbers: Sequence[int]
    """Of the words that it stands for."""
    parts: Sequence[NDArray[np.int64]]
    sizes: Sequence[int]
    adds: Sequence[complex]


def _overlap(spreads: Sequence[_Spread]) -> bool:
    """Tell whether several words stand for the same word."""
    numbers = [number for spread in spreads for number in spread.numbers]
    return len(set(numbers)) < len(numbers)


class WordIndex:
    """Names by the words they are made of."""

    def __init__(self, prefix: str, arrays: Arrays) -> None:
        self._words = memoryview(arrays[f"{prefix}.words"])  # type: ignore[arg-type]
        self._bounds = memoryview(arrays[f"{prefix}.bounds"])  # type: ignore[arg-type]
        self._postings: NDArray[np.int64] = arrays[f"{prefix}.postings"].astype(np.int64, copy=False)
        self._weights = memoryview(arrays[f"{prefix}.weights"])  # type: ignore[arg-type]
        self._inverse: Floats = arrays[f"{prefix}.inverse"].astype(np.float32, copy=False)
        self.totals: Floats = arrays[f"{prefix}.totals"].astype(np.float32, copy=False)
        self._meaning_bounds = memoryview(arrays[f"{prefix}.meaning_bounds"])  # type: ignore[arg-type]
        self._meanings = arrays[f"{prefix}.meanings"]
        self._worths = arrays[f"{prefix}.worths"]
        self._looks = GramIndex(prefix, arrays)
        self._unseen = float(np.log(1 + len(self._inverse)) + 1)
        self._least = np.maximum(np.float32(_FAINT * self._unseen), _SLIGHT * self.totals)
        """What of each name must be said at the least; names of which it is not are left out."""
        self._faint = float(np.float32(_FAINT * self._unseen))
        self._spare: list[Sums] = []
        """Sums that nobody counts with: each thread takes some and gives them back."""
        self._spread = lru_cache(maxsize=_SPREAD)(self._spread_out)
        self._alone = lru_cache(maxsize=_SPREAD)(self._count_alone)
        self._several = lru_cache(maxsize=_SEVERAL)(self._count)
        self._stands_for = lru_cache(maxsize=1 << 14)(self._meaning)
        self._number = lru_cache(maxsize=1 << 15)(self._numbered)

    def _numbered(self, word: str) -> int | None:
        wanted = word_hash(word)
        place = bisect_left(self._words, wanted)
        return place if place < len(self._words) and self._words[place] == wanted else None

    def weight(self, word: str) -> float:
        """Give how telling a folded word is: its inverse document frequency over all names."""
        number = self._number(word)
        return self._unseen if number is None else self._weights[number]

    def said(self, words: Sequence[str]) -> Said:
        """Give how well names are said in the folded `words`."""
        return self.said_in([words])[0]

    def said_in(self, texts: Sequence[Sequence[str]]) -> tuple[Said, Bounds]:
        """Give how well names are said in each of several texts of folded words, one after the other.

        What is said in a text begins at one of the bounds and ends at the next. Together it costs less.
        """
        each = [
            self._alone(*words) if len(words) == 1 else self._several(words)
            for words in (tuple(sorted(frozenset(words) - _EMPTY or frozenset(words))) for words in texts)
        ]
        sizes = [len(counted.places) for counted in each]
        places = np.concatenate([counted.places for counted in each])
        sums = np.concatenate([counted.sums for counted in each])
        mass, dots, totals = np.ascontiguousarray(sums.real), np.ascontiguousarray(sums.imag), self.totals[places]
        lengths = np.array([counted.length for counted in each], dtype=np.float32).repeat(sizes)
        cosine = np.minimum(dots * self._inverse[places] / lengths, 1)
        return Said(places, cosine, mass, np.divide(mass, totals, dtype=np.float32)), np.cumsum([0, *sizes])

    def _count(self, words: tuple[str, ...]) -> _Counted:
        """Count what different words, in their order, say of names."""
        spreads = [self._spread(word) for word in words]
        length = (sum([spread.weight**2 for spread in spreads]) or _NOTHING) ** 0.5
        if len(words) > 1 and _overlap(spreads):
            spreads = [self._spread_together(words)]
        return _Counted(*self._added(spreads), length)

    def _count_alone(self, word: str) -> _Counted:
        return self._count((word,))

    def _added(self, spreads: Sequence[_Spread]) -> tuple[NDArray[np.int64], Sums]:
        """Add up what words say, in their order: the names of which enough is said, ascending, and their sums."""
        parts = [part for spread in spreads for part in spread.parts]
        if not parts:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.complex64)
        try:
            sums = self._spare.pop()
        except IndexError:
            sums = np.zeros(len(self.totals), dtype=np.complex64)
        names = np.concatenate(parts)
        adds = np.array([add for spread in spreads for add in spread.adds], dtype=np.complex64)
        np.add.at(sums, names, adds.repeat([size for spread in spreads for size in spread.sizes]))
        # of most names too little is said: few are looked at closer
        places = names.compress(sums.real[names] > self._faint)
        places.sort(kind="stable")
        counted = sums.take(places)
        kept = counted.real > self._least.take(places)
        kept[1:] &= places[1:] != places[:-1]
        sums[names] = 0
        self._spare.append(sums)  # not where counting was broken off: these sums are not 0
        return places.compress(kept), counted.compress(kept)

    def _spread_out(self, word: str) -> _Spread:
        own, meanings = self._stands_for(word)
        return self._spread_of(own, {number: (value, own) for number, value in meanings})

    def _spread_together(self, words: Sequence[str]) -> _Spread:
        """Give the names that say some words. What several words stand for counts once, where it is worth most."""
        worth: dict[int, tuple[float, float]] = {}
        for word in words:
            own, meanings = self._stands_for(word)
            for number, value in meanings:
                if value > worth.get(number, (0.0, 0.0))[0]:
                    worth[number] = value, own
        return self._spread_of(0.0, worth)

    def _spread_of(self, weight: float, worth: Mapping[int, tuple[float, float]]) -> _Spread:
        """Give the names of words by number, each with its worth and the weight of the word that stands for it."""
        bounds, weights = self._bounds, self._weights
        parts = [self._postings[bounds[n] : bounds[n + 1]] for n in worth]
        adds = [complex(said := value * weights[n], said * own) for n, (value, own) in worth.items()]
        return _Spread(weight, [*worth], parts, [*map(len, parts)], adds)

    def left(self, words: Sequence[str], name: Sequence[str]) -> float:
        """Give the share of what the folded `words` say that the words of a name do not, in [0, 1]."""
        said = {number for number in map(self._number, name) if number is not None}
        telling = frozenset(words) - _EMPTY or frozenset(words)
        total = over = 0.0
        for word in sorted(telling):
            own, meanings = self._stands_for(word)
            total += own
            over += own * (1 - max((worth for number, worth in meanings if number in said), default=0.0))
        return over / total if total else 0.0

    def _meaning(self, word: str) -> tuple[float, tuple[tuple[int, float], ...]]:
        """Give what a folded word of a text weighs, and the words of names that it stands for with their worth.

        One that no name has weighs what the word does that it looks most like.
        """
        number = self._number(word)
        if number is None:
            looks = _looks_like(word, self._looks)
            return self._weights[looks[0][0]] if looks else self._unseen, tuple(looks)
        part = slice(self._meaning_bounds[number], self._meaning_bounds[number + 1])
        meanings = zip(self._meanings[part].tolist(), self._worths[part].tolist(), strict=True)
        return self._weights[number], tuple(meanings)
