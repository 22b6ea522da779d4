"""Source documents to credentials or drafts: the commands `convert` and `draft`."""

from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import SettingsInvalid, TerminalNeeded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.flows.draft import Drafting
    from app.flows.inputs import Input
    from app.flows.outcome import Outcome
    from app.flows.review import Scope
    from app.flows.side_by_side import Drafter
    from app.flows.signers import Signers
    from app.pipeline import Tools
    from app.settings import Settings

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files, or folders of them: PDF, DOCX, RTF, ODT, HTML, text, scans and photos, and records exported as "
        "JSON, XML or ZIP (JSON Resume, LER-RS, Europass, PESC, LinkedIn). Job histories as CSV or XLSX have to be "
        "named; no folder is searched for them, and links out of a folder are not followed. A ZIP of documents is "
        "for `ler batch create`.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


Name = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Your name, for the credentials. Default: LER_WORKER_NAME, or as you once answered."
    ),
]


class Kind(StrEnum):
    """What the documents are."""

    AUTO = "auto"
    RESUME = "resume"
    TRANSCRIPT = "transcript"
    JOB_HISTORY = "job-history"


class Confirm(StrEnum):
    """How the worker confirms."""

    NONE = "none"
    STATED = "stated"
    ALL = "all"


Confirming = Annotated[
    Confirm | None,
    typer.Option(
        help="Instead of review in the terminal: attest all stated claims of your own document at once; `all` "
        "takes in those shown by duties; `none` signs nothing. It is recorded that you did not look at each. "
        "Inferred claims are never signed this way.",
        show_default=False,
    ),
]
SameWorker = Annotated[
    bool,
    typer.Option(
        "--same-worker",
        help="All documents of this call are yours: with --confirm they are signed with your one key. Otherwise "
        "several documents are taken for those of several people, and each is signed with a key of its own.",
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="How many processes draft side by side. Default: one for each processor that has enough to do, and one "
        "with a language model.",
        show_default=False,
    ),
]
AsKind = Annotated[
    Kind, typer.Option(help="What the documents are read as; `auto` tells each by its content.", show_default=True)
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "convert",
        short_help="Turn documents into signed credentials.",
        epilog="Example: ler convert resume.pdf --out records",
    )(convert)
    app.command(
        "draft",
        short_help="Read documents into drafts, and sign nothing.",
        epilog="Example: ler draft resumes/ --out drafts",
    )(draft)


def convert(
    paths: Paths,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the results go.")] = Path(),
    kind: AsKind = Kind.AUTO,
    confirm: Confirming = None,
    same_worker: SameWorker = False,
    name: Name = None,
    processes: Processes = None,
    as_json: Json = False,
) -> None:
    """Turn documents into signed credentials: draft, review in the terminal, sign."""
    from app.flows import outputs, runtime

    if confirm is None and not screen.interactive(as_json):
        raise TerminalNeeded("Without a terminal nobody can review the claims.")
    outputs.check(out)
    settings = runtime.settings()
    opening = runtime.opening(settings)
    # what opens documents gets ready while this loads
    from app.cli import report
    from app.flows import convert as flow
    from app.flows import draft as drafting
    from app.flows import inputs
    from app.flows.side_by_side import Drafter
    from app.flows.signers import Signers

    files, left_out = inputs.collect(paths, opening)
    screen.tell_left_out(left_out)
    items = inputs.by_worker(files, runtime.limits(settings), opening)
    _see_missing(items, out, kind, as_json=as_json)
    signers = None
    if confirm is not Confirm.NONE:
        signers = Signers(settings, screen.ask_passphrase, name)
        apart = confirm is not None and len(items) > 1 and not same_worker
        _prepare(signers, len(items) if apart else None, name, bulk=confirm is not None, as_json=as_json)
    drafter = Drafter(kind.value, (name,) if name else ())
    with (
        _loaded(items, settings, drafter, processes) as (tools, made),
        screen.progress("Reading", len(items)) as tick,
    ):
        if signers is None or confirm is None:
            outcomes = drafting.draft_all(items, tools, out, tick, made)
        else:
            attesting = flow.Attesting(_scope(confirm), signers.of_document if apart else lambda _: signers.own())
            outcomes = flow.convert_attested(items, tools, attesting, out, tick, made)
    if signers is not None and confirm is None:
        sources = zip(outcomes, items, strict=True)
        outcomes = [_review(outcome, out, signers, as_json, (tools, item)) for outcome, item in sources]
    report.show(outcomes, out, as_json=as_json, kind=kind.value, listing=confirm is not None, left_out=left_out)


def draft(
    paths: Paths,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the drafts go.")],
    kind: AsKind = Kind.AUTO,
    batch_api: Annotated[
        bool,
        typer.Option(
            "--batch-api",
            help="Ask the language model of LER_MODEL about all documents in one batch of its provider, before they "
            "are drafted: cheaper, and it may take a day. Stopped and run again, it goes on with the same batch.",
        ),
    ] = False,
    processes: Processes = None,
    as_json: Json = False,
) -> None:
    """Read documents and write what was found as drafts; nothing is signed."""
    from app.flows import outputs, runtime

    outputs.check(out)
    settings = runtime.settings()
    opening = runtime.opening(settings)
    # what opens documents gets ready while this loads
    from app.cli import report
    from app.flows import draft as drafting
    from app.flows import inputs
    from app.flows.side_by_side import Drafter

    files, left_out = inputs.collect(paths, opening)
    screen.tell_left_out(left_out)
    items = inputs.by_worker(files, runtime.limits(settings), opening)
    with _loaded(items, settings, Drafter(kind.value), 1 if batch_api else processes) as (tools, made):
        if batch_api:
            from app.flows.batching import ask_in_batch

            with screen.working("Waiting for the provider's batch"):
                tools, made = ask_in_batch(items, tools, settings), None
        with screen.progress("Reading", len(items)) as tick:
            outcomes = drafting.draft_all(items, tools, out, tick, made)
    report.show(outcomes, out, as_json=as_json, kind=kind.value, left_out=left_out)


@contextmanager
def _loaded(
    items: "Sequence[Input]", settings: "Settings", drafter: "Drafter", processes: int | None
) -> "Iterator[tuple[Tools, Drafting | None]]":
    """Load what documents are drafted with; with it what drafts them elsewhere, where that is worth it."""
    from app.flows import runtime
    from app.flows.side_by_side import SideBySide, fitting

    count = fitting(len(items), processes, model=settings.model is not None)
    # they load while this loads
    with SideBySide(items, count, drafter) if count > 1 else nullcontext() as made:
        with screen.working("Loading the frameworks"):
            tools = runtime.tools(settings, drafter.names, drafter.kind)
        yield tools, made


def _see_missing(items: "Sequence[Input]", out: Path, kind: Kind, *, as_json: bool) -> None:
    """Tell what is not there, before anything is asked; when nothing is, that is the end of the call."""
    from app.cli import report
    from app.flows.draft import unread

    missing = [item for item in items if item.is_missing]
    if len(missing) == len(items):
        report.show([unread(item) for item in items], out, as_json=as_json, kind=kind.value)
    elif missing:
        screen.warn(screen.one_line(f"note: not there, and left out: {', '.join(item.shown for item in missing)}"))


def _scope(confirm: Confirm) -> "Scope":
    return "all" if confirm is Confirm.ALL else "stated"


def _prepare(signers: "Signers", apart: int | None, name: str | None, *, bulk: bool, as_json: bool) -> None:
    """See before the work that the call can sign; `apart` documents are signed with a key each."""
    from app.cli.holder import settle_name

    if apart is None:
        signers.own()
        if bulk:
            settle_name(signers, as_json=as_json)
        return
    if name is not None:
        raise SettingsInvalid(
            f"--name is one worker's, and {apart} documents may be those of {apart} workers",
            hint="Add --same-worker when all of them are yours, or convert each worker's in a call of its own.",
        )
    screen.warn(
        f"note: each of the {apart} documents is signed with a key of its own, and without a name; "
        "if all of them are yours, add --same-worker"
    )


def _review(
    outcome: "Outcome", out: Path, signers: "Signers", as_json: bool, made: "tuple[Tools, Input]"
) -> "Outcome":
    """Hold the sitting for one drafted document, then sign when the worker finished it."""
    from app.cli.holder import settle_name
    from app.cli.review import kept_when_stopped, sit
    from app.flows import convert as flow
    from app.flows.adding import Adding
    from app.flows.outcome import State
    from app.flows.review import open_review
    from app.review.model import Person, Role

    if outcome.state is not State.DRAFTED:
        return outcome
    (screen.warn if as_json else screen.say)(f"\nReview of {outcome.path}")
    signer = signers.own()
    worker = Person(id=signer.key.did, role=Role.WORKER)
    path, (tools, item) = out / f"{outcome.name}.draft.json", made
    review = open_review(path, out, worker, signer.clock)
    with kept_when_stopped(screen.command("ler", "review", path)):
        finished = sit(review, lambda: Adding(path, lambda: tools, item), as_json=as_json, signs=True)
        if finished:
            settle_name(signers, as_json=as_json)
    return flow.review_outcome(outcome, review, finished=finished, signer=signers.own(), out=out)
