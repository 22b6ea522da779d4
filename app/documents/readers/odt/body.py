"""The body of an OpenDocument text to paragraphs and tables, with what nobody sees kept apart."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.readers.colours import Colour
from app.documents.readers.flow import Paragraph, Region, Run, Table, Unseen
from app.documents.readers.odt.styles import Look, Styles, is_far, points, q

_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 64
_PARAGRAPHS = frozenset((q("text:p"), q("text:h")))
_PASSED = frozenset(
    map(
        q,
        (
            "office:forms",
            "text:sequence-decls",
            "text:variable-decls",
            "text:user-field-decls",
            "text:tracked-changes",
            "text:note-citation",
            "text:ruby-text",
            "text:script",
            "draw:object",
            "draw:object-ole",
            "draw:image",
            "svg:title",
            "svg:desc",
            "table:covered-table-cell",
            "table:shapes",
        ),
    )
)
"""No text of the body; what of it is text that nobody sees, `Body` looks for itself."""
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SOURCES = re.compile(r"\}[\w-]+-source$")


class Body:
    """Reads the regions of one part. `notes` are its foot- and endnotes so far."""

    def __init__(self, styles: Styles, unseen: Unseen, ground: Colour | None) -> None:
        self.notes: list[Region] = []
        self.ground = ground
        self._styles = styles
        self._unseen = unseen
        self._spaced = True

    def region(self, element: Element) -> Region:
        """Give the paragraphs and tables of an element, behind which the page stands."""
        for deletion in element.iterfind(f"{q('text:tracked-changes')}/*/{q('text:deletion')}"):
            self._hide(deletion, "deleted")
        for covered in element.iter(q("table:covered-table-cell")):
            self._hide(covered, "covered")
        return list(self._blocks(element, self.ground, ""))

    def _blocks(self, element: Element, ground: Colour | None, reason: str) -> Iterator[Paragraph | Table]:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in _PASSED or _SOURCES.search(child.tag):
                continue
            if child.tag in _PARAGRAPHS:
                yield self._paragraph(child, ground, reason)
            elif child.tag == q("table:table"):
                yield self._table(child, ground, reason)
            elif child.tag == q("text:list"):
                yield from self._list(child, ground, reason)
            elif child.tag == q("text:section"):
                name = child.get(q("text:style-name"))
                why = reason or ("invisible" if _is_gone(child) else "")
                yield from self._blocks(child, self._styles.ground("section", name, ground), why)
            elif child.tag == q("office:annotation"):
                self._hide(child, "comment")
            elif child.tag.startswith(_DRAWN):
                anchor = Paragraph()
                self._drawing(child, anchor, ground, reason)
                yield anchor
            else:
                yield from self._blocks(child, ground, reason)

    def _list(self, element: Element, ground: Colour | None, reason: str) -> Iterator[Paragraph | Table]:
        for entry in element.iterchildren(q("text:list-item"), q("text:list-header")):
            first = entry.tag == q("text:list-item")
            for block in self._blocks(entry, ground, reason):
                if first and isinstance(block, Paragraph) and block.printed:
                    block.bullet, first = True, False
                yield block

    def _table(self, table: Element, ground: Colour | None, reason: str) -> Table:
        ground = self._styles.ground("table", table.get(q("table:style-name")), ground)
        made = Table()
        for row in _within(table, q("table:table-row")):
            why = reason or ("invisible" if row.get(q("table:visibility")) in ("collapse", "filter") else "")
            behind = self._styles.ground("table-row", row.get(q("table:style-name")), ground)
            made.rows.append(
                [
                    list(
                        self._blocks(
                            cell, self._styles.ground("table-cell", cell.get(q("table:style-name")), behind), why
                        )
                    )
                    for cell in _within(row, q("table:table-cell"))
                ]
            )
        return made

    def _paragraph(self, element: Element, ground: Colour | None, reason: str) -> Paragraph:
        name = element.get(q("text:style-name"))
        said = self._styles.said("paragraph", name)
        place = said.get("paragraph-properties", {})
        if any(is_far(points(place.get(q(edge))), None) for edge in ("fo:margin-left", "fo:text-indent")):
            reason = reason or "off-page"
        if any(field.get(q("text:is-hidden")) == "true" for field in element.iter(q("text:hidden-paragraph"))):
            reason = reason or "invisible"
        made = Paragraph(heading=element.tag == q("text:h") or self._styles.is_heading(name))
        self._spaced = True
        self._unseen.cut()
        look = Look().under(said.get("text-properties", {}))
        self._inline(element, made, look, (self._styles.ground("paragraph", name, ground), reason))
        self._unseen.cut()
        return made

    def _inline(self, element: Element, made: Paragraph, look: Look, around: tuple[Colour | None, str]) -> None:
        self._say(element.text, made, look, around)
        for child in element:
            if isinstance(child.tag, str):
                self._piece(child, made, look, around)
            self._say(child.tail, made, look, around)

    def _piece(self, child: Element, made: Paragraph, look: Look, around: tuple[Colour | None, str]) -> None:
        ground, reason = around
        if child.tag == q("text:s"):
            count = child.get(q("text:c"), "1")
            self._write(" " * _spaces(count), made, look, around)
        elif child.tag == q("text:tab"):
            self._write("  ", made, look, around)
        elif child.tag == q("text:line-break"):
            self._write("\n", made, look, around)
            self._spaced = True
        elif child.tag == q("text:note"):
            body = child.find(q("text:note-body"))
            if body is not None:
                self.notes.append(list(self._blocks(body, self.ground, reason)))
        elif child.tag == q("office:annotation"):
            self._hide(child, "comment")
        elif child.tag == q("text:hidden-text") and child.get(q("text:is-hidden")) == "true":
            self._unseen.add("".join(child.itertext()) or child.get(q("text:string-value"), ""), "invisible")
            made.hides = True
        elif child.tag.startswith(_DRAWN) and child.tag != q("draw:a"):
            self._drawing(child, made, ground, reason)
        elif child.tag not in _PASSED:
            name = child.get(q("text:style-name")) if child.tag in (q("text:span"), q("text:a")) else None
            said = {} if name is None else self._styles.said("text", name).get("text-properties", {})
            self._inline(child, made, look.under(said), around)

    def _drawing(self, drawing: Element, made: Paragraph, ground: Colour | None, reason: str) -> None:
        """Read a frame, text box or shape as a region of its own, hanging on a paragraph."""
        for told in drawing.iterchildren(q("svg:title"), q("svg:desc")):
            self._unseen.alternative("".join(told.itertext()))
        x, y = points(drawing.get(q("svg:x"))), points(drawing.get(q("svg:y")))
        why = reason or ("off-page" if is_far(x, y) else "")
        name = drawing.get(q("draw:style-name"))
        behind = self._styles.ground("graphic", name, ground)
        if drawing.tag != q("draw:frame") and not any(
            q("draw:fill") in said for said in self._styles.said("graphic", name).values()
        ):
            behind = None  # shapes are filled unless they say otherwise, each program with a colour of its own
        kept, self._spaced = self._spaced, True
        region = list(self._blocks(drawing, behind, why))
        self._spaced = kept
        if region:
            made.boxes.append(region)

    def _hide(self, element: Element, reason: str) -> None:
        """Keep the paragraphs of an element apart, for one reason."""
        for paragraph in element.iter(*_PARAGRAPHS):
            self._unseen.cut()
            self._unseen.add(" ".join(str(text) for text in paragraph.itertext()), reason)
        self._unseen.cut()

    def _say(self, text: str | None, made: Paragraph, look: Look, around: tuple[Colour | None, str]) -> None:
        """Write text in which any run of white space is one blank, across elements too (ODF 1.3 part 3, 6.1.2)."""
        if not text:
            return
        said = _WHITE_SPACE.sub(" ", text)
        if self._spaced:
            said = said.removeprefix(" ")
        if said:
            self._spaced = said.endswith(" ")
            self._write(said, made, look, around)

    def _write(self, text: str, made: Paragraph, look: Look, around: tuple[Colour | None, str]) -> None:
        ground, reason = around
        reason = reason or look.hides(ground)
        if reason:
            self._unseen.add(text, reason)
            made.hides = True
            return
        if text.strip():
            self._unseen.cut()
        made.runs.append(Run(text, look.size, look.bold))


def _spaces(count: str) -> int:
    """Give the number of blanks that `text:s` stands for; one where it is no number."""
    if not count.isdecimal():
        return 1
    return min(int(count), _MOST_SPACES) if len(count) < 9 else _MOST_SPACES


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Give the nearest descendants of that tag, in order."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag not in _PASSED:
            yield from _within(child, tag)


def _is_gone(section: Element) -> bool:
    display: str | None = section.get(q("text:display"))
    return display == "none" or (display == "condition" and bool(section.get(q("text:is-hidden")) == "true"))
