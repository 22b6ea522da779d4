"""Folders, ZIP files and job histories to the rows of a batch, one at a time: a bad one is a row that failed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Final, Literal, NamedTuple

from app.documents.archive import NAME, Member, checked
from app.documents.detect import Kind
from app.documents.model import Limits, SourceDocument
from app.documents.opening import InProcess, Opening
from app.documents.tables import People
from app.errors import LerError, RequestInvalid, SourceEmpty, SourceNotFound, SourceTooLarge
from app.flows.folders import LeftOut, readable, search

_TABLE_BYTES: Final = 50_000_000
_TABLE_ROWS: Final = 200_000
_HEAD: Final = 65_536
_NAMED: Final = 5
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
    left_out: Sequence[LeftOut] = ()
    """Files of a folder that are no rows."""


_HERE: Final = InProcess()


def rows_of_folder(folder: Path, limits: Limits, opening: Opening = _HERE) -> Rows:
    """Give every document below a folder, in name order (`folders.search`). Raises RequestInvalid without one."""
    paths, left_out = search(folder, opening)
    if not paths:
        named = ", ".join(one.path for one in left_out[:_NAMED])
        hint = f"Not read: {named}. A job history as CSV or XLSX, or a ZIP of documents, is named itself."
        raise RequestInvalid("The folder holds no document.", hint=hint if left_out else None)
    rows = (_file(path, folder, limits, opening) for path in paths)
    return Rows("documents", rows, {}, left_out)


def rows_of_file(
    file: IO[bytes],
    name: str,
    limits: Limits,
    declared: Mapping[str, str] | None = None,
    opening: Opening = _HERE,
) -> Rows:
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
    members = opening.members(file, limits) if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None
    if members is not None:
        if declared:
            raise RequestInvalid("Columns are declared of a job history, and this is an archive of documents.")
        return Rows("documents", map(_item, members), {})
    source = SourceDocument(name=name, data=_whole(file, max(_TABLE_BYTES, limits.bytes)))
    wide = limits.model_copy(update={"bytes": _TABLE_BYTES, "rows": _TABLE_ROWS})
    found = opening.people(source, wide, declared)
    if found is not None:
        return Rows("job-history", _people(source, found, limits), found.columns)
    return Rows("documents", iter([_checked(name, source.data, limits, opening)]), {})


def _file(path: Path, folder: Path, limits: Limits, opening: Opening) -> Item:
    name = readable(path.relative_to(folder))[-NAME:]
    try:
        if not path.is_file():
            raise SourceNotFound("not a file")
        size = path.stat().st_size
        if size > limits.bytes:
            raise SourceTooLarge(f"the file has {size:,} bytes")
        return _checked(name, path.read_bytes(), limits, opening)
    except OSError:
        return Item(name, b"", SourceNotFound.code)
    except LerError as error:
        return Item(name, b"", error.code)


def _checked(name: str, data: bytes, limits: Limits, opening: Opening) -> Item:
    kind = opening.kind(data, limits) if 0 < len(data) <= limits.bytes else Kind.UNKNOWN
    return _item(checked(name, data, limits, kind))


def _item(member: Member) -> Item:
    return Item(member.name, member.data, member.failure)


def _whole(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    data = file.read(most + 1)
    if len(data) > most:
        raise SourceTooLarge(f"a job history may have {most:,} bytes; an archive of documents may have more")
    return data


def _people(source: SourceDocument, found: People, limits: Limits) -> Iterator[Item]:
    stem = PurePosixPath(source.name).stem[:NAME] or "jobs"
    for person in found.people:
        too_large = SourceTooLarge.code if len(person.data) > limits.bytes else None
        data = b"" if too_large else person.data
        yield Item(f"{stem}.csv", data, too_large, person.key[:NAME] or None, person.name[:NAME] or None)
