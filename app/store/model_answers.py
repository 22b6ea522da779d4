"""Answers of a language model about a document: kept with it, sealed with its key, and gone when it goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store import data_keys
from app.store.seal import DataKey, Keyring
from app.store.tables import model_answers

_ANSWER = "model answer"


def find_model_answer(
    connection: Connection, keyring: Keyring, board_id: UUID, document_id: UUID, call: str
) -> bytes | None:
    """Give the answer that a document has to a call; None when there is none. Raises SealBroken."""
    key = data_keys.open_key(connection, keyring, board_id, document_id)
    query = select(model_answers.c.sealed).where(
        model_answers.c.document_id == document_id, model_answers.c.mark == _mark(key, call)
    )
    sealed = connection.execute(query).scalar()
    return None if sealed is None else key.open(_ANSWER, sealed)


def keep_model_answer(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    document_id: UUID,
    call: str,
    answer: bytes,
    at: datetime,
) -> None:
    """Keep the answer to a call; of two that come at once the first stays.

    Raises SealBroken when the document was erased meanwhile.
    """
    key = data_keys.open_key(connection, keyring, board_id, document_id)
    values = {
        "document_id": document_id,
        "board_id": board_id,
        "mark": _mark(key, call),
        "sealed": key.seal(_ANSWER, answer),
        "created_at": at,
    }
    new = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(new(model_answers).values(values).on_conflict_do_nothing())


def _mark(key: DataKey, call: str) -> bytes:
    # a plain digest of the text would tell whoever has the text that it is here
    return key.mark("model call", call)
