"""What a real model answered, replayed with the network blocked: grounded claims only, and no stale recording."""

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NoReturn

import pytest
import yaml
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.record_mode import RecordMode

from app.documents.read import read
from app.documents.redact.mask import redact
from app.extraction.model import Basis, Extraction
from app.review.decide import attest
from app.review.model import Draft, FlagCode
from tests.llm.recording import CASES, CASSETTES, MODEL, NOWHERE, Case, case_draft, case_reader, cassettes
from tests.review.factories import AT, WORKER

MACHINE = re.compile(r"(?i)authorization|bearer|api[-_]?key|user-agent|x-stainless|/tmp/|/home/|site-packages")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(params=CASES, ids=[case.cassette.stem for case in CASES])
def case(request: pytest.FixtureRequest) -> Case:
    chosen: Case = request.param
    return chosen


@pytest.fixture
def replayed(case: Case) -> Iterator[Draft]:
    with cassettes(RecordMode.NONE).use_cassette(str(case.cassette)) as cassette:
        yield case_draft(case, NOWHERE)
        assert cassette.all_played, "something recorded was not asked"


def interactions(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(case.cassette.read_text(encoding="utf-8"))["interactions"]
    return found


def test_every_claim_quotes_the_document_and_the_rest_is_counted(replayed: Draft) -> None:
    use, text = replayed.model, replayed.document.text
    assert use is not None
    assert set(use.windows) <= {"answered", "truncated", "malformed", "empty"}
    assert [part.outcome for part in use.parts].count("answered") == use.windows.get("answered", 0)
    assert use.calls >= len(use.parts) > 0
    assert use.output_tokens > 0
    for claim in replayed.claims:
        assert claim.evidence or claim.basis is Basis.INFERRED
        assert all(text[e.start : e.end] == e.quote for e in claim.evidence)


def test_what_only_the_model_found_is_flagged_and_never_attested_in_bulk(replayed: Draft) -> None:
    alone = {claim.id for claim in replayed.claims if claim.provenance.model == MODEL}
    assert alone == {c.id for c in replayed.claims if FlagCode.MODEL_ONLY in {flag.code for flag in c.flags}}
    assert not alone & {decision.claim_id for decision in attest(replayed, WORKER, AT, "all")}


def test_a_real_model_invents_and_none_of_it_becomes_a_claim() -> None:
    invented, answered, found = 0, 0, 0
    for case in CASES:
        with cassettes(RecordMode.NONE).use_cassette(str(case.cassette)):
            draft = case_draft(case, NOWHERE)
        assert draft.model is not None
        invented += draft.model.invented
        answered += draft.model.windows.get("answered", 0)
        found += sum("model/1" in claim.provenance.extractors for claim in draft.claims)
    assert answered > 0
    assert invented > 0
    assert found > 0


@pytest.mark.parametrize("part", ["template", "answer_schema"])
def test_a_recording_of_another_prompt_fails_instead_of_passing(case: Case, part: str) -> None:
    asking = case_reader(case, NOWHERE)
    changes = {
        "template": asking.prompt.template.replace("JSON", "json"),
        "answer_schema": {**asking.prompt.answer_schema, "description": "another"},
    }
    changed = replace(asking, prompt=asking.prompt.model_copy(update={part: changes[part]}))
    document = read(case.source)
    with (
        cassettes(RecordMode.NONE).use_cassette(str(case.cassette)),
        pytest.raises(CannotOverwriteExistingCassetteException, match="another question"),
    ):
        changed.add(document, Extraction(entries=(), claims=()))


def test_a_recording_holds_no_key_no_header_of_a_machine_and_no_personal_data(case: Case) -> None:
    told = case.cassette.read_text(encoding="utf-8")
    document = read(case.source)
    hidden = {document.text[mask.start : mask.end] for mask in redact(document).masks}
    assert hidden
    assert [word for word in hidden if word.casefold() in told.casefold()] == []
    assert MACHINE.findall(told) == []
    for interaction in interactions(case):
        assert interaction["request"]["headers"] == {}
        assert set(interaction["response"]["headers"]) == {"content-type"}
        assert json.loads(interaction["response"]["body"]["string"])["model"] == MODEL


def test_every_recording_belongs_to_a_case() -> None:
    assert {path.name for path in CASSETTES.iterdir()} == {case.cassette.name for case in CASES}
