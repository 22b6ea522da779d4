from collections.abc import Callable

import pytest

from app.errors import DecisionRefused, DraftInvalid, NothingApproved, OwnRecord, RecordInvalid
from app.extraction.model import Basis
from app.review import decide as deciding
from app.review.decide import attest, claim_digest, decide, load_draft, load_record
from app.review.model import Decision, Edit, Person, Role, Verdict
from app.values import Instant
from tests.review import factories as make

WORKER = make.WORKER.id


def test_only_approved_claims_stand_in_the_record() -> None:
    draft = make.draft()
    first, second, third, *_ = draft.claims
    decisions = [make.decision(first), make.decision(second, Verdict.REJECT), make.decision(third, Verdict.SKIP)]
    record = decide(draft, decisions, WORKER)
    assert [approved.claim for approved in record.claims] == [first]
    assert record.claims[0].decisions == (decisions[0],)
    assert record.document_sha256 == draft.document.sha256


def test_the_last_decision_on_a_claim_counts() -> None:
    draft = make.draft()
    kept, dropped, undecided = draft.claims[3:6]
    decisions = [
        make.decision(kept, Verdict.REJECT),
        make.decision(dropped),
        make.decision(undecided),
        make.decision(kept, at="2026-03-01T10:00:00Z"),
        make.decision(dropped, Verdict.REJECT),
        make.decision(undecided, Verdict.SKIP),
    ]
    record = decide(draft, decisions, WORKER)
    assert [approved.claim.id for approved in record.claims] == [kept.id]
    assert [d.verdict for d in record.claims[0].decisions] == [Verdict.REJECT, Verdict.APPROVE]
    assert record.decided_at == "2026-03-01T10:00:00Z"


def test_only_entries_that_approved_claims_are_or_stand_in_go_along() -> None:
    draft = make.draft()
    by_id = {claim.id: claim for claim in draft.claims}
    demonstrated = decide(draft, [make.decision(by_id["c4"])], WORKER)
    inferred = decide(draft, [make.decision(by_id["c5"])], WORKER)
    stated = decide(draft, [make.decision(by_id["c1"])], WORKER)
    assert [entry.id for entry in demonstrated.entries] == ["e1"]
    assert [entry.id for entry in inferred.entries] == ["e1"]
    assert stated.entries == ()


def test_an_edit_changes_words_and_concepts_and_keeps_the_evidence_and_the_original() -> None:
    claim = make.skill(alignments=(make.esco(),))
    edit = Edit(name="  Reach truck operation ", alignments=(make.onet(),))
    record = decide(make.draft([claim]), [make.decision(claim, Verdict.EDIT, edit=edit)], WORKER)
    (approved,) = record.claims
    assert approved.claim == claim.model_copy(update={"name": "Reach truck operation", "alignments": (make.onet(),)})
    assert approved.original == claim
    assert approved.decisions[0].edit == edit


def test_an_edit_to_no_concept_leaves_none() -> None:
    claim = make.skill(alignments=(make.esco(),))
    record = decide(make.draft([claim]), [make.decision(claim, Verdict.EDIT, edit=Edit(alignments=()))], WORKER)
    assert record.claims[0].claim.alignments == ()
    assert record.claims[0].claim.name == claim.name


def test_a_reviewer_may_approve_the_version_that_the_worker_edited() -> None:
    claim = make.skill()
    edited = claim.model_copy(update={"name": "lift truck operation"})
    decisions = [
        make.decision(claim, Verdict.EDIT, edit=Edit(name="lift truck operation")),
        make.decision(edited, person=make.REVIEWER),
    ]
    record = decide(make.draft([claim]), decisions, WORKER)
    assert record.claims[0].claim == edited
    assert record.claims[0].original == claim


def test_a_later_approval_of_the_drafted_version_takes_the_edit_back() -> None:
    claim = make.skill()
    decisions = [make.decision(claim, Verdict.EDIT, edit=Edit(name="other words")), make.decision(claim)]
    record = decide(make.draft([claim]), decisions, WORKER)
    assert record.claims[0].claim == claim
    assert record.claims[0].original is None


def test_decisions_on_another_version_or_an_unknown_claim_are_refused() -> None:
    claim = make.skill()
    draft = make.draft([claim])
    with pytest.raises(DecisionRefused, match="another version"):
        decide(draft, [make.decision(claim.model_copy(update={"name": "changed since"}))], WORKER)
    with pytest.raises(DecisionRefused, match="does not hold"):
        decide(draft, [make.decision(claim.model_copy(update={"id": "c99"}))], WORKER)


def test_nothing_approved_is_an_outcome_of_its_own() -> None:
    claim = make.skill()
    for decisions in ([], [make.decision(claim, Verdict.REJECT)], [make.decision(claim, Verdict.SKIP)]):
        with pytest.raises(NothingApproved):
            decide(make.draft([claim]), decisions, WORKER)


def test_a_reviewer_cannot_review_their_own_record_and_nobody_else_decides_as_the_worker() -> None:
    claim = make.skill()
    own = make.decision(claim, person=Person(id=WORKER, role=Role.REVIEWER))
    stranger = make.decision(claim, person=Person(id="did:key:z6MkSomebodyElse", role=Role.WORKER))
    with pytest.raises(OwnRecord):
        decide(make.draft([claim]), [own], WORKER)
    with pytest.raises(DecisionRefused):
        decide(make.draft([claim]), [stranger], WORKER)


def _bulk(decision: Decision) -> Decision:
    return decision.model_copy(update={"manner": "bulk"})


@pytest.mark.parametrize(
    "decide_on",
    [
        lambda claim: [make.decision(claim, person=make.REVIEWER)],
        lambda claim: [_bulk(make.decision(claim))],
        lambda claim: [make.decision(claim), _bulk(make.decision(claim))],
        lambda claim: [
            make.decision(claim),
            make.decision(claim, Verdict.REJECT),
            make.decision(claim, person=make.REVIEWER),
        ],
    ],
    ids=["only a reviewer", "only in bulk", "last word in bulk", "worker took it back"],
)
def test_an_inferred_claim_needs_the_workers_own_standing_confirmation(
    decide_on: Callable[..., list[Decision]],
) -> None:
    claim = make.skill(basis=Basis.INFERRED, evidence=())
    with pytest.raises(DecisionRefused):
        decide(make.draft([claim]), decide_on(claim), WORKER)


def test_bulk_attestation_takes_the_scope_that_was_asked_for_and_never_inferred_claims() -> None:
    draft = make.draft()
    stated = attest(draft, make.WORKER, make.AT, "stated")
    everything = attest(draft, make.WORKER, make.AT, "all")
    assert [d.claim_id for d in stated] == ["x1", "x2", "x3", "c1", "c2", "c3"]
    assert [d.claim_id for d in everything] == ["x1", "x2", "x3", "c1", "c2", "c3", "c4"]
    assert {d.manner for d in everything} == {"bulk"}
    assert {approved.claim.id for approved in decide(draft, everything, WORKER).claims} == {
        d.claim_id for d in everything
    }


def test_only_the_worker_attests_in_bulk() -> None:
    with pytest.raises(DecisionRefused):
        attest(make.draft(), make.REVIEWER, make.AT, "all")


def test_the_digest_tells_versions_apart_and_nothing_else() -> None:
    claim = make.skill()
    assert claim_digest(claim) == claim_digest(make.skill())
    assert len(claim_digest(claim)) == 64
    assert claim_digest(claim) != claim_digest(claim.model_copy(update={"confidence": 0.91}))


def test_drafts_and_records_come_back_as_they_were_saved() -> None:
    draft = make.draft()
    record = decide(draft, [make.decision(claim) for claim in draft.claims], WORKER)
    assert load_draft(draft.model_dump_json().encode()) == draft
    assert load_record(record.model_dump_json().encode()) == record


def test_a_draft_whose_quote_is_not_its_text_is_refused_without_repeating_the_text() -> None:
    data = make.draft().model_dump_json().replace("inventory control", "inventory-control", 1).encode()
    with pytest.raises(DraftInvalid) as caught:
        load_draft(data)
    assert "inventory" not in caught.value.message


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"schema":"ler-draft/2"}'])
def test_what_is_no_draft_or_record_is_refused(data: bytes) -> None:
    with pytest.raises(DraftInvalid):
        load_draft(data)
    with pytest.raises(RecordInvalid):
        load_record(data)


def test_oversized_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MAX_FILE_BYTES", 10)
    with pytest.raises(DraftInvalid, match="larger"):
        load_draft(b" " * 11)
    with pytest.raises(RecordInvalid, match="larger"):
        load_record(b" " * 11)


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ('"name":"inventory control"', '"name":"brain surgery"'),
        ('"verdict":"approve"', '"verdict":"reject"'),
        ('"manner":"each"', '"manner":"bulk"'),
    ],
    ids=["claim", "verdict", "inferred claim in bulk"],
)
def test_a_record_changed_by_hand_is_refused(found: str, put: str) -> None:
    draft = make.draft()
    record = decide(draft, [make.decision(claim) for claim in draft.claims], WORKER).model_dump_json()
    assert found in record
    with pytest.raises(RecordInvalid):
        load_record(record.replace(found, put).encode())


def test_a_record_without_claims_is_refused() -> None:
    draft = make.draft()
    record = decide(draft, [make.decision(draft.claims[0])], WORKER).model_copy(update={"claims": ()})
    with pytest.raises(RecordInvalid):
        load_record(record.model_dump_json().encode())


def test_decisions_carry_a_moment() -> None:
    claim = make.skill()
    record = decide(make.draft([claim]), [make.decision(claim, at="2026-05-05T05:05:05Z")], WORKER)
    assert record.decided_at == Instant("2026-05-05T05:05:05Z")
