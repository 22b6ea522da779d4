"""A language model to one that asks for money before each call, and never passes a batch's budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final
from uuid import UUID

from app import telemetry
from app.flows.hosted.installation import Installation
from app.llm.client import Answer, Call, Model
from app.llm.client import Usage as Tokens
from app.llm.price import Price, cost, price_of
from app.store import spending

MICRO: Final = Decimal(1_000_000)
"""Millionths of a US dollar in one."""
_CHARACTERS: Final = 2
"""Of a prompt for each token, at least: what is set aside must never be too little."""


class BudgetReached(Exception):
    """The next call could pass the budget, or the batch was paused: nothing was sent."""


@dataclass(frozen=True)
class Purse:
    """The money of one row of a batch."""

    place: Installation
    board_id: UUID
    batch_id: UUID
    row_id: UUID
    document_id: UUID
    prices: Mapping[str, Price]


def micros(dollars: Decimal) -> int:
    """Give US dollars in millionths, rounded up."""
    return int((dollars * MICRO).to_integral_value(rounding=ROUND_CEILING))


def most(call: Call, price: Price, attempts: int = 1) -> int:
    """Give the most that a call can cost, in millionths of a US dollar.

    A token is at least two characters of what is sent, and the answer at most as long as the limit.
    """
    characters = sum(len(message.text) for message in call.messages) + len(str(call.answer_schema))
    tokens = Tokens(calls=1, input_tokens=characters // _CHARACTERS + 1, output_tokens=call.limits.output_tokens)
    return micros(cost(tokens, price)) * attempts


class Metered:
    """A model whose every call is reserved before it is made and settled after it."""

    def __init__(self, model: Model, label: str, purse: Purse) -> None:
        self._model, self._label, self._purse = model, label, purse

    @property
    def name(self) -> str:
        """Those of the model itself: kept answers are shared."""
        return self._model.name

    def answer(self, call: Call) -> Answer:
        """Answer one call. Raises BudgetReached, before anything is sent, when the money does not reach.

        A model without a price costs nothing that is known, and cannot be asked under a budget.
        """
        purse, place = self._purse, self._purse.place
        price = price_of(self._label, purse.prices)
        if price is None:
            raise BudgetReached
        # a server that is busy may be asked again for one answer; each request may be charged
        wanted = most(call, price, call.limits.attempts)
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
            if not spending.reserve_call(connection, purse.board_id, reservation):
                raise BudgetReached
        answer = self._model.answer(call)
        spent = micros(cost(answer.usage, price))
        with place.database.writing() as connection:
            usage = spending.Usage(
                outcome=str(answer.outcome),
                spent=spent,
                input_tokens=answer.usage.input_tokens,
                cached_tokens=answer.usage.cached_tokens,
                output_tokens=answer.usage.output_tokens,
                at=place.clock(),
            )
            spending.settle_call(connection, purse.board_id, reservation.id, usage)
        telemetry.model_called(
            self._label,
            str(answer.outcome),
            tokens_in=answer.usage.input_tokens,
            tokens_out=answer.usage.output_tokens,
            dollars=spent / float(MICRO),
        )
        return answer
