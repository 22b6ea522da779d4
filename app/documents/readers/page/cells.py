"""Lines of a cell (dates, the name of a section, the names of an entry) to one, on the row that the cell begins.

What sets rows one cell after the other prints all lines of the left cell, and then goes back up to what stands beside
its first line. Two columns of a page are printed so, too, but these are longer than a few lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.documents.characters import NOWHERE
from app.documents.readers.page.run import Run
from app.documents.readers.page.unended import ends_open, is_broken_period, is_period

_MOST_LINES = 4
_LEADING = 1.6
"""Ems from one line of a cell down to the next, at most."""
_NARROW = 0.45
"""Share of the page's width that a left column takes, at most."""
_SLACK = 1.6
"""Ems by which a column may be narrower than the room up to the next one."""
_BETWEEN = 0.5
"""Ems between a cell that is full and the next one, at least."""
_APART = 1.3
"""Ems by which cells stand apart that are told apart."""
_FLUSH = 1.5
"""Points between the ends of lines that end at one edge, at most."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(?:\d\d?[/.]|[^\W\d_]{3,9}\.? )?(?:\d\d?[/,] ?)?(?:19|20)\d\d")
_NAME = re.compile(r"[^\W\d_][^\d,:;|@]*")

Lines = list[list[Run]]


def whole_cells(rows: list[list[Run]]) -> list[list[Run]]:
    """Give the rows with each left cell that is broken over lines whole on its first row.

    In a narrow column these are periods that are none before their last line, and names whose next word had no room
    on the line; in a wide one names, before the dates of an entry.
    """
    runs = [run for row in rows for run in row]
    low, high = min(r.x0 for r in runs), max(r.x1 for r in runs)
    firsts = {id(row[0]) for row in rows}
    gone: set[int] = set()
    edge = low + _NARROW * (high - low)
    for lines, beside in _cells(sorted(runs, key=lambda r: r.order)):
        if not all(id(line[0]) in firsts for line in lines):
            continue
        narrow = max(line[-1].x1 for line in lines) <= edge
        if (narrow and _is_one(lines, _room(lines, low, beside))) or _names_entry(lines, beside):
            gone |= {id(run) for run in _joined(lines, beside)}
    if not gone:
        return rows
    kept = ([run for run in row if id(run) not in gone] for row in rows)
    return [row for row in kept if row]


def _cells(stream: Sequence[Run]) -> Iterator[tuple[Lines, Run]]:
    """Give lines that follow each other, and what is printed next, to the right of the first."""
    lines: Lines = []
    for run in stream:
        last = lines[-1][-1] if lines else None
        if last is not None and abs(run.base - last.base) < 0.3 * run.size and 0 < run.x0 - last.x1 < 3 * run.size:
            lines[-1].append(run)
        elif lines and _below(lines[-1], run):
            lines = [*lines[1 - _MOST_LINES :], [run]]
        else:
            if own := _beside(lines, run):
                yield own, run
            lines = [[run]]


def _beside(lines: Lines, run: Run) -> Lines:
    """Give the last of some lines, from the one on which a run stands further to the right; none for one line."""
    for n in range(len(lines) - 1):
        first = lines[n][0]
        if abs(run.base - first.base) < 0.3 * max(run.size, first.size):
            return lines[n:] if run.x0 > max(line[-1].x1 for line in lines[n:]) else []
    return []


def _below(line: Sequence[Run], run: Run) -> bool:
    first, last = line[0], line[-1]
    down = 0 < run.base - first.base < _LEADING * first.size
    return down and run.x0 < last.x1 and run.x1 > first.x0 and abs(run.size - first.size) < 0.5


def _is_one(lines: Lines, room: float) -> bool:
    texts = [" ".join(run.text.strip() for run in line) for line in lines]
    if is_broken_period(" ".join(texts[:-1]), texts[-1]) or _says_when(texts):
        return True
    if not all(map(_NAME.fullmatch, texts)):
        return False
    return all(_full(above, below, room) for above, below in pairwise(lines))


def _says_when(texts: Sequence[str]) -> bool:
    """Say whether lines are the words of one date ("good to Nov", "2028"): none but the last ends what it says."""
    dated = [_YEAR.search(text) is not None for text in texts]
    before = zip(dated, pairwise(texts), strict=False)
    return any(dated) and all(
        ends_open(above, below) or (not own and _DATE.match(below)) for own, (above, below) in before
    )


def _names_entry(lines: Lines, beside: Run) -> bool:
    """Say whether lines before the dates of an entry are one that had no room: each is full, and in parts."""
    if not is_period(beside.text):
        return False
    room = beside.x0 - lines[0][0].x0 - _BETWEEN * beside.size
    texts = [line[-1].text.rstrip() for line in lines]
    parted = all(", " in text or text.endswith((",", "-")) for text in texts[:-1])
    return parted and all(_word_end(above, below) > room for above, below in pairwise(lines))


def _room(lines: Lines, low: float, beside: Run) -> float:
    """Give the width of a column: up to its right edge, where its lines end at one, else up to what is beside."""
    ends = [line[-1].x1 for line in lines]
    if max(ends) - min(ends) < _FLUSH:
        return max(ends) - low
    return beside.x0 - low - _SLACK * beside.size


def _full(above: Sequence[Run], below: Sequence[Run], room: float) -> bool:
    """Say whether the next word had no room on the line above."""
    return _word_end(above, below) > room and above[0].bold == below[0].bold


def _word_end(above: Sequence[Run], below: Sequence[Run]) -> float:
    """Give how long a line would be with the first word of the next."""
    run = below[0]
    word = len((run.text.split() or [""])[0]) / max(len(run.text), 1) * (run.x1 - run.x0)
    return above[-1].x1 - above[0].x0 + word


def _joined(lines: Lines, beside: Run) -> Iterator[Run]:
    """Put all of a cell into its first run, which ends where cells are told apart; give the others."""
    first, *others = [run for line in lines for run in line]
    characters, places = list(first.characters), [first.places]
    for run in others:
        if characters[-1] == "-" and len(characters) > 1 and characters[-2].isalpha() and run.text[:1].islower():
            # a word that is broken at the end of a line
            characters.pop()
            places[-1] = places[-1][:-1]
        else:
            characters.append(" ")
            places.append(NOWHERE)
        characters += run.characters
        places.append(run.places)
    first.characters, first.places = characters, np.concatenate(places)
    right = max(r.x1 for r in (first, *others))
    first.x0, first.x1 = min(r.x0 for r in (first, *others)), min(right, beside.x0 - _APART * beside.size)
    yield from others
