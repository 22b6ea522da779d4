"""Tables and archives as tasks: to one source document for each worker, and to the documents inside."""

import io
from typing import Final

from pydantic import TypeAdapter

from app.documents.archive import Member, Place, Some, some_members
from app.documents.detect import Kind, detect
from app.documents.isolation.wire import Message
from app.documents.model import Limits, SourceDocument
from app.documents.tables import Part, People, Person, apart, holds_table, people
from app.values import Frozen


class AskTable(Frozen):
    """Asks for the parts, or the people, of a table."""

    name: str
    limits: Limits
    declared: dict[str, str] | None = None


class AskMembers(Frozen):
    """Asks for the next documents of an archive."""

    limits: Limits
    place: Place
    most: int | None


_PARTS: Final = TypeAdapter(list[tuple[str, str, str, int | None]])
"""Key, name, columns, and the number of bytes; None for the source document itself."""
_PEOPLE: Final = TypeAdapter(tuple[dict[str, str], list[tuple[str, str, int]]] | None)
"""Columns; for each person the key, the name and the number of bytes."""
_SOME: Final = TypeAdapter(tuple[list[tuple[str, int, str | None]], Place | None] | None)
"""For each document its name, the number of bytes and its failure; the place after them."""
_KIND: Final = TypeAdapter(Kind)


def ask_table(source: SourceDocument, limits: Limits, declared: dict[str, str] | None = None) -> Message:
    """Put a table into words."""
    return Message(
        AskTable(name=source.name, limits=limits, declared=declared).model_dump_json().encode(), source.data
    )


def tell_parts(message: Message) -> Message:
    """Take a table apart."""
    asked = AskTable.model_validate_json(message.head)
    source = SourceDocument(name=asked.name, data=bytes(message.body))
    parts = apart(source, asked.limits) if holds_table(source) else []
    told = [
        (part.key, part.source.name, part.columns, None if part.source is source else len(part.source.data))
        for part in parts
    ]
    bodies = b"".join(part.source.data for part in parts if part.source is not source)
    return Message(_PARTS.dump_json(told), bodies)


def parts_of(answer: Message, source: SourceDocument) -> list[Part]:
    """Take the parts of a table from an answer. Raises ValueError for one that is none."""
    parts, rest = [], io.BytesIO(answer.body)
    for key, name, columns, size in _PARTS.validate_json(answer.head):
        part = source if size is None else SourceDocument(name=name, data=rest.read(size))
        parts.append(Part(key, part, columns))
    return parts


def tell_people(message: Message) -> Message:
    """Give the people of a job history."""
    asked = AskTable.model_validate_json(message.head)
    found = people(SourceDocument(name=asked.name, data=bytes(message.body)), asked.limits, asked.declared)
    if found is None:
        return Message(b"null")
    told = dict(found.columns), [(one.key, one.name, len(one.data)) for one in found.people]
    return Message(_PEOPLE.dump_json(told), b"".join(one.data for one in found.people))


def people_of(answer: Message) -> People | None:
    """Take the people of a job history from an answer. Raises ValueError for one that is none."""
    told, rest = _PEOPLE.validate_json(answer.head), io.BytesIO(answer.body)
    if told is None:
        return None
    columns, listed = told
    return People(columns, [Person(key, name, rest.read(size)) for key, name, size in listed])


def tell_members(message: Message) -> Message:
    """Give the next documents of an archive."""
    asked = AskMembers.model_validate_json(message.head)
    some = some_members(message.file or io.BytesIO(message.body), asked.limits, asked.place, asked.most)
    if some is None:
        return Message(b"null")
    told = [(one.name, len(one.data), one.failure) for one in some.members], some.after
    return Message(_SOME.dump_json(told), b"".join(one.data for one in some.members))


def members_of(answer: Message) -> Some | None:
    """Take documents of an archive from an answer. Raises ValueError for one that is none."""
    told, rest = _SOME.validate_json(answer.head), io.BytesIO(answer.body)
    if told is None:
        return None
    listed, after = told
    return Some([Member(name, rest.read(size), failure) for name, size, failure in listed], after)


def tell_kind(message: Message) -> Message:
    """Say what bytes are."""
    return Message(_KIND.dump_json(detect(bytes(message.body))))


def kind_of(answer: Message) -> Kind:
    """Take a kind from an answer. Raises ValueError for one that is none."""
    return _KIND.validate_json(answer.head)
