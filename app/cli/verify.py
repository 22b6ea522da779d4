"""Credential files to checks and trust tiers: the command `verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.cli.convert import Json

if TYPE_CHECKING:
    from app.flows.verify import Verified

MARKS = {"passed": "ok  ", "failed": "FAIL", "unchecked": "?   ", "skipped": "-   "}
"""What could not be checked is no broken signature, and is not shown as one."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "verify",
        short_help="Check credentials, ours or not, offline.",
        epilog="Example: ler verify records/resume.ler.json",
    )(verify)


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Credentials as JSON, ours or not.")],
    documents: Annotated[
        Path | None, typer.Option(metavar="DIR", help="DID documents and status lists to look up without a network.")
    ] = None,
    known_issuer: Annotated[
        list[str] | None, typer.Option(metavar="DID", help="An issuer whom you know; give it once for each.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check credentials without a network: terms, signature, shape, status, validity, members; and the trust tier."""
    from app.flows import verify as flow
    from app.flows.outcome import exit_status

    found = flow.verify_files(files, documents, known_issuer or ())
    status = exit_status(one.failure for one in found)
    if as_json:
        screen.emit({"exit_status": status, "files": [_values(one) for one in found]})
    else:
        for one in found:
            _print(one, brief=len(found) > 3)
        if len(found) > 3:
            passed = sum(one.failure is None for one in found)
            _line(
                f"{passed} of {len(found)} records are unchanged and stand; the trust tier says whose word each is."
            )
    for one in found:
        if one.failure:
            screen.show_failure(one.failure.code, f"{Path(one.path).name}: {one.failure.message}", one.failure.hint)
    if status:
        raise typer.Exit(status)


def _values(one: "Verified") -> dict[str, object]:
    values = one.model_dump(mode="json")
    return values | {"passed": one.verification is not None and one.verification.passed}


def _print(one: "Verified", *, brief: bool) -> None:
    verification = one.verification
    if verification is None:
        return
    why = "a check failed" if verification.failures else "not everything could be checked"
    tier = one.tier.value if one.tier else f"none, because {why}"
    if brief and one.failure is None:
        _line(f"ok   {Path(one.path).name}: {verification.name or verification.kind}, trust tier {tier}")
        return
    _line(one.path)
    _line(f"  {verification.kind}: {verification.name or 'without a name'}")
    _line(f"  issuer: {verification.issuer or 'none'}")
    for check in verification.checks:
        told = "not checked: " if check.outcome.value == "unchecked" else ""
        _line(f"  {MARKS[check.outcome.value]} {check.name.value:<9}  {told}{check.detail}")
    for warning in verification.warnings:
        _line(f"  note: {warning}")
    _line(f"  trust tier: {tier}")
    if one.verdict:
        _line(f"  {one.verdict}")


def _line(told: str) -> None:
    """Print one line. What a stranger's credential says of itself makes no further one."""
    screen.say(screen.one_line(told))
