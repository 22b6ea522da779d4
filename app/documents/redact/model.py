"""What the masker finds, and a text with its personal data replaced."""

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from app.values import Frozen


class Kind(StrEnum):
    """What a placeholder stands for; earlier kinds win where two overlap."""

    EMAIL = "EMAIL"
    URL = "URL"
    BIRTHDATE = "BIRTHDATE"
    ID = "ID"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    NAME = "NAME"


class Found(NamedTuple):
    """Personal data in `text[start:end]`; the same `value` gets the same number."""

    start: int
    end: int
    kind: Kind
    value: str


class Mask(Frozen):
    """One placeholder and the characters that it stands for."""

    kind: Kind
    placeholder: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    """`original[start:end]` was replaced; it never holds a line break."""
    masked_start: int = Field(ge=0)
    """Where the placeholder stands in the masked text."""

    @property
    def masked_end(self) -> int:
        """Where the placeholder ends in the masked text."""
        return self.masked_start + len(self.placeholder)


class Redacted(Frozen):
    """A masked text, and the way back."""

    text: str
    """The only form of the document that may leave the machine."""
    masks: tuple[Mask, ...]
    """In the order of the text; they neither touch a line break nor overlap."""
    named: bool
    """Whether the worker's name was recognised. When not, a name may still stand in the text: do not send it on
    unless the document is known to hold none."""

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the masked text to the same characters of the original.

        Raises ValueError for a span that is empty, not in the text, or touches a placeholder: what a placeholder
        hides is no evidence.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) is not in a text of {len(self.text)} characters")
        index = bisect_right(self.masks, start, key=lambda mask: mask.masked_start)
        before = self.masks[index - 1] if index else None
        after = self.masks[index] if index < len(self.masks) else None
        if (before and start < before.masked_end) or (after and end > after.masked_start):
            raise ValueError(f"span [{start}, {end}) touches a placeholder")
        shift = before.end - before.masked_end if before else 0
        return start + shift, end + shift

    def masked_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the original to the masked text, widened to whole placeholders where it touches some.

        Raises ValueError for a span that is empty or ends before it starts.
        """
        if not 0 <= start < end:
            raise ValueError(f"[{start}, {end}) is not a span")
        return self._forward(start, at_end=False), self._forward(end, at_end=True)

    def _forward(self, position: int, *, at_end: bool) -> int:
        index = bisect_right(self.masks, position - at_end, key=lambda mask: mask.start)
        if not index:
            return position
        mask = self.masks[index - 1]
        if position - at_end < mask.end:
            return mask.masked_end if at_end else mask.masked_start
        return position + mask.masked_end - mask.end
