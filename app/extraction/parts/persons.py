"""Rows that begin with somebody else than the worker, or tell what was spoken about: no school or paper of theirs."""

import re

from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score

_ADDRESSED = re.compile(r"\W{0,3}(?:Mr|Mrs|Ms|Miss|Dr|Prof|Shri|Smt)\b\.?\s{1,3}[A-Z]")
_SPOKEN = re.compile(r"\W{0,3}[\"“‘„«]|.{0,40}\b(?:[Ll]ecture|[Tt]alk|[Ss]eminar|[Kk]eynote)\s(?:on|at|titled)\b")
_NAME = re.compile(
    r"\W{0,3}(?P<given>[^\W\d_][\w’'-]+) (?:[A-Z]\.? )?(?P<family>[A-Z][\w’'-]+)(?= ?[,(:–—]|\s{2}|\t)"
)


def tells_of_others(said: str) -> bool:
    """Say whether a row begins with a person ("Mr. K. Ro, Ph.D., 2019"), or with words in quotes, or tells a talk."""
    if _ADDRESSED.match(said) is not None or _SPOKEN.match(said) is not None:
        return True
    name = _NAME.match(said)
    if name is None or name["given"].casefold() not in words("people", "given"):
        return False
    return organization_score(f"{name['given']} {name['family']}") < 1
