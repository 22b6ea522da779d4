"""A credential's own words to notes on the paper that it speaks of: the paper may be over while the record stands."""

import re
from collections.abc import Iterator
from typing import Any, Final

from app.credentials.model import JsonObject
from app.credentials.schemas.check import listed
from app.values import Instant

_MOST: Final = 5
"""Papers of a CLR that are named."""
_UNTIL: Final = re.compile(r"\b(expired|valid until) (\d{4}(?:-\d\d){0,2})(?![\d-])", re.ASCII)
_NOT_HELD: Final = "Not held when this was issued"


def notes(document: JsonObject, now: Instant) -> Iterator[str]:
    """Say of the papers in a badge, or in the badges of a CLR, that they have expired or were not held.

    The period of a credential is that of the record, and an expired card stays a true record; what counts for the
    card stands in its description (`periods.period`).
    """
    own = _note(document, now)
    if own:
        yield f"By its own text {own}. That the record holds says only that it is unchanged."
    found = list(_of_members(document, now))
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"{len(found) - _MOST} more papers in it have expired or were not held, by their own text."


def _of_members(document: JsonObject, now: Instant) -> Iterator[str]:
    for subject in listed(document.get("credentialSubject")):
        for member in listed(subject.get("verifiableCredential")) if isinstance(subject, dict) else ():
            told = _note(member, now) if isinstance(member, dict) else ""
            if told:
                yield f"{str(member.get('name'))[:100]}: by its own text {told}."


def _note(document: JsonObject, now: Instant) -> str:
    for text in _descriptions(document):
        for word, day in _UNTIL.findall(text):
            if day < now[: len(day)]:
                return f"the paper {'expired' if word == 'expired' else 'was valid until'} {day}"
        if _NOT_HELD in text:
            return "it was not held when this was issued"
    return ""


def _descriptions(document: JsonObject) -> Iterator[str]:
    for subject in listed(document.get("credentialSubject")):
        achievements: list[Any] = listed(subject.get("achievement")) if isinstance(subject, dict) else []
        for achievement in achievements:
            if isinstance(achievement, dict) and isinstance(achievement.get("description"), str):
                yield achievement["description"]
