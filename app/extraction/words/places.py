"""Words to the place that they end with, or are: a town with its region, an area, a way of working apart."""

import re
from collections import defaultdict
from collections.abc import Iterable

from app.extraction.words.lexicon import words
from app.extraction.words.small import any_case


def _any_of(names: Iterable[str]) -> str:
    """Give a pattern for any of some names, the longest first; by their first letters, so that few are tried."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_letter[name[0]].append(re.escape(name[1:]))
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())


_EMPTY = re.compile(r"[\s,;:|•·()\[\]/\-–—.]*")
_CODE = "|".join(sorted(words("places", "codes")))
_CODE_ENDS = frozenset(code[-1] for code in words("places", "codes"))
_NAME, _SHORT = _any_of(words("places", "names")), _any_of(words("places", "short"))
_PLACE = re.compile(
    rf"(?:(?P<city>[A-ZÀ-ÞĀ-Ž][\w.'’-]{{1,60}}(?: [A-ZÀ-Þa-z][\w.'’-]{{0,60}}){{0,3}}),\s*)"
    rf"(?P<region>(?:(?:{_CODE})\b(?:\s+\d{{5}})?)|(?i:{_NAME})\b|(?:{_SHORT})\.)"
    rf"(?:,?\s*(?:USA|U\.S\.A?\.?|US|(?i:{_NAME})))?"
)
_BRACKETED = re.compile(
    rf"(?P<city>[A-ZÀ-ÞĀ-Ž][\w.'’-]{{1,60}}(?: [A-ZÀ-Þ][\w.'’-]{{0,60}}){{0,2}})\s\((?P<region>(?i:{_NAME}))\)$"
)
"""A town and its country in brackets ("Gdansk (Poland)")."""
WAY = re.compile(r"\s*\((?:(?:fully|100%|partly) )?(?:remote|hybrid|on-?site|in[- ]person)\)$", re.IGNORECASE)
"""How somebody worked, in brackets behind a town."""
ALONE = any_case(rf"\(?(?:{'|'.join(words('places', 'alone'))}|(?:{_NAME}))\)?")
_AREA = any_case(
    r"(?:^|,\s+|\s[–-]\s)[^\W\d_][\w.'’ -]{1,30}? (?:(?:(?:and|&) (?:the )?)?(?:surrounding|nearby|neighbou?ring) "
    r"(?:areas?|towns|counties|communities|villages)|(?:metro(?:politan)?|tri-?state|bay) area)$",
)
"""A place that is told by what is around it ("Leeds and surrounding areas")."""
_AREAS = ("area", "areas", "towns", "counties", "communities", "villages")
PARTICLE = r"(?:[dl]['’]|(?:du|de|del|la|las|le|los|des|or|upon|on|von)\s)"
"""Within the name of a town, before its last word ("Fond du Lac", "Coeur d'Alene")."""
_TOWN = re.compile(
    rf"(?P<city>[A-ZÀ-ÞĀ-Ž][\w.'’-]{{1,60}}(?:\s{PARTICLE}?[A-ZÀ-Þ][\w.'’-]{{1,60}})?)\s+(?:{_CODE})(?:\s+\d{{5}})?$"
)
TOWN_NAME = re.compile(
    r"(?:Council|Union|Port|Mission|Center|State|College|Garden|Park|Grand|Market) [A-Z][\w.'’-]+", re.ASCII
)
"""Towns whose first word many firms have in their names ("Council Bluffs", "Union City")."""


_MEDICAL = re.compile(r"(?:Medical (?:School|College|University)|(?:School|College|Faculty|University) of Medicine)$")
"""Schools that make doctors of medicine: behind them MD is no state."""


def is_town(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a town with its region behind it."""
    place = _PLACE.match(text, start)
    return place is not None and place.end("city") == end


def place_at_end(said: str) -> re.Match[str] | None:
    """Find a town and its region, with nothing behind them."""
    if said.endswith(")"):
        if (bracketed := _BRACKETED.search(said)) is not None:
            return bracketed
        if (way := WAY.search(said)) is not None:
            said = said[: way.start()]
    at = 0
    while "," in said and (place := _PLACE.search(said, at)) is not None:
        if place["region"] == "MD" and _MEDICAL.search(place["city"]) is not None:
            return None
        if _EMPTY.fullmatch(said, place.end()) is not None:
            return place
        at = place.start() + 1
    return None


def town_at_end(said: str) -> re.Match[str] | None:
    """Find a town before the code of its region; most names end otherwise."""
    return _TOWN.search(said) if said[-1:] in _CODE_ENDS or said[-1:].isdigit() else None


def area_at_end(folded: str) -> re.Match[str] | None:
    """Find what is around a place, in small letters ("leeds and surrounding areas")."""
    return _AREA.search(folded) if folded.endswith(_AREAS) else None
