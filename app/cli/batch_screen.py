"""How far a batch is, to what a person sees of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING

from app.cli import screen

if TYPE_CHECKING:
    from app.flows.hosted.batches import Seen


def show(seen: "Seen") -> None:
    """Show how far a batch is, what failed in it, and its money."""
    from app.flows.hosted.batch_export import told as told_of
    from app.store.model import BatchState

    told = told_of(seen)
    counts = ", ".join(f"{count:,} {state}" for state, count in told["counts"].items() if count)
    screen.say(f"batch      {told['id']}  {shown_state(seen)}")
    so_far = "" if seen.plan.complete else " so far"
    screen.say(f"rows       {told['rows']:,}{so_far}" + (f" ({counts})" if counts else ""))
    if not seen.plan.complete:
        last = f"{seen.batch.updated_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        stands = seen.batch.state is BatchState.ESTIMATED
        why = f"are still coming in, or cut off: the last ones came at {last}" if stands else "did not all come in"
        screen.say(f"not whole  its rows {why}")
    if told["codes"]:
        screen.say("failed     " + ", ".join(f"{count:,} {code}" for code, count in told["codes"].items()))
    if told["columns"]:
        screen.say("columns    " + "; ".join(f"{heading} = {field}" for heading, field in told["columns"].items()))
    estimate = told["estimate"]
    if estimate:
        most = (
            f"at most {estimate['calls']:,} calls and {shown_dollars(estimate['most_usd'])} USD"
            if estimate["calls"]
            else "offline"
        )
        screen.say(
            f"estimate   {most}, about {estimate['seconds']:,} s "
            f"({estimate['known']:,} rows known, {estimate['unreadable']:,} unreadable)"
        )
    if seen.batch.budget or seen.batch.spent:
        spent, budget = map(shown_dollars, (told["spent_usd"], told["budget_usd"]))
        screen.say(f"money      {spent} of {budget} USD spent")
    else:
        screen.say("money      none is needed: all is done offline")


def shown_state(seen: "Seen") -> str:
    """Name the state of a batch; one of which not all rows came in was not estimated."""
    from app.store.model import BatchState

    return "not whole" if seen.batch.state is BatchState.ESTIMATED and not seen.plan.complete else seen.batch.state


def going_on(seen: "Seen") -> str:
    """Say how a batch goes on that nothing is working on."""
    from app.store.model import BatchState

    if not seen.plan.complete:
        anew = "create it again; nothing comes in twice"
        stands = seen.batch.state is BatchState.ESTIMATED
        return f"unless they still come in: ler batch cancel {seen.batch.id}, then {anew}" if stands else anew
    word = {
        BatchState.ESTIMATED: "start --wait",
        BatchState.RUNNING: "status --wait",
        BatchState.PAUSED: "resume --wait",
        BatchState.OUT_OF_BUDGET: "resume --wait --budget USD",
    }.get(seen.batch.state)
    out = "--out outcome.csv" if word is None else ""
    return " ".join(filter(None, ("ler batch", word or "export", str(seen.batch.id), out)))


def tell_of_budget(money: Decimal | None, seen: "Seen") -> None:
    """Say on standard error that a budget was given and is not needed."""
    if money and not seen.batch.budget:
        screen.warn("note: LER_MODEL is not set, so all is done offline and nothing of the budget is needed")


def shown_dollars(exact: str) -> str:
    """Write an amount with two decimals, and with as many more as it has: "5.00", "0.0042"."""
    whole, _, parts = exact.partition(".")
    return f"{whole}.{parts.rstrip('0').ljust(2, '0')}"


@contextmanager
def progress(seen: "Seen") -> "Iterator[Callable[[Seen], None]]":
    """Show a bar on standard error; nothing where no terminal is."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from app.flows.hosted.spending import dollars
    from app.store.model import RowState

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows", total=seen.batch.rows)

        def tell(now: "Seen") -> None:
            over = sum(now.counts[state] for state in (RowState.DONE, RowState.FAILED, RowState.CANCELLED))
            bar.update(task, completed=over, description=f"{dollars(now.batch.spent):.4f} USD")

        yield tell
