"""XML to elements, without entities, document types or anything from elsewhere."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.detect import PROLOG, decode
from app.documents.model import Limits
from app.errors import SourceDamaged, SourceTooComplex, SourceUnsupported

_PROLOG: Final = re.compile(rf"\s*{PROLOG}", re.DOTALL)
_HINT: Final = "Export the file again; this copy is incomplete or was edited by hand."
_PLAIN: Final = "Export it again without a document type; nothing that a file defines for itself is followed."
_SMALLER: Final = "It asks for more than any resume or transcript does; export the record alone."


def load_xml(data: bytes, limits: Limits) -> Element:
    """Parse XML and give its root.

    A document type is refused before anything is parsed: it is what entities and external files are declared in.
    Raises SourceUnsupported for it, SourceDamaged for what is not well formed, SourceTooComplex beyond `limits`.
    """
    text = decode(data)
    if text is None:
        raise SourceDamaged("the file is not readable as text", hint=_HINT)
    prolog = _PROLOG.match(text.removeprefix("\ufeff"))
    if text.removeprefix("\ufeff").startswith("<!DOCTYPE", prolog.end() if prolog else 0):
        raise _declared()
    if text.count("<") > 2 * limits.values:
        raise SourceTooComplex(f"the XML has more than {limits.values:,} elements", hint=_SMALLER)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise SourceTooComplex("the XML is nested too deep", hint=_SMALLER) from error
        raise SourceDamaged(f"it is not valid XML (line {error.lineno})", hint=_HINT) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared()  # in an encoding that was read as another above
    _check_depth(root, limits)
    return root


def _declared() -> SourceUnsupported:
    return SourceUnsupported("the XML declares a document type, which is not read", hint=_PLAIN)


def _check_depth(root: Element, limits: Limits) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.depth:
            raise SourceTooComplex(f"the XML has more than {limits.depth} elements inside one another", hint=_SMALLER)


def name_of(element: Element) -> str:
    """Give an element's name without its namespace; "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element | None, *names: str) -> list[Element]:
    """Give the child elements of some names, whatever their namespace."""
    return [] if element is None else [child for child in element if name_of(child) in names]


def find(element: Element | None, *path: str) -> Element | None:
    """Give the first element under names that lead into one another; None where one is missing."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def said(element: Element | None, *path: str) -> str:
    """Give all text in the element at a path, in document order, without white space at its ends; "" without one."""
    found = find(element, *path)
    return "" if found is None else "".join(str(part) for part in found.itertext()).strip()


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """Give the elements of some names at any depth, in document order."""
    if element is not None:
        yield from (one for one in element.iter() if name_of(one) in names)
