"""The HTML in which a format keeps descriptions, to lines of text; what it hides is kept apart."""

import html
import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from app.documents.model import Hidden

_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "table"}
)
_NO_TEXT: Final = frozenset({"script", "style", "template", "head", "title", "noscript"})
_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|$)",
    re.IGNORECASE,
)


def plain(said: str, hidden: list[Hidden]) -> str:
    """Give the text of a value that may be HTML, one line for each paragraph or list item.

    Text of elements that no browser shows is added to `hidden`. What has no tags stays as it is.
    """
    if not _TAG.search(said):
        return html.unescape(said) if "&" in said else said
    try:
        root = fragment_fromstring(
            said, create_parent="div", parser=HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^>]*>", " ", said)
    out: list[str] = []
    unseen: list[str] = []
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if inside is None and _is_unseen(element):
                inside = element
            out.append(_opening(element) if inside is None else "")
            (out if inside is None else unseen).append(_own(element, inside is not None))
            continue
        if element is inside:
            inside = None
        elif inside is None and element.tag in _BLOCKS:
            out.append("\n")
        (out if inside is None else unseen).append(_tail(element, root))
    if text := " ".join("".join(unseen).split()):
        hidden.append(Hidden(text=text, page=1, reason="not shown in its HTML"))
    return "".join(out)


def _is_unseen(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    return element.tag in _NO_TEXT or "hidden" in element.attrib or _UNSEEN.search(style) is not None


def _opening(element: HtmlElement) -> str:
    if element.tag == "li":
        return "\n• "
    return "\n" if element.tag in _BLOCKS else ""


def _own(element: HtmlElement, unseen: bool) -> str:
    said = element.text or ""
    return "" if unseen and element.tag in _NO_TEXT else re.sub(r"\s+", " ", said)


def _tail(element: HtmlElement, root: HtmlElement) -> str:
    return "" if element is root else re.sub(r"\s+", " ", element.tail or "")
