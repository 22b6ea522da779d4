"""Text to the places where names of concepts stand literally."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.taxonomy.hashing import runs
from app.taxonomy.model import Concept, ConceptKind
from app.taxonomy.names import Token, fold, plain_key
from app.taxonomy.store import Name, Store

SKILL_KINDS = frozenset({ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TECHNOLOGY})
TITLE_KINDS = frozenset({ConceptKind.OCCUPATION})

_HARD = re.compile(r"[.;:!?•·●▪■◦|]\s|[;!?•·●▪■◦|\t\f]|\n\s*\n|\s[–—-]\s")
"""Between two words: here one statement ends and another begins."""
_FEW = 12
"""Words of a text up to which its runs are looked up one by one."""
_SOFT = re.compile(r"[,()\[\]{}\"“”:]")
"""Between two words: only a name that is printed with such a mark may cross it."""


class _Told(NamedTuple):
    """What is told of a name that is printed so, wherever it stands; see `Occurrence`."""

    concepts: tuple[Concept, ...]
    name: str
    tokens: int
    is_preferred: bool
    derived: bool
    exact_case: bool
    literal: bool
    everyday: bool
    broken: bool


class Occurrence(NamedTuple):
    """A name that stands at `text[start:end]`."""

    start: int
    end: int
    concepts: tuple[Concept, ...]
    """All concepts of that name: preferred labels before other names, then in the order of the frameworks."""
    name: str
    """The framework's name, of several that fold alike the one that is printed most alike."""
    tokens: int
    is_preferred: bool
    """The name is a preferred label of `concepts[0]`."""
    derived: bool
    """The name is a short form of ours (`Excel` for `Microsoft Excel`), not one that the framework lists."""
    exact_case: bool
    """The text has the letters of the name in the name's own case."""
    literal: bool
    """Same words but for plural and spelling; False for `welded` found by `welding`."""
    everyday: bool
    """On the list of words that are more often no skill in running text, or another form of a one-word name."""
    broken: bool
    """It runs over the end of a line."""


class Gazetteer:
    """All names of all frameworks, found at word boundaries after folding."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = lru_cache(maxsize=1 << 14)(self._names_of_kinds)
        self._told = lru_cache(maxsize=1 << 14)(self._told_of)

    def find(self, text: str, *, overlapping: bool = False) -> list[Occurrence]:
        """Find names of skills, knowledge and technologies in order of place.

        Of names that overlap the leftmost and then the longest is given; with `overlapping` all are.
        """
        return self._find(text, SKILL_KINDS, overlapping=overlapping)

    def find_titles(self, text: str) -> list[Occurrence]:
        """Find names of occupations in order of place, of those that overlap the leftmost and then the longest."""
        return self._find(text, TITLE_KINDS, overlapping=False)

    def _find(self, text: str, kinds: frozenset[ConceptKind], *, overlapping: bool) -> list[Occurrence]:
        tokens = fold(text)
        matches = sorted(self.runs(text, tokens), key=lambda match: (match[0], -match[1]))
        found: list[Occurrence] = []
        free = 0
        for first, count, form in matches:
            if first < free and not overlapping:
                continue
            occurrence = self._occurrence(text, tokens[first : first + count], form, kinds)
            if occurrence is not None:
                found.append(occurrence)
                free = first + count
        return found

    def runs(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """Give `(first token, number of tokens, form)` of every run of words that is a form."""
        store = self._store
        words = [token.stem for token in tokens]
        if len(words) <= _FEW:
            few = [*store.forms_in(words)]
            if any(count > 1 for _, count, _ in few):
                stands_in = _statements(text, tokens)
                few = [run for run in few if stands_in[run[0]] == stands_in[run[0] + run[1] - 1]]
            yield from few
            return
        statement = np.array(_statements(text, tokens))
        by_length = list(runs(words, store.longest))
        whole = [statement[length:] == statement[: len(statement) - length] for length in range(len(by_length))]
        hashes = np.concatenate(by_length)
        found = np.flatnonzero(np.concatenate(whole) & store.may_hold(hashes))
        # runs of one length stand together, and each is one shorter than the one before
        bounds = np.cumsum([len(words) - length for length in range(len(by_length))])
        lengths = np.searchsorted(bounds, found, side="right")
        starts = found - np.append(0, bounds)[lengths]
        forms = store.forms_by_hash(hashes[found])
        for first, length, form in zip(starts.tolist(), (lengths + 1).tolist(), forms, strict=True):
            if form >= 0 and store.form_is(form, words[first : first + length]):
                yield first, length, form

    def _names_of_kinds(self, form: int, kinds: frozenset[ConceptKind]) -> tuple[tuple[Name, str], ...]:
        """Give the names of a form that belong to concepts of the kinds, each with its plain key; no phrases."""
        return tuple(
            (name, plain_key(name.text))
            for name in self._store.names_of(form)
            if not name.phrase and self._store.kind(name.concept) in kinds
        )

    def _occurrence(
        self, text: str, tokens: Sequence[Token], form: int, kinds: frozenset[ConceptKind]
    ) -> Occurrence | None:
        start, end = tokens[0].start, tokens[-1].end
        told = self._told(form, kinds, text[start:end], " ".join([token.plain for token in tokens]), len(tokens))
        return None if told is None else Occurrence(start, end, *told)

    def _told_of(
        self, form: int, kinds: frozenset[ConceptKind], printed: str, plain: str, tokens: int
    ) -> _Told | None:
        """Give what is told of a name wherever it is printed so; None when no name of a form is meant."""
        names = self._names(form, kinds)
        # a word has none of these marks in it
        if tokens > 1 and names and _SOFT.search(printed):
            names = tuple(pair for pair in names if _SOFT.search(pair[0].text))
        if not names:
            return None
        same = [name for name, key in names if key == plain]
        meant = same or [name for name, _ in names]
        alike = _most_alike(meant, printed)
        numbers = dict.fromkeys(name.concept for name in meant)
        return _Told(
            concepts=tuple(self._store.concept(number) for number in numbers),
            name=alike.text,
            tokens=tokens,
            is_preferred=any(name.preferred for name in meant),
            derived=all(name.derived for name in meant),
            exact_case=alike.text in (printed, " ".join(printed.split())),
            literal=bool(same),
            everyday=plain in self._store.everyday or (tokens == 1 and not same),
            broken="\n" in printed,
        )


def _statements(text: str, tokens: Sequence[Token]) -> list[int]:
    """Give for every token the number of the statement it stands in."""
    numbers = [0] * len(tokens)
    current = 0
    for i in range(1, len(tokens)):
        gap = text[tokens[i - 1].end : tokens[i].start]
        if gap not in _PLAIN_GAPS and _HARD.search(gap):
            current += 1
        numbers[i] = current
    return numbers


_PLAIN_GAPS = frozenset({" ", "-", "/", ", ", "", "\n"})


def _most_alike(names: Sequence[Name], printed: str) -> Name:
    """Give the name that is printed so, else so but for case, else the first."""
    for name in names:
        if name.text == printed:
            return name
    lower = printed.lower()
    return next((name for name in names if name.text.lower() == lower), names[0])
