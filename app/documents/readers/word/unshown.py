"""What a Word package says without showing it: deletions, comments, alternative texts, properties."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from docx.document import Document as Package
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml.etree import XMLSyntaxError

from app.documents.characters import clean
from app.errors import SourceDamaged, SourceError, SourceTooComplex

Said = tuple[str, str]
"""Text that nobody sees, and the reason."""

LONG = 100
"""Characters; a property or an alternative text with fewer tells no story."""
_LONGEST = 5_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_INSERTED = (qn("w:ins"), qn("w:moveTo"))
_CORE = ("title", "subject", "keywords", "comments", "category")


def unshown(package: Package) -> Iterator[Said]:
    """Give what the package's parts say without showing it, part by part."""
    yield from _deleted(package.element.body)
    for relation in package.part.rels.values():
        if relation.is_external:
            continue
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("header", "footer", "footnotes", "endnotes"):
            root = root_of(relation.target_part)
            yield from _deleted(root)
            yield from _alternatives(root)
        elif kind == "comments":
            for comment in root_of(relation.target_part):
                yield from _told(" ".join(t.text or "" for t in comment.iter(qn("w:t"))), "comment")
    yield from _alternatives(package.element.body)
    yield from _properties(package)


def has_insertions(package: Package) -> bool:
    """Say whether text was inserted that nobody has accepted yet."""
    return any(next(element.iter(qn("w:t")), None) is not None for element in package.element.body.iter(*_INSERTED))


def root_of(part: Part) -> Element:
    """Give the root element of a part's XML. Raises SourceDamaged and SourceTooComplex."""
    element: Element | None = getattr(part, "element", None)
    if element is not None:
        return element
    try:
        return parse_xml(part.blob)
    except XMLSyntaxError as error:
        raise not_well_formed(error) from error


def not_well_formed(error: XMLSyntaxError) -> SourceError:
    """Give the refusal of a part that cannot be parsed."""
    if "depth" in str(error):
        return SourceTooComplex("the text is nested deeper than any resume needs")
    return SourceDamaged("a part of the package is no well-formed XML")


def _deleted(root: Element) -> Iterator[Said]:
    """Give deleted text, paragraph by paragraph."""
    texts = (t for change in root.iter(*_DELETED) for t in change.iter(qn("w:delText"), qn("w:t")))
    for _, parts in groupby(texts, key=_paragraph):
        yield from _told("".join(part.text or "" for part in dict.fromkeys(parts)), "deleted")


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(qn("w:p")), None)


def _alternatives(root: Element) -> Iterator[Said]:
    for drawing in root.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        if next(drawing.iterancestors(_FALLBACK), None) is None:
            yield from _long((drawing.get(name) for name in ("descr", "title")), "alternative text")


def _properties(package: Package) -> Iterator[Said]:
    core = package.core_properties
    yield from _long((getattr(core, name, None) for name in _CORE), "properties")
    for relation in package.part.package.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/custom-properties", "/extended-properties")):
            yield from _long((element.text for element in root_of(relation.target_part).iter()), "properties")


def _long(texts: Iterable[str | None], reason: str) -> Iterator[Said]:
    for text in texts:
        if text and len(text) >= LONG:
            yield from _told(text, reason)


def _told(text: str, reason: str) -> Iterator[Said]:
    printed = " ".join(clean(text[:_LONGEST])[0].split())
    if printed:
        yield printed, reason
