"""Source documents to documents."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from app.documents.detect import OFFICE, PACKAGES, TEXTS, Kind, detect, is_disguised, kind_of_name
from app.documents.model import Document, Limits, SourceDocument
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

Reader = Callable[[SourceDocument, Limits], Document]

_HINTS = {
    Kind.DOC: "Open it in a word processor and save it as DOCX or PDF.",
    Kind.XLS: "Open it in a spreadsheet program and save it as XLSX or CSV.",
    Kind.MAIL: "Open it and save what it shows as a PDF, or the page as plain HTML.",
    Kind.CREDENTIAL: "Check it with `ler verify`; a draft is made from what a person wrote of themselves.",
    Kind.ARCHIVE: "Unpack it and give the documents inside.",
}
_READERS = {
    Kind.PDF: ("pdf.read", "read_pdf"),
    Kind.DOCX: ("word.read", "read_docx"),
    Kind.RTF: ("rtf.read", "read_rtf"),
    Kind.ODT: ("odt.read", "read_odt"),
    Kind.HTML: ("html.read", "read_html"),
    Kind.TEXT: ("text", "read_text"),
    Kind.IMAGE: ("picture", "read_picture"),
    Kind.TABLE: ("table.read", "read_table"),
    Kind.XLSX: ("table.read", "read_table"),
    Kind.JSON: ("structured.read_json", "read_json"),
    Kind.XML: ("structured.read_xml", "read_xml"),
    Kind.LINKEDIN: ("structured.linkedin", "read_linkedin"),
}
"""Module and function of the reader of each kind that is read."""


def read(source: SourceDocument, limits: Limits = Limits()) -> Document:  # noqa: B008  (a frozen value)
    """Read a source document, whose kind is told by its bytes.

    PDF, DOCX, RTF, ODT, HTML, plain text, a picture, a job history as CSV or XLSX, or a record of one person as JSON
    (JSON Resume, LER-RS), XML (Europass, PESC) or ZIP (LinkedIn's export).

    The name only serves to refuse what is not what it says; one without a known ending is taken as it is.
    Raises SourceEmpty, SourceTooLarge, SourceMismatch, SourceEncrypted, SourceUnsupported, and what readers raise:
    SourceDamaged, SourceWithoutText, SourceTooManyPages, SourceTooComplex, SourceNeedsOcr, SourceNotRecognised.
    """
    check_size(source, limits)
    promised = kind_of_name(source.name)
    if not source.data.strip() and promised in (None, *TEXTS):
        raise SourceEmpty("the text holds nothing but white space")
    kind = detect(source.data)
    if kind is Kind.ENCRYPTED_OFFICE and promised in (None, *OFFICE):
        raise SourceEncrypted("the Office file needs a password to open")
    if kind is Kind.BROKEN and promised in (None, *PACKAGES):
        raise SourceDamaged("the package is cut short or broken")
    if kind is Kind.TEXT and (promised is Kind.TABLE or _is_table(source.data)):
        kind = Kind.TABLE
    if promised is Kind.TEXT and kind in (Kind.JSON, Kind.XML):
        kind = kind if _is_record(source, kind, limits) else promised
    if is_disguised(source.name, kind):
        ending = PurePath(source.name).suffix.lower()
        raise SourceMismatch(f"the name ends in {ending}, but the file is {kind.told}")
    reader = _reader(kind)
    if reader is None:
        raise SourceUnsupported(f"{kind.told} is not read", hint=_HINTS.get(kind))
    try:
        return reader(source, limits)
    except LerError:
        raise
    except (MemoryError, RecursionError) as error:
        raise SourceTooComplex("the file asks for more memory than any resume needs") from error
    except Exception as error:  # a library's unforeseen failure is a fact about the file
        raise SourceDamaged("the file cannot be read") from error


def check_size(source: SourceDocument, limits: Limits) -> None:
    """Look at the number of bytes alone. Raises SourceEmpty and SourceTooLarge."""
    if not source.data:
        raise SourceEmpty("the file has no bytes")
    if len(source.data) > limits.bytes:
        raise SourceTooLarge(f"the file has {len(source.data):,} bytes; the limit is {limits.bytes:,}")


def _reader(kind: Kind) -> Reader | None:
    """Give the reader of a kind; its libraries are imported with the first document of that kind."""
    if kind not in _READERS:
        return None
    module, name = _READERS[kind]
    reader: Reader = getattr(import_module(f"app.documents.readers.{module}"), name)
    return reader


def _is_record(source: SourceDocument, kind: Kind, limits: Limits) -> bool:
    """Say whether what is named as a text is JSON or XML of a kind that is known here; else it is the text it is."""
    from app.documents.readers.structured.read_json import is_known_json
    from app.documents.readers.structured.read_xml import is_known_xml

    try:
        return (is_known_json if kind is Kind.JSON else is_known_xml)(source.data, limits)
    except LerError:
        return False


def _is_table(data: bytes) -> bool:
    from app.documents.readers.table.read import is_table

    return is_table(data)
