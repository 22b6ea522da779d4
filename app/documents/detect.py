"""Bytes to the kind of file they are, whatever the name says."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from app.documents import encodings
from app.documents.exports import is_linkedin


class Kind(StrEnum):
    """What the bytes are."""

    PDF = "PDF"
    DOCX = "DOCX"
    TEXT = "plain text"
    ENCRYPTED_OFFICE = "encrypted Office file"
    DOC = "Word 97-2003 document"
    XLS = "Excel 97-2003 workbook"
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
    MAIL = "mail message or web archive"
    ARCHIVE = "archive"
    BROKEN = "broken archive"
    PROGRAM = "program"
    UNKNOWN = "data of no known type"

    @property
    def told(self) -> str:
        """As it stands in a sentence: "a picture", "HTML"."""
        if self in _UNCOUNTED:
            return self.value
        return f"{'an' if self.value[0].lower() in 'aeio' or self is Kind.XLSX else 'a'} {self.value}"


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
)
_TEXTUAL = (b"BM", b"MZ", b"GIF8", b"BZh", b"Rar!")
"""Marks that a text may also begin with."""

_ENDINGS = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".doc": Kind.DOC,
    ".xls": Kind.XLS,
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

_UNCOUNTED = frozenset((Kind.TEXT, Kind.RTF, Kind.HTML, Kind.JSON, Kind.XML, Kind.UNKNOWN))
OFFICE = frozenset((Kind.DOC, Kind.DOCX, Kind.XLS, Kind.XLSX))
PACKAGES = frozenset((Kind.DOCX, Kind.ODT, Kind.XLSX))
TEXTS = frozenset((Kind.TEXT, Kind.TABLE))
_IN_TEXTS = frozenset((Kind.JSON, Kind.XML))
"""What is looked into when it is named as a text: it may be the text that it is."""
_SAVED_AS_DOC = frozenset((Kind.RTF, Kind.HTML, Kind.MAIL))
"""What programs save under the ending of the old Word format, which opens them without a word."""

_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED_OFFICE),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("PowerPoint Document", Kind.SHEET),
    ("__substg1.0_", Kind.MAIL),
)
"""Names in the directory of a compound file (MS-CFB), and what a file with a part of that name is."""
_HEAD = 8_192
_BEFORE_HTML = re.compile(r"\A\ufeff?(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->)*", re.DOTALL)
_PAGES = ("<!doctype html", "<html", "<head>", "<head ", "<body>", "<body ")
_PIECE = re.compile(
    r"<(?:meta|title|style|div|section|article|main|header|table|p|h[1-6]|ul|ol|dl|span|center|font|b|strong)[\s>]"
)
_MAIL = re.compile(r"\A(?:[A-Za-z-]{2,30}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}MIME-Version:\s*1\.0", re.IGNORECASE)
_JSON = re.compile(r"\{\s*(?:\}|\"(?:[^\"\\\n]|\\.){0,200}\"\s*:)|\[\s*\{\s*\"")
"""What opens an object with a name, or a list of objects: no prose begins so."""
_TOKEN = re.compile(r"\s*eyJ[\w-]{20,}\.[\w-]+\.[\w-]+\s*")
"""A JSON Web Token (RFC 7519), which a credential may be signed as."""
PROLOG = r"(?>(?:<!--.*?-->\s*|<\?.*?\?>\s*)*)"
"""Comments and instructions, which may stand in front of the root of a page or of XML."""
_ROOT = re.compile(
    rf"{PROLOG}(?:<!DOCTYPE\s+(?P<type>[\w:.-]+)|<(?:[\w.-]+:)?(?P<root>[\w.-]+))",
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
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), Kind.DOC)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.IMAGE
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return Kind.IMAGE
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    text = decode(data)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (text is not None and magic in _TEXTUAL):
            return kind
    if text is None:
        return Kind.UNKNOWN
    if _TOKEN.fullmatch(text):
        return Kind.CREDENTIAL
    if _MAIL.match(text[:_HEAD]):
        return Kind.MAIL
    if is_html(text):
        return Kind.HTML
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if _JSON.match(start):
        return Kind.JSON
    root = _ROOT.match(start)
    if root is not None and (root["type"] or root["root"]).lower() == "html":
        return Kind.HTML
    if start.startswith("<?xml") or (root is not None and root["root"] in _RECORDS):
        return Kind.XML
    return Kind.TEXT


def is_html(text: str) -> bool:
    """Say whether a text is a page, or a piece of one, which begins with an element and ends with a tag."""
    start = _BEFORE_HTML.sub("", text[:_HEAD], count=1).lower()
    if start.startswith(_PAGES):
        return True
    return _PIECE.match(start) is not None and text[-_HEAD:].rstrip().endswith(">")


def kind_of_name(name: str) -> Kind | None:
    """Give the kind that the ending of `name` promises; None when the ending is unknown or missing."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def is_disguised(name: str, kind: Kind) -> bool:
    """Say whether the ending of a name promises another kind than the bytes are.

    Locked and broken packages are told as such, and a text may be a table, or JSON that is no record.
    """
    promised = kind_of_name(name)
    if promised is None or promised is kind or {promised, kind} <= TEXTS:
        return False
    return not (
        (promised is Kind.DOC and kind in _SAVED_AS_DOC)
        or (promised is Kind.TEXT and kind in _IN_TEXTS)
        or (promised in OFFICE and kind is Kind.ENCRYPTED_OFFICE)
        or (promised in PACKAGES and kind is Kind.BROKEN)
    )


def decode(data: bytes) -> str | None:
    """Give the characters of a text in any encoding (`encodings.decode`); None for binary data."""
    found = encodings.decode(data)
    return None if found is None else found.text


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
