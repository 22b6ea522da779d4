"""Figures of reviewers are those that one counts by hand, decision by decision."""

import random
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from app.errors import DecisionRefused
from app.review.model import Verdict
from app.store.decisions import undo_decisions
from app.store.figures import reviewer_figures
from app.store.tables import decisions
from tests.review import factories as review
from tests.store.factories import World, later

CLAIMS: Final = review.claims()
VERDICTS: Final = (Verdict.APPROVE, Verdict.APPROVE, Verdict.REJECT, Verdict.REJECT, Verdict.SKIP)
Counted = dict[UUID, tuple[int, int, int, int, int, int]]


def live(world: World, drawn: random.Random) -> list[UUID]:
    """Let three reviewers and the worker decide on two drafts, change their minds and take words back."""
    reviewers = [world.reviewer, world.other_reviewer, world.add_person()]
    drafts = [world.draft(document=world.upload(data), opinions=lambda _: 3) for data in (b"first", b"second")]
    versions = dict.fromkeys(drafts, 1)
    for step in range(60):
        draft, person = drawn.choice(drafts), drawn.choice([*reviewers, world.worker])
        if drawn.random() < 0.2:
            # nothing happens when they have said nothing yet
            with suppress(DecisionRefused), world.database.writing() as connection:
                versions[draft] = undo_decisions(
                    connection, world.board, draft, versions[draft], person, drawn.randint(1, 3), later(step)
                )
            continue
        chosen = drawn.sample(CLAIMS, drawn.randint(1, 3))
        verdict = drawn.choice(VERDICTS)
        versions[draft] = world.decide(draft, versions[draft], person, *chosen, verdict=verdict, at=later(step))
    third = (decisions.c.board_id == world.board) & (decisions.c.number % 3 == 0)
    with world.database.writing() as connection:
        # what an edit says counts for nothing here
        connection.execute(update(decisions).where(third, decisions.c.verdict == "approve").values(verdict="edit"))
    return reviewers


def by_hand(world: World, since: datetime, until: datetime) -> Counted:
    """The last word of each reviewer on each claim, and what the others say of the same."""
    query = select(decisions).where(decisions.c.board_id == world.board, decisions.c.undone_at.is_(None))
    lasts: dict[UUID, dict[UUID, str]] = {}
    with world.database.reading() as connection:
        for row in connection.execute(query.order_by(decisions.c.draft_id, decisions.c.number)).mappings():
            if row["role"] == "reviewer" and row["verdict"] != "skip" and since <= row["at"] < until:
                lasts.setdefault(row["claim_row_id"], {})[row["person_id"]] = row["verdict"]
    found: Counted = {}
    for said in lasts.values():
        alike = len({verdict == "reject" for verdict in said.values()}) == 1
        for person, verdict in said.items():
            shared = len(said) > 1
            more = (1, *(verdict == one for one in ("approve", "edit", "reject")), shared, shared and alike)
            before = found.get(person, (0,) * len(more))
            found[person] = tuple(map(sum, zip(before, more, strict=True)))  # type: ignore[assignment]
    return found


def counted(world: World, since: datetime, until: datetime, person: UUID | None = None) -> Counted:
    with world.database.reading() as connection:
        found = reviewer_figures(connection, world.board, since, until, person)
    assert [one.person_id for one in found] == sorted(one.person_id for one in found)
    return {
        one.person_id: (one.decided, one.approved, one.edited, one.rejected, one.shared, one.agreed) for one in found
    }


def spans() -> Iterable[tuple[datetime, datetime]]:
    yield from ((later(begin), later(end)) for begin, end in ((0, 60), (0, 25), (20, 45), (59, 60), (60, 90)))


def test_what_the_database_counts_is_what_one_counts_by_hand(world: World) -> None:
    reviewers = live(world, random.Random(7))  # noqa: S311 - the same each time
    for since, until in spans():
        found = counted(world, since, until)
        assert found == by_hand(world, since, until)
        for person in reviewers:
            alone = {person: found[person]} if person in found else {}
            assert counted(world, since, until, person) == alone
    seen = [figures for span in spans() for figures in counted(world, *span).values()]
    assert len(seen) > 5
    assert all(any(figures[place] for figures in seen) for place in range(6))
    assert any(agreed < shared < decided for decided, *_, shared, agreed in seen)
