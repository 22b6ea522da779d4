"""Letters that are set apart from each other for looks, which pdfium takes for words of one letter or two."""

from collections.abc import Callable, Iterator

import numpy as np

from app.documents.readers.pdf.glyphs import Bools, Floats, Ints

_FEWEST = 4
"""Letters one after the other that are set apart."""
_SEEN = 0.12
"""Ems between the ink of neighbours; half of all gaps are narrower in plain print, but for typewriters' faces."""
_DOUBTFUL, _NO_ROOM = 0.25, 0.08
"""Ems: less ink stands between most words, and less room is put between letters of a word."""
_MOSTLY = 0.5
"""Share of such gaps from which on a line may have letters set apart."""
_FARTHEST = 3.0
"""Ems between words set apart, at most; what stands further off is another part of the line."""
_LEAST, _WIDEST = 0.04, 0.75
"""Ems that are put between letters set apart."""
_AMONG, _NARROW = 6, 0.22
"""Such letters in a line that has others as well, at least, and ems between them, at most: short words of plain print
stand as evenly, with spaces between them."""
_USUAL = 40
"""Per cent of the gaps are at most as wide as those between letters: words of two letters have as many as gaps."""
_EVEN, _ALIKE = 0.06, 0.6
"""Ems by which gaps between letters differ, and the share of gaps that differ by no more: kerning takes more back."""
_WORD = 0.15
"""Ems more than between letters is a space; the narrowest ones of faces are a fifth."""


def close_up(
    frame: Floats,
    sizes: Floats,
    spaced: Bools,
    ended: Bools,
    typed: Callable[[int], bool],
    advances: Callable[[Ints], Floats],
) -> Floats:
    """Take the spaces between letters set apart from `spaced`, and leave or put those between their words.

    Gives for each character the ems that were put before it for looks.

    `frame` is x0, y0, x1, y1 and baseline (n by 5) of what is printed; `advances` gives such rows of characters with
    the room that the font gives them, so that what is between them was put there. `ended` says where a line begins,
    and `typed` whether the file itself has a space before a character.
    """
    between = np.zeros(len(spaced))
    if not spaced.any():
        return between
    gaps = _gaps(frame, sizes)
    together = _level(frame, sizes) & ~ended & (gaps < _FARTHEST)
    parted, wide = _counted(spaced), _counted(gaps >= _SEEN)
    for first, last in _stretches(together):
        if parted[last] > parted[first] and wide[last] - wide[first] >= _MOSTLY * (last - first):
            put = _gaps(advances(np.arange(first - 1, last)), sizes[first - 1 : last])[1:]
            for start, end in _stretches(_set_apart(put)):
                whole = end - start == last - first
                if whole or end - start >= _AMONG:
                    own = slice(first + start, first + end)
                    between[own] = _part(put[start:end], spaced, own.start, typed, _WIDEST if whole else _NARROW)
    return between


def join(
    frame: Floats,
    sizes: Floats,
    spaced: Bools,
    ended: Bools,
    typed: Callable[[int], bool],
    advances: Callable[[Ints], Floats],
) -> None:
    """Take from `spaced` and `ended` what pdfium put into a word: where the font leaves no room between two letters.

    The arguments are those of `close_up`. A face that is wide, on a page with few words, is enough for it.
    """
    gaps = _gaps(frame, sizes)
    rows: Ints = np.flatnonzero(spaced & _level(frame, sizes) & (np.abs(gaps) < _DOUBTFUL))
    rows = rows[rows > 1]
    if not len(rows):
        return
    before, one, other = (advances(rows + step) for step in (-2, -1, 0))
    put = (other[:, 0] - one[:, 2]) / sizes[rows]
    # a letter that stands over the one before it does not have the room that its font says
    sure = (np.abs(put) < _NO_ROOM) & ((one[:, 0] - before[:, 2] > -_NO_ROOM * sizes[rows]) | spaced[rows - 1])
    for row in rows[sure].tolist():
        if not typed(row):
            spaced[row] = ended[row] = False


def _level(frame: Floats, sizes: Floats) -> Bools:
    """Say which characters stand on the baseline of the one before."""
    level = np.zeros(len(frame), bool)
    level[1:] = np.abs(np.diff(frame[:, 4])) < 0.05 * sizes[1:]
    return level


def _part(put: Floats, spaced: Bools, first: int, typed: Callable[[int], bool], widest: float) -> float:
    """Say in `spaced` which characters from `first` on begin a word, by the room that was put before each.

    Gives the ems between letters; nothing where they are not set apart.
    """
    own = spaced[first : first + len(put)]
    between = float(np.percentile(put, _USUAL))
    told = np.flatnonzero(own).tolist()
    even = (np.abs(put - between) <= _EVEN).mean() >= _ALIKE
    if not even or not _LEAST <= between <= widest or all(typed(first + place) for place in told):
        return 0.0
    own[:] = put > between + _WORD
    own[[place for place in told if typed(first + place)]] = True
    return between


def _counted(marked: Bools) -> list[int]:
    """Give how many characters are marked before each, and behind the last."""
    return [0, *np.cumsum(marked).tolist()]


def _set_apart(put: Floats) -> Bools:
    """Say which characters stand apart from the one before, or do not by kerning alone: two such are plain print."""
    close = put < _LEAST
    plain = close.copy()
    plain[1:] &= close[:-1]
    plain[:-1] |= close[:-1] & close[1:]
    return ~plain


def _gaps(frame: Floats, sizes: Floats) -> Floats:
    """Give the ems between each character and the one before; nothing before the first."""
    gaps: Floats = np.zeros(len(frame))
    gaps[1:] = (frame[1:, 0] - frame[:-1, 2]) / np.maximum(sizes[1:], sizes[:-1])
    return gaps


def _stretches(together: Bools) -> Iterator[tuple[int, int]]:
    """Give the first and the end of each row of characters that stand beside the one before."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], together, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if last - first >= _FEWEST - 1:
            yield first, last
