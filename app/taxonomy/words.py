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


_Counted = tuple[NDArray[np.int64], Sums]


class _Spread(NamedTuple):
    """The names that say a word, or one that it stands for; a name that says several of them comes as often."""

    names: NDArray[np.int64]
    adds: Sums


class WordIndex:
    """Names by the words they are made of."""

    def __init__(self, prefix: str, arrays: Arrays) -> None:
        self._words = memoryview(arrays[f"{prefix}.words"])  # type: ignore[arg-type]
        self._bounds = memoryview(arrays[f"{prefix}.bounds"])  # type: ignore[arg-type]
        self._postings: NDArray[np.int64] = arrays[f"{prefix}.postings"].astype(np.int64, copy=False)
        self._weights: Floats = arrays[f"{prefix}.weights"].astype(np.float32, copy=False)
        self._inverse: Floats = arrays[f"{prefix}.inverse"].astype(np.float32, copy=False)
        self.totals: Floats = arrays[f"{prefix}.totals"].astype(np.float32, copy=False)
        self._meaning_bounds = memoryview(arrays[f"{prefix}.meaning_bounds"])  # type: ignore[arg-type]
        self._meanings = arrays[f"{prefix}.meanings"]
        self._worths = arrays[f"{prefix}.worths"]
        self._looks = GramIndex(prefix, arrays)
        self._unseen = float(np.log(1 + len(self._inverse)) + 1)
        self._least = np.maximum(np.float32(_FAINT * self._unseen), _SLIGHT * self.totals)
        """What of each name must be said at the least; names of which it is not are left out."""
        self._spare: list[Sums] = []
        """Sums that nobody counts with: each thread takes some and gives them back."""
        self._spread = lru_cache(maxsize=_SPREAD)(self._spread_out)
        self._alone = lru_cache(maxsize=_SPREAD)(self._counted_alone)
        self._stands_for = lru_cache(maxsize=1 << 14)(self._meaning)
        self._means = lru_cache(maxsize=1 << 14)(self._meant)
        self._number = lru_cache(maxsize=1 << 15)(self._numbered)

    def _numbered(self, word: str) -> int | None:
        wanted = word_hash(word)
        place = bisect_left(self._words, wanted)
        return place if place < len(self._words) and self._words[place] == wanted else None

    def weight(self, word: str) -> float:
        """Give how telling a folded word is: its inverse document frequency over all names."""
        number = self._number(word)
        return self._unseen if number is None else float(self._weights[number])

    def said(self, words: Sequence[str]) -> Said:
        """Give how well names are said in the folded `words`."""
        return self.said_in([words])[0]

    def said_in(self, texts: Sequence[Sequence[str]]) -> tuple[Said, Bounds]:
        """Give how well names are said in each of several texts of folded words, one after the other.

        What is said in a text begins at one of the bounds and ends at the next. Together it costs less.
        """
        telling = [sorted(frozenset(words) - _EMPTY or frozenset(words)) for words in texts]
        each = [self._alone(*words) if len(words) == 1 else self._counted(self._spreads(words)) for words in telling]
        sizes = [len(places) for places, _ in each]
        places, sums = map(np.concatenate, zip(*each, strict=True))
        mass, dots, totals = np.ascontiguousarray(sums.real), np.ascontiguousarray(sums.imag), self.totals[places]
        lengths = [(sum(self._stands_for(word)[0] ** 2 for word in words) or _NOTHING) ** 0.5 for words in telling]
        cosine = np.minimum(dots * self._inverse[places] / np.array(lengths, dtype=np.float32).repeat(sizes), 1)
        return Said(places, cosine, mass, np.divide(mass, totals, dtype=np.float32)), np.cumsum([0, *sizes])

    def _counted(self, spreads: Sequence[_Spread]) -> _Counted:
        """Add up what words say, in their order: the names of which enough is said, ascending, and their sums."""
        if not spreads:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.complex64)
        try:
            sums = self._spare.pop()
        except IndexError:
            sums = np.zeros(len(self.totals), dtype=np.complex64)
        for names, adds in spreads:
            np.add.at(sums, names, adds)
        names = np.concatenate([spread.names for spread in spreads]) if len(spreads) > 1 else spreads[0].names
        places = names.compress(sums.real[names] > self._least[names])
        places.sort(kind="stable")
        if len(places) > 1:
            first = np.empty(len(places), dtype=np.bool_)
            first[0] = True
            np.not_equal(places[1:], places[:-1], out=first[1:])
            places = places.compress(first)
        counted = places, sums[places]
        sums[names] = 0
        self._spare.append(sums)  # not where counting was broken off: these sums are not 0
        return counted

    def _counted_alone(self, word: str) -> _Counted:
        return self._counted(self._spreads([word]))

    def _spreads(self, words: Sequence[str]) -> list[_Spread]:
        """Give the names that say these words. What several words stand for counts once, where it is worth most."""
        meant = [numbers for word in words if (numbers := self._means(word))]
        if len(frozenset().union(*meant)) == sum(map(len, meant)):
            return [self._spread(word) for word in words if self._means(word)]
        worth: dict[int, tuple[float, float]] = {}
        for word in words:
            own, meanings = self._stands_for(word)
            for number, value in meanings:
                if value > worth.get(number, (0.0, 0.0))[0]:
                    worth[number] = value, own
        return [self._spread_of(worth)]

    def _meant(self, word: str) -> frozenset[int]:
        return frozenset(number for number, _ in self._stands_for(word)[1])

    def _spread_out(self, word: str) -> _Spread:
        own, meanings = self._stands_for(word)
        return self._spread_of({number: (value, own) for number, value in meanings})

    def _spread_of(self, worth: Mapping[int, tuple[float, float]]) -> _Spread:
        """Give the names of words by number, each with its worth and the weight of the word that stands for it."""
        numbers, bounds = list(worth), self._bounds
        parts = [self._postings[bounds[n] : bounds[n + 1]] for n in numbers]
        sizes = [len(part) for part in parts]
        value, own_weight = np.array(list(worth.values())).T
        value *= self._weights[numbers]
        return _Spread(np.concatenate(parts), (value + 1j * (value * own_weight)).astype(np.complex64).repeat(sizes))

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
            return float(self._weights[looks[0][0]]) if looks else self._unseen, tuple(looks)
        part = slice(self._meaning_bounds[number], self._meaning_bounds[number + 1])
        meanings = zip(self._meanings[part].tolist(), self._worths[part].tolist(), strict=True)
        return float(self._weights[number]), tuple(meanings)
