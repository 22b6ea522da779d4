"""The `ler` command line to exit statuses; nothing heavy is imported before a command runs."""

import gc
import io
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli import (
    batch,
    cases,
    convert,
    doctor,
    evaluate,
    issue,
    keys,
    migrate,
    review,
    screen,
    serve,
    taxonomy,
    verify,
)
from app.errors import InternalFault, LerError

_COLLECT_AFTER = 50_000
"""Objects that the youngest generation holds before it is collected."""


class Commands(TyperGroup):
    """The group of all commands: it turns our errors into a sentence, a hint and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        as_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = _in_our_words(error.message)
            raise
        except LerError as error:
            _show(error, as_json)
            raise typer.Exit(error.exit_status) from error


def _in_our_words(message: str) -> str:
    """Say what is wrong with a value without the words of the library that checks it."""
    if "valid UUID" in message:
        return "an id is 36 letters and figures with dashes, as the command that lists or creates prints it."
    return message.removeprefix("Value error, ")


def _show(error: LerError, as_json: bool) -> None:
    screen.show_failure(error.code, error.message, error.advice)
    if as_json:
        screen.emit(screen.failure_of(error))


def _debug() -> bool:
    from app.settings import Settings

    try:
        return Settings().debug
    except ValueError:
        return False


app = typer.Typer(
    name="ler",
    cls=Commands,
    help="Turn resumes, transcripts and job histories into signed Learning and Employment Records.",
    epilog="Start with: ler convert resume.pdf --out records",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from app import __version__

        screen.say(f"ler {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


convert.register(app)
review.register(app)
issue.register(app)
verify.register(app)
taxonomy.register(app)
evaluate.register(app)
cases.register(app)
doctor.register(app)
keys.register(app)
serve.register(app)
batch.register(app)
migrate.register(app)


def run() -> None:
    """Run the command line that was typed; ends the process with an exit status of docs/errors.md."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that lacks a character is no reason to stop
            stream.reconfigure(errors="replace")
    # what is loaded stays, and there is no use in looking through it while it comes
    gc.set_threshold(_COLLECT_AFTER, 20, 50)
    try:
        app(prog_name="ler")
    except Exception as fault:  # noqa: BLE001 - the last stop: a foreign message may hold document text
        if _debug():
            traceback.print_exception(fault)
        error = InternalFault.of(fault)
        _show(error, "--json" in sys.argv)
        sys.exit(error.exit_status)
