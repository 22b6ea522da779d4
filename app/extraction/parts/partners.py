"""Commas between names, and those within the name of a firm that is called after its partners; strokes in names."""

import re

from app.documents.spans import Span
from app.extraction.words.places import place_at_end, town_at_end
from app.extraction.words.scores import of_partners, title_score

_PARTNERS = re.compile(r"[A-Z][\w'’-]+ & (?!Sons?\b|Co\b|Daughters?\b)[A-Z][\w'’-]+")
_COMMA = re.compile(r",\s+")
_STROKE, _LETTER = re.compile(r"\s+/\s+"), re.compile(r"[^\W\d_]")
_FIGURES = re.compile(r"\s{2,}.*|\d[\d/.–-]*|\([^()]*\)")
_SEVERAL, _TITLE_WORDS, _TITLED = 2, 3, 1.5


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


def joined_by_strokes(said: str) -> bool:
    """Say whether strokes part three names or more, none a title or a place ("Kelly / Adecco / Aerotek").

    So do those before a comma that parts titles from an employer ("Waxer / Finisher / Driver, Bay Lab, Reno").
    """
    if said.count(" / ") < _SEVERAL:
        return False
    first, comma, rest = said.partition(", ")
    if comma and first.count(" / ") == said.count(" / "):
        titles = _STROKE.split(first)
        few = all(len(title.split()) <= _TITLE_WORDS for title in titles)
        return few and title_score(titles[0]) >= _TITLED and title_score(rest.split(",")[0]) < _TITLED
    parts = [_FIGURES.sub("", part) for part in _STROKE.split(said)]
    alike = all(_LETTER.search(part) and part[:1].isupper() for part in parts)
    return alike and not any(title_score(part) > 0 or town_at_end(part) or place_at_end(part) for part in parts)
