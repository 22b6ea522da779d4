"""What a document is: text in reading order, its pages and lines, and the place of every character."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, Self

import numpy as np
from pydantic import ConfigDict, Field, PrivateAttr

from app.values import Frozen, Sha256

MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "text/html",
    "text/plain",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/json",
    "application/xml",
    "application/zip",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "image/webp",
    "image/heic",
]

TABLES: frozenset[str] = frozenset({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
"""Of these media types a document is a table: a job history or a list of courses."""

Box = tuple[float, float, float, float]
"""`(x0, y0, x1, y1)` in PDF points, origin top left, of the page as displayed."""

_TALL = 1.6
"""Sizes of print; a higher box is around several lines."""
_BELOW = 2.0
"""Points."""

Match = Literal["exact", "normalised", "none"]
"""How a quote was found: exact is the text's own characters, normalised differs in white space or the like."""


class SourceDocument(Frozen):
    """The bytes somebody gave, and the name they came under (it decides nothing but a mismatch error)."""

    name: str
    data: bytes


class Ocr(Frozen):
    """How text is recognised in pictures of pages, and the caps on it."""

    engine: Literal["auto", "tesseract", "rapidocr", "off"] = "auto"
    """`auto` takes tesseract where it is installed, else rapidocr."""
    language: str = Field(default="eng", pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20}){0,7}$")
    """Of tesseract's language data; several are joined by a plus sign."""
    program: str = "tesseract"
    """Name on the search path, or path, of tesseract's program."""
    seconds: float = Field(default=60.0, gt=0)
    """For one page."""
    pages: int = Field(default=30, gt=0)
    """Pages that are pictures, of one document."""
    pixels: int = Field(default=60_000_000, gt=0)
    """Of one picture."""


class Limits(Frozen):
    """Caps on what is read; beyond them a document is refused, never cut."""

    bytes: int = 20_000_000
    pages: int = 200
    characters: int = 1_000_000
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
    pixels: int = 100_000_000
    """Of a picture in a document."""
    drawn_pixels: int = 25_000_000
    """Of the picture of a page."""
    nesting: int = 8
    """Of drawings in drawings in a PDF."""
    memory: int = 1_000_000_000
    """Bytes of address space of the process that opens one document."""
    cpu_seconds: int = 20
    """That this process computes."""
    seconds: int = 60
    """By the clock, until this process is stopped."""
    drafting_seconds: int = 60
    """That finding entries and claims in its text may compute, and as many for their concepts."""
    recognition_memory: int = 2_000_000_000
    """The same for a document whose text has to be recognised from pictures."""
    recognition_cpu_seconds: int = 300
    recognition_seconds: int = 600
    values: int = 200_000
    """Of a JSON or XML file: objects, lists, elements and what is in them."""
    depth: int = 64
    """Objects or elements inside one another."""
    ocr: Ocr = Ocr()


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
    indent: int = Field(default=0, ge=0)
    """Blanks before a line of plain text."""


class Cell(Frozen):
    """What one filled cell of a table says, where the reader knows what its column holds."""

    row: int = Field(ge=1)
    """Number of the row below the headings, from 1."""
    field: str
    """`title`, `employer`, `start`, …: the names of `taxonomies/lexicon/columns.toml`; `course` of a course."""
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    """`text[start:end]` is what the cell says, without the heading."""
    column: int | None = None
    """Number of the column of a list of courses, from 0; rows of one are counted from the first line."""


class Fact(Frozen):
    """One value of a structured source (JSON, XML, an export): what it is, and where the text says it."""

    record: int = Field(ge=1)
    """Facts of one number tell one thing: a job, a course, a skill."""
    kind: str
    """What is told: a kind of entry, or `person`, `summary`, `skill`, `language`."""
    field: str
    """`title`, `organization`, `start`, `description`, `skill`, …"""
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    """`text[start:end]` is the value, without any words before it."""


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


class Recognition(Frozen):
    """What recognised the text of pages that are pictures (OCR)."""

    engine: str
    """Name and version: `tesseract 5.3.0`."""
    pages: tuple[int, ...] = Field(min_length=1)
    """Numbers of the pages whose text it is."""
    confidence: float = Field(ge=0, le=1)
    """Mean over the words of these pages, by the engine's own account."""


class RecognisedWord(Frozen):
    """A word as an engine read it in a picture."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    confidence: float = Field(ge=0, le=1)


class Glyphs:
    """Four floats for each character of the text; all NaN for one that stands nowhere (a line break)."""

    __slots__ = ("_floats", "_outwards")

    def __init__(self, floats: "array[float]") -> None:
        self._floats = floats
        # with the far sides turned round the least of all four is around what they are around; a hundred times a
        # single is exact as a double, so that all are rounded here as `round` would each
        sides = np.frombuffer(floats, np.float32).reshape(-1, 4).astype(np.float64)
        self._outwards = np.rint(sides * (100, 100, -100, -100)) / 100

    def __len__(self) -> int:
        return len(self._floats) // 4

    @property
    def floats(self) -> "array[float]":
        """All of them, four a character, single precision."""
        return self._floats

    def box(self, index: int) -> Box | None:
        """Give the box of character `index`, or None when it stands nowhere."""
        x0, y0, x1, y1 = self._floats[4 * index : 4 * index + 4]
        return None if x0 != x0 else (x0, y0, x1, y1)

    def around(self, start: int, end: int) -> Box | None:
        """Give the box around the characters `start` to `end`, in hundredths; None when none stands anywhere."""
        if start >= end:
            return None
        x0, y0, x1, y1 = np.fmin.reduce(self._outwards[start:end]).tolist()
        return None if x0 != x0 else (x0, y0, -x1, -y1)

    def around_each(self, start: int, end: int, size: float) -> list[Box]:
        """Give the boxes around the characters of each printed line: the next begins further left, and below."""
        x0, y0, _, y1 = np.frombuffer(self._floats, np.float32).reshape(-1, 4)[start:end].T
        standing = np.flatnonzero(~np.isnan(x0))
        left, middle = x0[standing], ((y0 + y1) / 2)[standing]
        begins = standing[1:][(np.diff(left) < -size) & (np.diff(middle) > _BELOW)]
        edges = [start, *(begins + start).tolist(), end]
        return [box for first, last in pairwise(edges) if (box := self.around(first, last)) is not None]


class DocumentText(Frozen):
    """The part of a document that travels with a draft."""

    sha256: Sha256
    media_type: MediaType
    pages: tuple[Page, ...]
    text: str
    recognition: Recognition | None = None
    """None when no page had to be recognised (OCR)."""


class Document(DocumentText):
    """A source document after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    lines: tuple[Line, ...]
    """In reading order, covering every character that is not white space."""
    hidden: tuple[Hidden, ...] = ()
    notes: tuple[str, ...] = ()
    """Codes of what a reviewer should know: `attachments`, `javascript`, `reading-order`, `encoding-guessed`; with a
    colon and a number behind it (`reading-order:2`) it is known of which page."""
    cells: tuple[Cell, ...] = ()
    """Of a table (CSV, XLSX), row by row; empty for every other format."""
    facts: tuple[Fact, ...] = ()
    """Of a structured source, in the order of the text; empty for every other format."""
    words: tuple[RecognisedWord, ...] = ()
    """Of pages that are pictures, in the order of the text, each with the engine's confidence."""
    _glyphs: Glyphs | None = PrivateAttr(default=None)

    def with_glyphs(self, glyphs: Glyphs) -> "Document":
        """Give the same document with the places of its characters (one box for each character of `text`)."""
        if len(glyphs) != len(self.text):
            raise ValueError(f"{len(glyphs)} boxes for {len(self.text)} characters")
        self._glyphs = glyphs
        self.__dict__.pop("_placed", None)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Give a copy, which finds the lines that it has itself."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("_starts", None)
        copied.__dict__.pop("_placed", None)
        return copied

    @property
    def glyphs(self) -> Glyphs | None:
        """The places of all characters; None where the format has no places."""
        return self._glyphs

    def page_of(self, start: int) -> int:
        """Give the number of the page on which character `start` stands."""
        place = bisect_right(self._starts, start)
        return self.lines[place - 1].page if place else 1

    def place(self, index: int) -> Box | None:
        """Give the box of character `index`; None where the format has no places, or it stands nowhere."""
        return None if self._placed is None else self._placed.box(index)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Give one box for each line touched by `text[start:end]`; empty where the format has no places."""
        glyphs = self._placed
        if glyphs is None:
            return ()
        boxes: list[Box] = []
        for line in self.lines[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]:
            first, last = max(start, line.start), min(end, line.end)
            around = glyphs.around(first, last)
            if around is None:
                continue
            if line.size is not None and around[3] - around[1] > _TALL * line.size:
                boxes += glyphs.around_each(first, last, line.size)
            else:
                boxes.append(around)
        return tuple(boxes)

    @cached_property
    def _placed(self) -> Glyphs | None:
        # a private attribute is looked up by a function, and places are asked for one by one
        return self._glyphs

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def words_in(self, start: int, end: int) -> tuple[RecognisedWord, ...]:
        """Give the recognised words that `text[start:end]` touches; none where no picture was read."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        return self.words[first : bisect_left(self.words, end, key=lambda word: word.start)]

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
