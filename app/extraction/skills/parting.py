"""A list to the spans of what it lists: cut at commas and marks, in brackets, and between halves."""

import re
from collections.abc import Iterator

from app.extraction.skills.chips import Known

_SEPARATOR = re.compile(
    r"\s*[,;،](?!\d)\s*|\s+~\s+|\s*[|•·●▪◦‣¦♦◆■□★☆✈✦✧❖►▶➤→]\s*|\s{2,}|\t+|\s+[-–—]\s+|\s+//\s+|\s*\.\s+(?=[A-Z])|\s+\.\s+|\s+/\s+|\s*[:：]\s+"
)
_AND = re.compile(r"\s+(?:and|&|or)\s+|\s*/\s*", re.IGNORECASE)
_HALF = re.compile(r"(?:\s*/|\s+(?:and|&|or))+\s*\Z", re.IGNORECASE)
"""Behind it something is missing."""
_ORDINARY = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|sis|ness|als?|logy|ics|care)$")
"""Ends of words that name work rather than a product or a language."""


def parted(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    """Split at separators outside brackets; known names that are listed inside brackets come after their owner."""
    said, at, looked, depth = text[start:end], 0, 0, 0
    for mark in _SEPARATOR.finditer(said):
        depth += said.count("(", looked, mark.start()) - said.count(")", looked, mark.start())
        looked = mark.start()
        if depth > 0:
            continue
        if mark.start() > at:
            yield from _bracketed(text, start + at, start + mark.start(), known)
        at = mark.end()
    if at < len(said):
        yield from _bracketed(text, start + at, end, known)


def _bracketed(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    bracket = re.fullmatch(r"(?P<owner>[^()]+?)\s*\((?P<inner>[^()]+)\)\.?", said, re.DOTALL)
    if bracket is None or not re.search(r",|;|/|\band\b", bracket.group("inner")):
        yield start, end
        return
    yield start, start + bracket.end("owner")
    at = start + bracket.start("inner")
    for part in re.split(r"(\s*[,;/]\s*|\s+and\s+)", bracket.group("inner")):
        if known(part) and re.search(r"[A-Z]", part):
            yield at, at + len(part)
        at += len(part)


def _abbreviations(left: str, right: str, between: str) -> bool:
    return "/" not in between and left.isupper() and right.split(" ")[0].isupper()


def _two_names(left: str, right: str, known: Known) -> bool:
    """Two proper names, one of them known ("Westlaw and Lexis"), and no kinds of work ("Analysis and Design")."""
    both = (left.split(), right.split())
    if not all(1 <= len(half) <= 2 and all(word[:1].isupper() for word in half) for half in both):
        return False
    ordinary = any(_ORDINARY.search(half[-1]) for half in both)
    return not ordinary and (known(left) or known(right))


def halves(text: str, start: int, end: int, known: Known, last_of_many: bool) -> Iterator[tuple[int, int]]:
    """Split "A and B" or "A/B" where both are names of their own and the whole is not."""
    half = _HALF.search(text, start, end)
    end = half.start() if half and half.start() > start else end
    said = text[start:end]
    marks = list(_AND.finditer(said))
    abbreviated = bool(marks) and _abbreviations(said[: marks[0].start()], said[marks[0].end() :], marks[0].group())
    if not marks or (len(marks) > 1 and not abbreviated) or known(said):
        yield start, end
        return
    mark = marks[0]
    left, right = said[: mark.start()], said[mark.end() :]
    both = (known(left) and known(right)) or (len(left.split()) > 1 and left.split()[:1] == right.split()[:1])
    worded = not re.search(r"/", mark.group()) and len(left.split()) <= 3
    if both or abbreviated or (last_of_many and worded) or _two_names(left, right, known):
        yield start, start + mark.start()
        yield start + mark.end(), end
    else:
        yield start, end
