"""A draft made with a model in the settings, and one made without."""

from pathlib import Path

import pytest

from app.documents.model import SourceDocument
from app.flows import runtime
from app.pipeline import Tools, draft
from app.review.decide import attest
from app.review.model import Draft, FlagCode
from app.settings import Settings
from tests.llm.faults import PERSONAL, RESUME, WHOLE, always
from tests.llm.server import Said, serving
from tests.review.factories import AT, WORKER

SOURCE = SourceDocument(name="resume.txt", data=RESUME.strip("\n").encode())
MODEL_FLAGS = {FlagCode.MODEL_FAILED, FlagCode.MODEL_NOT_RUN, FlagCode.MODEL_FOUND_NOTHING}


def tools(tmp_path: Path, base_url: str | None, **chosen: object) -> Tools:
    told = {"model": "scripted-1", "openai_base_url": base_url} if base_url else {}
    # the compiled frameworks stay in the usual cache: only the answers are this test's own
    cache = {"cache_folder": tmp_path} if base_url else {}
    return runtime.tools(Settings.model_validate({**cache, **told, **chosen}))


@pytest.fixture(scope="module")
def offline() -> Draft:
    return draft(SOURCE, runtime.tools(Settings()))


def test_without_a_model_nothing_is_said_of_one(offline: Draft) -> None:
    assert (offline.model, offline.model_alignment) == (None, None)
    assert not MODEL_FLAGS & {flag.code for flag in offline.flags}
    assert {claim.provenance.extractors for claim in offline.claims} == {("offline/1",)}


def test_with_a_model_the_draft_holds_more_and_says_what_it_took(tmp_path: Path, offline: Draft) -> None:
    prices = {"scripted-1": {"input": "0.4", "output": "1.6"}}
    with serving(always(Said(text=WHOLE))) as served:
        made = draft(SOURCE, tools(tmp_path, served.base_url, model_prices=prices))
        sent = b"".join(served.received).decode()
    assert {claim.id for claim in offline.claims} <= {claim.id for claim in made.claims}
    assert made.model is not None
    assert (made.model.found, made.model.calls, f"{made.model.usd:.6f}") == (4, 1, "0.000072")
    alone = {claim.id for claim in made.claims if claim.provenance.extractors == ("model/1",)}
    assert alone == {c.id for c in made.claims if FlagCode.MODEL_ONLY in {flag.code for flag in c.flags}} != set()
    attested = {decision.claim_id for decision in attest(made, WORKER, AT, "all")}
    assert attested
    assert not alone & attested
    assert [word for word in PERSONAL if word in sent] == []
    assert Draft.model_validate_json(made.model_dump_json()) == made


def test_when_the_model_fails_the_draft_is_the_offline_one_with_a_flag(tmp_path: Path, offline: Draft) -> None:
    with serving(always(Said(401))) as served:
        made = draft(SOURCE, tools(tmp_path, served.base_url, model_align=True))
    assert made.claims == offline.claims
    assert [flag.code for flag in made.flags if flag.code in MODEL_FLAGS] == [FlagCode.MODEL_FAILED] * 2
    assert made.model_alignment is not None
    assert (made.model_alignment.prompt, made.model_alignment.detail) == ("align/1", "HTTP 401")
