"""Outcomes of a call to its table, its list of findings, its JSON object and its exit status."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli import screen
from app.cli.claim import entry_line, flagged, in_its_lines
from app.extraction.model import Basis
from app.flows.folders import LeftOut
from app.flows.outcome import Outcome, Spending, State, exit_status
from app.flows.review import load_draft
from app.review.model import Draft, DraftClaim

NARROW = 76
"""Characters of a line under which the kinds of claims are told as one number."""

LISTED = 12
"""Claims of one basis shown for a single document; the number of further ones is told."""

TITLES = {
    Basis.STATED: "Skills and qualifications named in it",
    Basis.DEMONSTRATED: "Shown by what was done",
    Basis.INFERRED: "Inferred from titles and courses (signed only when you confirm each one)",
}


def show(
    outcomes: Sequence[Outcome],
    out: Path,
    *,
    as_json: bool,
    kind: str | None = None,
    listing: bool = True,
    left_out: Sequence[LeftOut] = (),
) -> None:
    """Show what became of every input, and end with the call's exit status; `listing` what was found in a single one.

    `left_out` are the files of folders that were not read: they stand in the JSON; a person was told before.

    Raises typer.Exit when an input failed.
    """
    status = exit_status(outcome.failure for outcome in outcomes)
    for outcome in outcomes:
        if outcome.failure:
            message = f"{Path(outcome.path).name}: {outcome.failure.message}"
            screen.show_failure(outcome.failure.code, message, outcome.failure.hint)
        for note in outcome.notes:
            screen.warn(screen.one_line(f"note: {Path(outcome.path).name}: {note}"))
    if as_json:
        listed = [outcome.model_dump(mode="json") for outcome in outcomes]
        noted = {"kind": kind} if kind else {}
        passed_over = {"left_out": [one.model_dump(mode="json") for one in left_out]}
        screen.emit({"out": str(out), **noted, "exit_status": status, "inputs": listed} | passed_over)
    else:
        _print(outcomes, out, listing)
    if status:
        raise typer.Exit(status)


def _print(outcomes: Sequence[Outcome], out: Path, listing: bool) -> None:
    console = screen.console()
    if listing and len(outcomes) == 1 and outcomes[0].files:
        for line in findings(load_draft(out / f"{outcomes[0].name}.draft.json")):
            console.print(line)
    console.print(_table(outcomes, narrow=console.width < NARROW))
    for advice in _next(outcomes, out):
        screen.say(advice)


def _table(outcomes: Sequence[Outcome], *, narrow: bool) -> Table:
    """Make the table of results; columns that would be empty are left out, and a name always has room."""
    columns: dict[str, list[str]] = {"pages": [str(outcome.pages or "") for outcome in outcomes]}
    for heading, basis in (("stated", "stated"), ("shown", "demonstrated"), ("inferred", "inferred")):
        columns[heading] = [str(outcome.claims.get(basis, 0)) if outcome.sha256 else "" for outcome in outcomes]
    if narrow:
        columns = {"claims": [str(sum(outcome.claims.values())) if outcome.sha256 else "" for outcome in outcomes]}
    columns["tokens"] = [_tokens(outcome.spending) for outcome in outcomes]
    columns["cost"] = [_cost(outcome.spending) for outcome in outcomes]
    columns["signed"] = [str(outcome.credentials or "") for outcome in outcomes]
    filled = {heading: cells for heading, cells in columns.items() if any(cells)}
    table = screen.table("document", *filled, "state", numbers=tuple(filled), widest="document")
    for number, outcome in enumerate(outcomes):
        name = Text(screen.plain(_label(outcome)))
        if outcome.failure:
            name.append(f"\n  {outcome.failure.code}", "dim")
        table.add_row(name, *(cells[number] for cells in filled.values()), outcome.state.value)
    return table


def _tokens(spending: Spending | None) -> str:
    """Say how many tokens went to and came from a language model; what was kept took none."""
    return "" if spending is None else f"{spending.input_tokens + spending.output_tokens:,}"


def _cost(spending: Spending | None) -> str:
    return "" if spending is None or spending.usd is None else f"${spending.usd:.4f}"


def _label(outcome: Outcome) -> str:
    path = Path(outcome.path)
    return path.name if outcome.name == path.stem else f"{path.name} as {outcome.name}"


def _next(outcomes: Sequence[Outcome], out: Path) -> list[str]:
    """Say where the results are and how to go on."""
    lines = []
    signed = [outcome for outcome in outcomes if outcome.state is State.SIGNED]
    if signed:
        lines.append(
            f"Signed: {out / signed[0].name}.ler.json" + (f" and {len(signed) - 1} more" * (len(signed) > 1))
        )
        lines += ["Check with:", "  " + screen.command("ler", "verify", out / f"{signed[0].name}.ler.json")]
    waiting = [outcome for outcome in outcomes if outcome.state in (State.DRAFTED, State.UNFINISHED)]
    if waiting and not any(outcome.failure for outcome in waiting):
        lines.append(_unsigned(waiting, out, among_others=bool(signed)))
        lines += ["Go on with:", "  " + screen.command("ler", "review", out / f"{waiting[0].name}.draft.json")]
    empty = [outcome for outcome in outcomes if outcome.state is State.NOTHING_FOUND]
    if empty and len(outcomes) == 1:
        lines += ["To add what it tells after all, by pointing at its words:"]
        lines += ["  " + screen.command("ler", "review", out / f"{empty[0].name}.draft.json")]
    return lines


def _unsigned(waiting: Sequence[Outcome], out: Path, *, among_others: bool) -> str:
    """Say that drafts are not signed, and where that is not all that can be said of them, of which."""
    if len(waiting) > 1:
        return (
            f"Not signed yet: {len(waiting)} others."
            if among_others
            else f"Nothing of these {len(waiting)} is signed yet."
        )
    if (out / f"{waiting[0].name}.ler.json").is_file():
        return f"Nothing new of {_label(waiting[0])} is signed; what was signed before is as it was."
    return f"Not signed yet: {_label(waiting[0])}." if among_others else "Nothing of it is signed yet."


def findings(draft: Draft) -> list[RenderableType]:
    """List what was found in one document, in the worker's order of interest, each with its words."""
    lines: list[RenderableType] = [Text("Found", style="bold")]
    lines += [_indented(Text(entry_line(entry))) for entry in draft.entries]
    for basis, title in TITLES.items():
        claims = [claim for claim in draft.claims if claim.basis is basis and claim.kind == "skill"]
        if claims:
            lines.append(Text(title, style="bold"))
            lines += [_indented(_finding(draft, claim)) for claim in claims[:LISTED]]
        if len(claims) > LISTED:
            lines.append(_indented(Text(f"and {len(claims) - LISTED} more", style="dim")))
    if len(lines) == 1:
        lines.append(_indented(Text("The document was read, and no entry or skill was found in it.")))
    return lines + [_indented(line) for line in flagged(draft)]


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2), expand=False)


def _finding(draft: Draft, claim: DraftClaim) -> Text:
    """One claim with its words, when they say more than its name."""
    name = screen.plain(claim.name)
    if claim.basis is Basis.INFERRED:
        return Text(name)
    evidence = claim.evidence[0]
    named = Text(f"{name} (page {evidence.page})")
    if claim.basis is Basis.DEMONSTRATED:
        return Text.assemble(named, ": ", in_its_lines(draft.document.text, evidence, context=40))
    if evidence.quote.casefold() == claim.name.casefold():
        return named
    return Text.assemble(named, (f': "{screen.plain(" ".join(evidence.quote.split()))}"', "dim"))
