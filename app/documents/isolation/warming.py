"""A first reading of each kind, of bytes made here: what libraries set up on first use is there for every fork."""

import io
from contextlib import suppress

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.errors import SourceError

_TEXT = "Skills\n\n- Reads and writes\n\n2019-2021  Clerk, Example Office\n"
_TABLE = "Employee ID,Job Title,Employer,Start Date,End Date\n1,Clerk,Example Office,2019-01-01,2021-01-01\n"
_CONTENT = b"BT /F 12 Tf 72 700 Td (Skills) Tj 0 -20 Td (2019-2021  Clerk, Example Office) Tj ET"


def warm() -> None:
    """Read a text, a table, a DOCX and a PDF: the kinds that come most."""
    made = {"a.txt": _TEXT.encode(), "a.csv": _TABLE.encode(), "a.docx": _docx(), "a.pdf": _pdf()}
    for name, data in made.items():
        with suppress(SourceError):
            read(SourceDocument(name=name, data=data), Limits())


def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in _TEXT.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    writer, out, content = PdfWriter(), io.BytesIO(), DecodedStreamObject()
    content.set_data(_CONTENT)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): named})
    page = writer.add_blank_page(612, 792)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(out)
    return out.getvalue()
