"""Requests that may be sent again to the answer that the first one got (`Idempotency-Key`)."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Update, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.errors import KeyReused, SealBroken, StillWorking
from app.store import data_keys
from app.store.rows import one, remove_free
from app.store.seal import DataKey, Keyring
from app.store.tables import answers, people

_ANSWER = "answer"
ABANDONED: Final = timedelta(minutes=2)
"""After which a request that nobody works on, and that was never answered, may be sent again: its process died."""


class Answer(NamedTuple):
    """What a request was answered with."""

    status: int
    body: bytes


def begin_answer(
    connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, key: str, request: bytes, at: datetime
) -> Answer | None:
    """Take the key for a request, or give the answer that the same request got before.

    `request` is what makes it this request: method, path and body. Raises KeyReused for another request under the
    key, StillWorking while the first is being worked on, NotFound when the person is there no longer, SealBroken.
    """
    try:
        opened = data_keys.open_key(connection, keyring, board_id, person_id)
    except SealBroken:
        one(connection, select(people.c.id).where(people.c.id == person_id))
        raise
    mark, name = opened.mark("request", request.hex()), _name(opened, key)
    query = select(answers).where(answers.c.person_id == person_id, answers.c.key == name)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        values = {"board_id": board_id, "person_id": person_id, "key": name, "request_mark": mark, "created_at": at}
        try:
            with connection.begin_nested():
                connection.execute(insert(answers).values(values))
        except IntegrityError:
            raise StillWorking("The same request is being worked on.") from None
        return None
    if row["request_mark"] != mark:
        raise KeyReused("The Idempotency-Key was used for another request.")
    if row["status"] is None and row["created_at"] <= at - ABANDONED:
        # whoever worked on it is gone: what it did is done once anyway, by its own ids
        again = _begun(person_id, name).where(answers.c.created_at == row["created_at"])
        # of two that come at once, one goes on
        if connection.execute(again.values(created_at=at)).rowcount:
            return None
        raise StillWorking("The same request is being worked on.")
    if row["status"] is None:
        raise StillWorking("The same request is being worked on.")
    return Answer(row["status"], opened.open(_ANSWER, row["sealed"]))


def renew_answer(
    connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, key: str, at: datetime
) -> None:
    """Say of a request whose key was taken that it is still being worked on. Raises SealBroken."""
    name = _name(data_keys.open_key(connection, keyring, board_id, person_id), key)
    connection.execute(_begun(person_id, name).values(created_at=at))


def keep_answer(
    connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, key: str, answer: Answer
) -> None:
    """Keep the answer of a request whose key was taken. Nothing when the person is gone."""
    try:
        opened = data_keys.open_key(connection, keyring, board_id, person_id)
    except SealBroken:
        return
    connection.execute(
        update(answers)
        .where(answers.c.person_id == person_id, answers.c.key == _name(opened, key))
        .values(status=answer.status, sealed=opened.seal(_ANSWER, answer.body))
    )


def forget_answer(connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID, key: str) -> None:
    """Give the key back: the request failed and may be sent again. Nothing when the person is gone."""
    try:
        name = _name(data_keys.open_key(connection, keyring, board_id, person_id), key)
    except SealBroken:
        return
    connection.execute(delete(answers).where(answers.c.person_id == person_id, answers.c.key == name))


def forget_old_answers(connection: Connection, before: datetime) -> int:
    """Forget answers from before a moment; gives how many."""
    return remove_free(connection, answers, answers.c.created_at < before)


def _begun(person_id: UUID, name: str) -> Update:
    mine = (answers.c.person_id == person_id) & (answers.c.key == name)
    return update(answers).where(mine, answers.c.status.is_(None))


def _name(opened: DataKey, key: str) -> str:
    """Name a key without a word of it: who makes it may have put somebody's name into it."""
    return opened.mark("idempotency key", key).hex()
