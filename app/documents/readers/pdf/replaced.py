"""A PDF page's replacement text (ActualText, ISO 32000-2, 14.9.4) against the letters that it replaces.

The engine reads the replacement. That is right for an icon or a ligature, and a lie when the page prints other words.
"""

import ctypes
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.readers.pdf.glyphs import on_addresses

_OBJECTS = 20_000
_DEPTH = 8
_LETTERS = 3
"""Fewer are an icon, or a mark."""
_FEW = 20
"""Fewer letters on a page, by one and two, are its ligatures."""
_ALIKE = 0.5
"""How alike the two must be where not all that is printed has a meaning of its own."""
_LONGEST = 4_000
"""Characters; what is longer is not compared letter by letter."""

_P, _I = ctypes.c_void_p, ctypes.c_int
_count = on_addresses(engine.FPDFPage_CountObjects, _I, _P)
_object = on_addresses(engine.FPDFPage_GetObject, _P, _P, _I)
_count_within = on_addresses(engine.FPDFFormObj_CountObjects, _I, _P)
_object_within = on_addresses(engine.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_kind = on_addresses(engine.FPDFPageObj_GetType, _I, _P)
_marks = on_addresses(engine.FPDFPageObj_CountMarks, _I, _P)
_mark = on_addresses(engine.FPDFPageObj_GetMark, _P, _P, ctypes.c_ulong)
_unmark = on_addresses(engine.FPDFPageObj_RemoveMark, _I, _P, _P)
_told = on_addresses(engine.FPDFPageObjMark_GetParamStringValue, _I, _P, ctypes.c_char_p, _P, ctypes.c_ulong, _P)
_text_of = on_addresses(engine.FPDFTextObj_GetText, ctypes.c_ulong, _P, _P, _P, ctypes.c_ulong)


@dataclass
class _Group:
    """Text objects one after the other that have replacement text; `places` count the page's text objects."""

    places: list[int]
    said: str
    shown: str = ""


def open_as_printed(pdf: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, list[str]]:
    """Open page `number` (from 1) without the replacement texts that say something else than the page prints.

    Gives the page, which the caller closes, and those texts.
    """
    page = pdf[number - 1]
    groups = list(_groups(page))
    if sum(len(_letters(group.said)) for group in groups) < _FEW and all(map(_is_short, groups)):
        return page, []
    _take_off(page, {place for group in groups for place in group.places})
    _see(page, groups)
    page.close()
    page = pdf[number - 1]
    lies = [group for group in _longer(groups) if _differ(group.said, group.shown)]
    _take_off(page, {place for group in lies for place in group.places})
    return page, [group.said.strip() for group in lies]


def _texts(page: pdfium.PdfPage) -> list[int]:
    """Give the addresses of the page's text objects, those of drawings within it included."""
    found: list[int] = []
    address = ctypes.cast(page.raw, _P).value
    waiting = [(_object(address, index), 0) for index in reversed(range(min(_count(address), _OBJECTS)))]
    while waiting:
        item, depth = waiting.pop()
        kind = _kind(item)
        if kind == engine.FPDF_PAGEOBJ_TEXT:
            found.append(item)
        elif kind == engine.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            count = min(_count_within(item), _OBJECTS - len(waiting))
            waiting += [(_object_within(item, index), depth + 1) for index in reversed(range(max(count, 0)))]
    return found


def _replacements(item: int) -> Iterator[tuple[int, str]]:
    """Give the address and the text of each replacement that a text object is marked with."""
    size = ctypes.c_ulong()
    for index in range(_marks(item)):
        mark = _mark(item, index)
        if _told(mark, b"ActualText", None, 0, ctypes.addressof(size)) and size.value > 2:
            buffer = ctypes.create_string_buffer(size.value)
            _told(mark, b"ActualText", ctypes.addressof(buffer), size.value, ctypes.addressof(size))
            yield mark, buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def _groups(page: pdfium.PdfPage) -> Iterator[_Group]:
    group: _Group | None = None
    seen: set[int] = set()
    for place, item in enumerate(_texts(page)):
        marks = dict(_replacements(item))
        if not marks:
            if group is not None:
                yield group
            group = None
            continue
        group = group or _Group([], "")
        group.places.append(place)
        # a replacement of several text objects is said once
        group.said += "".join(said for mark, said in marks.items() if mark not in seen)
        seen |= marks.keys()
    if group is not None:
        yield group


def _is_short(group: _Group) -> bool:
    return max(len(_letters(group.said)), len(_letters(group.shown))) < _LETTERS


def _longer(groups: list[_Group]) -> list[_Group]:
    """Join the groups of a letter or two, which tell nothing one by one."""
    short = [group for group in groups if _is_short(group)]
    places = [place for group in short for place in group.places]
    joined = _Group(places, "".join(group.said for group in short), "".join(group.shown for group in short))
    return [*(group for group in groups if not _is_short(group)), joined]


def _take_off(page: pdfium.PdfPage, places: Collection[int]) -> None:
    if not places:
        return
    for place, item in enumerate(_texts(page)):
        if place in places:
            for mark, _ in list(_replacements(item)):
                _unmark(item, mark)


def _see(page: pdfium.PdfPage, groups: list[_Group]) -> None:
    texts = _texts(page)
    textpage = page.get_textpage()
    try:
        address = ctypes.cast(textpage.raw, _P).value
        for group in groups:
            for place in group.places:
                size = _text_of(texts[place], address, None, 0)
                buffer = ctypes.create_string_buffer(max(size, 2))
                _text_of(texts[place], address, ctypes.addressof(buffer), size)
                group.shown += buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
    finally:
        textpage.close()


def _differ(said: str, shown: str) -> bool:
    one, other = _letters(said), _letters(shown)
    if min(len(one), len(other)) < _LETTERS or one == other:
        return False
    if all(c.isprintable() and unicodedata.category(c) not in ("Co", "So") and c != "\ufffd" for c in shown):
        return True
    alike = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    return alike.quick_ratio() < _ALIKE


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
