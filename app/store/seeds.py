"""Known-wrong claims that a reviewer is shown among those of a draft, and what the reviewer makes of them.

They are in no table that drafts, records or exports are made of. Only their reviewer's own requests find them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.review.model import Decision
from app.review.seeding import Answer, KnownWrong, Way, answer_of
from app.store import data_keys
from app.store.claims import rank_of
from app.store.model import ClaimRow, ClaimState, DraftState
from app.store.seal import Keyring
from app.store.tables import drafts, seeds
from app.values import Frozen

_SEED = "seed"
_SAID = "said of a seed"


class Word(Frozen):
    """A decision on a known-wrong claim that stands."""

    after: int
    """The number of the draft's last decision before it."""
    decision: Decision


class _Words(Frozen):
    words: tuple[Word, ...] = ()


class Seed(Frozen):
    """A known-wrong claim with its place in the store."""

    id: UUID
    draft_id: UUID
    document_id: UUID
    worker_id: UUID
    reviewer_id: UUID
    wrong: KnownWrong
    said: tuple[Word, ...] = ()
    answer: Answer | None = None
    """The first word on it, but for a skip: what counts."""
    leased_until: datetime | None = None

    @property
    def row(self) -> ClaimRow:
        """The claim as the queue tells of any other."""
        claim = self.wrong.claim
        flags = tuple(str(flag.code) for flag in claim.flags)
        return ClaimRow(
            id=self.id,
            draft_id=self.draft_id,
            document_id=self.document_id,
            worker_id=self.worker_id,
            claim_id=claim.id,
            kind=str(claim.kind),
            basis=claim.basis,
            confidence=claim.confidence,
            flags=flags,
            concepts=tuple(alignment.id for alignment in claim.alignments),
            state=ClaimState.WAITING,
            opinions=1,
            rank=rank_of(flags),
            leased_by=None if self.leased_until is None else self.reviewer_id,
            leased_until=self.leased_until,
            decided_at=None,
        )


class ToldSeed(Frozen):
    """What became of a known-wrong claim, for the reviewer afterwards: no word of the document."""

    reviewer_id: UUID
    draft_id: UUID
    claim_id: str
    way: Way
    answer: Answer
    caught: bool
    answered_at: datetime


class SeedCounts(NamedTuple):
    """What became of one reviewer's known-wrong claims in a span of time."""

    seeded: int
    caught: int
    seeds: tuple[ToldSeed, ...]
    """The newest first."""


def plant_seed(connection: Connection, keyring: Keyring, board_id: UUID, seed: Seed, at: datetime) -> bool:
    """Keep a known-wrong claim for one reviewer; False when the draft has one for them. Raises SealBroken."""
    key = data_keys.open_key(connection, keyring, board_id, seed.document_id)
    values = {
        "id": seed.id,
        "board_id": board_id,
        "worker_id": seed.worker_id,
        "document_id": seed.document_id,
        "draft_id": seed.draft_id,
        "reviewer_id": seed.reviewer_id,
        "claim_id": seed.wrong.claim.id,
        "way": seed.wrong.way,
        "sealed": key.seal(_SEED, seed.wrong.model_dump_json().encode()),
        "created_at": at,
        "leased_until": seed.leased_until,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(seeds).values(values))
    except IntegrityError:
        return False  # the same reviewer asks twice at once
    return True


def find_seed(
    connection: Connection, keyring: Keyring, board_id: UUID, draft_id: UUID, reviewer_id: UUID
) -> Seed | None:
    """Give what a reviewer is shown in a draft; None when there is nothing. Raises SealBroken."""
    found = _seeds(connection, keyring, board_id, _of(board_id, reviewer_id).where(seeds.c.draft_id == draft_id))
    return found[0] if found else None


def open_seeds(connection: Connection, keyring: Keyring, board_id: UUID, reviewer_id: UUID) -> tuple[Seed, ...]:
    """Give what waits for a reviewer's word, in drafts that are open, leased or not. Raises SealBroken."""
    query = (
        _of(board_id, reviewer_id)
        .join(drafts, drafts.c.id == seeds.c.draft_id)
        .where(seeds.c.said.is_(None), drafts.c.state == DraftState.OPEN)
    )
    return _seeds(connection, keyring, board_id, query)


def lease_seeds(connection: Connection, board_id: UUID, ids: Sequence[UUID], at: datetime, seconds: int) -> None:
    """Hand out again, or for longer."""
    _lease(connection, (seeds.c.board_id == board_id) & seeds.c.id.in_(ids), at + timedelta(seconds=seconds))


def release_seeds(connection: Connection, board_id: UUID, reviewer_id: UUID) -> int:
    """Take back what a reviewer holds; gives how many there were."""
    mine = (seeds.c.board_id == board_id) & (seeds.c.reviewer_id == reviewer_id)
    return _lease(connection, mine & seeds.c.leased_until.is_not(None), None)


def answer_seed(
    connection: Connection, keyring: Keyring, board_id: UUID, seed: Seed, words: Sequence[Word], at: datetime
) -> None:
    """Keep what a reviewer says, after what they said before; the first answer counts. Raises SealBroken."""
    _set_words(connection, keyring, board_id, seed, (*seed.said, *words))
    if seed.answer is None:
        answers = (answer_of(seed.wrong, word.decision) for word in words)
        first = next((found for found in answers if found is not None), None)
        if first is not None:
            _count(connection, seed.id, *first, at)


def count_return(connection: Connection, board_id: UUID, draft_id: UUID, reviewer_id: UUID, at: datetime) -> None:
    """Count what a reviewer has not answered as caught: they sent the draft back to its worker."""
    mine = (seeds.c.board_id == board_id) & (seeds.c.draft_id == draft_id) & (seeds.c.reviewer_id == reviewer_id)
    for id_ in connection.execute(select(seeds.c.id).where(mine, seeds.c.answer.is_(None))).scalars().all():
        _count(connection, id_, Answer.RETURNED, True, at)


def take_back(connection: Connection, keyring: Keyring, board_id: UUID, seed: Seed, count: int) -> None:
    """Have the last words stand no more; what was counted stays counted. Raises SealBroken."""
    _set_words(connection, keyring, board_id, seed, seed.said[: len(seed.said) - count])


def count_seeds(
    connection: Connection,
    board_id: UUID,
    since: datetime,
    until: datetime,
    reviewer_id: UUID | None = None,
    *,
    most: int,
) -> dict[UUID, SeedCounts]:
    """Count by reviewer what was answered from `since` until before `until`, by everybody or one of them.

    Of each reviewer the `most` that were answered last are told.
    """
    answered = (seeds.c.board_id == board_id) & (seeds.c.answered_at >= since) & (seeds.c.answered_at < until)
    if reviewer_id is not None:
        answered &= seeds.c.reviewer_id == reviewer_id
    each, newest = seeds.c.reviewer_id, (seeds.c.answered_at.desc(), seeds.c.id)
    numbered = (
        select(
            *(seeds.c[name] for name in ToldSeed.model_fields),
            func.row_number().over(partition_by=each, order_by=newest).label("place"),
            func.count().over(partition_by=each).label("all"),
            func.sum(case((seeds.c.caught, 1), else_=0)).over(partition_by=each).label("all_caught"),
        )
        .where(answered)
        .subquery()
    )
    query = select(numbered).where(numbered.c.place <= most).order_by(numbered.c.place)
    found: dict[UUID, SeedCounts] = {}
    for row in connection.execute(query).mappings():
        told = ToldSeed(**{name: row[name] for name in ToldSeed.model_fields})
        before = found.get(told.reviewer_id, SeedCounts(row["all"], row["all_caught"], ()))
        found[told.reviewer_id] = before._replace(seeds=(*before.seeds, told))
    return found


def _lease(connection: Connection, which: ColumnElement[bool], until: datetime | None) -> int:
    """Change leases, and wait for nobody: what is just being answered is left as it is."""
    chosen = select(seeds.c.id).where(which).with_for_update(key_share=True, skip_locked=True).cte("chosen")
    change = update(seeds).where(seeds.c.id.in_(select(chosen.c.id))).values(leased_until=until)
    return len(connection.execute(change.returning(seeds.c.id)).all())


def _of(board_id: UUID, reviewer_id: UUID) -> Select[tuple[object, ...]]:
    return select(seeds).where(
        seeds.c.board_id == board_id, seeds.c.reviewer_id == reviewer_id, seeds.c.worker_id != reviewer_id
    )


def _seeds(
    connection: Connection, keyring: Keyring, board_id: UUID, query: Select[tuple[object, ...]]
) -> tuple[Seed, ...]:
    query = data_keys.joined(query.order_by(seeds.c.id), board_id, seeds.c.document_id)
    rows: Sequence[RowMapping] = connection.execute(query).mappings().all()
    found: list[Seed] = []
    for row in rows:
        key = data_keys.key_in(row, keyring, row["document_id"])
        told = {name: row[name] for name in Seed.model_fields if name not in ("wrong", "said")}
        said = () if row["said"] is None else _Words.model_validate_json(key.open(_SAID, row["said"])).words
        found.append(Seed(wrong=KnownWrong.model_validate_json(key.open(_SEED, row["sealed"])), said=said, **told))
    return tuple(found)


def _set_words(connection: Connection, keyring: Keyring, board_id: UUID, seed: Seed, words: Sequence[Word]) -> None:
    key = data_keys.open_key(connection, keyring, board_id, seed.document_id)
    said = key.seal(_SAID, _Words(words=tuple(words)).model_dump_json().encode()) if words else None
    connection.execute(update(seeds).where(seeds.c.id == seed.id).values(said=said, leased_until=None))


def _count(connection: Connection, seed_id: UUID, answer: Answer, caught: bool, at: datetime) -> None:
    connection.execute(
        update(seeds)
        .where(seeds.c.id == seed_id)
        .values(answer=answer, caught=caught, answered_at=at, leased_until=None)
    )
