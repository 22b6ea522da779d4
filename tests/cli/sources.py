"""Small source documents, good and bad, made for one test each."""

import io
import zlib
from pathlib import Path

import docx
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

LINES = (
    "Rosa Quill",
    "rosa.quill@example.org",
    "",
    "EXPERIENCE",
    "Forklift Operator, Dock & Sons, Tacoma",
    "March 2019 - Present",
    "- Operated a forklift and a pallet jack in a warehouse of 200 bays",
    "- Trained four colleagues in warehouse operations",
    "",
    "EDUCATION",
    "Diploma in Logistics, Pinehill Community College",
    "2016 - 2018",
    "",
    "SKILLS",
    "Forklift operation, inventory management, Microsoft Excel, customer service",
)


def pdf(*lines: str) -> bytes:
    made = FPDF(format="letter")
    made.add_page()
    for line in lines or LINES:
        title = line.isupper()
        made.set_font("helvetica", style="B" if title else "", size=14 if title else 11)
        made.cell(0, 7, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def word() -> bytes:
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def encrypted() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt("hush", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def picture_only() -> bytes:
    image = zlib.compress(b"\xc8" * (60 * 80 * 3))
    draw = b"q 400 0 0 500 100 100 cm /I Do Q"
    return assembled(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image/Width 60/Height 80/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(image), image),
    )


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return assembled(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count
    )


def assembled(*objects: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
