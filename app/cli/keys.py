"""The worker's signing key: the commands `keys show` and `keys protect`."""

import sys
from typing import Annotated

import typer

from app.cli import screen
from app.errors import KeyLocked

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Show or protect the key that signs for you.", no_args_is_help=True)
    group.command("show", epilog="Example: ler keys show")(show)
    group.command("protect", epilog="Example: ler keys protect")(protect)
    app.add_typer(group, name="keys")


def show(as_json: Json = False) -> None:
    """Show where the key is, how it is protected, and the identifier it signs as. The key itself is never shown."""
    from app.flows import keys as flow
    from app.flows import runtime

    state = flow.look(runtime.settings())
    if as_json:
        screen.emit(state.model_dump(mode="json"))
    elif not state.exists:
        screen.say(f"There is no key yet. It is made in {state.path} when you first review or sign.")
    else:
        guard = "a passphrase" if state.protected else "the file's permissions (a passphrase: ler keys protect)"
        screen.say(f"Signs as: {state.did}")
        screen.say(f"File: {state.path}")
        screen.say(f"Protected by: {guard}")
        if state.documents:
            screen.say(f"And {state.documents} keys of single documents that were attested together with others.")


def protect(as_json: Json = False) -> None:
    """Protect the key with a new passphrase: typed twice, or the first line of standard input without a terminal."""
    from app.flows import keys as flow
    from app.flows import runtime

    settings = runtime.settings()
    state = flow.look(settings)
    if not state.exists:
        runtime.worker_key(settings, lambda: None)
    secret = settings.key_passphrase
    old = secret.get_secret_value() if secret else None
    if state.protected and old is None:
        old = screen.ask_passphrase()
    state = flow.protect(settings, old, _new_passphrase())
    if as_json:
        screen.emit(state.model_dump(mode="json"))
    else:
        screen.say(
            f"The key in {state.path} is protected by your new passphrase. A lost passphrase cannot be recovered."
        )


def _new_passphrase() -> str:
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().rstrip("\r\n")
    else:
        import getpass

        typed = getpass.getpass("New passphrase: ")
        if typed != getpass.getpass("The same again: "):
            raise KeyLocked("The two passphrases differ; nothing was changed.", hint="Run the command again.")
    if not typed:
        raise KeyLocked("The passphrase is empty; nothing was changed.", hint="Type at least one character.")
    return typed
