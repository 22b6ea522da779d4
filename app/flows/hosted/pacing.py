"""A language model to one that all processes together ask no faster than its provider allows."""

from dataclasses import dataclass, replace
from typing import Final

from app.engine.client import Engine
from app.engine.model import TryAgain
from app.engine.pace import Pace
from app.errors import EngineUnavailable
from app.llm.client import Answer, Call, Model
from app.pipeline import Tools

_CHARACTERS: Final = 4
"""Of a token, about."""
_MINUTE: Final = 60.0


@dataclass(frozen=True)
class Paces:
    """What a provider counts; None where it sets no bound."""

    calls: Pace | None = None
    tokens: Pace | None = None

    def wait(self, call: Call, *, urgent: bool) -> None:
        """Wait until a call may be sent. Raises EngineUnavailable."""
        if self.calls is not None:
            self.calls.wait(urgent=urgent)
        if self.tokens is not None:
            self.tokens.wait(tokens(call), urgent=urgent)


def paces(engine: Engine, calls: int | None, tokens: int | None) -> Paces:
    """Give the paces of so many calls and tokens a minute, a second's worth at once. Raises EngineUnavailable."""
    return Paces(
        calls=_pace(engine, "model calls", calls) if calls else None,
        tokens=_pace(engine, "model tokens", tokens) if tokens else None,
    )


def _pace(engine: Engine, name: str, a_minute: int) -> Pace:
    each = a_minute / _MINUTE
    return Pace(engine.database, name, per_second=each, burst=max(each, 1.0))


def tokens(call: Call) -> float:
    """Give how many tokens a call takes, as providers count beforehand: what is sent, and the longest answer."""
    sent = sum(len(message.text) for message in call.messages) + len(str(call.answer_schema))
    return sent / _CHARACTERS + call.limits.output_tokens


class Paced:
    """A model that is asked in turn."""

    def __init__(self, model: Model, at: Paces, *, urgent: bool) -> None:
        self._model, self._at, self._urgent = model, at, urgent

    @property
    def name(self) -> str:
        """That of the model itself: kept answers are shared."""
        return self._model.name

    def answer(self, call: Call) -> Answer:
        """Answer one call in its turn. Raises TryAgain, and what the model raises."""
        try:
            self._at.wait(call, urgent=self._urgent)
        except EngineUnavailable as error:
            raise TryAgain(error.code) from None
        return self._model.answer(call)


def paced(tools: Tools, at: Paces, *, urgent: bool) -> Tools:
    """Give tools whose every call of a model waits for its turn; calls of people who wait go first."""
    reader, aligner = tools.model, tools.aligner
    if reader is None or at == Paces():
        return tools
    return replace(
        tools,
        model=replace(reader, model=Paced(reader.model, at, urgent=urgent)),
        aligner=aligner and replace(aligner, model=Paced(aligner.model, at, urgent=urgent)),
    )
