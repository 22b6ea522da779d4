"""The installation to a report: the command `doctor`."""

import typer

from app.cli import screen
from app.cli.convert import Json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", short_help="See that everything works.", epilog="Example: ler doctor")(doctor)


def doctor(as_json: Json = False) -> None:
    """See that everything works: versions, settings, frameworks with their licences, compiled tables, key."""
    from app.flows import doctor as flow
    from app.flows.outcome import exit_status

    try:
        from app.flows import runtime
    except ImportError as fault:
        findings = [*flow.program(), flow.unloadable("the rest", fault)]
    else:
        settings = runtime.settings()
        with screen.working("Looking at the installation"):
            findings = flow.examine(settings)
    status = exit_status(finding.failure for finding in findings)
    for finding in findings:
        if finding.failure:
            screen.show_failure(finding.failure.code, finding.failure.message, finding.failure.hint)
    if as_json:
        screen.emit({"exit_status": status, "findings": [finding.model_dump(mode="json") for finding in findings]})
    else:
        table = screen.table("", "what", "found")
        for finding in findings:
            table.add_row("!" if finding.failure else "ok", finding.name, screen.plain(finding.detail))
        screen.console().print(table)
    if status:
        raise typer.Exit(status)
