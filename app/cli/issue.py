"""A record file to signed credentials: the command `issue`."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import screen
from app.cli.convert import Json, Name
from app.cli.holder import settle_name


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "issue", short_help="Sign a record with your key.", epilog="Example: ler issue records/resume.record.json"
    )(issue)


def issue(
    record: Annotated[Path, typer.Argument(metavar="RECORD.json", help="A record made by `ler review`.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the credentials go; default: beside the record.")
    ] = None,
    name: Name = None,
    as_json: Json = False,
) -> None:
    """Sign a record with your key: one credential for each claim, and one record of them all."""
    from app.flows import issue as flow
    from app.flows import outputs, runtime
    from app.flows.removed import told
    from app.flows.signers import Signers

    folder = out or record.parent
    outputs.check(folder)
    found = flow.load_record(record)
    signers = Signers(runtime.settings(), screen.ask_passphrase, name)
    signer = signers.of_record(found)
    flow.check_worker(found, signer.key.did)
    flow.check_since(record, found)
    if signers.is_own(signer):
        settle_name(signers, as_json=as_json)
        signer = signers.of_record(found)
    base, files, gone = flow.issue_record(record, found, folder, signer)
    if gone:
        screen.warn(screen.one_line(f"note: {told(gone)}"))
    if as_json:
        removed = [one.model_dump() for one in gone]
        screen.emit({"out": str(folder), "issuer": signer.key.did, "files": list(files), "removed": removed})
        return
    screen.say(f"Signed: {flow.in_folder(files, f'{base}.credentials')} credentials in {folder / base}.credentials,")
    screen.say(f"and all of them together in {folder / base}.ler.json")
    screen.say(f"Check with: {screen.command('ler', 'verify', folder / f'{base}.ler.json')}")
