"""Lines of a batch's output and error files to answers, and a model that gives them to whoever asks."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.llm.chat import ChatModel
from app.llm.client import Answer, Call, Memory, Outcome, Usage

_CODE = re.compile(r"[a-z][a-z0-9_]{2,40}")
_NO_LINE = Answer(outcome=Outcome.UNAVAILABLE, detail="no line in the batch's files")


class Line(NamedTuple):
    """One line of an output or error file."""

    key: str
    """Its custom id."""
    status: int
    """Of the response; 0 when there was none."""
    body: bytes = b""
    code: str = ""
    """Of the error, where there was no response (`batch_expired`)."""


def read_lines(data: bytes) -> Iterator[Line]:
    """Read a file of JSON lines. A line that is none, or has no custom id, is left out: its call has no answer."""
    for row in data.splitlines():
        try:
            told = json.loads(row)
            key, response, error = str(told["custom_id"]), told.get("response"), told.get("error")
            if response:
                yield Line(key, int(response["status_code"]), json.dumps(response["body"]).encode())
            else:
                code = str((error or {}).get("code") or "")
                yield Line(key, 0, code=code if _CODE.fullmatch(code) else "no response")
        except (ValueError, KeyError, TypeError, AttributeError):
            continue


def collected(model: ChatModel, calls: Mapping[str, Call], lines: Iterable[Line]) -> dict[str, Answer]:
    """Give every call its answer, read as one that came by itself.

    Order does not matter, and of several lines for one call the first with a whole answer counts, else the first.
    Lines of no call are left out.
    """
    answers: dict[str, Answer] = {}
    for line in lines:
        if line.key not in calls or _answered(answers.get(line.key)):
            continue
        answer = _answer(model, calls[line.key], line)
        if line.key not in answers or _answered(answer):
            answers[line.key] = answer
    return {key: answers.get(key, _NO_LINE) for key in calls}


def _answered(answer: Answer | None) -> bool:
    return answer is not None and answer.outcome is Outcome.ANSWERED


def _answer(model: ChatModel, call: Call, line: Line) -> Answer:
    if line.status == 0:
        return Answer(outcome=Outcome.UNAVAILABLE, detail=line.code)
    return model.received(call, line.status, line.body)


class Collected:
    """Answers of a batch as a model and a memory in one: who asks pays for an answer once, and reads it after that.

    Nothing is sent: what is neither in the batch nor kept is unavailable.
    """

    def __init__(self, name: str, answers: Mapping[str, Sequence[Answer]], memory: Memory) -> None:
        self._name = name
        self._memory = memory
        self._left = {key: list(each) for key, each in answers.items() if each}
        self._last: dict[str, Answer] = {}

    @property
    def name(self) -> str:
        """The model whose answers these are."""
        return self._name

    def answer(self, call: Call) -> Answer:
        """Give the next attempt's answer to a call; after the last one that again, at no cost."""
        key = call.key(self._name)
        left = self._left.get(key)
        if not left:
            return self._last.get(key, Answer(outcome=Outcome.UNAVAILABLE, detail="not in the batch"))
        answer = left.pop(0)
        self._last[key] = answer.model_copy(update={"usage": Usage()})
        return answer

    def get(self, key: str) -> Answer | None:
        """Give a kept answer; none while one of the batch is still to be counted."""
        return None if self._left.get(key) else self._memory.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        self._memory.put(key, answer)
