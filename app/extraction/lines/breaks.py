"""Lines of a document to whether they go on below, because the page or the column ended there."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from app.documents.model import Document, Line

Span = tuple[int, int]

_LEADING = frozenset("([{\"'“‘«„¿¡")
"""A line that goes on may begin with one of these, or a letter or digit."""
SENTENCE_ENDS = frozenset(".!?。！？।؟۔")
_SPACE = 0.2
"""Of the size of print, at least, is the room between two words."""
_FAR = 4.0
"""Sizes of print that a line which goes on may stand further in, at most."""
_NEAR = 2.0
"""Points by which edges of lines differ that are the same for the eye."""
_FEW_LINES, _FULL_LINES = 8, 5
"""So many lines of about one length are there where somebody broke lines at an edge."""
_NARROWEST = 45
"""Plain text with shorter lines than this was not broken at an edge."""
_TYPED = 60, 100
"""Characters of a full line of plain text, about, by the habits of programs."""
_ABOUT, _FULL, _OVERFULL = 0.9, 0.95, 1.15
"""Shares of the usual width: about as long; full, with the next word; too long to have been broken."""


class Breaks:
    """Tells which lines were broken at an edge."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [line.start for line in document.lines]
        self._edges: dict[tuple[int, int], float] = {}

    def goes_on(self, place: int) -> bool:
        """Say whether the line at `place` of the text, which ends no sentence, goes on in the one below.

        So it does above a small letter, and behind a comma or colon. Else the line below has no mark, its print, and
        begins with a word that had no more room.
        """
        n = max(0, bisect_right(self._starts, place) - 1)
        lines = self._document.lines
        if n + 1 >= len(lines):
            return False
        said = self._said(lines[n])
        return self._is_broken(lines[n], lines[n + 1]) or (
            said[-1:] in (",", ":") and self._stands_below(lines[n], lines[n + 1])
        )

    def paragraphs(self) -> Iterator[Span]:
        """Give the places of lines that go on in one another, where one goes on with a capital or figure."""
        lines = self._document.lines
        first, capital = 0, False
        for n in range(1, len(lines) + 1):
            if n < len(lines) and self._said(lines[n - 1])[-1:] not in SENTENCE_ENDS:
                line, below = lines[n - 1], lines[n]
                if self._is_broken(line, below):
                    capital = capital or not self._document.text[below.start].islower()
                    continue
            if capital:
                yield lines[first].start, lines[n - 1].end
            first, capital = n, False

    def _said(self, line: Line) -> str:
        return self._document.text[line.start : line.end].rstrip()

    def _stands_below(self, line: Line, below: Line) -> bool:
        return self._document.text[line.end : below.start] == "\n"

    def _is_broken(self, line: Line, below: Line) -> bool:
        """Say whether the page or column ends between the words of two lines."""
        begins = self._document.text[below.start]
        if not self._stands_below(line, below):
            over = below.page == line.page + 1
            return over and (begins.islower() or (not below.bullet and self._hangs(line, below)))
        if begins.islower():
            return True
        if below.bullet or not (begins.isalnum() or begins in _LEADING):
            return False
        return self._hangs(line, below) or self._is_full(line, below)

    def _hangs(self, line: Line, below: Line) -> bool:
        """Say whether the line below stands further in than the mark of a list item."""
        if not line.bullet or not _same_print(line, below):
            return False
        if line.left is None or below.left is None:
            return below.indent > line.indent
        return self._document.glyphs is not None and _NEAR < below.left - line.left < _FAR * (below.size or 0)

    def _is_full(self, line: Line, below: Line) -> bool:
        """Say whether the first word of the line below had no room in the line."""
        if self._document.media_type == "text/plain":
            return self._is_typed_full(line, below)
        if not _same_print(line, below):
            return False
        word = len(self._said(below).split(maxsplit=1)[0])
        place = self._document.place
        ends = place(line.start), place(line.end - 1), place(below.start), place(below.end - 1)
        first, last = ends[2], place(below.start + word - 1)
        if first is None or last is None or None in ends:
            return False
        left, right, x0, x1 = (box[side] for box, side in zip(ends, (0, 2, 0, 2), strict=True) if box is not None)
        flush = -_NEAR < x0 - left < _FAR * (below.size or 0)
        centred = abs(x0 + x1 - left - right) < 2 * _NEAR
        reach = right + _SPACE * (line.size or 0) + last[2] - first[0]
        return (flush or centred) and reach > self._edge(line) - _NEAR

    def _edge(self, line: Line) -> float:
        """Give how far to the right the lines of its column reach."""
        key = line.page, line.block
        if not self._edges:
            for one in self._document.lines:
                box, own = self._document.place(one.end - 1), (one.page, one.block)
                self._edges[own] = max(self._edges.get(own, 0.0), box[2] if box else 0.0)
        return self._edges[key]

    def _is_typed_full(self, line: Line, below: Line) -> bool:
        length, room = _length(line), _length(line) + 1 + len(self._said(below).split(maxsplit=1)[0])
        if self._width > 0:
            return _FULL * self._width <= room and length <= self._width * _OVERFULL
        # nothing tells the width but the longest line itself, and that its sentence ends below
        ended = self._said(below)[-1:] in SENTENCE_ENDS and self._said(line)[-1:] not in SENTENCE_ENDS
        return ended and _TYPED[0] <= length <= _TYPED[1] and length == self._longest

    @cached_property
    def _longest(self) -> int:
        return max(map(_length, self._document.lines))

    @cached_property
    def _width(self) -> int:
        """How many characters fill a line of plain text; 0 where lines were not broken at an edge."""
        lengths = sorted(map(_length, self._document.lines))
        # the longest two may be what was planted
        width = lengths[-3] if len(lengths) > _FEW_LINES else 0
        if sum(_ABOUT * width <= length <= width for length in lengths) >= _FULL_LINES:
            return width
        broken = self._surely_broken()
        longest = max((length for length, _ in broken), default=0)
        return longest if all(length + 1 + word >= longest for length, word in broken) else 0

    def _surely_broken(self) -> list[tuple[int, int]]:
        """Give the lengths of long lines that go on with a small letter, and of the word that they go on with."""
        text = self._document.text
        return [
            (_length(line), len(self._said(below).split(maxsplit=1)[0]))
            for line, below in pairwise(self._document.lines)
            if _length(line) >= _NARROWEST
            and self._stands_below(line, below)
            and not below.bullet
            and text[below.start].islower()
            and self._said(line)[-1:] not in SENTENCE_ENDS
        ]


def _length(line: Line) -> int:
    return line.end - line.start + line.indent


def _same_print(line: Line, below: Line) -> bool:
    return line.size == below.size and line.bold == below.bold
