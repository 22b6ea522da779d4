"""Files to the parts that are worth changing, and parts to a file whose lengths and checksums are right."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_OBJECT: Final = re.compile(rb"(\d{1,7}) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM: Final = re.compile(rb"\A(.*?>>)\s*stream\r?\n(.*)\r?\n?endstream\s*\Z", re.DOTALL)
_LENGTH: Final = re.compile(rb"/Length\s+\d+(?:\s+\d+\s+R)?")
_FLATE: Final = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?")
_ROOT: Final = re.compile(rb"/Root\s+\d+\s+0\s+R")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MOST: Final = 3_000_000


class Opened(NamedTuple):
    """A file taken apart."""

    parts: list[bytes]
    main: list[int]
    """Numbers of the parts that say most."""
    pack: Callable[[Sequence[bytes]], bytes]


def whole(data: bytes) -> Opened:
    """Take a file for one part."""
    return Opened([data], [0], lambda parts: parts[0])


def package(data: bytes) -> Opened:
    """Unpack a ZIP; what is none stays whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            entries = held.infolist()
            if len(entries) > 60 or sum(entry.file_size for entry in entries) > _MOST:
                return whole(data)
            names = [entry.filename for entry in entries]
            parts = [held.read(entry) for entry in entries]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
        return whole(data)
    telling = re.compile(r"document\.xml$|content\.xml$|sheet\d*\.xml$|sharedStrings|\.csv$|header|footnotes")
    main = [number for number, name in enumerate(names) if telling.search(name)]
    return Opened(parts, main or list(range(len(parts))), lambda changed: _zipped(names, changed))


def _zipped(names: Sequence[str], parts: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, part in zip(names, parts, strict=True):
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), part)
    return out.getvalue()


def pdf(data: bytes) -> Opened:
    """Take a PDF apart into dictionaries and unpacked streams; one without plain objects stays whole."""
    objects = [(int(number), body) for number, body in _OBJECT.findall(data)]
    root = _ROOT.findall(data)
    if not objects or not root or len(objects) > 400:
        return whole(data)
    parts: list[bytes] = []
    layout: list[tuple[int, bool]] = []
    main: list[int] = []
    for number, body in objects:
        stream = _STREAM.match(body)
        layout.append((number, stream is not None))
        if stream is None:
            parts.append(body)
            continue
        head, content = _inflated(stream[1], stream[2])
        parts += [head, content]
        if b"/Length1" not in head and b"/Image" not in head:
            main.append(len(parts) - 1)
    trailer = root[-1]
    return Opened(parts, main or list(range(len(parts))), lambda changed: _written(layout, changed, trailer))


def _inflated(head: bytes, content: bytes) -> tuple[bytes, bytes]:
    if not _FLATE.search(head) or b"/DecodeParms" in head:
        return head, content
    try:
        unpacked = zlib.decompressobj().decompress(content, _MOST)
    except zlib.error:
        return head, content
    return _FLATE.sub(b"", head), unpacked


def _written(layout: Sequence[tuple[int, bool]], parts: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), dict[int, int]()
    left = iter(parts)
    for number, streamed in layout:
        body = next(left)
        if streamed:
            content = next(left)
            length = b"/Length %d" % len(content)
            body = _LENGTH.sub(length, body) if _LENGTH.search(body) else body.replace(b"<<", b"<< " + length, 1)
            body += b"\nstream\n" + content + b"\nendstream"
        places[number] = len(out)
        out += b"%d 0 obj" % number + body + b"\nendobj\n"
    table, size = len(out), max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"0000000000 00000 f \n" if place is None else b"%010d 00000 n \n" % place
    return bytes(out + b"trailer << /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table))


def png(data: bytes) -> Opened:
    """Take a PNG apart into its chunks, pixels unpacked; any other picture stays whole."""
    if not data.startswith(_PNG):
        return whole(data)
    parts: list[bytes] = []
    kinds: list[bytes] = []
    at = len(_PNG)
    while at + 12 <= len(data) and len(parts) < 200:
        length = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        content = data[at + 8 : at + 8 + length]
        if kinds[-1] == b"IDAT":
            try:
                content = zlib.decompressobj().decompress(content, _MOST)
            except zlib.error:
                return whole(data)
        parts.append(content)
        at += 12 + length
    if kinds.count(b"IDAT") != 1:
        return whole(data)
    main = [number for number, kind in enumerate(kinds) if kind not in (b"IDAT", b"IEND")]
    return Opened(parts, main, lambda changed: _chunks(kinds, changed))


def _chunks(kinds: Sequence[bytes], parts: Sequence[bytes]) -> bytes:
    out = bytearray(_PNG)
    for kind, part in zip(kinds, parts, strict=True):
        packed = zlib.compress(part, 1) if kind == b"IDAT" else part
        out += struct.pack(">I", len(packed)) + kind + packed + struct.pack(">I", zlib.crc32(kind + packed))
    return bytes(out)
