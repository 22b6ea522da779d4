"""Bytes to the kind of file they are, whatever the name says."""

import codecs
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from app.documents.exports import is_linkedin


class Kind(StrEnum):
    """What the bytes are."""

    PDF = "PDF"
    DOCX = "DOCX"
    TEXT = "plain text"
    ENCRYPTED_OFFICE = "encrypted Office file"
    DOC = "Word 97-2003 document"
    RTF = "RTF"
    ODT = "OpenDocument text"
    HTML = "HTML"
    IMAGE = "picture"
    XLSX = "XLSX workbook"
    TABLE = "table of a job history"
    """Never what `detect` says: a table in plain text is found by parsing it (`readers.table.is_table`)."""
    JSON = "JSON"
    XML = "XML"
    LINKEDIN = "LinkedIn data export"
    CREDENTIAL = "signed credential"
    SHEET = "spreadsheet or presentation"
    ARCHIVE = "archive"
    BROKEN = "broken archive"
    PROGRAM = "program"
    UNKNOWN = "data of no known type"


_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"\x7fELF", Kind.PROGRAM),
    (b"MZ", Kind.PROGRAM),
    (b"\xfe\xed\xfa", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
    (b"{\\rtf", Kind.RTF),
)
_TEXTUAL = (b"BM", b"MZ", b"GIF8", b"BZh", b"Rar!")
"""Marks that a text may also begin with."""

_ENDINGS = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".doc": Kind.DOC,
    ".rtf": Kind.RTF,
    ".odt": Kind.ODT,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".xlsx": Kind.XLSX,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".json": Kind.JSON,
    ".xml": Kind.XML,
} | dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), Kind.IMAGE)

_JSON = re.compile(r"\{\s*(?:\}|\"(?:[^\"\\\n]|\\.){0,200}\"\s*:)|\[\s*\{\s*\"")
"""What opens an object with a name, or a list of objects: no prose begins so."""
_TOKEN = re.compile(r"\s*eyJ[\w-]{20,}\.[\w-]+\.[\w-]+\s*")
"""A JSON Web Token (RFC 7519), which a credential may be signed as."""
_ROOT = re.compile(
    r"(?:<!--.*?-->\s*|<\?.*?\?>\s*)*+(?:<!DOCTYPE\s+(?P<type>[\w:.-]+)|<(?:[\w.-]+:)?(?P<root>[\w.-]+))",
    re.DOTALL,
)
_RECORDS = frozenset({"CollegeTranscript", "SkillsPassport", "Candidate"})
"""Roots by which XML is known that does not say that it is XML."""


def detect(data: bytes) -> Kind:
    """Give the kind of `data` by its magic numbers, package parts and decodability; the name plays no part."""
    head = data[:1024]
    if head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"endobj" in data):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.ENCRYPTED_OFFICE if "EncryptedPackage".encode("utf-16-le") in data else Kind.DOC
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.IMAGE
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return Kind.IMAGE
    text = decode(data)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (text is not None and magic in _TEXTUAL):
            return kind
    if text is None:
        return Kind.UNKNOWN
    if _TOKEN.fullmatch(text):
        return Kind.CREDENTIAL
    if _JSON.match(text[:4096].lstrip("\ufeff \t\r\n")):
        return Kind.JSON
    head_text = text[:4096].lstrip("\ufeff \t\r\n")
    root = _ROOT.match(head_text)
    if root is not None and (root["type"] or root["root"]).lower() == "html":
        return Kind.HTML
    if head_text.startswith("<?xml") or (root is not None and root["root"] in _RECORDS):
        return Kind.XML
    start = text[:1024].lstrip("\ufeff \t\r\n").lower()
    return Kind.HTML if start.startswith(("<!doctype html", "<html", "<head", "<body")) else Kind.TEXT


def kind_of_name(name: str) -> Kind | None:
    """Give the kind that the ending of `name` promises; None when the ending is unknown or missing."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def decode(data: bytes) -> str | None:
    """Give the characters of a text: UTF-16 with its mark, UTF-8, or else Windows-1252; None for binary data."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE):
        return _decoded(data, "utf-16")
    strange = _control_share(data)
    if b"\x00" in data or strange > 0.1:
        return None
    text = _decoded(data, "utf-8-sig")
    if text is not None:
        return text
    # Random data seldom is UTF-8, but nearly always Windows-1252: there, a text is mostly ASCII.
    if strange > 0.02 or sum(c > 127 for c in data) > 0.3 * len(data):
        return None
    return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _control_share(data: bytes) -> float:
    sample = data[:65536]
    # Tab, line feed, vertical tab, form feed and carriage return are part of texts.
    strange = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in sample)
    return strange / max(len(sample), 1)


def _package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {info.filename for info in package.infolist()}
            if "[Content_Types].xml" not in names and is_linkedin(package):
                return Kind.LINKEDIN
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mimetype = package.read("mimetype")
                if mimetype.startswith(b"application/vnd.oasis.opendocument"):
                    return Kind.ODT if mimetype.endswith(b".text") else Kind.SHEET
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return Kind.BROKEN
    if "[Content_Types].xml" not in names:
        return Kind.ARCHIVE
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    return Kind.SHEET if any(name.startswith(("xl/", "ppt/")) for name in names) else Kind.ARCHIVE
