"""Names of degrees and fields of study: which part of a line is which, and which two name one degree."""

import re
from functools import cache

from app.extraction.words.lexicon import table

SHORTEST = 3
"""Letters of a field of study ("Certificate C" names none)."""
EDGES = " ,;:-–—()/."
_ASIDE = re.compile(r"\(\s*[\d,.]+\s*(?:clock\s+)?(?:hours?|credits?|units?|ects)\s*\)", re.IGNORECASE)
_HONOURS = re.compile(r"\s*\(hon(?:our)?s\.?\)|\s+with\s+hono(?:u)?rs\b", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:(?:upper|lower|first|second|third)\s+)?(?:first|second|third)\s+class(?:\s+hono(?:u)?rs)?"
    r"(?:,?\s+\(?(?:upper|lower|first|second)(?:\s+division)?\)?)?"
    r"|(?:upper|lower)\s+second(?:\s+class)?(?:\s+hono(?:u)?rs)?|(?:high\s+)?(?:pass|credit|commendation)"
    r"|(?:magna |summa )?cum laude|distinction|merit|with distinction|with merit",
    re.IGNORECASE,
)
_TO_SOMEBODY = re.compile(r"(?:up)?(?:on|to)\s", re.IGNORECASE)
"""What a degree was awarded for stands otherwise ("Bachelor of Science to Marisol Quintero")."""
_MONTH = re.compile(r"march|mar", re.IGNORECASE)
MAJOR = re.compile(r"(?:with )?(?:a )?(?P<kind>major|minor)(?:ed)? in\b", re.IGNORECASE)
_TRAILING = re.compile(r"(?:^|\s)(?:on|was|were|is|has been|in|dated|effective|date|with)$", re.IGNORECASE)
"""What is left of a sentence where its date is cut off."""
_OF_COURSE = re.compile(r"[ -]?\d{2}")
_LEADS = re.compile(r"(?:degree\s+)?(?:of|in|en|im)\s+|degree\s+", re.IGNORECASE)

_PARTS_OF_SHORT = re.compile(r"[A-Z][a-z]*")
_SMALL = frozenset({"of", "in", "and", "the", "with", "&"})


@cache
def degree_names() -> re.Pattern[str]:
    """Give what matches the names of degrees."""
    alternatives = "|".join(f"(?:{pattern})" for pattern in table("degrees")["patterns"]["words"])
    return re.compile(rf"(?<![\w.])(?:{alternatives})(?![\w*])", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give a place without the blanks and marks at its edges; None where no letter is left."""
    while start < end and (text[start].isspace() or text[start] in EDGES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in EDGES):
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return (start, end) if any(c.isalpha() for c in text[start:end]) else None


def find_degree(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the name of a degree; "March" is no Master of Architecture, and "MAT 099" a course."""
    found = (match for match in degree_names().finditer(text, start, end) if not _MONTH.fullmatch(match.group()))
    return next((match for match in found if not _OF_COURSE.match(text, match.end(), end)), None)


def parsed(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Part `text[start:end]` in the name of a degree and a field of study."""
    aside = _ASIDE.search(text, start, end)
    end = aside.start() if aside else end
    major = MAJOR.match(text, start, end)
    if major is not None:
        return None, trim(text, major.end(), end) if major["kind"].casefold() == "major" else None
    degree = find_degree(text, start, end)
    if degree is None:
        named = trim(text, start, end)
        return None, None if named is None or _CLASS.fullmatch(text, *named) else named
    title = trim(text, degree.start(), degree.end() - len("in") * degree.group().endswith(" in"))
    after = degree.end()
    leads = _LEADS.match(text, len(text[:after]) + len(text[after:end]) - len(text[after:end].lstrip(EDGES)), end)
    after = leads.end() if leads else after
    honours = _HONOURS.match(text, degree.end(), end)
    if honours:
        title, after = (degree.start(), honours.end()), honours.end()
    told = trim(text, after, end) or trim(text, start, degree.start())
    if title is not None and text[title[1] : title[1] + 1] == "." and "." in text[slice(*title)]:
        title = title[0], title[1] + 1
    left = _TRAILING.search(text[slice(*told)]) if told is not None else None
    if told is not None and left is not None:
        told = trim(text, told[0], told[0] + left.start())
    classed = told is not None and (
        _CLASS.fullmatch(text, *told) or _TO_SOMEBODY.match(text, *told) or told[1] - told[0] < SHORTEST
    )
    return title, None if classed else told


def alike(one: str, other: str) -> bool:
    """Say whether two names may be of one degree or field: one holds the other, or is short for it ("BEng")."""
    first, second = (" ".join(_HONOURS.sub("", said).split()) for said in (one, other))
    a, b = f" {first.casefold()} ", f" {second.casefold()} "
    if a in b or b in a:
        return True
    return is_short(first, second) or is_short(second, first)


def is_short(short: str, long: str) -> bool:
    """Say whether a name is the beginnings of the words of another ("B.Sc." of "Bachelor of Science")."""
    short, long = (" ".join(_HONOURS.sub("", said).split()) for said in (short, long))
    parts = _PARTS_OF_SHORT.findall(short) if " " not in short else []
    told = [word for word in long.split() if word.casefold() not in _SMALL]
    return len(parts) > 1 and len(parts) == len(told) and all(map(_begins, told, parts))


def _begins(word: str, part: str) -> bool:
    return word.casefold().startswith(part.casefold())
