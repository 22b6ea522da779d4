"""Runs of a page whose file tells their order to blocks of rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from app.documents.characters import is_bullet
from app.documents.readers.page.columns import Row, names_date, rows_of, with_marks
from app.documents.readers.page.run import Run
from app.documents.readers.page.unended import ends_open, is_broken_period
from app.documents.readers.page.wrapped import Edges, both, had_no_room, is_below

_TOLD = 0.95
"""Share of a page's letters that its structure holds, at least; numbers of pages are in none."""
_OTHERS = 100
"""Pieces that it does not hold, at most."""
_PLACES = 0.3
"""Places in the order for each row of the page, at least: where all is one place, nothing is told."""
_UPWARDS = 0.4
"""Share of rows that stand above the one before, at most: columns and cells go up, and what is in disorder does."""
_LINES = 4
"""Rows of a cell of dates and places, at most."""
_ITEMS, _ITEM_WORDS = 4, 3
"""Lines of a list in one piece of text, at least, and words of each, at most."""
_NARROW = 12
"""Ems that a cell is wide before what it names, at most."""
_PARAGRAPH = 2_000
"""Characters of a paragraph that is put together, about, at most."""
_NEAR = 200
"""Rows of an entry that they are looked for beside."""
_APART = 3.0
"""Heights of letters between rows of one block, at most."""


def told_order(runs: Sequence[Run], *, typeset: bool = False) -> list[list[Row]]:
    """Give the blocks of a page's rows in the order that its structure tells; each of `runs` is in exactly one row.

    None at all where the structure does not hold the page, tells no order, or one that goes up and down. `typeset`:
    the program breaks words at the ends of lines.
    """
    told, others = [run for run in runs if run.told is not None], [run for run in runs if run.told is None]
    letters = sum(len(run.characters) for run in told)
    if not told or len(others) > _OTHERS or letters < _TOLD * sum(len(run.characters) for run in runs):
        return []
    geometric = rows_of(runs)
    if len({run.told.place for run in told if run.told}) < _PLACES * len(geometric):
        return []
    pieces = _cells(sorted(told, key=_place))
    rows = list(_rows(list(_paragraphs(list(pieces), typeset))))
    if sum(_goes_up(above, below) for above, below in pairwise(rows)) > _UPWARDS * len(rows):
        return []
    rows = _with_dates(rows)
    _put(rows, others)
    return list(_blocks(with_marks(rows)))


def _place(run: Run) -> tuple[int, int]:
    return (run.told.place if run.told else 0), run.order


def _cells(runs: Sequence[Run]) -> Iterator[Run]:
    """Put the lines of one piece of text together that stand left of what is told next: a cell before a row."""
    start = 0
    for index, run in enumerate(runs):
        if index == start or _held_together(runs[index - 1], run):
            continue
        lines = runs[start:index]
        if _is_cell(lines, run):
            yield reduce(both, lines)
        else:
            yield from lines
        start = index
    yield from runs[start:]


def _held_together(above: Run, below: Run) -> bool:
    """Say whether one element holds the end of a run and the beginning of the next."""
    return above.told_to is not None and below.told is not None and above.told_to.element == below.told.element


def _is_cell(lines: Sequence[Run], beside: Run) -> bool:
    if not 1 < len(lines) <= _LINES or any(is_bullet(run.text) or run.box > -1 for run in lines):
        return False
    if not names_date(list(lines)) and not all(ends_open(a.text, b.text) for a, b in pairwise(lines)):
        return False
    first, edge = lines[0], max(run.x1 for run in lines)
    narrow = edge - min(run.x0 for run in lines) < _NARROW * first.size and edge < beside.x0
    downwards = all(is_below(a, b) for a, b in pairwise(lines))
    return narrow and downwards and _level(first, beside) and not _level(lines[-1], beside)


def _paragraphs(runs: Sequence[Run], typeset: bool) -> Iterator[Run]:
    """Put the lines of one piece of text together that were broken where the next word had no more room."""
    paragraph: Run | None = None
    edges, lists = Edges(runs), _lists(runs)
    for run in runs:
        listed = run.told is not None and run.told.element in lists
        if paragraph is not None and not listed and _goes_on(paragraph, run, edges):
            paragraph = both(paragraph, run, typeset=typeset)
            continue
        if paragraph is not None:
            yield paragraph
        paragraph = run
    if paragraph is not None:
        yield paragraph


def _lists(runs: Sequence[Run]) -> set[int]:
    """Give the elements that hold a list, typed line by line: each line is marked by itself and has few words."""
    held: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.told is not None:
            held[run.told.element].append(run)
    return {
        element
        for element, lines in held.items()
        if len({run.told for run in lines}) >= _ITEMS and all(_is_item(run.text) for run in lines)
    }


def _is_item(text: str) -> bool:
    return len(text.split()) <= _ITEM_WORDS and not text.lstrip()[:1].islower()


def _goes_on(above: Run, below: Run, edges: Edges) -> bool:
    """Say whether a run is the next line of the same piece of text."""
    if not _held_together(above, below) or len(above.characters) > _PARAGRAPH or not is_below(above, below):
        return False
    if is_broken_period(above.text, below.text):
        return True
    return had_no_room(above, below, edges)


def _rows(runs: Sequence[Run]) -> Iterator[Row]:
    """Put runs that follow each other and stand on one line into one row, from left to right."""
    row: Row = []
    for run in runs:
        if row and not _stands_on(run, row):
            yield row
            row = []
        row.insert(0 if row and run.x0 < row[0].x0 else len(row), run)
    if row:
        yield row


def _stands_on(run: Run, row: Row) -> bool:
    """Say whether a run stands on the line of a row, before all of it or behind."""
    return _level(run, row[-1]) and (run.x0 > row[-1].x1 - 0.3 * run.size or run.x1 < row[0].x0 + 0.3 * run.size)


def _level(one: Run, other: Run) -> bool:
    overlap = min(one.base, other.base) - max(one.top, other.top)
    return overlap > 0.5 * min(one.base - one.top, other.base - other.top)


def _goes_up(above: Row, below: Row) -> bool:
    return below[0].base < above[0].lowest - 0.5 * below[0].size


def _with_dates(rows: Sequence[Row]) -> list[Row]:
    """Put dates and places that are told behind an entry, as cells are, on the rows that they stand beside."""
    placed: list[Row] = []
    waiting = list(rows)
    while waiting:
        cell = _cell(placed[-1], waiting) if placed else []
        head = _beside_which(cell[0], placed) if any(map(names_date, cell)) else None
        if head is None:
            placed.append(waiting.pop(0))
            continue
        for row in cell:
            beside = _beside_which(row, placed[head:])
            if beside is None:
                head += 1
                placed.insert(head, row)
            else:
                head += beside
                placed[head] = [*placed[head], *row]
        del waiting[: len(cell)]
    return placed


def _cell(last: Row, rows: Sequence[Row]) -> Sequence[Row]:
    """Give the rows that go up from the last one and end before it does; none where they are many."""
    if not _goes_up(last, rows[0]):
        return ()
    count = next((n for n, row in enumerate(rows[: _LINES + 1]) if row[0].base > last[0].lowest), len(rows))
    return rows[:count] if count <= _LINES else ()


def _beside_which(row: Row, rows: Sequence[Row]) -> int | None:
    """Give the index of the last of some rows that ends left of another, on its line."""
    near = range(max(0, len(rows) - _NEAR), len(rows))
    before = (n for n in reversed(near) if _level(row[0], rows[n][-1]) and rows[n][-1].x1 < row[0].x0)
    return next(before, None)


def _put(rows: list[Row], runs: Sequence[Run]) -> None:
    """Put runs without a place on the row that they stand beside, or before all rows or behind them."""
    before: list[Run] = []
    behind: list[Run] = []
    for run in runs:
        row = next((row for row in rows if _stands_on(run, row)), None)
        if row is not None:
            row.insert(0 if run.x0 < row[0].x0 else len(row), run)
        elif run.base < min(part.base for part in rows[0]):
            before.append(run)
        else:
            behind.append(run)
    rows[:] = [*rows_of(before), *rows, *rows_of(behind)]


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Cut rows where the next one stands above, far below or wholly beside the one before."""
    block: list[Row] = []
    for row in rows:
        if block and (_goes_up(block[-1], row) or _far(block[-1], row)):
            yield block
            block = []
        block.append(row)
    yield block


def _far(above: Row, below: Row) -> bool:
    size = max(run.size for run in below)
    left, right = min(run.x0 for run in above), max(run.x1 for run in above)
    beside = below[0].x0 > right or below[-1].x1 < left
    return beside or max(run.top for run in below) - max(run.lowest for run in above) > _APART * size
