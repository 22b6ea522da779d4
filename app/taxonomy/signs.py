"""Text to the concepts that it may name, each with the signs that it does.

The signs are few and cheap: how well the names of a concept are said in the whole text and in its parts, what they
say beside, and whether one stands there literally. `link` weighs them for lines, `alignment` for claims.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.compile import KINDS
from app.taxonomy.gazetteer import Gazetteer
from app.taxonomy.grams import Floats
from app.taxonomy.model import ConceptKind
from app.taxonomy.names import Token, fold, plain_key
from app.taxonomy.search import NameSearch
from app.taxonomy.vectors import LENGTH, vectors
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
    "sense",  # cosine of what its label means with what the text means, by the vectors of their words
    "sense part",  # the same with the part of the text that it is nearest to
)
"""Columns of `Found.signs`: all but `unsaid` and `names` in [0, 1], those of sense in [-1, 1] but for rounding."""

_PARTS = re.compile(r"[,;:()\n/]|\s(?:and|or|with|including|such as|as well as)\s|[.!?]\s", re.IGNORECASE)
FORMS = 250
"""Folded names that are looked at."""
_KEPT = 64
"""Texts whose likeness to names is kept."""
_TOGETHER = 96
"""Texts that are looked for at once."""
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


class Together(NamedTuple):
    """The concepts that several texts may name: one text after the other, and in it one framework after the other."""

    texts: Sequence[str]
    frameworks: tuple[str, ...]
    found: Found
    edges: Numbers
    """Of each text and in it of each framework the rows of `found` begin and end at these two."""


def parts(text: str) -> list[str]:
    """Give the parts of a text that may each name a concept."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))


class _Read(NamedTuple):
    """A text that is looked for, and its parts, each with its folded words."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


class _Likeness(NamedTuple):
    """How like names are to several texts, for all frameworks: one text after the other, in the rows of `whole`."""

    texts: Sequence[_Read]
    whole: Said
    part: Floats
    sum: Floats
    """Of three kinds of likeness, each as a share of its best for the text."""
    bounds: Numbers
    """The rows of each text begin at one of these and end at the next."""
    standing: Sequence[Mapping[int, Mapping[int, int]]]
    """Of each text the signs of names that stand in it, by form and concept, as bits."""
    rows: Numbers
    """Of forms that stand in their texts."""


class Finder:
    """Finds the concepts that a text may name, in one index of names."""

    def __init__(self, search: NameSearch, gazetteer: Gazetteer) -> None:
        self._search = search
        self._gazetteer = gazetteer
        self._likeness = lru_cache(maxsize=_KEPT)(self._likened)

    def find(self, text: str, *, framework: str, kinds: frozenset[ConceptKind], forms: int = FORMS) -> Found:
        """Give the concepts of one framework and of the kinds that a text may name, with their signs.

        So many folded `forms` of names are looked at, besides those that stand in the text.
        """
        return self._find([text], (framework,), kinds, forms).found

    def find_together(
        self, texts: Sequence[str], *, frameworks: tuple[str, ...], kinds: frozenset[ConceptKind], forms: int
    ) -> Iterator[Together]:
        """Give what `find` gives for each of different texts in several frameworks, for many texts at once."""
        for at in range(0, len(texts), _TOGETHER):
            yield self._find(texts[at : at + _TOGETHER], frameworks, kinds, forms)

    def _find(
        self, texts: Sequence[str], frameworks: tuple[str, ...], kinds: frozenset[ConceptKind], forms: int
    ) -> Together:
        search, store = self._search, self._search.store
        found = self._likeness(*texts) if len(texts) == 1 else self._likened(*texts)
        whole, likeness = found.whole, found.sum
        numbers = [store.frameworks.index(framework) for framework in frameworks]
        picked = [self._picked(found, framework, kinds, forms) for framework in frameworks]
        rows, asked = np.concatenate(picked), np.array(numbers, dtype=np.uint8).repeat([*map(len, picked)])
        names, at, concept = search.names(whole.places[rows], asked, kinds)
        at = rows[at]
        # the concepts of a text and in it of a framework stand together, so that no two of them meet in what follows
        concept += (found.bounds.searchsorted(at, side="right") - 1) * len(store.concept_kinds)
        # names of a concept stand in the order of their numbers, and stay so
        order = concept.argsort(kind="stable")
        names, at, concept = names[order], at[order], concept[order]
        if not len(names):
            nothing = Found(concept, np.zeros((0, len(SIGNS)), dtype=np.float32), names)
            return Together(texts, frameworks, nothing, np.zeros((len(texts), len(frameworks), 2), dtype=np.int64))
        begins = changes(concept)
        first, group = begins.nonzero()[0], begins.cumsum() - 1
        best_rows = _first_highest(likeness[at], first, group)
        placed, best = concept[first], at[best_rows]
        concepts = placed % len(store.concept_kinds)
        counts, cover = store.counts[concepts], whole.cover[at]
        heavy = cover * np.minimum(1, whole.mass[at] / _HEAVY)
        signs = np.empty((len(SIGNS), len(concepts)), dtype=np.float32)
        signs[0] = np.maximum.reduceat(cover, first)
        signs[1] = np.maximum.reduceat(whole.cosine[at], first)
        signs[2] = np.maximum.reduceat(found.part[at], first)
        signs[3] = _support(heavy, first, group, counts)
        signs[4] = (search.index.totals[whole.places[best]] - whole.mass[best]) / _SCALE
        signs[5] = store.preferred[names[best_rows]]
        signs[6] = np.log(np.maximum(counts, 1))
        signs[7] = store.concept_kinds[concepts] == _KNOWLEDGE
        signs[8:11] = _literal(found.standing, placed, len(store.concept_kinds))
        starts = placed.searchsorted(np.arange(len(texts) + 1) * len(store.concept_kinds)).tolist()
        signs[11:] = _senses(found.texts, concepts, starts, store.senses)
        spans = np.array([store.spans[number] for number in numbers])
        edges = placed.searchsorted(np.arange(len(texts))[:, None, None] * len(store.concept_kinds) + spans)
        return Together(texts, frameworks, Found(concepts, signs.T, names[best_rows]), edges)

    def _picked(self, found: _Likeness, framework: str, kinds: frozenset[ConceptKind], forms: int) -> Numbers:
        """Pick for each text the forms of a framework that are most like it, and those that stand in it, as rows."""
        rows, bounds = self._search.wanted(found.whole.places, found.bounds, framework, kinds)
        values = found.sum[rows]
        picked = np.zeros(len(found.sum), dtype=np.bool_)
        kept = np.ones(len(rows), dtype=np.bool_)
        for low, high in pairwise(bounds):
            if high - low > forms:
                kept[low:high] = highest(values[low:high], forms)
        picked[rows] = kept
        picked[found.rows] = True
        return picked.nonzero()[0]

    def _likened(self, *texts: str) -> _Likeness:
        search, read = self._search, [_read(text) for text in texts]
        whole, bounds = search.index.said_in([text.words for text in read])
        begins = np.arange(len(texts)) * len(search.index.totals)
        # places that ascend over all texts
        keys = whole.places + begins.repeat(np.diff(bounds))
        standing = [_standing(text, search, self._gazetteer) for text in read]
        rows = _NO_ROWS
        if forms := [form for of_text in standing for form in of_text]:
            places = search.places(forms)
            rows = _rows_of((places + begins.repeat([*map(len, standing)]))[places >= 0], keys)
        part = _parts(read, whole, bounds, keys, search)
        return _Likeness(read, whole, part, _summed(whole, part, bounds), bounds, standing, rows)


def _read(text: str) -> _Read:
    tokens = fold(text)
    words = tuple([token.stem for token in tokens])
    return _Read(text, tokens, words, {part: words if part == text else _stems(part) for part in parts(text)})


def _stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in fold(text))


def _summed(whole: Said, part: Floats, bounds: Numbers) -> Floats:
    """Give the sum of three kinds of likeness, each as a share of its best for the text."""
    sharp = whole.mass * np.square(np.square(whole.cover))
    sizes = np.diff(bounds)
    likeness = np.zeros(len(part), dtype=np.float32)
    filled = sizes > 0
    if len(part):
        first, counts = bounds[:-1][filled], sizes[filled]
        for values in (sharp, whole.cosine, part):
            likeness += values / np.maximum(np.maximum.reduceat(values, first), np.float32(1e-9)).repeat(counts)
    return likeness


def highest(values: Floats, count: int) -> NDArray[np.bool_]:
    """Tell which are the `count` highest of more values; of equal values the first."""
    least = np.partition(values, len(values) - count)[len(values) - count]
    kept: NDArray[np.bool_] = values >= least
    over = int(np.count_nonzero(kept)) - count
    if over:
        kept[(values == least).nonzero()[0][-over:]] = False
    return kept


def _parts(texts: Sequence[_Read], whole: Said, bounds: Numbers, keys: Numbers, search: NameSearch) -> Floats:
    """Give for the names of `whole` how like they are to the part of their text that they fit best.

    `keys` are places that ascend over all texts.
    """
    said = [dict.fromkeys(text.parts.values()) for text in texts]
    # what is all of a text has been looked for
    alone = [_fewness(next(iter(words))) if len(words) == 1 else 0.0 for words in said]
    best = whole.cosine * np.array(alone, dtype=np.float32).repeat(np.diff(bounds))
    several = [(n, words) for n, of_text in enumerate(said) if len(of_text) > 1 for words in of_text if words]
    if several and len(keys):
        part, ends = search.index.said_in([words for _, words in several])
        sizes = np.diff(ends)
        places = part.places + (np.array([n for n, _ in several]) * len(search.index.totals)).repeat(sizes)
        values = part.cosine * np.array([_fewness(words) for _, words in several], dtype=np.float32).repeat(sizes)
        rows = np.minimum(keys.searchsorted(places), len(keys) - 1)
        found = keys[rows] == places
        np.maximum.at(best, rows[found], values[found])
    return best


def changes(values: Numbers) -> NDArray[np.bool_]:
    """Tell which values differ from those before them."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _first_highest(values: Floats, first: Numbers, group: Numbers) -> Numbers:
    """Give the place of the highest value of each group, of equal ones the first; a group begins at `first`."""
    places: Numbers = (values == np.maximum.reduceat(values, first)[group]).nonzero()[0]
    return places[changes(group[places])]


def in_groups(group: Numbers, values: Floats) -> Numbers:
    """Give the order of values by their group, and in it the highest first; equal ones stay in their order.

    The bits of floats, turned round for negative ones, are in the order of the floats. To sort whole numbers takes a
    tenth of the time that two columns take.
    """
    bits = (values + np.float32(0)).view(np.uint32)  # of two zeros the one without a sign
    rising = np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31))
    order: Numbers = ((group << 32) | ~rising).argsort(kind="stable")
    return order


def _fewness(words: Sequence[str]) -> float:
    """Give what likeness to a part of so many words is worth."""
    return len(words) / (len(words) + 1)


def _support(values: Floats, first: Numbers, group: Numbers, counts: Numbers) -> Floats:
    """Give for each group, which begins at `first`, the mean of its five highest values, or of all its names."""
    falling = values[in_groups(group, values)]
    kept = np.where(np.arange(len(values)) - first[group] < _SUPPORT, falling, 0)
    shared = np.minimum(np.maximum(counts, 1), _SUPPORT)
    return np.asarray(np.add.reduceat(kept, first) / shared, dtype=np.float32)


def _senses(texts: Sequence[_Read], concepts: Numbers, starts: Sequence[int], labels: NDArray[np.int8]) -> Floats:
    """Give the two signs of sense; the concepts of each text begin at one of `starts` and end at the next.

    Vectors are of small whole numbers, so that their products are exact, in whatever order they are added up.
    """
    asked = [[read.words, *(words for part, words in read.parts.items() if part != read.text)] for read in texts]
    said = vectors().of_each([words for of_text in asked for words in of_text])
    meant = labels[concepts].astype(np.float32)
    senses = np.zeros((2, len(concepts)), dtype=np.float32)
    first = 0
    for of_text, (low, high) in zip(asked, pairwise(starts), strict=True):
        last = first + len(of_text)
        senses[:, low:high] = meant[low:high] @ said[first]
        if len(of_text) > 1:
            senses[1, low:high] = (meant[low:high] @ said[first + 1 : last].T).max(axis=1)
        first = last
    return senses / np.float32(LENGTH * LENGTH)


def _rows_of(places: Numbers, among: Numbers) -> Numbers:
    """Give where those of `places` stand that are `among` these, which ascend."""
    rows = among.searchsorted(places)
    known = rows < len(among)
    known[known] = among[rows[known]] == places[known]
    return rows[known]


def _standing(read: _Read, search: NameSearch, gazetteer: Gazetteer) -> Mapping[int, Mapping[int, int]]:
    """Give by form that stands in the text, by concept, the signs of its names as bits."""
    tokens = read.tokens
    found: dict[int, dict[int, int]] = {}
    for start, count, form in gazetteer.runs(read.text, tokens):
        plain = " ".join([token.plain for token in tokens[start : start + count]])
        for name in search.store.names_of(form):
            if count == 1 and not name.phrase and plain_key(name.text) != plain:
                continue
            bits = _PHRASE if name.phrase else _LITERAL | _LABEL * name.preferred
            of_form = found.setdefault(form, {})
            of_form[name.concept] = of_form.get(name.concept, 0) | bits
    return found


def _literal(
    standing: Sequence[Mapping[int, Mapping[int, int]]], placed: Numbers, all_concepts: int
) -> NDArray[np.bool_]:
    """Give the three literal signs, with a column for each concept of a text: `placed` is what `_find` orders by."""
    told = [
        (text * all_concepts + concept, found)
        for text, forms in enumerate(standing)
        for of_form in forms.values()
        for concept, found in of_form.items()
    ]
    bits = np.zeros(len(placed), dtype=np.int64)
    if told:
        wanted, found = np.array(told).T
        places = np.minimum(placed.searchsorted(wanted), len(placed) - 1)
        known = placed[places] == wanted
        np.bitwise_or.at(bits, places[known], found[known])
    return np.asarray(bits & _BITS > 0)
