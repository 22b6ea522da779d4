"""Source documents opened here, or in processes of their own: the one door for foreign bytes."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.documents.isolation.allowance import allowance_for
from app.documents.isolation.pool import Pool
from app.documents.isolation.tasks import (
    Drawing,
    ask_drawing,
    ask_reading,
    document_of,
    image_of,
    parts_of,
)
from app.documents.model import Box, Document, Limits, SourceDocument
from app.documents.read import check_size, read
from app.documents.tables import Part, apart, holds_table
from app.errors import SourceTooComplex

T = TypeVar("T")


class Opening(Protocol):
    """What is done with bytes that somebody gave."""

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document. Raises SourceError subclasses."""

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table, one for each worker; none when it is no table. Raises SourceError subclasses."""

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG. Raises IndexError for a page that does not exist, and SourceError subclasses."""


class InProcess:
    """Opens bytes in this process: for documents that one trusts, and where processes cannot be forked."""

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document."""
        return read(source, limits)

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table; none when it is no table."""
        return apart(source, limits) if holds_table(source) else []

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG."""
        from app.documents.render import checked_page_image

        return checked_page_image(data, number, scale, boxes, limits)


@dataclass(frozen=True)
class Isolated:
    """Opens bytes in processes of a pool: what they do to one of these costs that document alone."""

    pool: Pool

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document. Also raises SourceTimeOut, IsolationFailed."""
        check_size(source, limits)
        answer = self.pool.run("read", ask_reading(source, limits), allowance_for(source.data, limits))
        document = _taken(lambda: document_of(answer))
        if document.sha256 != hashlib.sha256(source.data).hexdigest():
            raise _unusable()
        return document

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table; none when it is no table. Also raises SourceTimeOut, IsolationFailed."""
        if not source.data or source.data.startswith(b"%PDF-"):
            return []
        answer = self.pool.run("apart", ask_reading(source, limits), allowance_for(source.data, limits))
        return _taken(lambda: parts_of(answer, source))

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG. Also raises SourceTimeOut, IsolationFailed."""
        drawing = Drawing(number=number, scale=scale, boxes=tuple(boxes), limits=limits)
        answer = self.pool.run("draw", ask_drawing(data, drawing), allowance_for(data, limits))
        return _taken(lambda: image_of(answer))


def _taken(take: Callable[[], T]) -> T:
    try:
        return take()
    except ValueError as error:
        raise _unusable() from error


def _unusable() -> SourceTooComplex:
    return SourceTooComplex("the program that opens it said nothing that can be used")
