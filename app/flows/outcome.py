"""One input's way through a call to its outcome, and all outcomes to one exit status."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Self

from app.errors import SEVERAL_FAILURES, InternalFault, LerError
from app.extraction.model import ModelUse
from app.flows.removed import Removed
from app.values import Frozen

_log = logging.getLogger(__name__)

Tick = Callable[[str], None]
"""Told the name of each input when it is finished."""


class State(StrEnum):
    """How far one input came."""

    FAILED = "failed"
    """Could not be read, or not be signed; the failure says why."""
    NOTHING_FOUND = "nothing found"
    """It was read, and holds no claims."""
    DRAFTED = "draft"
    DECIDED = "decided"
    """Every claim has a decision; nothing is signed yet."""
    UNFINISHED = "review unfinished"
    SIGNED = "signed"


class Failure(Frozen):
    """An error as values, without document text."""

    code: str
    message: str
    hint: str
    exit_status: int

    @classmethod
    def of(cls, error: LerError) -> Self:
        """Take what a person needs from `error`."""
        return cls(code=error.code, message=error.message, hint=error.advice, exit_status=error.exit_status)


class Spending(Frozen):
    """What a language model took for one input, all its prompts together."""

    model: str
    parts: int = 0
    """Parts of the document, and lists of concepts, that it was asked about."""
    kept: int = 0
    """Of these, answered from before at no cost."""
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    usd: Decimal | None = None
    """US dollars by the prices of the settings; None when they lack the model."""

    @classmethod
    def of(cls, uses: Sequence[ModelUse | None]) -> Self | None:
        """Add up; None when no model was to be asked."""
        asked = [use for use in uses if use is not None]
        if not asked:
            return None
        prices = [use.usd for use in asked]
        return cls(
            model=asked[0].name,
            parts=sum(sum(use.windows.values()) for use in asked),
            kept=sum(use.kept for use in asked),
            calls=sum(use.calls for use in asked),
            input_tokens=sum(use.input_tokens for use in asked),
            output_tokens=sum(use.output_tokens for use in asked),
            usd=None if None in prices else sum((usd for usd in prices if usd is not None), Decimal(0)),
        )


class Outcome(Frozen):
    """What became of one input."""

    path: str
    name: str
    """What the files written for it begin with."""
    state: State = State.FAILED
    failure: Failure | None = None
    sha256: str | None = None
    pages: int | None = None
    claims: Mapping[str, int] = {}
    """Number of claims for each basis."""
    spending: Spending | None = None
    """None when no language model was to be asked."""
    issuer: str | None = None
    """The DID whose key signed."""
    approved: int = 0
    credentials: int = 0
    files: tuple[str, ...] = ()
    """Written for it, relative to the output folder."""
    removed: tuple[Removed, ...] = ()
    """Credentials of an earlier signing that this one left out."""
    notes: tuple[str, ...] = ()
    """What a person should know of it beside its state."""


def attempt(so_far: Outcome, work: Callable[[], Outcome]) -> Outcome:
    """Take one input further; what goes wrong is its outcome and never the end of the call."""
    try:
        return work()
    except LerError as error:
        failure = Failure.of(error)
    except Exception as fault:  # noqa: BLE001 - one poisonous input must not stop the others
        _log.debug("%s", so_far.name, exc_info=fault)
        failure = Failure.of(InternalFault.of(fault))
    return so_far.model_copy(update={"state": State.FAILED, "failure": failure})


def exit_status(failures: Iterable[Failure | None]) -> int:
    """Give 0, the one status in which inputs failed, or 20 when they failed in several ways."""
    statuses = {failure.exit_status for failure in failures if failure is not None}
    if len(statuses) > 1:
        return SEVERAL_FAILURES
    return statuses.pop() if statuses else 0
