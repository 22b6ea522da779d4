"""Known-wrong claims among what a reviewer is handed: planted, answered, counted, and of no other effect."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Action
from app.errors import RequestInvalid
from app.flows.hosted.access import Asking
from app.review.model import Decision
from app.review.seeding import make_wrong
from app.store import boards, decisions, drafts, looks, queue, seeds
from app.store.ids import make_id
from app.store.model import Board, ClaimRow, DraftState
from app.store.seeds import Seed, Word

_SETTING: Final = "review"
_PERCENT: Final = "seeded_percent"
MOST_PERCENT: Final = 20
"""More would cost reviewers too much of their time."""
_PARTS: Final = 2**32


def look(asking: Asking) -> int:
    """Give at how many of a hundred claims a reviewer is handed a known-wrong one. Raises AccessError."""
    asking.may(Action.REVIEW_READ, None)
    with asking.place.database.reading() as connection:
        return _percent(boards.load_board(connection, asking.board_id))


def change(asking: Asking, percent: int) -> int:
    """Have known-wrong claims handed out at so many of a hundred claims, or none at 0.

    Raises AccessError, RequestInvalid.
    """
    asking.may(Action.REVIEW_MANAGE, None)
    if not 0 <= percent <= MOST_PERCENT:
        raise RequestInvalid(f"Known-wrong claims come at 0 to {MOST_PERCENT} of a hundred.")
    with asking.place.database.writing() as connection:
        board = boards.load_board(connection, asking.board_id, lock=True)
        settings = board.settings | {_SETTING: {_PERCENT: percent}}
        boards.change_board(connection, board.model_copy(update={"settings": settings}))
        asking.log(connection, Action.REVIEW_MANAGE, "board", board.id, counts={_PERCENT: percent})
    return percent


def of_draft(asking: Asking, connection: Connection, draft_id: UUID) -> Seed | None:
    """Give what the person who asks is shown in a draft beside its claims."""
    return seeds.find_seed(connection, asking.place.keyring, asking.board_id, draft_id, asking.actor.person_id)


def waiting(asking: Asking, connection: Connection, only: queue.QueueFilter = queue.EVERYTHING) -> list[ClaimRow]:
    """Give what waits for the person who asks, as the queue tells of any other claim."""
    found = seeds.open_seeds(connection, asking.place.keyring, asking.board_id, asking.actor.person_id)
    return [seed.row for seed in found if only.takes(seed.row)]


def renew(
    asking: Asking, connection: Connection, seconds: int, only: queue.QueueFilter = queue.EVERYTHING
) -> list[ClaimRow]:
    """Give what the reviewer holds of that part of the queue, and have them hold it for longer."""
    at = asking.place.clock()
    rows = waiting(asking, connection, only)
    held = [row for row in rows if row.leased_until is not None and row.leased_until > at]
    if held:
        seeds.lease_seeds(connection, asking.board_id, [row.id for row in held], at, seconds)
    until = at + timedelta(seconds=seconds)
    return [row.model_copy(update={"leased_until": until}) for row in held]


def mix(
    asking: Asking, connection: Connection, fresh: Sequence[ClaimRow], limit: int, seconds: int
) -> list[ClaimRow]:
    """Give claims that were just leased with now and then a known-wrong one among them, at most `limit` in all.

    Which ones is drawn under the board's key from the ids of reviewer and claim: nobody foretells it, and asked again
    it is the same. A claim that there is no room for goes back to the queue.
    """
    place, board_id, reviewer = asking.place, asking.board_id, asking.actor.person_id
    percent = _percent(boards.load_board(connection, board_id)) if fresh else 0
    if not percent:
        return list(fresh)
    key = boards.board_key(connection, place.keyring, board_id)
    planted: dict[UUID, ClaimRow] = {}
    for row in fresh:
        chance = key.mark("seed", str(reviewer), str(row.id))
        if row.draft_id not in planted and is_drawn(chance, percent):
            seed = _plant(asking, connection, row, chance, seconds)
            if seed is not None:
                planted[row.draft_id] = seed.row
    kept = list(fresh[: limit - len(planted)])
    without_room = [row.id for row in fresh[len(kept) :]]
    if without_room:
        queue.release_claims(connection, board_id, reviewer, without_room)
    return sorted((*kept, *planted.values()), key=lambda row: (-row.rank, row.id.int))[:limit]


def is_drawn(chance: bytes, percent: int) -> bool:
    """Say whether these bytes of chance fall among so many of a hundred."""
    return int.from_bytes(chance[-4:]) * 100 < percent * _PARTS


def _plant(asking: Asking, connection: Connection, row: ClaimRow, chance: bytes, seconds: int) -> Seed | None:
    """Plant one, or hand out again what waits in that draft; None when the draft had its one, or gives none."""
    place, reviewer = asking.place, asking.actor.person_id
    there = of_draft(asking, connection, row.draft_id)
    until = place.clock() + timedelta(seconds=seconds)
    if there is not None:
        if there.said:
            return None
        seeds.lease_seeds(connection, asking.board_id, [there.id], place.clock(), seconds)
        return there.model_copy(update={"leased_until": until})
    stored = drafts.load_draft(connection, place.keyring, asking.board_id, row.draft_id)
    wrong = make_wrong(stored.draft, chance)
    if wrong is None or stored.state is not DraftState.OPEN:
        return None
    seed = Seed(
        # as old as the claims that it stands among
        id=make_id(stored.created_at, chance[:10]),
        draft_id=row.draft_id,
        document_id=row.document_id,
        worker_id=row.worker_id,
        reviewer_id=reviewer,
        wrong=wrong,
        leased_until=until,
    )
    # they may have fetched the draft before: what they were not sent they do not decide on in bulk
    if not looks.forget_look(connection, asking.board_id, row.draft_id, reviewer):
        return None
    planted = seeds.plant_seed(connection, place.keyring, asking.board_id, seed, place.clock())
    return seed if planted else None


def answer(asking: Asking, connection: Connection, seed: Seed, said: Sequence[Decision]) -> None:
    """Count what was said of a known-wrong claim among real ones, which have just been kept."""
    seed = of_draft(asking, connection, seed.draft_id) or seed
    claim_id = seed.wrong.claim.id
    real = sum(one.claim_id != claim_id for one in said)
    after = decisions.last_number(connection, asking.board_id, seed.draft_id) - real
    words: list[Word] = []
    for one in said:
        if one.claim_id == claim_id:
            words.append(Word(after=after, decision=one))
        else:
            after += 1
    if words:
        at = asking.place.clock()
        seeds.answer_seed(connection, asking.place.keyring, asking.board_id, seed, words, at)


def take_back(asking: Asking, connection: Connection, draft_id: UUID, count: int) -> int:
    """Take back what the person said of a known-wrong claim among their last `count` words.

    Gives how many of these words are on real claims.
    """
    seed = of_draft(asking, connection, draft_id)
    if seed is None or not seed.said:
        return count
    numbers = decisions.standing_numbers(connection, asking.board_id, draft_id, asking.actor.person_id, count)
    events = [(number, 0) for number in numbers] + [(word.after, 1) for word in seed.said]
    last = sorted(events, reverse=True)[:count]
    mine = sum(kind for _, kind in last)
    if mine:
        seeds.take_back(connection, asking.place.keyring, asking.board_id, seed, mine)
    return len(last) - mine


def _percent(board: Board) -> int:
    return int(board.settings.get(_SETTING, {}).get(_PERCENT, 0))
