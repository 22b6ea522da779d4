"""What reviewers did: how much, how often they agree, and how many known-wrong claims they catch."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, case, func, select

from app.review.model import Role, Verdict
from app.store.claims import claim_row
from app.store.model import ClaimRow
from app.store.seeds import ToldSeed, told_seeds
from app.store.tables import claims, decisions
from app.values import Frozen

_APPROVING: Final = (Verdict.APPROVE, Verdict.EDIT)
_TOLD: Final = 50


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
    lasts: dict[UUID, dict[UUID, Verdict]] = {}
    query = (
        select(decisions.c.claim_row_id, decisions.c.person_id, decisions.c.verdict)
        .where(
            decisions.c.board_id == board_id,
            decisions.c.role == Role.REVIEWER,
            decisions.c.verdict != Verdict.SKIP,
            decisions.c.undone_at.is_(None),
            decisions.c.at >= since,
            decisions.c.at < until,
        )
        .order_by(decisions.c.draft_id, decisions.c.number)
    )
    for claim_id, reviewer, verdict in connection.execute(query):
        lasts.setdefault(claim_id, {})[reviewer] = Verdict(verdict)
    counts: dict[UUID, dict[str, int]] = {}
    for said in lasts.values():
        stances = {verdict in _APPROVING for verdict in said.values()}
        for reviewer, verdict in said.items():
            if person_id is None or reviewer == person_id:
                _count(counts.setdefault(reviewer, _nothing()), verdict, len(said) > 1, len(stances) == 1)
    told: dict[UUID, list[ToldSeed]] = {}
    for seed in told_seeds(connection, board_id, since, until, person_id):
        told.setdefault(seed.reviewer_id, []).append(seed)
    return tuple(
        ReviewerFigures(
            person_id=reviewer,
            **counts.get(reviewer, _nothing()),
            seeded=len(found := told.get(reviewer, [])),
            caught=sum(seed.caught for seed in found),
            seeds=tuple(found[:_TOLD]),
        )
        for reviewer in sorted(counts.keys() | told.keys())
    )


def list_disagreements(
    connection: Connection, board_id: UUID, *, after: UUID | None = None, limit: int = 50
) -> tuple[Disagreement, ...]:
    """Give claims that one reviewer approves and another rejects, oldest first, those after the id `after`."""
    mine = (
        (decisions.c.board_id == board_id)
        & (decisions.c.role == Role.REVIEWER)
        & (decisions.c.verdict != Verdict.SKIP)
        & decisions.c.undone_at.is_(None)
    )
    stance = case((decisions.c.verdict.in_(_APPROVING), 1), else_=0)
    split = (
        select(decisions.c.claim_row_id)
        .where(mine)
        .group_by(decisions.c.claim_row_id)
        .having(func.count(func.distinct(decisions.c.person_id)) > 1, func.min(stance) != func.max(stance))
        .order_by(decisions.c.claim_row_id)
    )
    if after is not None:
        split = split.where(decisions.c.claim_row_id > after)
    ids = connection.execute(split.limit(limit)).scalars().all()
    said: dict[UUID, dict[UUID, str]] = {claim_id: {} for claim_id in ids}
    for claim_id, reviewer, verdict in connection.execute(
        select(decisions.c.claim_row_id, decisions.c.person_id, decisions.c.verdict)
        .where(mine, decisions.c.claim_row_id.in_(ids))
        .order_by(decisions.c.number)
    ):
        said[claim_id][reviewer] = verdict
    rows = connection.execute(select(claims).where(claims.c.id.in_(ids)).order_by(claims.c.id)).mappings()
    return tuple(
        Disagreement(claim=claim_row(row), verdicts=said[row["id"]])
        for row in rows
        if len({verdict in _APPROVING for verdict in said[row["id"]].values()}) > 1
    )


def _nothing() -> dict[str, int]:
    return dict.fromkeys(("decided", "approved", "edited", "rejected", "shared", "agreed"), 0)


def _count(found: dict[str, int], verdict: Verdict, shared: bool, agreed: bool) -> None:
    found["decided"] += 1
    found[{Verdict.APPROVE: "approved", Verdict.EDIT: "edited", Verdict.REJECT: "rejected"}[verdict]] += 1
    found["shared"] += shared
    found["agreed"] += shared and agreed
