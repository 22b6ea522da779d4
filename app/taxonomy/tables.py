"""Framework folder to rows and back: sorted, compressed tables and the manifest that vouches for them."""

import gzip
import hashlib
import io
import shutil
import tempfile
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from app.errors import TablesDamaged
from app.taxonomy.model import ConceptKind, Manifest, Relation, Table

MANIFEST = "manifest.toml"
_CONCEPTS, _NAMES, _RELATIONS = "concepts.tsv.gz", "names.tsv.gz", "relations.tsv.gz"
_UNPACKED = 512 * 1024 * 1024
_RELATION_NAMES: dict[str, Relation] = {"essential": "essential", "optional": "optional", "technology": "technology"}


class ConceptRow(NamedTuple):
    """One concept: `code` is empty where the framework has none."""

    id: str
    kind: ConceptKind
    code: str
    name: str


class NameRow(NamedTuple):
    """One alternative name of a concept."""

    id: str
    name: str


class RelationRow(NamedTuple):
    """One skill of an occupation; `marks` is empty or words such as `hot` and `demand`."""

    occupation: str
    concept: str
    relation: Relation
    marks: str = ""


class Rows(NamedTuple):
    """All of a framework."""

    concepts: Sequence[ConceptRow]
    names: Sequence[NameRow]
    relations: Sequence[RelationRow]


class About(NamedTuple):
    """What the manifest says about a framework beside its tables."""

    name: str
    title: str
    version: str
    date: date
    licence: str
    attribution: str
    source: str
    source_sha256: dict[str, str]


def write(folder: Path, about: About, rows: Rows) -> Manifest:
    """Write a framework folder, whole or not at all; the same rows give the same bytes.

    Names equal to the preferred label of their concept, doubles, and relations to unknown concepts are left out.
    """
    files = {
        _CONCEPTS: _packed(("id", "kind", "code", "name"), rows.concepts),
        _NAMES: _packed(("id", "name"), _own_names(rows)),
        _RELATIONS: _packed(("occupation", "concept", "relation", "marks"), _known_relations(rows)),
    }
    tables = tuple(
        Table(file=name, sha256=hashlib.sha256(data).hexdigest(), rows=count) for name, (data, count) in files.items()
    )
    manifest = Manifest(**about._asdict(), tables=tables)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, (data, _) in files.items():
            (fresh / name).write_bytes(data)
        (fresh / MANIFEST).write_text(_toml(manifest), encoding="utf-8")
        fresh.chmod(0o755)
        _replace(folder, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read `manifest.toml`. Raises TablesDamaged when it is missing or not of our form."""
    try:
        return Manifest.model_validate(tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise TablesDamaged(f"{folder.name}/{MANIFEST} cannot be read") from error


def read(folder: Path, manifest: Manifest) -> Rows:
    """Read all tables. Raises TablesDamaged when one differs from its checksum, row count or form."""
    listed = {table.file: table for table in manifest.tables}
    try:
        concepts = [ConceptRow(i, ConceptKind(k), c, n) for i, k, c, n in _unpacked(folder, listed[_CONCEPTS])]
        names = [NameRow(i, n) for i, n in _unpacked(folder, listed[_NAMES])]
        relations = [RelationRow(o, c, _RELATION_NAMES[r], m) for o, c, r, m in _unpacked(folder, listed[_RELATIONS])]
    except (KeyError, ValueError) as error:
        raise TablesDamaged(f"a table of {folder.name} is missing or has rows that cannot be read") from error
    return Rows(concepts, names, relations)


def clean(text: str) -> str:
    """Give a label on one line: white space of any kind becomes one space."""
    return " ".join(text.split())


def _own_names(rows: Rows) -> Iterable[NameRow]:
    preferred = {concept.id: concept.name for concept in rows.concepts}
    return (row for row in rows.names if row.name and row.id in preferred and row.name != preferred[row.id])


def _known_relations(rows: Rows) -> Iterable[RelationRow]:
    ids = {concept.id for concept in rows.concepts}
    return (row for row in rows.relations if row.occupation in ids and row.concept in ids)


def _packed(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> tuple[bytes, int]:
    """Give the compressed table and its row count; no time stamp, so that equal rows are equal bytes."""
    lines = sorted({"\t".join(row) for row in rows})
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in ("\t".join(header), *lines)).encode())
    return buffer.getvalue(), len(lines)


def _unpacked(folder: Path, table: Table) -> Iterable[list[str]]:
    if "/" in table.file or "\\" in table.file:
        raise TablesDamaged(f"the manifest of {folder.name} names a table outside its folder")
    try:
        data = (folder / table.file).read_bytes()
    except OSError as error:
        raise TablesDamaged(f"{folder.name}/{table.file} cannot be read") from error
    if hashlib.sha256(data).hexdigest() != table.sha256:
        raise TablesDamaged(f"{folder.name}/{table.file} differs from its checksum")
    try:
        unzip = zlib.decompressobj(wbits=31)
        text = unzip.decompress(data, _UNPACKED).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise TablesDamaged(f"{folder.name}/{table.file} cannot be unpacked") from error
    lines = text.split("\n")
    if len(lines) - 2 != table.rows or lines[-1]:
        raise TablesDamaged(f"{folder.name}/{table.file} has other rows than its manifest says")
    return (line.split("\t") for line in lines[1:-1])


def _replace(folder: Path, fresh: Path) -> None:
    """Put `fresh` in the place of `folder`."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / folder.name)
        fresh.rename(folder)
    except OSError:
        if not folder.exists() and (old / folder.name).exists():
            (old / folder.name).rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _toml(manifest: Manifest) -> str:
    lines = [f"{key} = {_quoted(getattr(manifest, key))}" for key in ("name", "title", "version")]
    lines.append(f"date = {manifest.date.isoformat()}")
    lines += [f"{key} = {_quoted(getattr(manifest, key))}" for key in ("licence", "attribution", "source")]
    lines += ["", "[source_sha256]"]
    lines += [f"{_quoted(name)} = {_quoted(digest)}" for name, digest in sorted(manifest.source_sha256.items())]
    for table in manifest.tables:
        lines += ["", "[[tables]]", f"file = {_quoted(table.file)}", f"sha256 = {_quoted(table.sha256)}"]
        lines.append(f"rows = {table.rows}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Give a TOML basic string (TOML 1.0 section String)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'
