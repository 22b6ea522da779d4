"""Reviews keep every answer at once and lose none."""

from pathlib import Path

import pytest

from app.credentials.model import TrustTier
from app.errors import DecisionRefused, DraftInvalid, NothingApproved, OwnRecord
from app.flows import outputs
from app.flows.journal import Journal
from app.flows.review import DecidedMeanwhile, Review, SetAside, load_draft, open_review, write_record
from app.review.decide import claim_digest, load_record
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Role, Verdict
from app.review.standing import UNDO
from tests.flows.drafts import DUTY, FORKLIFT, INFERRED, PALLET, SCANNER, clock, concept, draft, skill

WORKER = Person(id="did:key:zWorker", role=Role.WORKER)
REVIEWER = Person(id="r-17", role=Role.REVIEWER)


def opened(folder: Path, of: Draft | None = None, person: Person = WORKER) -> Review:
    return Review(of or draft(), person, clock, Journal(folder / "resume.decisions.jsonl"))


def test_claims_are_asked_by_basis_with_flagged_ones_first(tmp_path: Path) -> None:
    assert opened(tmp_path).claims == (SCANNER, FORKLIFT, PALLET, DUTY, INFERRED)


def test_an_answer_is_on_the_disk_before_the_next_claim_is_asked(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(SCANNER, Verdict.APPROVE)
    kept = Journal(tmp_path / "resume.decisions.jsonl").read()
    assert [(event.claim_id, event.verdict, event.person) for event in kept] == [("c3", Verdict.APPROVE, WORKER)]


def test_a_second_sitting_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.answer(SCANNER, Verdict.APPROVE)
    first.answer(FORKLIFT, Verdict.REJECT, reason="not me")
    second = opened(tmp_path)
    assert second.waiting() == [PALLET, DUTY, INFERRED]
    assert second.verdict(FORKLIFT) is Verdict.REJECT


def test_a_skipped_claim_waits_again_in_the_next_sitting(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.answer(SCANNER, Verdict.SKIP)
    assert SCANNER not in first.waiting()
    assert opened(tmp_path).waiting()[0] == SCANNER


def test_undo_adds_an_event_and_takes_none_away(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(SCANNER, Verdict.APPROVE)
    assert review.undo() == SCANNER
    assert review.waiting()[0] == SCANNER
    kept = Journal(tmp_path / "resume.decisions.jsonl").read()
    assert [(event.verdict, event.reason) for event in kept] == [(Verdict.APPROVE, ""), (Verdict.SKIP, UNDO)]


def test_undo_reaches_back_through_an_earlier_sitting_to_the_first_answer(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.answer(SCANNER, Verdict.APPROVE)
    first.answer(FORKLIFT, Verdict.APPROVE)
    second = opened(tmp_path)
    assert [second.undo(), second.undo(), second.undo()] == [FORKLIFT, SCANNER, None]
    assert len(opened(tmp_path).waiting()) == 5


def test_a_claim_rises_with_the_answers_of_both_roles_and_falls_with_an_undo(tmp_path: Path) -> None:
    review = opened(tmp_path)
    assert review.tier(SCANNER) is TrustTier.EXTRACTED
    review.answer(SCANNER, Verdict.APPROVE)
    assert review.tier(SCANNER) is TrustTier.SELF_ASSERTED
    by_board = opened(tmp_path, person=REVIEWER)
    assert by_board.tier(SCANNER) is TrustTier.SELF_ASSERTED
    by_board.answer(SCANNER, Verdict.APPROVE)
    assert opened(tmp_path).tier(SCANNER) is TrustTier.REVIEWED
    by_board.undo()
    assert opened(tmp_path).tier(SCANNER) is TrustTier.SELF_ASSERTED


def test_the_record_holds_what_was_approved_and_the_edited_wording(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(SCANNER, Verdict.REJECT, reason="not true")
    review.answer(FORKLIFT, Verdict.EDIT, edit=Edit(name="Forklift driving", alignments=()))
    review.answer(PALLET, Verdict.APPROVE)
    review.answer(DUTY, Verdict.SKIP)
    review.answer(INFERRED, Verdict.APPROVE)
    record = review.record()
    assert [approved.claim.name for approved in record.claims] == [
        "inspect vehicles",
        "Forklift driving",
        "pallet jack",
    ]
    assert not review.complete()


def test_an_answer_that_was_taken_back_and_given_otherwise_counts_as_given_last(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(PALLET, Verdict.EDIT, edit=Edit(name="Pallet truck"))
    review.undo()
    review.answer(PALLET, Verdict.APPROVE)
    assert [approved.claim.name for approved in review.record().claims] == ["pallet jack"]


def test_nothing_approved_makes_no_record(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(PALLET, Verdict.REJECT)
    with pytest.raises(NothingApproved):
        review.record()


def test_answers_to_another_version_of_the_draft_are_set_aside_and_asked_again(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.answer(PALLET, Verdict.APPROVE)
    first.answer(SCANNER, Verdict.APPROVE)
    other = draft(skill(2, "pallet jack", alignments=(concept("pallet trucks", 0.7),)), SCANNER)
    second = opened(tmp_path, other)
    assert second.set_aside == SetAside(version=1)
    assert [claim.id for claim in second.waiting()] == ["c2"]


def test_answers_of_another_person_are_not_taken_over(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    second = opened(tmp_path, person=Person(id="did:key:zOther", role=Role.WORKER))
    assert (second.set_aside, len(second.waiting())) == (SetAside(person=1), 5)


def test_what_is_set_aside_is_counted_by_claim_and_reason_and_taken_back_answers_are_not(tmp_path: Path) -> None:
    other = Person(id="did:key:zOther", role=Role.WORKER)
    changed = skill(2, "pallet jack", alignments=(concept("pallet trucks", 0.7),))
    first = opened(tmp_path, draft(changed, SCANNER, FORKLIFT), person=other)
    first.answer(SCANNER, Verdict.APPROVE)
    first.answer(FORKLIFT, Verdict.APPROVE)
    first.undo()
    first.answer(changed, Verdict.APPROVE)
    assert opened(tmp_path).set_aside == SetAside(person=2)
    assert opened(tmp_path, person=other).set_aside == SetAside(version=1)
    opened(tmp_path, person=other).answer(PALLET, Verdict.APPROVE)
    assert opened(tmp_path, person=other).set_aside == SetAside()


def test_a_reviewer_is_not_asked_about_what_the_worker_rejected_or_did_not_confirm(tmp_path: Path) -> None:
    worker = opened(tmp_path)
    worker.answer(PALLET, Verdict.REJECT)
    assert opened(tmp_path, person=REVIEWER).claims == (SCANNER, FORKLIFT, DUTY)
    worker.answer(INFERRED, Verdict.APPROVE)
    assert opened(tmp_path, person=REVIEWER).claims == (SCANNER, FORKLIFT, DUTY, INFERRED)


def test_an_answer_to_what_the_worker_rejected_since_is_not_among_the_reviewers(tmp_path: Path) -> None:
    reviewer = opened(tmp_path, person=REVIEWER)
    reviewer.answer(PALLET, Verdict.APPROVE)
    reviewer.answer(SCANNER, Verdict.APPROVE)
    opened(tmp_path).answer(SCANNER, Verdict.REJECT)
    again = opened(tmp_path, person=REVIEWER)
    assert again.count(Verdict.APPROVE, Verdict.EDIT) == 1
    assert len(again.waiting()) == len(again.claims) - 1
    assert again.answered_by_others == 0
    assert [again.undo(), again.undo()] == [PALLET, None]


def test_a_record_holds_the_decisions_of_both_roles_on_a_claim(tmp_path: Path) -> None:
    opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    reviewer = opened(tmp_path, person=REVIEWER)
    assert reviewer.answered_by_others == 1
    reviewer.answer(PALLET, Verdict.APPROVE)
    reviewer.answer(SCANNER, Verdict.APPROVE)
    (held,) = opened(tmp_path).record().claims
    assert [decision.person for decision in held.decisions] == [WORKER, REVIEWER]
    assert [claim.claim.id for claim in opened(tmp_path, person=REVIEWER).record().claims] == ["c2", "c3"]


def test_what_a_reviewer_rejects_leaves_the_workers_record(tmp_path: Path) -> None:
    worker = opened(tmp_path)
    worker.answer(PALLET, Verdict.APPROVE)
    worker.answer(SCANNER, Verdict.APPROVE)
    opened(tmp_path, person=REVIEWER).answer(PALLET, Verdict.REJECT)
    assert [held.claim.id for held in opened(tmp_path).record().claims] == ["c3"]


@pytest.mark.parametrize("known_as", ["own key", "journal"])
def test_nobody_reviews_a_record_of_their_own(known_as: str, tmp_path: Path) -> None:
    if known_as == "journal":
        opened(tmp_path).answer(PALLET, Verdict.APPROVE)
    own = {WORKER.id} if known_as == "own key" else set()
    with pytest.raises(OwnRecord):
        Review(
            draft(),
            Person(id=WORKER.id, role=Role.REVIEWER),
            clock,
            Journal(tmp_path / "resume.decisions.jsonl"),
            own,
        )


def test_a_rejection_is_known_by_its_claim_until_it_is_taken_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "resume.decisions.jsonl")

    def say(claim: DraftClaim, verdict: Verdict, person: Person = WORKER) -> None:
        digest = claim_digest(claim)
        journal.append(Decision(claim_id=claim.id, claim_sha256=digest, person=person, at=clock(), verdict=verdict))

    for claim in (PALLET, SCANNER, FORKLIFT):
        say(claim, Verdict.REJECT)
    say(DUTY, Verdict.REJECT, REVIEWER)
    say(SCANNER, Verdict.APPROVE, Person(id="did:key:zNewKey", role=Role.WORKER))
    say(FORKLIFT, Verdict.SKIP)
    say(DUTY, Verdict.SKIP)
    assert journal.rejected() == {"c2", "c4"}
    say(DUTY, Verdict.APPROVE)
    assert journal.rejected() == {"c2"}


def test_answers_are_for_this_account_alone(tmp_path: Path) -> None:
    opened(tmp_path / "new").answer(PALLET, Verdict.APPROVE)
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "new", tmp_path / "new/resume.decisions.jsonl")]
    assert modes == [0o700, 0o600]


def test_a_line_cut_short_by_a_crash_is_dropped_and_the_journal_stays_readable(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.answer(SCANNER, Verdict.APPROVE)
    journal = tmp_path / "resume.decisions.jsonl"
    with journal.open("ab") as stream:
        stream.write(b'{"claim_id": "c1", "cl')
    second = opened(tmp_path)
    assert len(second.waiting()) == 4
    second.answer(FORKLIFT, Verdict.APPROVE)
    assert [event.claim_id for event in Journal(journal).read()] == ["c3", "c1"]


def test_a_journal_with_a_foreign_line_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    journal = tmp_path / "resume.decisions.jsonl"
    journal.write_bytes(b'{"verdict": "approve"}\n')
    with pytest.raises(DecisionRefused) as caught:
        opened(tmp_path)
    assert "Move the file away" in caught.value.advice
    assert journal.read_bytes() == b'{"verdict": "approve"}\n'


def test_a_draft_file_is_opened_under_its_name_and_its_record_written_beside(tmp_path: Path) -> None:
    path = tmp_path / "resume-2.draft.json"
    path.write_bytes(outputs.json_bytes(draft()))
    review = open_review(path, tmp_path, WORKER, clock)
    review.answer(PALLET, Verdict.APPROVE)
    assert review.name == "resume-2"
    assert write_record(tmp_path, "resume-2", review.record()) == "resume-2.record.json"
    assert load_record((tmp_path / "resume-2.record.json").read_bytes()) == review.record()
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "resume-2.decisions.jsonl",
        "resume-2.draft.json",
        "resume-2.record.json",
    ]


def test_a_draft_that_is_not_there_is_an_invalid_draft(tmp_path: Path) -> None:
    with pytest.raises(DraftInvalid):
        load_draft(tmp_path / "nothing.draft.json")


def test_two_sittings_at_once_see_what_the_other_decided(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.answer(SCANNER, Verdict.REJECT, reason="not me")
    with pytest.raises(DecidedMeanwhile) as caught:
        other.answer(SCANNER, Verdict.APPROVE)
    assert [(said.claim_id, said.reason) for said in caught.value.decisions] == [("c3", "not me")]
    assert other.verdict(SCANNER) is Verdict.REJECT
    assert SCANNER not in other.waiting()
    other.answer(PALLET, Verdict.APPROVE)
    one.answer(FORKLIFT, Verdict.APPROVE)
    assert one.verdict(PALLET) is Verdict.APPROVE
    # who saw it may say otherwise
    assert other.undo() == PALLET
    other.answer(SCANNER, Verdict.APPROVE)
    with pytest.raises(DecidedMeanwhile):
        one.answer(SCANNER, Verdict.REJECT)
    assert [event.verdict for event in Journal(tmp_path / "resume.decisions.jsonl").read()].count(Verdict.REJECT) == 1


def test_what_was_answered_otherwise_meanwhile_is_not_taken_back(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.answer(SCANNER, Verdict.APPROVE)
    other.answer(FORKLIFT, Verdict.APPROVE)
    other.undo()
    other.answer(FORKLIFT, Verdict.REJECT)
    again = opened(tmp_path)
    other.undo()
    other.answer(FORKLIFT, Verdict.EDIT, edit=Edit(name="Forklift driving"))
    with pytest.raises(DecidedMeanwhile):
        again.undo()
    assert again.verdict(FORKLIFT) is Verdict.EDIT
