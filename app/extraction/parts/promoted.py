"""Titles to titles without what is said behind them: of before and since, of hours, terms and counts."""

import re
from dataclasses import replace

from app.extraction.parts.pieces import Piece

_PROMOTED = re.compile(
    r"\s*\((?:(?:promoted|started|began|hired|extern|formerly)\b[^()]*\)?|this is an?\s[^()]*\))$"
    r"|,?\s+leased (?:on )?to\s.*$"
    r"|,?\s+(?:one|two|three|four|five|\d{1,2})\+?"
    r" (?:days?|shifts?|nights?|hours?|hrs?) (?:a|per|each) (?:week|month)$"
    r"|,\s+\d[\d,.]*\+? [a-z]+ (?:an?|per|each|every) (?:hour|day|night|shift|week|month|year)$"
    r"|,\s+\d{1,4}\+? (?:hours|hrs)(?: in all)?$|,\s+\d[\d,.]*\+? (?:[a-z]{2,} )?[a-z]{3,}s$"
    r"|[.,;]\s+(?:about |over |almost )?\d{1,2}\+? ?(?:years?|yrs?|months?|mos?)$"
    r"|,\s+(?:honorabl[ey] )?discharged?$|,\s+honorable discharge$"
    r"|,\s+(?:casual|perm(?:anent)?|(?:part|full)[- ]time"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: [a-z-]+){0,4}$"
    r"|\s*\((?:[^()]*\W)?(?:NTE|not[- ]to[- ]exceed)\b[^()]*\)$"
    r"|,\s+[^,]{3,60}\bsince (?:[a-z]{3,9}\.? )?(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""Behind a title: what the worker was before or since, for whom a vehicle runs, how many hours it takes."""


def not_promoted(title: Piece | None) -> Piece | None:
    """Cut off what the worker was before ("Lead (promoted from Helper)")."""
    mark = _PROMOTED.search(title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()])
