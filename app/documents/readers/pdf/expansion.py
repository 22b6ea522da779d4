"""A PDF's drawings within drawings to how much is drawn when each stands where it is asked for."""

import io
import re
from collections import Counter
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject

from app.errors import SourceDamaged, SourceTooComplex

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)(?>(?:\s|%[^\r\n]*+)*)Do\b")
"""A name, and the operator that draws what is called so (ISO 32000-2, 8.8)."""
_MOST = 100_000_000
"""Bytes of instructions in one PDF: the engine takes some seconds for so many."""
_SINGLE = 100
"""Bytes that each drawing counts, however short: the engine sets up a state for it."""
_DEPTH = 40
"""Drawings within each other that the engine follows."""


def resolved(value: Any) -> Any:
    """Give what a value refers to; None for nothing."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(found, NullObject) else found


def dictionary(value: Any) -> DictionaryObject:
    """Give the dictionary that a value is or refers to; an empty one for anything else."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


class Expansion:
    """Counts instructions with those of the drawings that they draw, as often as they do."""

    def __init__(self) -> None:
        self._total = 0
        self._known: dict[tuple[int, int, int], int | None] = {}
        self._held: list[DictionaryObject] = []
        """So that what is known by its place in memory stays where it is."""

    def add(self, data: bytes, resources: DictionaryObject) -> None:
        """Count a page, or what is drawn as a part of no drawing: a mask, a letter, a pattern.

        Raises SourceTooComplex when it is too much, and SourceDamaged for a drawing within itself.
        """
        self._held.append(resources)
        self._total += self._size(data, resources, resources, 0)
        if self._total > _MOST:
            raise SourceTooComplex("the PDF draws more than any resume needs")

    def _size(self, data: bytes, own: DictionaryObject, outer: DictionaryObject, depth: int) -> int:
        """Give the bytes of instructions; where no `own` drawings are listed, the `outer` ones are asked."""
        names = dictionary(own.get("/XObject") or outer.get("/XObject"))
        size = len(data)
        for name, count in Counter(_DRAWN.findall(data) if names else ()).items():
            drawing = resolved(names.get(NameObject.read_from_stream(io.BytesIO(b"/" + name), None)))
            size += count * self._drawing(drawing, own, outer, depth + 1)
        return size

    def _drawing(self, drawing: Any, around: DictionaryObject, outer: DictionaryObject, depth: int) -> int:
        if not isinstance(drawing, StreamObject) or drawing.get("/Subtype") != "/Form" or depth > _DEPTH:
            return _SINGLE
        named = resolved(drawing.get("/Resources"))
        own = named if isinstance(named, DictionaryObject) else around
        key = (id(drawing), id(own), id(outer))
        if key not in self._known:
            self._known[key] = None
            self._known[key] = _SINGLE + self._size(drawing.get_data(), own, outer, depth)
        size = self._known[key]
        if size is None:
            raise SourceDamaged("a drawing of the PDF is drawn within itself")
        return size
