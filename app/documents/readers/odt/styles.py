"""An OpenDocument's styles to what text looks like, and whether it can be seen at all (ODF 1.3 part 3, 16 and 20)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.readers.colours import SMALLEST_POINTS, WHITE, Colour, from_hex, unseen

_SPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_LENGTH = re.compile(r"(-?\d{0,9}(?:\.\d{0,9})?)(pt|in|cm|mm|pc|px)")
_PERCENT = re.compile(r"([+-]?(?=\.?\d)\d{0,9}(?:\.\d{0,9})?)%", re.ASCII)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "px": 0.75}
_HEADINGS = ("heading", "title")
_NARROWEST = 10
"""Percent of the width of letters."""
_FAINTEST = 5
"""Percent of opacity."""
_FAR = 360.0
"""Points beyond the edge; less may be a side note in the margin."""
_WIDEST = 1000.0
_LARGEST = 100_000.0
"""Points."""

Attributes = dict[str, str]


def q(name: str) -> str:
    """Give `prefix:name` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def points(text: str | None) -> float | None:
    """Give a length in points; None for none, and for a relative one."""
    found = _LENGTH.fullmatch(text or "")
    try:
        return float(found[1]) * _POINTS[found[2]] if found else None
    except ValueError:
        return None


def percent(text: str | None) -> float | None:
    """Give the number of a percentage; None for anything else."""
    found = _PERCENT.fullmatch(text or "")
    return float(found[1]) if found else None


def is_far(x: float | None, y: float | None) -> bool:
    """Say whether a frame or paragraph at that place (points from the left and top) is off the page."""
    return any(at is not None and (at <= -_FAR or at >= _WIDEST) for at in (x, y))


@dataclass(frozen=True, slots=True)
class Look:
    """How characters are printed. `ink` is None for the colour that always stands out."""

    size: float = 12.0
    bold: bool = False
    ink: Colour | None = None
    back: Colour | None = None
    """The ground of the letters themselves."""
    gone: bool = False
    scale: float = 100.0
    opacity: float = 100.0
    raised: float = 100.0
    """Percent of the size, of raised and lowered letters."""

    def under(self, said: Attributes) -> "Look":
        """Give the look with what a style says of its text."""
        changes: dict[str, object] = {}
        size, share = points(said.get(q("fo:font-size"))), percent(said.get(q("fo:font-size")))
        if size is not None or share is not None:
            # shares of shares could grow beyond every number
            changes["size"] = size if size is not None else min(self.size * (share or 0) / 100, _LARGEST)
        if weight := said.get(q("fo:font-weight")):
            changes["bold"] = weight == "bold" or (weight.isdecimal() and len(weight) < 5 and int(weight) >= 600)
        if said.get(q("style:use-window-font-color")) == "true":
            changes["ink"] = None
        elif colour := from_hex(said.get(q("fo:color"))):
            changes["ink"] = colour
        if back := said.get(q("fo:background-color")):
            changes["back"] = from_hex(back)
        if display := said.get(q("text:display")):
            changes["gone"] = display == "none"
        for name, percentage in (
            ("scale", said.get(q("style:text-scale"))),
            ("opacity", next((value for key, value in said.items() if key.endswith("}opacity")), None)),
            ("raised", (said.get(q("style:text-position")) or "").rpartition(" ")[2]),
        ):
            if (number := percent(percentage)) is not None:
                changes[name] = number
        if said.get(q("style:use-window-font-color")) == "true":
            # LibreOffice writes "0%" beside the colour that always stands out, and shows the words
            changes["opacity"] = 100.0
        return replace(self, **changes)  # type: ignore[arg-type]  # each of its field's type

    def hides(self, ground: Colour | None) -> str:
        """Give the reason why such text on that ground (None: not known) is not seen, or ""."""
        if self.gone:
            return "invisible"
        if self.size * self.raised / 100 <= SMALLEST_POINTS:
            return "tiny"
        if self.scale < _NARROWEST:
            return "squeezed"
        if self.opacity <= _FAINTEST:
            return "transparent"
        return "background-coloured" if self.ink and unseen(self.ink, self.back or ground) else ""


class Styles:
    """The styles of one part: the common ones of the document, and its own automatic ones.

    Both parts of a document name their automatic styles `P1`, `P2`, …, so that each needs a table of its own.
    """

    def __init__(self, common: Element | None, part: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._resolved: dict[tuple[str, str], dict[str, Attributes]] = {}
        for root, name in ((common, "office:styles"), (part, "office:automatic-styles")):
            for group in root.iter(q(name)) if root is not None else ():
                for style in group:
                    family = style.get(q("style:family"), "")
                    if style.tag == q("style:default-style"):
                        self._defaults[family] = style
                    elif style.tag == q("style:style"):
                        self._styles[family, style.get(q("style:name"), "")] = style

    def chain(self, family: str, name: str | None) -> Iterator[Element]:
        """Give the style of that name and those that it is based on, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and (family, name) in self._styles:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(q("style:parent-style-name"))

    def said(self, family: str, name: str | None) -> dict[str, Attributes]:
        """Give what a style says with all it is based on: attributes by the kind of properties."""
        key = family, name or ""
        if key not in self._resolved:
            merged: dict[str, Attributes] = {}
            default = self._defaults.get(family)
            for style in (*((default,) if default is not None else ()), *reversed([*self.chain(family, name)])):
                for properties in style.iterchildren(tag=etree.Element):
                    kind = etree.QName(properties).localname
                    attributes = {str(k): str(v) for k, v in properties.attrib.items()}
                    _relate(merged.get(kind, {}), attributes)
                    if _has_picture(properties):
                        attributes[_PICTURE] = "true"
                    merged[kind] = merged.get(kind, {}) | attributes
            self._resolved[key] = merged
        return self._resolved[key]

    def is_heading(self, name: str | None) -> bool:
        """Say whether a paragraph's style, or one that it is based on, is a heading or the title."""
        return any(
            (style.get(q("style:display-name")) or style.get(q("style:name"), "")).lower().startswith(_HEADINGS)
            for style in self.chain("paragraph", name)
        )

    def ground(self, family: str, name: str | None, around: Colour | None) -> Colour | None:
        """Give the ground that a paragraph, cell, section, frame, … lays behind its text; None when not known."""
        for kind, said in self.said(family, name).items():
            if kind == "text-properties":
                continue
            if _PICTURE in said or said.get(q("draw:fill")) in ("bitmap", "gradient", "hatch"):
                return None
            told = said.get(q("draw:fill-color")) if said.get(q("draw:fill")) == "solid" else None
            around = from_hex(told or said.get(q("fo:background-color"))) or around
        return around


_PICTURE = "picture"


def _has_picture(properties: Element) -> bool:
    return any(picture.get(q("xlink:href")) for picture in properties.iter(q("style:background-image")))


def _relate(before: Attributes, own: Attributes) -> None:
    """A size in percent is one of the size of the style that this one is based on."""
    share, size = percent(own.get(q("fo:font-size"))), points(before.get(q("fo:font-size")))
    if share is not None and size is not None:
        own[q("fo:font-size")] = f"{size * share / 100:.4f}pt"


def page_ground(styles: Element | None) -> Colour | None:
    """Give the colour of the pages; None where they have a picture behind the text, or drawings can be there."""
    if styles is None:
        return WHITE
    ground: Colour | None = WHITE
    for layout in styles.iter(q("style:page-layout-properties")):
        if _has_picture(layout) or layout.get(q("draw:fill")) in ("bitmap", "gradient", "hatch"):
            return None
        ground = from_hex(layout.get(q("fo:background-color"))) or ground
    return ground
