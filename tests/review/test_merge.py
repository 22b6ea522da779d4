"""A worker's documents, one after the other, to one record."""

import itertools
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from app.alignment.model import Alignment
from app.documents.model import DocumentText, Page
from app.errors import RecordInvalid
from app.extraction.model import Basis, Entry, EntryKind
from app.review.decide import decide, load_record, stands_by
from app.review.merge import Earlier
from app.review.model import ApprovedClaim, Draft, DraftClaim, Edit, FlagCode, Record, RecordClaim, Verdict
from app.review.same import may_be_same, same_entry
from tests.review import factories as make

FIRST = """Forklift Operator, Kestrel Freight, Mar 2019 to present
Skills: forklift operation, inventory control, crane operation
"""
SECOND = """Forklift Operator, Kestrel Freight Ltd, March 2019 to June 2024
Skills: Forklift Operation, palletizing, operate lifting trucks
"""


def skill(text: str, number: str, words: str, basis: Basis = Basis.STATED, *concepts: Alignment) -> DraftClaim:
    quotes = () if basis is Basis.INFERRED else [make.quote(words, text)]
    made = make.skill(number, words, basis, quotes, None, concepts)
    return made.model_copy(update={"provenance": make.provenance(text)})


def job(text: str, number: str, **facts: object) -> Entry:
    quote = make.quote(text.splitlines()[0], text)
    told = {"kind": EntryKind.EMPLOYMENT, "title": "Forklift Operator", "organization": "Kestrel Freight"} | facts
    return Entry.model_validate({"id": number, "evidence": (quote,)} | told)


def held(text: str, number: str, entry: Entry) -> DraftClaim:
    return make.entry_claim(number, entry).model_copy(update={"provenance": make.provenance(text)})


def drafted(text: str, claims: Sequence[DraftClaim], *entries: Entry) -> Draft:
    """A draft of a text; its claims say that they come from there."""
    return Draft(
        document=DocumentText(
            sha256=make.provenance(text).document_sha256,
            media_type="text/plain",
            pages=(Page(number=1, width=0, height=0),),
            text=text,
        ),
        entries=entries,
        claims=tuple(claim.model_copy(update={"provenance": make.provenance(text)}) for claim in claims),
        counts={"invented": 0},
    )


def recorded(draft: Draft, before: Record | None = None, rejected: Sequence[str] = ()) -> Record:
    said = [make.decision(claim) for claim in draft.claims]
    return decide(draft, said, make.WORKER.id, before=before, rejected=rejected)


def first() -> Draft:
    return drafted(FIRST, [skill(FIRST, "a1", "forklift operation"), skill(FIRST, "a2", "inventory control")])


def second() -> Draft:
    return drafted(SECOND, [skill(SECOND, "b1", "Forklift Operation"), skill(SECOND, "b2", "palletizing")])


def alone(part: RecordClaim) -> ApprovedClaim:
    return ApprovedClaim(claim=part.claim, original=part.original, decisions=part.decisions)


def told(record: Record) -> list[tuple[str, list[str]]]:
    return [(one.claim.name, [part.claim.id for part in one.also]) for one in record.claims]


def test_a_claim_of_two_documents_is_one_claim_with_the_evidence_of_both() -> None:
    record = recorded(second(), recorded(first()))
    assert told(record) == [("forklift operation", ["b1"]), ("inventory control", []), ("palletizing", [])]
    assert [part.document_sha256 for part in record.claims[0].parts] == [
        make.provenance(FIRST).document_sha256,
        make.provenance(SECOND).document_sha256,
    ]
    assert [one.sha256 for one in record.earlier] == [make.provenance(FIRST).document_sha256]
    assert load_record(record.model_dump_json(by_alias=True).encode()) == record


def test_the_order_in_which_documents_come_makes_no_difference_to_what_is_one() -> None:
    later = SECOND + "\n"
    third = drafted(later, [skill(later, "c1", "Forklift Operation"), skill(later, "c2", "palletizing")])
    found = set()
    for drafts in itertools.permutations([first(), second(), third]):
        record: Record | None = None
        for one in drafts:
            record = recorded(one, record)
        assert record is not None
        found.add(frozenset(frozenset(part.claim.id for part in claim.parts) for claim in record.claims))
    assert found == {frozenset({frozenset({"a1", "b1", "c1"}), frozenset({"a2"}), frozenset({"b2", "c2"})})}


def test_the_same_document_again_replaces_what_it_gave_and_nothing_else() -> None:
    both = recorded(second(), recorded(first()))
    again = drafted(FIRST, [skill(FIRST, "a2", "inventory control")])
    record = recorded(again, both)
    assert told(record) == [("Forklift Operation", []), ("palletizing", []), ("inventory control", [])]
    assert recorded(again, record).claims == record.claims


def test_what_a_person_rejected_since_leaves_the_record_and_takes_only_its_own_evidence_along() -> None:
    both = recorded(second(), recorded(first()))
    third = drafted(SECOND + "x", [skill(SECOND, "c1", "palletizing")])
    record = recorded(third, both, rejected=["a1", "a2"])
    assert told(record) == [("Forklift Operation", []), ("palletizing", ["c1"])]


@pytest.mark.parametrize(
    ("ours", "theirs", "count"),
    [
        (Basis.STATED, Basis.STATED, 1),
        (Basis.DEMONSTRATED, Basis.DEMONSTRATED, 1),
        (Basis.STATED, Basis.DEMONSTRATED, 2),
        (Basis.STATED, Basis.INFERRED, 1),
        (Basis.INFERRED, Basis.DEMONSTRATED, 1),
        (Basis.INFERRED, Basis.INFERRED, 1),
    ],
)
def test_a_skill_is_one_by_its_basis_and_what_was_inferred_yields_to_evidence(
    ours: Basis, theirs: Basis, count: int
) -> None:
    before = recorded(drafted(FIRST, [skill(FIRST, "a1", "forklift operation", ours)]))
    record = recorded(drafted(SECOND, [skill(SECOND, "b1", "Forklift Operation", theirs)]), before)
    assert len(record.claims) == count
    strongest = min((ours, theirs), key=[Basis.STATED, Basis.DEMONSTRATED, Basis.INFERRED].index)
    assert record.claims[0].claim.basis is (ours if count == 2 else strongest)


def test_a_concept_joins_two_wordings_and_a_broad_one_or_one_that_leaves_a_doubt_does_not() -> None:
    lift = make.esco("operate forklift")
    before = recorded(drafted(FIRST, [skill(FIRST, "a1", "forklift operation", Basis.STATED, lift, make.onet())]))
    joined = skill(SECOND, "b1", "operate lifting trucks", Basis.STATED, lift, make.onet())
    assert len(recorded(drafted(SECOND, [joined]), before).claims) == 1
    broad = skill(SECOND, "b1", "operate lifting trucks", Basis.STATED, make.onet())
    assert len(recorded(drafted(SECOND, [broad]), before).claims) == 2
    doubt = [joined, skill(SECOND, "b2", "palletizing", Basis.STATED, lift)]
    assert len(recorded(drafted(SECOND, doubt), before).claims) == 3


def test_a_job_that_has_ended_since_is_the_same_job_and_the_record_tells_its_end() -> None:
    old, new = (
        job(FIRST, "e1", start="2019-03", current=True),
        job(SECOND, "e2", organization="Kestrel Freight Ltd", start="2019-03", end="2024-06"),
    )
    before = recorded(drafted(FIRST, [held(FIRST, "a1", old)], old))
    record = recorded(drafted(SECOND, [held(SECOND, "b1", new)], new), before)
    assert told(record) == [("Forklift Operator", ["a1"])]
    assert [entry.end for entry in record.entries] == [None, "2024-06"]


@pytest.mark.parametrize(
    ("facts", "same", "maybe"),
    [
        ({"start": "2019-03"}, True, False),
        ({"start": "2019"}, True, False),
        ({"start": "2019-03", "organization": "Kestrel Freight, Dover"}, True, False),
        ({"start": "2021-07"}, False, True),
        ({"start": None}, False, True),
        ({"start": "2019-03", "title": "Warehouse Lead"}, False, True),
        ({"start": "2019-03", "organization": "Ridge Valley Foods"}, False, False),
        ({"start": "2019-03", "kind": EntryKind.VOLUNTEERING}, False, False),
        ({"start": "2012", "end": "2015", "title": "Warehouse Lead"}, False, False),
    ],
)
def test_jobs_are_one_only_where_nothing_speaks_against_it(facts: dict[str, object], same: bool, maybe: bool) -> None:
    known = job(FIRST, "e1", start="2019-03", current=True)
    other = job(SECOND, "e2", **facts)
    assert (same_entry(known, other), may_be_same(known, other)) == (same, maybe)
    assert (same_entry(other, known), may_be_same(other, known)) == (same, maybe)


def test_a_draft_flags_entries_that_may_be_in_the_record_and_not_those_that_are() -> None:
    known = job(FIRST, "e1", start="2019-03", current=True)
    before = recorded(drafted(FIRST, [held(FIRST, "a1", known)], known))
    sure, maybe = job(SECOND, "e2", start="2019-03"), job(SECOND, "e3", title="Shift Lead", start="2020")
    draft = drafted(SECOND, [held(SECOND, "b1", sure), held(SECOND, "b2", maybe)], sure, maybe)
    flagged = Earlier(before, draft.document.sha256).flagged(draft)
    assert [[flag.code for flag in claim.flags] for claim in flagged.claims] == [[], [FlagCode.POSSIBLE_DUPLICATE]]


def test_a_renamed_claim_is_found_by_the_name_it_was_given_and_by_the_one_it_had() -> None:
    draft = drafted(FIRST, [skill(FIRST, "a1", "forklift operation")])
    said = make.decision(draft.claims[0], Verdict.EDIT, edit=Edit(name="Reach trucks"))
    before = decide(draft, [said], make.WORKER.id)
    for words in ("Forklift Operation", "reach trucks"):
        text = SECOND + words
        record = recorded(drafted(text, [skill(text, "b1", words)]), before)
        assert told(record) == [("Reach trucks", ["b1"])]


def test_no_record_has_support_that_nobody_approved_or_that_one_document_gives_twice() -> None:
    record = recorded(second(), recorded(first()))
    one = record.claims[0]
    with pytest.raises(ValidationError, match="twice"):
        RecordClaim(claim=one.claim, decisions=one.decisions, also=(alone(record.claims[1]),))
    with pytest.raises(ValidationError, match="does not approve"):
        ApprovedClaim(claim=one.claim, decisions=(make.decision(one.claim, Verdict.REJECT),))
    forged = one.also[0].model_copy(update={"claim": one.also[0].claim.model_copy(update={"name": "Pilot"})})
    damaged = record.model_copy(update={"claims": (one.model_copy(update={"also": (forged,)}),)})
    with pytest.raises(RecordInvalid):
        load_record(damaged.model_dump_json(by_alias=True).encode())


def test_a_worker_stands_by_a_claim_only_if_they_approved_it_in_each_document() -> None:
    record = recorded(second(), recorded(first()))
    assert stands_by(record.claims[0], make.WORKER.id, {})
    by_reviewer = decide(
        second(),
        [make.decision(claim, person=make.REVIEWER) for claim in second().claims],
        make.WORKER.id,
        before=recorded(first()),
    )
    assert not stands_by(by_reviewer.claims[0], make.WORKER.id, {})
