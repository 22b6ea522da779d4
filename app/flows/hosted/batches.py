"""Batches of a board: made, estimated, started, paused, resumed, tried again, cancelled, looked at."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app import telemetry
from app.access.model import Action
from app.errors import NotNow, QuotaReached, RequestInvalid, VersionConflict
from app.flows.hosted import batch_work
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_estimate import estimate, price_in
from app.flows.hosted.batch_files import Rows
from app.flows.hosted.batch_intake import take_in
from app.flows.hosted.batch_plan import Consent, Plan
from app.flows.hosted.installation import Installation
from app.flows.hosted.spending import MICRO, micros
from app.store import batches, status
from app.store.model import Batch, BatchRow, BatchState, RowState
from app.values import Frozen

_NOTHING: Final = Decimal(0)
_LOOK: Final = "Look at it again: GET /v1/batches/{id}, or `ler batch status ID`."
_MOST: Final = Decimal(1_000_000)
_STARTS: Final = (BatchState.ESTIMATED,)
_RESUMES: Final = (BatchState.PAUSED, BatchState.OUT_OF_BUDGET)
_OVER: Final = (BatchState.DONE, BatchState.CANCELLED)


class Seen(Frozen):
    """A batch with its plan and how many of its rows are in each state."""

    batch: Batch
    plan: Plan
    counts: Mapping[RowState, int]
    codes: Mapping[str, int] = {}
    """How many rows failed with each code."""


def create(asking: Asking, rows: Rows, consent: Consent, *, review: str = "all", budget: Decimal = _NOTHING) -> Seen:
    """Take all rows in and estimate what they cost; nothing is drafted or paid until the batch is started.

    `budget` is in US dollars; without a model, or with nothing in it, everything is done offline. What the board
    states on consent is kept with the batch and written down in its audit chain. When no more documents may come in
    today the batch is cancelled, and what came in is known when it is sent again. Raises AccessError, RequestInvalid,
    QuotaReached, StoreUnavailable.
    """
    asking.may(Action.BATCH_CREATE, None)
    place = asking.place
    money = _money(place, budget)
    plan = Plan(
        source=rows.source,
        consent=consent,
        review=review,
        columns=rows.columns,
    )
    new = batches.NewBatch(
        id=place.make_id(),
        made_by=asking.actor.person_id,
        kind=rows.source,
        plan=plan.model_dump(mode="json"),
        budget=money,
        at=place.clock(),
    )
    with place.database.writing() as connection:
        batches.add_batch(connection, asking.board_id, new)
        asking.log(connection, Action.BATCH_CREATE, "batch", new.id)
        asking.log(connection, f"batch.consent.{consent.basis}", "batch", new.id)
    try:
        taken = take_in(place, asking.board_id, new.id, rows.items)
    except QuotaReached:
        # it cannot be started with a part of its rows; sent again tomorrow, what came in today is known
        _cancel(asking, new.id)
        raise
    told = estimate(place, asking.board_id, new.id, taken, paid=money > 0)
    plan = plan.model_copy(update={"complete": True, "estimate": told})
    with place.database.writing() as connection:
        batch = batches.load_batch(connection, asking.board_id, new.id)
        _change(asking, connection, batch, batch.version, BatchState.ESTIMATED, plan)
        asking.log(connection, "batch.estimate", "batch", new.id, counts={"rows": taken.rows})
    return look(asking, new.id)


def look(asking: Asking, batch_id: UUID) -> Seen:
    """Give a batch with the counts of its rows. Raises AccessError, NotFound."""
    asking.may(Action.BATCH_READ, None)
    with asking.place.database.reading() as connection:
        batch = batches.load_batch(connection, asking.board_id, batch_id)
        counts = batches.count_rows(connection, asking.board_id, batch_id)
        codes = batches.count_codes(connection, asking.board_id, batch_id) if counts[RowState.FAILED] else {}
    return Seen(batch=batch, plan=Plan.model_validate(batch.plan), counts=counts, codes=codes)


def list_batches(asking: Asking, before: UUID | None, limit: int) -> tuple[Seen, ...]:
    """Give the board's batches, newest first. Raises AccessError."""
    asking.may(Action.BATCH_READ, None)
    with asking.place.database.reading() as connection:
        found = batches.list_batches(connection, asking.board_id, before=before, limit=limit)
        return tuple(
            Seen(
                batch=batch,
                plan=Plan.model_validate(batch.plan),
                counts=batches.count_rows(connection, asking.board_id, batch.id),
                codes=batches.count_codes(connection, asking.board_id, batch.id),
            )
            for batch in found
        )


def list_rows(
    asking: Asking,
    batch_id: UUID,
    *,
    state: RowState | None = None,
    person: str | None = None,
    after: int = 0,
    limit: int = 500,
) -> tuple[BatchRow, ...]:
    """Give rows of a batch by number, those after the number `after`; `person` is the file's own id of one.

    Raises AccessError, NotFound, SealBroken.
    """
    look(asking, batch_id)
    place = asking.place
    with place.database.reading() as connection:
        return batches.list_rows(
            connection,
            place.keyring,
            asking.board_id,
            batch_id,
            state=state,
            person=person,
            after=after,
            limit=limit,
        )


def start(asking: Asking, batch_id: UUID, version: int, budget: Decimal | None = None) -> Seen:
    """Start a batch that was estimated, with another budget if one is given.

    Raises AccessError, NotFound, VersionConflict, NotNow, RequestInvalid, EngineUnavailable.
    """
    return _run(asking, batch_id, version, _STARTS, budget)


def resume(asking: Asking, batch_id: UUID, version: int, budget: Decimal | None = None) -> Seen:
    """Go on with a batch that was paused or is out of budget, with another budget if one is given.

    Raises AccessError, NotFound, VersionConflict, NotNow, RequestInvalid, EngineUnavailable.
    """
    return _run(asking, batch_id, version, _RESUMES, budget)


def retry(asking: Asking, batch_id: UUID, version: int, budget: Decimal | None = None) -> Seen:
    """Let all failed rows wait again, and go on. Rows that never were documents stay failed.

    Raises AccessError, NotFound, VersionConflict, NotNow, RequestInvalid, EngineUnavailable.
    """
    states = (BatchState.DONE, *_RESUMES)
    return _run(asking, batch_id, version, states, budget, failed=True)


def pause(asking: Asking, batch_id: UUID, version: int) -> Seen:
    """Start no more rows and send no more calls; what is on its way ends. Raises as `start` does."""
    asking.may(Action.BATCH_CONTROL, None)
    with asking.place.database.writing() as connection:
        batch = batches.load_batch(connection, asking.board_id, batch_id)
        _allowed(batch, (BatchState.RUNNING,))
        _change(asking, connection, batch, version, BatchState.PAUSED)
        asking.log(connection, "batch.pause", "batch", batch_id)
    return look(asking, batch_id)


def cancel(asking: Asking, batch_id: UUID, version: int) -> Seen:
    """Give up all rows that wait; drafts that are made stay. Raises as `start` does."""
    asking.may(Action.BATCH_CONTROL, None)
    _cancel(asking, batch_id, version)
    return look(asking, batch_id)


def revoke(asking: Asking, batch_id: UUID, version: int, because: str) -> int:
    """Revoke all credentials that were made of a batch; gives how many stood until now.

    Raises AccessError, NotFound, VersionConflict.
    """
    asking.may(Action.CREDENTIAL_REVOKE, None)
    if look(asking, batch_id).batch.version != version:
        raise VersionConflict("The batch was changed since you loaded it.")
    place = asking.place
    with place.database.writing() as connection:
        count = status.revoke_credentials(connection, asking.board_id, place.clock(), because, batch_id=batch_id)
        asking.log(connection, Action.CREDENTIAL_REVOKE, "batch", batch_id, counts={"revoked": count})
    telemetry.CREDENTIALS.labels("revoked").inc(count)
    return count


def _run(
    asking: Asking,
    batch_id: UUID,
    version: int,
    states: tuple[BatchState, ...],
    budget: Decimal | None,
    *,
    failed: bool = False,
) -> Seen:
    asking.may(Action.BATCH_CONTROL, None)
    place = asking.place
    money = None if budget is None else _money(place, budget)
    with place.database.writing() as connection:
        batch = batches.load_batch(connection, asking.board_id, batch_id)
        _allowed(batch, states)
        plan = Plan.model_validate(batch.plan)
        if not plan.complete:
            raise NotNow("Not all of its rows came in.", hint="Cancel it, and send the file again.")
        if money is not None and money < batch.spent + batch.reserved:
            raise RequestInvalid(f"It has spent more than that: {Decimal(batch.spent + batch.reserved) / MICRO} USD.")
        plan = plan.model_copy(update={"runs": (*plan.runs, version + 1)})
        _change(asking, connection, batch, version, BatchState.RUNNING, plan, money)
        count = batches.retry_rows(connection, asking.board_id, batch_id, place.clock()) if failed else 0
        action = "batch.retry" if failed else "batch.start"
        asking.log(connection, action, "batch", batch_id, counts={"rows": count} if failed else None)
    seen = look(asking, batch_id)
    if seen.batch.version == version + 1:
        batch_work.enqueue(place, asking.board_id, seen.batch)
    return seen


def _cancel(asking: Asking, batch_id: UUID, version: int | None = None) -> None:
    with asking.place.database.writing() as connection:
        batch = batches.load_batch(connection, asking.board_id, batch_id)
        _allowed(batch, tuple(state for state in BatchState if state not in _OVER))
        _change(asking, connection, batch, batch.version if version is None else version, BatchState.CANCELLED)
        count = batches.cancel_rows(connection, asking.board_id, batch_id, asking.place.clock())
        asking.log(connection, "batch.cancel", "batch", batch_id, counts={"rows": count})


def _change(
    asking: Asking,
    connection: Connection,
    batch: Batch,
    version: int,
    state: BatchState,
    plan: Plan | None = None,
    budget: int | None = None,
) -> None:
    batches.set_batch_state(
        connection,
        asking.board_id,
        batch.id,
        version,
        state,
        asking.place.clock(),
        plan=None if plan is None else plan.model_dump(mode="json"),
        budget=budget,
    )


def _allowed(batch: Batch, states: tuple[BatchState, ...]) -> None:
    if batch.state not in states:
        told = " or ".join(states)
        begun = "" if batch.state is not BatchState.ESTIMATED else "It was not started yet. "
        raise NotNow(f"The batch is {batch.state}; for this it has to be {told}.", hint=begun + _LOOK)


def _money(place: Installation, budget: Decimal) -> int:
    """Give a budget in millionths; nothing where there is no model to pay. Raises RequestInvalid without a price."""
    if not (budget.is_finite() and 0 <= budget <= _MOST):
        raise RequestInvalid(f"A budget is between 0 and {_MOST:,} US dollars.")
    if not budget or place.tools.model is None:
        return 0
    if price_in(place) is None:
        raise RequestInvalid(
            "The model has no price, so no budget can hold it.", hint="Set LER_MODEL_PRICES, or give no budget."
        )
    return micros(budget)
