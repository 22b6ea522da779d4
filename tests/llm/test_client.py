"""Prices, kept answers, schemas for servers that take less, and settings that ask for a model."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.errors import SettingsInvalid
from app.extraction.asking.answers import reads
from app.flows import runtime
from app.flows.asking import model_reader, served
from app.llm.chat import ChatModel, Server, without
from app.llm.client import Answer, Call, CallLimits, Message, Outcome, Usage
from app.llm.price import Price, cost, paid, price_of
from app.llm.replay import AnswerCache
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


def test_a_batch_costs_the_part_that_the_settings_say_and_all_of_it_where_they_say_nothing() -> None:
    price = Price(input=Decimal(2), output=Decimal(8), cached=Decimal(1), batch=Decimal("0.5"))
    assert price.in_batch() == Price(input=Decimal(1), output=Decimal(4), cached=Decimal("0.5"))
    whole = Price(input=Decimal(2), output=Decimal(8))
    assert whole.in_batch() == whole


def test_a_cost_that_nobody_knows_is_none_and_no_cost_of_nothing() -> None:
    prices = {"m": Price(input=Decimal(2), output=Decimal(8))}
    assert paid(Usage(calls=1, input_tokens=1_000_000), "m", prices) == Decimal(2)
    assert paid(Usage(), "m", prices) == 0
    assert paid(Usage(calls=1), "m", prices) is None
    assert paid(Usage(calls=1, input_tokens=1_000_000), "n", prices) is None


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


def test_kept_answers_hold_the_digest_of_what_was_asked_and_nobody_else_may_read_their_folders(
    tmp_path: Path,
) -> None:
    AnswerCache(tmp_path / "answers").put(CALL.key("m"), ANSWER)
    (kept,) = tmp_path.rglob("*.json")
    assert kept.stem == CALL.key("m")
    assert "1: welding" not in kept.read_text(encoding="utf-8")
    assert [folder.stat().st_mode & 0o077 for folder in (kept.parent, kept.parent.parent)] == [0, 0]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"outcome": "answered"', b'{"outcome": "x"}', b"[]"])
def test_a_damaged_answer_is_as_good_as_none_and_is_replaced(data: bytes, tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(CALL.key("m"), ANSWER)
    (kept,) = tmp_path.rglob("*.json")
    kept.write_bytes(data)
    assert cache.get(CALL.key("m")) is None
    cache.put(CALL.key("m"), ANSWER)
    assert cache.get(CALL.key("m")) == ANSWER


def test_what_changes_an_answer_changes_where_it_is_kept_and_what_does_not_does_not() -> None:
    server = Server(model="m", base_url="http://127.0.0.1:9/v1")
    changes: list[dict[str, object]] = [
        {"model": "n"},
        {"base_url": "http://127.0.0.1:8/v1"},
        {"base_url": None, "api_key": SecretStr("sk-invented")},
        {"api": "responses"},
        {"temperature": None},
        {"lengths": False},
        {"items": False},
    ]
    names = [ChatModel(server.model_copy(update=change)).name for change in ({}, *changes)]
    assert len(set(names)) == len(names)
    assert ChatModel(server.model_copy(update={"api_key": SecretStr("sk-invented")})).name == names[0]
    longer = CALL.model_copy(update={"limits": CallLimits(output_tokens=9)})
    assert longer.key("m") == CALL.key("m")
    filled = CALL.model_copy(update={"messages": (Message("system", "Read."), Message("user", "2: welding"))})
    assert filled.key("m") != CALL.key("m")


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


@pytest.mark.parametrize(
    ("lengths", "sent"), [(True, {"type": "string", "maxLength": 3}), (False, {"type": "string"})]
)
def test_keywords_that_a_server_refuses_are_left_out(lengths: bool, sent: dict[str, object]) -> None:
    with serving(always(Said(text=GOOD))) as served:
        ChatModel(Server(model="m", base_url=served.base_url, lengths=lengths)).answer(CALL)
        schema = served.asked[0]["response_format"]["json_schema"]
    assert (schema["strict"], schema["schema"]["properties"]["a"]) == (True, sent)
    assert without({"a": [{"maxLength": 1, "b": 2}]}, frozenset({"maxLength"})) == {"a": [{"b": 2}]}


@pytest.mark.parametrize(
    ("limit", "sent"),
    [("max_completion_tokens", {"max_completion_tokens": 7}), ("max_tokens", {"max_tokens": 7})],
)
def test_the_limit_of_tokens_goes_by_the_name_that_the_server_knows(limit: str, sent: dict[str, int]) -> None:
    call = CALL.model_copy(update={"limits": CallLimits(output_tokens=7)})
    with serving(always(Said(text=GOOD))) as served:
        server = Server.model_validate({"model": "m", "base_url": served.base_url, "output_limit": limit})
        assert ChatModel(server).answer(call).outcome is Outcome.ANSWERED
        assert {name: value for name, value in served.asked[0].items() if "tokens" in name} == sent


@pytest.mark.parametrize(
    ("address", "bounds"),
    [
        (None, (False, True)),
        ("https://some-resource.openai.azure.com/openai/v1/", (False, False)),
        ("https://some-resource.services.ai.azure.com/openai/v1/", (False, False)),
        ("https://openai.azure.com.example.org/v1", (True, True)),
        ("http://127.0.0.1:11434/v1", (True, True)),
    ],
)
def test_what_a_server_takes_in_schemas_is_known_from_its_address(
    address: str | None, bounds: tuple[bool, bool], tmp_path: Path
) -> None:
    told = settings(tmp_path, model="m", openai_base_url=address, openai_api_key="sk-invented")
    server = served(told, "m")
    assert (server.lengths, server.items) == bounds
    assert (served(told.model_copy(update={"model_lengths": True}), "m")).lengths


def test_an_azure_address_is_asked_at_its_own_path_with_the_name_of_the_deployment() -> None:
    with serving(always(Said(text=GOOD))) as azure:
        address = azure.base_url.replace("/v1", "/openai/v1/")
        model = ChatModel(Server(model="a-deployment", base_url=address, api_key=SecretStr("k"), items=False))
        assert model.answer(CALL).outcome is Outcome.ANSWERED
        assert azure.received[0].startswith(b"POST /openai/v1/chat/completions ")
        assert azure.asked[0]["model"] == "a-deployment"


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
    [
        ("OPENAI_BASE_URL", "ftp://x"),
        ("LER_MODEL_PROMPT", "../secret"),
        ("LER_MODEL_PRICES", '{"m": {"input": -1}}'),
        ("LER_MODEL_PRICES", "0.40 a million"),
        ("LER_OIDC_PROVIDERS", '{"home": {"client_secret": "hush'),
    ],
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
