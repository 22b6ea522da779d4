"""A masked text to the windows that a model is shown: numbered lines, cut at headings if there are any."""

from dataclasses import dataclass
from itertools import accumulate

from pydantic import Field

from app.extraction.headings.openings import section_named
from app.values import Frozen


class WindowSize(Frozen):
    """How much a model is shown at once."""

    characters: int = Field(default=8_000, gt=0)
    overlap: int = Field(default=3, ge=0)
    """Lines that a window repeats of the one before, where it was not cut at a heading."""
    most: int = Field(default=40, gt=0)
    """Windows of one document; what is beyond them is not sent, and the draft says so."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some lines of a masked text."""

    first: int
    """Number of the first line; the text's first is 1."""
    last: int
    text: str
    """The lines, each with its number, without the empty ones."""
    offsets: range
    """Where in the masked text the window stands."""


def line_starts(text: str) -> list[int]:
    """Give the offset at which each line of a text begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


def windows(text: str, size: WindowSize) -> list[Window]:
    """Cut a masked text into windows that together hold every line with something in it.

    A window ends before the last heading in its second half, else when it is full. A line longer than a window is a
    window of its own. Windows without a letter are left out.
    """
    lines = text.split("\n")
    found: list[Window] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at, size)
        if any(c.isalpha() for line in lines[at:end] for c in line):
            found.append(_window(text, lines, at, end))
        if end >= len(lines):
            break
        overlap = 0 if _heading(lines[end]) else min(size.overlap, (end - at) // 2)
        at = end - overlap
    return found


def _heading(line: str) -> bool:
    return bool(line.strip()) and section_named(line) is not None


def _end(lines: list[str], at: int, size: WindowSize) -> int:
    """Give the line before which a window that begins at line `at` ends."""
    held, end = 0, at
    while end < len(lines) and (end == at or held + len(lines[end]) <= size.characters):
        held += len(lines[end]) + 1
        end += 1
    if end == len(lines):
        return end
    return next((i for i in range(end, (at + end) // 2, -1) if i > at and _heading(lines[i])), end)


def _window(text: str, lines: list[str], at: int, end: int) -> Window:
    start = sum(len(line) + 1 for line in lines[:at])
    stop = min(len(text), start + sum(len(line) + 1 for line in lines[at:end]))
    numbered = [f"{number}: {line.strip()}" for number, line in enumerate(lines[at:end], at + 1) if line.strip()]
    return Window(first=at + 1, last=end, text="\n".join(numbered), offsets=range(start, stop))
