"""Name of a claim to the readings of it that are looked up: as it stands, and without words that say nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.taxonomy.names import Token, fold, key

_QUALIFIED = re.compile(r"^(?P<base>[^()]{2,}?)\s*\((?P<inside>[^()]{2,})\)\s*$")

_LEVEL = re.compile(
    r"\s+(?:\d+(?:\.\d+)*\s*/\s*\d+|v?\d+(?:\.(?:\d+|x\b))*\+?(?:\s?[/,&–-]\s?v?\d+(?:\.(?:\d+|x\b))*\+?){0,5}|[★☆●○•]+)$"
)
"""A mark out of ten, versions or stars behind a skill."""

_FIRST = re.compile(r"(?P<first>[^\s,&]+(?:\s(?!and\b|or\b)[^\s,&]+){1,3})(?:,|\s(?:and|&)\s)")
"""The first of several things, of at least two words ("Wound care and dressing changes")."""


class Reading(NamedTuple):
    """One way to read a name; `certainty` in [0, 1] is how likely it is what was meant."""

    text: str
    certainty: float
    bare: bool = False
    """Without words that say nothing: what is searched for when it is no name."""


def _keys(words: str) -> frozenset[str]:
    return frozenset(key(word) for word in words.split())


_ABOUT_SKILL = _keys(
    "skill skills knowledge knowledgeable experience experienced ability abilities able capable proficient "
    "proficiency expertise expert strong good great excellent outstanding solid effective effectively basic advanced "
    "intermediate "
    "beginner fluent general hands-on proven working extensive familiar familiarity competent understanding "
    "trained certified certification license"
)
_TRAIN, _JOINING = "train", ("of", "in", "with", "to", "at", "for", "on", "as")
_ABOUT_TITLE = _keys(
    "senior sr junior jr i ii iii iv v 1 2 3 part full time part-time full-time temporary temp seasonal contract "
    "interim acting certified licensed volunteer freelance independent experienced journeyman"
)
ROLES = _keys(
    "supervise teach manage coordinate advise train instruct lead monitor inspect audit promote sell assess"
)
"""Words that turn a skill into another one: who enters data does not supervise data entry."""


def skill_readings(name: str) -> tuple[Reading, ...]:
    """Read the name of a skill, certification or licence."""
    readings = [Reading(name, 1.0)]
    match = _QUALIFIED.match(name) if "(" in name else None
    if (first := _FIRST.match(name)) is not None:
        readings.append(Reading(first["first"], 0.85))
    plain = bare = _without(name, _ABOUT_SKILL)
    certainty = 1.0
    if match:
        readings += [Reading(match["base"], 0.97), Reading(match["inside"], 0.75)]
        bare, certainty = _without(match["base"], _ABOUT_SKILL), 0.97
    return _distinct([*readings, Reading(plain, 0.95), Reading(bare or name, certainty * 0.95, bare=True)])


def title_readings(name: str, quotes: Sequence[str]) -> tuple[Reading, ...]:
    """Read the name of an employment: the title that was quoted, else the name up to each of its commas."""
    heads = [quote for quote in quotes[:1] if name.startswith(quote)]
    if not heads:
        parts = name.split(", ")
        heads = [", ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    readings = [Reading(head, 1.0) for head in heads]
    for head in heads:
        match = _QUALIFIED.match(head)
        if match:
            readings += [Reading(match["base"], 0.97), Reading(match["inside"], 0.8)]
        readings.append(Reading(_without(head, _ABOUT_TITLE) or head, 0.93, bare=True))
        readings += [Reading(part.strip(), 0.8) for part in re.split(r"\s*[/|]\s*|\s[-–—]\s", head)[:2]]
    return _distinct(readings)


def _without(text: str, words: frozenset[str]) -> str:
    """Cut from both ends of a text the words that say nothing about the concept."""
    tokens = list(fold(_LEVEL.sub("", text)))
    while tokens and tokens[0].stem in words and not _teaches(tokens):
        tokens.pop(0)
    while tokens and tokens[-1].stem in words:
        tokens.pop()
    while tokens and tokens[0].stem in _JOINING:
        tokens.pop(0)
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def _teaches(tokens: Sequence[Token]) -> bool:
    """Somebody trained others ("trained recruits"), and was not trained in something."""
    return tokens[0].stem == _TRAIN and len(tokens) > 1 and tokens[1].stem not in _JOINING


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    best: dict[str, Reading] = {}
    for reading in readings:
        known = best.get(reading.text)
        if known is None and reading.text:
            best[reading.text] = reading
        elif known is not None and reading.bare and not known.bare:
            best[reading.text] = Reading(known.text, known.certainty, bare=True)
    return tuple(best.values())
