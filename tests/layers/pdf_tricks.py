"""One PDF for each trick."""

import io
from collections.abc import Callable, Iterator

import pypdf
from fpdf import FPDF
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from tests.documents.papers import raw_pdf, written
from tests.layers.trick import HOST, LIE, LONG_LIE, Trick

STATES = b"/ExtGState << /Clear << /ca 0 /CA 0 >> /Faint << /ca 0.02 >> /Half << /ca 0.5 >> >> "


def line(words: str, y: float, size: float = 12, x: float = 60) -> bytes:
    """Give one line of Helvetica as a content stream prints it."""
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET " % (size, x, y, words.encode("cp1252"))


SEEN = b"0 g " + b"".join(line(words, 760 - 24 * at) for at, words in enumerate(HOST))
SAID = line(LIE, 300)

_DRAWN = {
    "white on white": (b"1 g " + SAID, "background-coloured"),
    "nearly white": (b"0.96 g " + SAID, "background-coloured"),
    "white over a white panel": (b"1 g 50 290 500 40 re f 1 g " + SAID, "background-coloured"),
    "colour of its dark panel": (
        b"0.1 0.2 0.3 rg 50 290 500 40 re f 0.1 0.2 0.3 rg " + SAID,
        "background-coloured",
    ),
    "1-point print": (b"0 g " + line(LIE, 300, size=1), "tiny"),
    "size zero by the matrix": (b"0 g q 0.001 0 0 0.001 60 300 cm " + line(LIE, 0, x=0) + b"Q ", "tiny"),
    "squeezed to 1 % (Tz)": (b"0 g BT 1 Tz ET " + SAID + b"BT 100 Tz ET ", "squeezed"),
    "right of the page": (b"0 g " + line(LIE, 300, x=700), "off-page"),
    "below the page": (b"0 g " + line(LIE, -60), "off-page"),
    "rendering mode 3": (b"0 g BT 3 Tr ET " + SAID + b"BT 0 Tr ET ", "invisible"),
    "rendering mode 7": (b"q 0 g BT 7 Tr ET " + SAID + b"Q ", "invisible"),
    "no opacity": (b"q /Clear gs 0 g " + SAID + b"Q ", "transparent"),
    "hardly any opacity": (b"q /Faint gs 0 g " + SAID + b"Q ", "transparent"),
    "under a white box": (b"0 g " + SAID + b"1 g 50 290 500 40 re f ", "covered"),
    "clipped to another place": (b"q 0 0 40 40 re W n 0 g " + SAID + b"Q ", "clipped"),
    "clipped to nothing": (b"q 10 10 0 0 re W n 0 g " + SAID + b"Q ", "clipped"),
    "replacement text over other words": (
        b"0 g /Span << /ActualText (" + LIE.encode() + b") >> BDC " + line("References on request", 300) + b"EMC ",
        "replacement text",
    ),
    "replacement text letter by letter": (
        b"0 g BT /F1 12 Tf 60 300 Td "
        + b"".join(
            b"/Span << /ActualText (%c) >> BDC (%c) Tj EMC " % (said, shown)
            for said, shown in zip(LIE.encode(), (b"References" * 9)[: len(LIE)], strict=True)
        )
        + b"ET ",
        "replacement text",
    ),
    "replacement text two letters at a time": (
        b"0 g BT /F1 12 Tf 60 300 Td "
        + b"".join(
            b"/Span << /ActualText (%b) >> BDC (Re) Tj EMC ( ) Tj " % LIE.encode()[at : at + 2]
            for at in range(0, len(LIE), 2)
        )
        + b"ET ",
        "replacement text",
    ),
    "replacement text over a dot": (
        b"0 g /Span << /ActualText (" + LIE.encode() + b") >> BDC " + line("*", 300) + b"EMC ",
        "squeezed",
    ),
}


def pdf_tricks() -> Iterator[Trick]:
    """Give every trick of a PDF."""
    for name, (content, names) in _DRAWN.items():
        yield Trick(name, raw_pdf(SEEN + content, resources=STATES), names)
    for name, make, names in _MADE:
        yield Trick(name, make(), names)


def _outside_the_crop_box() -> bytes:
    page = b"/MediaBox [0 0 595 842] /CropBox [0 320 595 842]"
    return raw_pdf(SEEN + b"0 g " + SAID, page=page)


def _covered_by_a_picture() -> bytes:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    for at, words in enumerate(HOST):
        paper.text(60, 80 + 24 * at, words)
    paper.text(60, 500, LIE)
    paper.image(Image.new("L", (20, 20), 90), x=50, y=480, w=500, h=40)
    return bytes(paper.output())


def _on_a_white_picture() -> bytes:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    for at, words in enumerate(HOST):
        paper.text(60, 80 + 24 * at, words)
    paper.image(Image.new("L", (20, 20), 255), x=50, y=480, w=500, h=40)
    paper.set_text_color(255, 255, 255)
    paper.text(60, 500, LIE)
    return bytes(paper.output())


def _writer(content: bytes = b"", resources: bytes = STATES) -> pypdf.PdfWriter:
    return pypdf.PdfWriter(clone_from=io.BytesIO(raw_pdf(SEEN + content, resources=resources)))


def _in_a_drawing() -> bytes:
    writer = _writer(b"/Fm1 Do ")
    page = writer.pages[0]
    form = DecodedStreamObject()
    form.set_data(b"1 g " + SAID)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject((0, 0, 595, 842)),
            NameObject("/Resources"): page["/Resources"],
        }
    )
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Fm1"): writer._add_object(form)})
    return written(writer)


def _layer_switched_off() -> bytes:
    writer = _writer(b"/OC /Off BDC 0 g " + SAID + b"EMC ")
    group = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Layer")})
    )
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Off"): group})
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): off}
    )
    return written(writer)


def _alternative_text() -> bytes:
    writer = _writer(b"/Figure << /MCID 0 >> BDC 0.5 g 60 290 40 40 re f EMC ")
    page = writer.pages[0]
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    place = writer._add_object(root)
    figure = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Figure"),
                NameObject("/P"): place,
                NameObject("/Pg"): page.indirect_reference or place,
                NameObject("/K"): NumberObject(0),
                NameObject("/Alt"): TextStringObject(LONG_LIE),
            }
        )
    )
    root[NameObject("/K")] = ArrayObject([figure])
    root[NameObject("/ParentTree")] = DictionaryObject(
        {NameObject("/Nums"): ArrayObject([NumberObject(0), ArrayObject([figure])])}
    )
    page[NameObject("/StructParents")] = NumberObject(0)
    writer.root_object[NameObject("/StructTreeRoot")] = place
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    return written(writer)


def _false_letters() -> bytes:
    """Show other words than the map to Unicode says: each letter of the lie has a code that prints another letter."""
    letters = sorted(set(LIE))
    shapes = "".join(chr(code) for code in range(33, 127) if chr(code).isalpha())
    printing = {letter: shapes[(7 * at + 3) % len(shapes)] for at, letter in enumerate(letters)}
    pairs = "".join(f"<{ord(shape):02x}> <{ord(letter):04x}>\n" for letter, shape in printing.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lie def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(printing)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap end end"
    )
    shown = "".join(printing[letter] for letter in LIE)
    writer = _writer(b"0 g BT /F2 12 Tf 60 300 Td <" + shown.encode().hex().encode() + b"> Tj ET ")
    stream = DecodedStreamObject()
    stream.set_data(cmap.encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/ToUnicode"): writer._add_object(stream),
        }
    )
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]
    assert isinstance(fonts, DictionaryObject)
    fonts[NameObject("/F2")] = writer._add_object(font)
    return written(writer)


def _annotation(**parts: object) -> bytes:
    writer = _writer()
    held = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Rect"): RectangleObject((60, 290, 500, 310))}
    )
    for name, value in parts.items():
        made = NumberObject(value) if isinstance(value, int) else value
        held[NameObject(f"/{name}")] = made if not isinstance(made, str) else _word(made)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(held)])
    return written(writer)


def _word(text: str) -> NameObject | TextStringObject:
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def _attachment() -> bytes:
    writer = _writer()
    writer.add_attachment("skills.txt", LIE.encode())
    return written(writer)


def _properties() -> bytes:
    writer = _writer()
    writer.add_metadata({"/Title": "Resume", "/Keywords": LONG_LIE})
    return written(writer)


def _xmp() -> bytes:
    writer = _writer()
    stream = DecodedStreamObject()
    stream.set_data(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        b'<rdf:li xml:lang="x-default">' + LONG_LIE.encode() + b"</rdf:li></rdf:Alt></dc:description>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    return written(writer)


def _shrunk_by_a_drawing() -> bytes:
    return raw_pdf(SEEN + b"q 0.08 0 0 0.08 60 300 cm 0 g " + line(LIE, 0, x=0) + b"Q ", resources=STATES)


_MADE: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("outside the CropBox", _outside_the_crop_box, "off-page"),
    ("under a picture", _covered_by_a_picture, "covered"),
    ("white on a white picture", _on_a_white_picture, "background-coloured"),
    ("white in a drawing within the page", _in_a_drawing, "background-coloured"),
    ("12 points shrunk to one", _shrunk_by_a_drawing, "tiny"),
    ("layer that is switched off", _layer_switched_off, "switched-off"),
    ("alternative text of a figure", _alternative_text, "alternative text"),
    ("false map to Unicode", _false_letters, "misnamed"),
    ("note that is not printed", lambda: _annotation(Subtype="/Text", Contents=LIE), "note"),
    (
        "form field that is hidden",
        lambda: _annotation(Subtype="/Widget", FT="/Tx", T="a", V=LIE, F=2),
        "form field",
    ),
    ("attachment", _attachment, "attachments"),
    ("keywords among the properties", _properties, "properties"),
    ("description in the XMP properties", _xmp, "properties"),
)
