"""Brackets behind names to whether they only tell more of what is named before them."""

import re

from app.extraction.words.small import any_case, small

_CAPITAL = re.compile(r",\s+[A-ZÀ-Þ]")
_OWNED = any_case(
    r"(?:an? )?(?:subsidiary|division|unit|part|branch|affiliate) of\b|(?:owned|acquired|bought) by\b|formerly\b"
    r"|(?:(?:my|our|his|her) )?own (?:shop|business|company|firm|place|salon|truck)\b"
    r"|self[- ]employed\b|family[- ]owned\b|(?:home|farm|garage)[- ](?:shop|based|studio|salon)\b"
    r"|(?:temp(?:orary)?|staffing|temp(?:orary)? agenc(?:y|ies)|agenc(?:y|ies)|seasonal|pt|ft|(?:part|full)[- ]time)$"
    r"|client\s?:"
)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]+)\)$")


def bracket_of(said: str) -> re.Match[str] | None:
    """Find the bracket that words end with."""
    return _BRACKET.search(said) if said.endswith(")") else None


def is_aside(said: str, bracket: re.Match[str]) -> bool:
    """Say whether a bracket tells of the employer before it ("Asante Kitchen (family business)", "(part of Elm)")."""
    inside = bracket["inside"]
    kind = inside.islower() and _CAPITAL.search(said, 0, bracket.start()) is not None
    return kind or _OWNED.match(small(inside)) is not None
