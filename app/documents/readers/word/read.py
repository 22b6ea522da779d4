"""DOCX to a document."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import docx
from docx.document import Document as Package
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml.etree import XMLSyntaxError

from app.documents.assembly import Assembly
from app.documents.characters import clean
from app.documents.model import Document, Hidden, Limits, MediaType, Page, SourceDocument
from app.documents.readers.flow import Flow, Paragraph, Region, Run, Table
from app.documents.readers.package import check_package
from app.documents.readers.word.styles import Styles, unseen_box
from app.documents.readers.word.unshown import has_insertions, not_well_formed, root_of, unshown
from app.errors import SourceDamaged, SourceEmpty, SourceUnsupported, SourceWithoutText

_MEDIA_TYPE: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:sdtPr", "w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr")))
_PICTURES = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))


def read_docx(source: SourceDocument, limits: Limits) -> Document:
    """Read a DOCX: headers, body, text boxes, tables row by row, footers and notes; one line for each paragraph.

    A table's cells are blocks of their own, one after the other, except that a row of single lines with a date or
    figure among them (a title and its date, a course and its grade) is one line, its cells joined by two spaces. Tabs
    are two spaces. Tracked deletions are left out. External relationships are never followed.

    Raises SourceDamaged, SourceEncrypted, SourceTooLarge, SourceTooComplex, SourceUnsupported, SourceWithoutText and
    SourceEmpty.
    """
    check_package(source.data, limits)
    package = _opened(source.data)
    reading = _Reading(package, limits)
    reading.all()
    reading.hidden += [Hidden(text=text, page=1, reason=reason) for text, reason in unshown(package)]
    if reading.assembly.empty:
        if any(element.tag in _PICTURES for element in package.element.body.iter()):
            raise SourceWithoutText("the document holds pictures, and no text")
        raise SourceEmpty("the document holds no text")
    return reading.assembly.finish(
        source.data, _MEDIA_TYPE, [Page(number=1, width=0, height=0)], reading.hidden, sorted(reading.notes)
    )


def _opened(data: bytes) -> Package:
    """Open a package, and see that its parts are what they are said to be; the library looks at some when asked."""
    try:
        package = docx.Document(io.BytesIO(data))
        if any(
            relation.reltype is None
            for rels in (package.part.rels, package.part.package.rels)
            for relation in rels.values()
        ):
            raise SourceDamaged("a relation of the package does not say what it is")
        held = (package.element.body, package.styles.element, package.settings.element, package.core_properties)
    except ValueError as error:
        raise SourceUnsupported("a Word file of another kind (template or with macros) is not read") from error
    except XMLSyntaxError as error:
        raise not_well_formed(error) from error
    except (OpcError, PythonDocxError, KeyError, AttributeError, TypeError) as error:
        raise SourceDamaged("the parts of the package do not fit together") from error
    if any(part is None for part in held):
        raise SourceDamaged("the package has no text part")
    return package


class _Reading:
    """Turns the parts of a package into regions and has them written, and collects what nobody sees."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.assembly = Assembly(limits, placed=False)
        self.hidden: list[Hidden] = []
        self.notes: set[str] = set(_attached(package))
        self.notes |= {"tracked-insertions"} if has_insertions(package) else set()
        self._package = package
        self._styles = Styles(package)
        self._unseen = ""
        """Why nobody sees what is read now, because of where it stands."""

    def all(self) -> None:
        """Read every part in the order in which a page shows it: headers, body, footers, notes."""
        flow = Flow(self.assembly)
        for part in _parts(self._package):
            flow.region(self._region(part))

    def _region(self, element: Element) -> Region:
        return list(self._blocks(element))

    def _blocks(self, element: Element) -> Iterator[Paragraph | Table]:
        for child in _shown(element):
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            else:
                yield from self._blocks(child)

    def _table(self, element: Element) -> Table:
        table = Table()
        for row in _rows(element):
            if _is_hidden(row):
                self._as_unseen("invisible", row)
            else:
                table.rows.append([self._region(cell) for cell in _descend(row, qn("w:tc"))])
        return table

    def _as_unseen(self, reason: str, element: Element) -> None:
        before, self._unseen = self._unseen, reason
        self._region(element)
        self._unseen = before

    def _paragraph(self, element: Element) -> Paragraph:
        runs: list[Run] = []
        unseen: list[tuple[str, str]] = []
        for run in _descend(element, qn("w:r")):
            look = self._styles.look(run, element)
            text = "".join(_run_text(run))
            if look.hidden or self._unseen:
                unseen.append((self._unseen or look.hidden, text))
            else:
                runs.append(Run(text, look.size, look.bold))
        hides = self._hide(unseen)
        boxes = list(self._boxes(element))
        return Paragraph(runs, self._styles.is_heading(element), self._styles.is_item(element), boxes, hides)

    def _hide(self, unseen: Iterable[tuple[str, str]]) -> bool:
        """Keep what nobody sees of a paragraph, what has one reason together; say whether there is any."""
        before = len(self.hidden)
        for reason, parts in groupby(unseen, key=itemgetter(0)):
            text = " ".join(clean("".join(text for _, text in parts).replace("\n", " "))[0].split())
            if text:
                self.hidden.append(Hidden(text=text, page=1, reason=reason))
        return len(self.hidden) > before

    def _boxes(self, paragraph: Element) -> Iterator[Region]:
        for box in _text_boxes(paragraph):
            unseen = self._unseen or unseen_box(box)
            if unseen:
                self._as_unseen(unseen, box)
            else:
                yield self._region(box)


def _shown(element: Element) -> Iterator[Element]:
    """Give the children that are part of what is shown: no deletions, no properties, one of each alternative."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag == _ALTERNATE:
            choice = child.find(_CHOICE)
            chosen = choice if choice is not None else child.find(_FALLBACK)
            if chosen is not None:
                yield from _shown(chosen)
        else:
            yield child


def _descend(element: Element, tag: str) -> Iterator[Element]:
    """Give the nearest descendants of that tag, in order, without looking into pictures and text boxes."""
    for child in _shown(element):
        if child.tag == tag:
            yield child
        elif child.tag not in _PICTURES:
            yield from _descend(child, tag)


def _rows(table: Element) -> Iterator[Element]:
    for row in _descend(table, qn("w:tr")):
        properties = row.find(qn("w:trPr"))
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def _is_hidden(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    hidden = properties.find(qn("w:hidden")) if properties is not None else None
    return hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off")


def _text_boxes(element: Element) -> Iterator[Element]:
    """Give the text boxes that hang on a paragraph; boxes within boxes come with the outer one."""
    for child in _shown(element):
        if child.tag == qn("w:txbxContent"):
            yield child
        else:
            yield from _text_boxes(child)


def _run_text(run: Element) -> Iterator[str]:
    for child in _shown(run):
        if child.tag == qn("w:t"):
            yield (child.text or "").replace("\n", " ")
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "  "
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:sym"):
            # Symbol and Wingdings characters have no Unicode of their own; before an item they are its mark.
            yield "• "


def _parts(package: Package) -> Iterator[Element]:
    yield from _margins(package, "w:headerReference")
    yield package.element.body
    yield from _margins(package, "w:footerReference")
    yield from _notes(package)


def _margins(package: Package, reference: str) -> Iterator[Element]:
    """Give the headers or footers that any page shows, each once."""
    settings = package.settings.element
    alternating = settings.find(qn("w:evenAndOddHeaders")) is not None
    seen: set[str] = set()
    for section in package.element.body.iter(qn("w:sectPr")):
        kinds = {"default"} | ({"first"} if section.find(qn("w:titlePg")) is not None else set())
        kinds |= {"even"} if alternating else set()
        for found in section.findall(qn(reference)):
            name = found.get(qn("r:id"))
            if name and found.get(qn("w:type"), "default") in kinds and name not in seen:
                seen.add(name)
                part = package.part.related_parts.get(name)
                if part is not None:
                    yield root_of(part)


def _notes(package: Package) -> Iterator[Element]:
    """Give the text of footnotes and endnotes, without their separator lines."""
    for relation in package.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in root_of(relation.target_part):
                if note.get(qn("w:type"), "normal") == "normal":
                    yield note


def _attached(package: Package) -> Iterable[str]:
    for relation in package.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind == "vbaProject":
            yield "macros"
        elif kind in ("oleObject", "package", "aFChunk", "embeddings") and not relation.is_external:
            yield "attachments"
        elif kind == "attachedTemplate":
            yield "external-template"
