"""The queue hands the heaviest and oldest out first, and never one claim to two people."""

import threading
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.database import open_database
from app.review.model import DraftClaim, Flag, FlagCode
from app.store.migrate import upgrade
from app.store.queue import (
    QueueFilter,
    count_queue,
    held_claims,
    lease_claims,
    list_queue,
    release_claims,
    renew_leases,
)
from app.store.tables import claims, credentials, decisions, documents
from tests.review import factories as review
from tests.store.factories import AT, World, claims_of, later, new_id

CLAIMS = review.claims()


def flagged(claim_id: str, *codes: FlagCode) -> DraftClaim:
    return review.skill(claim_id, f"skill {claim_id}").model_copy(
        update={"flags": tuple(Flag(code=code) for code in codes)}
    )


def lease(world: World, person: UUID, seconds_in: float = 0, **options: object) -> list[str]:
    with world.database.writing() as connection:
        taken = lease_claims(connection, world.board, person, later(seconds_in), **options)  # type: ignore[arg-type]
    return [row.claim_id for row in taken]


def queue(world: World, only: QueueFilter) -> list[str]:
    with world.database.reading() as connection:
        listed = [row.claim_id for row in list_queue(connection, world.board, only=only)]
        assert count_queue(connection, world.board, only=only) == len(listed)
    return listed


def mixed(world: World) -> UUID:
    found = [
        flagged("plain"),
        flagged("unsure", FlagCode.UNSURE),
        flagged("attack", FlagCode.INSTRUCTION, FlagCode.UNSURE),
        flagged("late"),
    ]
    return world.draft(review.draft(found))


def test_the_heaviest_flags_come_first_then_the_oldest(world: World) -> None:
    mixed(world)
    assert queue(world, QueueFilter()) == ["attack", "unsure", "plain", "late"]
    assert lease(world, world.reviewer, limit=3) == ["attack", "unsure", "plain"]


def test_two_reviewers_get_different_claims_and_a_lease_ends(world: World) -> None:
    mixed(world)
    assert lease(world, world.reviewer, seconds=60) == ["attack"]
    assert lease(world, world.other_reviewer, seconds=60) == ["unsure"]
    assert lease(world, world.other_reviewer, 59, seconds=60) == ["plain"]
    assert lease(world, world.other_reviewer, 61, seconds=60) == ["attack"]


def test_what_somebody_holds_is_listed_prolonged_and_given_back(world: World) -> None:
    mixed(world)
    lease(world, world.reviewer, seconds=60, limit=2)
    with world.database.writing() as connection:
        renewed = renew_leases(connection, world.board, world.reviewer, later(30), 60)
        assert [(row.claim_id, row.leased_until) for row in renewed] == [
            (id_, later(90)) for id_ in ("attack", "unsure")
        ]
        held = held_claims(connection, world.board, world.reviewer, later(80))
        assert [row.claim_id for row in held] == ["attack", "unsure"]
        assert release_claims(connection, world.board, world.reviewer, [held[0].id]) == 1
        assert release_claims(connection, world.board, world.other_reviewer) == 0
        assert release_claims(connection, world.board, world.reviewer) == 1
        assert held_claims(connection, world.board, world.reviewer, later(31)) == ()
    assert lease(world, world.other_reviewer, 1) == ["attack"]


def test_many_reviewers_at_once_share_the_queue_without_a_double(world: World) -> None:
    draft = world.draft(review.draft([flagged(f"s{number}") for number in range(24)]))
    reviewers = [world.add_person() for _ in range(4)]
    taken: dict[UUID, list[str]] = {person: [] for person in reviewers}
    barrier = threading.Barrier(len(reviewers))

    def work(person: UUID) -> None:
        barrier.wait()
        while got := lease(world, person, limit=2):
            taken[person] += got

    threads = [threading.Thread(target=work, args=(person,)) for person in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = sorted(claim for got in taken.values() for claim in got)
    with world.database.reading() as connection:
        assert everything == sorted(row.claim_id for row in claims_of(connection, draft))


def test_nobody_is_handed_a_claim_of_their_own_or_one_they_decided_on(world: World) -> None:
    own = world.draft(review.draft(CLAIMS[:1]), document=world.upload(b"own", worker=world.reviewer))
    shared = world.draft(review.draft(CLAIMS[1:2]), opinions=lambda _: 2)
    assert lease(world, world.reviewer, limit=9) == [CLAIMS[1].id]
    world.decide(shared, 1, world.reviewer, CLAIMS[1])
    assert lease(world, world.reviewer, 1, limit=9) == []
    assert lease(world, world.other_reviewer, 1, limit=9) == [CLAIMS[0].id, CLAIMS[1].id]
    with world.database.reading() as connection:
        assert list_queue(connection, world.board, reviewer_id=world.reviewer) == ()
    assert own != shared


def test_the_queue_is_filtered(world: World) -> None:
    draft = mixed(world)
    other = world.draft(review.draft(CLAIMS[2:4]), document=world.upload(b"other", worker=world.other_reviewer))
    assert queue(world, QueueFilter(flag=FlagCode.UNSURE)) == ["attack", "unsure"]
    assert queue(world, QueueFilter(flagged=True)) == ["attack", "unsure"]
    assert queue(world, QueueFilter(flagged=False, draft_id=draft)) == ["plain", "late"]
    assert queue(world, QueueFilter(kinds=("certification",))) == [CLAIMS[2].id]
    assert queue(world, QueueFilter(worker_id=world.other_reviewer)) == [CLAIMS[2].id, CLAIMS[3].id]
    assert queue(world, QueueFilter(draft_id=other, basis="demonstrated")) == []
    assert lease(world, world.reviewer, limit=9, only=QueueFilter(flag=FlagCode.INSTRUCTION)) == ["attack"]


def test_the_queue_is_paged_by_rank_and_age(world: World) -> None:
    mixed(world)
    with world.database.reading() as connection:
        first = list_queue(connection, world.board, limit=3)
        rest = list_queue(connection, world.board, after=(first[-1].rank, first[-1].id), limit=3)
    assert [row.claim_id for row in (*first, *rest)] == ["attack", "unsure", "plain", "late"]


def test_a_claim_that_needs_no_reviewer_does_not_wait(world: World) -> None:
    world.draft(opinions=lambda claim: int(claim.kind != "skill"))
    assert queue(world, QueueFilter()) == [claim.id for claim in CLAIMS if claim.kind != "skill"]


def test_a_decision_ends_the_lease(world: World) -> None:
    draft = world.draft()
    lease(world, world.reviewer, limit=2)
    world.decide(draft, 1, world.reviewer, CLAIMS[0])
    with world.database.reading() as connection:
        held = held_claims(connection, world.board, world.reviewer, AT)
    assert [row.claim_id for row in held] == [CLAIMS[1].id]


def test_sqlite_finds_its_way_by_the_narrowest_index_without_figures_of_its_own(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/plans.db")
    upgrade(database)
    board = thing = new_id()
    queries: dict[str, Select[Any]] = {
        "ix_claims_queue (board_id=?)": select(claims)
        .where(claims.c.board_id == board, claims.c.opinions > 0)
        .order_by(claims.c.rank.desc(), claims.c.id),
        "claims_2 (draft_id=?)": select(claims).where(claims.c.board_id == board, claims.c.draft_id == thing),
        "ix_claims_document_id": select(claims).where(claims.c.board_id == board, claims.c.document_id == thing),
        "ix_documents_worker_id_board_id_id": select(documents)
        .where(documents.c.board_id == board, documents.c.worker_id == thing)
        .order_by(documents.c.id.desc()),
        "ix_credentials_batch_id_board_id_id": select(credentials)
        .where(credentials.c.board_id == board, credentials.c.batch_id == thing)
        .order_by(credentials.c.id.desc()),
        "decisions_2 (draft_id=?)": select(decisions)
        .where(decisions.c.draft_id == thing, decisions.c.undone_at.is_(None))
        .order_by(decisions.c.number),
    }
    with database.reading() as connection:
        for index, query in queries.items():
            compiled = query.compile(database.engine, compile_kwargs={"literal_binds": True})
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
            steps = [row[3] for row in plan]
            assert len(steps) == 1, steps
            assert index in steps[0], steps
    database.close()
