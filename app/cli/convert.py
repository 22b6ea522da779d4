"""Source documents to credentials or drafts: the commands `convert` and `draft`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import NothingApproved, TerminalNeeded

if TYPE_CHECKING:
    from app.flows.convert import Scope
    from app.flows.issue import Signer
    from app.flows.outcome import Outcome

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="PDF, DOCX or text files, or folders.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


Name = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Your name, for the credentials. Default: LER_WORKER_NAME.")
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


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("convert", epilog="Example: ler convert resume.pdf --out records")(convert)
    app.command("draft", epilog="Example: ler draft resumes/ --out drafts")(draft)


def convert(
    paths: Paths,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the results go.")] = Path(),
    kind: Annotated[
        Kind, typer.Option(help="What the documents are; it is noted, and all kinds are read the same way so far.")
    ] = Kind.AUTO,
    confirm: Annotated[
        Confirm | None,
        typer.Option(
            help="Instead of review in the terminal: attest all stated claims of your own document at once; `all` "
            "takes in those shown by duties; `none` signs nothing. It is recorded that you did not look at each. "
            "Inferred claims are never signed this way.",
            show_default=False,
        ),
    ] = None,
    name: Name = None,
    as_json: Json = False,
) -> None:
    """Turn documents into signed credentials: draft, review in the terminal, sign."""
    from app.cli import report
    from app.flows import convert as flow
    from app.flows import draft as drafting
    from app.flows import inputs, outputs, runtime

    if confirm is None and not screen.interactive(as_json):
        raise TerminalNeeded("Without a terminal nobody can review the claims.")
    outputs.check(out)
    settings = runtime.settings()
    items = inputs.collect(paths)
    signer = None
    if confirm is not Confirm.NONE:
        signer = runtime.signer(settings, screen.ask_passphrase, name)
    with screen.working("Loading the frameworks"):
        tools = runtime.tools(settings)
    with screen.progress("Reading", len(items)) as tick:
        if signer is None or confirm is None:
            outcomes = drafting.draft_all(items, tools, out, tick)
        else:
            outcomes = flow.convert_attested(items, tools, _scope(confirm), signer, out, tick)
    if signer is not None and confirm is None:
        outcomes = [_review(outcome, out, signer, as_json) for outcome in outcomes]
    report.show(outcomes, out, as_json=as_json, kind=kind.value, listing=confirm is not None)


def draft(
    paths: Paths,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the drafts go.")],
    as_json: Json = False,
) -> None:
    """Read documents and write what was found as drafts; nothing is signed."""
    from app.cli import report
    from app.flows import draft as drafting
    from app.flows import inputs, outputs, runtime

    outputs.check(out)
    items = inputs.collect(paths)
    with screen.working("Loading the frameworks"):
        tools = runtime.tools(runtime.settings())
    with screen.progress("Reading", len(items)) as tick:
        outcomes = drafting.draft_all(items, tools, out, tick)
    report.show(outcomes, out, as_json=as_json)


def _scope(confirm: Confirm) -> "Scope":
    return "all" if confirm is Confirm.ALL else "stated"


def _review(outcome: "Outcome", out: Path, signer: "Signer", as_json: bool) -> "Outcome":
    """Hold the sitting for one drafted document, then sign when the worker finished it."""
    from app.cli.review import sit
    from app.flows import convert as flow
    from app.flows.outcome import State
    from app.flows.review import open_review

    if outcome.state is State.NOTHING_FOUND:
        return flow.unsigned(outcome, NothingApproved("no claim was found in it"))
    if outcome.state is not State.DRAFTED:
        return outcome
    (screen.warn if as_json else screen.say)(f"\nReview of {outcome.path}")
    review = open_review(out / f"{outcome.name}.draft.json", out, signer.key.did, signer.clock)
    finished = sit(review, as_json=as_json, signs=True)
    return flow.review_outcome(outcome, review, finished=finished, signer=signer, out=out)
