"""Tokens to what they cost."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from app.llm.client import Usage
from app.values import Frozen

_MILLION = Decimal(1_000_000)


class Price(Frozen):
    """US dollars for a million tokens."""

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached: Decimal | None = Field(default=None, ge=0)
    """For input that the provider had in its cache; None when it costs as much as other input."""
    batch: Decimal | None = Field(default=None, ge=0, le=1)
    """Part of these prices that is charged for calls in a batch (0.5 is half); None when it is all of them."""

    def in_batch(self) -> "Price":
        """Give the price of the same model through the provider's batches."""
        part = Decimal(1) if self.batch is None else self.batch
        cached = None if self.cached is None else self.cached * part
        return Price(input=self.input * part, output=self.output * part, cached=cached)


def cost(usage: Usage, price: Price) -> Decimal:
    """Give the cost in US dollars, exactly."""
    cached = price.input if price.cached is None else price.cached
    fresh = usage.input_tokens - usage.cached_tokens
    return (fresh * price.input + usage.cached_tokens * cached + usage.output_tokens * price.output) / _MILLION


def price_of(model: str, prices: Mapping[str, Price]) -> Price | None:
    """Give the price of a model: its own, else that of the longest name it begins with (`x-1` for `x-1-2026`)."""
    fitting = [name for name in prices if model == name or model.startswith(f"{name}-")]
    return prices[max(fitting, key=len)] if fitting else None


def paid(usage: Usage, model: str, prices: Mapping[str, Price]) -> Decimal | None:
    """Give the cost of a use of `model`; None when nobody knows it: no price, or a server that counts no tokens."""
    price = price_of(model, prices)
    if price is None or (usage.calls and not usage.input_tokens):
        return None
    return cost(usage, price)
