"""Text to the names of frameworks that stand in it, found once for all who read the text."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from app.taxonomy.gazetteer import Gazetteer, Occurrence


class Named:
    """All names that stand in one text, overlapping ones too, in order of place and then the longest first."""

    def __init__(self, found: Sequence[Occurrence]) -> None:
        self._found = found
        self._starts = [occurrence.start for occurrence in found]

    def within(self, start: int, end: int) -> Iterator[Occurrence]:
        """Give the names inside `text[start:end]`, of those that overlap the leftmost and then the longest."""
        free = start
        for occurrence in islice(self._found, bisect_left(self._starts, start), None):
            if occurrence.start >= end:
                break
            if occurrence.start >= free and occurrence.end <= end:
                yield occurrence
                free = occurrence.end


@lru_cache(maxsize=4)
def named(gazetteer: Gazetteer, text: str) -> Named:
    """Find the names of a text. The rules and the tagger ask for the same one, so that the last few are kept."""
    return Named(gazetteer.find(text, overlapping=True))
