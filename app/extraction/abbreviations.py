"""Abbreviations to whether they stand for words beside them."""

import re
from collections.abc import Sequence

_LETTERS = re.compile(r"[A-Z]{2,8}")
_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))
_OWN = 4
"""Capitals up to this many are letters of the abbreviation themselves ("PVIP (PV Installation Professional)")."""


def stands_for(short: str, said: str) -> bool:
    """Say whether an abbreviation among the first words is made of the first letters of the others.

    Small words may be left out: "AAI" is an accredited adviser in insurance.
    """
    words = re.findall(r"[^\W\d_]+", said)
    large = [word for word in words if word.casefold() not in _SMALL]
    return not {_initials(words), _initials(large)}.isdisjoint(_LETTERS.findall(short))


def _initials(words: Sequence[str]) -> str:
    return "".join(word if word.isupper() and len(word) <= _OWN else word[0].upper() for word in words)
