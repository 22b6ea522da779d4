"""The review queue: what waits, who has it, and what is handed out next."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from app.review.model import FlagCode
from app.store.claims import claim_row, rank_of
from app.store.model import ClaimRow
from app.store.rows import chunks
from app.store.tables import claims, decisions
from app.values import Frozen


class QueueFilter(Frozen):
    """Which part of the queue; None leaves a question open."""

    kinds: tuple[str, ...] | None = None
    basis: str | None = None
    flag: FlagCode | None = None
    flagged: bool | None = None
    """True: with any flag; False: without one."""
    worker_id: UUID | None = None
    draft_id: UUID | None = None

    def takes(self, row: ClaimRow) -> bool:
        """Say of a row that waits whether it is in that part."""
        asked = (
            (self.kinds is None or row.kind in self.kinds),
            (self.basis is None or row.basis == self.basis),
            (self.flag is None or self.flag in row.flags),
            (self.flagged is None or self.flagged is (row.rank > 0)),
            (self.worker_id is None or row.worker_id == self.worker_id),
            (self.draft_id is None or row.draft_id == self.draft_id),
        )
        return all(asked)


EVERYTHING = QueueFilter()


_WAITS: Final = claims.c.opinions > literal_column("0")
"""Written out, not bound: a partial index is only taken when the statement itself promises its condition."""


def lease_claims(
    connection: Connection,
    board_id: UUID,
    reviewer_id: UUID,
    at: datetime,
    *,
    seconds: int = 600,
    limit: int = 1,
    only: QueueFilter = EVERYTHING,
) -> tuple[ClaimRow, ...]:
    """Hand out the next claims to a reviewer, who has them until the lease ends; two reviewers get different ones.

    First those with the heaviest flags, of equal ones the oldest. Never their own, and none that they decided on. On
    PostgreSQL rows that another is just taking are stepped over; on SQLite one writer goes after the other. What they
    hold already is not given again (`held_claims`).
    """
    chosen = (
        _waiting(board_id, reviewer_id, only)
        .with_only_columns(claims.c.id)
        .where(_free(at))
        .order_by(claims.c.rank.desc(), claims.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        # a common table expression that locks is run once; a plain subquery may be run again for each row
        .cte("chosen")
    )
    taken = connection.execute(
        update(claims)
        .where(claims.c.id.in_(select(chosen.c.id)))
        .values(leased_by=reviewer_id, leased_until=at + timedelta(seconds=seconds))
        .returning(claims)
    )
    return in_order([claim_row(row) for row in taken.mappings()])


def held_claims(connection: Connection, board_id: UUID, reviewer_id: UUID, at: datetime) -> tuple[ClaimRow, ...]:
    """Give the claims that a reviewer has leased and not decided."""
    query = (
        select(claims)
        .where(
            claims.c.board_id == board_id,
            claims.c.leased_by == reviewer_id,
            claims.c.leased_until > at,
            _WAITS,
        )
        .order_by(claims.c.rank.desc(), claims.c.id)
    )
    return tuple(claim_row(row) for row in connection.execute(query).mappings())


def renew_leases(
    connection: Connection,
    board_id: UUID,
    reviewer_id: UUID,
    at: datetime,
    seconds: int = 600,
    claim_ids: Collection[UUID] | None = None,
) -> tuple[ClaimRow, ...]:
    """Prolong what a reviewer still holds, all of it or the named claims, and give it.

    What somebody is just changing stays as it is, and is not given.
    """
    mine = (claims.c.board_id == board_id) & (claims.c.leased_by == reviewer_id) & (claims.c.leased_until > at)
    until = at + timedelta(seconds=seconds)
    rows = [row for part in _parts(mine, claim_ids) for row in _change(connection, part, leased_until=until)]
    return in_order(rows)


def release_claims(
    connection: Connection, board_id: UUID, reviewer_id: UUID, claim_ids: Collection[UUID] | None = None
) -> int:
    """Give claims back to the queue, all that the reviewer holds or the named ones; gives how many there were.

    What they are just deciding on ends its lease by itself.
    """
    mine = (claims.c.board_id == board_id) & (claims.c.leased_by == reviewer_id)
    return sum(len(_change(connection, part, leased_by=None, leased_until=None)) for part in _parts(mine, claim_ids))


def list_queue(
    connection: Connection,
    board_id: UUID,
    *,
    reviewer_id: UUID | None = None,
    only: QueueFilter = EVERYTHING,
    after: tuple[int, UUID] | None = None,
    limit: int = 50,
) -> tuple[ClaimRow, ...]:
    """Give what waits, in the order in which it is handed out, leased or not; `after` is a rank and id to go on from.

    With `reviewer_id` only what could be handed to that reviewer.
    """
    query = _waiting(board_id, reviewer_id, only).order_by(claims.c.rank.desc(), claims.c.id).limit(limit)
    if after is not None:
        rank, claim_id = after
        query = query.where(or_(claims.c.rank < rank, and_(claims.c.rank == rank, claims.c.id > claim_id)))
    return tuple(claim_row(row) for row in connection.execute(query).mappings())


def count_queue(connection: Connection, board_id: UUID, *, only: QueueFilter = EVERYTHING) -> int:
    """Give how many claims wait."""
    query = _waiting(board_id, None, only).with_only_columns(func.count())
    return int(connection.execute(query).scalar_one())


def _waiting(board_id: UUID, reviewer_id: UUID | None, only: QueueFilter) -> Select[tuple[object, ...]]:
    query = select(claims).where(claims.c.board_id == board_id, _WAITS)
    if reviewer_id is not None:
        decided = exists().where(
            decisions.c.claim_row_id == claims.c.id,
            decisions.c.person_id == reviewer_id,
            decisions.c.undone_at.is_(None),
        )
        query = query.where(claims.c.worker_id != reviewer_id, ~decided)
    if only.kinds is not None:
        query = query.where(claims.c.kind.in_(only.kinds))
    if only.basis is not None:
        query = query.where(claims.c.basis == only.basis)
    if only.flagged is not None:
        query = query.where(claims.c.rank > 0 if only.flagged else claims.c.rank == 0)
    if only.flag is not None:
        query = query.where(_has_flag(only.flag))
    if only.worker_id is not None:
        query = query.where(claims.c.worker_id == only.worker_id)
    if only.draft_id is not None:
        query = query.where(claims.c.draft_id == only.draft_id)
    return query


def in_order(rows: Collection[ClaimRow]) -> tuple[ClaimRow, ...]:
    """Give rows in the order of the queue: the highest rank first, and of one rank by their ids."""
    return tuple(sorted(rows, key=lambda row: (-row.rank, row.id.int)))


def _parts(mine: ColumnElement[bool], claim_ids: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    return [mine] if claim_ids is None else [mine & claims.c.id.in_(some) for some in chunks(claim_ids)]


def _change(connection: Connection, which: ColumnElement[bool], **values: datetime | None) -> list[ClaimRow]:
    """Change leases, and wait for nobody: whoever decides on a claim holds more than that, and may wait for this."""
    chosen = select(claims.c.id).where(which).with_for_update(key_share=True, skip_locked=True).cte("chosen")
    change = update(claims).where(claims.c.id.in_(select(chosen.c.id))).values(values)
    return [claim_row(row) for row in connection.execute(change.returning(claims)).mappings()]


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(claims.c.leased_until.is_(None), claims.c.leased_until <= at)


def _has_flag(flag: FlagCode) -> ColumnElement[bool]:
    # the words of flags are letters and hyphens: as text, the list reads alike in both databases
    listed = cast(claims.c.flags, String).contains(f'"{flag}"')
    # the flag alone gives that rank, so the index leaves out whatever has less
    return and_(claims.c.rank >= rank_of([flag]), listed)
