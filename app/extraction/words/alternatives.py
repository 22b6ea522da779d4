"""A regular expression of many alternatives to its matches, looking only for those that a text can match."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

_ODD = re.compile("[\u0130\u0131]")
"""Letters that a search takes for an i whatever their case, and folding of case does not."""


class Alternatives:
    """Alternatives as of one pattern (`a|b|c`), each with what must be in a text so that it can match.

    `needs` has for each alternative, with the same flags, groups of words in small letters: of every group one stands
    in all that it matches. None of the alternatives may match an empty text.
    """

    def __init__(self, needs: Mapping[str, Sequence[Sequence[str]]], flags: int = 0) -> None:
        self.alternatives = tuple(needs)
        self.flags = flags
        self._needs = tuple(needs.items())
        self._compiled = cache(lambda alternative: re.compile(alternative, flags))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give what `re.finditer` gives for the whole pattern."""
        folded, letters, odd = _seen(text)
        ahead = [
            found
            for alternative, groups in self._needs
            if odd or _holds(folded, letters, groups)
            if (found := self._compiled(alternative).search(text)) is not None
        ]
        while ahead:
            first = min(ahead, key=re.Match.start)  # of those that begin together the first alternative
            yield first
            past = first.end()
            later = (found if found.start() >= past else found.re.search(text, past) for found in ahead)
            ahead = [found for found in later if found is not None]


@lru_cache(maxsize=4)
def _seen(text: str) -> tuple[str, frozenset[str], bool]:
    """Give a text with its case folded, its letters, and whether a search takes some of them otherwise."""
    folded = text.casefold()
    return folded, frozenset(folded), _ODD.search(text) is not None


def _holds(folded: str, letters: frozenset[str], groups: Sequence[Sequence[str]]) -> bool:
    # plain loops, because each text is asked for a hundred words and more
    for group in groups:
        for word in group:
            if letters.issuperset(word) and word in folded:
                break
        else:
            return False
    return True
