"""One long line of a text that lost its line breaks to the lines that it was, as places in the text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from app.documents.spans import Spans
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
_SENTENCE = re.compile(
    r"(?:(?<=[a-z)\d]{2}[.!?])|(?<=[A-Z]{3}[.!?]))\s+(?=[A-Z]|\d\d?/(?:19|20)\d\d)|\s+(?=[•●○◦▪■◆►▶‣⁃✓✔➢➤❖★\uf0b7\uf0a7]\s?\w)"
    r"|\s+(?=\*\s+[A-Z][a-z])"
)
"""A sentence ends, or a mark of a list begins an item."""

_ALONE = re.compile(
    r"(?<!\S)(?P<name>Summary|Profile|Objective|Highlights|Qualifications|Accomplishments|Achievements|Skills|Experience"
    r"|Education(?: and Training)?|Certifications|Languages|Affiliations|Interests)(?=\s)"
)
_WORK, _BESIDE_WORK = (
    frozenset(("Experience", "experience")),
    frozenset(("Education", "education", "Skills", "skills")),
)
_SMALL = re.compile(
    r"(?:^|\s)(?:of|in|with|and|or|the|an?|my|our|for|to|by|from|years?|Work|Special|Physical|Higher|[&:,])\s\Z"
)
"""Behind it a word in title case goes on with what stands before it."""
_AHEAD = 120
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s"
_DATED = re.compile(
    rf"\b(?:{_MONTH}|\d\d?/)?(?:19|20)\d\d\s?(?:to|[-–—])\s?(?:{_MONTH}|\d\d?/)?(?:(?:19|20)\d\d|[Pp]resent|[Cc]urrent|[Nn]ow)\b"
)
_SCHOOLED = re.compile(
    r"\s(?:(?:19|20)\d\d\b|Bachelor|Master|Associate|Doctor|Diploma|Certificate|High School|GED\b|B\.?[AS]|M\.?[AS]"
    r"|MBA|Ph\.?D"
    r"|[A-Z][\w.,&' -]{0,60}(?:University|College|School|Institute|Diploma|Degree|Certificate|(?:19|20)\d\d))"
)
"""What stands first below a heading of education."""
_SHOUT = 40
_SHOUTS, _SHOUTED = re.compile(r"(?<!\S)[A-Z]{4,}\s\Z"), re.compile(r"\s[A-Z]{4,}(?![^\s])")
"""Words in capitals on both sides of one that may be a heading ("INFORMATION TECHNOLOGY SPECIALIST")."""
_LISTED = re.compile(r"\s[\w/&.+# -]{2,40},\s[\w/&.+# -]{2,40},\s")
_CAPITAL = re.compile(r"\s[A-Z]")
_DONE_BEHIND_TOWN = re.compile(
    r"(?:(?<=,\s[A-Z]{2})|(?<=,\sState))\s+(?=[A-Z][a-z]{2,}\s(?:[a-z]|\d|[A-Z][\w-]*\s[a-z]))"
)
_TITLED = re.compile(r"\b([a-z])((?:f|nd|n|he|o)\b)?")
"""The first letter of a word, which in title case is a capital but for words that join others."""

Span = tuple[int, int]


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the lines that `text[start:end]` was: as its wide gaps part them, else its headings, marks and sentences.

    The spans have no white space at their ends.
    """
    heads = [
        match.span("name")
        for match in _headings().finditer(text, start, end)
        if not (
            _SHOUTED.match(text, match.end("name"))
            and _SHOUTS.search(text, max(start, match.start("name") - _SHOUT), match.start("name"))
        )
    ]
    heads = _with_alone(text, start, end, heads)
    whole = len({_named(text[first:last]) for first, last in heads} & _MAIN) >= _FEWEST
    for first, last in _held(text, list(_pieces(text, start, end, _GAP))):
        yield from _parted(text, first, last, heads) if whole and last - first > _LINE else ((first, last),)


def _parted(text: str, start: int, end: int, heads: Sequence[Span]) -> Iterator[Span]:
    """Part a piece at the headings in it, and what is long at its marks and sentences."""
    at = start
    inside = heads[bisect_left(heads, (start, start)) : bisect_left(heads, (end, end))]
    for first, last in [*(head for head in inside if head[1] <= end), (end, end)]:
        if first - at > _LINE:
            for piece in _pieces(text, at, first, _SENTENCE):
                yield from _behind_town(text, *piece)
        else:
            yield from _stripped(text, at, first)
        yield from _stripped(text, first, last)
        at = last


def _behind_town(text: str, start: int, end: int) -> Iterator[Span]:
    """Part what was done off the line of a job that ends in a town."""
    town = _DONE_BEHIND_TOWN.search(text, start, end)
    if town is None or not _DATED.search(text, start, end):
        yield start, end
        return
    yield start, town.start()
    yield town.end(), end


def _pieces(text: str, start: int, end: int, gaps: re.Pattern[str]) -> Iterator[Span]:
    at = start
    for gap in gaps.finditer(text, start, end):
        yield from _stripped(text, at, gap.start())
        at = gap.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    if text.startswith(":", start, end):
        # the mark behind a heading that is a line of its own
        start += 1
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


def _with_alone(text: str, start: int, end: int, heads: list[Span]) -> list[Span]:
    """Add headings of one word in title case, where one of experience stands above a date and another beside it."""
    alone: list[tuple[str, Span]] = []
    taken = Spans(heads)
    for mark in _ALONE.finditer(text, start, end):
        name, (first, last) = mark["name"], mark.span("name")
        stands = not taken.touch(first, last) and not _SMALL.search(text, max(start, first - _TAIL), first)
        if stands and _opens_section(text, start, name, first, last, end):
            alone.append((name, (first, last)))
    told = {name.split()[0] for name, _ in alone} | {_named(text[first:last]) for first, last in heads}
    if not (told & _WORK and told & _BESIDE_WORK):
        return heads
    return sorted([*heads, *(span for _, span in alone)])


def _opens_section(text: str, start: int, name: str, first: int, last: int, end: int) -> bool:
    """Say whether what stands around a word in title case is what stands around a heading."""
    before, after = text[max(start, first - _TAIL) : first].rstrip()[-1:], text[last : min(end, last + _AHEAD)]
    if name in ("Summary", "Profile", "Objective"):
        return first - start < _AHEAD
    if name == "Experience":
        return _DATED.search(after) is not None
    if name.startswith("Education"):
        return (before in ".!?)%" or before.isdigit() or before.islower()) and _SCHOOLED.match(after) is not None
    if name in ("Skills", "Languages"):
        return before in ".!?)" or before.isdigit() or _LISTED.match(after) is not None
    return _CAPITAL.match(after) is not None


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
    titled = [_TITLED.sub(lambda m: f"[{m[1]}{m[1].upper()}]{m[2]}" if m[2] else m[1].upper(), name) for name in said]
    more = r"(?:\s(?:&|AND)\s[A-Z]{3,}(?:\s[A-Z]{4,})?)?"
    colon = "|".join(titled)
    several = "|".join(name for name, plain in zip(titled, names, strict=True) if len(plain.split()) > 1)
    return re.compile(rf"(?<!\S)(?P<name>(?:{capitals}){more}(?![^\s:])|(?:{colon}):|(?:{several})(?!\S))(?=:?\s)")
