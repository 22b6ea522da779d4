"""What stands on a page: words, cells of words, and rows of cells."""

from dataclasses import dataclass

from app.documents.model import Line


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

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give where `said[start:end]` stands in the document's text, from its first word to its last."""
        places, at, said = list[tuple[int, int]](), 0, self.said
        for word in self.words:
            at = said.index(word.said, at)
            if at < end and at + len(word.said) > start:
                # of words that hold more than it ("Exam:2018") only the characters within it
                places.append((word.start + max(0, start - at), word.start + min(len(word.said), end - at)))
            at += len(word.said)
        return places[0][0], places[-1][1]


@dataclass(slots=True)
class Printed:
    """One line of the text with its words and height."""

    words: list[Word]
    y0: float
    y1: float
    line: Line
