"""Recognised words to runs of text, as the reading order of any page is found from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from app.documents.characters import NOWHERE, Places
from app.documents.model import Box
from app.documents.readers.ocr import letters
from app.documents.readers.ocr.model import Word
from app.documents.readers.ocr.prepare import POINTS, Floats
from app.documents.readers.ocr.recognise import Recognised
from app.documents.readers.page.run import Run
from app.errors import SourceTooComplex

_WORDS = 5_000
_GAP = 1.2
"""Ems between words from which on they are parts of a line that stand apart: a date, a cell, another column."""
_LIKE_SIZE = 0.13
"""Lines whose sizes differ by less are set in one size: letters measured in pixels are never quite alike."""
_BOLD = 1.28
"""Strokes this many times as thick, for their size, as most on the page are bold."""
_MARKS = frozenset("•·*°¢«»©®@oe.-–—+>~■▪●○")
"""What engines take the mark of a list item for."""
_MARK_SIDE = 0.62
"""Ems: such a mark is smaller than this."""
_INK = 128
_NARROW, _BROAD = frozenset("iljtfI.,:;'!|()[]-"), frozenset("mwMW@%")


def runs_of(recognised: Recognised, page: tuple[float, float]) -> list[tuple[Run, list[Word]]]:
    """Give the runs of a page (width and height in points), each with the words that it is made of.

    Raises SourceTooComplex beyond 5,000 words.
    """
    words = recognised.words
    if len(words) > _WORDS:
        raise SourceTooComplex("a page holds too many words")
    if not words:
        return []
    points = POINTS / recognised.prepared.dpi
    ink = recognised.prepared.picture < _INK
    pieces = [piece for line in _lines(words) for piece in _pieces(line)]
    sizes = _alike([letters.size(piece) * points for piece in pieces])
    strokes = [_stroke(ink, piece) * points for piece in pieces]
    usual = _usual([stroke / size for stroke, size in zip(strokes, sizes, strict=True) if stroke], pieces)
    made: list[tuple[Run, list[Word]]] = []
    for order, (piece, size, stroke) in enumerate(zip(pieces, sizes, strokes, strict=True)):
        run = _run(piece, size, order, points, recognised.prepared.matrix, page)
        run.bold = bool(usual and stroke > _BOLD * usual * size)
        made.append((run, piece))
    return made


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    for number in sorted(lines):
        yield sorted(lines[number], key=lambda word: word.box[0])


def _pieces(line: list[Word]) -> Iterator[list[Word]]:
    """Part a line where its words stand far apart; the mark of a list item stays with what it stands before."""
    em = letters.size(line)
    piece = [line[0]]
    for before, word in pairwise(line):
        gap = word.box[0] - before.box[2]
        is_first = len(piece) == 1 and _is_mark(piece[0], em)
        if gap > _GAP * em and not (is_first and gap < 4 * em):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _is_mark(word: Word, em: float) -> bool:
    x0, y0, x1, y1 = word.box
    return word.text in _MARKS and max(x1 - x0, y1 - y0) < _MARK_SIDE * em


def _alike(sizes: Sequence[float]) -> list[float]:
    """Give sizes that differ by little the same value: that of the most usual one among them, to half a point."""
    counts = Counter(round(size, 1) for size in sizes)
    found: dict[float, float] = {}
    while counts:
        near = max((_near(size, counts) for size in counts), key=lambda alike: sum(counts[one] for one in alike))
        value = max(0.5, round(2 * median(one for one in near for _ in range(counts[one]))) / 2)
        for one in near:
            found[one] = value
            del counts[one]
    return [found[round(size, 1)] for size in sizes]


def _near(size: float, others: Iterable[float]) -> list[float]:
    return [other for other in others if abs(other - size) <= _LIKE_SIZE * size]


def _stroke(ink: npt.NDArray[np.bool_], words: Sequence[Word]) -> float:
    """Give the mean thickness of upright strokes in pixels: dark pixels for each edge to the dark in a row."""
    dark = edges = 0
    for word in words:
        x0, y0, x1, y1 = (round(side) for side in word.box)
        part = ink[y0:y1, x0:x1]
        if part.size and part.mean() < 0.6:
            dark += int(part.sum())
            edges += int((part[:, 1:] & ~part[:, :-1]).sum()) + int(part[:, 0].sum())
    return dark / edges if edges > 20 else 0.0


def _usual(shares: Sequence[float], pieces: Sequence[Sequence[Word]]) -> float:
    return float(median(shares)) if len(shares) > 4 and len(pieces) > 4 else 0.0


def _run(
    words: Sequence[Word], size: float, order: int, points: float, matrix: Floats, page: tuple[float, float]
) -> Run:
    em = size / points
    characters: list[str] = []
    places: list[Places] = []
    for index, word in enumerate(words):
        if characters:
            characters.append(" ")
            places.append(NOWHERE)
        marks = index == 0 and len(words) > 1 and _is_mark(word, em) and words[1].box[0] - word.box[2] > 0.15 * em
        text = "•" if marks else word.text
        characters += text
        places.append(_places(text, word.box, matrix, page))
    x0s, y0s, x1s, y1s = zip(*(word.box for word in words), strict=True)
    return Run(
        characters=characters,
        places=np.concatenate(places),
        x0=min(x0s) * points,
        y0=min(y0s) * points,
        x1=max(x1s) * points,
        y1=max(y1s) * points,
        base=letters.base(words, em) * points,
        size=size,
        bold=False,
        order=order,
        turn=0,
    )


def _places(text: str, box: Box, matrix: Floats, page: tuple[float, float]) -> Places:
    """Divide a word's box among its letters by how broad they are, and lay each on the page as displayed."""
    x0, y0, x1, y1 = box
    breadths = [0.5 if c in _NARROW else 1.6 if c in _BROAD else 1.2 if c.isupper() else 1.0 for c in text]
    edges = x0 + (x1 - x0) * np.concatenate([[0.0], np.cumsum(breadths)]) / sum(breadths)
    corners = [np.column_stack([edges, np.full(len(edges), y), np.ones(len(edges))]) @ matrix for y in (y0, y1)]
    quads = np.stack([corners[0][:-1], corners[0][1:], corners[1][:-1], corners[1][1:]])
    low = np.clip(quads.min(axis=0), 0, page)
    high = np.clip(quads.max(axis=0), 0, page)
    return np.concatenate([low, high], axis=1)
