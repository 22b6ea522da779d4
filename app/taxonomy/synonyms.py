"""Names of concepts to pairs of words that stand for each other in them: `engage` and `liaise` with colleagues."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_TIMES = 2
"""Concepts in whose names two words must change places before they count as synonyms."""
_RARE = 3
"""Added to the number of concepts of a word, so that rare words do not look surer than they are."""
_MOST = 12
"""Synonyms kept of one word."""

Synonyms = Mapping[str, tuple[tuple[str, float], ...]]


def synonyms(names: Iterable[tuple[int, str]]) -> Synonyms:
    """Give for each word those that replace it, with the share of its concepts in which they do, in (0, 1].

    `names` are pairs of a concept and a folded name. Two words replace each other where two names of one concept are
    the same but for them. The strongest synonyms come first.
    """
    found: dict[int, set[frozenset[str]]] = defaultdict(set)
    for concept, form in names:
        found[concept].add(frozenset(form.split(" ")))
    uses: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for sets in found.values():
        uses.update(set().union(*sets))
        pairs.update(_replaced(sets))
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for (first, second), times in pairs.items():
        if times >= _TIMES:
            shares[first][second] = times / (uses[first] + _RARE)
            shares[second][first] = times / (uses[second] + _RARE)
    return {
        word: tuple(sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST])
        for word, others in sorted(shares.items())
    }


def _replaced(names: Iterable[frozenset[str]]) -> set[tuple[str, str]]:
    """Give the pairs of words that change places between the names of one concept."""
    slots: dict[frozenset[str], set[str]] = defaultdict(set)
    for name in names:
        for word in name:
            if len(name) > 1:
                slots[name - {word}].add(word)
    return {(a, b) for words in slots.values() if len(words) > 1 for a in words for b in words if a < b}
