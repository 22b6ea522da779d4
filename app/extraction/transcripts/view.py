"""A document's characters to the rows of its tables, as they stand beside each other on the page.

The document's text is in column order, which may tell a table column by column. The row view puts the same characters
into rows by their places; where a format has no places, a line is a row. Nothing is copied: a cell is a span.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.documents.model import Document, Line

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
_PANEL = 0.24
"""Share of a page's width that two panels stand apart, at least."""
_TITLED = re.compile(r"[^\W\d_]{3}")
"""Behind a code stands a title; behind a grade and a year stands none."""
_JUTS = 12.0
"""Points by which a heading may stand left of the first cells of its panel, at most."""
_LABELS = 3
"""Labels on one line that make it a header row."""
_ALIKE = 5.0
"""Points by which the left edges of one column may differ."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, and where it stands."""

    start: int
    end: int
    said: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on one row."""

    words: tuple[Word, ...]

    @property
    def said(self) -> str:
        """The words with one blank between them."""
        return " ".join(word.said for word in self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def span(self) -> tuple[int, int]:
        """`[start, end)` in the document's text; only for words that follow each other there."""
        return self.words[0].start, self.words[-1].end

    def cut(self, at: int) -> tuple["Cell", "Cell"]:
        """Part the cell before its word `at`, which is neither its first nor beyond its last."""
        return Cell(self.words[:at]), Cell(self.words[at:])


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells that stand on one line of one panel, from left to right."""

    cells: tuple[Cell, ...]
    page: int
    panel: int
    y: float
    size: float
    placed: bool
    """Whether its places are those of a page; else they are counted in characters."""
    styled: bool
    listed: bool = False
    """Whether its cells are those of a table whose columns are known, and stand where their columns do."""

    @property
    def said(self) -> str:
        """The whole row, with two blanks between cells."""
        return "  ".join(cell.said for cell in self.cells)

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word from left to right."""
        return tuple(word for cell in self.cells for word in cell.words)


@dataclass(slots=True)
class _Printed:
    """One line of the text with its words and height."""

    words: list[Word]
    y0: float
    y1: float
    line: Line


def _line(document: Document, line: Line) -> _Printed | None:
    words, tops, bases = [], [], []
    for found in _WORD.finditer(document.text, line.start, line.end):
        boxes = [box for i in range(*found.span()) if (box := document.place(i)) is not None]
        if not boxes:
            continue
        x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
        words.append(Word(found.start(), found.end(), found.group(), min(x0s), max(x1s)))
        tops.append(min(y0s))
        bases.append(max(y1s))
    return _Printed(words, min(tops), max(bases), line) if words else None


def _levels(lines: Iterable[_Printed]) -> list[list[_Printed]]:
    """Put lines that stand at one height of a page together, from top to bottom."""
    levels: list[list[_Printed]] = []
    for line in sorted(lines, key=lambda one: (one.y0 + one.y1) / 2):
        last = levels[-1][-1] if levels else None
        if last is not None:
            overlap = min(line.y1, last.y1) - max(line.y0, last.y0)
            if overlap > 0.5 * min(line.y1 - line.y0, last.y1 - last.y0):
                levels[-1].append(line)
                continue
        levels.append([line])
    return levels


def _blank(lines: Iterable[_Printed]) -> float:
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
        cells, at = [], line.start
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
                                (word.start() - line.start) * _CHARACTER,
                                (word.end() - line.start) * _CHARACTER,
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


def _starts(
    document: Document, levels: Sequence[Sequence[_Printed]], begins: re.Pattern[str], width: float
) -> list[float]:
    """Give the left edges of the panels of a page: where the first cells of table rows stand, again and again."""
    edges: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, level in enumerate(levels):
        named = [next((w for w in reversed(line.words) if _TITLED.search(w.said)), None) for line in level]
        for line in level:
            for word in line.words:
                code = begins.match(document.text[word.start : min(line.line.end, word.start + 14)])
                end = word.start + code.end() if code else 0
                if code and any(w is not None and w.x0 > word.x0 and w.start >= end for w in named):
                    edges[round(word.x0 / _ALIKE)].append((word.x0, number))
    found: list[tuple[int, float]] = []
    for key in sorted(edges):
        near = [one for other in (key - 1, key, key + 1) for one in edges.get(other, [])]
        if len({number for _, number in near}) >= 2:
            found.append((len(near), median(x for x, _ in edges[key])))
    if not found:
        return []
    most = max(count for count, _ in found)
    starts: list[float] = []
    for count, x in sorted(found, key=lambda one: one[1]):
        if count >= 0.15 * most and (not starts or x - starts[-1] > _PANEL * width):
            starts.append(x)
    return starts


def _borders(levels: Sequence[Sequence[_Printed]], starts: Sequence[float]) -> list[float]:
    """Give where each panel but the first begins: between its own first cells and what stands left of them."""
    borders = []
    lines = [line for level in levels for line in level]
    for start in starts[1:]:
        beside = [line for line in lines if any(abs(word.x0 - start) < _ALIKE for word in line.words)]
        top, bottom = min(line.y0 for line in beside), max(line.y1 for line in beside)
        left = [
            word.x1
            for line in lines
            if line.y1 > top and line.y0 < bottom
            for word in line.words
            if word.x1 < start - 1
        ]
        borders.append((max(left) + start) / 2 if left else start - 2)
    return borders


def _headed(levels: Sequence[Sequence[_Printed]], labels: frozenset[str], width: float) -> list[float]:
    """Give the left edges of panels by their header rows: where one label stands at two places side by side."""
    rows: list[list[Word]] = []
    for level in levels:
        # the cells of a header row may be lines of their own
        named = [word for line in level for word in line.words if word.said.casefold().strip(":") in labels]
        rows += [named] if len(named) >= _LABELS else []
    # what ends with a colon labels a value behind it
    plain = [[word for word in named if not word.said.endswith(":")] for named in rows]
    both = (_side_by_side(named, width) for named in plain if len(named) >= 2 * _LABELS)
    found = next((starts for starts in both if starts), [])
    return found or _side_by_side([word for named in rows for word in named], width)


def _side_by_side(named: Sequence[Word], width: float) -> list[float]:
    """Give the left edges of panels whose header rows have these labels; none where they are of one."""
    edges: dict[str, list[float]] = defaultdict(list)
    for word in named:
        edges[word.said.casefold()].append(word.x0)
    found: list[list[float]] = []
    for xs in edges.values():
        starts: list[float] = []
        for x in sorted(xs):
            if not starts or x - starts[-1] > _PANEL * width:
                starts.append(x)
        if len(starts) > 1:
            found.append(starts)
    # one label may well stand twice in a header row; several at one distance are two header rows
    alike = ([one for one in found if abs(one[1] - one[0] - (it[1] - it[0])) < _ALIKE] for it in found)
    repeated = max(alike, key=len, default=[])
    return min(repeated) if len(repeated) >= _LABELS else []


def table_rows(document: Document, begins: re.Pattern[str], labels: frozenset[str] = frozenset()) -> list[TableRow]:
    """Give the rows of a document in the order they are read: page by page, panel by panel, downwards.

    `begins` matches what the first cell of a table's row begins with: where it stands at two places side by side, the
    page has two panels; so it has where the `labels` of a header row do. A row that runs over a border belongs to the
    panel in which it begins.
    """
    if all(document.place(line.start) is None for line in document.lines[:3]):
        return _beside(document, begins, labels) or _plain_rows(document)
    by_page: dict[int, list[_Printed]] = defaultdict(list)
    for line in document.lines:
        printed = _line(document, line)
        if printed is not None:
            by_page[line.page].append(printed)
    rows: list[TableRow] = []
    for page, lines in sorted(by_page.items()):
        levels = _levels(lines)
        width = max(found.width for found in document.pages)
        starts = _starts(document, levels, begins, width)
        if len(starts) < 2 and labels:
            starts = _headed(levels, labels, width)
        rows += _in_panels(page, levels, starts, _blank(lines))
    return rows


def _beside(document: Document, begins: re.Pattern[str], labels: frozenset[str]) -> list[TableRow]:
    """Give the rows of a text whose lines hold two panels, by header rows or codes; none for another text."""
    levels = [
        [printed] for n, line in enumerate(document.lines) if (printed := _counted(document, line, n)) is not None
    ]
    width = max((line.words[-1].x1 for (line,) in levels), default=0.0)
    starts = _headed(levels, labels, width)
    if len(starts) < 2:
        starts = _starts(document, levels, begins, width)
        starts = starts if len(starts) > 1 and _stand_beside(document, levels, begins, starts) else []
    return _in_panels(1, levels, starts, _CHARACTER, 1.5 * _CHARACTER) if len(starts) > 1 else []


def _stand_beside(
    document: Document, levels: Sequence[Sequence[_Printed]], begins: re.Pattern[str], starts: Sequence[float]
) -> bool:
    """Say whether courses of two panels stand on one line, and not those of two tables one below the other."""
    for level in levels:
        here = {
            start
            for line in level
            for word in line.words
            for start in starts
            if abs(word.x0 - start) < _ALIKE
            and begins.match(document.text[word.start : min(line.line.end, word.start + 14)])
        }
        if len(here) > 1:
            return True
    return False


def _counted(document: Document, line: Line, n: int) -> _Printed | None:
    """Give a line of a text as if each of its characters stood in a place of its own."""
    words = [
        Word(*found.span(), found.group(), *((at - line.start) * _CHARACTER for at in found.span()))
        for found in _WORD.finditer(document.text, line.start, line.end)
    ]
    return _Printed(words, n * _LINE, n * _LINE + _CHARACTER, line) if words else None


def _in_panels(
    page: int, levels: Sequence[Sequence[_Printed]], starts: Sequence[float], blank: float, near: float = _TOGETHER
) -> list[TableRow]:
    """Give the rows of a page panel by panel; `blank` is how wide one is, in points."""
    borders = _borders(levels, starts)
    panels: list[list[TableRow]] = [[] for _ in range(len(borders) + 1)]
    usual = median([line.line.size or 10.0 for level in levels for line in level] or [10.0])
    for level in levels:
        size = max(line.line.size or 10.0 for line in level)
        larger = max(1.0, size / usual)
        styled = any(line.line.bold or line.line.heading for line in level)
        for panel, words in enumerate(_parted(level, borders, starts, near * larger)):
            if words:
                cells = _cells(words, _APART * blank * larger)
                panels[panel].append(TableRow(cells, page, panel, level[0].y0, size, True, styled))
    return [row for rows in panels for row in rows]


def _parted(
    level: Sequence[_Printed], borders: Sequence[float], starts: Sequence[float], near: float
) -> list[list[Word]]:
    """Give the words of a level for each panel; words that are printed together stay together.

    So do those of a line that goes on over a border, where no panel begins with the word behind it.
    """
    parts: list[list[Word]] = [[] for _ in range(len(borders) + 1)]
    told = [word for line in level for word in line.words]
    # where something stands below the first cells of a panel, a word across its border is the end of a title
    free = {n for n, at in enumerate(starts[1:]) if not any(-1 < word.x0 - at < _ALIKE for word in told)}
    for line in level:
        panel, crosses = 0, _crosses(line.words, borders)
        for before, word in zip([None, *line.words], line.words, strict=False):
            over = any(word.x0 < border < word.x1 for border in borders)
            together = before is not None and word.start - before.end == 1 and word.x0 - before.x1 < near
            if not (together and over):
                here = sum(
                    word.x0 >= border or (n in free and not together and _juts(word, border, starts[n + 1]))
                    for n, border in enumerate(borders)
                )
                goes_on = together and here > panel and (crosses or abs(word.x0 - starts[here]) > _ALIKE)
                panel = panel if goes_on or (together and here != panel and crosses) else here
            parts[panel].append(word)
    return [sorted(part, key=lambda word: word.x0) for part in parts]


def _juts(word: Word, border: float, start: float) -> bool:
    """Say whether a word of the right panel begins a little left of its first cells, as headings of tables do."""
    return word.x0 < border < word.x1 and start - word.x0 < _JUTS


def _crosses(words: Sequence[Word], borders: Sequence[float]) -> bool:
    """Say whether some word of a line stands across a border, so that the line is no line of panels."""
    return any(word.x0 < border < word.x1 for word in words for border in borders)
