"""One call to a language model to an answer with its outcome; a bad answer is asked for once more, never guessed."""

import hashlib
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from pydantic import Field

from app.values import Frozen

Read = TypeVar("Read")


class Outcome(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    TRUNCATED = "truncated"
    """The answer ran into the token limit."""
    MALFORMED = "malformed"
    """It is not JSON, or not what the schema asks for."""
    REFUSED = "refused"
    EMPTY = "empty"
    RATE_LIMITED = "rate-limited"
    UNAVAILABLE = "unavailable"
    """No answer: no connection, no answer in time, or the server reports an error."""


_ONCE_MORE = (Outcome.TRUNCATED, Outcome.MALFORMED, Outcome.REFUSED, Outcome.EMPTY)
_MORE_TOKENS = 2
"""What a truncated answer's second attempt may be longer by."""


class CallLimits(Frozen):
    """What one call may take."""

    output_tokens: int = Field(default=2_000, gt=0)
    seconds: float = Field(default=60.0, gt=0)
    """Until the server has to send something."""
    attempts: int = Field(default=3, ge=1)
    """Requests sent for one answer, while the server is busy or out of reach."""
    longest_wait: float = Field(default=20.0, ge=0)
    """Seconds; a server that asks for more (Retry-After) is not asked again."""


class Message(NamedTuple):
    """One message of a call."""

    role: Literal["system", "user"]
    text: str


class Call(Frozen):
    """What is asked: rendered messages, the answer's JSON schema, and which prompt they come from."""

    prompt: str
    prompt_sha256: str
    messages: tuple[Message, ...]
    answer_schema: dict[str, Any]
    subject_sha256: str
    """Digest of the masked text that the call is about."""
    limits: CallLimits = CallLimits()

    def key(self, model: str) -> str:
        """Give the name under which the answer of `model` to this call is kept.

        It is a digest of all that the answer depends on: the prompt, what it was filled with, the text that it is
        about, and the model with its address and parameters. The limits are left out, because an answer that came
        whole under one limit is whole under every other.
        """
        told = json.dumps([self.prompt_sha256, model, self.subject_sha256, self.messages])
        return hashlib.sha256(told.encode()).hexdigest()


class Usage(Frozen):
    """Tokens, as the server counted them. Usages add up."""

    calls: int = Field(default=0, ge=0)
    """Requests that the server answered with a completion."""
    input_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    """Part of `input_tokens` that the provider had in its own cache."""
    output_tokens: int = Field(default=0, ge=0)

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
        )


class Answer(Frozen):
    """What came back. `text` is whole when the outcome is `answered`, and is never used otherwise."""

    outcome: Outcome
    text: str = ""
    usage: Usage = Usage()
    model: str = ""
    """The model as the server names it."""
    detail: str = ""
    """What failed (`HTTP 401`, `timeout`); never text of the document or the answer."""


class Model(Protocol):
    """Somebody who answers calls. Never raises for what a server or model does: that is the outcome."""

    @property
    def name(self) -> str:
        """The model, where it is served, and its parameters: kept answers of one are not those of another."""

    def answer(self, call: Call) -> Answer:
        """Answer one call."""


class Memory(Protocol):
    """Where answers are kept."""

    def get(self, key: str) -> Answer | None:
        """Give the answer kept under `key`."""

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""


class Reply(NamedTuple, Generic[Read]):
    """An answer as it was read; `value` is None unless the outcome is `answered`."""

    value: Read | None
    answer: Answer
    kept: bool = False
    """It was read from memory; nothing was sent and nothing paid."""


def ask(model: Model, call: Call, read: Callable[[str], Read], memory: Memory | None = None) -> Reply[Read]:
    """Ask, and read the answer with `read`, which raises ValueError for what does not fit.

    An answer that was truncated (then with twice the tokens), malformed, refused or empty is asked for once more.
    Only answers that could be read are kept. The usage of both attempts is in the answer.
    """
    kept = memory.get(call.key(model.name)) if memory else None
    if kept is not None:
        value, answer = read_answer(kept, read)
        if answer.outcome is Outcome.ANSWERED:
            return Reply(value, answer.model_copy(update={"usage": Usage()}), kept=True)
    value, answer = read_answer(model.answer(call), read)
    second = once_more(call, answer.outcome)
    if second is not None:
        spent = answer.usage
        value, answer = read_answer(model.answer(second), read)
        answer = answer.model_copy(update={"usage": spent + answer.usage})
    if memory and answer.outcome is Outcome.ANSWERED:
        memory.put(call.key(model.name), answer)
    return Reply(value, answer)


def read_answer(answer: Answer, read: Callable[[str], Read]) -> tuple[Read | None, Answer]:
    """Read an answer; one that does not fit is malformed, and its text is gone."""
    if answer.outcome is not Outcome.ANSWERED:
        return None, answer
    try:
        return read(answer.text), answer
    except ValueError:
        return None, answer.model_copy(update={"outcome": Outcome.MALFORMED, "text": ""})


def once_more(call: Call, outcome: Outcome) -> Call | None:
    """Give the one further call that an answer of this outcome is worth; None when it is worth none."""
    if outcome not in _ONCE_MORE:
        return None
    if outcome is not Outcome.TRUNCATED:
        return call
    longer = call.limits.model_copy(update={"output_tokens": call.limits.output_tokens * _MORE_TOKENS})
    return call.model_copy(update={"limits": longer})
