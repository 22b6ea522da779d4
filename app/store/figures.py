"""What reviewers did: how much, how often they agree, and how many known-wrong claims they catch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from app.review.model import Role, Verdict
from app.store.claims import claim_row
from app.store.model import ClaimRow
from app.store.seeds import SeedCounts, ToldSeed, count_seeds
from app.store.tables import claims, decisions
from app.values import Frozen

_APPROVING: Final = (Verdict.APPROVE, Verdict.EDIT)
_TOLD: Final = 50
_COUNTED: Final = ("decided", "approved", "edited", "rejected", "shared", "agreed")
_WORDS: Final = (Verdict.APPROVE, Verdict.EDIT, Verdict.REJECT)
_NO_SEEDS: Final = SeedCounts(seeded=0, caught=0, seeds=())


class ReviewerFigures(Frozen):
    """One reviewer's decisions that stand, in a span of time."""

    person_id: UUID
    decided: int
    approved: int
    edited: int
    rejected: int
    seeded: int
    """Known-wrong claims that were answered in that time; they are in no other figure."""
    caught: int
    """Of those, rejected, returned, or edited so that they say something else."""
    shared: int
    """Claims that another reviewer decided on, too."""
    agreed: int
    """Of those, claims on which all reviewers either approve (with or without an edit) or reject."""
    seeds: tuple[ToldSeed, ...] = ()
    """The known-wrong claims that were answered last, newest first."""

    @property
    def catch_rate(self) -> float | None:
        """The part of known-wrong claims that was caught; None when there were none."""
        return self.caught / self.seeded if self.seeded else None


class Disagreement(Frozen):
    """A claim on which reviewers say different things."""

    claim: ClaimRow
    verdicts: Mapping[UUID, str]
    """By reviewer, their last verdict that stands."""


def reviewer_figures(
    connection: Connection, board_id: UUID, since: datetime, until: datetime, person_id: UUID | None = None
) -> tuple[ReviewerFigures, ...]:
    """Give the figures of each reviewer of the board, or of one, for decisions from `since` until before `until`."""
    query = _counts(board_id, since, until, person_id)
    counts = {row["person_id"]: row for row in connection.execute(query).mappings()}
    told = count_seeds(connection, board_id, since, until, person_id, most=_TOLD)
    return tuple(
        ReviewerFigures(
            person_id=reviewer,
            **{name: counts[reviewer][name] if reviewer in counts else 0 for name in _COUNTED},
            **(told.get(reviewer, _NO_SEEDS)._asdict()),
        )
        for reviewer in sorted(counts.keys() | told.keys())
    )


def list_disagreements(
    connection: Connection, board_id: UUID, *, after: UUID | None = None, limit: int = 50
) -> tuple[Disagreement, ...]:
    """Give claims that one reviewer approves and another rejects, oldest first, those after the id `after`."""
    found: list[Disagreement] = []
    while len(found) < limit:
        ids = _split(connection, board_id, after, limit)
        found += _disagreements(connection, board_id, ids)
        if len(ids) < limit:
            break
        after = ids[-1]
    return tuple(found[:limit])


def _split(connection: Connection, board_id: UUID, after: UUID | None, limit: int) -> Sequence[UUID]:
    """Give claims of which reviewers ever said different things: some of them agree by their last words."""
    stance = case((decisions.c.verdict.in_(_APPROVING), 1), else_=0)
    split = (
        select(decisions.c.claim_row_id)
        .where(_mine(board_id))
        .group_by(decisions.c.claim_row_id)
        .having(func.count(func.distinct(decisions.c.person_id)) > 1, func.min(stance) != func.max(stance))
        .order_by(decisions.c.claim_row_id)
    )
    if after is not None:
        split = split.where(decisions.c.claim_row_id > after)
    return connection.execute(split.limit(limit)).scalars().all()


def _disagreements(connection: Connection, board_id: UUID, ids: Sequence[UUID]) -> list[Disagreement]:
    """Give those of the claims on which reviewers disagree by their last words."""
    said: dict[UUID, dict[UUID, str]] = {claim_id: {} for claim_id in ids}
    for claim_id, reviewer, verdict in connection.execute(
        select(decisions.c.claim_row_id, decisions.c.person_id, decisions.c.verdict)
        .where(_mine(board_id), decisions.c.claim_row_id.in_(ids))
        .order_by(decisions.c.number)
    ):
        said[claim_id][reviewer] = verdict
    rows = connection.execute(select(claims).where(claims.c.id.in_(ids)).order_by(claims.c.id)).mappings()
    return [
        Disagreement(claim=claim_row(row), verdicts=said[row["id"]])
        for row in rows
        if len({verdict in _APPROVING for verdict in said[row["id"]].values()}) > 1
    ]


def _mine(board_id: UUID) -> ColumnElement[bool]:
    """Whether a decision is a reviewer's, of the board, says something and stands."""
    return (
        (decisions.c.board_id == board_id)
        & (decisions.c.role == Role.REVIEWER)
        & (decisions.c.verdict != Verdict.SKIP)
        & decisions.c.undone_at.is_(None)
    )


def _counts(board_id: UUID, since: datetime, until: datetime, person_id: UUID | None) -> Select[Any]:
    """Query how many claims each reviewer decided on, by their last word on each, and what others say of the same.

    It goes through the decisions once and joins nothing: a database that has no figures of its own yet would go
    through all of them for each.
    """
    claim, person = decisions.c.claim_row_id, decisions.c.person_id
    within = (decisions.c.at >= since) & (decisions.c.at < until)
    code = case({str(word): place for place, word in enumerate(_WORDS)}, value=decisions.c.verdict)
    # the word with the highest number is the last one: it is read off the number that it is kept in
    last = func.max(decisions.c.number * len(_WORDS) + code) % len(_WORDS)
    words = (
        select(claim, person, last.label("word")).where(_mine(board_id), within).group_by(claim, person).subquery()
    )
    rejects = case((words.c.word == _WORDS.index(Verdict.REJECT), 1), else_=0)
    people = func.count().over(partition_by=words.c.claim_row_id)
    against = func.sum(rejects).over(partition_by=words.c.claim_row_id)
    said = select(words.c.person_id, words.c.word, people.label("people"), against.label("against")).subquery()
    is_shared = said.c.people > 1
    found = select(
        said.c.person_id,
        func.count().label("decided"),
        *(_number(said.c.word == place).label(name) for place, name in enumerate(("approved", "edited", "rejected"))),
        _number(is_shared).label("shared"),
        _number(is_shared & said.c.against.in_((0, said.c.people))).label("agreed"),
    ).group_by(said.c.person_id)
    return found if person_id is None else found.where(said.c.person_id == person_id)


def _number(is_so: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((is_so, 1), else_=0))
