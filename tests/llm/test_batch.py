"""A provider's batches: the same questions and answers as one by one, nothing paid twice, nothing left there."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import BatchRefused
from app.extraction.asking.answers import reads
from app.llm.batch import BatchDesk, Progress, build, run
from app.llm.batch_answers import Collected
from app.llm.chat import ChatModel, Server
from app.llm.client import Answer, Call, CallLimits, Message, Outcome, Usage, ask
from app.llm.replay import AnswerCache
from tests.llm.batch_server import Provider, providing, saying
from tests.llm.faults import GOOD, always
from tests.llm.server import Said, completion, serving, skills

READ = reads({"properties": {"skills": {}}})


def call(number: int) -> Call:
    return Call(
        prompt="extract/1",
        prompt_sha256="a" * 64,
        messages=(Message("system", "Read “this”."), Message("user", f"1: welding {number}")),
        answer_schema={"title": "skills", "type": "object", "properties": {"skills": {"type": "array"}}},
        subject_sha256=f"{number:064}",
        limits=CallLimits(output_tokens=50),
    )


CALLS = [call(number) for number in range(5)]


def server(base_url: str, **chosen: Any) -> Server:
    return Server(model="m", base_url=base_url, **chosen)


class Stopped(Exception):
    """The process ended here."""


def outcomes(provider: Provider, memory: AnswerCache, calls: list[Call] = CALLS, **chosen: Any) -> list[list[str]]:
    model = ChatModel(server(provider.base_url))
    slept: list[float] = []
    spent = run(BatchDesk(server(provider.base_url)), model, calls, READ, memory, sleep=slept.append, **chosen)
    return [[answer.outcome for answer in spent.answers[one.key(model.name)]] for one in calls]


@pytest.mark.parametrize("chosen", [{}, {"api": "responses"}, {"output_limit": "max_tokens"}, {"lengths": False}])
def test_a_line_holds_to_the_byte_what_would_be_sent_alone(chosen: dict[str, Any]) -> None:
    with serving(always(Said(text=GOOD))) as served:
        model = ChatModel(server(served.base_url, **chosen))
        model.answer(CALLS[0])
        sent = served.received[0].partition(b"\n\n")[2] or served.received[0].rpartition(b"\r\n\r\n")[2]
        path = served.received[0].split(b" ")[1].decode()
        (job,) = build(model, [CALLS[0]])
        assert len(served.received) == 1, "building a job sends nothing"
    assert sent in job.lines
    told = json.loads(job.lines)
    assert (told["url"], told["body"]) == (path, json.loads(sent))
    assert (told["method"], told["custom_id"], job.path) == ("POST", CALLS[0].key(model.name), path)


@pytest.mark.parametrize("api", ["chat", "responses"])
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (Said(text=GOOD), "answered"),
        (Said(text=GOOD[:40], finish="length"), "truncated"),
        (Said(text=None, refusal="No."), "refused"),
        (Said(text=""), "empty"),
        (Said(429), "rate-limited"),
        (Said(503), "unavailable"),
    ],
)
def test_a_response_that_came_in_a_file_is_read_as_one_that_came_alone(api: str, said: Said, outcome: str) -> None:
    with serving(always(said)) as served:
        model = ChatModel(server(served.base_url, api=api), lambda _: None)
        alone = model.answer(CALLS[0])
        body = json.dumps(completion(said, "m", api)).encode()
        assert model.received(CALLS[0], said.status, body) == alone
    assert alone.outcome == outcome


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"x"', b"<html>", b'{"choices": []}', b'{"choices": null}'])
def test_a_body_that_is_no_completion_is_malformed_and_no_crash(body: bytes) -> None:
    assert ChatModel(server("http://127.0.0.1:9/v1")).received(CALLS[0], 200, body).outcome is Outcome.MALFORMED


def test_the_same_calls_are_the_same_job_in_any_order_and_a_second_attempt_is_another() -> None:
    model = ChatModel(server("http://127.0.0.1:9/v1"))
    (job,), (other,), (second,) = (
        build(model, CALLS),
        build(model, [*CALLS[::-1], CALLS[2]]),
        build(model, CALLS, 1),
    )
    assert job == other
    assert job.lines.count(b"\n") == 5
    assert second.id != job.id


def test_more_calls_than_a_file_may_hold_become_several_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.llm.batch.MOST_CALLS", 2)
    jobs = list(build(ChatModel(server("http://127.0.0.1:9/v1")), CALLS))
    assert [len(job.keys) for job in jobs] == [2, 2, 1]
    assert len({key for job in jobs for key in job.keys}) == 5


def test_a_batch_answers_as_the_server_would_alone_and_leaves_nothing_behind(tmp_path: Path) -> None:
    memory, seen = AnswerCache(tmp_path), list[Progress]()
    with providing(saying(Said(text=GOOD))) as provider:
        provider.polls = 3
        assert outcomes(provider, memory, told=seen.append) == [["answered"]] * 5
        assert (provider.files, len(provider.batches), provider.run) == ({}, 1, 5)
        model = ChatModel(server(provider.base_url))
        alone = model.received(CALLS[0], 200, b"{}")
        assert alone.outcome is Outcome.MALFORMED
        kept = memory.get(CALLS[3].key(model.name))
    assert [progress.status for progress in seen] == ["in_progress", "in_progress", "completed"]
    assert kept == Answer(
        outcome=Outcome.ANSWERED,
        text=GOOD,
        model="m",
        usage=Usage(calls=1, input_tokens=100, cached_tokens=40, output_tokens=20),
    )


def shuffle(rows: list[dict[str, Any]]) -> list[Any]:
    """Give the lines backwards, one twice with another answer, one of nobody, one that is cut."""
    wrong = json.loads(json.dumps(rows[0]).replace("Net mending", "Net mendin"))
    stranger = {**rows[1], "custom_id": "somebody"}
    return [*rows[::-1], wrong, stranger, '{"custom_id": "cut', "[]", '{"custom_id": 7}']


def test_the_order_of_lines_and_lines_twice_or_of_nobody_make_no_difference(tmp_path: Path) -> None:
    def own(_number: int, body: dict[str, Any]) -> Said:
        return Said(text=skills((1, f"Net mending {body['messages'][1]['content'][-1]}", "x", "stated")))

    memory = AnswerCache(tmp_path)
    with providing(Provider(own, mangle=shuffle)) as provider:
        assert outcomes(provider, memory) == [["answered"]] * 5
        name = ChatModel(server(provider.base_url)).name
    for number, one in enumerate(CALLS):
        kept = memory.get(one.key(name))
        assert kept is not None
        assert READ(kept.text).skills[0].quote == f"Net mending {number}"


def test_a_run_that_stops_between_creating_and_writing_down_finds_its_batch_again(tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise Stopped

    with providing(saying(Said(text=GOOD))) as provider:
        with pytest.raises(Stopped):
            outcomes(provider, AnswerCache(tmp_path), told=stop)
        assert len(provider.batches) == 1
        assert outcomes(provider, AnswerCache(tmp_path)) == [["answered"]] * 5
        assert (len(provider.batches), len(provider.uploads), provider.run) == (1, 1, 5)
        assert provider.files == {}


def test_a_create_whose_answer_is_lost_is_not_repeated(tmp_path: Path) -> None:
    with providing(saying(Said(text=GOOD))) as provider:
        provider.drop_create = 1
        assert outcomes(provider, AnswerCache(tmp_path)) == [["answered"]] * 5
        assert (len(provider.batches), provider.run) == (1, 5)


def test_a_run_that_stops_after_the_upload_uses_the_file_that_is_there(tmp_path: Path) -> None:
    with providing(saying(Said(text=GOOD))) as provider:
        desk, model = BatchDesk(server(provider.base_url)), ChatModel(server(provider.base_url))
        (job,) = build(model, CALLS)
        provider.upload(f"ler-{job.id}.jsonl", job.lines)
        desk.submit(job)
        assert (len(provider.uploads), len(provider.batches)) == (1, 1)


def test_an_expired_batch_gives_what_it_has_and_the_next_run_asks_for_the_rest_alone(tmp_path: Path) -> None:
    memory = AnswerCache(tmp_path)
    with providing(saying(Said(text=GOOD))) as provider:
        provider.ends, provider.unanswered = "expired", lambda number: "batch_expired" if number > 1 else None
        first = outcomes(provider, memory)
        assert sorted(first) == [["answered"]] * 2 + [["unavailable"]] * 3
        left = [one for one, ended in zip(CALLS, first, strict=True) if ended == ["unavailable"]]
        provider.ends, provider.unanswered = "completed", lambda _: None
        assert outcomes(provider, memory, left) == [["answered"]] * 3
        assert (provider.run, len(provider.batches), provider.files) == (5, 2, {})


def test_a_batch_of_which_nothing_was_answered_is_not_found_for_ever(tmp_path: Path) -> None:
    memory = AnswerCache(tmp_path)
    with providing(saying(Said(text=GOOD))) as provider:
        provider.ends, provider.unanswered = "expired", lambda _: "batch_expired"
        assert outcomes(provider, memory) == [["unavailable"]] * 5
        provider.ends, provider.unanswered = "completed", lambda _: None
        assert outcomes(provider, memory) == [["answered"]] * 5
        assert len(provider.batches) == 2


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        (Said(text=GOOD[:40], finish="length"), ["truncated", "answered"]),
        (Said(text=GOOD[:40]), ["malformed", "answered"]),
        (Said(text=None, refusal="No."), ["refused", "answered"]),
        (Said(text=""), ["empty", "answered"]),
        (Said(429), ["rate-limited"]),
        (Said(500), ["unavailable"]),
    ],
)
def test_a_row_that_went_wrong_has_its_outcome_and_at_most_one_more_attempt(
    said: Said, ended: list[str], tmp_path: Path
) -> None:
    with providing(Provider(lambda number, _body: said if number == 2 else Said(text=GOOD))) as provider:
        found = outcomes(provider, AnswerCache(tmp_path))
        assert sorted(found) == sorted([["answered"]] * 4 + [ended])
        assert len(provider.batches) == len(ended)
        assert provider.files == {}
        if said.finish == "length":
            assert json.loads(provider.uploads[1])["body"]["max_completion_tokens"] == 100


def test_a_row_that_never_works_is_asked_for_twice_and_no_more(tmp_path: Path) -> None:
    with providing(saying(Said(text="{}"))) as provider:
        assert outcomes(provider, AnswerCache(tmp_path), CALLS[:1]) == [["malformed", "malformed"]]
        assert provider.run == 2


def test_a_batch_that_the_provider_refuses_is_an_error_that_says_why(tmp_path: Path) -> None:
    with providing(saying(Said(text=GOOD))) as provider:
        provider.ends = "failed"
        with pytest.raises(BatchRefused, match="duplicate_custom_id"):
            outcomes(provider, AnswerCache(tmp_path))
        assert provider.files == {}
        provider.ends = "completed"
        assert outcomes(provider, AnswerCache(tmp_path)) == [["answered"]] * 5


def test_a_server_without_batches_is_an_error_that_says_so(tmp_path: Path) -> None:
    with providing(saying(Said())) as provider:
        provider.missing = True
        with pytest.raises(BatchRefused, match="HTTP 404"):
            outcomes(provider, AnswerCache(tmp_path))


def test_a_batch_that_never_ends_is_given_up_and_left_to_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.llm.batch.LONGEST", 10.0)
    with providing(saying(Said(text=GOOD))) as provider:
        provider.polls = 10**6
        with pytest.raises(BatchRefused, match="still in_progress"):
            outcomes(provider, AnswerCache(tmp_path))
        next(iter(provider.batches.values()))["left"] = 1
        assert outcomes(provider, AnswerCache(tmp_path)) == [["answered"]] * 5
        assert len(provider.batches) == 1


def test_without_calls_nothing_is_sent(tmp_path: Path) -> None:
    with providing(saying(Said(text=GOOD))) as provider:
        assert outcomes(provider, AnswerCache(tmp_path), []) == []
        assert provider.received == []


def test_an_answer_of_a_batch_is_paid_once_and_read_by_everybody_after(tmp_path: Path) -> None:
    used = Usage(calls=1, input_tokens=9)
    bad, good = Answer(outcome=Outcome.MALFORMED, usage=used), Answer(outcome=Outcome.ANSWERED, text=GOOD, usage=used)
    memory = AnswerCache(tmp_path)
    model = Collected("m", {CALLS[0].key("m"): [bad, good]}, memory)
    first, second = (ask(model, CALLS[0], READ, model) for _ in range(2))
    assert (first.answer.usage.input_tokens, first.kept) == (18, False)
    assert (second.answer.usage.input_tokens, second.kept) == (0, True)
    assert ask(model, CALLS[1], READ, model).answer == Answer(outcome=Outcome.UNAVAILABLE, detail="not in the batch")
    gone = Collected("m", {CALLS[0].key("m"): [bad.model_copy(update={"outcome": Outcome.UNAVAILABLE})]}, memory)
    kept = [ask(gone, CALLS[0], READ).answer for _ in range(2)]
    assert [answer.usage.input_tokens for answer in kept] == [9, 0]
