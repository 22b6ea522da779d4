"""Words behind an employer's name that are none of it: a part of another country, or where many employers were."""

import re

from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score

_NAMED = 1.2
_REGION = re.compile(
    r",\s+(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+)?)\s(?:State|Province|Oblast|Region|Governorate|Prefecture)$"
)
"""A part of another country behind an employer's name ("Elm Secondary School, Kano State")."""
_COUNTLESS = re.compile(
    r"(?:various|several|different|multiple|numerous)\s[a-z]{3,20}s\b"
    r"(?P<more>\s+(?:out of|through|around|from|in|near)\s.+)$",
    re.IGNORECASE,
)
"""Employers that nobody counts, and where or through whom."""


def beyond_name(said: str) -> int:
    """Give where such words begin; 0 without any."""
    countless = _COUNTLESS.match(said)
    if countless is not None:
        return countless.start("more")
    region = _region_behind(said)
    return region.start() if region is not None else 0


def _region_behind(said: str) -> re.Match[str] | None:
    """Find a part of another country behind what is surely a name; "Ohio State" is a school."""
    region = _REGION.search(said) if "," in said else None
    if region is None or region["name"].casefold() in words("places", "names"):
        return None
    return region if organization_score(said[: region.start()]) >= _NAMED else None
