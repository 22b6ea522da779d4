"""Small pictures between words ("Docker 🐳 Kubernetes") to blanks: they are marks, and no part of a name."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from app.documents.model import Document

_PICTURES = (
    "\U0001f000-\U0001faff\u2600-\u2604\u260e-\u260f\u2613-\u265f\u2668-\u26ff\u2702-\u2707\u2709-\u270d\u2728\u274c\u274e"
    "\u2753-\u2757\u2763\u2764\u2795-\u2797\u231a\u231b\u23e9-\u23f3\u2b50\u2b55"
)
"""Not boxes that may be ticked, and not what stands between the parts of lists or says how well ("★★★☆")."""
_JOINS = "\u200d\ufe0e\ufe0f\u20e3"
_RUN = re.compile(rf"[{_PICTURES}][{_PICTURES}{_JOINS}]*")
_HEADING = re.compile(rf"\s*[{_PICTURES}{_JOINS}]+\s+[^\W\d_]+(?: (?:[^\W\d_]+|&)){{0,2}}\s*:?\s*")
"""A few words behind a picture."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def without_pictures(document: Document) -> Document:
    """Give a document whose small pictures are blanks, each as long as it was.

    What begins a line marks an item and stays, but for that of a heading; so does one amid a name in a dated line.
    """
    text = document.text
    if text.isascii() or _RUN.search(text) is None:
        return document
    plain = "\n".join(_lines(text.split("\n")))
    return document.model_copy(update={"text": plain})


def _lines(lines: Sequence[str]) -> Iterator[str]:
    above = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line.isascii() or _RUN.search(line) is None:
            yield line
        else:
            heads = not above.strip() and bool(below.strip()) and _HEADING.fullmatch(line) is not None
            dated = _YEAR.search(line) is not None
            yield _RUN.sub(partial(_blank, heads=heads, dated=dated), line)
        above = line


def _blank(found: re.Match[str], *, heads: bool, dated: bool) -> str:
    """Give blanks for pictures; of those that begin an item the first stays."""
    before, after = found.string[: found.start()].rstrip()[-1:], found.string[found.end() :].lstrip()[:1]
    if dated and before.isalnum() and after.isalnum():
        return found[0]
    first = " " if before or heads else found[0][0]
    return first + " " * (len(found[0]) - 1)
