"""Style sheets to what their rules say of each element (CSS Syntax 3, Selectors 4, Cascade 5)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from cssselect import SelectorError, parse
from lxml.etree import _Element as Element

from app.documents.readers.html.selectors import Tree, can_match, matches, subject
from app.errors import SourceTooComplex

Declared = dict[str, str]
"""Values in lower case by property."""

_MOST_CHARACTERS = 2_000_000
_MOST_INLINE = 4_000_000
_MOST_STEPS = 3_000_000
_MOST_SELECTORS = 10_000
_LONGEST_VALUE = 300
_LONGEST_SELECTOR = 300
_DEEPEST = 6
_TOLD = frozenset(
    (
        *("display", "visibility", "opacity", "filter", "content-visibility", "zoom", "scale", "transform"),
        *("translate", "float", "color", "-webkit-text-fill-color", "background", "background-color"),
        *("background-image", "background-clip", "-webkit-background-clip", "font", "font-size", "font-weight"),
        *("text-indent", "white-space", "position", "left", "right", "top", "bottom", "inset", "margin"),
        *("margin-left", "margin-top", "clip", "clip-path", "overflow", "overflow-x", "overflow-y", "width"),
        *("height", "max-width", "max-height", "flex-direction", "flex-wrap", "flex-flow", "grid-template-columns"),
    )
)
_GROUPS = frozenset(("media", "supports", "layer", "container"))
_LENGTH_QUERY = re.compile(r"\((min|max)-(?:device-)?width\s*:\s*(\d{1,6}(?:\.\d+)?)(px|em|rem)\)")
_DIGITS = 100
_LONG_NUMBER = re.compile(r"\d{101,}", re.ASCII)
_WINDOW = 1024.0
"""Pixels: the width of the window in which the page is thought to be read."""
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|projection|tty|tv|embossed|braille|handheld)\b")
_OTHER_WISHES = re.compile(
    r"prefers-(?:color-scheme\s*:\s*dark|reduced|contrast)|forced-colors|orientation\s*:\s*portrait"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: Tree
    weight: tuple[tuple[int, int, int], int]
    plain: Declared
    important: Declared


class Sheet:
    """The rules of a page's `style` elements.

    Read are selectors of types, classes, ids, attributes, the four combinators, `:not`, `:is`, `:where`, the child
    and type positions, `@media` for a screen 1,024 pixels wide, `@supports`, `@layer` and nested rules. Not read are
    `:has`, lists within `:not`, `@import`, style sheets in other files, and what scripts change.
    """

    def __init__(self, sheets: Iterable[str], *, most_steps: int = _MOST_STEPS) -> None:
        self._most_steps = most_steps
        self._by_subject: dict[str, list[_Rule]] = defaultdict(list)
        self._styles: dict[str, tuple[Declared, Declared]] = {"": ({}, {})}
        self._count = self._steps = self._length = 0
        self.grounds: set[str] = set()
        """Values of all backgrounds."""
        length = 0
        for sheet in sheets:
            length += len(sheet)
            if length > _MOST_CHARACTERS:
                raise SourceTooComplex(f"the page has style sheets of more than {_MOST_CHARACTERS:,} characters")
            self._add(tinycss2.parse_stylesheet(_short(sheet), skip_comments=True, skip_whitespace=True), "", 0)

    def _add(self, rules: Iterable[Any], parent: str, depth: int) -> None:
        for rule in rules:
            if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _GROUPS:
                if depth < _DEEPEST and _applies(rule.lower_at_keyword, tinycss2.serialize(rule.prelude).lower()):
                    inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                    self._add(inner, parent, depth + 1)
            elif rule.type == "qualified-rule":
                self._add_rule(rule, parent, depth)

    def _add_rule(self, rule: Any, parent: str, depth: int) -> None:
        said = tinycss2.serialize(rule.prelude).strip()
        names = [_nested(parent, part) for part in said.split(",")] if parent else [said]
        inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        plain, important = _declared(inside)
        self.grounds |= {value for name, value in plain.items() if name.startswith("background")}
        for selector in names:
            if plain or important:
                self._index(selector, plain, important)
            if depth < _DEEPEST:
                self._add([one for one in inside if one.type != "declaration"], selector, depth + 1)

    def _index(self, selector: str, plain: Declared, important: Declared) -> None:
        try:
            parsed = parse(selector) if len(selector) <= _LONGEST_SELECTOR else []
        except (SelectorError, ValueError, RecursionError):
            return
        for one in parsed:
            if one.pseudo_element is not None or not can_match(one.parsed_tree):
                continue
            self._count += 1
            if self._count > _MOST_SELECTORS:
                raise SourceTooComplex(f"the page has more than {_MOST_SELECTORS:,} style rules")
            weight = one.specificity(), self._count
            self._by_subject[subject(one.parsed_tree)].append(_Rule(one.parsed_tree, weight, plain, important))

    def said(self, element: Element, own: Declared, style: str) -> Declared:
        """Give the values that hold for an element: of its attributes (`own`), the rules, and its `style`.

        Raises SourceTooComplex when all elements together ask for too much matching.
        """
        found = sorted(self._matching(element), key=lambda rule: rule.weight)
        plain, important = self._inline(style)
        values = dict(own)
        for rule in found:
            values |= rule.plain
        values |= plain
        for rule in found:
            values |= rule.important
        return values | important

    def grounds_of(self, style: str) -> Iterator[str]:
        """Give the values of the backgrounds in an element's `style`."""
        return (value for name, value in self._inline(style)[0].items() if name.startswith("background"))

    def _inline(self, style: str) -> tuple[Declared, Declared]:
        if style not in self._styles:
            self._length += len(style)
            if self._length > _MOST_INLINE:
                raise SourceTooComplex(
                    f"the page has styles of more than {_MOST_INLINE:,} characters on its elements"
                )
            inside = tinycss2.parse_blocks_contents(_short(style), skip_comments=True, skip_whitespace=True)
            self._styles[style] = _declared(inside)
        return self._styles[style]

    def _matching(self, element: Element) -> Iterator[_Rule]:
        keys = ["*", str(element.tag), *(f".{name}" for name in set((element.get("class") or "").split()))]
        if element.get("id"):
            keys.append(f"#{element.get('id')}")
        for key in keys:
            for rule in self._by_subject.get(key, ()):
                if matches(rule.selector, element, self._step):
                    yield rule

    def _step(self) -> None:
        self._steps += 1
        if self._steps > self._most_steps:
            raise SourceTooComplex("the page's style rules ask for more work than any resume needs")


def _short(style: str) -> str:
    """Cut numbers of more digits than any length or colour has, and than Python takes."""
    return _LONG_NUMBER.sub(lambda found: found[0][:_DIGITS], style)


def _nested(parent: str, part: str) -> str:
    """Give the selector of a rule within another (CSS Nesting 1)."""
    part = part.strip()
    return part.replace("&", parent) if "&" in part else f"{parent} {part}"


def _declared(content: Iterable[Any]) -> tuple[Declared, Declared]:
    plain: Declared = {}
    important: Declared = {}
    for one in content:
        if one.type != "declaration" or not (one.lower_name in _TOLD or one.name.startswith("--")):
            continue
        value = tinycss2.serialize(one.value).strip().lower()
        if len(value) > _LONGEST_VALUE:  # pictures within the sheet; that there is one is enough to know
            value = "url()" if "url(" in value else ""
        target = important if one.important else plain
        target[one.lower_name] = value
    return plain, important


def _applies(keyword: str, prelude: str) -> bool:
    """Say whether a group of rules holds on the screen of a person who reads the page."""
    if keyword == "supports":
        return not prelude.strip().startswith("not")
    return keyword != "media" or screen(prelude)


def screen(queries: str) -> bool:
    """Say whether media queries hold on a screen 1,024 pixels wide; what cannot be told is taken to hold."""
    return not queries.strip() or any(map(_holds, queries.lower().split(",")))


def _holds(query: str) -> bool:
    query = query.strip()
    if query.startswith("not "):
        return not _holds(query.removeprefix("not "))
    if _OTHER_MEDIA.search(query) or _OTHER_WISHES.search(query):
        return False
    for side, number, unit in _LENGTH_QUERY.findall(query):
        width = float(number) * (1 if unit == "px" else 16)
        if (width > _WINDOW) if side == "min" else (width < _WINDOW):
            return False
    return True
