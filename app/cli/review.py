"""A draft file to a record: the command, and the sitting that `convert` shares."""

import re
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import NothingApproved, SettingsInvalid, TerminalNeeded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.flows.adding import Adding
    from app.flows.review import Review
    from app.flows.signers import Signers
    from app.pipeline import Tools
    from app.review.model import Person


GO_ON = "Your answers are kept. Go on with:"
STOPPED = 130
"""Exit status of a call that Ctrl-C stopped."""


_ID = re.compile(r"(?=.*\d)[^\s@]+")
"""What is no name: it has a figure, and neither blanks nor an address's sign."""


class As(StrEnum):
    """In which role a person decides."""

    WORKER = "worker"
    REVIEWER = "reviewer"


_ATTEST = " `ler convert --confirm stated` attests a document of your own in bulk."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "review",
        short_help="Decide on each claim of a draft.",
        epilog="Example: ler review records/resume.draft.json",
    )(review)


def review(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT.json", help="A draft made by `ler draft` or `convert`.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="For answers and record; default: beside the draft.")
    ] = None,
    as_: Annotated[
        As,
        typer.Option(
            "--as", help="The draft is about you, or you look at it for somebody. A reviewer signs nothing."
        ),
    ] = As.WORKER,
    reviewer_id: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="With --as reviewer: an id that is not your name, such as r-17 (with a figure, without blanks).",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object when done.")] = False,
) -> None:
    """Decide on each claim of a draft in the terminal; go on any time where you stopped."""
    from app.flows import review as flow
    from app.flows import runtime
    from app.flows.signers import Signers

    if not screen.interactive(as_json):
        hint = "Run it in a terminal." + _ATTEST * (as_ is As.WORKER)
        raise TerminalNeeded("Review needs a person at a terminal.", hint=hint)
    # a file that cannot be used is told before anything is asked
    flow.load_draft(draft)
    signers = Signers(runtime.settings(), screen.ask_passphrase)
    person = _person(as_, reviewer_id, signers)
    folder, again = out or draft.parent, _again(draft, out, as_, reviewer_id)
    sitting = flow.open_review(draft, folder, person, runtime.now, signers.dids)
    with kept_when_stopped(again):
        finished = sit(sitting, lambda: _adding(draft), as_json=as_json)
    record = None
    if finished or sitting.complete():
        try:
            record = str(folder / flow.write_record(folder, sitting.name, sitting.record()))
        except NothingApproved as none:
            if finished:
                raise NothingApproved(none.message, hint=f"Your answers are kept. To change them: {again}") from None
    if as_json:
        waiting = len(sitting.waiting()) + len(sitting.skipped())
        done = {"draft": str(draft), "decided": sitting.complete(), "waiting": waiting, "record": record}
        screen.emit({**done, "as": as_.value})
        return
    if record is None:
        screen.point(GO_ON, again)
        return
    screen.point("Written:", record)
    if as_ is As.WORKER:
        screen.point("Next:", screen.command("ler", "issue", record))
    else:
        screen.tell(
            "Only the worker can have it signed, after deciding on the same claims: ler review, then ler issue."
        )


@contextmanager
def kept_when_stopped(again: str) -> "Iterator[None]":
    """Say at Ctrl-C what is said to whoever quits; the exit status stays that of a call that was stopped."""
    try:
        yield
    except KeyboardInterrupt:
        screen.warn("")
        screen.point(GO_ON, again, to=screen.warn)
        raise typer.Exit(STOPPED) from None


def _person(as_: As, reviewer_id: str | None, signers: "Signers") -> "Person":
    from app.review.model import Person, Role

    if as_ is As.WORKER:
        if reviewer_id is not None:
            raise SettingsInvalid("--reviewer-id is for reviewers only", hint="Add --as reviewer, or leave it out.")
        return Person(id=signers.own().key.did, role=Role.WORKER)
    told = (reviewer_id or "").strip()
    if not told:
        raise SettingsInvalid("A reviewer needs an id.", hint="Add --reviewer-id, with an id that is not your name.")
    if not _ID.fullmatch(told):
        raise SettingsInvalid(
            "--reviewer-id must not be a name or an address: it goes into the record, and with it to others.",
            hint="Take an id with a figure in it, without blanks or @, such as r-17, and keep elsewhere whose it is.",
        )
    return Person(id=told, role=Role.REVIEWER)


def _again(draft: Path, out: Path | None, as_: As, reviewer_id: str | None) -> str:
    place = ("--out", out) if out is not None else ()
    role = ("--as", as_.value, "--reviewer-id", reviewer_id) if as_ is As.REVIEWER else ()
    return screen.command("ler", "review", draft, *place, *role)


def _adding(draft: Path) -> "Adding":
    from app.flows import runtime
    from app.flows.adding import Adding

    def tools() -> "Tools":
        with screen.working("Loading the frameworks"):
            return runtime.tools(runtime.settings())

    return Adding(draft, tools)


def sit(review: "Review", adding: "Callable[[], Adding]", *, as_json: bool, signs: bool = False) -> bool:
    """Hold one sitting; True when the person finished it (and with `signs` means to sign).

    `adding` gives what adds claims to the draft.
    """
    from app.cli.dialogue import Closing, Dialogue

    console = screen.console(stderr=as_json)
    ended = Dialogue(review, console, screen.asker(console), adding, signs=signs).hold()
    return ended is Closing.FINISHED
