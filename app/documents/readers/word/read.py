"""DOCX to a document."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import docx
from docx.document import Document as Package
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml.etree import XMLSyntaxError

from app.documents.assembly import Assembly, Printed
from app.documents.characters import clean
from app.documents.model import Document, Hidden, Limits, MediaType, Page, SourceDocument
from app.documents.readers.flow import is_figure, said_on_a_line
from app.documents.readers.package import check_package
from app.documents.readers.table.within import Noted
from app.documents.readers.word.styles import Look, Styles, unseen_box
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


@dataclass
class _Piece:
    """One printed line of a paragraph while its runs are collected."""

    text: list[str] = field(default_factory=list)
    looks: list[tuple[int, Look]] = field(default_factory=list)
    """For each run with letters: how many, and how they look."""
    first: int | None = None
    """How many of `looks` stand before the first tab; None when there is no tab."""


class _Reading:
    def __init__(self, package: Package, limits: Limits) -> None:
        self.assembly = Assembly(limits, placed=False)
        self.hidden: list[Hidden] = []
        self.notes: set[str] = set(_attached(package))
        self.notes |= {"tracked-insertions"} if has_insertions(package) else set()
        self._package = package
        self._styles = Styles(package)
        self._block = 0
        self._apart = False
        self._unseen = ""
        """Why nobody sees what is read now, because of where it stands."""

    def all(self) -> None:
        """Read every part in the order in which a page shows it: headers, body, footers, notes."""
        for part in _margins(self._package, "w:headerReference"):
            self._region(part)
        self._region(self._package.element.body)
        for part in _margins(self._package, "w:footerReference"):
            self._region(part)
        for notes in _notes(self._package):
            self._region(notes)

    def _region(self, element: Element) -> None:
        self._block += 1
        self._container(element)

    def _container(self, element: Element) -> None:
        for child in _shown(element):
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
                self._block += 1
            else:
                self._container(child)

    def _table(self, table: Element) -> None:
        rows = list(_rows(table))
        noted = Noted(self.assembly, len(rows), lambda n: self._texts(rows[n]))
        for number, row in enumerate(rows):
            if _is_hidden(row):
                self._as_unseen("invisible", [row])
                continue
            begun = self.assembly.length
            self._row(row)
            noted.row(number, begun)

    def _texts(self, row: Element) -> list[str | None]:
        """Give what the cells of a row say, "" for an empty one; None for one that is more than a line."""
        if self._unseen or _is_hidden(row):
            return []
        told: list[str | None] = []
        for cell in _descend(row, qn("w:tc")):
            line = self._single_line(cell) if _has_text(cell) else None
            told.append("" if not _has_text(cell) else None if line is None else said_on_a_line(line))
        return told

    def _row(self, row: Element) -> None:
        cells = [c for c in _descend(row, qn("w:tc")) if _has_text(c)]
        lines = [self._single_line(cell) for cell in cells]
        whole = [line for line in lines if line is not None]
        if len(whole) == len(cells) > 1 and 0 < sum(map(is_figure, whole)) < len(whole):
            self._block += 1
            self._join(whole)
            return
        for cell in cells:
            self._region(cell)

    def _as_unseen(self, reason: str, regions: Iterable[Element]) -> None:
        before, self._unseen = self._unseen, reason
        for region in regions:
            self._container(region)
        self._unseen = before

    def _single_line(self, cell: Element) -> Printed | None:
        """Give a cell's only line; None when it has more, or something else than plain text."""
        if next(cell.iter(qn("w:tbl"), qn("w:txbxContent")), None) is not None:
            return None
        paragraphs = [p for p in _descend(cell, qn("w:p")) if _has_text(p)]
        if len(paragraphs) != 1:
            return None
        kept, self.hidden = self.hidden, []
        lines = self._lines(paragraphs[0])
        hides, self.hidden = bool(self.hidden), kept
        return lines[0] if len(lines) == 1 and not hides else None

    def _join(self, cells: list[Printed]) -> None:
        text = "  ".join("".join(cell.characters).strip() for cell in cells)
        first = cells[0]
        self.assembly.add(
            Printed(text, size=first.size, bold=first.bold, heading=first.heading, bullet=first.bullet),
            page=1,
            block=self._block,
        )

    def _paragraph(self, paragraph: Element) -> None:
        lines = self._lines(paragraph)
        if not lines:
            self._apart = True
        for index, line in enumerate(lines):
            apart = index == 0 and (self._apart or line.heading)
            self.assembly.add(line, page=1, block=self._block, apart=apart)
            self._apart = False
        boxes = list(_text_boxes(paragraph))
        for box in boxes:
            unseen = self._unseen or unseen_box(box)
            if unseen:
                self._as_unseen(unseen, [box])
            else:
                self._region(box)
        if boxes:
            self._block += 1

    def _lines(self, paragraph: Element) -> list[Printed]:
        pieces = [_Piece()]
        unseen: list[tuple[str, str]] = []
        for run in _descend(paragraph, qn("w:r")):
            look = self._styles.look(run, paragraph)
            text = "".join(_run_text(run))
            if look.hidden or self._unseen:
                unseen.append((self._unseen or look.hidden, text))
                continue
            for index, part in enumerate(text.split("\n")):
                if index:
                    pieces.append(_Piece())
                if pieces[-1].first is None and pieces[-1].looks and part.startswith("  "):
                    pieces[-1].first = len(pieces[-1].looks)
                pieces[-1].text.append(part)
                letters = len(part.strip())
                if letters:
                    pieces[-1].looks.append((letters, look))
        for reason, parts in groupby(unseen, key=itemgetter(0)):
            printed = " ".join(clean("".join(text for _, text in parts).replace("\n", " "))[0].split())
            if printed:
                self.hidden.append(Hidden(text=printed, page=1, reason=reason))
        heading = self._styles.is_heading(paragraph)
        item = not heading and self._styles.is_item(paragraph)
        return [
            Printed(
                "".join(piece.text),
                size=_usual_size(piece.looks),
                bold=all(look.bold for _, look in piece.looks[: piece.first]),
                heading=heading,
                bullet=item and index == 0,
            )
            for index, piece in enumerate(p for p in pieces if p.looks)
        ]


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


def _has_text(element: Element) -> bool:
    return any((t.text or "").strip() for t in element.iter(qn("w:t"), qn("w:sym")))


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


def _usual_size(looks: list[tuple[int, Look]]) -> float | None:
    sizes: Counter[float] = Counter()
    for letters, look in looks:
        if look.size is not None:
            sizes[look.size] += letters
    return sizes.most_common(1)[0][0] if sizes else None


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
