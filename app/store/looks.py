"""Who has fetched a draft with its evidence: what a reviewer decides on at once, they have looked at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from app.store.tables import drafts, looks, seeds


def has_looked(connection: Connection, board_id: UUID, draft_id: UUID, person_id: UUID) -> bool:
    """Say whether a person has fetched the draft since the wording of a claim last changed."""
    query = select(looks.c.version).where(
        looks.c.board_id == board_id, looks.c.draft_id == draft_id, looks.c.person_id == person_id
    )
    return connection.execute(query).first() is not None


def keep_look(
    connection: Connection,
    board_id: UUID,
    draft_id: UUID,
    person_id: UUID,
    version: int,
    at: datetime,
    *,
    seed_id: UUID | None = None,
) -> bool:
    """Write down that a person was given the draft at that version, with that known-wrong claim among the others.

    False when it has a newer version by now, or a known-wrong claim was planted since.
    """
    query = _version(board_id, draft_id).with_for_update(key_share=True)
    if connection.execute(query).scalar() != version:
        return False
    planted = select(seeds.c.id).where(seeds.c.draft_id == draft_id, seeds.c.reviewer_id == person_id)
    if connection.execute(planted).scalar() != seed_id:
        return False
    row = {"draft_id": draft_id, "person_id": person_id, "board_id": board_id, "version": version, "at": at}
    try:
        with connection.begin_nested():
            connection.execute(insert(looks).values(row))
    except IntegrityError:
        pass  # they were given it before, and nothing has changed since
    return True


def forget_look(connection: Connection, board_id: UUID, draft_id: UUID, person_id: UUID) -> bool:
    """Have one person look again, because something is put among what they are shown in this transaction.

    Until it ends nobody writes a look down. False when somebody is just changing the draft, and nothing may be put
    there: to wait for them could be to wait for each other.
    """
    query = _version(board_id, draft_id).with_for_update(key_share=True, skip_locked=True)
    if connection.execute(query).first() is None:
        return False
    mine = (looks.c.board_id == board_id) & (looks.c.draft_id == draft_id) & (looks.c.person_id == person_id)
    connection.execute(delete(looks).where(mine))
    return True


def _version(board_id: UUID, draft_id: UUID) -> Select[Any]:
    return select(drafts.c.version).where(drafts.c.board_id == board_id, drafts.c.id == draft_id)


def forget_looks(connection: Connection, board_id: UUID, draft_id: UUID, but: UUID) -> int:
    """Have everybody but one person look again, because the wording of a claim changed; gives how many that is.

    The draft is held from then on, as whoever decides on it holds it before its looks.
    """
    connection.execute(_version(board_id, draft_id).with_for_update(key_share=True))
    others = (looks.c.board_id == board_id) & (looks.c.draft_id == draft_id) & (looks.c.person_id != but)
    return connection.execute(delete(looks).where(others)).rowcount
