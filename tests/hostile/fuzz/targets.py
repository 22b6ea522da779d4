"""The readers: how each is asked, what its files are made of, and the words it knows."""

import ast
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from app.documents.model import Document, Limits, Ocr, SourceDocument
from app.documents.read import read
from app.documents.readers.ocr.prepare import blank, prepare
from app.documents.readers.picture import frames, grey
from app.documents.tables import people
from tests.hostile.fuzz import forms, seeds
from tests.hostile.fuzz.grammar import BYTES, CSS, JSON, MARKUP, PDF, RTF, TABLE, TEXT, Grammar
from tests.hostile.fuzz.judge import Read

LIMITS: Final = Limits(ocr=Ocr(engine="off"))
"""Nothing but the recognition of text, which another program does, is left out."""
_READERS: Final = "app.documents.readers."
_SMALL: Final = 4_000_000
"""Pixels of a picture whose page is also made ready for recognition."""


@dataclass(frozen=True)
class Target:
    """A reader under inputs of its format."""

    name: str
    seeds: Callable[[], Iterable[bytes]]
    modules: tuple[str, ...]
    """Whose texts are words of the format."""
    said: Callable[[str], Iterable[bytes]]
    """How such a text is written in a file; nothing for one that is no word."""
    open: Callable[[bytes], forms.Opened] = forms.whole
    read: Read = lambda data: read(SourceDocument(name="resume", data=data), LIMITS)
    grammar: Callable[[bytes], Grammar] = lambda _: TEXT
    extracted: int = 12
    """One of so many documents is extracted from, besides those that are kept."""

    def words(self) -> list[bytes]:
        """Give the words of the format that its reader knows."""
        texts = sorted({text for module in self.modules for text in _texts(module)})
        return [word for text in texts for word in self.said(text)]


def _texts(module: str) -> Iterable[str]:
    """Give the short texts in a module's code."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise LookupError(module)
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
            if 0 < len(value) <= 30 and "\n" not in value:
                yield value


_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_NAME: Final = re.compile(r"(?:[a-z]\w*:)?[A-Za-z][\w.-]*")


def _rtf_words(text: str) -> Iterable[bytes]:
    if re.fullmatch(r"[a-z]{1,20}", text):
        word = text.encode()
        yield from (b"\\%b " % word, b"\\%b1 " % word, b"\\%b-9999 " % word, b"{\\*\\%b x;}" % word, b"{\\%b " % word)


def _xml_words(text: str) -> Iterable[bytes]:
    if _NAME.fullmatch(text):
        word = text.encode()
        yield from (b"<%b/>" % word, b"<%b>x</%b>" % (word, word), b' %b="1"' % word, b' %b="x"' % word, word)
        if text.startswith("w:"):
            yield from (b'<%b w:val="0"/>' % word, b'<%b w:val="FFFFFF"/>' % word)
    yield from _plain(text)


def _html_words(text: str) -> Iterable[bytes]:
    if _WORD.fullmatch(text):
        word = text.encode()
        yield from (b"<%b>" % word, b"</%b>" % word, b'<p style="%b:9">' % word, b'<div style="display:%b">' % word)
        yield from (b' %b="2"' % word, b"%b{display:none}" % word, b":%b" % word)
    yield from _plain(text)


def _pdf_words(text: str) -> Iterable[bytes]:
    if re.fullmatch(r"/\w+", text):
        word = text.encode()
        yield from (word, b"%b 4 0 R" % word, b"%b [1 2]" % word, b"%b << %b 3 0 R >>" % (word, word))
    yield from _plain(text)


def _json_words(text: str) -> Iterable[bytes]:
    if _WORD.fullmatch(text):
        word = text.encode()
        yield from (
            b'"%b"' % word,
            b'"%b": "x", ' % word,
            b'"%b": [{"%b": 1}], ' % (word, word),
            b'"%b": {}, ' % word,
        )


def _plain(text: str) -> Iterable[bytes]:
    yield text.encode("utf-8", "replace")


def _part(part: bytes) -> Grammar:
    start = part[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    return MARKUP if start.startswith(b"<") else TABLE


def _all(grammar: Grammar) -> Callable[[bytes], Grammar]:
    return lambda _: grammar


def _pdf_part(part: bytes) -> Grammar:
    return BYTES if part[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true") else PDF


def _page(part: bytes) -> Grammar:
    # style sheets are worth a third of the work
    return CSS if len(part) % 3 == 0 else MARKUP


def _picture(data: bytes) -> None:
    """Decode every frame, and make its page ready for recognition as the reader does."""
    for frame in frames(data, LIMITS):
        pixels = grey(frame.image)
        if pixels.size <= _SMALL and not blank(pixels, frame.dpi):
            prepare(pixels, frame.dpi, 0)


def _history(data: bytes) -> Document | None:
    """Read a table for one worker and for several."""
    source = SourceDocument(name="history", data=data)
    people(source, LIMITS)
    return read(source, LIMITS)


def _modules(*names: str) -> tuple[str, ...]:
    return tuple(_READERS + name for name in names)


_TABLE: Final = _modules("table.read", "table.columns", "table.workers")
_PDF_PARTS: Final = "gate read replaced unprinted ink paint runs glyphs rules structure tracking pictures"
_PDF: Final = _modules("page.told", *(f"pdf.{name}" for name in _PDF_PARTS.split()))
_RECORDS: Final = (
    "app.extraction.structured.linkedin",
    "app.extraction.transcripts.grades",
    "app.extraction.headings.openings",
)

TARGETS: Final = {
    target.name: target
    for target in (
        Target(
            "rtf",
            seeds.rtf,
            _modules("rtf.read", "rtf.state", "rtf.story", "rtf.tables"),
            _rtf_words,
            grammar=_all(RTF),
        ),
        Target(
            "html",
            seeds.html,
            _modules("html.read", "html.body", "html.look", "html.css", "html.selectors", "colours"),
            _html_words,
            grammar=_page,
        ),
        Target(
            "docx",
            seeds.docx,
            _modules("word.read", "word.styles", "word.unshown", "pdf.shapes"),
            _xml_words,
            open=forms.package,
            grammar=_part,
        ),
        Target(
            "odt",
            seeds.odt,
            _modules("odt.read", "odt.body", "odt.styles"),
            _xml_words,
            open=forms.package,
            grammar=_part,
        ),
        Target("pdf", seeds.pdf, _PDF, _pdf_words, open=forms.pdf, grammar=_pdf_part),
        Target(
            "pdf-records",
            seeds.pdf_records,
            (*_modules("pdf.europass"), *_RECORDS),
            _plain,
            open=forms.pdf,
            grammar=_pdf_part,
            extracted=2,
        ),
        Target(
            "xlsx", seeds.xlsx, _modules("table.xlsx"), _xml_words, open=forms.package, read=_history, grammar=_part
        ),
        Target("csv", seeds.csv, _TABLE, _plain, read=_history, grammar=_all(TABLE)),
        Target("picture", seeds.picture, (), _plain, open=forms.png, read=_picture, grammar=_all(BYTES)),
        Target("text", seeds.text, _RECORDS, _plain, extracted=4),
        Target(
            "linkedin", seeds.linkedin, _modules("structured.linkedin"), _plain, open=forms.package, grammar=_part
        ),
        Target("json-resume", seeds.json_resume, _modules("structured.jsonresume"), _json_words, grammar=_all(JSON)),
        Target("ler-rs", seeds.ler_rs, _modules("structured.lerrs"), _json_words, grammar=_all(JSON)),
        Target(
            "europass",
            seeds.europass,
            _modules("structured.europass", "structured.europass_candidate", "markup"),
            _xml_words,
            grammar=_all(MARKUP),
        ),
        Target("pesc", seeds.pesc, _modules("structured.pesc"), _xml_words, grammar=_all(MARKUP)),
    )
}
"""In the order of what was thought to be most fragile."""
