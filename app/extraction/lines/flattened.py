"""One long line of a text that lost its line breaks to the lines that it was, as places in the text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.words.lexicon import table

LONG = 300
"""A line longer than this was several lines before somebody flattened the text."""
_LINE = 150
"""So long may a line be that nobody flattened."""
_GAP = re.compile(r"\s{2,}|\t+")
_JOINER = re.compile(r"to|till|until|through|[-–—－,;|/&]")
"""Between two pieces it makes them one."""
_JOINS = re.compile(r"[,;:)]")
_JOINED = re.compile(r"(?:\s(?:to|till|until|through|[-–—－|])|[,(&/])\Z")
_TAIL = 12
"""So many letters at the end of a piece tell whether it goes on."""
_MAIN = frozenset(("experience", "education", "skills"))
_PARTS = _MAIN | {"summary", "languages", "certifications", "licences", "projects", "volunteering"}
_FEWEST = 2
"""So many of the main headings stand in a line that holds a whole resume."""
_SENTENCE = re.compile(r"(?<=[a-z)\d]{2}[.!?])\s+(?=[A-Z])|\s+(?=[•●○◦▪■◆►▶‣⁃✓✔➢➤❖★\uf0b7\uf0a7]\s?\w)")
"""A sentence ends, or a mark of a list begins an item."""

Span = tuple[int, int]


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the lines that `text[start:end]` was: as its wide gaps part them, else its headings, marks and sentences.

    The spans have no white space at their ends.
    """
    heads = [match.span("name") for match in _headings().finditer(text, start, end)]
    whole = len({_named(text[first:last]) for first, last in heads} & _MAIN) >= _FEWEST
    for first, last in _held(text, list(_pieces(text, start, end, _GAP))):
        yield from _parted(text, first, last, heads) if whole and last - first > _LINE else ((first, last),)


def _parted(text: str, start: int, end: int, heads: Sequence[Span]) -> Iterator[Span]:
    """Part a piece at the headings in it, and what is long at its marks and sentences."""
    at = start
    inside = heads[bisect_left(heads, (start, start)) : bisect_left(heads, (end, end))]
    for first, last in [*(head for head in inside if head[1] <= end), (end, end)]:
        if first - at > _LINE:
            yield from _pieces(text, at, first, _SENTENCE)
        else:
            yield from _stripped(text, at, first)
        yield from _stripped(text, first, last)
        at = last


def _pieces(text: str, start: int, end: int, gaps: re.Pattern[str]) -> Iterator[Span]:
    at = start
    for gap in gaps.finditer(text, start, end):
        yield from _stripped(text, at, gap.start())
        at = gap.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    if said.strip():
        yield start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _held(text: str, pieces: list[Span]) -> Iterator[Span]:
    """Join pieces that a comma, a mark or "to" holds together."""
    if not pieces:
        return
    first, last = pieces[0]
    for start, end in pieces[1:]:
        held = (
            _JOINED.search(text, max(first, last - _TAIL), last)
            or _JOINS.match(text, start, end)
            or _JOINER.fullmatch(text, start, end)
        )
        if not held:
            yield first, last
            first = start
        last = end
    yield first, last


def _named(said: str) -> str | None:
    return _names().get(" ".join(re.findall(r"[^\W\d_]+", said.casefold().replace("&", "and"))))


@cache
def _names() -> dict[str, str]:
    """Give the headings that are known as a whole, folded, with the kind of section that each names."""
    return {
        phrase: kind for kind, told in table("headings").items() if kind in _PARTS for phrase in told.get("whole", ())
    }


@cache
def _headings() -> re.Pattern[str]:
    """Match a heading inside a line: in capitals, with a colon, or of two and more words in title case."""
    names = sorted((name for name in _names() if name.isascii()), key=len, reverse=True)
    said = [re.escape(name).replace(r"\ and\ ", r"\ (?:and|&)\ ") for name in names]
    capitals = "|".join(re.sub(r"[a-z]+", lambda m: m.group().upper(), name) for name in said)
    titled = [re.sub(r"\b[a-z]", lambda m: m.group().upper(), name) for name in said]
    more = r"(?:\s(?:&|AND)\s[A-Z]{3,}(?:\s[A-Z]{4,})?)?"
    colon = "|".join(titled)
    several = "|".join(name for name, plain in zip(titled, names, strict=True) if len(plain.split()) > 1)
    return re.compile(rf"(?<!\S)(?P<name>(?:{capitals}){more}(?![^\s:])|(?:{colon}):|(?:{several})(?!\S))(?=:?\s)")
