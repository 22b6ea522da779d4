"""HTML to a document (HTML Living Standard; the tree is that of libxml2)."""

import re
from collections.abc import Iterator

import webencodings
from lxml import html
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from app.documents.assembly import Assembly
from app.documents.encodings import decode
from app.documents.model import Document, Limits, MediaType, Page, SourceDocument
from app.documents.readers.colours import WHITE, unseen
from app.documents.readers.flow import Flow, Unseen
from app.documents.readers.html.body import Body
from app.documents.readers.html.css import Sheet, screen
from app.documents.readers.html.look import Look, Looks, background
from app.errors import SourceDamaged, SourceEmpty, SourceTooComplex, SourceWithoutText

_MEDIA_TYPE: MediaType = "text/html"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED_IN = 4096
_MOST_ELEMENTS = 150_000
_LONGEST_CLASS = 4_096
_PICTURES = ("img", "svg", "canvas", "video", "picture", "object", "embed")


def read_html(source: SourceDocument, limits: Limits) -> Document:
    """Read a page as a person sees it on a screen: headings, paragraphs, list items, and tables as those of a DOCX.

    What stands side by side (`display: flex` or `grid`) is read as a row of a table. Kept apart, with the reason, is
    what the page's own styles (`css.Sheet`, attributes) hide, comments, alternative texts, and what stands in the
    place of scripts and films. Scripts, styles, templates and the head are left out, and nothing is ever fetched or
    run. Text with `aria-hidden` is text: a person sees it, only a screen reader does not.

    Raises SourceDamaged, SourceTooComplex, SourceTooLarge, SourceWithoutText and SourceEmpty.
    """
    text, notes = _text(source.data)
    root = _tree(text)
    sheet = Sheet(_style_sheets(root))
    looks = Looks(sheet, painted=_is_painted(root, sheet))
    unseen_text = Unseen()
    region = Body(looks, unseen_text).read(root, Look())
    assembly = Assembly(limits, placed=False)
    Flow(assembly).region(region)
    if assembly.empty:
        if next(root.iter(*_PICTURES), None) is not None:
            raise SourceWithoutText("the page holds pictures, and no text")
        raise SourceEmpty("the page holds no text")
    pages = [Page(number=1, width=0, height=0)]
    return assembly.finish(source.data, _MEDIA_TYPE, pages, unseen_text.hidden, sorted(notes))


def _text(data: bytes) -> tuple[str, set[str]]:
    """Decode by the mark, as UTF-8 where it is that, by what the page says of itself, or else by a guess."""
    found = decode(data)
    if found is not None and found.encoding.lower().startswith(("utf", "iso-2022")):
        return found.text, set()
    told = _CHARSET.search(data[:_DECLARED_IN])
    encoding = webencodings.lookup(told[1].decode("ascii", "replace")) if told else None
    if encoding is not None and not encoding.name.startswith(("utf-16", "x-user")):
        text, _ = webencodings.decode(data, encoding)
        return text, {"unreadable-characters"} if "\ufffd" in text else set()
    if found is None:
        raise SourceDamaged("the page is not readable as text")
    return found.text, set() if found.certain else {"encoding-guessed"}


def _tree(text: str) -> Element:
    """Parse a page. Raises SourceTooComplex for one that the parser would cut, or with far too many elements."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise SourceEmpty("the page holds no text") from error
    if any(told.level_name == "FATAL" for told in parser.error_log):
        raise SourceTooComplex("the page is nested deeper, or has longer pieces, than any resume needs")
    for number, element in enumerate(root.iter()):
        if number > _MOST_ELEMENTS:
            raise SourceTooComplex(f"the page has more than {_MOST_ELEMENTS:,} elements")
        if isinstance(element.tag, str) and len(element.get("class") or "") > _LONGEST_CLASS:
            raise SourceTooComplex("an element of the page has more classes than any page needs")
    return root


def _style_sheets(root: Element) -> Iterator[str]:
    return (style.text or "" for style in root.iter("style") if screen(style.get("media") or ""))


def _is_painted(root: Element, sheet: Sheet) -> bool:
    """Say whether the page has pictures, or areas of another colour than white."""
    if next(root.iter(*_PICTURES), None) is not None:
        return True
    inline = (element.get("style") or "" for element in root.iter() if isinstance(element.tag, str))
    grounds = {*sheet.grounds, *(value for style in inline for value in sheet.grounds_of(style))}
    grounds |= {str(element.get("bgcolor")).lower() for element in root.iter("body", "table", "tr", "td", "th")}
    return any((ground := background(value, WHITE)) is None or not unseen(ground, WHITE) for value in grounds)
