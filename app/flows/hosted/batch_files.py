"""Folders, ZIP files and job histories to the rows of a batch, one at a time: a bad one is a row that failed."""

import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Final, Literal, NamedTuple

from app.documents.detect import Kind, detect
from app.documents.exports import is_linkedin
from app.documents.model import Limits, SourceDocument
from app.documents.readers.table import is_table, load_table
from app.documents.readers.table_workers import rows_as_csv, workers_of
from app.documents.tables import holds_table
from app.errors import (
    LerError,
    RequestInvalid,
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceNotFound,
    SourceTooComplex,
    SourceTooLarge,
    SourceUnsupported,
)
from app.flows.inputs import readable

_ENTRIES: Final = 50_000
_UNPACKED: Final = 5_000_000_000
_RATIO: Final = 200
_RATIO_FROM: Final = 1_000_000
_ENCRYPTED: Final = 0x1
_TABLE_BYTES: Final = 50_000_000
_TABLE_ROWS: Final = 200_000
_NAME: Final = 200
_HEAD: Final = 65_536
FIELDS: Final = frozenset(
    {
        "person",
        "name",
        "title",
        "employer",
        "department",
        "start",
        "end",
        "period",
        "occupation",
        "description",
        "skills",
        "location",
        "status",
    }
)
"""What a column of a job history can be declared to hold."""
_ARCHIVES: Final = (Kind.ARCHIVE, Kind.BROKEN, Kind.PROGRAM)


class Item(NamedTuple):
    """One row on its way in: a document, or what one person's rows of a job history say."""

    name: str
    data: bytes
    failure: str | None = None
    """Code of the error that kept it from being a document."""
    person: str | None = None
    """The file's own id of the person."""
    worker_name: str | None = None


class Rows(NamedTuple):
    """The rows of a batch, and how the file was taken."""

    source: Literal["documents", "job-history"]
    items: Iterator[Item]
    columns: Mapping[str, str]
    """By heading what the column was read as."""


def rows_of_folder(folder: Path, limits: Limits) -> Rows:
    """Give every file below a folder, hidden ones left out, in name order. Raises RequestInvalid without one."""
    paths = sorted(_walk(folder))
    if not paths:
        raise RequestInvalid("The folder holds no files.")
    return Rows("documents", (_file(path, folder, limits) for path in paths), {})


def rows_of_file(file: IO[bytes], name: str, limits: Limits, declared: Mapping[str, str] | None = None) -> Rows:
    """Give the documents of a ZIP, the people of a job history, or the one document that a file is.

    `declared` says by field (`title`, `employer`, …) the heading of its column. The file stays open until the last
    row was taken. Raises RequestInvalid, SourceColumns, SourceEmpty, SourceDamaged, SourceTooLarge, SourceTooComplex.
    """
    if unknown := set(declared or {}) - FIELDS:
        raise RequestInvalid(
            f"No column holds {sorted(unknown)[0][:40]!r}; columns hold {', '.join(sorted(FIELDS))}."
        )
    file.seek(0)
    head = file.read(_HEAD)
    if not head:
        raise SourceEmpty("the file has no bytes")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        package = _package(file)
        names = set(package.namelist())
        if "[Content_Types].xml" not in names and not is_linkedin(package):
            if declared:
                raise RequestInvalid("Columns are declared of a job history, and this is an archive of documents.")
            return Rows("documents", _entries(package, limits), {})
    data = _whole(file, max(_TABLE_BYTES, limits.bytes))
    source = SourceDocument(name=name, data=data)
    if declared or holds_table(source) or is_table(data):
        return _people(source, limits, declared)
    return Rows("documents", iter([_checked(name, data, limits)]), {})


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith((".", "~$")))


def _file(path: Path, folder: Path, limits: Limits) -> Item:
    name = readable(path.relative_to(folder))[-_NAME:]
    try:
        if not path.is_file():
            raise SourceNotFound("not a file")
        size = path.stat().st_size
        if size > limits.bytes:
            raise SourceTooLarge(f"the file has {size:,} bytes")
        return _checked(name, path.read_bytes(), limits)
    except OSError:
        return Item(name, b"", SourceNotFound.code)
    except LerError as error:
        return Item(name, b"", error.code)


def _checked(name: str, data: bytes, limits: Limits) -> Item:
    """Refuse what can never be a document, so that nothing of it is kept."""
    if not data:
        return Item(name, b"", SourceEmpty.code)
    if len(data) > limits.bytes:
        return Item(name, b"", SourceTooLarge.code)
    if detect(data) in _ARCHIVES:
        return Item(name, b"", SourceUnsupported.code)
    return Item(name, data)


def _package(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise SourceDamaged("the archive is cut short or broken") from error
    entries = package.infolist()
    if len(entries) > _ENTRIES:
        raise SourceTooComplex(f"the archive has {len(entries):,} entries; the limit is {_ENTRIES:,}")
    if sum(entry.file_size for entry in entries) > _UNPACKED:
        raise SourceTooLarge(f"the archive unpacks to more than {_UNPACKED:,} bytes")
    return package


def _entries(package: zipfile.ZipFile, limits: Limits) -> Iterator[Item]:
    seen: set[str] = set()
    unpacked = 0
    for entry in package.infolist():
        path = PurePosixPath(entry.filename)
        if entry.is_dir() or any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        name = entry.filename.encode(errors="replace").decode()[-_NAME:]
        try:
            if entry.filename in seen:
                raise SourceDamaged("the archive has two entries of one name")
            seen.add(entry.filename)
            if unpacked > _UNPACKED:
                raise SourceTooLarge("the archive unpacks to more than it says")
            data = _unpacked(package, entry, limits)
            unpacked += len(data)
        except LerError as error:
            yield Item(name, b"", error.code)
        else:
            yield _checked(name, data, limits)


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes:
    parts = PurePosixPath(entry.filename).parts
    if ".." in parts or entry.filename.startswith("/") or "\\" in entry.orig_filename or ":" in parts[0]:
        raise SourceDamaged("the name leads out of the archive")
    if entry.flag_bits & _ENCRYPTED:
        raise SourceEncrypted("the entry is encrypted")
    if entry.file_size > limits.bytes:
        raise SourceTooLarge(f"the entry unpacks to {entry.file_size:,} bytes")
    if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
        raise SourceTooComplex("the entry unpacks to far more than it holds")
    try:
        with package.open(entry) as opened:
            data = opened.read(limits.bytes + 1)
    except NotImplementedError as error:
        raise SourceUnsupported("the entry is packed in a way that is not read") from error
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise SourceDamaged("the entry is cut short or broken") from error
    if len(data) > limits.bytes:
        raise SourceTooLarge("the entry unpacks to more than it says")
    return data


def _whole(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    data = file.read(most + 1)
    if len(data) > most:
        raise SourceTooLarge(f"a job history may have {most:,} bytes; an archive of documents may have more")
    return data


def _people(source: SourceDocument, limits: Limits, declared: Mapping[str, str] | None) -> Rows:
    wide = limits.model_copy(update={"bytes": _TABLE_BYTES, "rows": _TABLE_ROWS})
    table = load_table(source, wide, declared)
    columns = table.columns
    told = zip(columns.headings, columns.fields, strict=True)
    named = {heading: field for heading, field in told if heading and field and field != "other"}
    if declared:
        named = {heading: field for field, heading in declared.items()}

    def items() -> Iterator[Item]:
        stem = PurePosixPath(source.name).stem[:_NAME] or "jobs"
        for key, jobs in workers_of(columns, table.jobs).items():
            name = " ".join(" ".join(jobs[0][number] for number in columns.of("name")).split())[:_NAME]
            data = rows_as_csv(columns, jobs)
            too_large = SourceTooLarge.code if len(data) > limits.bytes else None
            yield Item(f"{stem}.csv", b"" if too_large else data, too_large, key[:_NAME] or None, name or None)

    return Rows("job-history", items(), named)
