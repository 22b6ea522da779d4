"""Parsed CSS selectors to whether an element is meant (Selectors 4, as far as `can_match` says)."""

from collections.abc import Callable, Iterator

from cssselect.parser import (
    Attrib,
    Class,
    CombinedSelector,
    Function,
    Hash,
    Matching,
    Negation,
    Pseudo,
    SpecificityAdjustment,
    parse_series,
)
from cssselect.parser import Element as Type
from cssselect.parser import Tree as Tree
from lxml.etree import _Element as Element

Step = Callable[[], None]
"""Called once for each element that is looked at."""

_POSITIONS = frozenset(("first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type"))
_NEVER = frozenset(("hover", "focus", "active", "visited", "target", "checked", "focus-within", "focus-visible"))
"""States of an element that nobody is using."""
_LONGEST = 10_000
"""Characters; a longer attribute holds a picture, and no rule looks into that."""
_KNOWN = _POSITIONS | _NEVER | {"root", "empty", "link", "any-link"}
_SERIES = frozenset(("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"))


def can_match(tree: Tree) -> bool:
    """Say whether all parts of a selector are understood; of one that is not, nothing is known."""
    match tree:
        case Type():
            return True
        case Class() | Hash() | Attrib():
            return can_match(tree.selector)
        case Pseudo():
            return tree.ident in _KNOWN and can_match(tree.selector)
        case Function():
            return tree.name in _SERIES and _series(tree) is not None and can_match(tree.selector)
        case Negation():
            return can_match(tree.selector) and can_match(tree.subselector)
        case Matching() | SpecificityAdjustment():
            return can_match(tree.selector) and all(map(can_match, tree.selector_list))
        case CombinedSelector():
            return can_match(tree.selector) and can_match(tree.subselector)
    return False


def subject(tree: Tree) -> str:
    """Give the most telling part of what a selector says of the element itself: `#id`, `.class`, `type` or `*`."""
    match tree:
        case CombinedSelector():
            return subject(tree.subselector)
        case Hash():
            return f"#{tree.id}"
        case Class():
            inner = subject(tree.selector)
            return inner if inner.startswith("#") else f".{tree.class_name}"
        case Type():
            return tree.element.lower() if tree.element else "*"
    return subject(tree.selector)


def matches(tree: Tree, element: Element, step: Step) -> bool:
    """Say whether a selector means the element."""
    step()
    match tree:
        case Type():
            return tree.element is None or bool(element.tag == tree.element.lower())
        case Class():
            return tree.class_name in (element.get("class") or "").split() and matches(tree.selector, element, step)
        case Hash():
            return bool(element.get("id") == tree.id) and matches(tree.selector, element, step)
        case Attrib():
            return _has(tree, element) and matches(tree.selector, element, step)
        case Pseudo():
            return _is(tree.ident, element, step) and matches(tree.selector, element, step)
        case Function():
            return _stands(tree, element, step) and matches(tree.selector, element, step)
        case Negation():
            return matches(tree.selector, element, step) and not matches(tree.subselector, element, step)
        case Matching() | SpecificityAdjustment():
            return matches(tree.selector, element, step) and any(
                matches(one, element, step) for one in tree.selector_list
            )
        case CombinedSelector():
            return matches(tree.subselector, element, step) and any(
                matches(tree.selector, other, step) for other in _related(tree.combinator, element)
            )
    return False


def _related(combinator: str, element: Element) -> Iterator[Element]:
    if combinator == " ":
        yield from element.iterancestors()
    elif combinator == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    else:
        for other in _siblings(element, before=True):
            yield other
            if combinator == "+":
                return


def _siblings(element: Element, *, before: bool) -> Iterator[Element]:
    return (other for other in element.itersiblings(preceding=before) if isinstance(other.tag, str))


def _has(tree: Attrib, element: Element) -> bool:
    value: str | None = element.get(tree.attrib.lower())
    if value is None or tree.operator == "exists":
        return value is not None
    if len(value) > _LONGEST:
        return False
    wanted = tree.value.value if tree.value is not None else None
    if not wanted:
        return tree.operator == "=" and value == wanted
    match tree.operator:
        case "=":
            return value == wanted
        case "~=":
            return wanted in value.split()
        case "|=":
            return value == wanted or value.startswith(f"{wanted}-")
        case "^=":
            return value.startswith(wanted)
        case "$=":
            return value.endswith(wanted)
        case "*=":
            return wanted in value
    return False


def _is(name: str, element: Element, step: Step) -> bool:
    if name in _NEVER:
        return False
    if name == "root":
        return element.getparent() is None
    if name == "empty":
        return len(element) == 0 and not (element.text or "")
    if name in ("link", "any-link"):
        return bool(element.tag == "a") and element.get("href") is not None
    same = name.endswith("of-type")
    first = name.startswith("last") or _place(element, step, before=True, same=same) == 1
    last = name.startswith("first") or _place(element, step, before=False, same=same) == 1
    return first and last


def _place(element: Element, step: Step, *, before: bool, same: bool) -> int:
    """Give the element's number among its siblings, from 1: from the first (`before`) or the last."""
    number = 1
    for other in _siblings(element, before=before):
        step()
        number += not same or other.tag == element.tag
    return number


def _series(tree: Function) -> tuple[int, int] | None:
    try:
        return parse_series(tree.arguments)
    except ValueError:
        return None


def _stands(tree: Function, element: Element, step: Step) -> bool:
    series = _series(tree)
    if series is None:
        return False
    a, b = series
    place = _place(element, step, before="last" not in tree.name, same=tree.name.endswith("of-type")) - b
    return place == 0 if a == 0 else place % a == 0 and place // a >= 0
