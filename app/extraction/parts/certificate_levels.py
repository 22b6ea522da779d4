"""Parts behind the title of a certification that belong to it: a class, a level, what its letters stand for."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.model import EntryKind
from app.extraction.parts.issuers import ROLE, is_board, paper_kind
from app.extraction.words.abbreviations import stands_for
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

_DRIVEN = re.compile(
    r"(?:tankers?|haz-?mat|hazardous materials|doubles?(?: ?(?:/|and|&) ?triples?)?|triples?|air brakes?|passengers?"
    r"|school bus|[HNPSTX](?: ?[,/&] ?[HNPSTX])*)(?: endorsements?)?(?: ?\([HNPSTX]\))?",
    re.IGNORECASE,
)
"""What the holder of a driver's licence may drive beside ("Tanker", "Doubles/Triples")."""
_IS_HELD = "CLR"
"""Certified, licensed, registered."""
_INSURED = re.compile(
    r"(?:life|health|accident|property|casualty|annuit(?:y|ies)|personal lines|surety|disability|sickness)"
    r"(?: ?(?:[,/&]|and) ?(?:life|health|accident|property|casualty|annuit(?:y|ies)|personal lines|surety))*",
    re.IGNORECASE,
)
"""What a licence to sell insurance is for."""
LEVEL = re.compile(
    r"(?:class|level|grades?|category|cat\.|type|tier|phase|group)\s+(?:[A-Z\d]{1,3}|[ivx]+)\b(?:\s?[–-]\s?\d{1,2}\b)?"
    r"|\w+ (?:endorsement|position)s?$|(?:certified|licensed|registered)(?:\s*\([^()]*\))?$"
    r"|[1-6]G\b.*"
    r"|[\dG, ]+ and [\dG ]+ positions?",
    re.IGNORECASE,
)
LISTED = re.compile(r"\s*(?:[,;/–—-]|,?\s*(?:and|&))?\s*(?:and\s+|&\s+)?", re.IGNORECASE)


def with_levels(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Put a class, a level or what its letters stand for to the title before it ("Water Operator, Level 2")."""
    held: tuple[int, int] | None = None
    for span in spans:
        listed = held is not None and LISTED.fullmatch(text, held[1], span[0]) is not None
        if held is not None and listed and (_goes_on(text, held, span) or _spelt_out(text, held, span)):
            held = (held[0], span[1])
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _goes_on(text: str, held: tuple[int, int], span: tuple[int, int]) -> bool:
    """Say whether a part is a class or level of the title before it, or what a licence to drive allows beside."""
    if LEVEL.match(text, *span) is not None:
        return True
    if _abbreviates(text[slice(*held)], text[slice(*span)]):
        # "Massage Therapist, LMT"
        return True
    allowed = _DRIVEN.fullmatch(text, *span) or _INSURED.fullmatch(text, *span)
    return allowed is not None and paper_kind(text[slice(*held)]) is EntryKind.LICENCE


def _abbreviates(title: str, letters: str) -> bool:
    """Say whether letters end in the initials of a title that says what somebody is ("Massage Therapist, LMT")."""
    initials = "".join(word[0] for word in title.split() if word[0].isupper())
    if len(initials) == 1 or letters[1:] != initials or letters[0] not in _IS_HELD:
        return False
    return letters not in words("certificates", "bodies") and title_score(title) >= ROLE


def _spelt_out(text: str, held: tuple[int, int], span: tuple[int, int]) -> bool:
    """Say whether the letters of a title are spelt out behind it ("PMP – Project Management Professional")."""
    short, said = text[slice(*held)], text[slice(*span)]
    return " " not in short and stands_for(short, said) and not is_board(said)
