"""Jobs whose length is told and not their dates ("Cashier - Elm Market - 3 years")."""

import re

from app.extraction.words.lengths import COUNT, UNITS
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import any_case

_LASTED = re.compile(
    rf"(?:for\s+)?(?:(?:about|over|almost|nearly|around|approx\.?)\s+)?{COUNT}\s*{UNITS}(?![\w'’])"
    rf"(?:,?\s+(?:and\s+)?{COUNT}\s*{UNITS}(?![\w'’]))?(?=\s*(?:$|[,;/|)(–—-]))",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s+[/|–—·•-]\s+|\s{2,}|\t+|,\s+|\s+(?:at|for|with)\s+(?=[A-Z]|(?:various|several|different|multiple)\s)|\s+\("
)
_FOR = re.compile(r"\bfor\s+(?:(?:about|over|almost|nearly|around)\s+)?\d", re.IGNORECASE)
_KIND = (
    r"(?:full[- ]?time|part[- ]?time|self[- ]?employed|freelance|contract"
    r"|internship|apprenticeship|seasonal|permanent|temporary)"
)
_YEARS = r"\d{1,2}\s*(?:years?|yrs?)\.?"
_MONTHS = r"\d{1,2}\s*(?:months?|mos?)\.?"
TENURE = any_case(rf"(?:{_KIND}\s*[·•|,-]\s*)?(?:{_YEARS}(?:,?\s*{_MONTHS})?|{_MONTHS})|(?:full|part)[- ]?time")
"""How, and how long in all, somebody worked for an employer ("Full-time · 3 yrs 2 mos")."""
_MOST_WORDS, _NAME_WORDS = 16, 7
_TITLE, _SURELY = 1.5, 2.0


_BETWEEN = re.compile(
    rf"(?P<title>[^\W\d_][^,;:|()\d]{{2,40}}?),?\s+(?:-\s+)?(?P<length>(?:for\s+)?{COUNT}\s*{UNITS}),?\s+(?:-\s+)?"
    r"(?P<link>(?:at|with|for)\s+)?"
    r"(?P<firm>(?-i:[A-Z])[^,;:|()\d]{2,40})",
    re.IGNORECASE,
)
"""A title, how long, and where, in one line ("Waitress 3 years Elm Diner", "Maid, 1 year, Elm Inn")."""
_NO_FIRM = re.compile(
    r".*\b(?:experience|records?|history|background|stud(?:y|ies)|training|schooling|skills?|duties|references"
    r"|certified|licen[sc]ed?|endorsements?)"
    r"|(?:(?:some|high|trade|vocational|technical|tech|nursing|culinary|beauty|grad|graduate|community) )?"
    r"(?:school|college)"
    r"|(?:residential|commercial|industrial|general|retail|heavy) \w+|home health(?: care)?",
    re.IGNORECASE,
)
"""What somebody had, learnt or did so long, and nobody they worked for ("Clean Record", "Trade School")."""
_FIRM = 1.0
"""Of words that are likely the name of an employer, where nothing leads to it."""


def lengths(said: str) -> list[tuple[int, int]]:
    """Find where a line tells how long something went on, up to its end or to the name behind it."""
    if (between := _between(said)) is not None:
        return [(between.start("length"), between.start("firm") if _names_firm(between) else len(said))]
    return [(at, len(said)) for at in _heads(said)]


def _between(said: str) -> re.Match[str] | None:
    """Find a title and a length with a firm behind it, or, between commas, with what else is told of the work."""
    between = _BETWEEN.fullmatch(said) if any(map(str.isdigit, said)) or " year" in said else None
    if between is None or title_score(between["title"]) < _TITLE or title_score(between["firm"]) >= _TITLE:
        return None
    listed = said[: between.start("length")].rstrip().endswith(",") and " " in between["firm"].strip()
    return between if listed or _names_firm(between) else None


def _names_firm(between: re.Match[str]) -> bool:
    """Say whether the words behind a length are who somebody worked for, and not what at ("Welder 4 years Pipe")."""
    firm = between["firm"].rstrip(" .")
    if " ".join(firm.casefold().split()) in words("organizations", "known"):
        return True
    named = between["link"] is not None or (" " in firm and organization_score(firm) >= _FIRM)
    return named and _NO_FIRM.fullmatch(firm) is None


def _heads(said: str) -> list[int]:
    starts = [0, *(mark.end() for mark in _APART.finditer(said)), *(mark.start() for mark in _FOR.finditer(said))]
    return [at for at in sorted(set(starts)) if _LASTED.match(said, at) is not None]


def lasts(said: str) -> bool:
    """Say whether a line names a title and an employer, and behind them how long the work went on."""
    if len(said.split()) > _MOST_WORDS:
        return False
    if _between(said) is not None:
        return True
    if not (told := _heads(said)):
        return False
    parts = [part for part in _APART.split(said[: told[0]].rstrip(" ,(/|–—·•-")) if part.strip()]
    titles = [part for part in parts if title_score(part) >= _TITLE]
    others = [
        part for part in parts if part not in titles and (part[:1].isupper() or organization_score(part) >= _SURELY)
    ]
    return bool(titles) and bool(others) and all(len(part.split()) <= _NAME_WORDS for part in parts)
