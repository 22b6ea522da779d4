"""Prices, kept answers, schemas for servers that take less, and settings that ask for a model."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.errors import SettingsInvalid
from app.extraction.answers import Told, reads
from app.flows import runtime
from app.flows.asking import model_reader
from app.llm.chat import ChatModel, Server, without
from app.llm.client import Answer, Call, CallLimits, Message, Outcome, Usage, ask
from app.llm.price import Price, cost, price_of
from app.llm.replay import AnswerCache, Recorded
from app.settings import Settings
from tests.llm.faults import GOOD, always
from tests.llm.server import Said, serving

CALL = Call(
    prompt="extract/1",
    prompt_sha256="a" * 64,
    messages=(Message("system", "Read."), Message("user", "1: welding")),
    answer_schema={"title": "skills", "type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}},
    subject_sha256="b" * 64,
)
READ = reads(CALL.answer_schema)
ANSWER = Answer(outcome=Outcome.ANSWERED, text=GOOD, usage=Usage(calls=1, input_tokens=9), model="m")


def test_cost_is_exact_and_cached_input_has_its_own_price() -> None:
    used = Usage(calls=1, input_tokens=1_000, cached_tokens=400, output_tokens=50)
    assert cost(used, Price(input=Decimal(2), output=Decimal(8), cached=Decimal("0.5"))) == Decimal("0.0018")
    assert cost(used, Price(input=Decimal(2), output=Decimal(8))) == Decimal("0.0024")


def test_a_dated_model_has_the_price_of_its_family_and_an_unknown_one_none() -> None:
    cheap, dear = (Price(input=Decimal(n), output=Decimal(n)) for n in (1, 2))
    prices = {"m-1": dear, "m-1-mini": cheap}
    assert [price_of(name, prices) for name in ("m-1-2026-01-31", "m-1-mini-2026", "m-1", "m-12")] == [
        dear,
        cheap,
        dear,
        None,
    ]


def test_kept_answers_come_back_as_they_were_and_only_for_their_key(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(CALL.key("m"), ANSWER)
    assert AnswerCache(tmp_path).get(CALL.key("m")) == ANSWER
    assert cache.get(CALL.key("other")) is None
    (kept,) = tmp_path.rglob("*.json")
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("part", ["prompt_sha256", "subject_sha256"])
def test_another_prompt_text_or_model_is_another_key(part: str) -> None:
    assert CALL.model_copy(update={part: "c" * 64}).key("m") != CALL.key("m")
    assert CALL.key("m") != CALL.key("n")


@pytest.mark.parametrize("key", ["../../etc/passwd", "A" * 64, "", "a" * 63])
def test_a_key_is_never_a_path(key: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        AnswerCache(tmp_path).get(key)


def test_a_folder_that_cannot_be_written_only_means_that_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = AnswerCache(tmp_path / "file")
    cache.put(CALL.key("m"), ANSWER)
    assert cache.get(CALL.key("m")) is None


def test_recorded_answers_are_given_and_others_are_unavailable() -> None:
    model = Recorded("m", {CALL.key("m"): ANSWER})
    assert len((ask(model, CALL, READ).value or Told()).skills) == 3
    reply = ask(model, CALL.model_copy(update={"subject_sha256": "c" * 64}), READ)
    assert (reply.value, reply.answer.outcome) == (None, Outcome.UNAVAILABLE)


@pytest.mark.parametrize(
    ("lengths", "sent"), [(True, {"type": "string", "maxLength": 3}), (False, {"type": "string"})]
)
def test_keywords_that_a_server_refuses_are_left_out(lengths: bool, sent: dict[str, object]) -> None:
    with serving(always(Said(text=GOOD))) as served:
        ChatModel(Server(model="m", base_url=served.base_url, lengths=lengths)).answer(CALL)
        schema = served.asked[0]["response_format"]["json_schema"]
    assert (schema["strict"], schema["schema"]["properties"]["a"]) == (True, sent)
    assert without({"a": [{"maxLength": 1, "b": 2}]}, frozenset({"maxLength"})) == {"a": [{"b": 2}]}


def test_a_retry_date_is_counted_from_the_date_of_the_response() -> None:
    dates = {"date": "Mon, 02 Mar 2026 09:00:00 GMT", "retry-after": "Mon, 02 Mar 2026 09:00:07 GMT"}
    waited: list[float] = []
    with serving(always(Said(429, headers=dates))) as served:
        model = ChatModel(Server(model="m", base_url=served.base_url), waited.append)
        assert (
            model.answer(CALL.model_copy(update={"limits": CallLimits(attempts=2)})).outcome is Outcome.RATE_LIMITED
        )
    assert len(waited) == 1


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with serving(always(Said())) as gone:
        pass
    model = ChatModel(Server(model="m", base_url=gone.base_url), lambda _: None)
    assert model.answer(CALL) == Answer(outcome=Outcome.UNAVAILABLE, detail="no connection")


def test_the_key_is_sent_to_the_server_and_shown_nowhere() -> None:
    server = Server(model="m", api_key=SecretStr("sk-invented"))
    with serving(always(Said(401))) as served:
        answer = ChatModel(server.model_copy(update={"base_url": served.base_url})).answer(CALL)
        assert b"authorization: bearer sk-invented" in served.received[0].lower()
    assert "sk-invented" not in f"{server!r} {answer!r}"


def settings(tmp_path: Path, **chosen: object) -> Settings:
    return Settings.model_validate({"cache_folder": tmp_path, "data_folder": tmp_path, **chosen})


def test_without_a_model_in_the_settings_there_is_nothing_to_ask(tmp_path: Path) -> None:
    assert model_reader(settings(tmp_path)) is None


def test_settings_alone_name_all_that_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LER_MODEL": "m-1",
        "OPENAI_API_KEY": "sk-invented",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "LER_MODEL_PRICES": '{"m-1": {"input": 0.4, "output": "1.6"}}',
        "LER_MODEL_PROMPT": "extract/2",
        "LER_MODEL_TEMPERATURE": "none",
        "LER_CACHE_FOLDER": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    found = model_reader(runtime.settings())
    assert found is not None
    assert (found.label, found.prompt.name) == ("m-1", "extract/2")
    assert found.model.name == "m-1@http://127.0.0.1:9/v1 chat temperature=None lengths=1 items=1"
    assert found.prices == {"m-1": Price(input=Decimal("0.4"), output=Decimal("1.6"))}
    assert "sk-invented" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [("OPENAI_BASE_URL", "ftp://x"), ("LER_MODEL_PROMPT", "../secret"), ("LER_MODEL_PRICES", '{"m": {"input": -1}}')],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid, match=f"^{name}: ") as refused:
        runtime.settings()
    assert value not in refused.value.message


def test_a_model_without_key_and_address_is_refused_before_any_document(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="OPENAI_API_KEY"):
        model_reader(settings(tmp_path, model="m"))


def test_building_what_asks_imports_no_vendor_sdk() -> None:
    program = (
        "import sys; from app.flows.asking import model_reader; from app.settings import Settings;"
        "import app.pipeline;"
        "assert model_reader(Settings(model='m', openai_base_url='http://127.0.0.1:9/v1'));"
        "print([name for name in ('openai', 'langchain_core', 'langsmith') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
