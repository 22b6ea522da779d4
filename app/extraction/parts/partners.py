"""Commas between names, and those within the name of a firm that is called after its partners."""

import re

from app.documents.spans import Span
from app.extraction.words.scores import of_partners, title_score

_PARTNERS = re.compile(r"[A-Z][\w'’-]+ & (?!Sons?\b|Co\b|Daughters?\b)[A-Z][\w'’-]+")
_COMMA = re.compile(r",\s+")


def commas_between(said: str) -> list[Span]:
    """Give the places of the commas that stand in no name of a firm of partners ("Baker, Marlow & Cook, PC")."""
    if "," not in said:
        return []
    within = of_partners(said)
    commas = (mark.span() for mark in _COMMA.finditer(said))
    return [span for span in commas if span[0] >= within and not _is_of_partners(said, span[1])]


def _is_of_partners(said: str, behind: int) -> bool:
    """The comma stands in the name of a firm of partners ("Whitlow, Roberts & Houston")."""
    first = said[: behind - 1].rstrip(", ")
    return (
        "&" in said and _PARTNERS.fullmatch(said, behind) is not None and " " not in first and title_score(first) == 0
    )
