"""Text that a PDF carries and does not print: properties, notes, form fields that are not drawn, alternative texts.

None of it is read as the document's text. Short ones are what honest programs write ("Photo", "Resume of …").
"""

import ctypes
import html
import re
from collections.abc import Callable, Iterator

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as engine
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from app.documents.readers.pdf.glyphs import on_addresses

Said = tuple[str, str]
"""Text that nobody sees, and the reason."""

LONG = 100
"""Characters; a property or an alternative text with fewer tells no story."""
_ELEMENTS = 5_000
_DEPTH = 40
_LONGEST = 5_000
_XMP_BYTES = 200_000
_XMP = re.compile(rb"<(?:rdf:li|pdf:Keywords)\b[^<>]*>([^<]{%d,20000})<" % LONG)
_SYSTEM = (
    r"X11|Linux (?:x86_64|aarch64)|Windows NT [\d.]+|Win64|x64|Macintosh|Intel Mac OS X [\d_.]+|CrOS x86_64 [\d.]+"
    r"|Android \d+|K"
)
_BROWSER = re.compile(
    rf"Mozilla/5\.0 \((?:{_SYSTEM})(?:; (?:{_SYSTEM}))*\) AppleWebKit/[\d.]+ \(KHTML, like Gecko\)"
    r"(?: (?:HeadlessChrome|Chrome|Mobile|Safari|Edg|OPR)(?:/[\d.]+)?)+"
)
"""What a browser calls itself in the PDFs that it prints, and nothing beside it."""
_UNSEEN = 0x2 | 0x20
"""Flags of an annotation that is hidden, or not for the screen (ISO 32000-2, table 167)."""
_SILENT = ("/Link", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark")

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong
_roots = on_addresses(engine.FPDF_StructTree_CountChildren, _I, _P)
_root = on_addresses(engine.FPDF_StructTree_GetChildAtIndex, _P, _P, _I)
_children = on_addresses(engine.FPDF_StructElement_CountChildren, _I, _P)
_child = on_addresses(engine.FPDF_StructElement_GetChildAtIndex, _P, _P, _I)
_TEXTS = (
    (on_addresses(engine.FPDF_StructElement_GetAltText, _L, _P, _P, _L), "alternative text"),
    (on_addresses(engine.FPDF_StructElement_GetActualText, _L, _P, _P, _L), "replacement text"),
)


def properties(reader: pypdf.PdfReader) -> Iterator[Said]:
    """Give the long properties of a PDF, from both places that hold them, each once."""
    found: dict[str, None] = {}
    info = reader.trailer.get("/Info")
    told = info.get_object() if info is not None else None
    for value in told.values() if isinstance(told, DictionaryObject) else ():
        text = value.get_object()
        if isinstance(text, str) and len(text) >= LONG and _BROWSER.fullmatch(text) is None:
            found[" ".join(text.split())[:_LONGEST]] = None
    metadata = reader.root_object.get("/Metadata")
    stream = metadata.get_object() if metadata is not None else None
    if isinstance(stream, StreamObject):
        for part in _XMP.findall(stream.get_data()[:_XMP_BYTES]):
            found[" ".join(html.unescape(part.decode("utf-8", "replace")).split())[:_LONGEST]] = None
    return ((text, "properties") for text in found)


def of_annotation(annotation: DictionaryObject) -> Iterator[Said]:
    """Give what an annotation holds in words that are not on the page: a note's text, a field that is not drawn."""
    kind, flags = annotation.get("/Subtype"), annotation.get("/F", 0)
    unseen = isinstance(flags, int) and bool(flags & _UNSEEN)
    if kind == "/Widget":
        if unseen or "/AP" not in annotation:
            yield from _said(annotation, "/V", "form field")
            parent = annotation.get("/Parent")
            held = parent.get_object() if parent is not None else None
            if "/V" not in annotation and isinstance(held, DictionaryObject):
                yield from _said(held, "/V", "form field")
    elif kind not in _SILENT and (kind != "/FreeText" or unseen or "/AP" not in annotation):
        yield from _said(annotation, "/Contents", "note")


def _said(owner: DictionaryObject, key: str, reason: str) -> Iterator[Said]:
    held = owner.get(key)
    value = held.get_object() if held is not None else None
    parts = value if isinstance(value, ArrayObject) else [value]
    text = " ".join(" ".join(part.split()) for part in parts if isinstance(part, str))
    if text and not text.startswith("/"):
        yield text[:_LONGEST], reason


def alternatives(page: pdfium.PdfPage, printed: Callable[[], str]) -> Iterator[Said]:
    """Give the long texts that a page's structure offers instead of what the page shows (ISO 32000-2, 14.9.3).

    `printed` gives what the page shows: what also stands there is no secret.
    """
    tree = engine.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        address = ctypes.cast(tree, _P).value
        waiting = [(_root(address, index), 0) for index in reversed(range(min(max(_roots(address), 0), _ELEMENTS)))]
        for _ in range(_ELEMENTS):
            if not waiting:
                break
            element, depth = waiting.pop()
            if not element:
                continue
            for tell, reason in _TEXTS:
                size = tell(element, None, 0)
                if size // 2 - 1 >= LONG:
                    buffer = ctypes.create_string_buffer(size)
                    tell(element, ctypes.addressof(buffer), size)
                    text = " ".join(buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0").split())
                    if _letters(text) not in _letters(printed()):
                        yield text[:_LONGEST], reason
            count = _children(element) if depth < _DEPTH else 0
            waiting += [
                (_child(element, index), depth + 1) for index in reversed(range(min(max(count, 0), _ELEMENTS)))
            ]
    finally:
        engine.FPDF_StructTree_Close(tree)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
