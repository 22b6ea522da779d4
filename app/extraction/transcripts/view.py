"""A document's characters to the rows of its tables, as they stand beside each other on the page.

The document's text is in column order, which may tell a table column by column. The row view puts the same characters
into rows by their places; where a format has no places, a line is a row. Nothing is copied: a cell is a span.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from app.documents.model import Document, Line
from app.extraction.transcripts.panels import borders_of, by_codes, by_labels, parted, stand_beside
from app.extraction.transcripts.placed import Cell, Printed, TableRow, Word

_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"\s+\|\s+|\s{2,}|\t|\s?(?:(?<!\.)\.{4,}|(?<!_)_{3,})\s?")
"""What parts the cells of a line: bars, two blanks, and dots or lines that lead from one to the next."""
_CHARACTER = 6.0
"""Points that a character counts where the format has no places."""
_TOGETHER = 4.5
"""Words are printed together that stand fewer points apart."""
_LINE = 12.0
"""Points from one line of such a format to the next."""
_APART = 1.6
"""A gap of so many usual blanks parts two cells."""


def _line(document: Document, line: Line) -> Printed | None:
    words, tops, bases = [], [], []
    for found in _WORD.finditer(document.text, line.start, line.end):
        boxes = [box for i in range(*found.span()) if (box := document.place(i)) is not None]
        if not boxes:
            continue
        x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
        words.append(Word(found.start(), found.end(), found.group(), min(x0s), max(x1s)))
        tops.append(min(y0s))
        bases.append(max(y1s))
    return Printed(words, min(tops), max(bases), line) if words else None


def _levels(lines: Iterable[Printed]) -> list[list[Printed]]:
    """Put lines that stand at one height of a page together, from top to bottom."""
    levels: list[list[Printed]] = []
    for line in sorted(lines, key=lambda one: (one.y0 + one.y1) / 2):
        last = levels[-1][-1] if levels else None
        if last is not None:
            overlap = min(line.y1, last.y1) - max(line.y0, last.y0)
            if overlap > 0.5 * min(line.y1 - line.y0, last.y1 - last.y0):
                levels[-1].append(line)
                continue
        levels.append([line])
    return levels


def _blank(lines: Iterable[Printed]) -> float:
    """Give the usual width of a blank of a page, in points."""
    gaps = [
        b.x0 - a.x1 for line in lines for a, b in pairwise(line.words) if b.start - a.end == 1 and b.x0 - a.x1 > 0.3
    ]
    return median(gaps) if gaps else 3.0


def _cells(words: Sequence[Word], wide: float) -> tuple[Cell, ...]:
    cells: list[list[Word]] = []
    for word in words:
        if cells and word.x0 - cells[-1][-1].x1 <= wide and word.start - cells[-1][-1].end in (1, 2):
            cells[-1].append(word)
        else:
            cells.append([word])
    return tuple(Cell(tuple(cell)) for cell in cells)


def _plain_rows(document: Document) -> list[TableRow]:
    """Rows of a format without places: each line is one, and two blanks part cells."""
    rows = []
    for line in document.lines:
        cells, at, edge = [], line.start, line.start - line.indent
        for start, end in [
            *(gap.span() for gap in _WIDE.finditer(document.text, line.start, line.end)),
            (line.end,) * 2,
        ]:
            if start > at:
                found = _WORD.finditer(document.text, at, start)
                cells.append(
                    Cell(
                        tuple(
                            Word(
                                word.start(),
                                word.end(),
                                word.group(),
                                (word.start() - edge) * _CHARACTER,
                                (word.end() - edge) * _CHARACTER,
                            )
                            for word in found
                        )
                    )
                )
            at = end
        # a table may have a mark at either edge of its rows as well
        bare = (Cell(tuple(word for word in cell.words if word.said != "|")) for cell in cells)
        kept = tuple(cell for cell in bare if cell.words)
        if kept:
            styled = line.heading or line.bold
            rows.append(TableRow(kept, line.page, 0, float(line.start), 12.0, False, styled))
    return rows


def table_rows(document: Document, begins: re.Pattern[str], labels: frozenset[str] = frozenset()) -> list[TableRow]:
    """Give the rows of a document in the order they are read: page by page, panel by panel, downwards.

    `begins` matches what the first cell of a table's row begins with: where it stands at two places side by side, the
    page has two panels; so it has where the `labels` of a header row do. A row that runs over a border belongs to the
    panel in which it begins.
    """
    if all(document.place(line.start) is None for line in document.lines[:3]):
        return _beside(document, begins, labels) or _plain_rows(document)
    by_page: dict[int, list[Printed]] = defaultdict(list)
    for line in document.lines:
        printed = _line(document, line)
        if printed is not None:
            by_page[line.page].append(printed)
    rows: list[TableRow] = []
    for page, lines in sorted(by_page.items()):
        levels = _levels(lines)
        width = max(found.width for found in document.pages)
        starts = by_codes(document, levels, begins, width)
        if len(starts) < 2 and labels:
            starts = by_labels(levels, labels, width)
        rows += _in_panels(page, levels, starts, _blank(lines))
    return rows


def _beside(document: Document, begins: re.Pattern[str], labels: frozenset[str]) -> list[TableRow]:
    """Give the rows of a text whose lines hold two panels, by header rows or codes; none for another text."""
    levels = [
        [printed] for n, line in enumerate(document.lines) if (printed := _counted(document, line, n)) is not None
    ]
    width = max((line.words[-1].x1 for (line,) in levels), default=0.0)
    starts = by_labels(levels, labels, width)
    if len(starts) < 2:
        starts = by_codes(document, levels, begins, width)
        starts = starts if len(starts) > 1 and stand_beside(document, levels, begins, starts) else []
    return _in_panels(1, levels, starts, _CHARACTER, 1.5 * _CHARACTER) if len(starts) > 1 else []


def _counted(document: Document, line: Line, n: int) -> Printed | None:
    """Give a line of a text as if each of its characters stood in a place of its own."""
    edge = line.start - line.indent
    words = [
        Word(*found.span(), found.group(), *((at - edge) * _CHARACTER for at in found.span()))
        for found in _WORD.finditer(document.text, line.start, line.end)
    ]
    return Printed(words, n * _LINE, n * _LINE + _CHARACTER, line) if words else None


def _in_panels(
    page: int, levels: Sequence[Sequence[Printed]], starts: Sequence[float], blank: float, near: float = _TOGETHER
) -> list[TableRow]:
    """Give the rows of a page panel by panel; `blank` is how wide one is, in points."""
    borders = borders_of(levels, starts)
    panels: list[list[TableRow]] = [[] for _ in range(len(borders) + 1)]
    usual = median([line.line.size or 10.0 for level in levels for line in level] or [10.0])
    for level in levels:
        size = max(line.line.size or 10.0 for line in level)
        larger = max(1.0, size / usual)
        styled = any(line.line.bold or line.line.heading for line in level)
        for panel, words in enumerate(parted(level, borders, starts, near * larger)):
            if words:
                cells = _cells(words, _APART * blank * larger)
                panels[panel].append(TableRow(cells, page, panel, level[0].y0, size, True, styled))
    return [row for rows in panels for row in rows]
