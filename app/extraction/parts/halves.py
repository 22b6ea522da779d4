"""Halves of a piece of a heading line to what small letters and commas in them tell."""

from app.extraction.words.scores import organization_within

_SMALL_WORD = 3


def in_small(said: str) -> bool:
    """Say whether a word that says something is printed small, as in names of kinds of work ("Plant sanitation")."""
    return any(word[0].islower() and len(word) > _SMALL_WORD for word in said.split())


def is_behind_comma(text: str, start: int, end: int) -> bool:
    """Say whether only what stands behind a comma names an employer ("Sternman, Elm Lobster Co.")."""
    comma = text.find(",", start, end)
    return comma > 0 and organization_within(text, comma + 1, end) >= 1 > organization_within(text, start, comma)
