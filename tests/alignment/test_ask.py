"""A model picks one of the offered concepts or none, by number, and never brings a code of its own."""

import pytest

from app.alignment.ask import items, read_picks
from app.alignment.model import ClaimAlignment
from app.documents.redact.mask import redact
from app.extraction.model import Claim
from app.review.flags import flag_draft, model_flags
from app.review.model import FlagCode
from tests.alignment.picking import (
    ALIGNED,
    CLAIM,
    CODED,
    FISH,
    MEND,
    NEVER_OFFERED,
    READ,
    SEW,
    aligner,
    concept,
    never_offered,
    picked,
    picks,
)
from tests.llm.faults import PERSONAL, always, offline, refuse
from tests.llm.server import Said, serving


def flags(alignment: ClaimAlignment, claim: Claim = CLAIM) -> list[tuple[FlagCode, str]]:
    extraction = offline(READ)
    return [(flag.code, flag.detail) for flag in flag_draft(READ, extraction, {claim.id: alignment})[1][claim.id]]


def test_offered_and_picked_are_recorded_and_a_pick_fills_what_the_search_left_open() -> None:
    found, use, _ = picked(picks((1, 1), (2, 1)))
    assert [(p.framework, p.offered, p.picked) for p in found.picks] == [
        ("esco", (MEND.id, FISH.id), MEND.id),
        ("onet", (SEW.id,), SEW.id),
    ]
    assert (found.alignments, found.alternatives, found.unaligned) == ((MEND, SEW), (FISH,), ())
    assert (use.found, use.invented, use.windows) == (2, 0, {"answered": 1})
    assert flags(found) == []


@pytest.mark.parametrize(("number", "told"), [(2, "another concept"), (0, "none")])
def test_the_choice_of_the_search_stands_and_another_pick_is_a_disagreement(number: int, told: str) -> None:
    found, _, _ = picked(picks((1, number)))
    assert found.alignments == ALIGNED.alignments
    assert flags(found) == [(FlagCode.DISAGREEMENT, f"esco: the model picked {told}")]


def test_codes_that_were_never_offered_are_dropped_and_counted() -> None:
    found, use, _ = picked(picks(*NEVER_OFFERED))
    assert found == ALIGNED
    assert never_offered(found) == 0
    assert (use.found, use.invented) == (0, 4)


def test_of_two_picks_for_one_item_the_first_counts() -> None:
    found, use, _ = picked(picks((1, 1), (1, 2)))
    assert [p.picked for p in found.picks] == [MEND.id]
    assert use.found == 1


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (CODED, "malformed"),
        (Said(text='{"picks": [{"item": 1'), "malformed"),
        (Said(text=""), "empty"),
        (Said(text=None, refusal="No."), "refused"),
        (Said(429), "rate-limited"),
        (Said(500), "unavailable"),
    ],
)
def test_whatever_goes_wrong_the_alignments_of_the_search_stand(said: Said, outcome: str) -> None:
    found, use, _ = picked(said)
    assert found == ALIGNED
    assert use.windows == {outcome: 1}
    assert [flag.code for flag in model_flags(use)] == [FlagCode.MODEL_FAILED]


def test_nothing_is_sent_without_a_masker_that_is_sure() -> None:
    found, use, received = picked(picks((1, 1)), refuse)
    assert (found, received) == (ALIGNED, [])
    assert [flag.code for flag in model_flags(use)] == [FlagCode.MODEL_NOT_RUN]


def test_only_words_of_the_document_without_personal_data_and_names_of_concepts_are_sent() -> None:
    _, _, received = picked(picks())
    sent = b"".join(received).decode()
    assert "Item 1: Net mending" in sent
    assert "operate fishing nets" in sent
    assert [word for word in PERSONAL if word in sent] == []
    named = CLAIM.model_copy(update={"evidence": (READ.evidence(0, 30),)})
    assert list(items(redact(READ), [named], {CLAIM.id: ALIGNED})) == []


def test_what_the_search_is_sure_of_is_not_asked() -> None:
    sure = ALIGNED.model_copy(update={"alignments": (concept("mend nets", 0.97),), "alternatives": (FISH,)})
    assert list(items(redact(READ), [CLAIM], {CLAIM.id: sure})) == []
    with serving(always(picks())) as served:
        _, use = aligner(served).pick(READ, [CLAIM], {CLAIM.id: sure})
        assert served.received == []
    assert list(model_flags(use)) == []


def test_an_answer_is_whole_or_refused() -> None:
    assert read_picks('{"picks": []}') == ()
    with pytest.raises(ValueError, match="validation error"):
        read_picks('{"picks": [{"item": 1.5, "candidate": 1}]}')
