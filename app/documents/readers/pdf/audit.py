"""Two readings of a PDF page against each other: our columns, and the order in which the file prints.

Where our order is that of the content stream, any other extractor gives the same, and nothing is asked. Where it is
not, pypdf reads the page too, which takes a hundred times as long, and the lines that follow each other are compared.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from app.documents.readers.page.columns import Row

_MOVED = 0.3
"""Share of lines that the file does not print right before their next line, up to which nothing is asked: where all
others stay together, two readings of the same file agree."""
_AGREE = 0.6
"""Share of lines that both readings follow with the same line, at least."""
_FEWEST, _MOST = 8, 2_000
"""Lines; fewer are no order to speak of, and more take too long."""
_KEY = 24
"""Letters by which a line is found again."""


def disagrees(blocks: Sequence[Sequence[Row]], other: Callable[[], str]) -> bool:
    """Say whether a second reading of the page, `other`, puts the lines of `blocks` into quite another order."""
    rows = [row for block in blocks for row in block]
    if not _FEWEST <= len(rows) <= _MOST or moved(rows) <= _MOVED:
        return False
    keys = ["".join(map(_letters, (run.text for run in row)))[:_KEY] for row in rows]
    return agreement([key for key in keys if len(key) > 2], _letters(other())) < _AGREE


def moved(rows: Sequence[Row]) -> float:
    """Give the share of rows that the content stream does not print right before the next one."""
    stream = sorted(min(run.order for run in row) for row in rows)
    place = {order: at for at, order in enumerate(stream)}
    firsts = [place[min(run.order for run in row)] for row in rows]
    return sum(b != a + 1 for a, b in pairwise(firsts)) / max(len(rows) - 1, 1)


def agreement(keys: Sequence[str], text: str) -> float:
    """Give the share of lines (by their first letters) that `text` follows with the same line as `keys` do.

    Lines that it does not hold are left out; 1.0 where it holds fewer than half of them and so tells nothing.
    """
    places: list[int] = []
    after = 0
    for key in keys:
        # the same words may stand there twice: the next place from the last one on is asked first
        found = text.find(key, after)
        found = found if found >= 0 else text.find(key)
        if found >= 0:
            places.append(found)
            after = found + 1
    if len(places) < max(0.5 * len(keys), 2):
        return 1.0
    known = sorted(set(places))
    same = 0
    for a, b in pairwise(places):
        following = bisect_right(known, a)
        same += following < len(known) and known[following] == b
    return same / (len(places) - 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
