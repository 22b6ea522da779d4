"""Parts of a line of schooling that are told as a whole: a school with its diploma, counted exams, a union local."""

import re
from dataclasses import dataclass

from app.extraction.parts.schooling_asides import TOWN_BEHIND
from app.extraction.words.lexicon import words


@dataclass(frozen=True, slots=True)
class Told:
    """What one piece of a row tells."""

    kind: str
    """school, degree, field (surely what was studied), topic (perhaps), location, way ("in progress"), or
    standing ("not completed")."""
    start: int
    end: int


_SECUNDARIA = re.compile(r"(?:secundaria|preparatoria|bachillerato|primaria)\s+(?-i:(?=[A-ZÀ-Þ]|\d))", re.IGNORECASE)
"""A school that is called by its kind ("Secundaria Técnica 14")."""
_COUNTED = re.compile(
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?P<name>gcses?|(?:a|as|o)[- ]levels?)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""School-leaving examinations with their number before and their grades or subjects behind."""
_BRIDGE = re.compile(r"[a-z] \((?:[A-Z]{2,3} to [A-Z]{3})\)$")
"""Behind a field: from what to what a programme leads."""
_SCHOOL_AND_DIPLOMA = re.compile(
    r"(?P<school>(?P<name>(?:[A-Z][\w.'’-]+ ){1,3})(?:(?:Senior )?High(?: School)?|HS))"
    r" (?P<degree>(?i:diploma|graduate))$"
)
_IN_UNION = re.compile(
    r"(?P<school>(?:[A-Z][\w.&'’-]*\s){1,5}Local(?: Union)?(?: No\.?)? ?#?\d{1,5}) "
    r"(?P<degree>(?:[A-Z]\w+ )?Apprenticeship)"
)
"""A union's local and what was learnt there."""
_KINDS = frozenset(
    ("general", "standard", "regular", "advanced", "academic", "adult", "modified", "honors", "online")
)


def _general(name: str) -> bool:
    """What stands before "High School diploma" is a kind of it, or a state, and no name."""
    folded = name.casefold().strip()
    return folded in words("places", "names") or not _KINDS.isdisjoint(folded.split())


def told_whole(said: str, start: int, end: int) -> list[Told]:
    """Read what is told as a whole: a school with its diploma, counted examinations, a school by its kind."""
    named = _SCHOOL_AND_DIPLOMA.match(said) if "High" in said or "HS" in said else None
    if named is not None and _general(named["name"]):
        return [Told("degree", start, end)]
    if named is not None:
        # "Old Harbor High School diploma"
        return [
            Told("school", start, start + named.end("school")),
            Told("degree", start + named.start("degree"), end),
        ]
    if (learnt := _IN_UNION.fullmatch(said)) is not None:
        return [
            Told("school", start, start + learnt.end("school")),
            Told("degree", start + learnt.start("degree"), end),
        ]
    if _BRIDGE.search(said) is not None:
        # "Nursing (RN to BSN)"
        return [Told("field", start, end)]
    placed = TOWN_BEHIND.fullmatch(said) if said[-2:].isupper() else None
    if placed is not None and placed["code"] in words("places", "codes"):
        return [
            Told("school", start, start + placed.end("school")),
            Told("location", start + placed.start("place"), end),
        ]
    if (counted := _COUNTED.fullmatch(said)) is not None:
        return [Told("degree", start + counted.start("name"), start + counted.end("name"))]
    return [Told("school", start, end)] if _SECUNDARIA.match(said) else []
