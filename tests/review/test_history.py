"""Rejections stick across documents, approvals gather evidence, and neither depends on how a file is laid out."""

from hypothesis import given
from hypothesis import strategies as st

from app.extraction.model import Basis
from app.review.history import Standing, reconcile, remember
from app.review.model import Draft, DraftClaim, Edit, FlagCode, Verdict
from tests.review import factories as make


def _draft(text: str, *names: tuple[str, str, Basis]) -> Draft:
    """A draft of `text` whose claims have an id, the words that are their quote and name, and a basis."""
    claims = [make.skill(i, words, basis, [make.quote(words, text)]) for i, words, basis in names]
    return _of(text, *claims)


def _of(text: str, *claims: DraftClaim) -> Draft:
    whole = make.draft(())
    document = whole.document.model_copy(update={"text": text})
    return Draft(document=document, entries=(), claims=claims, counts={})


FIRST = "Skills: forklift, welding, Excel\nDrove a reach truck in two warehouses\n"
SECOND = "Excel, welding, forklift, SAP\nDrove a reach truck in two warehouses\n"
OTHER = "Skills: Excel\nRan a reach truck in a cold store\n"


def _first() -> Draft:
    return _draft(
        FIRST,
        ("a", "forklift", Basis.STATED),
        ("b", "welding", Basis.STATED),
        ("c", "reach truck", Basis.DEMONSTRATED),
    )


def test_what_was_rejected_stays_out_of_a_new_draft_though_its_list_has_grown() -> None:
    memory = remember(_first(), [make.decision(_first().claims[1], Verdict.REJECT)])
    new = _draft(SECOND, ("x", "welding", Basis.STATED), ("y", "SAP", Basis.STATED))
    found = reconcile(new, memory)
    assert [claim.id for claim in found.draft.claims] == ["y"]
    assert found.standings == {"x": Standing.REJECTED, "y": Standing.NEW}


def test_other_evidence_opens_it_again_with_a_flag() -> None:
    memory = remember(_first(), [make.decision(_first().claims[2], Verdict.REJECT)])
    found = reconcile(_draft(OTHER, ("x", "reach truck", Basis.DEMONSTRATED)), memory)
    assert found.standings == {"x": Standing.REOPENED}
    assert [flag.code for flag in found.draft.claims[0].flags] == [FlagCode.REJECTED_BEFORE]


def test_the_same_duty_in_another_document_does_not() -> None:
    memory = remember(_first(), [make.decision(_first().claims[2], Verdict.REJECT)])
    found = reconcile(_draft(SECOND, ("x", "reach truck", Basis.DEMONSTRATED)), memory)
    assert found.draft.claims == ()


def test_what_was_approved_gathers_evidence_instead_of_standing_twice() -> None:
    memory = remember(_first(), [make.decision(_first().claims[0])])
    found = reconcile(_draft(SECOND, ("x", "forklift", Basis.STATED)), memory)
    assert found.standings == {"x": Standing.KNOWN}
    assert found.known == {"x": "a"}


def test_a_claim_is_known_under_the_name_that_a_person_gave_it_too() -> None:
    edit = Edit(name="MIG welding")
    memory = remember(_first(), [make.decision(_first().claims[1], Verdict.EDIT, edit=edit)])
    text = "Skills: MIG welding\n"
    assert reconcile(_draft(text, ("x", "MIG welding", Basis.STATED)), memory).known == {"x": "b"}


def test_skills_are_one_when_they_share_a_concept() -> None:
    chosen = make.skill("a", "forklift operation", alignments=(make.esco(),))
    memory = remember(make.draft([chosen]), [make.decision(chosen)])
    text = "Skills: lift truck driving\n"
    new = make.skill(
        "x", "lift truck driving", evidence=[make.quote("lift truck driving", text)], alignments=(make.esco(),)
    )
    assert reconcile(_of(text, new), memory).known == {"x": "a"}


def test_the_last_verdict_counts_and_a_skip_takes_it_back() -> None:
    claim = _first().claims[0]
    rejected, approved, skipped = (
        make.decision(claim, verdict) for verdict in (Verdict.REJECT, Verdict.APPROVE, Verdict.SKIP)
    )
    assert [one.approved for one in remember(_first(), [rejected, approved])] == [True]
    assert remember(_first(), [rejected, skipped]) == ()


def test_memory_holds_no_words_of_the_document() -> None:
    memory = remember(_first(), [make.decision(claim) for claim in _first().claims])
    told = "".join(one.model_dump_json() for one in memory)
    assert not any(word in told for word in ("forklift", "welding", "reach", "warehouse"))


@given(st.lists(st.sampled_from([Verdict.APPROVE, Verdict.REJECT]), min_size=3, max_size=3))
def test_the_same_document_again_shows_what_was_approved_and_nothing_else(
    verdicts: list[Verdict],
) -> None:
    draft = _first()
    decisions = [make.decision(claim, verdict) for claim, verdict in zip(draft.claims, verdicts, strict=True)]
    found = reconcile(draft, remember(draft, decisions))
    kept = {claim.id for claim in found.draft.claims}
    assert kept == {d.claim_id for d in decisions if d.verdict is Verdict.APPROVE} == set(found.known)


def test_a_claim_that_shares_only_a_concept_with_another_is_told_by_its_own_name() -> None:
    text = "Skills: forklift\nDrove a reach truck\n"
    listed = make.skill("a", "forklift", evidence=[make.quote("forklift", text)], alignments=(make.esco(),))
    duty = make.quote("Drove a reach truck", text)
    shown = make.skill("b", "Drove a reach truck", Basis.DEMONSTRATED, [duty], alignments=(make.esco(),))
    draft = _of(text, shown, listed)
    memory = remember(draft, [make.decision(shown, Verdict.REJECT), make.decision(listed)])
    assert reconcile(draft, memory).standings == {"b": Standing.REJECTED, "a": Standing.KNOWN}
