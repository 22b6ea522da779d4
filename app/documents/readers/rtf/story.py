"""The text of one RTF destination: paragraphs that end, cells that fill, and tables in tables."""

from dataclasses import dataclass, field

from app.documents.readers.flow import Paragraph, Region, Run, Table

FAINT_PATTERN = 2000
"""Hundredths of a percent; a denser pattern changes the ground."""
_DEEPEST = 16
"""Tables in tables; below that, cells are read as those of the last."""


@dataclass(slots=True)
class _Level:
    """A table that is being filled: rows that are done, cells of this row, what the current cell holds."""

    rows: list[list[Region]] = field(default_factory=list)
    cells: list[Region] = field(default_factory=list)
    blocks: Region = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A body, header, footer, note or text box while it is read. `kind` is the control word that began it."""

    kind: str
    paragraph: Paragraph = field(default_factory=Paragraph)
    fills: list[int] = field(default_factory=list)
    """Of the cells of the current row: the number of the colour, 0 for none, -1 for a pattern."""
    inner_fills: bool = False
    """A table within a table has cells with a ground of their own, which is told only after their text."""
    _fill: int = 0
    _levels: list[_Level] = field(default_factory=lambda: [_Level()])

    def add(self, run: Run) -> None:
        """Add characters to the current paragraph."""
        runs = self.paragraph.runs
        if runs and runs[-1][1:] == run[1:] and not run.text.startswith("  "):
            runs[-1] = Run(runs[-1].text + run.text, run.size, run.bold)
        else:
            runs.append(run)

    def end_paragraph(self, level: int, *, heading: bool, item: bool) -> None:
        """End the current paragraph; it stands in a cell of the table `level` deep, or in none (0)."""
        done, self.paragraph = self.paragraph, Paragraph()
        done.heading = heading
        done.bullet |= item
        self._at(level).blocks.append(done)

    @property
    def holds(self) -> bool:
        """Whether there is anything in the current paragraph, if only hidden text."""
        return self.paragraph.printed or self.paragraph.hides or bool(self.paragraph.boxes)

    def define_cell(self, word: str, number: int) -> None:
        """Read a control word of a row's definition: it begins, a cell's colour or pattern, a cell's edge."""
        if word == "trowd":
            self.fills, self._fill = [], 0
        elif word == "cellx":
            self.fills.append(self._fill)
            self._fill = 0
        elif word == "clshdng":
            self._fill = -1 if number > FAINT_PATTERN else self._fill
        elif self._fill >= 0:
            self._fill = max(number, 0)

    def end_cell(self, level: int) -> None:
        """End the current cell of the table `level` deep, from 1."""
        table = self._at(max(level, 1))
        table.cells.append(table.blocks)
        table.blocks = []

    def end_row(self, level: int) -> None:
        """End the current row of the table `level` deep, from 1."""
        table = self._at(max(level, 1))
        if table.blocks:
            table.cells.append(table.blocks)
        table.rows.append(table.cells)
        table.cells, table.blocks = [], []

    @property
    def fill(self) -> int:
        """The fill of the cell that is being read."""
        cell = len(self._levels[1].cells) if len(self._levels) > 1 else 0
        return self.fills[cell] if cell < len(self.fills) else 0

    def finish(self) -> Region:
        """End what is still open, and give all of it."""
        if self.holds:
            self.end_paragraph(len(self._levels) - 1, heading=False, item=False)
        return self._at(0).blocks

    def _at(self, level: int) -> _Level:
        """Give the table of that depth; the deeper ones are complete, and part of it."""
        level = min(level, _DEEPEST)
        while len(self._levels) > level + 1:
            done = self._levels.pop()
            if done.cells or done.blocks:
                done.rows.append([*done.cells, done.blocks])
            if done.rows:
                self._levels[-1].blocks.append(Table(done.rows))
        while len(self._levels) < level + 1:
            self._levels.append(_Level())
        return self._levels[level]
