"""Many documents or job histories at once, on this machine's own installation: the commands `batch …`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from typer.core import TyperCommand

from app.cli import batch_screen, screen
from app.cli.welcome import greet
from app.errors import SEVERAL_FAILURES, BudgetSpent, OutputRefused, RequestInvalid, SourceColumns

if TYPE_CHECKING:
    from app.flows.hosted.access import Asking
    from app.flows.hosted.batches import Seen
    from app.settings import Settings

commands = typer.Typer(help="Draft many documents at once, on a budget.", no_args_is_help=True)

Id = Annotated[UUID, typer.Argument(metavar="ID", help="Of the batch.", show_default=False)]
Board = Annotated[str | None, typer.Option(metavar="WORD", help="The board's word in addresses; the first one.")]
Budget = Annotated[
    str | None, typer.Option(metavar="USD", help="What may be spent on a model; never passed.", show_default=False)
]
Wait = Annotated[bool, typer.Option("--wait", help="Stay until the batch stands still, and show how far it is.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


class Consent(StrEnum):
    """On what the workers' consent stands."""

    WRITTEN = "written"
    ENROLMENT = "enrolment"
    STATUTE = "statute"


class What(StrEnum):
    """What is exported."""

    ROWS = "rows"
    DRAFTS = "drafts"
    RECORDS = "records"
    CREDENTIALS = "credentials"


class Form(StrEnum):
    """How it is written."""

    CSV = "csv"
    NDJSON = "ndjson"
    ZIP = "zip"


class _Installed(TyperCommand):
    """A command that needs the service; its help does not."""

    def invoke(self, ctx: Any) -> Any:
        """Run it. Raises StoreNotInstalled."""
        from app.flows import storage

        storage.require_installed()
        return super().invoke(ctx)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="batch")


@commands.command(
    cls=_Installed,
    name="create",
    epilog="Example: ler batch create resumes/ --consent written --reference WS-12 --start --wait",
)
def create(
    path: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="Documents, a ZIP of them, a CSV or an XLSX.")],
    consent: Annotated[Consent, typer.Option(help="On what the workers' consent stands: the board answers for it.")],
    reference: Annotated[str, typer.Option(metavar="TEXT", help="Where that is written, such as a form.")],
    budget: Budget = None,
    review: Annotated[
        str, typer.Option(metavar="RULE", help="What reviewers look at: all, flagged, none or 10%.")
    ] = "all",
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=HEADING", help="What a column holds; guessed unless given."),
    ] = None,
    start: Annotated[bool, typer.Option("--start", help="Start it at once.")] = False,
    wait: Wait = False,
    board: Board = None,
    as_json: Json = False,
) -> None:
    """Take in documents or job histories and tell what they may cost; nothing is paid until it is started."""
    from pydantic import ValidationError

    from app.flows import runtime
    from app.flows.hosted import batch_desk, batches
    from app.flows.hosted.batch_plan import Consent as Stated
    from app.flows.hosted.batch_plan import ConsentGround

    settings, money = runtime.settings(), _dollars(budget) or Decimal(0)
    try:
        stated = Stated(basis=ConsentGround(consent.value), reference=reference)
    except ValidationError:
        raise RequestInvalid("--reference has 1 to 120 characters.") from None
    with batch_desk.desk(settings, board, greet=greet) as asking:
        with screen.working("Taking in the rows"), _columns_told(declared=bool(columns)):
            seen, left_out = batch_desk.create(
                asking,
                path,
                stated,
                review=_rule(review),
                budget=money,
                declared=_declared(columns or []),
            )
        batch_screen.tell_of_budget(money, seen)
        screen.tell_left_out(left_out)
        if start:
            seen = batches.start(asking, seen.batch.id, seen.batch.version)
        passed_over = [one.model_dump(mode="json") for one in left_out]
        _end(settings, asking, seen, wait=wait and start, as_json=as_json, more={"left_out": passed_over})


@commands.command(cls=_Installed, name="status", epilog="Example: ler batch status --wait ID")
def status(
    batch_id: Annotated[UUID | None, typer.Argument(metavar="ID", help="Of the batch; all without.")] = None,
    wait: Wait = False,
    board: Board = None,
    as_json: Json = False,
) -> None:
    """Say how far a batch is, or list the board's batches."""
    from app.flows import runtime
    from app.flows.hosted import batch_desk, batches

    settings = runtime.settings()
    with batch_desk.desk(settings, board, greet=greet) as asking:
        if batch_id is not None:
            _end(settings, asking, batches.look(asking, batch_id), wait=wait, as_json=as_json, judge=wait)
            return
        found = batches.list_batches(asking, None, 200)
        if as_json:
            screen.emit({"batches": [_told(seen) for seen in found]})
            return
        if not found:
            screen.say("There is no batch yet: ler batch create")
            return
        numbers = ("rows", "done", "failed", "spent USD")
        table = screen.table("batch", "state", *numbers, numbers=numbers)
        for seen in found:
            told = _told(seen)
            counts = told["counts"]
            figures = (told["rows"], counts["done"], counts["failed"])
            table.add_row(
                told["id"],
                batch_screen.shown_state(seen),
                *map(str, figures),
                batch_screen.shown_dollars(told["spent_usd"]),
            )
        screen.console().print(table)


@commands.command(cls=_Installed, name="start", epilog="Example: ler batch start ID --budget 5")
def start(id_: Id, budget: Budget = None, wait: Wait = False, board: Board = None, as_json: Json = False) -> None:
    """Start a batch that was estimated."""
    _told_to("start", id_, budget, wait=wait, board=board, as_json=as_json)


@commands.command(cls=_Installed, name="pause", epilog="Example: ler batch pause ID")
def pause(id_: Id, board: Board = None, as_json: Json = False) -> None:
    """Start no more rows and send no more calls; nothing is lost."""
    _told_to("pause", id_, None, wait=False, board=board, as_json=as_json)


@commands.command(cls=_Installed, name="resume", epilog="Example: ler batch resume ID --budget 10")
def resume(id_: Id, budget: Budget = None, wait: Wait = False, board: Board = None, as_json: Json = False) -> None:
    """Go on with a batch that was paused or is out of budget."""
    _told_to("resume", id_, budget, wait=wait, board=board, as_json=as_json)


@commands.command(cls=_Installed, name="retry", epilog="Example: ler batch retry ID")
def retry(id_: Id, budget: Budget = None, wait: Wait = False, board: Board = None, as_json: Json = False) -> None:
    """Let all failed rows wait again, and go on."""
    _told_to("retry", id_, budget, wait=wait, board=board, as_json=as_json)


@commands.command(cls=_Installed, name="cancel", epilog="Example: ler batch cancel ID")
def cancel(id_: Id, board: Board = None, as_json: Json = False) -> None:
    """Give up all rows that wait; drafts that are made stay."""
    _told_to("cancel", id_, None, wait=False, board=board, as_json=as_json)


@commands.command(cls=_Installed, name="export", epilog="Example: ler batch export ID --out outcome.csv")
def export(
    id_: Id,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where it goes; it is not written over.")],
    what: Annotated[What, typer.Option(help="What is exported.")] = What.ROWS,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="How it is written: as FILE ends, else rows as CSV and all else as ZIP.",
            show_default=False,
        ),
    ] = None,
    board: Board = None,
    as_json: Json = False,
) -> None:
    """Write what became of each row, or the drafts, records or credentials that were made."""
    from app.flows import runtime
    from app.flows.hosted import batch_desk, batch_export

    with batch_desk.desk(runtime.settings(), board, greet=greet) as asking:
        written = form or _form(out, what)
        pieces = batch_export.export(asking, id_, batch_export.What(what.value), batch_export.Format(written.value))
        size = _written(out, pieces)
    if as_json:
        screen.emit({"file": str(out), "bytes": size})
    else:
        screen.say(f"{out}  {size:,} bytes")


def _form(out: Path, what: What) -> Form:
    told = {".csv": Form.CSV, ".ndjson": Form.NDJSON, ".jsonl": Form.NDJSON, ".zip": Form.ZIP}
    return told.get(out.suffix.lower(), Form.CSV if what is What.ROWS else Form.ZIP)


def _written(out: Path, pieces: Iterator[bytes]) -> int:
    from app.flows import outputs

    try:
        return outputs.write_pieces(out, pieces)
    except FileExistsError as error:
        raise OutputRefused(
            f"{out} is there already, and is not written over", hint="Name another file with --out."
        ) from error
    except OSError as error:
        raise OutputRefused(f"{out} cannot be written ({error.strerror})") from error


def _told_to(what: str, batch_id: UUID, budget: str | None, *, wait: bool, board: str | None, as_json: bool) -> None:
    from app.flows import runtime
    from app.flows.hosted import batch_desk, batches

    settings, money = runtime.settings(), _dollars(budget)
    with batch_desk.desk(settings, board, greet=greet) as asking:
        version = batches.look(asking, batch_id).batch.version
        if what == "pause":
            seen = batches.pause(asking, batch_id, version)
        elif what == "cancel":
            seen = batches.cancel(asking, batch_id, version)
        else:
            run = {"start": batches.start, "resume": batches.resume, "retry": batches.retry}[what]
            seen = run(asking, batch_id, version, money)
            batch_screen.tell_of_budget(money, seen)
        _end(settings, asking, seen, wait=wait, as_json=as_json)


def _end(
    settings: "Settings",
    asking: "Asking",
    seen: "Seen",
    *,
    wait: bool,
    as_json: bool,
    judge: bool = True,
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Wait if told to, show the batch, with `more` in its JSON, and end with the status that fits."""
    from app.flows.hosted import batch_desk
    from app.store.model import BatchState, RowState

    if wait:
        with batch_screen.progress(seen) as tell:
            seen = batch_desk.wait(settings, asking, seen.batch.id, tell)
    if as_json:
        screen.emit(_told(seen) | dict(more))
    else:
        batch_screen.show(seen)
        if not batch_desk.is_worked_on(settings, asking, seen):
            screen.say(f"next       {batch_screen.going_on(seen)}")
    if not (wait and judge):
        return
    if seen.batch.state is BatchState.OUT_OF_BUDGET:
        raise BudgetSpent(f"{seen.counts[RowState.WAITING]:,} rows wait, and the budget does not reach.")
    if seen.counts[RowState.FAILED]:
        raise typer.Exit(SEVERAL_FAILURES)


def _told(seen: "Seen") -> dict[str, Any]:
    from app.flows.hosted.batch_export import told

    return told(seen)


def _dollars(text: str | None) -> Decimal | None:
    try:
        amount = None if text is None else Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not amount.is_finite():
        raise RequestInvalid("--budget is an amount of US dollars, such as 5 or 2.50.")
    return amount


@contextmanager
def _columns_told(*, declared: bool) -> Iterator[None]:
    """Say how to declare columns where they cannot be told."""
    try:
        yield
    except SourceColumns as error:
        hint = "Say what they hold: --column title=HEADING --column employer=HEADING --column start=HEADING."
        raise SourceColumns(error.message, hint=error.advice if declared else hint) from None


def _rule(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from app.flows.hosted.batch_plan import Rule

    try:
        return str(TypeAdapter(Rule).validate_python(text))
    except ValidationError:
        raise RequestInvalid("--review is all, flagged, none, or a share such as 10%.") from None


def _declared(pairs: list[str]) -> dict[str, str] | None:
    found = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(field and heading for field, heading in found.items()):
        raise RequestInvalid("--column is a field and its heading, such as title=Position.")
    return found or None
