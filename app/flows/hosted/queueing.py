"""The review queue to what a reviewer holds: handed out, given back, listed."""

from typing import Final
from uuid import UUID

from app.access.model import Action
from app.flows.hosted import seeding
from app.flows.hosted.access import Asking
from app.store import queue, seeds
from app.store.model import ClaimRow

MOST: Final = 200
"""Claims that one reviewer holds at once."""


def lease(asking: Asking, only: queue.QueueFilter, limit: int, seconds: int) -> tuple[ClaimRow, ...]:
    """Hand the next claims of a part of the queue to the reviewer; two reviewers get different ones.

    First those that they hold already and that are in that part. What else they hold is not given and not prolonged:
    it waits for them until its lease ends, or until it would be more than `MOST` with what they ask for. Where the
    board wants it, now and then a claim is known to be wrong (`seeding.mix`). Raises AccessError.
    """
    asking.may(Action.QUEUE_LEASE, None)
    place, reviewer = asking.place, asking.actor.person_id
    with place.database.writing() as connection:
        has = queue.held_claims(connection, asking.board_id, reviewer, place.clock())
        wanted = [row.id for row in has if only.takes(row)]
        others = [row.id for row in has if not only.takes(row)]
        real = queue.renew_leases(connection, asking.board_id, reviewer, place.clock(), seconds, wanted)
        if len(others) + limit > MOST:
            queue.release_claims(connection, asking.board_id, reviewer, others)
        held = queue.in_order((*real, *seeding.renew(asking, connection, seconds, only)))
        left = limit - len(held)
        if left <= 0:
            return held[:limit]
        fresh = queue.lease_claims(
            connection, asking.board_id, reviewer, place.clock(), seconds=seconds, limit=left, only=only
        )
        return (*held, *seeding.mix(asking, connection, fresh, left, seconds))


def release(asking: Asking) -> int:
    """Give what a reviewer holds back to the queue; gives how many claims that is. Raises AccessError."""
    asking.may(Action.QUEUE_LEASE, None)
    with asking.place.database.writing() as connection:
        seeds.release_seeds(connection, asking.board_id, asking.actor.person_id)
        return queue.release_claims(connection, asking.board_id, asking.actor.person_id)


def waiting(
    asking: Asking, only: queue.QueueFilter, after: tuple[int, UUID] | None, limit: int
) -> tuple[tuple[ClaimRow, ...], int]:
    """Give what waits for reviewers, in the order in which it is handed out, and how much. Raises AccessError."""
    asking.may(Action.QUEUE_READ, None)
    with asking.place.database.reading() as connection:
        rows = queue.list_queue(connection, asking.board_id, only=only, after=after, limit=limit)
        count = queue.count_queue(connection, asking.board_id, only=only)
        wrong = seeding.waiting(asking, connection, only)
    rest = [row for row in wrong if after is None or (-row.rank, row.id) > (-after[0], after[1])]
    return queue.in_order((*rows, *rest))[:limit], count + len(wrong)
