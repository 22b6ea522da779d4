"""The elements of a page to paragraphs, list items and tables, with what nobody sees kept apart."""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml.etree import _Comment as Comment
from lxml.etree import _Element as Element

from app.documents.readers.flow import Paragraph, Region, Run, Table, Unseen
from app.documents.readers.html.look import Look, Looks

_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE = re.compile(r"\r\n|[\r\n\f]")
_TAG = re.compile(r"<[^<>]*>")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PASSED = frozenset(
    (
        *("head", "script", "style", "template", "title", "meta", "link", "base", "datalist", "select", "rt", "rp"),
        *("source", "track", "param", "area", "defs", "metadata", "symbol", "colgroup", "col"),
    )
)
"""Never shown as text, and never meant to be."""
_INSTEAD = frozenset(("noscript", "iframe", "object", "video", "audio", "canvas", "embed", "noframes", "noembed"))
"""What stands within is shown only where the thing itself cannot be."""
_SIDE_BY_SIDE = frozenset(("flex", "inline-flex", "grid", "inline-grid"))
_TABLES = frozenset(("table", "inline-table"))
_GROUPS = frozenset(("table-row-group", "table-header-group", "table-footer-group"))
_INLINE = frozenset(("inline", "contents", "ruby", "math"))
_TYPED = frozenset(("text", "email", "tel", "url", "search", "number", "date", "month", "button", "submit", ""))
_SAID = ("alt", "title", "aria-label", "aria-description")
_GAP = "  "


class Body:
    """Walks a page once. The paragraph that is being filled ends where a block begins or ends."""

    def __init__(self, looks: Looks, unseen: Unseen) -> None:
        self._looks = looks
        self._unseen = unseen
        self._region: Region = []
        self._paragraph: Paragraph | None = None
        self._spaced = True
        self._item = self._heading = False

    def read(self, element: Element, look: Look) -> Region:
        """Give the paragraphs and tables of an element as a region of its own."""
        before = self._region, self._paragraph, self._item, self._heading
        self._region, self._paragraph, self._item, self._heading = [], None, False, False
        self._element(element, look, begun=True)
        self._end()
        made = self._region
        self._region, self._paragraph, self._item, self._heading = before
        return made

    def _element(self, element: Element, around: Look, *, begun: bool = False) -> None:
        tag = str(element.tag)
        if (
            tag in _PASSED
            or tag == "nav"
            or element.get("role") == "navigation"
            or (tag == "input" and element.get("type") == "hidden")
        ):
            return
        for name in _SAID:
            self._unseen.alternative(element.get(name))
        look = self._looks.of(element, around)
        if tag in _INSTEAD or (tag == "dialog" and element.get("open") is None):
            look = look.within("invisible")
        if tag == "br":
            self._write("\n", look)
            self._spaced = True
        elif tag in ("input", "svg"):
            self._special(element, look)
        elif look.display in _TABLES:
            self._end()
            self._table(element, look)
        elif look.display in _SIDE_BY_SIDE:
            self._end()
            self._side_by_side(element, look)
        elif look.display in _INLINE and look.said.get("position") not in ("absolute", "fixed"):
            self._inline(element, look)
        elif look.display.startswith("inline") or (begun and look.display.startswith("table")):
            self._part(element, look)
        else:
            self._block(element, look)

    def _children(self, element: Element, look: Look) -> None:
        self._text(element.text, look)
        for child in element:
            if isinstance(child, Comment):
                self._comment(child)
            elif isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look)

    def _inline(self, element: Element, look: Look) -> None:
        if look.said.get("float") == "right":
            self._write(_GAP, look)
        quoted = element.tag == "q"
        self._write("“" if quoted else "", look)
        self._children(element, look)
        self._write("”" if quoted else "", look)

    def _part(self, element: Element, look: Look) -> None:
        """Read a box within a line; where two stand side by side, there is room between them."""
        before = element.getprevious()
        beside = before is not None and isinstance(before.tag, str) and not (before.tail or "").strip()
        if beside and self._looks.display(before).startswith("inline-"):
            self._write(_GAP, look)
        self._children(element, look)

    def _block(self, element: Element, look: Look) -> None:
        self._end()
        kept = self._heading, self._item
        if element.tag in _HEADINGS or element.get("role") == "heading":
            self._heading = True
        elif element.tag == "li" or look.display == "list-item":
            self._item = True
        self._children(element, look)
        self._end()
        self._heading, self._item = kept[0], kept[1] and self._item
        if element.tag == "hr":
            self._region.append(Paragraph())

    def _special(self, element: Element, look: Look) -> None:
        if element.tag == "input":
            if (element.get("type") or "").lower() in _TYPED:
                self._text(element.get("value"), look)
            return
        self._end()
        for told in element.iter("text", "title", "desc"):
            said = " ".join("".join(told.itertext()).split())
            if told.tag == "text":
                self._text(said, self._looks.of(told, look))
                self._end()
            else:
                self._unseen.alternative(said)

    def _comment(self, comment: Comment) -> None:
        said = comment.text or ""
        if not said.lstrip().startswith(("[if", "<![endif")):
            self._unseen.remark(_TAG.sub(" ", said))

    def _table(self, table: Element, look: Look) -> None:
        made = Table([[self.read(cell, around) for cell, around in row] for row in self._rows(table, look)])
        self._region.append(made)

    def _rows(self, element: Element, look: Look) -> Iterator[list[tuple[Element, Look]]]:
        """Give the cells of each row with the look around them; what is no row is one of a single cell."""
        loose: list[tuple[Element, Look]] = []
        for child in element.iterchildren():
            if isinstance(child, Comment):
                self._comment(child)
            if not isinstance(child.tag, str) or child.tag in _PASSED:
                continue
            own = self._looks.of(child, look)
            if own.display == "table-cell":
                loose.append((child, look))
                continue
            if loose:
                yield loose
                loose = []
            if own.display in _GROUPS:
                yield from self._rows(child, own)
            elif own.display == "table-row":
                yield [(cell, own) for cell in child.iterchildren() if isinstance(cell.tag, str)]
            else:
                yield [(child, look)]
        if loose:
            yield loose

    def _side_by_side(self, element: Element, look: Look) -> None:
        """Read the children of a flex or grid box as the cells of a table, row by row where the rows are known."""
        cells: list[Region] = []
        if (element.text or "").strip():
            cells.append([Paragraph(runs=self._runs(element.text, look))])
        for child in element.iterchildren():
            if isinstance(child, Comment):
                self._comment(child)
            elif isinstance(child.tag, str):
                cells.append(self.read(child, look))
            if (child.tail or "").strip():
                cells.append([Paragraph(runs=self._runs(child.tail, look))])
        width = _columns(look, len(cells))
        rows = [[cell for _, cell in row] for _, row in groupby(enumerate(cells), key=lambda at: at[0] // width)]
        self._region.append(Table(rows))

    def _runs(self, text: str | None, look: Look) -> list[Run]:
        said = _WHITE_SPACE.sub(" ", text or "").strip()
        reason = look.hides
        if reason:
            self._unseen.add(said, reason)
            self._unseen.cut()
            return []
        return [Run(said, look.size, look.bold)]

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if look.kept_spaces:
            for number, line in enumerate(_LINE.split(text)):
                self._write(("\n" if number else "") + line.expandtabs(4), look)
            self._spaced = False
            return
        said = _WHITE_SPACE.sub(" ", text)
        if self._spaced:
            said = said.removeprefix(" ")
        if said:
            self._spaced = said.endswith(" ")
            self._write(said, look)

    def _write(self, text: str, look: Look) -> None:
        if not text:
            return
        reason = look.hides
        if reason:
            self._unseen.add(text, reason)
            if self._paragraph is not None:
                self._paragraph.hides = True
            return
        if self._paragraph is None:
            self._paragraph, self._spaced = Paragraph(heading=self._heading), self._spaced
        if text.strip():
            self._unseen.cut()
            if self._item:
                self._paragraph.bullet, self._item = True, False
        self._paragraph.runs.append(Run(text, look.size, look.bold))

    def _end(self) -> None:
        """End the current paragraph."""
        self._unseen.cut()
        if self._paragraph is not None and self._paragraph.printed:
            self._region.append(self._paragraph)
        self._paragraph, self._spaced = None, True


def _columns(look: Look, count: int) -> int:
    """Give how many children of a flex or grid box stand in one row."""
    if "grid" in look.display:
        told = look.said.get("grid-template-columns", "none")
        repeated = re.fullmatch(r"repeat\(\s*(\d{1,3})\s*,[^)]*\)", told)
        return int(repeated[1]) or 1 if repeated else max(len(re.sub(r"\([^)]*\)", "", told).split()), 1)
    direction = look.said.get("flex-direction", "") + look.said.get("flex-flow", "") + look.said.get("flex-wrap", "")
    return 1 if "column" in direction or ("wrap" in direction and "nowrap" not in direction) else max(count, 1)
