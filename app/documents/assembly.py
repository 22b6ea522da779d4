"""Printed lines to a document's text, its line table and the places of its characters."""

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

import numpy as np

from app.documents.characters import NOWHERE, Places, clean, is_bullet
from app.documents.invisible import as_shown, mixed_words, unseen
from app.documents.model import Cell, Document, Glyphs, Hidden, Limits, Line, MediaType, Page
from app.errors import SourceTooLarge
from app.values import Sha256

_LONGEST_LIST = 1_000
"""Characters of a list of words that mix alphabets."""
_ROOM = 64
"""Blanks in a row that part words; more part them no further, and rules would try each as the first of a match."""
_WIDE = " " * (_ROOM + 1)
_BLANKS = re.compile(f" {{{_ROOM + 1},}}")


@dataclass(slots=True)
class Printed:
    """One line as a reader found it: its characters (with places, for a format that has them) and its style."""

    characters: Sequence[str]
    places: Places | None = None
    size: float | None = None
    bold: bool = False
    heading: bool = False
    bullet: bool = False
    left: float | None = None
    gap: float | None = None
    indent: int = 0


def _narrowed(text: str, places: Places | None) -> tuple[str, Places | None]:
    """Leave out what of a row of blanks is beyond `_ROOM`, with the places of these blanks."""
    edges, at = list[tuple[int, int]](), 0
    for blanks in _BLANKS.finditer(text):
        edges.append((at, blanks.start() + _ROOM))
        at = blanks.end()
    edges.append((at, len(text)))
    kept = places if places is None else np.concatenate([places[start:end] for start, end in edges])
    return "".join(text[start:end] for start, end in edges), kept


class Assembly:
    """The text while it grows: one line break between lines, an empty line between blocks, paragraphs and pages."""

    def __init__(self, limits: Limits, *, placed: bool) -> None:
        self._limit = limits.characters
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._hidden: list[Hidden] = []
        self._places: list[Places] | None = [] if placed else None
        self.cells: list[Cell] = []
        """Of tables whose columns are known."""

    def add(self, printed: Printed, *, page: int, block: int, apart: bool = False) -> None:
        """Add one line; `apart` puts an empty line above it even within a block. A line without print is skipped.

        Raises SourceTooLarge when the text grows over the limit.
        """
        printed = self._without_unseen(printed, page)
        text, places = clean(printed.characters, printed.places)
        bare = text.strip()
        if not bare:
            return
        first = len(text) - len(text.lstrip())
        kept = places if places is None else places[first : first + len(bare)]
        if _WIDE in bare:
            bare, kept = _narrowed(bare, kept)
        if self._lines:
            last = self._lines[-1]
            self._write("\n\n" if apart or (last.page, last.block) != (page, block) else "\n")
        fresh = not self._lines or (self._lines[-1].page, self._lines[-1].block) != (page, block)
        start = self._length
        self._write(bare, kept)
        self._lines.append(
            Line(
                start=start,
                end=self._length,
                page=page,
                block=block,
                size=printed.size,
                bold=printed.bold,
                heading=printed.heading,
                bullet=printed.bullet or is_bullet(bare),
                left=printed.left,
                gap=None if fresh else printed.gap,
                indent=printed.indent,
            )
        )

    def keep_unseen(self, stored: str, page: int) -> None:
        """Keep as hidden what the invisible characters of a text say."""
        self._hidden += [Hidden(text=said, page=page, reason=reason) for said, reason in unseen(stored)]

    def _without_unseen(self, printed: Printed, page: int) -> Printed:
        characters = printed.characters
        stored = characters if isinstance(characters, str) else "".join(characters)
        if stored.isascii():
            return printed
        self.keep_unseen(stored, page)
        if printed.places is not None:
            return printed
        shown, turned = as_shown(stored)
        self._hidden += [Hidden(text=said, page=page, reason=reason) for said, reason in turned]
        return replace(printed, characters=shown) if turned else printed

    def _mixed(self, text: str) -> Iterator[Hidden]:
        """Give for each page the words that mix alphabets."""
        found = [(self._page_of(place), word) for place, word in mixed_words(text)]
        for page, words in groupby(found, key=itemgetter(0)):
            yield Hidden(
                text=" ".join(word for _, word in words)[:_LONGEST_LIST], page=page, reason="look-alike letters"
            )

    def _page_of(self, place: int) -> int:
        return self._lines[bisect_right(self._lines, place, key=lambda line: line.start) - 1].page

    def _write(self, text: str, places: Places | None = None) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limit:
            raise SourceTooLarge(
                f"the document holds more than {self._limit:,} characters",
                hint="Give the pages that are the resume or transcript alone; LER_MAX_CHARACTERS is the limit.",
            )
        if self._places is not None:
            self._places += [NOWHERE] * len(text) if places is None else [places]

    @property
    def length(self) -> int:
        """Number of characters so far."""
        return self._length

    def since(self, place: int) -> str:
        """Give what was written from a place on."""
        parts: list[str] = []
        first = self._length
        for part in reversed(self._parts):
            if first <= place:
                break
            first -= len(part)
            parts.append(part)
        return "".join(reversed(parts))[max(place - first, 0) :]

    @property
    def empty(self) -> bool:
        """Whether nothing was printed so far."""
        return not self._lines

    def finish(
        self,
        data: bytes,
        media_type: MediaType,
        pages: Sequence[Page],
        hidden: Sequence[Hidden] = (),
        notes: Sequence[str] = (),
    ) -> Document:
        """Give the document of the source bytes `data`."""
        text = "".join(self._parts)
        document = Document(
            sha256=Sha256(hashlib.sha256(data).hexdigest()),
            media_type=media_type,
            pages=tuple(pages),
            text=text,
            lines=tuple(self._lines),
            hidden=(*hidden, *self._hidden, *self._mixed(text)),
            notes=tuple(notes),
            cells=tuple(self.cells),
        )
        if self._places is None:
            return document
        places = np.concatenate([NOWHERE[:0], *self._places]).astype(np.float32)
        return document.with_glyphs(Glyphs(array("f", places.tobytes())))
