"""OpenDocument text to a document (ODF 1.3 part 3)."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.assembly import Assembly
from app.documents.model import Document, Limits, MediaType, Page, SourceDocument
from app.documents.readers.flow import Flow, Region, Unseen
from app.documents.readers.odt.body import Body
from app.documents.readers.odt.styles import Styles, page_ground, q
from app.documents.readers.package import check_zip
from app.errors import SourceDamaged, SourceEmpty, SourceEncrypted, SourceTooComplex, SourceWithoutText

_MEDIA_TYPE: MediaType = "application/vnd.oasis.opendocument.text"
_SIDES = ("", "-left", "-first")


def read_odt(source: SourceDocument, limits: Limits) -> Document:
    """Read an ODT: headers, body with lists, tables and text boxes, footers and notes; one line for each paragraph.

    Tables are read as those of a DOCX are. Tracked deletions, comments, hidden text, paragraphs and sections, tiny
    print and print in the colour of its ground are kept apart. Embedded objects are passed over.

    Raises SourceDamaged, SourceEncrypted, SourceTooLarge, SourceTooComplex, SourceWithoutText and SourceEmpty.
    """
    check_zip(source.data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            names = frozenset(package.namelist())
            if _is_encrypted(package, names):
                raise SourceEncrypted("the OpenDocument file needs a password to open")
            content = _part(package, names, "content.xml")
            styles = _part(package, names, "styles.xml")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as error:
        raise SourceDamaged("the package is cut short or broken") from error
    body = content.find(f"{q('office:body')}/{q('office:text')}") if content is not None else None
    if content is None or body is None:
        raise SourceDamaged("the package has no text part")
    unseen = Unseen()
    assembly = Assembly(limits, placed=False)
    flow = Flow(assembly)
    for region in _regions(content, body, styles, unseen):
        flow.region(region)
    if assembly.empty:
        if next(body.iter(q("draw:image"), q("draw:object")), None) is not None:
            raise SourceWithoutText("the document holds pictures, and no text")
        raise SourceEmpty("the document holds no text")
    pages = [Page(number=1, width=0, height=0)]
    return assembly.finish(source.data, _MEDIA_TYPE, pages, unseen.hidden, sorted(set(_notes(names, body))))


def _regions(content: Element, body: Element, styles: Element | None, unseen: Unseen) -> Iterator[Region]:
    """Give the regions in the order in which a page shows them: headers, body, footers, notes."""
    ground = page_ground(styles)
    main = Body(Styles(styles, content), unseen, None if _has_drawings_behind(content, styles) else ground)
    margins = Body(Styles(styles, styles), unseen, main.ground)
    masters = _masters(content, styles)
    for side in _SIDES:
        yield from (margins.region(m) for master in masters for m in _margins(master, f"style:header{side}"))
    yield main.region(body)
    for side in _SIDES:
        yield from (margins.region(m) for master in masters for m in _margins(master, f"style:footer{side}"))
    yield from (*main.notes, *margins.notes)


def _part(package: zipfile.ZipFile, names: frozenset[str], name: str) -> Element | None:
    if name not in names:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise SourceTooComplex("the text is nested deeper than any resume needs") from error
        raise SourceDamaged("a part of the package is no well-formed XML") from error
    except (zipfile.BadZipFile, ValueError) as error:
        raise SourceDamaged("a part of the package is no well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceDamaged("a part of the package declares a document type")
    return root


def _is_encrypted(package: zipfile.ZipFile, names: frozenset[str]) -> bool:
    """Look for a part whose bytes are said to be encrypted (ODF 1.3 part 2, 3.4), or a whole package that is."""
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    return b"encryption-data" in manifest or "encrypted-package" in names


def _notes(names: frozenset[str], body: Element) -> Iterator[str]:
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        yield "macros"
    if next(body.iter(q("draw:object"), q("draw:object-ole"), q("draw:plugin")), None) is not None:
        yield "attachments"


def _has_drawings_behind(*parts: Element | None) -> bool:
    """Without drawing the page it is not known what lies behind the text: white letters may be on dark ground."""
    return any(
        properties.get(q("style:run-through")) == "background"
        for part in parts
        if part is not None
        for properties in part.iter(q("style:graphic-properties"))
    )


def _masters(content: Element, styles: Element | None) -> list[Element]:
    """Give the page styles that any page has: the first, those that a paragraph asks for, and what follows them."""
    known = {
        m.get(q("style:name"), ""): m for m in (styles.iter(q("style:master-page")) if styles is not None else ())
    }
    asked = [style.get(q("style:master-page-name")) for style in content.iter(q("style:style"))]
    todo = [name for name in ("Standard" if "Standard" in known else next(iter(known), ""), *asked) if name in known]
    used: dict[str, Element] = {}
    for name in todo:
        if name is not None and name in known and name not in used:
            used[name] = known[name]
            todo.append(known[name].get(q("style:next-style-name"), ""))
    return list(used.values())


def _margins(master: Element, name: str) -> Iterator[Element]:
    return (margin for margin in master.iterchildren(q(name)) if margin.get(q("style:display")) != "false")
