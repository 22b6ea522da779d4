"""What a page's styles say of an element to how its text looks, and why a person does not see it."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from lxml.etree import _Element as Element
from tinycss2.color4 import parse_color

from app.documents.readers.colours import BLACK, SMALLEST_POINTS, WHITE, Colour, from_hex, unseen
from app.documents.readers.html.css import Declared, Sheet

_PIXEL = 0.75
"""Points."""
_UNITS = {"px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "rem": 12.0, "q": 0.70866}
_NUMBER = re.compile(r"([+-]?\d{0,9}(?:\.\d{1,9})?)(px|pt|pc|in|cm|mm|rem|em|ex|ch|q|vw|vh|%)?")
_WORDS = {"xx-small": 6.75, "x-small": 7.5, "small": 9.75, "medium": 12, "large": 13.5, "x-large": 18, "xx-large": 24}
_SIZES = ("x-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "36pt")
"""What the sizes 1 to 7 of `font` mean; 0 is taken as 1."""
_STEP = re.compile(r"([+-]?)\d{1,3}", re.ASCII)
_VARIABLE = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,([^()]*))?\)")
_LARGEST = 100_000.0
"""Points; sizes that are shares of shares could grow beyond every number."""
_FAR: Final = 500 * _PIXEL
_CLIPS = re.compile(
    r"inset\((?:5\d|[6-9]\d|100)(?:\.\d+)?%|circle\(0|ellipse\(0|polygon\(0 0(?:, ?0 0)*\)|rect\(0(?:px)?(?: |,)"
)
_SCALES = re.compile(r"scale(?:3d|x|y)?\(\s*([+-]?[\d.]+)")
_MOVES = re.compile(r"translate(?:3d|x|y)?\(\s*([^)]*)\)")
_BOLD = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"))
_SCALE = {
    "h1": 2.0,
    "h2": 1.5,
    "h3": 1.17,
    "h5": 0.83,
    "h6": 0.67,
    "small": 0.83,
    "sub": 0.83,
    "sup": 0.83,
    "big": 1.2,
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "option",
        "listing",
        "xmp",
        "plaintext",
        "frameset",
        "noframes",
    ]
)
_TABLES = {
    "table": "table",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "caption": "table-caption",
} | dict.fromkeys(("thead", "tbody", "tfoot"), "table-row-group")
UNKNOWN: Final = (-1, -1, -1)
"""A colour that is not known: no letters are taken to be unseen for it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks. Sizes in points."""

    display: str = "inline"
    size: float = 12.0
    bold: bool = False
    ink: Colour = BLACK
    clear: bool = False
    """The letters themselves have no opacity."""
    ground: Colour | None = WHITE
    visible: bool = True
    kept_spaces: bool = False
    opacity: float = 1.0
    reason: str = ""
    """Why nothing within is seen, whatever the letters look like."""
    said: Declared = field(default_factory=dict)
    variables: Declared = field(default_factory=dict)

    def within(self, reason: str) -> "Look":
        """Give the look of what is not seen for that reason."""
        return replace(self, reason=self.reason or reason)

    @property
    def hides(self) -> str:
        """Give the reason why text of this look is not seen, or ""."""
        if self.reason or not self.visible:
            return self.reason or "invisible"
        if self.size <= SMALLEST_POINTS:
            return "tiny"
        if self.clear or self.opacity <= 0.05:
            return "transparent"
        seen = self.ink == UNKNOWN or not unseen(self.ink, self.ground)
        return "" if seen else "background-coloured"


class Looks:
    """Tells each element's look from that of the one around it. `painted`: the page has dark areas or pictures."""

    def __init__(self, sheet: Sheet, *, painted: bool) -> None:
        self._sheet = sheet
        self._painted = painted

    def of(self, element: Element, around: Look) -> Look:
        """Give the look of an element. Raises SourceTooComplex for style rules that ask for too much work."""
        said = self._sheet.said(element, _attributes(element), element.get("style") or "")
        own = {name: value for name, value in said.items() if name.startswith("--")}
        variables = around.variables | own if own else around.variables
        if any("var(" in value for value in said.values()):
            said = {name: _resolved(value, variables) for name, value in said.items()}
        size = _size(said, around.size)
        look = replace(
            around,
            display=said.get("display", "").split("!")[0].strip() or _display(str(element.tag)),
            size=size,
            bold=_bold(said, around.bold),
            said=said,
            variables=variables,
            kept_spaces=_kept(said, around.kept_spaces),
            visible=_visible(said, around.visible),
            opacity=around.opacity * _opacity(said),
        )
        look = _inked(look, said)
        look = replace(look, ground=self._ground(said, around.ground))
        return replace(look, reason=around.reason or _unseen_box(said, look))

    def display(self, element: Element) -> str:
        """Give how an element is laid out, whatever is around it."""
        return self.of(element, Look()).display

    def _ground(self, said: Declared, around: Colour | None) -> Colour | None:
        if said.get("position") in ("absolute", "fixed") and self._painted:
            around = None  # it may lie on any part of the page
        for name in ("background", "background-color", "background-image"):
            if value := said.get(name):
                around = background(value, around)
        return around


def _attributes(element: Element) -> Declared:
    """What attributes of old say (HTML Standard, 15 Rendering): the weakest of all styles but the browser's own."""
    said: Declared = {}
    tag = str(element.tag)
    if element.get("hidden") is not None:
        said["display"] = "none"
    if element.get("bgcolor"):
        said["background-color"] = str(element.get("bgcolor")).lower()
    if element.get("background"):
        said["background-image"] = "url()"
    if tag in ("font", "basefont") and element.get("color"):
        said["color"] = str(element.get("color")).lower()
    if tag == "body" and element.get("text"):
        said["color"] = str(element.get("text")).lower()
    if tag == "font" and (size := _STEP.fullmatch(element.get("size") or "")):
        step = int(size[0]) + (3 if size[1] else 0)
        said["font-size"] = _SIZES[min(max(step, 1), 7)]
    if tag in _BOLD:
        said["font-weight"] = "bold"
    if tag in _SCALE:
        said["font-size"] = f"{_SCALE[tag]}em"
    if tag in ("pre", "textarea", "listing", "xmp", "plaintext"):
        said["white-space"] = "pre-wrap"
    return said


def _display(tag: str) -> str:
    if tag in _TABLES:
        return _TABLES[tag]
    return "block" if tag in _BLOCKS else "inline"


def _resolved(value: str, variables: Declared) -> str:
    for _ in range(5):
        found = _VARIABLE.search(value)
        if found is None or len(value) > 1000:
            return value
        known = variables.get(found[1], (found[2] or "").strip())
        if not known:
            return value
        value = value[: found.start()] + known + value[found.end() :]
    return value


def length(value: str | None, size: float) -> float | None:
    """Give a length in points, with `size` for one em; None for none, and for what only a browser can work out."""
    found = _NUMBER.fullmatch((value or "").strip())
    if found is None or found[1] in ("", "+", "-", "."):
        return None
    number, unit = float(found[1]), found[2]
    if unit is None:
        return number * _PIXEL if number == 0 else None
    if unit in ("em", "%"):
        return number * size * (1 if unit == "em" else 0.01)
    if unit in ("ex", "ch"):
        return number * size / 2
    return number * _UNITS.get(unit, 7.68)  # a hundredth of the window's width, about


def _size(said: Declared, around: float) -> float:
    told = said.get("font-size")
    if told is None and "font" in said:
        told = next((part.partition("/")[0] for part in said["font"].split() if part[:1] in "0123456789."), None)
    if told is None:
        return around
    if told in _WORDS:
        return _WORDS[told]
    if told in ("smaller", "larger"):
        return around * (0.83 if told == "smaller" else 1.2)
    size = length(told, around)
    return around if size is None else min(max(size, 0.0), _LARGEST)


def _bold(said: Declared, around: bool) -> bool:
    weight = said.get("font-weight")
    if weight is None:
        return "bold" in said["font"] if "font" in said else around
    if weight in ("bold", "bolder"):
        return True
    return int(weight) >= 600 if weight.isdecimal() and len(weight) < 5 else weight == "inherit" and around


def _kept(said: Declared, around: bool) -> bool:
    space = said.get("white-space")
    return around if space is None else space.startswith("pre") or space == "break-spaces"


def _visible(said: Declared, around: bool) -> bool:
    told = said.get("visibility")
    return around if told in (None, "inherit") else told not in ("hidden", "collapse")


def _opacity(said: Declared) -> float:
    shares = [said.get("opacity")]
    shares += re.findall(r"opacity\(\s*([\d.]+%?)", said.get("filter", ""))
    product = 1.0
    for share in shares:
        found = re.fullmatch(r"(\d{0,9}(?:\.\d{1,9})?)(%?)", (share or "").strip())
        if found and found[1]:
            product *= min(float(found[1]) / (100 if found[2] else 1), 1.0)
    return product


def _colour(value: str) -> tuple[Colour, float] | None:
    """Give a colour and its opacity; None for what is none, and for those that are not computed."""
    if (plain := from_hex(value)) is not None:
        return plain, 1.0
    try:
        found = parse_color(value)
        if found is None or isinstance(found, str):
            return None
        red, green, blue = (round(255 * min(max(part or 0.0, 0.0), 1.0)) for part in found.to("srgb")[:3])
    except (NotImplementedError, ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None
    return (red, green, blue), float(found.alpha)


def _inked(look: Look, said: Declared) -> Look:
    if "text" in (said.get("background-clip"), said.get("-webkit-background-clip")):
        return replace(look, ink=UNKNOWN, clear=False)  # the letters are cut out of a picture or gradient
    value = said.get("-webkit-text-fill-color") or said.get("color")
    if value is None or value.split()[0:1] in (["inherit"], ["currentcolor"]):
        return look
    found = _colour(value)
    if found is None:
        return replace(look, ink=BLACK if value in ("initial", "unset") else UNKNOWN, clear=False)
    ink, opacity = found
    return replace(look, ink=ink, clear=opacity <= 0.05)


def background(value: str, around: Colour | None) -> Colour | None:
    """Lay a background over what is behind it; None where that is a picture, a gradient, or not known."""
    if any(told in value for told in ("url(", "gradient(", "image(", "var(")):
        return None
    found = next((c for c in map(_colour, (value, *value.split())) if c is not None), None)
    if found is None:
        return around
    colour, opacity = found
    if opacity > 0.95:
        return colour
    if around is None:
        return None
    red, green, blue = (
        round(opacity * over + (1 - opacity) * under) for over, under in zip(colour, around, strict=True)
    )
    return red, green, blue


def _unseen_box(said: Declared, look: Look) -> str:
    """Give the reason why nothing within an element is seen: its place, its size, or that it is not shown at all."""
    if look.display == "none" or said.get("content-visibility") == "hidden":
        return "invisible"
    if _is_away(said, look.size):
        return "off-page"
    if _is_clipped(said, look.size):
        return "clipped"
    scales = [*_SCALES.findall(said.get("transform", "")), *said.get("scale", "").split(), said.get("zoom", "")]
    for scale in scales:
        found = re.fullmatch(r"[+-]?(\d{0,9}(?:\.\d{1,9})?)(%?)", scale)
        if found and found[1] and float(found[1]) / (100 if found[2] else 1) < 0.1:
            return "tiny"
    return ""


def _is_away(said: Declared, size: float) -> bool:
    places = [
        said.get("text-indent"),
        *said.get("margin", "").split(),
        said.get("margin-left"),
        said.get("margin-top"),
    ]
    if said.get("position") in ("absolute", "fixed", "relative"):
        edges = [said.get("left"), said.get("top"), said.get("right"), said.get("bottom")]
        places += [*edges, *said.get("inset", "").split()]
    moves = _MOVES.findall(said.get("transform", ""))
    places += [part for move in moves for part in re.split(r"[\s,]+", move)] + said.get("translate", "").split()
    found = [length(place, size) for place in places if place and not place.endswith("%")]
    return any(at is not None and (at <= -_FAR or at >= 10 * _FAR) for at in found)


def _is_clipped(said: Declared, size: float) -> bool:
    if _CLIPS.search(said.get("clip-path", "")):
        return True
    edges = re.findall(r"[\d.]+", said.get("clip", ""))
    if edges and len(set(edges)) == 1 and said.get("position") in ("absolute", "fixed"):
        return True
    if not {"hidden", "clip"} & {*said.get("overflow", "").split(), said.get("overflow-x"), said.get("overflow-y")}:
        return False
    sides = (length(said.get(side), size) for side in ("width", "height", "max-width", "max-height"))
    return any(side is not None and side <= 2 * _PIXEL for side in sides)
