"""Source documents that are refused, each with its own error."""

import io
import random
import zipfile
import zlib

import docx
import pytest
from fpdf import FPDF
from PIL import Image

from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.errors import (
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceError,
    SourceMismatch,
    SourceTooComplex,
    SourceTooLarge,
    SourceTooManyPages,
    SourceUnsupported,
    SourceWithoutText,
)
from tests.documents.papers import Text, archive, document, encrypted, letter, pdf, raw_pdf, with_stream, word

RESUME = pdf([Text(50, 60 + 12 * i, f"Line {i} of an honest resume") for i in range(60)])
LETTER = word(letter("An honest resume"))
NOISE = random.Random(7).randbytes(5000)  # noqa: S311  (no secret)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("empty.docx", b""),
        ("empty", b""),
        ("blank.txt", b" \n\t\r\n "),
        ("blank", b"\n\n"),
        ("mark.txt", b"\xef\xbb\xbf \n"),
    ],
)
def test_a_file_that_holds_nothing_is_empty(name: str, data: bytes) -> None:
    with pytest.raises(SourceEmpty):
        document(data, name)


def test_a_docx_without_text_or_pictures_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        document(word(docx.Document()), "a.docx")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("prog.pdf", b"MZ\x90\x00"),
        ("prog.pdf", b"MZ\x90\x00" + NOISE),
        ("scan.pdf", picture("PNG")),
        ("noise.pdf", NOISE),
        ("noise.docx", NOISE),
        ("noise.txt", NOISE),
        ("paper.docx", RESUME),
        ("letter.pdf", LETTER),
        ("letter.txt", LETTER),
        ("words.pdf", b"Only words"),
        ("words.docx", b"Only words"),
        ("zip.docx", archive({"a.txt": b"hello"})),
        ("page.txt", b"<!DOCTYPE html><html><body>Resume</body></html>"),
        ("old.pdf", OLE),
    ],
)
def test_bytes_that_are_not_what_the_name_says_are_a_mismatch(name: str, data: bytes) -> None:
    with pytest.raises(SourceMismatch):
        document(data, name)


@pytest.mark.parametrize("name", ["resume", "resume.final", "resume.PDF", "dir.docx/resume.pdf"])
def test_a_name_without_a_known_ending_decides_nothing(name: str) -> None:
    assert document(RESUME, name).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("old.doc", OLE, "DOCX"),
        ("old.doc", OLE + "WordDocument".encode("utf-16-le"), "DOCX"),
        ("old.xls", OLE + "Workbook".encode("utf-16-le"), "XLSX"),
        ("slides", OLE + "PowerPoint Document".encode("utf-16-le"), "PDF"),
        ("message", OLE + "__substg1.0_".encode("utf-16-le"), "PDF"),
        ("a.gif", picture("GIF"), "PNG or JPEG"),
        ("a", NOISE, "plain text"),
        ("a.zip", archive({"a.txt": b"hello"}), "Unpack"),
    ],
)
def test_what_is_not_read_is_refused_with_advice_that_fits(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(SourceUnsupported) as refused:
        document(data, name)
    assert advice in refused.value.advice


def test_a_pdf_that_needs_a_password_is_encrypted() -> None:
    with pytest.raises(SourceEncrypted):
        document(encrypted(RESUME, "secret"), "a.pdf")


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert "Line 0 of an honest resume" in document(encrypted(RESUME, ""), "a.pdf").text


def test_an_encrypted_word_file_is_encrypted() -> None:
    with pytest.raises(SourceEncrypted):
        document(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64), "a.docx")


def test_a_locked_part_of_a_package_is_encrypted() -> None:
    data = bytearray(LETTER)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(SourceEncrypted):
        document(bytes(data), "a.docx")


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.95])
def test_a_pdf_cut_short_is_damaged(share: float) -> None:
    with pytest.raises(SourceDamaged):
        document(RESUME[: int(share * len(RESUME))], "a.pdf")


@pytest.mark.parametrize("size", [500, 5000, -30])
def test_a_docx_cut_short_is_damaged(size: int) -> None:
    with pytest.raises(SourceDamaged):
        document(LETTER[:size], "a.docx")


def test_a_package_with_a_changed_byte_is_damaged() -> None:
    with zipfile.ZipFile(io.BytesIO(LETTER)) as package:
        at = package.getinfo("word/document.xml").header_offset + 60
    with pytest.raises(SourceDamaged):
        document(LETTER[:at] + bytes([LETTER[at] ^ 0xFF]) + LETTER[at + 1 :], "a.docx")


def test_a_pdf_without_its_content_is_damaged() -> None:
    with pytest.raises(SourceDamaged):
        document(raw_pdf(b"").replace(b"/Contents 4 0 R", b"/Contents 9 0 R"), "a.pdf")


def test_pages_that_are_pictures_have_no_text() -> None:
    with pytest.raises(SourceWithoutText):
        document(pdf([], picture=True, pages=2), "a.pdf")


def test_a_scan_with_a_scanners_stamp_has_no_text() -> None:
    with pytest.raises(SourceWithoutText):
        document(pdf([Text(50, 830, "Scanned with an app", 6)], picture=True), "a.pdf")


def test_a_docx_of_pictures_has_no_text() -> None:
    package = docx.Document()
    package.add_picture(io.BytesIO(picture("PNG")))
    with pytest.raises(SourceWithoutText):
        document(word(package), "a.docx")


def test_ten_thousand_pages_are_too_many() -> None:
    paper = FPDF(unit="pt", format="A4")
    for _ in range(10_000):
        paper.add_page()
    data = bytes(paper.output())
    with pytest.raises(SourceTooManyPages, match="10,000"):
        document(data, "a.pdf")


def test_a_page_count_that_lies_does_not_help() -> None:
    data = pdf([Text(50, 100, "x")], pages=300).replace(b"/Count 300", b"/Count 1  ")
    with pytest.raises(SourceTooManyPages):
        document(data, "a.pdf")


def test_a_text_of_too_many_pages_is_refused() -> None:
    with pytest.raises(SourceTooManyPages):
        document(b"page\f" * 201 + b"page", "a.txt")


def test_a_file_over_the_limit_is_too_large() -> None:
    with pytest.raises(SourceTooLarge):
        read(SourceDocument(name="a.txt", data=b"x" * 101), Limits(bytes=100))


def test_more_characters_than_the_limit_are_too_large() -> None:
    with pytest.raises(SourceTooLarge):
        read(SourceDocument(name="a.txt", data=b"word\n" * 50), Limits(characters=100))


def test_a_content_stream_that_unpacks_enormously_is_refused() -> None:
    bomb = zlib.compress(b"0 0 m\n" * 5_000_000, 9)
    with pytest.raises(SourceTooComplex):
        document(raw_pdf(bomb).replace(b"<< /Length", b"<< /Filter /FlateDecode /Length"), "a.pdf")


def test_a_content_stream_larger_than_any_resume_needs_is_too_complex() -> None:
    with pytest.raises(SourceTooComplex):
        document(with_stream(RESUME, b"0 0 m\n" * 1_000_000), "a.pdf")


def test_drawings_nested_without_end_are_too_complex() -> None:
    inner = b"<< /XObject << /X 3 0 R >> >>"
    data = raw_pdf(
        b"/X Do",
        resources=b"/XObject << " + b"".join(b"/X%d << /Subtype /Image >> " % i for i in range(2100)) + b">>",
    )
    assert inner not in data
    with pytest.raises(SourceTooComplex):
        document(data, "a.pdf")


def test_a_page_of_impossible_size_is_too_complex() -> None:
    with pytest.raises(SourceTooComplex):
        document(raw_pdf(b"", page=b"/MediaBox [0 0 200000 842]"), "a.pdf")


def test_thousands_of_annotations_are_too_complex() -> None:
    page = b"/MediaBox [0 0 595 842] /Annots [" + b"<< /Subtype /Link >> " * 6000 + b"]"
    with pytest.raises(SourceTooComplex):
        document(raw_pdf(b"", page=page), "a.pdf")


def parts(**changes: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(LETTER)) as package:
        return {name: package.read(name) for name in package.namelist()} | changes


def test_a_package_of_too_many_parts_is_too_complex() -> None:
    with pytest.raises(SourceTooComplex):
        document(archive(parts(**{f"word/{i}.xml": b"x" for i in range(2100)})), "a.docx")


def test_a_part_that_unpacks_to_far_more_than_it_holds_is_too_complex() -> None:
    with pytest.raises(SourceTooComplex):
        document(archive(parts(bomb=bytes(20_000_000))), "a.docx")


def test_a_part_that_unpacks_to_more_than_the_limit_is_too_large() -> None:
    with pytest.raises(SourceTooLarge):
        document(archive(parts(bomb=bytes(51_000_000))), "a.docx")


def test_entities_that_multiply_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE d [<!ENTITY a "' + b"ha" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    body = parts()["word/document.xml"]
    head, _, rest = body.partition(b"?>")
    data = archive(parts(**{"word/document.xml": head + b"?>" + laughs + rest.replace(b"An honest resume", b"&b;")}))
    try:
        found = document(data, "a.docx").text
    except SourceError:
        return
    assert "haha" not in found


def test_a_template_with_macros_is_unsupported() -> None:
    types = parts()["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(SourceUnsupported):
        document(archive(parts(**{"[Content_Types].xml": types})), "a.docx")


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_file_is_refused_or_read_but_nothing_else_happens(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (no secret)
    data = bytearray(RESUME if seed % 2 else LETTER)
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        document(bytes(data))
    except SourceError as error:
        told = error.message
    else:
        told = ""
    assert "honest" not in told
