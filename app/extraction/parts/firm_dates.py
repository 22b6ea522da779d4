"""Dates that tell something of an employer, and not of a job."""

import re

from app.extraction.lines.dates import DateRange

_OF_THE_FIRM = re.compile(
    r"\((?:[^()]*[\s,;])?(?:closed|sold|acquired|bought|merged|renamed|formerly|founded|est(?:ablished|\.)?|now|until|till)\b"
    r"[^()]*$",
    re.IGNORECASE,
)
"""In brackets before a date: what became of an employer ("Fitchburg Paper (closed 2014)")."""
_OWNED = re.compile(
    r"\b(?:owned|held|backed|listed|traded|public|founded|established|accredited|in business|subsidiary"
    r"|division|part)\b[^.;]*$",
    re.IGNORECASE,
)
"""Before "since …" in a line about an employer: whose it is, or how old."""
_LEAST_WORDS = 5


def of_the_firm(before: str, date: DateRange) -> bool:
    """Say whether a date tells something of the employer ("family owned since 1961")."""
    if date.single:
        return _OF_THE_FIRM.search(before) is not None
    return date.current and len(before.split()) > _LEAST_WORDS and _OWNED.search(before) is not None
