"""One file of every format to what becomes of it: `python -m tests.acceptance.formats [WORD…]`.

Prints a table of format, outcome (`read`, or the code of the error), claims, entries, and milliseconds of wall-clock
time for reading and drafting, then the message and hint of each refusal. With words, only formats that hold one of
them. Exit status 1 when an outcome is not one of those expected, or a refusal has no code or hint.
"""

import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from app.documents.model import SourceDocument
from app.errors import LerError
from app.review.model import Draft
from tests.acceptance.format_rows import READ, ROWS, Row

Drafter = Callable[[SourceDocument], Draft]


class Outcome(NamedTuple):
    """What became of one row."""

    row: Row
    size: int
    milliseconds: float
    draft: Draft | None = None
    error: LerError | None = None

    @property
    def code(self) -> str:
        """`read`, or the error's code."""
        return READ if self.error is None else self.error.code

    @property
    def right(self) -> bool:
        """Whether it is an outcome that was expected, and a refusal says what happened and what to do."""
        told = self.error is None or bool(self.error.code and self.error.message and self.error.advice)
        return told and self.code in self.row.expect


def outcome(row: Row, draft: Drafter) -> Outcome:
    """Make the file of a row, and draft it."""
    source = SourceDocument(name=row.name, data=row.make())
    started = perf_counter()
    try:
        made, error = draft(source), None
    except LerError as refused:
        made, error = None, refused
    return Outcome(row, len(source.data), 1000 * (perf_counter() - started), made, error)


def table(outcomes: Sequence[Outcome]) -> Table:
    """Give the table of all outcomes."""
    printed = Table(title=f"{len(outcomes)} files")
    for name in ("format", "file", "bytes", "outcome", "claims", "entries", "flags", "ms"):
        printed.add_column(name, justify="right" if name in ("bytes", "claims", "entries", "ms") else "left")
    for one in outcomes:
        made = one.draft
        flags = ", ".join(dict.fromkeys(str(flag.code) for flag in made.flags)) if made else ""
        printed.add_row(
            one.row.format,
            one.row.name,
            f"{one.size:,}",
            one.code if one.right else f"{one.code} — expected {' or '.join(one.row.expect)}",
            str(len(made.claims)) if made else "",
            str(len(made.entries)) if made else "",
            flags,
            f"{one.milliseconds:.0f}",
        )
    return printed


def hints(outcomes: Sequence[Outcome]) -> Table:
    """Give what each refusal says."""
    printed = Table(title="what refusals say")
    for name in ("format", "code", "message", "hint"):
        printed.add_column(name)
    for one in outcomes:
        if one.error is not None:
            printed.add_row(one.row.format, one.code, one.error.message, one.error.advice)
    return printed


def main() -> int:
    """Draft every row with the tools of the settings."""
    from app.flows import runtime
    from app.pipeline import draft

    words = [word.casefold() for word in sys.argv[1:]]
    rows = [row for row in ROWS if not words or any(word in row.format.casefold() for word in words)]
    tools = runtime.tools(runtime.settings())
    outcome(ROWS[0], lambda source: draft(source, tools))  # loads what every later row needs as well
    outcomes = [outcome(row, lambda source: draft(source, tools)) for row in rows]
    console = Console(width=180, markup=False)
    console.print(table(outcomes))
    console.print(hints(outcomes))
    return int(not all(one.right for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
