"""Small PDFs, DOCX files and archives made to show one thing each."""

import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import docx
import pypdf
from docx.document import Document as Package
from fpdf import FPDF
from pypdf.generic import NameObject, RectangleObject, StreamObject

from app.documents.model import Document, SourceDocument
from app.documents.read import read


class Text(NamedTuple):
    """One printed string: left edge and baseline in points from the top left, size and style ("B" for bold)."""

    x: float
    y: float
    words: str
    size: float = 10
    style: str = ""


def pdf(texts: Iterable[Text], *, pages: int = 1, picture: bool = False, ground: bool = False) -> bytes:
    """Give a PDF of A4 pages with the same texts; `picture` covers a page, `ground` darkens its left third."""
    paper = FPDF(unit="pt", format="A4")
    for _ in range(pages):
        paper.add_page()
        if ground:
            paper.set_fill_color(20, 40, 80)
            paper.rect(0, 0, 190, 842, style="F")
        for text in texts:
            paper.set_font("Helvetica", text.style, text.size)
            paper.text(text.x, text.y, text.words)
        if picture:
            from PIL import Image

            paper.image(Image.new("L", (60, 84), 200), x=0, y=0, w=595, h=842)
    return bytes(paper.output())


def shuffled(texts: Sequence[Text], seed: int) -> list[Text]:
    """Give the same texts in an order that a content stream may have."""
    mixed = list(texts)
    random.Random(seed).shuffle(mixed)  # noqa: S311  (no secret)
    return mixed


def raw_pdf(
    content: bytes, *, resources: bytes = b"", page: bytes = b"/MediaBox [0 0 595 842]", extra: bytes = b""
) -> bytes:
    """Give a PDF of one page from its content stream, with Helvetica as /F1."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R "
        + page
        + b" /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        + resources
        + b" >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


class Piece(NamedTuple):
    """A printed string in a piece of marked content; several may be in one."""

    content: int | None
    x: float
    y: float
    words: str
    size: float = 10


def tagged_pdf(pieces: Sequence[Piece], order: Sequence[int | tuple[int, ...]], creator: str = "") -> bytes:
    """Give a PDF of one page that paints `pieces` as they come; its structure tells their content in `order`.

    What stands together there is in one element, as the lines of a paragraph are.
    """
    painted = []
    for piece in pieces:
        shown = f"BT /F1 {piece.size} Tf {piece.x} {piece.y} Td ({piece.words}) Tj ET"
        begun = "/Artifact BMC" if piece.content is None else f"/P << /MCID {piece.content} >> BDC"
        painted.append(f"{begun} {shown} EMC")
    content = "\n".join(painted).encode("latin-1")
    held = [(one,) if isinstance(one, int) else one for one in order]
    count = 1 + max(number for numbers in held for number in numbers)
    element = {number: 10 + place for place, numbers in enumerate(held) for number in numbers}
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: b"<< /Type /StructTreeRoot /K 7 0 R /ParentTree << /Nums [0 [%s]] >> >>"
        % b" ".join(b"%d 0 R" % element[number] if number in element else b"null" for number in range(count)),
        7: b"<< /Type /StructElem /S /Document /P 6 0 R /K [%s] >>"
        % b" ".join(b"%d 0 R" % place for place in sorted(set(element.values()))),
        8: b"<< /Creator (%s) >>" % creator.encode(),
    }
    for place, numbers in enumerate(held, start=10):
        kids = b" ".join(b"%d" % number for number in numbers)
        objects[place] = b"<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K [%s] >>" % kids
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table, last = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer << /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last, table)
    return bytes(out)


def changed(data: bytes, *, rotate: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """Give a PDF with the first page turned clockwise or cropped (left, bottom, right, top)."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    if rotate:
        writer.pages[0].rotate(rotate)
    if crop is not None:
        writer.pages[0].cropbox = RectangleObject(crop)
    return written(writer)


def encrypted(data: bytes, user: str) -> bytes:
    """Give a PDF that needs the password `user` to open, or none when it is empty."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm="AES-256")
    return written(writer)


def with_stream(data: bytes, content: bytes) -> bytes:
    """Give a PDF whose first page has this content stream, compressed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    stream = StreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    """Give the bytes of a PDF writer."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(package: Package) -> bytes:
    """Give the bytes of a DOCX."""
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def letter(*paragraphs: str) -> Package:
    """Give a DOCX package with these paragraphs."""
    package = docx.Document()
    for paragraph in paragraphs:
        package.add_paragraph(paragraph)
    return package


def archive(parts: dict[str, bytes]) -> bytes:
    """Give a ZIP with these parts, compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def document(data: bytes, name: str = "resume") -> Document:
    """Read these bytes."""
    return read(SourceDocument(name=name, data=data))


def lines(found: Document) -> list[str]:
    """Give the text of each line."""
    return [found.text[line.start : line.end] for line in found.lines]


def page(body: str, css: str = "", head: str = "") -> bytes:
    """Give a page of HTML from its body and style sheet."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}<style>{css}</style></head>{body}</html>'.encode()
