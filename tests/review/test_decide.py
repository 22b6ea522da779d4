from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from app.errors import DecisionRefused, DraftInvalid, NothingApproved, OwnRecord, RecordInvalid
from app.extraction.model import Basis, EntryKind
from app.review import decide as deciding
from app.review.decide import HARMLESS, attest, claim_digest, decide, edited, left_out, load_draft, load_record
from app.review.model import (
    Correction,
    Decision,
    DraftClaim,
    Edit,
    Flag,
    FlagCode,
    Person,
    RecordClaim,
    Role,
    Verdict,
)
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


@pytest.mark.parametrize("code", sorted(set(FlagCode) - HARMLESS))
def test_a_claim_that_a_person_must_look_at_is_left_out_of_bulk_attestation_and_told(code: FlagCode) -> None:
    flagged = make.skill("f").model_copy(update={"flags": (Flag(code=FlagCode.UNALIGNED), Flag(code=code))})
    draft = make.draft([*make.claims(), flagged])
    assert "f" not in {d.claim_id for d in attest(draft, make.WORKER, make.AT, "all")}
    assert left_out(draft, "all") == left_out(draft, "stated") == (flagged,)


def test_what_is_missing_and_speaks_not_against_a_claim_does_not_keep_it_from_bulk_attestation() -> None:
    missing = tuple(Flag(code=code) for code in sorted(HARMLESS))
    assert len(missing) == 3
    draft = make.draft([make.skill("f").model_copy(update={"flags": missing})])
    assert [d.claim_id for d in attest(draft, make.WORKER, make.AT, "stated")] == ["f"]
    assert left_out(draft, "stated") == ()


def test_only_claims_of_the_scope_are_left_out() -> None:
    unsure = (Flag(code=FlagCode.UNSURE),)
    claims = [make.skill(basis.value, basis=basis).model_copy(update={"flags": unsure}) for basis in Basis]
    assert [claim.id for claim in left_out(make.draft(claims), "stated")] == ["stated"]
    assert [claim.id for claim in left_out(make.draft(claims), "all")] == ["stated", "demonstrated"]


def _corrected(edit: Edit, claim: DraftClaim | None = None) -> RecordClaim:
    claim = claim or make.entry_claim("x1", make.ENTRIES[0])
    record = decide(make.draft([claim]), [make.decision(claim, Verdict.EDIT, edit=edit)], WORKER)
    assert load_record(record.model_dump_json().encode()) == record
    return record.claims[0]


def test_a_corrected_entry_is_named_by_the_corrected_facts_and_keeps_its_evidence() -> None:
    original = make.entry_claim("x1", make.ENTRIES[0]).model_copy(update={"alignments": (make.esco(),)})
    approved = _corrected(Edit(title="Reach Truck Driver", end="2022-01", kind=EntryKind.VOLUNTEERING), original)
    correction = Correction(title="Reach Truck Driver", end="2022-01", kind=EntryKind.VOLUNTEERING)
    assert approved.claim == original.model_copy(
        update={
            "kind": EntryKind.VOLUNTEERING,
            "name": "Reach Truck Driver, Kestrel Freight",
            "correction": correction,
            "alignments": (),
        }
    )
    assert approved.original == original


def test_a_correction_of_dates_alone_keeps_name_and_concepts() -> None:
    original = make.entry_claim("x1", make.ENTRIES[0]).model_copy(update={"alignments": (make.esco(),)})
    approved = _corrected(Edit(start="2018"), original)
    assert (approved.claim.name, approved.claim.alignments) == (original.name, original.alignments)


def test_words_and_concepts_chosen_with_a_correction_stand() -> None:
    approved = _corrected(Edit(title="Packer", name="Packing at Kestrel", alignments=(make.onet(),)))
    assert (approved.claim.name, approved.claim.alignments) == ("Packing at Kestrel", (make.onet(),))


@pytest.mark.parametrize(
    ("correction", "start", "end", "current"),
    [
        (Correction(end="2022"), "2019-03", "2022", False),
        (Correction(end=""), "2019-03", None, False),
        (Correction(current=True), "2019-03", None, True),
        (Correction(start="", end=""), None, None, False),
    ],
)
def test_a_correction_changes_dates_and_an_empty_one_takes_them_away(
    correction: Correction, start: str | None, end: str | None, current: bool
) -> None:
    after = correction.over(make.ENTRIES[0])
    assert (after.start, after.end, after.current) == (start, end, current)
    assert (after.title, after.evidence) == (make.ENTRIES[0].title, make.ENTRIES[0].evidence)


def test_an_end_ends_what_went_on_and_completion_ends_what_was_expected() -> None:
    going_on = make.ENTRIES[0].model_copy(update={"current": True, "end": None, "expected": True})
    assert Correction(end="2022").over(going_on).current is False
    assert Correction(completed=True).over(going_on).expected is False


def test_a_second_edit_adds_to_the_first() -> None:
    claim = make.entry_claim("x1", make.ENTRIES[0])
    first = Edit(title="Packer", current=True)
    entries = {entry.id: entry for entry in make.ENTRIES}
    middle = edited(claim, first, entries)
    decisions = [
        make.decision(claim, Verdict.EDIT, edit=first),
        make.decision(middle, Verdict.EDIT, edit=Edit(end="2020", organization="")),
    ]
    (approved,) = decide(make.draft([claim]), decisions, WORKER).claims
    assert approved.claim.name == "Packer"
    assert approved.claim.correction == Correction(title="Packer", end="2020", organization="")


@pytest.mark.parametrize("told", [{"start": "03/2019"}, {"end": "present"}, {"end": "2020", "current": True}])
def test_dates_that_cannot_be_printed_ones_are_no_correction(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Edit(**told)


def test_facts_of_an_entry_cannot_be_corrected_on_a_skill() -> None:
    claim = make.skill()
    with pytest.raises(DecisionRefused, match="entry"):
        decide(make.draft([claim]), [make.decision(claim, Verdict.EDIT, edit=Edit(title="Cook"))], WORKER)


def test_a_correction_changed_by_hand_is_refused() -> None:
    claim = make.entry_claim("x1", make.ENTRIES[0])
    record = decide(make.draft([claim]), [make.decision(claim, Verdict.EDIT, edit=Edit(end="2022"))], WORKER)
    data = record.model_dump_json().replace('"end":"2022"', '"end":"2024"', 1)
    with pytest.raises(RecordInvalid):
        load_record(data.encode())


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


@pytest.mark.parametrize("said", ["2019-13", "2018-02-29", "0000", "٢٠١٩", "2019-1"])
def test_a_date_that_no_calendar_has_corrects_nothing(said: str) -> None:
    with pytest.raises(ValidationError):
        Edit(start=said)
    assert Edit(start="2020-02-29").correction == Correction(start="2020-02-29")
