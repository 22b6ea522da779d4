"""What a document is: text in reading order, its pages and lines, and the place of every character."""

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field, PrivateAttr

from app.values import Frozen, Sha256

MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]

Box = tuple[float, float, float, float]
"""`(x0, y0, x1, y1)` in PDF points, origin top left, of the page as displayed."""

Match = Literal["exact", "normalised", "none"]
"""How a quote was found: exact is the text's own characters, normalised differs in white space or the like."""


class SourceDocument(Frozen):
    """The bytes somebody gave, and the name they came under (it decides nothing but a mismatch error)."""

    name: str
    data: bytes


class Limits(Frozen):
    """Caps on what is read; beyond them a document is refused, never cut."""

    bytes: int = 20_000_000
    pages: int = 200
    characters: int = 5_000_000
    decoded_bytes: int = 40_000_000
    """Of all page content streams and forms of a PDF together."""
    unpacked_bytes: int = 200_000_000
    """Of a DOCX package."""
    package_entries: int = 2_000
    rows: int = 20_000
    """Of a table."""
    columns: int = 256
    cell_characters: int = 32_767
    """What a spreadsheet's cell can hold."""


class Page(Frozen):
    """One page; a document without pages (DOCX, text) is one page of zero size."""

    number: int = Field(ge=1)
    width: float = Field(ge=0)
    """Points, as displayed (rotation applied)."""
    height: float = Field(ge=0)


class Line(Frozen):
    """One printed line, or one paragraph where the format knows no lines."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    """`text[start:end]` is the line without its line break."""
    page: int = Field(ge=1)
    block: int = Field(ge=0)
    """Lines of one column, table cell or text box share a number; numbers follow the reading order."""
    size: float | None = None
    """Font size in points; None where the format does not say."""
    bold: bool = False
    heading: bool = False
    """The format itself calls it a heading (DOCX style)."""
    bullet: bool = False
    """A list item, by its mark or by the format's own numbering."""
    left: float | None = None
    """Left edge in points."""
    gap: float | None = None
    """Empty space above it, in points; None for the first line of a block."""


class Cell(Frozen):
    """What one filled cell of a table says, where the reader knows what its column holds."""

    row: int = Field(ge=1)
    """Number of the row below the headings, from 1."""
    field: str
    """`title`, `employer`, `start`, …: the names of `taxonomies/lexicon/columns.toml`."""
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    """`text[start:end]` is what the cell says, without the heading."""


class Hidden(Frozen):
    """Text that a machine reads and a person does not see; it never reaches `text`."""

    text: str
    page: int = Field(ge=1)
    reason: str


class Evidence(Frozen):
    """A verbatim quote and where it stands: `text[start:end] == quote`."""

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    page: int = Field(ge=1)
    boxes: tuple[Box, ...] = ()
    """One box for each line that the quote touches; empty where the format has no places."""
    match: Match = "exact"


class Glyphs:
    """Four floats for each character of the text; all NaN for one that stands nowhere (a line break)."""

    __slots__ = ("_floats",)

    def __init__(self, floats: "array[float]") -> None:
        self._floats = floats

    def __len__(self) -> int:
        return len(self._floats) // 4

    def box(self, index: int) -> Box | None:
        """Give the box of character `index`, or None when it stands nowhere."""
        x0, y0, x1, y1 = self._floats[4 * index : 4 * index + 4]
        return None if x0 != x0 else (x0, y0, x1, y1)

    def around(self, start: int, end: int) -> Box | None:
        """Give the box around the characters `start` to `end`, in hundredths; None when none stands anywhere."""
        part = self._floats[4 * start : 4 * end]
        sides = [[side for side in part[first::4] if side == side] for first in range(4)]
        if not sides[0]:
            return None
        return round(min(sides[0]), 2), round(min(sides[1]), 2), round(max(sides[2]), 2), round(max(sides[3]), 2)


class DocumentText(Frozen):
    """The part of a document that travels with a draft."""

    sha256: Sha256
    media_type: MediaType
    pages: tuple[Page, ...]
    text: str


class Document(DocumentText):
    """A source document after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    lines: tuple[Line, ...]
    """In reading order, covering every character that is not white space."""
    hidden: tuple[Hidden, ...] = ()
    notes: tuple[str, ...] = ()
    """Codes of what a reviewer should know: `attachments`, `javascript`, `reading-order`; with a colon and a number
    behind it (`reading-order:2`) it is known of which page."""
    cells: tuple[Cell, ...] = ()
    """Of a table (CSV, XLSX), row by row; empty for every other format."""
    _glyphs: Glyphs | None = PrivateAttr(default=None)

    def with_glyphs(self, glyphs: Glyphs) -> "Document":
        """Give the same document with the places of its characters (one box for each character of `text`)."""
        if len(glyphs) != len(self.text):
            raise ValueError(f"{len(glyphs)} boxes for {len(self.text)} characters")
        self._glyphs = glyphs
        return self

    def page_of(self, start: int) -> int:
        """Give the number of the page on which character `start` stands."""
        place = bisect_right(self._starts, start)
        return self.lines[place - 1].page if place else 1

    def place(self, index: int) -> Box | None:
        """Give the box of character `index`; None where the format has no places, or it stands nowhere."""
        return None if self._glyphs is None else self._glyphs.box(index)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Give one box for each line touched by `text[start:end]`; empty where the format has no places."""
        if self._glyphs is None:
            return ()
        boxes: list[Box] = []
        for line in self.lines[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]:
            around = self._glyphs.around(max(start, line.start), min(end, line.end))
            if around is not None:
                boxes.append(around)
        return tuple(boxes)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def evidence(self, start: int, end: int) -> Evidence:
        """Give the quote `text[start:end]` with its page and boxes. Raises ValueError for an empty span."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) is not in a text of {len(self.text)} characters")
        return Evidence(
            quote=self.text[start:end],
            start=start,
            end=end,
            page=self.page_of(start),
            boxes=self.boxes(start, end),
        )
