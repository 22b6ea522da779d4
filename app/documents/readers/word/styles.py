"""A Word document's styles to what one run of text looks like, and whether it can be seen at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from app.documents.readers.word.ground import Ground

_OFF = frozenset(("0", "false", "off", "none"))
_SMALLEST_HALF_POINTS = 3
_NARROWEST = 12
"""Percent of a letter's own width; condensed faces are three times as wide."""
_CLOSEST = 0.4
"""Ems: letters that are moved together by so much lie on one another."""
_LOWEST_TWIPS = 40
"""Exact height of a line: two points."""
_PAGE_TWIPS = 12_240
_FAR_TWIPS = 15_000
"""A frame placed further out is beyond every page that is printed."""
_SMALLEST_EMUS = 12_700
"""A point."""
_FAR_EMUS = 635 * _FAR_TWIPS
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT_FILL, _NO_FILL, _TEXT_OUTLINE = f"{_W14}textFill", f"{_W14}noFill", f"{_W14}textOutline"
_HEADINGS = ("heading", "title")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is printed; `hidden` names why a person does not see it, or is empty."""

    size: float | None
    bold: bool
    hidden: str


def value_of(element: Element | None, name: str) -> str | None:
    """Give the `w:val` of the child `name` of an element, if there is one."""
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


class Styles:
    """Resolves run → character style → paragraph style → document defaults (ECMA-376 part 1, 17.7.2)."""

    def __init__(self, package: Package) -> None:
        root = package.styles.element
        self._styles: dict[str, Element] = {
            style.get(qn("w:styleId"), ""): style for style in root.findall(qn("w:style"))
        }
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._defaults: dict[str, Element] = {c.tag: c for c in defaults} if defaults is not None else {}
        self._normal = next(
            (s.get(qn("w:styleId")) for s in self._styles.values() if s.get(qn("w:default")) == "1"), None
        )
        self._resolved: dict[tuple[str | None, str | None], dict[str, Element]] = {}
        self._ground = Ground(package, self._styles)
        self._last: tuple[Element, Element | None] | None = None
        """The paragraph that was asked about last, and its properties."""
        self._width = max(
            (_number(size.get(qn("w:w"))) or 0 for size in package.element.iter(qn("w:pgSz"))), default=_PAGE_TWIPS
        )

    def is_heading(self, paragraph: Element) -> bool:
        """Say whether a paragraph's style, or one that it is based on, is a heading or the title."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:outlineLvl")) is not None:
            return value_of(properties, "w:outlineLvl") != "9"
        return any(
            (value_of(style, "w:name") or "").lower().startswith(_HEADINGS)
            for style in self._chain(value_of(properties, "w:pStyle"))
        )

    def is_item(self, paragraph: Element) -> bool:
        """Say whether a paragraph is numbered or bulleted, by itself or by its style."""
        own = paragraph.find(qn("w:pPr"))
        for properties in (own, *(s.find(qn("w:pPr")) for s in self._chain(value_of(own, "w:pStyle")))):
            numbering = properties.find(qn("w:numPr")) if properties is not None else None
            if numbering is not None:
                return value_of(numbering, "w:numId") not in (None, "0")
        return False

    def look(self, run: Element, paragraph: Element) -> Look:
        """Give the look of a run in a paragraph."""
        own = run.find(qn("w:rPr"))
        properties = self._style_properties(
            value_of(self._own_properties(paragraph), "w:pStyle"), value_of(own, "w:rStyle")
        )
        if own is not None:
            properties = properties | {child.tag: child for child in own}
        half_points = properties.get(qn("w:sz"))
        size = _number(half_points.get(qn("w:val"))) if half_points is not None else None
        hidden = self._unseen(properties, paragraph, size)
        return Look(size / 2 if size is not None else None, _on(properties.get(qn("w:b"))), hidden)

    def off_page(self, paragraph: Element) -> bool:
        """Say whether a paragraph is indented, or its frame placed, beyond the sides of the page."""
        for properties in self._paragraph_properties(paragraph):
            frame, indent = properties.find(qn("w:framePr")), properties.find(qn("w:ind"))
            if frame is not None:
                x, y = (_number(frame.get(qn(name))) or 0 for name in ("w:x", "w:y"))
                return max(x, y) >= _FAR_TWIPS or min(x, y) <= -_FAR_TWIPS
            if indent is not None:
                left = _number(indent.get(qn("w:left")) or indent.get(qn("w:start"))) or 0
                first = _number(indent.get(qn("w:firstLine"))) or 0
                return left >= self._width or left + first <= -self._width
        return False

    def _unseen(self, properties: dict[str, Element], paragraph: Element, half_points: float | None) -> str:
        if any(_on(properties.get(qn(name))) for name in ("w:vanish", "w:specVanish")):
            return "invisible"
        fill = properties.get(_TEXT_FILL)
        if fill is not None and len(fill) and fill[0].tag == _NO_FILL and _TEXT_OUTLINE not in properties:
            return "transparent"
        if (half_points is not None and half_points <= _SMALLEST_HALF_POINTS) or self._flat(paragraph):
            return "tiny"
        scale, spacing = properties.get(qn("w:w")), properties.get(qn("w:spacing"))
        size = (half_points or 22) / 2
        if scale is not None and 0 < (_number((scale.get(qn("w:val")) or "").rstrip("%")) or 100) <= _NARROWEST:
            return "squeezed"
        if spacing is not None and (_number(spacing.get(qn("w:val"))) or 0) / 20 <= -_CLOSEST * size:
            return "squeezed"
        if self.off_page(paragraph):
            return "off-page"
        own = self._ground.colour(properties.get(qn("w:color")))
        if own is not None and not self._ground.is_seen(own, list(self._shades(properties, paragraph)), paragraph):
            return "background-coloured"
        return ""

    def _flat(self, paragraph: Element) -> bool:
        """Say whether the lines of a paragraph are set so low that nobody reads them."""
        for properties in self._paragraph_properties(paragraph):
            spacing = properties.find(qn("w:spacing"))
            if spacing is not None and spacing.get(qn("w:line")) is not None:
                line = _number(spacing.get(qn("w:line"))) or 0
                return spacing.get(qn("w:lineRule")) == "exact" and line <= _LOWEST_TWIPS
        return False

    def _paragraph_properties(self, paragraph: Element) -> Iterator[Element]:
        own = self._own_properties(paragraph)
        for properties in (
            own,
            *(s.find(qn("w:pPr")) for s in self._chain(value_of(own, "w:pStyle") or self._normal)),
        ):
            if properties is not None:
                yield properties

    def _own_properties(self, paragraph: Element) -> Element | None:
        """Give the properties of a paragraph. Each of its runs asks, and without any all runs are passed by."""
        if self._last is None or self._last[0] is not paragraph:
            self._last = paragraph, paragraph.find(qn("w:pPr"))
        return self._last[1]

    def _shades(self, properties: dict[str, Element], paragraph: Element) -> Iterator[Element]:
        yield from (properties[tag] for tag in (qn("w:highlight"), qn("w:shd")) if tag in properties)
        for own in self._paragraph_properties(paragraph):
            shade = own.find(qn("w:shd"))
            if shade is not None:
                yield shade

    def _style_properties(self, paragraph_style: str | None, run_style: str | None) -> dict[str, Element]:
        key = (paragraph_style, run_style)
        if key not in self._resolved:
            found: dict[str, Element] = {}
            for style in (*self._chain(run_style), *self._chain(paragraph_style or self._normal)):
                run_properties = style.find(qn("w:rPr"))
                for child in run_properties if run_properties is not None else ():
                    found.setdefault(child.tag, child)
            self._resolved[key] = self._defaults | found
        return self._resolved[key]

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value_of(self._styles[style_id], "w:basedOn")


def _on(element: Element | None) -> bool:
    return element is not None and (element.get(qn("w:val")) or "true").lower() not in _OFF


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else None
    except ValueError:
        return None
    return number if number is not None and isfinite(number) else None


def unseen_box(box: Element) -> str:
    """Say why nobody sees a text box: its drawing has no size, or lies beyond the page; empty when they do."""
    anchor = next(box.iterancestors(qn("wp:anchor"), qn("wp:inline")), None)
    if anchor is None:
        return ""
    extent = anchor.find(qn("wp:extent"))
    if extent is not None and min(_number(extent.get(side)) or 0 for side in ("cx", "cy")) < _SMALLEST_EMUS:
        return "tiny"
    for axis in ("wp:positionH", "wp:positionV"):
        offset = anchor.find(f"{qn(axis)}/{qn('wp:posOffset')}")
        if offset is not None and abs(_number(offset.text) or 0) > _FAR_EMUS:
            return "off-page"
    return ""
