"""Known-wrong claims are wrong for certain, look like others, and are in nothing that is made of a draft."""

import hashlib

import pytest
from pydantic import ValidationError

from app.errors import DecisionRefused
from app.extraction.model import EntryKind
from app.review.decide import decide
from app.review.model import ApprovedClaim, DraftClaim, Edit, FlagCode, Verdict
from app.review.seeding import Answer, KnownWrong, Way, among, answer_of, make_wrong
from tests.review import factories as review

CHOICES = [hashlib.sha256(bytes([number])).digest() for number in range(60)]


def made(choice: bytes = CHOICES[0]) -> KnownWrong:
    found = make_wrong(review.draft(), choice)
    assert found is not None
    return found


def of_way(way: Way) -> KnownWrong:
    return next(found for found in map(made, CHOICES) if found.way is way)


def test_the_same_choice_makes_the_same_claim_and_others_make_others() -> None:
    assert made() == made()
    assert {found.way for found in map(made, CHOICES)} == set(Way)
    assert len({found.claim.name for found in map(made, CHOICES)}) > 10
    assert len({found.claim.id for found in map(made, CHOICES)}) == len(CHOICES)


@pytest.mark.parametrize("choice", CHOICES[:20])
def test_it_says_what_the_document_does_not_and_stands_on_a_quote_of_it(choice: bytes) -> None:
    found, draft = made(choice), review.draft()
    base = draft.claim(found.made_from)
    assert found.claim.name not in [claim.name for claim in draft.claims]
    assert found.claim.id not in [claim.id for claim in draft.claims]
    assert found.claim.evidence == base.evidence
    assert (found.claim.kind, found.claim.basis, found.claim.entry_id) == (base.kind, base.basis, base.entry_id)
    said = set(found.claim.name.casefold().split()) - set(base.name.casefold().split())
    assert said
    assert all(word not in draft.document.text.casefold() for word in said if len(word) > 4)


def test_a_foreign_skill_has_no_concept_and_says_so_where_frameworks_were_searched() -> None:
    found = of_way(Way.FOREIGN_SKILL)
    assert found.claim.alignments == ()
    assert [flag.code for flag in found.claim.flags] == [FlagCode.UNALIGNED]
    plain = make_wrong(review.draft([review.skill()]), CHOICES[0])
    assert plain is not None
    assert plain.claim.flags == ()


def test_a_title_gets_a_rank_that_is_not_in_the_document() -> None:
    found = of_way(Way.ALTERED_TITLE)
    assert found.claim.kind is EntryKind.EMPLOYMENT
    assert found.claim.name.endswith(review.draft().claim(found.made_from).name)


def test_a_draft_without_a_quote_gives_none() -> None:
    assert make_wrong(review.draft([]), CHOICES[0]) is None


def test_it_stands_behind_the_claim_that_it_was_made_from() -> None:
    found, claims = made(), review.draft().claims
    shown = among(claims, found)
    place = [claim.id for claim in claims].index(found.made_from)
    assert shown[place + 1] == found.claim
    assert [claim for claim in shown if claim.id != found.claim.id] == list(claims)


def test_what_catches_it() -> None:
    found = made()

    def answer(verdict: Verdict, edit: Edit | None = None) -> tuple[Answer, bool] | None:
        return answer_of(found, review.decision(found.claim, verdict, review.REVIEWER, edit=edit))

    assert answer(Verdict.SKIP) is None
    assert answer(Verdict.APPROVE) == (Answer.APPROVED, False)
    assert answer(Verdict.REJECT) == (Answer.REJECTED, True)
    assert answer(Verdict.EDIT, Edit(name="forklift operation")) == (Answer.EDITED, True)
    assert answer(Verdict.EDIT, Edit(name=found.claim.name)) == (Answer.EDITED, False)
    assert answer(Verdict.EDIT, Edit(alignments=())) == (Answer.EDITED, False)
    assert answer(Verdict.EDIT, Edit(title="Forklift Operator")) == (Answer.EDITED, True)


def test_it_is_no_claim_of_a_draft_or_record_and_no_decision_makes_it_one() -> None:
    found, draft = made(), review.draft()
    assert not issubclass(type(found), DraftClaim)
    said = review.decision(found.claim, Verdict.APPROVE, review.WORKER)
    with pytest.raises(ValidationError):
        ApprovedClaim.model_validate({"claim": found, "decisions": (said,)})
    with pytest.raises(ValidationError):
        type(draft).model_validate({**dict(draft), "schema": draft.schema_, "claims": (*draft.claims, found)})
    with pytest.raises(DecisionRefused):
        decide(draft, [said], review.WORKER.id)
