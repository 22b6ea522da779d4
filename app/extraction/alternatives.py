"""A regular expression of many alternatives to its matches, looking only for those that a text can match."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

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
        folded, odd = text.casefold(), _ODD.search(text) is not None
        letters = frozenset(folded)
        ahead = [
            found
            for alternative, groups in self._needs
            if odd or all(any(letters.issuperset(word) and word in folded for word in group) for group in groups)
            if (found := self._compiled(alternative).search(text)) is not None
        ]
        while ahead:
            first = min(ahead, key=re.Match.start)  # of those that begin together the first alternative
            yield first
            past = first.end()
            later = (found if found.start() >= past else found.re.search(text, past) for found in ahead)
            ahead = [found for found in later if found is not None]
