"""A text's characters as numbers, and what each may be part of: told once, so that what is rare need not be sought.

Most texts hold no codes, no letters set apart and no figures in place of letters. A few sums over all characters tell
so, where a regular expression would try each of them.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

(
    WORD,
    LETTER,
    BLANK,
    LATIN,
    FIGURE,
    CODED,
    NUMBER,
    STROKE,
    SIGN,
    PICTURE,
    JOINER,
    COMBINING,
    LIKE_LATIN,
    UNSPACED,
    STOP,
    BAR,
) = (1 << n for n in range(16))
"""Sorts of characters, one of which may be of several: of a word (`\\w`), a letter, white space, a Latin letter, a
figure or sign that looks like one, of base64, of hexadecimal numbers and what parts them, of Morse code, a sign that
stands between words in place of a space, a picture, what joins or parts letters unseen, a stroke through a letter, of
an alphabet that looks like the Latin one, of a script whose words run together or carry others before them, what may
end a sentence, what parts sentences between two spaces."""

_ALONE = {
    FIGURE: "013457@$!|",
    CODED: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-",
    LATIN: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    NUMBER: "0123456789abcdefABCDEF :,-",
    STROKE: ".-·– /|",
    SIGN: "_.~*|+=^",
    STOP: ".!?。！？\n\t",
    BAR: "|•·",
}
_RANGES = {
    PICTURE: ((0x2600, 0x27BF), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x200D, 0x200D), (0xFE0F, 0xFE0F)),
    JOINER: ((0x200B, 0x200C),),
    COMBINING: ((0x300, 0x36F),),
    LIKE_LATIN: ((0x370, 0x52F),),
    UNSPACED: ((0x600, 0x6FF), (0x900, 0x97F), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF)),
}
_PICTURES = range(0x1F000, 0x1FB00)
_BEYOND = 0xFFFF
"""No character; from here on each is looked at by itself."""


class Letters:
    """The characters of one text."""

    __slots__ = ("_sorts", "codes", "present")

    def __init__(self, text: str) -> None:
        self.codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
        self._sorts = _table()[np.minimum(self.codes, _BEYOND)]
        beyond = np.flatnonzero(self.codes > _BEYOND)
        if len(beyond):
            codes = self.codes[beyond]
            self._sorts[beyond] = _sorts_of([text[place] for place in beyond.tolist()])
            self._sorts[beyond] |= np.where((codes >= _PICTURES[0]) & (codes <= _PICTURES[-1]), PICTURE, 0).astype(
                np.uint16
            )
        self.present = int(np.bitwise_or.reduce(self._sorts, initial=0))
        """The sorts that are there at all."""

    def of(self, sorts: int) -> Flags:
        """Say for each character whether it is of one of these sorts."""
        flags: Flags = (self._sorts & sorts) != 0
        return flags

    def runs(self, sorts: int) -> tuple[Places, Places]:
        """Give where characters of these sorts stand together: where each run begins and ends (exclusive)."""
        return _edges(self.of(sorts))

    def longest(self, sorts: int) -> int:
        """Give the length of the longest such run."""
        return _longest(self.of(sorts))

    def mixed(self, sorts: int, *each: int) -> list[tuple[int, int]]:
        """Give the runs of these sorts that hold characters of `each` of some others, which are among these."""
        wanted = sum(each)
        if self.present & wanted != wanted:
            return []
        starts, ends = self.runs(sorts)
        if not len(starts):
            return []
        # what stands between two runs is of none of the sorts, and so of none of `each`
        held = np.bitwise_or.reduceat(self._sorts, starts) & wanted == wanted
        return list(zip(starts[held].tolist(), ends[held].tolist(), strict=True))

    def tokens(self) -> Places:
        r"""Give where each of `\w+|[^\w\s]` begins."""
        word = self.of(WORD)
        first = ~self.of(WORD | BLANK)
        first[1:] |= word[1:] & ~word[:-1]
        first[:1] |= word[:1]
        return np.flatnonzero(first)

    def ends(self) -> Places:
        """Give where a sentence may end: at a stop, and at white space before a bar or before more of it."""
        blank, bar = self.of(BLANK), self.of(BAR)
        ends = self.of(STOP)
        ends[:-1] |= blank[:-1] & bar[1:]
        ends[:-2] |= blank[:-2] & blank[1:-1] & blank[2:]
        return np.flatnonzero(ends)

    def apart(self, least: int, most: int) -> bool:
        """Say whether so many single Latin letters follow each other, each at most so far behind the one before."""
        latin = np.concatenate([[False], self.of(LATIN), [False]])
        single = np.flatnonzero(latin[1:-1] & ~latin[:-2] & ~latin[2:])
        return _longest(np.diff(single) <= most) + 1 >= least


@lru_cache(maxsize=8)
def letters_of(text: str) -> Letters:
    """Look at a text; the last few are kept, because several ask for the same."""
    return Letters(text)


def as_text(codes: NDArray[np.uint32]) -> str:
    """Give the text of some characters."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _edges(flags: Flags) -> tuple[Places, Places]:
    # with nothing before and behind; `np.diff` would take three times as long
    framed = np.zeros(len(flags) + 2, dtype=np.bool_)
    framed[1:-1] = flags
    edges = (framed[1:] != framed[:-1]).nonzero()[0]
    return edges[::2], edges[1::2]


def _longest(flags: Flags) -> int:
    starts, ends = _edges(flags)
    return int((ends - starts).max(initial=0))


def _sorts_of(characters: Sequence[str]) -> NDArray[np.uint16]:
    alone, figure, blank = (
        np.fromiter(map(tells, characters), np.bool_, len(characters))
        for tells in (str.isalnum, str.isdecimal, str.isspace)
    )
    word = alone | (np.array(characters) == "_")
    sorts: NDArray[np.uint16] = np.select([alone & ~figure, word, blank], [WORD | LETTER, WORD, BLANK]).astype(
        np.uint16
    )
    return sorts


@cache
def _table() -> NDArray[np.uint16]:
    """Give the sorts of each character of the basic plane."""
    table = _sorts_of(list(map(chr, range(_BEYOND + 1))))
    for sort, characters in _ALONE.items():
        table[[ord(character) for character in characters]] |= sort
    for sort, ranges in _RANGES.items():
        for first, last in ranges:
            table[first : last + 1] |= sort
    return table
