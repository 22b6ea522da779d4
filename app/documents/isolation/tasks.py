"""What is done in a process of its own: a message in, a message out. JSON and bytes, and never an object."""

import json
from array import array
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final

from app import errors
from app.documents.isolation import tables
from app.documents.isolation.wire import Message
from app.documents.model import Box, Document, Glyphs, Limits, SourceDocument
from app.documents.read import read
from app.errors import SourceDamaged, SourceError, SourceTooComplex
from app.values import Frozen

Task = Callable[[Message], Message]


class Reading(Frozen):
    """Asks for the document."""

    name: str
    limits: Limits


class Drawing(Frozen):
    """Asks for the picture of a page."""

    number: int
    scale: float
    boxes: tuple[Box, ...]
    limits: Limits


class Refusal(Frozen):
    """Why there is no result: the error's code, sentence and hint."""

    refused: str
    message: str
    hint: str


_REFUSALS: Final = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SourceError)
}


def run(tasks: Mapping[str, Task], name: str, message: Message) -> Message:
    """Do one task; what goes wrong becomes a refusal."""
    try:
        return tasks[name](message)
    except SourceError as error:
        return refusal(error)
    except (MemoryError, RecursionError):
        return refusal(SourceTooComplex("the file asks for more memory than any resume needs"))
    except Exception:  # noqa: BLE001 - a library's unforeseen failure is a fact about the file
        return refusal(SourceDamaged("the file cannot be read"))


def refused(answer: Message) -> SourceError | None:
    """Give the error that an answer tells of; None for a result. Raises ValueError for an unknown code."""
    if not answer.head.startswith(b'{"refused"'):
        return None
    told = Refusal.model_validate_json(answer.head)
    if told.refused not in _REFUSALS:
        raise ValueError("no code of a source document")
    return _REFUSALS[told.refused](told.message, hint=told.hint)


def refusal(error: SourceError) -> Message:
    """Put an error into words."""
    told = Refusal(refused=error.code, message=error.message, hint=error.advice)
    return Message(told.model_dump_json().encode())


def ask_reading(source: SourceDocument, limits: Limits) -> Message:
    """Put a source document into words."""
    return Message(Reading(name=source.name, limits=limits).model_dump_json().encode(), source.data)


def _reading(message: Message) -> tuple[SourceDocument, Limits]:
    asked = Reading.model_validate_json(message.head)
    return SourceDocument(name=asked.name, data=bytes(message.body)), asked.limits


def _read(message: Message) -> Message:
    return tell_document(read(*_reading(message)))


def tell_document(document: Document) -> Message:
    """Put a document into words: all but the places of its characters is JSON."""
    glyphs = document.glyphs
    return Message(document.model_dump_json().encode(), b"" if glyphs is None else b"\x01" + glyphs.floats.tobytes())


def document_of(answer: Message) -> Document:
    """Take a document from an answer. Raises ValueError for one that is none."""
    document = Document.model_validate_json(answer.head)
    if not answer.body:
        return document
    floats = array("f")
    floats.frombytes(memoryview(answer.body)[1:])
    return document.with_glyphs(Glyphs(floats))


def ask_drawing(data: bytes, drawing: Drawing) -> Message:
    """Put the wish for a picture of a page into words."""
    return Message(drawing.model_dump_json().encode(), data)


def _draw(message: Message) -> Message:
    from app.documents.render import checked_page_image

    asked = Drawing.model_validate_json(message.head)
    try:
        image = checked_page_image(bytes(message.body), asked.number, asked.scale, asked.boxes, asked.limits)
    except IndexError:
        return Message(json.dumps({"missing": True}).encode())
    return Message(b"{}", image)


def image_of(answer: Message) -> bytes:
    """Take a picture from an answer. Raises IndexError when there is no such page."""
    told: Any = json.loads(answer.head)
    if told == {"missing": True}:
        raise IndexError("no such page")
    if not answer.body.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("no PNG")
    return bytes(answer.body)


TASKS: Final[Mapping[str, Task]] = {
    "read": _read,
    "draw": _draw,
    "kind": tables.tell_kind,
    "parts": tables.tell_parts,
    "people": tables.tell_people,
    "members": tables.tell_members,
}
"""By name: what a server of processes does unless it is given other tasks."""


def _warm() -> None:
    from app.documents.isolation.warming import warm

    warm()


PREPARE_FIRST: Final[tuple[Callable[[], object], ...]] = (
    partial(import_module, "app.documents.readers.pdf.read"),
    partial(import_module, "app.documents.readers.word.read"),
    partial(import_module, "app.documents.readers.table.read"),
)
"""What is done before the first document, unless it comes earlier."""
PREPARE: Final[tuple[Callable[[], object], ...]] = (
    *PREPARE_FIRST,
    _warm,
    partial(import_module, "app.documents.render"),
    partial(import_module, "app.documents.readers.rtf.read"),
    partial(import_module, "app.documents.readers.odt.read"),
    partial(import_module, "app.documents.readers.html.read"),
    partial(import_module, "app.documents.readers.picture"),
    partial(import_module, "app.documents.readers.structured.read_json"),
    partial(import_module, "app.documents.readers.structured.read_xml"),
    partial(import_module, "app.documents.readers.structured.linkedin"),
    partial(import_module, "app.documents.readers.table.xlsx"),
)
"""What is done while nothing is asked for: it need not be done for each document then."""
