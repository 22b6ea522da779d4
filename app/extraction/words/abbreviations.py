"""Abbreviations to whether they stand for words beside them."""

import re
from collections.abc import Sequence

from app.extraction.words.lexicon import words

_LETTERS = re.compile(r"[A-Z]{2,8}")
_OWNED = re.compile(r"['’]s\b")
_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))
_OWN = 4
"""Capitals up to this many are letters of the abbreviation themselves ("PVIP (PV Installation Professional)")."""


def stands_for(short: str, said: str) -> bool:
    """Say whether the last of the first words is an abbreviation, made of the first letters of the others.

    Small words may be left out: "AAI" is an accredited adviser in insurance.
    """
    words = re.findall(r"[^\W\d_]+", _OWNED.sub("", said))
    large = [word for word in words if word.casefold() not in _SMALL]
    letters = _LETTERS.findall((short.split() or [""])[-1])
    return len(words) > 1 and not {_initials(words), _initials(large)}.isdisjoint(letters)


def ends_short(said: str) -> bool:
    """Say whether the last word is a short form, whose full stop ends no sentence ("Sr. Technician")."""
    last = said.rstrip(".").split()[-1:]
    return bool(last) and last[0].lstrip("(").casefold() in words("titles", "short")


def _initials(words: Sequence[str]) -> str:
    return "".join(word if word.isupper() and len(word) <= _OWN else word[0].upper() for word in words)
