"""Frameworks to lists, searches, links and imports: the commands of `taxonomy`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.cli.convert import Json

if TYPE_CHECKING:
    from app.taxonomy.index import Frameworks


class Kind(StrEnum):
    """What lines can be linked to."""

    SKILL = "skill"
    OCCUPATION = "occupation"


Framework = Annotated[str | None, typer.Option(metavar="NAME", help="Only this framework, such as esco.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="List, search, link and import frameworks.", no_args_is_help=True)
    group.command("list", epilog="Example: ler taxonomy list")(list_)
    group.command("search", epilog='Example: ler taxonomy search "forklift" --framework esco')(search)
    group.command("link", epilog="Example: ler taxonomy link duties.jsonl --framework esco -k 10")(link)
    group.command("import", epilog="Example: ler taxonomy import esco ESCO-dataset-en-csv.zip")(import_)
    app.add_typer(group, name="taxonomy")


def list_(as_json: Json = False) -> None:
    """List the installed frameworks with version, rows, licence and attribution."""
    known = _load()
    if as_json:
        screen.emit({"frameworks": [manifest.model_dump(mode="json") for manifest in known.manifests]})
        return
    for manifest in known.manifests:
        screen.say(f"{manifest.name}: {manifest.title}, version {manifest.version} of {manifest.date}")
        rows = (f"{table.rows:,} {table.file.partition('.')[0]}" for table in manifest.tables)
        screen.say(f"  {', '.join(rows)}")
        screen.say(f"  {manifest.licence}. {manifest.attribution}")


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    framework: Framework = None,
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many concepts to show.")] = 10,
    as_json: Json = False,
) -> None:
    """Find concepts by words."""
    known = _load()
    hits = known.search(text, framework=framework, k=k)
    if as_json:
        screen.emit({"text": text, "hits": [hit.model_dump(mode="json") for hit in hits]})
        return
    table = screen.table("score", "framework", "kind", "concept", "found by", numbers=("score",))
    for hit in hits:
        concept = hit.concept
        via = hit.via if hit.via != concept.name else ""
        table.add_row(f"{hit.score:.2f}", concept.framework, concept.kind.value, screen.plain(concept.name), via)
    screen.console().print(table)


def link(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help='Lines of {"id": …, "text": …}, or of plain text.')
    ],
    framework: Annotated[str, typer.Option(metavar="NAME", help="The framework to link to.")] = "esco",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many concepts for each line.")] = 50,
    kind: Annotated[
        Kind, typer.Option(help="What the texts name: skills, or occupations as job titles do.")
    ] = Kind.SKILL,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the lines to this file.")] = None,
    as_json: Json = False,
) -> None:
    """Link texts to concepts: one line {id, concepts: [{id, name, score}]} for each line read."""
    from app.flows import outputs
    from app.flows import taxonomy as flow

    texts = flow.texts(file)
    known = _load()
    with screen.progress("Linking", len(texts)) as tick:
        linked = list(flow.link_all(texts, known, framework, k, tick, titles=kind is Kind.OCCUPATION))
    lines = [line.model_dump(mode="json") for line in linked]
    if out is not None:
        outputs.check(out.parent)
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        outputs.place(out.parent, {out.name: written.encode()})
    if as_json:
        screen.emit(
            {"framework": framework, "linked": len(lines), **({"out": str(out)} if out else {"lines": lines})}
        )
    elif out is None:
        for line in lines:
            typer.echo(json.dumps(line, ensure_ascii=False))
    else:
        screen.say(f"Linked {len(lines)} texts: {out}")


def import_(
    format: Annotated[str, typer.Argument(metavar="esco|onet|rsd|case", help="The download's format.")],  # noqa: A002
    source: Annotated[
        Path,
        typer.Argument(
            metavar="DOWNLOAD",
            help="ESCO CSV folder or ZIP; O*NET text ZIP; Rich Skill Descriptors (RSD) as CSV or JSON; a CASE "
            "framework as JSON.",
        ),
    ],
    version: Annotated[
        str | None, typer.Option(metavar="TEXT", help="When the download does not tell its version.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of an RSD or CASE collection; by its file's name unless given."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Take an official download instead of the tables that came with the program, or a collection beside them."""
    from app.flows import runtime
    from app.flows import taxonomy as flow

    settings = runtime.settings()
    with screen.working(f"Importing {source.name}"):
        manifest = flow.import_download(settings, format, source, version, name)
    with screen.working("Compiling"):
        runtime.frameworks(settings)
    if as_json:
        screen.emit(manifest.model_dump(mode="json"))
        return
    rows = ", ".join(f"{table.rows:,} {table.file.partition('.')[0]}" for table in manifest.tables)
    screen.say(f"Imported {manifest.title}, version {manifest.version}: {rows}. It is used from now on.")


def _load() -> "Frameworks":
    from app.flows import runtime

    with screen.working("Loading the frameworks"):
        return runtime.frameworks(runtime.settings())
