"""How much comes in on one day: the installation's numbers, a board's own, what is used, and what is refused."""

import math
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Action
from app.errors import QuotaReached
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation, Quota
from app.store import boards, quotas
from app.store.model import Board
from app.store.quotas import Bounds, Uses
from app.values import Frozen

_SETTING: Final = "quotas"


class Kind(StrEnum):
    """What is counted by the day (UTC)."""

    DOCUMENTS = "documents"
    """That came in on a board, by uploads and by batches."""
    BYTES = "bytes"
    """Of these documents."""
    WORKER_DOCUMENTS = "worker_documents"
    """That were uploaded for one account."""


class Use(Frozen):
    """How much is used of how much."""

    used: int
    most: int | None
    """None where there is no bound."""


class Quotas(Frozen):
    """What is used today, and when that day ends."""

    day: date
    ends_at: datetime
    uses: Mapping[Kind, Use]
    """Of the board for those who run it; of one's own account for everybody."""


def limits(place: Installation, board: Board) -> Quota:
    """Give the numbers of a board, the installation's where the board has none of its own."""
    own = {kind: told for kind, told in board.settings.get(_SETTING, {}).items() if kind in set(Kind)}
    return place.quota.model_copy(update=own)


def take(
    place: Installation,
    connection: Connection,
    board_id: UUID,
    sizes: Collection[int],
    worker_id: UUID | None = None,
) -> None:
    """Count documents of these numbers of bytes, in the transaction that keeps them; `worker_id` of an upload.

    Raises QuotaReached, after which nothing of the transaction may be kept.
    """
    now = place.clock().astimezone(UTC)
    most, day = limits(place, boards.load_board(connection, board_id)), now.date()
    more = Uses(len(sizes), sum(sizes))
    if worker_id is not None:
        bounds = Bounds(documents=most.worker_documents)
        if not quotas.take_for_worker(connection, board_id, worker_id, day, more, bounds):
            raise _reached(now, f"No more than {most.worker_documents:,} documents a day are taken from one worker.")
    bounds = Bounds(documents=most.documents, bytes=most.bytes)
    if not quotas.take_for_board(connection, board_id, day, more, bounds):
        told = [
            f"{bound:,} {word}"
            for bound, word in ((most.documents, "documents"), (most.bytes, "bytes"))
            if bound is not None
        ]
        raise _reached(now, f"No more than {' or '.join(told)} a day are taken on this board.")


def look(asking: Asking, board_id: UUID | None = None) -> Quotas:
    """Give what is used today of one's own board, or of another one. Raises AccessError, NotFound."""
    owner = asking.board_id if board_id is None else board_id
    if owner == asking.board_id:
        only = asking.limited_to(Action.QUOTA_READ)
    else:
        only = asking.may(Action.QUOTA_READ, None, board_id=owner).worker_id
    with asking.place.database.reading() as connection:
        return _seen(asking, connection, boards.load_board(connection, owner), is_worker=only is not None)


def change(asking: Asking, numbers: Mapping[Kind, int | None], board_id: UUID | None = None) -> Quotas:
    """Give a board, one's own or another one, numbers of its own; without one the installation's holds.

    What came in today stays and counts. Raises AccessError, NotFound.
    """
    owner = asking.board_id if board_id is None else board_id
    asking.may(Action.QUOTA_MANAGE, None, board_id=owner)
    own = {str(kind): told for kind, told in numbers.items() if told is not None}
    with asking.place.database.writing() as connection:
        board = boards.load_board(connection, owner, lock=True)
        board = board.model_copy(update={"settings": board.settings | {_SETTING: own}})
        boards.change_board(connection, board)
        asking.log(connection, Action.QUOTA_MANAGE, "board", owner, counts=own, board_id=owner)
        return _seen(asking, connection, board, is_worker=False)


def _seen(asking: Asking, connection: Connection, board: Board, *, is_worker: bool) -> Quotas:
    now = asking.place.clock().astimezone(UTC)
    most, day = limits(asking.place, board), now.date()
    own = quotas.worker_use(connection, board.id, asking.actor.person_id, day)
    uses = {Kind.WORKER_DOCUMENTS: Use(used=own.documents, most=most.worker_documents)}
    if not is_worker:
        used = quotas.board_use(connection, board.id, day)
        uses[Kind.DOCUMENTS] = Use(used=used.documents, most=most.documents)
        uses[Kind.BYTES] = Use(used=used.bytes, most=most.bytes)
    return Quotas(day=day, ends_at=_midnight(now), uses=uses)


def _midnight(now: datetime) -> datetime:
    """Give the end of a day in UTC."""
    return datetime.combine(now.date() + timedelta(days=1), time(), UTC)


def _reached(now: datetime, message: str) -> QuotaReached:
    return QuotaReached(message, after=max(1, math.ceil((_midnight(now) - now).total_seconds())))
