"""Printed lines to a document's text, its line table and the places of its characters."""

import hashlib
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from app.documents.characters import Place, clean, is_bullet
from app.documents.model import Document, Glyphs, Hidden, Limits, Line, MediaType, Page
from app.errors import SourceTooLarge
from app.values import Sha256

_NOWHERE = (float("nan"),) * 4
_TAGS = re.compile("[\U000e0020-\U000e007e]")
"""Characters that print nothing and stand for ASCII."""
_LONGEST_FLAG = 6
"""Tags that an emoji of a flag ends in."""


@dataclass(slots=True)
class Printed:
    """One line as a reader found it: its characters (with places, for a format that has them) and its style."""

    characters: Sequence[str]
    places: Sequence[Place] | None = None
    size: float | None = None
    bold: bool = False
    heading: bool = False
    bullet: bool = False
    left: float | None = None
    gap: float | None = None


class Assembly:
    """The text while it grows: one line break between lines, an empty line between blocks, paragraphs and pages."""

    def __init__(self, limits: Limits, *, placed: bool) -> None:
        self._limit = limits.characters
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._hidden: list[Hidden] = []
        self._floats: array[float] | None = array("f") if placed else None

    def add(self, printed: Printed, *, page: int, block: int, apart: bool = False) -> None:
        """Add one line; `apart` puts an empty line above it even within a block. A line without print is skipped.

        Raises SourceTooLarge when the text grows over the limit.
        """
        self.keep_tags("".join(printed.characters), page)
        text, places = clean(printed.characters, printed.places)
        bare = text.strip()
        if not bare:
            return
        first = len(text) - len(text.lstrip())
        if self._lines:
            last = self._lines[-1]
            self._write("\n\n" if apart or (last.page, last.block) != (page, block) else "\n")
        fresh = not self._lines or (self._lines[-1].page, self._lines[-1].block) != (page, block)
        start = self._length
        self._write(bare, places[first : first + len(bare)])
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
            )
        )

    def keep_tags(self, stored: str, page: int) -> None:
        """Keep as hidden what tag characters say, if they say more than an emoji of a flag needs."""
        if stored.isascii():
            return
        said = "".join(chr(ord(c) - 0xE0000) for c in _TAGS.findall(stored))
        if len(said) > _LONGEST_FLAG:
            self._hidden.append(Hidden(text=said, page=page, reason="tag characters"))

    def _write(self, text: str, places: Sequence[Place] = ()) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limit:
            raise SourceTooLarge(f"the document holds more than {self._limit:,} characters")
        if self._floats is not None:
            self._floats.extend(chain.from_iterable([place or _NOWHERE for place in places or (None,) * len(text)]))

    @property
    def length(self) -> int:
        """Number of characters so far."""
        return self._length

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
        document = Document(
            sha256=Sha256(hashlib.sha256(data).hexdigest()),
            media_type=media_type,
            pages=tuple(pages),
            text="".join(self._parts),
            lines=tuple(self._lines),
            hidden=(*hidden, *self._hidden),
            notes=tuple(notes),
        )
        return document if self._floats is None else document.with_glyphs(Glyphs(self._floats))
