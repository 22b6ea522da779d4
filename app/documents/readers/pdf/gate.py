"""A PDF's structure, checked before an engine that could be hurt by it opens the file."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from app.documents.model import Limits
from app.documents.readers.pdf.expansion import Expansion, dictionary, resolved
from app.documents.readers.pdf.glyphs import base_name
from app.documents.readers.pdf.unprinted import Said, of_annotation, properties
from app.errors import SourceDamaged, SourceEncrypted, SourceError, SourceTooComplex, SourceTooManyPages

# pypdf tells of every oddity of a file; without a handler, logging would print that to the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_STREAM_BYTES = 20_000_000
_PAGE_CONTENT_BYTES = 5_000_000
_ANNOTATIONS = 5_000
_ATTACHMENTS = 8
_FORMS = 2_000
_TILES = 1_000_000
"""Of a pattern, on a page: on a sheet of letter paper they are two thirds of a point wide."""
_SHADING = 2
"""Type of a pattern that is no tile but a shading, and has no drawing of its own."""
_SIDE = 14_400
_LIGATURE_NAME = re.compile(r"/(?:[A-Za-z](?:_[a-z])+|ff[il]?|f[il])")
"""Glyph names of several letters (Adobe Glyph List specification, section 2); single letters never match."""
_SPELT_OUT = re.compile(rb"/[A-Za-z]{0,10}#[4-7][0-9A-Fa-f][A-Za-z#0-9]{0,30}\s*[(<]")
"""A name with letters written as numbers, before a text: it may be any name."""
_TABLES = (
    (b"/Widths", re.compile(rb"\s*\[([\d\s.+-]{1,3500})(?=\])")),
    (b"/Differences", re.compile(rb"\s*\[([\d\s/gA-F]{1,3500})(?=\])")),
)
"""Keys of a font's tables, and what may be left out behind them: Skia calls glyphs by their numbers (`/g1F`).

pypdf takes names of at most 4,096 letters.
"""
_ACTIVE = {"/JavaScript": "javascript", "/Launch": "launch", "/ImportData": "launch", "/SubmitForm": "submit-form"}


@dataclass
class Passed:
    """What the gate learned of a PDF that may be opened."""

    pages: int
    notes: set[str] = field(default_factory=set)
    drawn_annotations: set[int] = field(default_factory=set)
    """Numbers of pages with filled form fields or text notes printed over the page."""
    fonts: list[Any] = field(default_factory=list)
    hidden_layers: bool = False
    """Some of its optional content is switched off when the file is opened (ISO 32000-2, 8.11.4)."""
    replaced: bool = False
    """Somewhere it has replacement text (ActualText)."""
    unprinted: list[tuple[int, Said]] = field(default_factory=list)
    """What it carries in words and does not print, with the number of the page that it belongs to."""

    data: bytes = b""
    """The whole file."""

    def plain(self, number: int) -> str:
        """Give the text of page `number` as pypdf reads it; empty where it cannot, which tells nothing of the page.

        Slow: a few hundred milliseconds for a page.
        """
        with _limits(), suppress(Exception):
            return str(self._reader.pages[number - 1].extract_text())
        return ""

    @cached_property
    def _reader(self) -> pypdf.PdfReader:
        return _open(self.data)

    @cached_property
    def ligatures(self) -> dict[str, dict[int, str]]:
        """For each font by its base name: the codes that its own encoding calls a ligature (`f_f_i`).

        Looked up only when asked for: few documents need it, and fonts can be large.
        """
        found: dict[str, dict[int, str]] = {}
        with _limits():
            for font in self.fonts:
                # A broken font only costs its ligatures.
                with suppress(Exception):
                    name, codes = _ligatures(dictionary(font))
                    found.setdefault(name, {}).update(codes)
        return found


def check(data: bytes, limits: Limits) -> Passed:
    """Look at encryption, page tree, page sizes, annotations, streams and forms of a PDF without drawing it.

    Raises SourceEncrypted, SourceDamaged, SourceTooManyPages and SourceTooComplex.
    """
    _whole(data)
    with _limits(max(4 * limits.pages, 100)):
        try:
            passed = _Gate(_open(_lightened(data)), limits).walk()
            passed.data = data
            return passed
        except SourceError:
            raise
        except LimitReachedError as error:
            raise SourceTooComplex("the PDF unpacks to more than any resume needs") from error
        except (FileNotDecryptedError, DependencyError) as error:
            raise SourceEncrypted("the PDF needs a password to open") from error
        except RecursionError as error:
            raise SourceTooComplex("the PDF's objects are nested too deeply") from error
        except Exception as error:  # pypdf lets KeyError, ValueError and others through on broken files
            raise SourceDamaged("the PDF's structure cannot be read") from error


def attached_xml(data: bytes) -> list[bytes]:
    """Give the XML files, at most a few, that a PDF carries and that can be unpacked within the gate's limits."""
    found: list[bytes] = []
    with _limits(), suppress(Exception):  # an attachment that cannot be read is as good as none
        for number, attached in enumerate(_open(data).attachment_list):
            if number >= _ATTACHMENTS:
                break
            with suppress(Exception):
                content = attached.content
                if b"<" in content[:64]:
                    found.append(content)
    return found


def _limits(pages: int = 800) -> AbstractContextManager[pypdf.Configuration]:
    return pypdf.apply_configuration(
        maximum_declared_stream_length=60_000_000,
        array_based_stream_maximum_output_length=_STREAM_BYTES,
        zlib_maximum_output_length=_STREAM_BYTES,
        lzw_maximum_output_length=_STREAM_BYTES,
        run_length_maximum_output_length=_STREAM_BYTES,
        brotli_maximum_output_length=_STREAM_BYTES,
        stream_filters_maximum_length=4,
        page_tree_maximum_entries=pages,
        array_maximum_element_count=50_000,
    )


def _whole(data: bytes) -> None:
    """Refuse a file cut short: its end names the cross-reference table, and the table stands where the end says."""
    if b"%%EOF" in data[-2048:]:
        return
    last = data.rfind(b"startxref")
    found = re.match(rb"startxref\s+(\d{1,12})", data[last : last + 64]) if last >= 0 else None
    if (
        found
        and int(found[1]) > 0
        and re.match(rb"\s*(xref|\d+\s+\d+\s+obj)", data[int(found[1]) : int(found[1]) + 40])
    ):
        return
    raise SourceDamaged("the PDF has no end: it was cut short")


def _lightened(data: bytes) -> bytes:
    """Give a PDF of the same length whose fonts have a single name for each table of widths, or of names of glyphs.

    Programs that print web pages make a font of every few letters, and pypdf takes microseconds for each number of a
    table, and for each blank. What is left out is no operator and no name of a ligature, wherever it stands.
    """
    light = bytearray(data)
    for key, table in _TABLES:
        at = data.find(key)
        while at >= 0:
            found = table.match(data, at + len(key))
            if found:
                light[found.start(1) : found.end(1)] = b"/".ljust(len(found[1]), b"0")
            at = data.find(key, at + len(key))
    return bytes(light)


def _open(data: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceEncrypted("the PDF needs a password to open")
    return reader


def _has_hidden_layers(root: DictionaryObject) -> bool:
    """Say whether groups are off, or come and go by a usage (print, view, zoom) or a base state that is not on."""
    settings = dictionary(dictionary(root.get("/OCProperties")).get("/D"))
    state = resolved(settings.get("/BaseState"))
    return bool(resolved(settings.get("/OFF")) or resolved(settings.get("/AS")) or state not in (None, "/ON"))


class _Gate:
    def __init__(self, reader: pypdf.PdfReader, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits
        self._decoded = 0
        self._area = 0.0
        """Of the largest page, in square points: what is looked at once may be drawn on any of them."""
        self._expansion = Expansion()
        self._forms: set[int] = set()
        self._fonts: list[Any] = []
        self._replaced = False

    def walk(self) -> Passed:
        root = dictionary(self._reader.trailer.get("/Root"))
        count = resolved(dictionary(root.get("/Pages")).get("/Count"))
        if isinstance(count, int) and count > self._limits.pages:
            self._too_many(count)
        try:
            pages = list(self._reader.pages)
        except LimitReachedError as error:
            raise SourceTooManyPages(f"the PDF has more than {self._limits.pages} pages") from error
        if len(pages) > self._limits.pages:
            self._too_many(len(pages))
        if not pages:
            raise SourceDamaged("the PDF has no pages")
        passed = Passed(
            len(pages), set(self._root_notes(root)), fonts=self._fonts, hidden_layers=_has_hidden_layers(root)
        )
        passed.unprinted += [(1, said) for said in properties(self._reader)]
        self._area = max(abs(float(page.mediabox.width) * float(page.mediabox.height)) for page in pages)
        for number, page in enumerate(pages, start=1):
            self._page(page)
            self._annotations(page, number, passed)
        passed.replaced = self._replaced
        return passed

    def _too_many(self, count: int) -> None:
        raise SourceTooManyPages(f"the PDF has {count:,} pages; the limit is {self._limits.pages}")

    def _root_notes(self, root: DictionaryObject) -> Iterator[str]:
        names = dictionary(root.get("/Names"))
        if "/JavaScript" in names:
            yield "javascript"
        if "/EmbeddedFiles" in names:
            yield "attachments"
        yield from self._action(root.get("/OpenAction"))
        if "/XFA" in dictionary(root.get("/AcroForm")):
            yield "xfa"

    def _action(self, value: Any) -> Iterator[str]:
        kind = resolved(dictionary(value).get("/S"))
        if isinstance(kind, str) and kind in _ACTIVE:
            yield _ACTIVE[kind]

    def _page(self, page: pypdf.PageObject) -> None:
        box = page.mediabox
        if max(float(box.width), float(box.height)) > _SIDE:
            raise SourceTooComplex(f"a page is larger than {_SIDE:,} points")
        if "/Contents" in page and resolved(page.raw_get("/Contents")) is None:
            raise SourceDamaged("a page's content is missing")
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        if len(data) > _PAGE_CONTENT_BYTES:
            raise SourceTooComplex("a page's drawing instructions are larger than any resume needs")
        self._add(data)
        self._expansion.add(data, dictionary(page.get("/Resources")))
        self._resources(page.get("/Resources"), 0)

    def _add(self, data: bytes) -> None:
        self._decoded += len(data)
        self._replaced = self._replaced or b"ActualText" in data or _SPELT_OUT.search(data) is not None
        if self._decoded > self._limits.decoded_bytes:
            raise SourceTooComplex(f"the pages unpack to more than {self._limits.decoded_bytes:,} bytes")

    def _resources(self, resources: Any, depth: int) -> None:
        if depth > self._limits.nesting:
            raise SourceTooComplex("drawings are nested too deeply")
        fonts = dictionary(dictionary(resources).get("/Font"))
        self._fonts += fonts.values()
        named = dictionary(dictionary(resources).get("/Properties")).values()
        self._replaced = self._replaced or any("/ActualText" in dictionary(value) for value in named)
        for drawing in self._new(dictionary(dictionary(resources).get("/XObject"))):
            self._object(drawing, depth)
        for pattern in self._new(dictionary(dictionary(resources).get("/Pattern"))):
            self._pattern(pattern, depth)
        # letters may be drawings, and so is a mask (ISO 32000-2, 9.6.4 and 11.6.5.1)
        drawn = {name: font for name, font in fonts.items() if dictionary(font).get("/Subtype") == "/Type3"}
        for font in self._new(DictionaryObject(drawn)):
            self._letters(font, dictionary(resources))
            self._resources(font.get("/Resources"), depth + 1)
        for state in dictionary(dictionary(resources).get("/ExtGState")).values():
            mask = dictionary(dictionary(state).get("/SMask"))
            for drawing in self._new(DictionaryObject({name: mask.raw_get(name) for name in mask if name == "/G"})):
                self._alone(drawing, depth)

    def _letters(self, font: DictionaryObject, around: DictionaryObject) -> None:
        """Look at letters that may draw drawings, which few do; most are many."""
        own = dictionary(font.get("/Resources")) or around
        if "/XObject" in own:
            for letter in map(resolved, dictionary(font.get("/CharProcs")).values()):
                if isinstance(letter, StreamObject):
                    self._add(letter.get_data())
                    self._expansion.add(letter.get_data(), own)

    def _new(self, objects: DictionaryObject) -> Iterator[Any]:
        """Give the drawings of a dictionary that were not looked at before."""
        for name in objects:
            reference = objects.raw_get(name)
            key = reference.idnum if isinstance(reference, IndirectObject) else id(reference)
            if key in self._forms:
                continue
            self._forms.add(key)
            if len(self._forms) > _FORMS:
                raise SourceTooComplex("the PDF holds too many drawings and pictures")
            yield resolved(reference)

    def _object(self, drawing: Any, depth: int) -> None:
        kind = dictionary(drawing).get("/Subtype")
        if not isinstance(drawing, StreamObject):
            if isinstance(drawing, DictionaryObject) and kind != "/Image":
                # the engine that draws may read it all the same
                raise SourceDamaged("a drawing of the PDF cannot be read")
            return
        if kind == "/Form":
            self._form(drawing, depth)
        elif kind == "/Image":
            width, height = resolved(drawing.get("/Width", 0)), resolved(drawing.get("/Height", 0))
            if isinstance(width, int) and isinstance(height, int) and width * height > self._limits.pixels:
                raise SourceTooComplex("a picture has too many pixels")

    def _form(self, drawing: Any, depth: int) -> None:
        if isinstance(drawing, StreamObject):
            self._add(drawing.get_data())
            self._resources(drawing.get("/Resources"), depth + 1)

    def _alone(self, drawing: Any, depth: int) -> None:
        """Look at a drawing that no page draws by its name."""
        self._form(drawing, depth)
        if isinstance(drawing, StreamObject):
            self._expansion.add(drawing.get_data(), dictionary(drawing.get("/Resources")))

    def _pattern(self, pattern: Any, depth: int) -> None:
        """Look at a pattern of tiles (ISO 32000-2, 8.7.3); its number grows as they get smaller."""
        if not isinstance(pattern, StreamObject):
            if isinstance(pattern, DictionaryObject) and resolved(pattern.get("/PatternType")) != _SHADING:
                raise SourceDamaged("a pattern of the PDF cannot be read")
            return
        across, down = (abs(float(resolved(pattern.get(step, 1)))) for step in ("/XStep", "/YStep"))
        a, b, c, d = [float(resolved(part)) for part in resolved(pattern.get("/Matrix")) or (1, 0, 0, 1)][:4]
        tile = across * down * abs(a * d - b * c)
        if 0 < tile * _TILES < self._area:
            raise SourceTooComplex("a pattern has more tiles than any resume needs")
        self._alone(pattern, depth)

    def _annotations(self, page: pypdf.PageObject, number: int, passed: Passed) -> None:
        listed = resolved(page.get("/Annots"))
        if not isinstance(listed, ArrayObject):
            return
        if len(listed) > _ANNOTATIONS:
            raise SourceTooComplex("a page has too many annotations")
        for entry in listed:
            annotation = dictionary(entry)
            kind = annotation.get("/Subtype")
            passed.unprinted += [(number, said) for said in of_annotation(annotation)]
            if kind == "/FileAttachment":
                passed.notes.add("attachments")
            if kind in ("/Widget", "/FreeText") and "/AP" in annotation:
                passed.drawn_annotations.add(number)
                self._appearance(annotation)
            passed.notes.update(self._action(annotation.get("/A")))

    def _appearance(self, annotation: DictionaryObject) -> None:
        self._alone(resolved(dictionary(annotation.get("/AP")).get("/N")), 0)


def _ligatures(font: DictionaryObject) -> tuple[str, dict[int, str]]:
    found: dict[int, str] = {}
    code = 0
    for entry in resolved(dictionary(font.get("/Encoding")).get("/Differences")) or ():
        if isinstance(entry, int):
            code = entry
            continue
        if _LIGATURE_NAME.fullmatch(str(entry)):
            found[code] = str(entry)[1:].replace("_", "")
        code += 1
    return base_name(str(font.get("/BaseFont", "")).removeprefix("/")), found
