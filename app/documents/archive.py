"""An archive of documents to the documents in it, some at a time: a bad one stops no other."""

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Final, NamedTuple

from app.documents.detect import PACKAGES, Kind, detect, is_disguised, kind_of_name
from app.documents.exports import is_linkedin
from app.documents.model import Limits
from app.errors import (
    LerError,
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceMismatch,
    SourceTooComplex,
    SourceTooLarge,
    SourceUnsupported,
)
from app.values import Frozen

ENTRIES: Final = 50_000
UNPACKED: Final = 5_000_000_000
NAME: Final = 200
"""Characters of a name that are kept, its last ones."""
_RATIO: Final = 200
_RATIO_FROM: Final = 1_000_000
_ENCRYPTED: Final = 0x1
_AT_ONCE: Final = 500
_BYTES_AT_ONCE: Final = 50_000_000
_NO_DOCUMENT: Final = (Kind.ARCHIVE, Kind.BROKEN, Kind.PROGRAM)


class Member(NamedTuple):
    """One document on its way out of an archive, or why it does not come."""

    name: str
    data: bytes
    failure: str | None = None
    """Code of the error that keeps it from being a document."""


class Place(Frozen):
    """Where in an archive one is: an entry's number, and the bytes unpacked before it."""

    entry: int = 0
    unpacked: int = 0


class Some(NamedTuple):
    """Some documents of an archive, and the place after them; None at its end."""

    members: list[Member]
    after: Place | None


def some_members(file: IO[bytes], limits: Limits, place: Place, most: int | None = None) -> Some | None:
    """Unpack the next documents of an archive: at most 500, or `most`, and no more once there are 50 MB of them.

    None for an Office file or a LinkedIn data export, which is an archive and a document of its own. With `most` 0
    the next one is named, and not unpacked. Raises SourceDamaged, SourceTooComplex, SourceTooLarge for the archive as
    a whole.
    """
    package = _package(file)
    entries = package.infolist()
    if any(entry.filename == "[Content_Types].xml" for entry in entries) or is_linkedin(package):
        return None
    seen = {entry.filename for entry in entries[: place.entry]}
    found: list[Member] = []
    unpacked, size = place.unpacked, 0
    for number, entry in enumerate(entries[place.entry :], start=place.entry):
        if len(found) >= (_AT_ONCE if most is None else most or 1) or size > _BYTES_AT_ONCE:
            return Some(found, Place(entry=number, unpacked=unpacked))
        twice, path = entry.filename in seen, PurePosixPath(entry.filename)
        seen.add(entry.filename)
        hidden = any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts)
        if not entry.filename or entry.is_dir() or hidden:
            continue
        name = entry.filename.encode(errors="replace").decode()[-NAME:]
        if most == 0:
            found.append(Member(name, b""))
            continue
        member = _member(package, entry, name, limits, twice=twice, unpacked=unpacked)
        found.append(member)
        size += len(member.data)
        unpacked += len(member.data)
    return Some(found, None)


def checked(name: str, data: bytes, limits: Limits, kind: Kind) -> Member:
    """Refuse what can never be a document, so that nothing of it is kept."""
    if not data:
        return Member(name, b"", SourceEmpty.code)
    if len(data) > limits.bytes:
        return Member(name, b"", SourceTooLarge.code)
    if is_disguised(name, kind):
        return Member(name, b"", SourceMismatch.code)
    if kind is Kind.BROKEN and kind_of_name(name) in PACKAGES:
        return Member(name, b"", SourceDamaged.code)
    if kind in _NO_DOCUMENT:
        return Member(name, b"", SourceUnsupported.code)
    return Member(name, data)


def _package(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise SourceDamaged("the archive is cut short or broken") from error
    entries = package.infolist()
    if len(entries) > ENTRIES:
        raise SourceTooComplex(f"the archive has {len(entries):,} entries; the limit is {ENTRIES:,}")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise SourceTooLarge(f"the archive unpacks to more than {UNPACKED:,} bytes")
    return package


def _member(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: Limits, *, twice: bool, unpacked: int
) -> Member:
    try:
        if twice:
            raise SourceDamaged("the archive has two entries of one name")
        if unpacked > UNPACKED:
            raise SourceTooLarge("the archive unpacks to more than it says")
        data = _unpacked(package, entry, limits)
    except LerError as error:
        return Member(name, b"", error.code)
    return checked(name, data, limits, detect(data))


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
