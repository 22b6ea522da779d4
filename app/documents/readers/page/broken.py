"""Words that a typesetter broke at the ends of lines, to whole ones."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from app.documents.characters import Places
from app.documents.readers.page.lines import PrintedRow
from app.documents.readers.page.unended import is_half_of_two

_BROKEN = re.compile(r"[^\W\d_]{2,}-$")
_REST = re.compile(r"[^\W\d_]{2,}[^\s-]*(?!-)")
_SAME_SIZE = 0.3


def whole_words(rows: Iterable[PrintedRow]) -> Iterator[PrintedRow]:
    """Give the lines with each word that is broken at the end of one whole on it.

    TeX breaks words where they may be parted; word processors only where the writer typed a hyphen. A line of which
    nothing is left is left out.
    """
    above: PrintedRow | None = None
    for row in rows:
        below: PrintedRow | None = row
        if above is not None and (rest := _rest(above, row)):
            above, below = _moved(above, row, rest)
        if below is None:
            continue
        if above is not None:
            yield above
        above = below
    if above is not None:
        yield above


def _rest(above: PrintedRow, below: PrintedRow) -> int:
    """Count the characters of a line that end the word at the end of the line above; 0 where there is none."""
    if above.printed.characters[-1:] not in ("-", ["-"]) or not "".join(below.printed.characters[:1]).islower():
        return 0
    sizes = above.printed.size or 0.0, below.printed.size or 0.0
    if below.printed.bullet or abs(sizes[0] - sizes[1]) > _SAME_SIZE:
        return 0
    rest = _REST.match("".join(below.printed.characters))
    return rest.end() if rest is not None and _BROKEN.search("".join(above.printed.characters)) else 0


def _moved(above: PrintedRow, below: PrintedRow, rest: int) -> tuple[PrintedRow, PrintedRow | None]:
    """Put the first `rest` characters of a line behind the line above."""
    first, second = above.printed, below.printed
    kept = len(first.characters) - (not is_half_of_two("".join(first.characters)))
    characters = [*first.characters[:kept], *second.characters[:rest]]
    left = "".join(second.characters[rest:])
    blanks = rest + len(left) - len(left.lstrip())
    places = _both(first.places, kept, second.places, rest)
    whole = replace(above, printed=replace(first, characters=characters, places=places))
    if not left.strip():
        return whole, None
    others = second.places if second.places is None else second.places[blanks:]
    return whole, replace(below, printed=replace(second, characters=second.characters[blanks:], places=others))


def _both(first: Places | None, kept: int, second: Places | None, rest: int) -> Places | None:
    return None if first is None or second is None else np.concatenate([first[:kept], second[:rest]])
