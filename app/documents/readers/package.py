"""An Office package's directory, checked before anything in it is unpacked."""

import io
import zipfile
import zlib

from app.documents.model import Limits
from app.errors import SourceDamaged, SourceEncrypted, SourceTooComplex, SourceTooLarge, SourceUnsupported

_ENTRY_BYTES = 50_000_000
_RATIO = 200
_RATIO_FROM = 1_000_000
"""Small parts of XML may well shrink more than a picture."""
_ENCRYPTED = 0x1


def check_package(data: bytes, limits: Limits) -> None:
    """Look at the number, size and compression of a ZIP's entries, and that each is whole.

    Raises SourceDamaged, SourceEncrypted, SourceTooLarge, SourceTooComplex, SourceUnsupported.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _sizes(entries, limits)
            if package.testzip() is not None:
                raise SourceDamaged("a part of the package does not match its checksum")
            if b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
                raise SourceUnsupported(
                    "Strict Open XML is not read", hint="Save it in the ordinary format (.docx or .xlsx)."
                )
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, zlib.error) as error:
        raise SourceDamaged("the package is cut short or broken") from error
    except (RuntimeError, NotImplementedError) as error:
        raise SourceEncrypted("a part of the package is encrypted") from error


def check_zip(data: bytes, limits: Limits) -> None:
    """Look at the number, size and compression of a ZIP's entries, of which only some will be opened.

    Raises SourceDamaged, SourceEncrypted, SourceTooLarge, SourceTooComplex.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _sizes(package.infolist(), limits)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise SourceDamaged("the package is cut short or broken") from error


def _sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.package_entries:
        raise SourceTooComplex(f"the package has {len(entries):,} entries; the limit is {limits.package_entries:,}")
    if len({entry.filename for entry in entries}) != len(entries):
        raise SourceDamaged("the package has two entries of one name")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise SourceEncrypted("a part of the package is encrypted")
        if entry.file_size > _ENTRY_BYTES:
            raise SourceTooLarge(f"a part of the package unpacks to more than {_ENTRY_BYTES:,} bytes")
        if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise SourceTooComplex("a part of the package unpacks to far more than it holds")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise SourceTooLarge(f"the package unpacks to more than {limits.unpacked_bytes:,} bytes")
