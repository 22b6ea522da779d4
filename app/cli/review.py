"""A draft file to a record: the command, and the sitting that `convert` shares."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import TerminalNeeded

if TYPE_CHECKING:
    from app.flows.review import Review


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", epilog="Example: ler review records/resume.draft.json")(review)


def review(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT.json", help="A draft made by `ler draft` or `convert`.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="For answers and record; default: beside the draft.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object when done.")] = False,
) -> None:
    """Decide on each claim of a draft in the terminal; go on any time where you stopped."""
    from app.flows import review as flow
    from app.flows import runtime

    if not screen.interactive(as_json):
        raise TerminalNeeded("Review needs a person at a terminal.")
    settings = runtime.settings()
    key = runtime.worker_key(settings, screen.ask_passphrase)
    name, folder = flow.name_of(draft), out or draft.parent
    sitting = flow.open_review(draft, folder, key.did, runtime.now)
    finished = sit(sitting, as_json=as_json)
    report: dict[str, object] = {"draft": str(draft), "decided": sitting.complete(), "record": None}
    report["waiting"] = len(sitting.waiting()) + len(sitting.skipped())
    if finished or sitting.complete():
        report["record"] = str(folder / flow.write_record(folder, name, sitting.record()))
    if as_json:
        screen.emit(report)
        return
    if report["record"] is None:
        screen.say(f"Your answers are kept. Go on with: ler review {draft}")
    else:
        screen.say(f"Written: {report['record']}")
        screen.say(f"Next: ler issue {report['record']}")


def sit(review: "Review", *, as_json: bool, signs: bool = False) -> bool:
    """Hold one sitting; True when the person finished it (and with `signs` means to sign)."""
    from app.cli.dialogue import Closing, Dialogue

    console = screen.console(stderr=as_json)
    ended = Dialogue(review, console, console.input, signs=signs).hold()
    return ended is Closing.FINISHED
