"""Paragraphs, list items and tables of a format without pages to printed lines, and hidden text to its reasons."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.documents.assembly import Assembly, Printed
from app.documents.characters import clean
from app.documents.model import Hidden
from app.documents.readers.table.within import Noted

_FIGURE = re.compile(r"[\d.,/]+\s?%?|[A-F][+-]?|.*(?:\b(?:19|20)\d\d|\d\d?/\d\d|\bpresent|\bcurrent).*", re.I)
_FIGURE_LENGTH = 40
_TELLING = 40
"""Characters; a shorter alternative text names a picture ("Photo of the applicant") and tells no story."""


class Run(NamedTuple):
    """Characters that look alike. A line feed is a break within the paragraph; two spaces are a tab or a wide gap."""

    text: str
    size: float | None = None
    """Points."""
    bold: bool = False


@dataclass
class Paragraph:
    """One paragraph; without printed runs it is an empty line."""

    runs: list[Run] = field(default_factory=list)
    heading: bool = False
    bullet: bool = False
    boxes: list["Region"] = field(default_factory=list)
    """Text boxes that hang on it."""
    hides: bool = False
    """Part of it is hidden, or stands elsewhere."""

    @property
    def printed(self) -> bool:
        """Whether it shows any letter."""
        return any(run.text.strip() for run in self.runs)


@dataclass
class Table:
    """Rows of cells; each cell is a region of its own."""

    rows: list[list["Region"]] = field(default_factory=list)


Block = Paragraph | Table
Region = list[Block]
"""What is read from top to bottom: a body, header, cell, text box or note."""


def has_text(region: Region) -> bool:
    """Say whether a region shows any letter, in its tables and boxes too."""
    return any(
        block.printed or any(map(has_text, block.boxes))
        if isinstance(block, Paragraph)
        else any(has_text(cell) for row in block.rows for cell in row)
        for block in region
    )


class Unseen:
    """Hidden text while it is collected: what hangs together and has one reason is one piece."""

    def __init__(self) -> None:
        self._found: list[tuple[str, list[str]]] = []
        self._open = False

    def add(self, text: str, reason: str) -> None:
        """Add characters; they join the last ones when nothing stands between and the reason is the same."""
        if self._open and self._found[-1][0] == reason:
            self._found[-1][1].append(text)
        else:
            self._found.append((reason, [text]))
        self._open = True

    def alternative(self, text: str | None) -> None:
        """Add the alternative text of a picture, where it is longer than the name of one."""
        if text is not None and len(" ".join(text.split())) >= _TELLING:
            self.cut()
            self.add(text, "alternative text")
            self.cut()

    def remark(self, text: str) -> None:
        """Add a comment of the file's source, where it is longer than the name of a part."""
        if len(" ".join(text.split())) >= _TELLING:
            self.cut()
            self.add(text, "comment")
            self.cut()

    def cut(self) -> None:
        """Begin a new piece with the next characters."""
        self._open = False

    @property
    def hidden(self) -> list[Hidden]:
        """What was found, without what prints nothing."""
        texts = ((" ".join(clean("".join(parts))[0].split()), reason) for reason, parts in self._found)
        return [Hidden(text=text, page=1, reason=reason) for text, reason in texts if text]


class Flow:
    """Writes regions to an assembly: a table's cells one after the other, unless a row is one line.

    A row of single lines with a date or figure among them (a title and its date, a course and its grade) is one line,
    its cells joined by two spaces.
    """

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._block = 0
        self._apart = False

    def region(self, blocks: Region) -> None:
        """Write a region as a block of its own."""
        self._block += 1
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._table(block)
                self._block += 1

    def _table(self, table: Table) -> None:
        noted = Noted(self._assembly, len(table.rows), lambda n: [_text(cell) for cell in table.rows[n]])
        for number, row in enumerate(table.rows):
            begun = self._assembly.length
            self._row(row)
            noted.row(number, begun)

    def _row(self, row: Sequence[Region]) -> None:
        cells = [cell for cell in row if has_text(cell)]
        lines = [_single_line(cell) for cell in cells]
        whole = [line for line in lines if line is not None]
        if len(whole) == len(cells) > 1 and 0 < sum(map(_is_figure, whole)) < len(whole):
            self._block += 1
            self._join(whole)
            return
        for cell in cells:
            self.region(cell)

    def _join(self, cells: Sequence[Printed]) -> None:
        text = "  ".join("".join(cell.characters).strip() for cell in cells)
        first = cells[0]
        joined = Printed(text, size=first.size, bold=first.bold, heading=first.heading, bullet=first.bullet)
        self._assembly.add(joined, page=1, block=self._block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        printed = list(_lines(paragraph))
        if not printed:
            self._apart = True
        for index, (line, apart) in enumerate(printed):
            apart = apart or (index == 0 and (self._apart or line.heading))
            self._assembly.add(line, page=1, block=self._block, apart=apart)
            self._apart = False
        for box in paragraph.boxes:
            self.region(box)
        if paragraph.boxes:
            self._block += 1


def _is_figure(line: Printed) -> bool:
    """Say whether a line is a number, a grade or a date: what stands in a row beside what it belongs to."""
    text = "".join(line.characters).strip()
    return len(text) <= _FIGURE_LENGTH and _FIGURE.fullmatch(text) is not None


def _single_line(cell: Region) -> Printed | None:
    """Give a cell's only line; None when it has more, or something else than plain text."""
    kept = [block for block in cell if isinstance(block, Table) or block.printed or block.boxes]
    if len(kept) != 1 or isinstance(kept[0], Table) or kept[0].boxes or kept[0].hides:
        return None
    lines = list(_lines(kept[0]))
    return lines[0][0] if len(lines) == 1 else None


def _text(cell: Region) -> str | None:
    """Give what a cell says, "" for an empty one; None for one that is more than a line."""
    if not has_text(cell):
        return ""
    line = _single_line(cell)
    return None if line is None else _said(line)


def _said(line: Printed) -> str:
    """Give the text of a line as it will stand in the document."""
    return clean("".join(line.characters).strip())[0].strip()


def _lines(paragraph: Paragraph) -> Iterator[tuple[Printed, bool]]:
    """Give the printed lines, and of each whether an empty one stands above it."""
    item = paragraph.bullet and not paragraph.heading
    apart = False
    for pieces in _pieces(paragraph.runs):
        letters = [run for run in pieces if run.text.strip()]
        if not letters:
            apart = True
            continue
        text = "".join(run.text for run in pieces)
        printed = Printed(
            text,
            size=_usual_size(letters),
            bold=all(run.bold for run in _before_a_gap(pieces)),
            heading=paragraph.heading,
            bullet=item,
        )
        yield printed, apart
        apart = item = False


def _pieces(runs: Sequence[Run]) -> Iterator[list[Run]]:
    piece: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        piece.append(run._replace(text=first))
        for part in others:
            yield piece
            piece = [run._replace(text=part)]
    if piece:
        yield piece


def _before_a_gap(runs: Sequence[Run]) -> Iterator[Run]:
    """Give the runs with letters before the first wide gap; what follows stands at the right edge, seldom in bold."""
    begun = gap = False
    for run in runs:
        if begun and (gap or run.text.startswith("  ")):
            return
        gap = run.text.endswith("  ")
        if run.text.strip():
            begun = True
            yield run


def _usual_size(runs: Sequence[Run]) -> float | None:
    sizes: Counter[float] = Counter()
    for run in runs:
        if run.size is not None:
            sizes[run.size] += len(run.text.strip())
    return sizes.most_common(1)[0][0] if sizes else None
