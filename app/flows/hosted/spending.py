"""A language model to one that asks for money before each call, and never passes a batch's budget."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Final
from uuid import UUID

from app import telemetry
from app.engine.model import TryAgain
from app.flows.hosted.installation import Installation
from app.llm.client import Answer, Call, Model, Outcome
from app.llm.client import Usage as Tokens
from app.llm.price import Price, cost, price_of
from app.pipeline import Tools
from app.store import batches, spending
from app.store.model import BatchState

MICRO: Final = Decimal(1_000_000)
"""Millionths of a US dollar in one."""
AWAY: Final = "model.unavailable"
"""Code of a row whose model did not answer."""
_ROOM: Final = 200
"""Tokens that a server may put around the messages and the schema of a call."""
_PATIENCE: Final = 60.0
"""Seconds that a call waits for money that other calls have set aside."""
_LOOK: Final = 0.2
_REFUSED: Final = re.compile(r"HTTP 4(?!08|09|25|29)\d\d\b")
_SILENT: Final = (Outcome.RATE_LIMITED, Outcome.UNAVAILABLE)


class NotAsked(Exception):
    """A document is not drafted now, because its model was not asked or will not answer."""


class ModelRefused(NotAsked):
    """The provider refuses the request itself (HTTP 4xx): sending it again would change nothing."""

    code: Final = "model.refused"


class BudgetReached(NotAsked):
    """The next call could pass the budget, or the batch stands still: nothing was sent."""


@dataclass(frozen=True)
class Purse:
    """The money of one row of a batch."""

    place: Installation
    board_id: UUID
    batch_id: UUID
    row_id: UUID
    document_id: UUID
    prices: Mapping[str, Price]
    sleep: Callable[[float], None] = time.sleep


def micros(dollars: Decimal) -> int:
    """Give US dollars in millionths, rounded up."""
    return int((dollars * MICRO).to_integral_value(rounding=ROUND_CEILING))


def dollars(millionths: int) -> Decimal:
    """Give millionths of a US dollar in dollars, exactly."""
    return Decimal(millionths) / MICRO


def most(call: Call, price: Price, attempts: int = 1) -> int:
    """Give the most that a call can cost, in millionths of a US dollar.

    A token is at least one byte of what is sent, and the answer is at most as long as the limit.
    """
    sent = sum(len(message.text.encode()) for message in call.messages) + len(str(call.answer_schema).encode())
    tokens = Tokens(calls=1, input_tokens=sent + _ROOM, output_tokens=call.limits.output_tokens)
    return micros(cost(tokens, price)) * attempts


def metered(tools: Tools, purse: Purse | None) -> Tools:
    """Give tools whose every call of a model is paid from the purse; without one they ask no model at all."""
    reader, aligner = tools.model, tools.aligner
    if purse is None or reader is None:
        return replace(tools, model=None, aligner=None)
    return replace(
        tools,
        model=replace(reader, model=Metered(reader.model, reader.label, purse)),
        aligner=aligner and replace(aligner, model=Metered(aligner.model, aligner.label, purse)),
    )


class Metered:
    """A model whose every call is reserved before it is made and settled after it."""

    def __init__(self, model: Model, label: str, purse: Purse) -> None:
        self._model, self._label, self._purse = model, label, purse

    @property
    def name(self) -> str:
        """Those of the model itself: kept answers are shared."""
        return self._model.name

    def answer(self, call: Call) -> Answer:
        """Answer one call. Raises BudgetReached before anything is sent, TryAgain, ModelRefused.

        A model without a price costs nothing that is known, and cannot be asked under a budget.
        """
        price = price_of(self._label, self._purse.prices)
        if price is None:
            raise BudgetReached
        # a server that is busy may be asked again for one answer; each request may be charged
        wanted = most(call, price, call.limits.attempts)
        reserved = self._reserve(call, wanted)
        answer = self._model.answer(call)
        spent = wanted if _unknown(answer) else micros(cost(answer.usage, price))
        self._settle(reserved, answer, spent)
        if _REFUSED.match(answer.detail):
            raise ModelRefused
        if answer.outcome in _SILENT:
            raise TryAgain(AWAY)
        return answer

    def _reserve(self, call: Call, wanted: int) -> UUID:
        """Set the money aside; while others have set aside what is missing, wait for what they give back."""
        purse, place = self._purse, self._purse.place
        waited = 0.0
        while True:
            reservation = spending.Reservation(
                id=place.make_id(),
                model=self._label[:64],
                prompt=call.prompt,
                most=wanted,
                batch_id=purse.batch_id,
                row_id=purse.row_id,
                document_id=purse.document_id,
                at=place.clock(),
            )
            with place.database.writing() as connection:
                if spending.reserve_call(connection, purse.board_id, reservation):
                    return reservation.id
                batch = batches.load_batch(connection, purse.board_id, purse.batch_id)
            if batch.state is not BatchState.RUNNING or batch.spent + wanted > batch.budget or waited > _PATIENCE:
                raise BudgetReached
            purse.sleep(_LOOK)
            waited += _LOOK

    def _settle(self, call_id: UUID, answer: Answer, spent: int) -> None:
        purse, place = self._purse, self._purse.place
        usage = spending.Usage(
            outcome=str(answer.outcome),
            spent=spent,
            input_tokens=answer.usage.input_tokens,
            cached_tokens=answer.usage.cached_tokens,
            output_tokens=answer.usage.output_tokens,
            at=place.clock(),
        )
        with place.database.writing() as connection:
            spending.settle_call(connection, purse.board_id, call_id, usage)
        telemetry.model_called(
            self._label,
            str(answer.outcome),
            tokens_in=answer.usage.input_tokens,
            tokens_out=answer.usage.output_tokens,
            dollars=spent / float(MICRO),
        )


def _unknown(answer: Answer) -> bool:
    """Whether a provider may have charged what it did not tell: no answer in time, or an answer without its usage."""
    if answer.outcome is Outcome.UNAVAILABLE:
        return answer.detail == "timeout"
    return answer.usage.calls > 0 and answer.usage.input_tokens == 0
