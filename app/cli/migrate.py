"""The database to the schema of this program: the command `migrate`."""

from typing import Annotated

import typer

from app.cli import screen

Check = Annotated[bool, typer.Option("--check", help="Change nothing; exit status 103 when steps are missing.")]
Rotate = Annotated[
    bool,
    typer.Option("--rotate", help="Also make a new master key and move all data keys to it (or to LER_MASTER_KEY)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("migrate", short_help="Bring the database to this version.", epilog="Example: ler migrate")(migrate)


def migrate(check: Check = False, rotate: Rotate = False, as_json: Json = False) -> None:
    """Bring the database of the service to this version of the program; safe to run again, and by several at once."""
    from app.flows import runtime, storage

    settings = runtime.settings()
    with screen.working("Bringing the database up to date"):
        done = storage.check(settings) if check else storage.migrate(settings, rotate=rotate)
    if as_json:
        screen.emit(done.model_dump(mode="json"))
        return
    if done.steps:
        screen.say(f"The database was brought from revision {done.before or 'none'} to {done.after}.")
    else:
        screen.say(f"The database is at revision {done.after}, which this program needs.")
    if rotate:
        screen.say(f"{done.rewrapped} keys were moved to the current master key.")
        if settings.master_key is None:
            screen.say(f"Earlier master keys still stand in {settings.master_key_path}, below the new one.")
