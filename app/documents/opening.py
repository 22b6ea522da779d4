"""Source documents opened here, or in processes of their own: the one door for foreign bytes."""

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Protocol, TypeVar

from app.documents import archive
from app.documents.archive import Member, Place, Some
from app.documents.detect import Kind, detect
from app.documents.isolation import tables
from app.documents.isolation.allowance import (
    Allowance,
    allowance,
    allowance_for_many,
    allowance_for_recognition,
    is_picture,
)
from app.documents.isolation.pool import Pool
from app.documents.isolation.tasks import Drawing, ask_drawing, ask_reading, document_of, image_of
from app.documents.isolation.wire import Message
from app.documents.model import Box, Document, Limits, SourceDocument
from app.documents.read import check_size, read
from app.documents.tables import Part, People, apart, holds_table, people
from app.errors import SourceNeedsOcr, SourceTimeOut, SourceTooComplex

T = TypeVar("T")

_PACKAGE = b"PK\x03\x04"
"""How the bytes of DOCX, ODT and XLSX begin."""


class Opening(Protocol):
    """What is done with bytes that somebody gave."""

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document. Raises SourceError subclasses."""

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table, one for each worker; none when it is no table. Raises SourceError subclasses."""

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG. Raises IndexError for a page that does not exist, and SourceError subclasses."""

    def kind(self, data: bytes, limits: Limits) -> Kind:
        """Say what bytes are. Raises SourceError subclasses."""

    def people(self, source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None) -> People | None:
        """Give a job history by person; None for what is no table. Raises SourceError subclasses."""

    def members(self, file: IO[bytes], limits: Limits) -> Iterator[Member] | None:
        """Give the documents of an archive, one after the other; None for an Office file.

        Raises SourceError subclasses for the archive as a whole, before the first document is given.
        """


class InProcess:
    """Opens bytes in this process: for documents that one trusts, and where processes cannot be forked."""

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document."""
        try:
            return read(source, limits)
        finally:
            if source.data.startswith(_PACKAGE):
                # parts of a package refer to each other: megabytes each, which the collector counts as few objects
                gc.collect(0)

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table; none when it is no table."""
        return apart(source, limits) if holds_table(source) else []

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG."""
        from app.documents.render import checked_page_image

        return checked_page_image(data, number, scale, boxes, limits)

    def kind(self, data: bytes, limits: Limits) -> Kind:  # noqa: ARG002 - an isolated one has to have them
        """Say what bytes are."""
        return detect(data)

    def people(self, source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None) -> People | None:
        """Give a job history by person; None for what is no table."""
        return people(source, limits, declared)

    def members(self, file: IO[bytes], limits: Limits) -> Iterator[Member] | None:
        """Give the documents of an archive, one after the other; None for an Office file."""
        return _one_by_one(lambda place: archive.some_members(file, limits, place))


@dataclass(frozen=True)
class Isolated:
    """Opens bytes in processes of a pool: what they do to one of these costs that document alone."""

    pool: Pool
    sent_bytes: int = 50_000_000
    """Up to so many an archive is handed over as its bytes, and beyond as the file that holds them."""

    def read(self, source: SourceDocument, limits: Limits) -> Document:
        """Give the document of a source document. Also raises SourceTimeOut, IsolationFailed."""
        check_size(source, limits)
        if limits.ocr.engine == "off":
            return self._read(source, limits, allowance(limits))
        # most documents have text: only one whose pages are pictures gets a process that may run another program
        if not is_picture(source.data):
            without = limits.model_copy(update={"ocr": limits.ocr.model_copy(update={"engine": "off"})})
            with suppress(SourceNeedsOcr):
                document = self._read(source, without, allowance(limits))
                if "pages-unread" not in document.notes:
                    return document
        return self._read(source, limits, allowance_for_recognition(limits))

    def _read(self, source: SourceDocument, limits: Limits, allowed: Allowance) -> Document:
        answer = self.pool.run("read", ask_reading(source, limits), allowed)
        document = _taken(lambda: document_of(answer))
        if document.sha256 != hashlib.sha256(source.data).hexdigest():
            raise _unusable()
        return document

    def parts(self, source: SourceDocument, limits: Limits) -> list[Part]:
        """Give the parts of a table; none when it is no table. Also raises SourceTimeOut, IsolationFailed."""
        if not source.data or source.data.startswith(b"%PDF-"):
            return []
        answer = self.pool.run("parts", tables.ask_table(source, limits), allowance(limits))
        return _taken(lambda: tables.parts_of(answer, source))

    def page_image(self, data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
        """Draw a page as a PNG. Also raises SourceTimeOut, IsolationFailed."""
        drawing = Drawing(number=number, scale=scale, boxes=tuple(boxes), limits=limits)
        # somebody looks at a page that is still empty
        at_once = allowance(limits).model_copy(update={"nice": 0})
        answer = self.pool.run("draw", ask_drawing(data, drawing), at_once)
        return _taken(lambda: image_of(answer))

    def kind(self, data: bytes, limits: Limits) -> Kind:
        """Say what bytes are. Also raises SourceTimeOut, IsolationFailed."""
        if data.startswith(b"%PDF-"):
            return Kind.PDF
        answer = self.pool.run("kind", Message(b"", data), allowance(limits))
        return _taken(lambda: tables.kind_of(answer))

    def people(self, source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None) -> People | None:
        """Give a job history by person; None for what is no table. Also raises SourceTimeOut, IsolationFailed."""
        asked = tables.ask_table(source, limits, dict(declared) if declared else None)
        answer = self.pool.run("people", asked, allowance_for_many(limits))
        return _taken(lambda: tables.people_of(answer))

    def members(self, file: IO[bytes], limits: Limits) -> Iterator[Member] | None:
        """Give the documents of an archive; one that ends its process costs itself. Also raises IsolationFailed."""
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        whole = Message(b"", file.read()) if size <= self.sent_bytes else Message(b"", b"", file)

        def ask(place: Place, most: int | None) -> Some | None:
            asked = tables.AskMembers(limits=limits, place=place, most=most).model_dump_json().encode()
            answer = self.pool.run("members", whole._replace(head=asked), allowance_for_many(limits))
            return _taken(lambda: tables.members_of(answer))

        def some(place: Place) -> Some | None:
            try:
                return ask(place, None)
            except (SourceTooComplex, SourceTimeOut):
                return _one(ask, place)

        return _one_by_one(some)


def _one(ask: Callable[[Place, int | None], Some | None], place: Place) -> Some | None:
    """Give the next document alone; when even naming it fails, the archive cannot be opened."""
    named = ask(place, 0)
    try:
        return ask(place, 1)
    except (SourceTooComplex, SourceTimeOut) as error:
        if named is None or not named.members:
            raise
        return Some([Member(named.members[0].name, b"", error.code)], named.after)


def _one_by_one(some: Callable[[Place], Some | None]) -> Iterator[Member] | None:
    first = some(Place())
    if first is None:
        return None

    def found() -> Iterator[Member]:
        now: Some | None = first
        while now is not None:
            yield from now.members
            now = some(now.after) if now.after is not None else None

    return found()


def _taken(take: Callable[[], T]) -> T:
    try:
        return take()
    except ValueError as error:
        raise _unusable() from error


def _unusable() -> SourceTooComplex:
    return SourceTooComplex("the program that opens it said nothing that can be used")
