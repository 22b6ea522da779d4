"""Answers to requests that came with an idempotency key: a repeated request gets its answer and changes nothing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.errors import KeyReused, NotFound, VersionConflict
from app.store import data_keys
from app.store.seal import Keyring
from app.store.tables import replies
from app.values import Frozen

_REPLY = "reply"


class Reply(Frozen):
    """What was answered."""

    status: int
    body: bytes


class Request(Frozen):
    """What somebody asks for, and the key that they gave it."""

    person_id: UUID
    key: str
    """As it came in `Idempotency-Key`; kept as a mark."""
    content: str
    """Method, path and digest of the body: the same key for something else is a mistake."""
    at: datetime


def begin_reply(connection: Connection, keyring: Keyring, board_id: UUID, request: Request) -> Reply | None:
    """Give the answer that the request had before; None when it is new, and then it is written down as begun.

    Raises KeyReused when the key came with another request, VersionConflict when that is still being answered.
    """
    key = data_keys.open_key(connection, keyring, board_id, request.person_id)
    mark, content = key.mark("request key", request.key), key.mark("request content", request.content)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    fresh = connection.execute(
        dialect.insert(replies)
        .values(
            board_id=board_id, person_id=request.person_id, mark=mark, content_mark=content, created_at=request.at
        )
        .on_conflict_do_nothing(index_elements=["person_id", "mark"])
        .returning(replies.c.mark)
    )
    if fresh.first() is not None:
        return None
    row = connection.execute(select(replies).where(_mine(board_id, request.person_id, mark))).mappings().one()
    if row["content_mark"] != content:
        raise KeyReused("The idempotency key was used for another request.")
    if row["status"] is None:
        raise VersionConflict("A request with that idempotency key is still being answered.")
    return Reply(status=row["status"], body=key.open(_REPLY, row["sealed"]))


def end_reply(
    connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, text: str, reply: Reply
) -> None:
    """Keep the answer, in the transaction of what the request did. Raises NotFound when it was not begun."""
    key = data_keys.open_key(connection, keyring, board_id, person_id)
    done = connection.execute(
        update(replies)
        .where(_mine(board_id, person_id, key.mark("request key", text)))
        .values(status=reply.status, sealed=key.seal(_REPLY, reply.body))
    )
    if not done.rowcount:
        raise NotFound("There is no such request.")


def drop_reply(connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, text: str) -> None:
    """Forget a request that failed, so that it can be made again."""
    key = data_keys.open_key(connection, keyring, board_id, person_id)
    connection.execute(delete(replies).where(_mine(board_id, person_id, key.mark("request key", text))))


def remove_old_replies(connection: Connection, before: datetime) -> int:
    """Remove answers to requests that came before; gives how many."""
    return connection.execute(delete(replies).where(replies.c.created_at < before)).rowcount


def _mine(board_id: UUID, person_id: UUID, mark: bytes) -> ColumnElement[bool]:
    return (replies.c.board_id == board_id) & (replies.c.person_id == person_id) & (replies.c.mark == mark)
