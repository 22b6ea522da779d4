"""Decisions are kept in order; of two people who decide at once one wins and the other is told."""

import threading
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from app.errors import DecisionRefused, NotFound, OwnRecord, VersionConflict
from app.review.model import DraftClaim, Role, Verdict
from app.store.decisions import Submission, decided_drafts, load_decisions, save_decisions, undo_decisions
from app.store.drafts import load_draft, set_draft_state
from app.store.figures import list_disagreements, reviewer_figures
from app.store.model import ClaimRow, ClaimState, DraftState
from app.store.queue import QueueFilter, count_queue
from tests.review import factories as review
from tests.store.factories import AT, World, claims_of, later, new_id

CLAIMS = review.claims()


def row(world: World, draft: UUID, claim: DraftClaim) -> ClaimRow:
    with world.database.reading() as connection:
        return next(one for one in claims_of(connection, draft) if one.claim_id == claim.id)


def undo(world: World, draft: UUID, version: int, person: UUID, count: int, at: datetime = AT) -> int:
    with world.database.writing() as connection:
        return undo_decisions(connection, world.board, draft, version, person, count, at)


def test_a_decision_changes_the_state_of_its_claim_and_the_version_of_the_draft(world: World) -> None:
    draft = world.draft()
    assert world.decide(draft, 1, world.reviewer, CLAIMS[0], at=later(1)) == 2
    assert world.decide(draft, 2, world.reviewer, CLAIMS[1], verdict=Verdict.REJECT) == 3
    first, second, third = (row(world, draft, claim) for claim in CLAIMS[:3])
    assert (first.state, first.opinions, first.decided_at) == (ClaimState.APPROVED, 0, later(1))
    assert (second.state, second.opinions) == (ClaimState.REJECTED, 0)
    assert (third.state, third.opinions, third.decided_at) == (ClaimState.WAITING, 1, None)


def test_of_two_reviewers_who_submit_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    draft = world.draft()
    barrier = threading.Barrier(2)
    ended: list[object] = []

    def submit(person: UUID, verdict: Verdict) -> None:
        barrier.wait()
        try:
            ended.append(world.decide(draft, 1, person, CLAIMS[0], verdict=verdict))
        except VersionConflict as conflict:
            ended.append(conflict.code)

    threads = [
        threading.Thread(target=submit, args=arguments)
        for arguments in [(world.reviewer, Verdict.APPROVE), (world.other_reviewer, Verdict.REJECT)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, ended)) == ["2", "store.conflict"]
    with world.database.reading() as connection:
        assert len(load_decisions(connection, world.keyring, world.board, draft)) == 1


def test_a_refused_submission_writes_nothing(world: World) -> None:
    draft = world.draft()
    unknown = review.skill("elsewhere")
    with pytest.raises(DecisionRefused):
        world.decide(draft, 1, world.reviewer, CLAIMS[0], unknown)
    with world.database.reading() as connection:
        assert load_decisions(connection, world.keyring, world.board, draft) == ()
    assert row(world, draft, CLAIMS[0]).state is ClaimState.WAITING
    assert world.decide(draft, 1, world.reviewer, CLAIMS[0]) == 2


def test_nobody_reviews_a_record_of_their_own_or_speaks_for_another_worker(world: World) -> None:
    draft = world.draft(document=world.upload(worker=world.reviewer))
    with pytest.raises(OwnRecord):
        world.decide(draft, 1, world.reviewer, CLAIMS[0])
    said = world.decision(CLAIMS[0], world.worker, Role.WORKER)
    submission = Submission(draft_id=draft, version=1, person_id=world.worker, decisions=(said,), at=AT)
    with world.database.writing() as connection, pytest.raises(DecisionRefused):
        save_decisions(connection, world.keyring, world.board, submission, new_id)


def test_the_draft_of_another_board_is_not_found(world: World) -> None:
    draft = world.draft()
    stranger = World.make(world.database, world.blobs, world.keyring)
    with pytest.raises(NotFound):
        stranger.decide(draft, 1, stranger.reviewer, CLAIMS[0])
    with world.database.reading() as connection, pytest.raises(NotFound):
        load_decisions(connection, world.keyring, stranger.board, draft)
    with world.database.reading() as connection, pytest.raises(NotFound):
        load_decisions(connection, world.keyring, world.board, draft, world.reviewer)


def test_undo_gives_back_what_stood_before_and_keeps_the_history_in_order(world: World) -> None:
    draft = world.draft()
    version = world.decide(draft, 1, world.worker, *CLAIMS[:2])
    version = world.decide(draft, version, world.reviewer, *CLAIMS[:2], verdict=Verdict.REJECT)
    version = undo(world, draft, version, world.reviewer, 1, later(3))
    assert [row(world, draft, claim).state for claim in CLAIMS[:2]] == [ClaimState.REJECTED, ClaimState.APPROVED]
    assert [row(world, draft, claim).opinions for claim in CLAIMS[:2]] == [0, 1]
    version = undo(world, draft, version, world.worker, 9, later(4))
    assert [row(world, draft, claim).state for claim in CLAIMS[:2]] == [ClaimState.REJECTED, ClaimState.WAITING]
    with world.database.reading() as connection:
        standing = load_decisions(connection, world.keyring, world.board, draft)
    assert [(said.claim_id, said.verdict) for said in standing] == [(CLAIMS[0].id, Verdict.REJECT)]
    with pytest.raises(VersionConflict):
        undo(world, draft, version - 1, world.reviewer, 1)
    assert world.decide(draft, version, world.reviewer, CLAIMS[1]) == version + 1


def test_a_second_opinion_is_that_of_another_reviewer(world: World) -> None:
    draft = world.draft(opinions=lambda claim: 2 if claim.kind == "certification" else 1)
    certificate = CLAIMS[2]
    version = world.decide(draft, 1, world.reviewer, certificate)
    assert row(world, draft, certificate).opinions == 1
    version = world.decide(draft, version, world.reviewer, certificate)
    assert row(world, draft, certificate).opinions == 1
    version = undo(world, draft, version, world.reviewer, 1)
    assert row(world, draft, certificate).opinions == 1
    world.decide(draft, version, world.other_reviewer, certificate)
    assert row(world, draft, certificate).opinions == 0


@pytest.mark.parametrize("state", [DraftState.RETURNED, DraftState.DECIDED])
def test_what_is_taken_back_in_a_draft_that_left_the_queue_does_not_wait_again(
    world: World, state: DraftState
) -> None:
    draft = world.draft()
    version = world.decide(draft, 1, world.reviewer, *CLAIMS[:2])
    with world.database.writing() as connection:
        version = set_draft_state(connection, world.board, draft, version, state, later(1))
    undo(world, draft, version, world.reviewer, 2)
    assert [row(world, draft, claim).opinions for claim in CLAIMS[:2]] == [0, 0]
    assert [row(world, draft, claim).state for claim in CLAIMS[:2]] == [ClaimState.WAITING] * 2
    with world.database.reading() as connection:
        assert count_queue(connection, world.board, only=QueueFilter(draft_id=draft)) == 0


def test_what_one_reviewer_takes_back_another_who_looked_stands_in_for(world: World) -> None:
    draft = world.draft()
    version = world.decide(draft, 1, world.reviewer, CLAIMS[0])
    version = world.decide(draft, version, world.other_reviewer, CLAIMS[0], verdict=Verdict.REJECT)
    version = undo(world, draft, version, world.reviewer, 1)
    assert (row(world, draft, CLAIMS[0]).opinions, row(world, draft, CLAIMS[0]).state) == (0, ClaimState.REJECTED)
    undo(world, draft, version, world.other_reviewer, 1)
    assert (row(world, draft, CLAIMS[0]).opinions, row(world, draft, CLAIMS[0]).state) == (1, ClaimState.WAITING)


def test_whoever_put_a_claim_off_or_speaks_as_its_worker_stands_in_for_nobody(world: World) -> None:
    draft = world.draft()
    version = world.decide(draft, 1, world.reviewer, CLAIMS[0])
    version = world.decide(draft, version, world.other_reviewer, CLAIMS[0], verdict=Verdict.SKIP)
    version = world.decide(draft, version, world.worker, CLAIMS[0])
    undo(world, draft, version, world.reviewer, 1)
    assert row(world, draft, CLAIMS[0]).opinions == 1


def test_of_two_opinions_each_is_that_of_one_reviewer_however_often_they_speak(world: World) -> None:
    draft = world.draft(opinions=lambda _: 2)
    version = world.decide(draft, 1, world.reviewer, CLAIMS[0])
    version = world.decide(draft, version, world.other_reviewer, CLAIMS[0])
    version = world.decide(draft, version, world.other_reviewer, CLAIMS[0], verdict=Verdict.REJECT)
    version = undo(world, draft, version, world.reviewer, 1)
    # the second word of the other reviewer is no second opinion
    assert row(world, draft, CLAIMS[0]).opinions == 1


def test_two_words_on_one_claim_in_one_request_are_one_opinion_and_the_last_counts(world: World) -> None:
    draft = world.draft(opinions=lambda _: 2)
    said = tuple(
        world.decision(CLAIMS[0], world.reviewer, Role.REVIEWER, verdict)
        for verdict in (Verdict.APPROVE, Verdict.REJECT)
    )
    submission = Submission(draft_id=draft, version=1, person_id=world.reviewer, decisions=said, at=AT)
    with world.database.writing() as connection:
        version = save_decisions(connection, world.keyring, world.board, submission, new_id)
    assert (row(world, draft, CLAIMS[0]).state, row(world, draft, CLAIMS[0]).opinions) == (ClaimState.REJECTED, 1)
    undo(world, draft, version, world.reviewer, 2)
    assert (row(world, draft, CLAIMS[0]).state, row(world, draft, CLAIMS[0]).opinions) == (ClaimState.WAITING, 2)


def test_the_drafts_that_were_decided_on_come_together_oldest_first(world: World) -> None:
    documents = sorted((world.upload(b"%d" % number) for number in range(4)), key=lambda one: one.int)
    first, _, second, undone = (world.draft(document=document) for document in documents)
    world.decide(second, 1, world.worker, CLAIMS[1])
    world.decide(first, 1, world.worker, *CLAIMS[:2])
    undo(world, undone, world.decide(undone, 1, world.worker, CLAIMS[0]), world.worker, 1)
    with world.database.reading() as connection:
        found = decided_drafts(connection, world.keyring, world.board, world.worker)
        assert [stored.id for stored, _ in found] == [first, second]
        assert found == tuple(
            (
                load_draft(connection, world.keyring, world.board, draft),
                load_decisions(connection, world.keyring, world.board, draft),
            )
            for draft in (first, second)
        )
        assert decided_drafts(connection, world.keyring, world.board, world.reviewer) == ()
        newest = decided_drafts(connection, world.keyring, world.board, world.worker, limit=1)
        assert [stored.id for stored, _ in newest] == [second]


def test_a_skip_and_a_workers_word_take_no_opinion(world: World) -> None:
    draft = world.draft()
    version = world.decide(draft, 1, world.reviewer, CLAIMS[0], verdict=Verdict.SKIP)
    version = world.decide(draft, version, world.worker, CLAIMS[1])
    assert [row(world, draft, claim).opinions for claim in CLAIMS[:2]] == [1, 1]
    undo(world, draft, version, world.reviewer, 1)
    assert row(world, draft, CLAIMS[0]).opinions == 1


def test_figures_count_what_stands(world: World) -> None:
    draft = world.draft(opinions=lambda _: 2)
    version = world.decide(draft, 1, world.reviewer, *CLAIMS[:4], at=later(1))
    version = world.decide(draft, version, world.reviewer, CLAIMS[4], verdict=Verdict.REJECT, at=later(2))
    version = world.decide(
        draft, version, world.other_reviewer, CLAIMS[0], CLAIMS[3], verdict=Verdict.REJECT, at=later(3)
    )
    world.decide(draft, version, world.other_reviewer, CLAIMS[4], verdict=Verdict.REJECT, at=later(3))
    with world.database.reading() as connection:
        figures = {one.person_id: one for one in reviewer_figures(connection, world.board, later(0), later(10))}
        one_alone = reviewer_figures(connection, world.board, later(0), later(10), world.reviewer)
        nobody = reviewer_figures(connection, uuid4(), later(0), later(10))
        early = reviewer_figures(connection, world.board, later(0), later(2))
        split = list_disagreements(connection, world.board)
        rest = list_disagreements(connection, world.board, after=split[0].claim.id)
    mine, others = figures[world.reviewer], figures[world.other_reviewer]
    assert (mine.decided, mine.approved, mine.rejected) == (5, 4, 1)
    assert (mine.seeded, mine.caught, mine.catch_rate) == (0, 0, None)
    assert (mine.shared, mine.agreed) == (3, 1) == (others.shared, others.agreed)
    assert one_alone == (mine,)
    assert nobody == ()
    assert [one.decided for one in early] == [4]
    assert [one.claim.claim_id for one in split] == [CLAIMS[0].id, CLAIMS[3].id]
    assert split[0].verdicts == {world.reviewer: "approve", world.other_reviewer: "reject"}
    assert [one.claim.claim_id for one in rest] == [CLAIMS[3].id]


def test_a_page_of_disagreements_is_full_while_there_are_more(world: World) -> None:
    draft, version = world.draft(), 1
    for claim in CLAIMS[:3]:
        version = world.decide(draft, version, world.reviewer, claim)
        version = world.decide(draft, version, world.other_reviewer, claim, verdict=Verdict.REJECT)
    # on the first and the second they agree by now
    version = world.decide(draft, version, world.reviewer, *CLAIMS[:2], verdict=Verdict.REJECT)
    with world.database.reading() as connection:
        (found,) = list_disagreements(connection, world.board, limit=1)
        assert found.claim.claim_id == CLAIMS[2].id
        assert list_disagreements(connection, world.board, after=found.claim.id, limit=1) == ()


def test_who_decided_nothing_known_wrong_has_no_catch_rate(world: World) -> None:
    draft = world.draft()
    world.decide(draft, 1, world.reviewer, CLAIMS[0])
    with world.database.reading() as connection:
        (found,) = reviewer_figures(connection, world.board, later(-1), later(10))
    assert found.catch_rate is None
