"""A Word document's colours to what stands behind a run of text, as far as the file says."""

import re
from collections.abc import Iterator
from functools import cached_property

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml import etree

from app.documents.readers.word.unshown import root_of

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

WHITE: Colour = (255, 255, 255)
_ALIKE = 20
"""Of 255: text and ground that differ by less in every colour look the same."""
_SIZEABLE = 0.5 * 914_400 * 914_400
"""Square EMUs (half a square inch): a smaller drawing is no ground for text."""
_PERCENT = re.compile(r"pct(\d{1,3})", re.ASCII)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_VML = "{urn:schemas-microsoft-com:vml}"
_NAMES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_WORD_NAMES = {
    "background1": "bg1",
    "text1": "tx1",
    "background2": "bg2",
    "text2": "tx2",
    "light1": "lt1",
    "dark1": "dk1",
    "light2": "lt2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_HIGHLIGHTS: dict[str, Colour] = {"white": WHITE, "none": WHITE}
_OFFICE: dict[str, Colour] = {"lt1": WHITE, "dk1": (0, 0, 0), "lt2": (238, 236, 225), "dk2": (31, 73, 125)}


def alike(one: Colour, other: Colour) -> bool:
    """Say whether two colours cannot be told apart."""
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


class Ground:
    """Tells what colour text has, and what colour stands behind it; None for what the file does not say."""

    def __init__(self, package: Package, table_styles: dict[str, Element]) -> None:
        self._package = package
        self._table_styles = table_styles

    def colour(self, color: Element | None) -> Colour | None:
        """Give the colour of a `w:color`; None for the automatic one, which always stands out from its ground."""
        if color is None:
            return None
        return self._of(color, qn("w:val"), "w:theme", "Color")

    def is_seen(self, own: Colour, shades: list[Element], paragraph: Element) -> bool:
        """Say whether text of colour `own` stands out; where that is not known, it does.

        `shades` are the `w:shd` and `w:highlight` of the run and its paragraph, the nearest first.
        """
        for shade in shades:
            found = self._shade(shade)
            if found is not None:
                return not alike(own, found)
        for element in paragraph.iterancestors():
            if element.tag == qn("w:tc"):
                shade_of = element.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
                found = self._shade(shade_of) if shade_of is not None else None
                if found is not None:
                    return not alike(own, found)
            elif element.tag == qn("w:tbl"):
                if any(not alike(own, fill) for fill in self._fills(element)):
                    return True
            elif element.tag == qn("w:txbxContent"):
                return self._is_seen_in_box(own, element)
        return self._behind or not alike(own, self._paper)

    def _shade(self, shade: Element) -> Colour | None:
        if shade.tag == qn("w:highlight"):
            # any other highlight is a strong colour
            return _HIGHLIGHTS.get(shade.get(qn("w:val")) or "", (128, 128, 0))
        pattern = shade.get(qn("w:val")) or "clear"
        if pattern == "nil":
            return None
        fill = self._of(shade, qn("w:fill"), "w:theme", "Fill")
        if pattern == "clear":
            return fill
        over = self._of(shade, qn("w:color"), "w:theme", "Color") or (0, 0, 0)
        percent = _PERCENT.fullmatch(pattern)
        return _mixed(over, fill or WHITE, int(percent[1]) / 100 if percent else 1.0)

    def _of(self, element: Element, value: str, prefix: str, suffix: str) -> Colour | None:
        name = element.get(qn(f"{prefix}{suffix}"))
        themed = self._theme.get(self._mapped(name)) if name else None
        if themed is None:
            return _rgb(element.get(value))
        kind = suffix if suffix == "Fill" else ""
        shade, tint = (_hexadecimal(element.get(qn(f"{prefix}{kind}{way}"))) for way in ("Shade", "Tint"))
        if shade is not None:
            return _mixed(themed, (0, 0, 0), shade / 255)
        return _mixed(themed, WHITE, tint / 255) if tint is not None else themed

    def _mapped(self, name: str) -> str:
        short = _WORD_NAMES.get(name, name)
        mapping = self._package.settings.element.find(qn("w:clrSchemeMapping"))
        to = mapping.get(qn(f"w:{short}")) if mapping is not None and short in _NAMES else None
        return _WORD_NAMES.get(to, to) if to else _NAMES.get(short, short)

    @cached_property
    def _theme(self) -> dict[str, Colour]:
        found = dict(_OFFICE)
        for relation in self._package.part.rels.values():
            if not relation.is_external and relation.reltype.endswith("/theme"):
                for scheme in root_of(relation.target_part).iter(f"{_A}clrScheme"):
                    for slot in scheme.iterchildren(tag=etree.Element):
                        colour = _rgb(slot[0].get("lastClr") or slot[0].get("val")) if len(slot) else None
                        if colour is not None:
                            found[slot.tag.removeprefix(_A)] = colour
        return found

    @cached_property
    def _paper(self) -> Colour:
        background = self._package.element.find(qn("w:background"))
        shown = self._package.settings.element.find(qn("w:displayBackgroundShape"))
        if background is None or shown is None or shown.get(qn("w:val")) in ("0", "false", "off"):
            return WHITE
        return self._of(background, qn("w:color"), "w:theme", "Color") or WHITE

    def _fills(self, table: Element) -> Iterator[Colour]:
        """Give the colours with which a table's style, or what it is based on, fills some of its cells."""
        own = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        name, seen = own.get(qn("w:val")) if own is not None else None, set[str]()
        while name and name not in seen and name in self._table_styles:
            seen.add(name)
            style = self._table_styles[name]
            yield from filter(None, map(self._shade, style.iter(qn("w:shd"))))
            base = style.find(qn("w:basedOn"))
            name = base.get(qn("w:val")) if base is not None else None

    def _is_seen_in_box(self, own: Colour, box: Element) -> bool:
        for element in box.iterancestors():
            if element.tag == f"{_WPG}wgp":
                return True
            if element.tag == f"{_WPS}wsp":
                fill = self._shape_fill(element)
                return self._drawn or not alike(own, self._paper) if fill == "none" else self._stands_out(own, fill)
            if element.tag.startswith(_VML) and element.tag != f"{_VML}textbox":
                if element.get("filled") in ("f", "false"):
                    return self._drawn or not alike(own, self._paper)
                filled = (element.get("fillcolor") or "#ffffff").strip().partition(" ")[0]
                return not alike(own, _rgb(filled.lstrip("#")) or (0, 0, 0))
        return True

    def _stands_out(self, own: Colour, fill: Colour | str | None) -> bool:
        return not isinstance(fill, tuple) or not alike(own, fill)

    def _shape_fill(self, shape: Element) -> Colour | str | None:
        """Give a shape's colour, "none" for an empty one, None for what is not said plainly."""
        properties = shape.find(f"{_WPS}spPr")
        if properties is None or properties.find(f"{_A}noFill") is not None:
            return "none"
        solid = properties.find(f"{_A}solidFill")
        if solid is None:
            painted = (
                any(str(child.tag).endswith("Fill") for child in properties) or shape.find(f"{_WPS}style") is not None
            )
            return None if painted else "none"
        if len(solid) != 1:
            return None
        value = solid[0].get("val")
        if solid[0].tag == f"{_A}schemeClr" and value:
            # what changes a theme's colour (lumMod and others) is not worked out
            return None if len(solid[0]) else self._theme.get(self._mapped(value))
        return _rgb(solid[0].get("lastClr") or value)

    @cached_property
    def _behind(self) -> bool:
        return any(anchor.get("behindDoc") == "1" for anchor in self._grounds())

    @cached_property
    def _drawn(self) -> bool:
        return any(True for _ in self._grounds())

    def _grounds(self) -> Iterator[Element]:
        """Give the sizeable drawings that may be ground for text: pictures, and shapes that are not white or empty.

        Where on the page text comes to stand is not known before the page is drawn.
        """
        margins = (
            relation.target_part
            for relation in self._package.part.rels.values()
            if not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
        )
        parts = [self._package.element.body, *map(root_of, margins)]
        for anchor in (anchor for part in parts for anchor in part.iter(qn("wp:anchor"))):
            extent = anchor.find(qn("wp:extent"))
            try:
                size = int(extent.get("cx", "0")) * int(extent.get("cy", "0")) if extent is not None else 0
            except ValueError:
                size = 0
            if size < _SIZEABLE:
                continue
            shapes = list(anchor.iter(f"{_WPS}wsp"))
            fills = [self._shape_fill(shape) for shape in shapes]
            if not shapes or any(fill is None or (fill != "none" and not alike(fill, self._paper)) for fill in fills):  # type: ignore[arg-type]
                yield anchor


def _rgb(text: str | None) -> Colour | None:
    try:
        parts = bytes.fromhex(text) if text and len(text) == 6 else b""
    except ValueError:
        return None
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _hexadecimal(text: str | None) -> int | None:
    try:
        return int(text, 16) if text else None
    except ValueError:
        return None


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    share = min(max(share, 0.0), 1.0)
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue
