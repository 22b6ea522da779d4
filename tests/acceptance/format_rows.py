"""One file of every format: what `tests.acceptance.formats` reads and drafts. A further format is a further row."""

import io
import random
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pypdf

from app.documents.render import page_image
from tests.documents.papers import archive, encrypted, letter, page, raw_pdf, word, written
from tests.samples import docx, europass, odt, pdf, plain, rtf, structured, transcripts, web
from tests.samples.description import Described, load
from tests.samples.linkedin_pdf import linkedin_pdf
from tests.samples.make import EVALS
from tests.samples.pesc import college_transcript

READ = "read"
"""The outcome of a document that was read."""
FILES = EVALS.parent / "tests" / "documents" / "files"
_PICTURE = (READ, "source.needs-ocr")
"""Of a scan or photo: read where text recognition is installed, else refused."""
_DAMAGED, _MISMATCH, _LOCKED = ("source.damaged",), ("source.mismatch",), ("source.encrypted",)
_UNSUPPORTED, _EMPTY, _COMPLEX = ("source.unsupported",), ("source.empty",), ("source.too-complex",)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_RUSSIAN = "Резюме\nИван Примеров\n\nExperience\n\nСварщик, завод Пример, Москва\nSep 2019 - Present\n- Сварка труб\n"
_JAPANESE = "履歴書\n例 太郎\n\nSkills\n\n溶接、フォークリフト運転、図面、Forklift operation, MIG welding\n"
_TWO_WORKERS = b"Employee ID,Job Title,Employer,Start Date\n1,Welder,Northside,2019\n2,Cook,Blue Door,2020\n"
_POLISH = "Życiorys\nŁukasz Wiśniewski, Łódź\n\nSkills\n\nMIG welding, spawanie, obsługa wózka widłowego\n"


class Row(NamedTuple):
    """One file: its format as people call it, the name it comes under, its bytes, and what may become of it."""

    format: str
    name: str
    make: Callable[[], bytes]
    expect: tuple[str, ...] = (READ,)
    """`read`, or codes of errors; several where that depends on what is installed."""


@cache
def described() -> Described:
    return load(EVALS / "resumes" / "forklift-operator.toml")


def sample(suite: str, name: str) -> Callable[[], bytes]:
    """Give a maker of a document that lies in `evals`."""
    return (EVALS / suite / name).read_bytes


@cache
def _text() -> str:
    return "Résumé – José Núñez\n\n" + plain.render(described(), "").decode()


@cache
def _text_pdf() -> bytes:
    return pdf.render(described(), "plain")


def _picture(kind: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(page_image(_text_pdf(), 1, 2.0, ()))) as drawn:
        drawn.convert("RGB").save(out, kind)
    return out.getvalue()


def _transcript() -> transcripts.Described:
    return transcripts.load(EVALS / "transcripts" / "banner-repeats.toml")


def _with_attachment(name: str, data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_text_pdf()))
    writer.add_attachment(name, data)
    return written(writer)


def _locked_odt() -> bytes:
    told = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    return archive({"mimetype": odt.MIMETYPE, "content.xml": b"\x93\x02", "META-INF/manifest.xml": told})


def _old_office(stream: str) -> Callable[[], bytes]:
    return lambda: _COMPOUND + stream.encode("utf-16-le") + bytes(512)


def _noise() -> bytes:
    return random.Random(7).randbytes(5000)  # noqa: S311  (no secret)


TEXTS = [
    Row("PDF", "resume.pdf", lambda: _text_pdf()),
    Row("PDF, two columns", "resume.pdf", lambda: pdf.render(described(), "sidebar")),
    Row("PDF, transcript", "transcript.pdf", sample("transcripts", "banner-repeats.pdf")),
    Row("DOCX", "resume.docx", lambda: docx.render(described(), "plain")),
    Row("DOCX, tables", "resume.docx", lambda: docx.render(described(), "columns")),
    Row("RTF", "resume.rtf", lambda: rtf.render(described())),
    Row("RTF named .doc", "resume.doc", lambda: rtf.render(described())),
    Row("ODT", "resume.odt", lambda: odt.render(described())),
    Row("HTML", "resume.html", lambda: web.render(described())),
    Row("HTML, a piece", "resume.htm", lambda: b"<div><h2>Skills</h2><ul><li>MIG welding</li></ul></div>"),
    Row("text, UTF-8", "resume.txt", lambda: _text().encode()),
    Row("text, UTF-8 with mark", "resume.txt", lambda: _text().encode("utf-8-sig")),
    Row("text, UTF-16 with mark", "resume.txt", lambda: _text().encode("utf-16")),
    Row("text, UTF-16", "resume.txt", lambda: _text().encode("utf-16-le")),
    Row("text, UTF-32", "resume.txt", lambda: _text().encode("utf-32-be")),
    Row("text, Windows-1252", "resume.txt", lambda: _text().encode("cp1252")),
    Row("text, Mac Roman", "resume.txt", lambda: _text().encode("mac_roman")),
    Row("text, Windows-1250", "resume.txt", lambda: _POLISH.encode("cp1250")),
    Row("text, Windows-1251", "resume.txt", lambda: _RUSSIAN.encode("cp1251")),
    Row("text, KOI8-R", "resume.txt", lambda: _RUSSIAN.encode("koi8_r")),
    Row("text, Shift-JIS", "resume.txt", lambda: _JAPANESE.encode("shift_jis")),
    Row("Markdown", "resume.md", lambda: b"# Ivo Brandt\n\n## Skills\n\n- MIG welding\n- Forklift operation\n"),
    Row("CSV", "history.csv", sample("job-histories", "odd-order.csv")),
    Row("CSV, UTF-16, tabs", "history.tsv", sample("job-histories", "tab-utf16.csv")),
    Row("XLSX", "history.xlsx", sample("job-histories", "two-name-columns.xlsx")),
]
PICTURES = [
    Row("PDF, scanned", "scan.pdf", lambda: _picture("PDF"), _PICTURE),
    Row("PNG", "scan.png", lambda: _picture("PNG"), _PICTURE),
    Row("JPEG", "photo.jpg", lambda: _picture("JPEG"), _PICTURE),
    Row("TIFF", "scan.tif", lambda: _picture("TIFF"), _PICTURE),
    Row("HEIC", "photo.heic", (FILES / "two-lines.heic").read_bytes, (*_PICTURE, "source.unsupported")),
    Row(
        "HEIC, broken",
        "photo.heic",
        lambda: b"\x00\x00\x00\x18ftypheic" + bytes(64),
        ("source.damaged", "source.unsupported"),
    ),
]
RECORDS = [
    Row("JSON Resume", "resume.json", lambda: structured.json_resume(described())),
    Row("HR Open LER-RS", "record.json", lambda: structured.ler_rs(described())),
    Row("Europass, SkillsPassport", "europass.xml", lambda: europass.skills_passport(described())),
    Row("Europass, Candidate", "europass.xml", lambda: europass.candidate(described())),
    Row("Europass PDF", "europass.pdf", lambda: _with_attachment("europass.xml", europass.candidate(described()))),
    Row("LinkedIn data export", "export.zip", lambda: structured.linkedin(described())),
    Row("LinkedIn profile PDF", "Profile.pdf", lambda: linkedin_pdf(described())),
    Row("PESC transcript", "transcript.xml", lambda: college_transcript(_transcript())),
]
REFUSED = [
    Row("Word 97-2003 (.doc)", "resume.doc", _old_office("WordDocument"), _UNSUPPORTED),
    Row("Excel 97-2003 (.xls)", "history.xls", _old_office("Workbook"), _UNSUPPORTED),
    Row("presentation", "slides", lambda: archive({"[Content_Types].xml": b"", "ppt/x": b""}), _UNSUPPORTED),
    Row("web archive (MHTML)", "page.mhtml", lambda: b"From: x\r\nMIME-Version: 1.0\r\n\r\n--x\r\n", _UNSUPPORTED),
    Row("ZIP", "files.zip", lambda: archive({"a.txt": b"hello"}), _UNSUPPORTED),
    Row("no known type", "data", _noise, _UNSUPPORTED),
    Row("program", "setup", lambda: b"MZ\x90\x00" + _noise(), _UNSUPPORTED),
    Row("PDF with a password", "resume.pdf", lambda: encrypted(_text_pdf(), "secret"), _LOCKED),
    Row("Office file with a password", "resume.docx", _old_office("EncryptedPackage"), _LOCKED),
    Row("ODT with a password", "resume.odt", _locked_odt, _LOCKED),
    Row("PDF cut short", "resume.pdf", lambda: _text_pdf()[:400], _DAMAGED),
    Row("DOCX cut short", "resume.docx", lambda: docx.render(described(), "plain")[:-200], _DAMAGED),
    Row("ODT cut short", "resume.odt", lambda: odt.render(described())[:-200], _DAMAGED),
    Row("RTF cut short", "resume.rtf", lambda: rtf.render(described())[:-200], _DAMAGED),
    Row("picture called .pdf", "resume.pdf", lambda: _picture("PNG"), _MISMATCH),
    Row("program called .docx", "resume.docx", lambda: b"MZ\x90\x00" + _noise(), _MISMATCH),
    Row("page called .txt", "resume.txt", lambda: web.render(described()), _MISMATCH),
    Row("no bytes", "resume.docx", lambda: b"", _EMPTY),
    Row("nothing but blanks", "resume.txt", lambda: b" \n\t\n", _EMPTY),
    Row("DOCX without text", "resume.docx", lambda: word(letter("")), _EMPTY),
    Row("page of which all is hidden", "resume.html", lambda: page("<p hidden>MIG welding</p>"), _EMPTY),
    Row("DOCX that unpacks to 20 MB", "a.docx", lambda: archive(_parts() | {"bomb": bytes(20_000_000)}), _COMPLEX),
    Row(
        "ODT that unpacks to 20 MB",
        "a.odt",
        lambda: archive({"mimetype": odt.MIMETYPE, "b": bytes(20_000_000)}),
        _COMPLEX,
    ),
    Row("page nested without end", "a.html", lambda: page("<div>" * 5000), _COMPLEX),
    Row("RTF nested without end", "a.rtf", lambda: rb"{\rtf1 " + b"{" * 5000 + b"}" * 5001, _COMPLEX),
    Row("PDF of a huge page", "a.pdf", lambda: raw_pdf(b"", page=b"/MediaBox [0 0 200000 842]"), _COMPLEX),
    Row("text of 201 pages", "a.txt", lambda: b"page\f" * 201 + b"page", ("source.too-many-pages",)),
    Row("text over 20 MB", "a.txt", lambda: b"word " * 4_000_001, ("source.too-large",)),
    Row("table without headings", "a.csv", lambda: b"1,2\n3,4\n5,6\n", ("source.columns",)),
    Row("table of many workers", "a.csv", lambda: _TWO_WORKERS, ("source.several-workers",)),
]
ROWS = [*TEXTS, *PICTURES, *RECORDS, *REFUSED]


def _parts() -> dict[str, bytes]:
    return {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", "_rels/.rels": b"<Relationships/>"}
