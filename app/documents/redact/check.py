"""A masked text to the personal data that still stands in it."""

import re
from collections.abc import Sequence

from app.documents.redact.identifiers import social_security_numbers
from app.documents.redact.model import Redacted
from app.documents.redact.persons import Person
from app.documents.redact.words import WORD, fold

_EMAIL = re.compile(r"\w ?[@＠] ?[\w-]+ ?\. ?[a-z]{2}|[\[({](?:at|@)[\])}][ ]?\w", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\d)(?:\+?1[ .-]?)?[(\[]?[2-9]\d{2}[)\]]?[ .\-‐‑–/\u00a0]{0,3}\d{3}[ .\-‐‑–\u00a0]{0,3}\d{4}(?!\d)"
    r"|(?<![\w+])\+[1-9](?:[ ().-]{0,2}\d){8,13}(?!\d)"
)


def residue(masked: Redacted, people: Sequence[Person]) -> str | None:
    """Name the kind of personal data that a masked text still holds, or give None.

    Looks with patterns of its own for e-mail addresses, telephone and social security numbers, and for every telling
    piece (three letters and more) and glued form of the worker's name.
    """
    text = _without_placeholders(masked)
    if _EMAIL.search(text):
        return "an e-mail address"
    if _PHONE.search(text):
        return "a telephone number"
    if next(social_security_numbers(text), None):
        return "a social security number"
    telling = frozenset(piece for person in people if person.worker for piece in person.name.telling)
    glued = frozenset(h for person in people if person.worker for h in person.name.handles if len(h) >= 7)
    for match in WORD.finditer(text):
        word = fold(match[0])
        if word in telling or (len(word) >= 7 and word in glued):
            return "a part of the worker's name"
    return None


def _without_placeholders(masked: Redacted) -> str:
    parts, at = [], 0
    for mask in masked.masks:
        parts += [masked.text[at : mask.masked_start], "[]"]
        at = mask.masked_end
    return "".join([*parts, masked.text[at:]])
