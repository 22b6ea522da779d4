"""Many places in a text, ordered once, to whether one of them touches a place, and which."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import accumulate
from operator import itemgetter

Span = tuple[int, int]
"""First place, and one past the last."""


def line_end(text: str, at: int) -> int:
    """Give where the line ends in which a place is."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def lines_around(text: str, start: int, end: int) -> Span:
    """Give the place of the whole lines in which `text[start:end]` stands."""
    return text.rfind("\n", 0, start) + 1, line_end(text, end)


class Spans:
    """Places that may overlap. Each question takes a search by halves, however many they are."""

    __slots__ = ("_ends", "_furthest", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        numbered = sorted([(start, end, n) for n, (start, end) in enumerate(spans)])
        self._starts = [start for start, _, _ in numbered]
        self._ends = [end for _, end, _ in numbered]
        self._furthest = list(accumulate([(end, n) for _, end, n in numbered], max))

    def touch(self, start: int, end: int) -> bool:
        """Say whether one of them begins before `end` and ends behind `start`."""
        n = bisect_left(self._starts, end)
        return n > 0 and self._furthest[n - 1][0] > start

    def hold(self, start: int, end: int) -> bool:
        """Say whether `start` to `end` lies within one of them."""
        n = bisect_right(self._starts, start)
        return n > 0 and self._furthest[n - 1][0] >= end

    def first(self, start: int, end: int) -> int | None:
        """Give where the first of those begins that touch `start` to `end`; None where none does."""
        n = bisect_right(self._furthest, start, key=itemgetter(0))
        return self._starts[n] if n < len(self._starts) and self._starts[n] < end else None

    def around(self, start: int, end: int) -> Iterator[Span]:
        """Give those that `start` to `end` lies within, the last first: a step more for each that overlaps."""
        n = bisect_right(self._starts, start)
        while n > 0 and self._furthest[n - 1][0] >= end:
            n -= 1
            if self._ends[n] >= end:
                yield self._starts[n], self._ends[n]

    def last(self, start: int, end: int) -> Span | None:
        """Give the end and the number of the one that ends last of those that touch `start` to `end`.

        The number is that of the order in which they were given; of several that end there it is the greatest.
        """
        n = bisect_left(self._starts, end)
        return self._furthest[n - 1] if n > 0 and self._furthest[n - 1][0] > start else None


class Firsts:
    """Places that may overlap, each with its number: which is the first of those given that a place lies in."""

    __slots__ = ("_numbers", "_turns")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._turns: list[int] = []
        self._numbers: list[int | None] = []
        ordered = sorted((start, n, end) for n, (start, end) in enumerate(spans) if start < end)
        turns = sorted({turn for start, _, end in ordered for turn in (start, end)})
        open_: list[Span] = []
        at = 0
        for turn in turns:
            while at < len(ordered) and ordered[at][0] <= turn:
                heappush(open_, ordered[at][1:])
                at += 1
            while open_ and open_[0][1] <= turn:
                heappop(open_)
            self._turns.append(turn)
            self._numbers.append(open_[0][0] if open_ else None)

    def at(self, place: int) -> int | None:
        """Give the number of the first span, in the order in which they were given, that begins at or before a place
        and ends behind it; None where there is none."""
        n = bisect_right(self._turns, place)
        return self._numbers[n - 1] if n > 0 else None
