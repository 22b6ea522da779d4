"""Phrases of duties that tell of no work: verbs without an object, whose work it was, what somebody was given."""

import re
from functools import cache

from app.extraction.words.lexicon import table
from app.extraction.words.small import any_case, small

_OF_WHOM = re.compile(r" (?:team|department|staff|crew)s?\b")
_WHOSE = re.compile(r"\b(?:the|our|their|with|by)\s\Z", re.IGNORECASE)
_NEAR = 8


def is_idle(said: str) -> bool:
    """Say whether a phrase tells of nothing that was done: its object is lost, or it has another's work for one."""
    return _idle().match(small(said)) is not None


def is_whose(said: str, start: int, end: int) -> bool:
    """Say whether a name only tells who people are ("the sales team")."""
    return _OF_WHOM.match(said, end) is not None and _WHOSE.search(said, max(0, start - _NEAR), start) is not None


@cache
def _idle() -> re.Pattern[str]:
    return any_case("|".join(f"(?:{pattern})" for pattern in table("duties")["idle"]["words"]))
