"""Worker and reviewer change, reject and take back in every order: what stands, who is asked again, what is kept."""

from pathlib import Path

import pytest

from app.credentials.model import TrustTier
from app.errors import NothingApproved
from app.flows.journal import Journal
from app.review.decide import claim_digest, stands_by
from app.review.model import Decision, Edit, Person, Role, Verdict
from tests.flows.drafts import PALLET, clock
from tests.flows.test_review import REVIEWER, WORKER, opened


def test_a_claim_that_a_reviewer_worded_otherwise_is_asked_of_the_worker_again(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    opened(tmp_path, person=REVIEWER).answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    again = opened(tmp_path)
    (worded,) = [claim for claim in again.waiting() if claim.id == PALLET.id]
    assert worded.name == "Pallet truck"
    said = again.said_by_others(worded)
    assert said is not None
    assert (said.person, said.verdict) == (REVIEWER, Verdict.EDIT)
    again.answer(worded, Verdict.APPROVE)
    assert [held.claim.name for held in opened(tmp_path).record().claims] == ["Pallet truck"]
    again.undo()
    again.answer(worded, Verdict.EDIT, edit=Edit(name="pallet jack"))
    assert [held.claim.name for held in opened(tmp_path).record().claims] == ["pallet jack"]
    assert opened(tmp_path).tier(PALLET) is TrustTier.SELF_ASSERTED


def test_a_reviewer_is_shown_the_workers_words_and_approves_these(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    reviewer = opened(tmp_path, person=REVIEWER)
    (worded,) = [claim for claim in reviewer.waiting() if claim.id == PALLET.id]
    assert worded.name == "Pallet truck"
    reviewer.answer(worded, Verdict.APPROVE)
    again = opened(tmp_path)
    assert worded not in again.waiting()
    (held,) = again.record().claims
    assert (held.claim.name, [one.person for one in held.decisions]) == ("Pallet truck", [WORKER, REVIEWER])
    assert stands_by(held, WORKER.id, {})
    assert again.tier(worded) is TrustTier.REVIEWED


def test_what_a_reviewer_says_of_words_that_were_changed_before_takes_no_change_back(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    journal = Journal(tmp_path / "resume.decisions.jsonl")
    digest = claim_digest(PALLET)
    journal.append(
        Decision(claim_id=PALLET.id, claim_sha256=digest, person=REVIEWER, at=clock(), verdict=Verdict.APPROVE)
    )
    (held,) = opened(tmp_path).record().claims
    assert (held.claim.name, [one.person for one in held.decisions]) == ("Pallet truck", [WORKER])
    assert PALLET.id in {claim.id for claim in opened(tmp_path, person=REVIEWER).waiting()}


@pytest.mark.parametrize(("first", "then"), [(WORKER, REVIEWER), (REVIEWER, WORKER), (REVIEWER, REVIEWER)])
def test_who_approves_a_claim_whose_edit_was_taken_back_is_not_asked_again(
    first: Person, then: Person, tmp_path: Path
) -> None:
    changing = opened(tmp_path, person=first)
    changing.answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    changing.undo()
    approving = opened(tmp_path, person=then)
    approving.answer(PALLET, Verdict.APPROVE)
    assert PALLET not in opened(tmp_path, person=then).waiting()
    (held,) = opened(tmp_path, person=then).record().claims
    assert (held.claim, [one.person for one in held.decisions]) == (PALLET, [then])


def test_what_a_worker_rejects_stays_rejected_when_their_own_words_were_below_the_reviewers(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    reviewer = opened(tmp_path, person=REVIEWER)
    (worded,) = [claim for claim in reviewer.claims if claim.id == PALLET.id]
    reviewer.answer(worded, Verdict.EDIT, edit=Edit(name="Electric pallet truck"))
    worker = opened(tmp_path)
    (worded,) = [claim for claim in worker.waiting() if claim.id == PALLET.id]
    worker.answer(worded, Verdict.REJECT)
    assert opened(tmp_path).verdict(worded) is Verdict.REJECT
    assert PALLET.id not in {claim.id for claim in opened(tmp_path, person=REVIEWER).claims}
    with pytest.raises(NothingApproved):
        opened(tmp_path, person=REVIEWER).record()
    again = opened(tmp_path)
    again.undo()
    assert PALLET in again.waiting()


def test_what_a_reviewer_puts_off_stays_in_the_workers_record(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    opened(tmp_path, person=Person(id="r-18", role=Role.REVIEWER)).answer(PALLET, Verdict.APPROVE)
    opened(tmp_path, person=REVIEWER).answer(PALLET, Verdict.SKIP)
    assert [held.claim.id for held in opened(tmp_path).record().claims] == [PALLET.id]
    assert opened(tmp_path).tier(PALLET) is TrustTier.REVIEWED


def test_a_rejection_stands_again_when_what_the_worker_said_over_it_is_taken_back(tmp_path: Path) -> None:
    opened(tmp_path, person=REVIEWER).answer(PALLET, Verdict.REJECT)
    worker = opened(tmp_path)
    worker.answer(PALLET, Verdict.APPROVE)
    assert worker.rejected() == frozenset()
    worker.undo()
    assert worker.rejected() == {PALLET.id}


def test_what_was_said_of_an_edit_goes_when_it_is_taken_back(tmp_path: Path) -> None:
    worker = opened(tmp_path)
    worker.answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    reviewer = opened(tmp_path, person=REVIEWER)
    reviewer.answer(next(claim for claim in reviewer.claims if claim.id == PALLET.id), Verdict.APPROVE)
    again = opened(tmp_path)
    again.undo()
    assert PALLET in again.waiting()
    assert again.tier(PALLET) is TrustTier.EXTRACTED
    again.answer(PALLET, Verdict.APPROVE)
    (held,) = opened(tmp_path).record().claims
    assert (held.claim, [one.person for one in held.decisions]) == (PALLET, [WORKER])


def test_a_claim_that_a_reviewer_rejects_is_asked_of_the_worker_again_who_has_the_last_word(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    opened(tmp_path, person=REVIEWER).answer(PALLET, Verdict.REJECT, reason="not in the document")
    again = opened(tmp_path)
    assert PALLET in again.waiting()
    said = again.said_by_others(PALLET)
    assert said is not None
    assert (said.verdict, said.reason) == (Verdict.REJECT, "not in the document")
    assert again.rejected() == {PALLET.id}
    again.answer(PALLET, Verdict.APPROVE)
    assert [held.claim.id for held in opened(tmp_path).record().claims] == [PALLET.id]
    assert opened(tmp_path).rejected() == frozenset()
