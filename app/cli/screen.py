"""Values to what a person or a program sees: consoles, JSON, tables, errors, progress."""

import json
import re
import shlex
import sys
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from app.errors import LerError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from app.flows.folders import LeftOut

_MOST_NAMED = 5
"""Files that are named of those that were not read for one reason."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: object) -> str:
    """Make text safe to print: control, zero-width and direction characters could change what a person sees."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", str(text))


def one_line(text: object) -> str:
    """Make text safe to print as a part of one line: a line break in it could pass for a line of our own."""
    return plain(text).replace("\n", "\N{REPLACEMENT CHARACTER}").replace("\t", " ")


def console(*, stderr: bool = False) -> "Console":
    """Give a console; NO_COLOR, the width and the kind of terminal are respected."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, stderr=stderr)


def asker(console: "Console") -> Callable[[str], str]:
    """Give what asks a person for a line: the prompt is text, and what stands in brackets in it is shown."""

    def ask(prompt: str) -> str:
        return console.input(prompt, markup=False, emoji=False)

    return ask


def emit(value: object) -> None:
    """Print one JSON object on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(line: str = "") -> None:
    """Print one line on standard output."""
    sys.stdout.write(plain(line) + "\n")
    sys.stdout.flush()  # a log or a pipe shows it now, and not when the program ends


def warn(line: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(plain(line) + "\n")


def tell(line: str, *, to: Callable[[str], None] = say) -> None:
    """Print a sentence; a terminal gets it broken between its words, and never in a path."""
    stream = sys.stderr if to is warn else sys.stdout
    if not stream.isatty():
        to(line)
        return
    for part in textwrap.wrap(line, console().width, break_long_words=False, break_on_hyphens=False):
        to(part)


def point(to_what: str, typed: str, *, to: Callable[[str], None] = say) -> None:
    """Print a sentence and the command that it speaks of: in its line, or in one of its own to be copied whole."""
    whole = f"{to_what} {typed}"
    if not (sys.stderr if to is warn else sys.stdout).isatty() or len(whole) <= console().width:
        to(whole)
        return
    tell(to_what, to=to)
    to(f"  {typed}")


def command(*words: object) -> str:
    """Give a command as it can be typed: words with blanks or signs in them are quoted."""
    return shlex.join(map(str, words))


def tell_left_out(left_out: "Iterable[LeftOut]") -> None:
    """Name on standard error what of a folder was not read, some for each reason."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        by_reason.setdefault(one.why.told, []).append(one.path)
    for why, names in by_reason.items():
        more = len(names) - _MOST_NAMED
        shown = ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        warn(one_line(f"note: not read, because {why}: {shown}"))


def show_failure(code: str, message: str, hint: str) -> None:
    """Print an error the one way that all commands do."""
    warn(f"error [{code}]: {one_line(message)}")
    warn(f"  hint: {one_line(hint)}")


def failure_of(error: LerError) -> dict[str, Any]:
    """Give an error as the JSON object of a call that failed as a whole."""
    return {
        "error": {
            "code": error.code,
            "message": error.message,
            "hint": error.advice,
            "exit_status": error.exit_status,
        }
    }


def table(*headings: str, numbers: Collection[str] = (), widest: str | None = None) -> "Table":
    """Make an empty table; the columns of `numbers` stand right and are never broken.

    The column `widest` keeps 24 characters, whatever the others need.
    """
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for heading in headings:
        side: Literal["left", "right"] = "right" if heading in numbers else "left"
        least = 24 if heading == widest else None
        made.add_column(heading, justify=side, overflow="fold", no_wrap=heading in numbers, min_width=least)
    return made


def interactive(as_json: bool) -> bool:
    """Say whether a person sits at both ends; with --json they read standard error."""
    return sys.stdin.isatty() and (sys.stderr if as_json else sys.stdout).isatty()


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error while `total` things are done; nothing where no terminal is."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    label_column = TextColumn("{task.description}", markup=False)
    columns = (label_column, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def tick(name: str) -> None:
            bar.update(task, advance=1, description=plain(f"{label} {name}"[:40]))

        yield tick


@contextmanager
def working(label: str) -> Iterator[None]:
    """Show on standard error that something of unknown length is being done; nothing where no terminal is."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(label):
        yield


def ask_passphrase() -> str | None:
    """Ask for the key's passphrase without showing it; None without a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    import getpass

    return getpass.getpass("Passphrase of your signing key: ", stream=sys.stderr)
