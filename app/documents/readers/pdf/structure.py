"""The order in which a tagged PDF's structure tells what stands on a page (ISO 32000-2, 14.7 and 14.8)."""

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.page.run import Told
from app.documents.readers.pdf.glyphs import on_addresses

_ELEMENTS = 20_000
_DEPTH = 60

_P, _I = ctypes.c_void_p, ctypes.c_int
_roots = on_addresses(engine.FPDF_StructTree_CountChildren, _I, _P)
_root = on_addresses(engine.FPDF_StructTree_GetChildAtIndex, _P, _P, _I)
_children = on_addresses(engine.FPDF_StructElement_CountChildren, _I, _P)
_child = on_addresses(engine.FPDF_StructElement_GetChildAtIndex, _P, _P, _I)
_content = on_addresses(engine.FPDF_StructElement_GetChildMarkedContentID, _I, _P, _I)
_content_of = on_addresses(engine.FPDFPageObj_GetMarkedContentID, _I, _P)


def ranks(page: pdfium.PdfPage, addresses: Sequence[int]) -> list[Told | None]:
    """Give for each text object what the page's structure tells of it; None for what is not in it.

    Objects of one piece of marked content have one place.
    """
    places: dict[int, Told] = {}
    for content, element in _contents(page):
        places.setdefault(content, Told(len(places), element))
    return [places.get(_content_of(address)) if address else None for address in addresses]


def _contents(page: pdfium.PdfPage) -> Iterator[tuple[int, int]]:
    """Give the numbers of the marked content that the page's structure holds, in its order, and those of elements."""
    tree = engine.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        address = ctypes.cast(tree, _P).value
        waiting: list[tuple[int | None, int, int, int]] = [
            (_root(address, index), -1, 0, 0) for index in reversed(range(min(max(_roots(address), 0), _ELEMENTS)))
        ]
        for number in range(_ELEMENTS):
            if not waiting:
                return
            element, content, depth, holder = waiting.pop()
            if element:
                count = _children(element) if depth < _DEPTH else 0
                waiting += [
                    (_child(element, index), _content(element, index), depth + 1, number)
                    for index in reversed(range(min(max(count, 0), _ELEMENTS)))
                ]
            elif content >= 0:
                yield content, holder
    finally:
        engine.FPDF_StructTree_Close(tree)
