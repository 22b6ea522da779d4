"""A Word document's styles to what one run of text looks like, and whether it can be seen at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_OFF = frozenset(("0", "false", "off", "none"))
_SMALLEST_HALF_POINTS = 3
_NEARLY_WHITE = 0xF2
_PLAIN_TABLES = frozenset(("TableGrid", "TableNormal", "PlainTable1", "PlainTable2"))
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
        body = package.element
        # Without drawing the page it is not known what lies behind the text: white letters may be on dark ground.
        self._grounded = body.find(qn("w:background")) is not None or any(
            anchor.get("behindDoc") == "1" for anchor in body.iter(qn("wp:anchor"))
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
            value_of(paragraph.find(qn("w:pPr")), "w:pStyle"), value_of(own, "w:rStyle")
        )
        if own is not None:
            properties = properties | {child.tag: child for child in own}
        half_points = properties.get(qn("w:sz"))
        size = _number(half_points.get(qn("w:val"))) if half_points is not None else None
        hidden = ""
        if _on(properties.get(qn("w:vanish"))) or _on(properties.get(qn("w:specVanish"))):
            hidden = "invisible"
        elif size is not None and size <= _SMALLEST_HALF_POINTS:
            hidden = "tiny"
        elif self._white_on_white(properties.get(qn("w:color")), run, paragraph):
            hidden = "white-on-white"
        return Look(size / 2 if size is not None else None, _on(properties.get(qn("w:b"))), hidden)

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

    def _white_on_white(self, color: Element | None, run: Element, paragraph: Element) -> bool:
        if color is None or self._grounded or not _is_white(color):
            return False
        for element in (run, paragraph, *paragraph.iterancestors()):
            if element.tag == qn("w:txbxContent"):
                return False
            if element.tag == qn("w:tbl") and _has_dark_style(element):
                return False
            for name in ("w:rPr", "w:pPr", "w:tcPr", "w:tblPr"):
                properties = element.find(qn(name))
                shade = properties.find(qn("w:shd")) if properties is not None else None
                fill = shade.get(qn("w:fill")) if shade is not None else None
                if fill not in (None, "auto"):
                    return all(channel >= _NEARLY_WHITE for channel in _channels(fill))
            highlight = element.find(f"{qn('w:rPr')}/{qn('w:highlight')}")
            if highlight is not None and highlight.get(qn("w:val")) not in ("white", "none"):
                return False
        return True


def _on(element: Element | None) -> bool:
    return element is not None and (element.get(qn("w:val")) or "true").lower() not in _OFF


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _is_white(color: Element) -> bool:
    if color.get(qn("w:themeColor")) in ("background1", "light1"):
        return color.get(qn("w:themeShade")) is None
    return all(channel >= _NEARLY_WHITE for channel in _channels(color.get(qn("w:val"))))


def _channels(text: str | None) -> tuple[int, ...]:
    """Give red, green and blue; black for what is no colour."""
    try:
        return tuple(bytes.fromhex(text or "")) if len(text or "") == 6 else (0,)
    except ValueError:
        return (0,)


def _has_dark_style(table: Element) -> bool:
    style = value_of(table.find(qn("w:tblPr")), "w:tblStyle")
    return style is not None and style not in _PLAIN_TABLES
