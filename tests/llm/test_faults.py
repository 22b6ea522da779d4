"""Whatever a server does: the offline claims stand, every claim has evidence, and the draft says how it ended."""

import itertools

import pytest

from app.extraction.model import Extraction
from app.review.flags import flag_draft
from app.review.model import FlagCode
from tests.extraction.documents import document
from tests.llm.faults import FAULTS, PERSONAL, RESUME, Ended, Fault, always, offline, reader, refuse, run
from tests.llm.server import Said, serving

ENDED: dict[str, tuple[dict[str, int], int]] = {
    "none: a good answer": ({"answered": 1}, 1),
    "429, Retry-After 2, then good": ({"answered": 1}, 2),
    "429, Retry-After 600": ({"rate-limited": 1}, 1),
    "429 for ever": ({"rate-limited": 1}, 3),
    "500, then good": ({"answered": 1}, 2),
    "500 for ever": ({"unavailable": 1}, 3),
    "401": ({"unavailable": 1}, 1),
    "slow": ({"unavailable": 1}, 2),
    "slow: a byte now and then": ({"unavailable": 1}, 2),
    "truncated JSON, cut at the limit": ({"truncated": 1}, 2),
    "truncated JSON, said to be whole": ({"malformed": 1}, 2),
    "truncated, then good": ({"answered": 1}, 2),
    "wrong schema": ({"malformed": 1}, 2),
    "more than the schema": ({"malformed": 1}, 2),
    "prose around the JSON": ({"malformed": 1}, 2),
    "refusal": ({"refused": 1}, 2),
    "content filter": ({"refused": 1}, 2),
    "empty": ({"empty": 1}, 2),
    "an empty list": ({"answered": 1}, 1),
    "a page of HTML with status 200": ({"malformed": 1}, 2),
    "JSON that is no completion": ({"malformed": 1}, 2),
    "quotes not in the text": ({"answered": 1}, 1),
    "entries: a good answer": ({"answered": 1}, 1),
    "entries: none in the answer": ({"malformed": 1}, 2),
    "entries: invented, masked, from two spots": ({"answered": 1}, 1),
    "400, the schema is not supported": ({"unavailable": 1}, 1),
    "responses API: good": ({"answered": 1}, 1),
    "responses API: refusal": ({"refused": 1}, 2),
    "responses API: truncated": ({"truncated": 1}, 2),
    "the masker refuses": ({}, 0),
    "the masker breaks": ({}, 0),
    "nobody's name is recognised": ({}, 0),
    "30,000-token document": ({"answered": 17}, 17),
}
"""How the parts of the document ended, and how many requests it took."""


def named(name: str) -> Fault:
    return next(fault for fault in FAULTS if fault.name == name)


@pytest.fixture(scope="module", params=FAULTS, ids=[fault.name for fault in FAULTS])
def case(request: pytest.FixtureRequest) -> tuple[Fault, Ended]:
    return request.param, run(request.param)


def test_every_fault_has_its_outcome_and_a_bounded_number_of_requests(case: tuple[Fault, Ended]) -> None:
    fault, ended = case
    assert ended.extraction.model is not None
    assert (ended.extraction.model.windows, ended.requests) == ENDED[fault.name]


def test_no_claim_is_without_evidence_that_is_the_text_itself(case: tuple[Fault, Ended]) -> None:
    _, ended = case
    for claim in ended.extraction.claims:
        assert claim.evidence
        assert all(ended.read.text[e.start : e.end] == e.quote for e in claim.evidence)


def test_the_offline_claims_stand_and_the_model_adds_only_when_it_answered(case: tuple[Fault, Ended]) -> None:
    _, ended = case
    before = offline(ended.read).claims
    assert [claim.id for claim in ended.extraction.claims][: len(before)] == [claim.id for claim in before]
    assert ended.extraction.model is not None
    if "answered" not in ended.extraction.model.windows:
        assert ended.extraction.claims == before


def test_no_personal_data_of_the_document_reaches_the_server(case: tuple[Fault, Ended]) -> None:
    _, ended = case
    sent = ended.received.decode().casefold()
    assert [word for word in PERSONAL if word.casefold() in sent] == []


def test_a_good_answer_adds_claims_that_say_who_found_them() -> None:
    extraction = run(named("none: a good answer")).extraction
    assert {claim.name: claim.provenance.extractors for claim in extraction.claims} == {
        "Net mending": ("model/1", "offline/1"),
        "first aid": ("model/1",),
        "icing catch": ("model/1",),
    }
    made = extraction.claims[1].provenance
    assert (made.model, made.prompt, len(made.prompt_sha256 or "")) == ("scripted-1", "extract/1", 64)
    assert extraction.model is not None
    assert extraction.model.usd is not None
    assert (extraction.model.input_tokens, extraction.model.output_tokens) == (100, 20)
    assert f"{extraction.model.usd:.6f}" == "0.000060"


def test_quotes_that_are_not_there_are_dropped_and_counted_by_why() -> None:
    use = run(named("quotes not in the text")).extraction.model
    assert use is not None
    assert (use.found, use.invented, use.masked, use.unsupported) == (0, 4, 1, 2)


def test_entries_that_are_not_there_or_do_not_belong_together_are_dropped_and_counted_by_why() -> None:
    ended = run(named("entries: invented, masked, from two spots"))
    use = ended.extraction.model
    assert use is not None
    assert (use.found, use.invented, use.masked, use.unsupported) == (0, 3, 1, 2)
    assert ended.extraction.entries == ()


def test_an_entry_in_a_good_answer_has_dates_read_from_its_words() -> None:
    (entry,) = run(named("entries: a good answer")).extraction.entries
    assert (entry.title, entry.organization, entry.start, entry.current) == (
        "Deckhand",
        "Grey Heron Fisheries",
        "2019-03",
        True,
    )


def test_a_server_that_refuses_the_schema_is_told_from_one_that_is_away() -> None:
    use = run(named("400, the schema is not supported")).extraction.model
    assert use is not None
    assert use.detail == "HTTP 400 (unsupported_value, response_format)"


def test_the_outcome_of_every_part_of_a_long_document_is_recorded() -> None:
    use = run(named("30,000-token document")).extraction.model
    assert use is not None
    assert [part.outcome for part in use.parts] == ["answered"] * 17
    assert use.parts[0].first == 1
    assert all(one.first < two.first <= one.last + 1 for one, two in itertools.pairwise(use.parts))


def test_a_server_that_says_when_to_come_back_is_waited_for_and_one_that_says_too_late_is_not() -> None:
    assert run(named("429, Retry-After 2, then good")).waited == [2.0]
    assert run(named("429, Retry-After 600")).waited == []
    assert run(named("500 for ever")).waited == [0.5, 1.0]


def test_a_server_that_trickles_is_cut_off_by_the_time_that_a_call_has() -> None:
    ended = run(named("slow: a byte now and then"))
    assert ended.extraction.model is not None
    assert ended.extraction.model.detail == "timeout"


def test_a_truncated_answer_is_asked_for_again_with_twice_the_tokens() -> None:
    read = document(RESUME)
    with serving(named("truncated, then good").script) as served:
        reader(served).add(read, offline(read))
        assert [body["max_completion_tokens"] for body in served.asked] == [2_000, 4_000]


def test_nothing_is_stored_by_the_responses_api_and_the_schema_is_strict() -> None:
    read = document(RESUME)
    with serving(named("responses API: good").script) as served:
        extraction = reader(served, api="responses").add(read, offline(read))
        body = served.asked[0]
    assert len(extraction.claims) == 3
    assert (body["store"], body["text"]["format"]["strict"], body["text"]["format"]["type"]) == (
        False,
        True,
        "json_schema",
    )


def test_without_a_masker_that_is_sure_nothing_is_sent_and_the_draft_says_so() -> None:
    read = document(RESUME)
    with serving(always(Said(text="{}"))) as served:
        extraction = reader(served, mask=refuse).add(read, offline(read))
        assert served.received == []
    assert extraction.claims == offline(read).claims
    assert codes(extraction) == [FlagCode.MODEL_NOT_RUN]


def test_a_document_whose_owner_was_not_recognised_is_not_sent() -> None:
    read = document("SKILLS\nNet mending; knot tying\n")
    with serving(always(Said(text="{}"))) as served:
        extraction = reader(served).add(read, offline(read))
        assert served.received == []
    assert extraction.model is not None
    assert extraction.model.detail == "masker: the worker's name was not recognised"


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("none: a good answer", []),
        ("an empty list", [FlagCode.MODEL_FOUND_NOTHING]),
        ("quotes not in the text", [FlagCode.MODEL_FOUND_NOTHING]),
        ("401", [FlagCode.MODEL_FAILED]),
        ("refusal", [FlagCode.MODEL_FAILED]),
    ],
)
def test_nothing_found_failed_and_not_run_are_three_flags(name: str, flags: list[FlagCode]) -> None:
    assert codes(run(named(name)).extraction) == flags


def test_after_a_server_is_gone_the_rest_of_a_long_document_is_not_sent() -> None:
    ended = run(named("30,000-token document")._replace(script=always(Said(503))))
    assert ended.extraction.model is not None
    assert ended.extraction.model.windows == {"unavailable": 1, "not-run": 16}
    assert codes(ended.extraction, ended) == [FlagCode.MODEL_FAILED, FlagCode.MODEL_NOT_RUN]


def codes(extraction: Extraction, ended: Ended | None = None) -> list[FlagCode]:
    read = ended.read if ended else document(RESUME)
    return [flag.code for flag in flag_draft(read, extraction, {})[0]]
