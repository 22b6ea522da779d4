"""Lines of licences and papers to what they tell of a part of one, or of another thing beside it, that ran out.

A licence holds though an endorsement, a privilege or a bond has lapsed ("Class A CDL (hazmat lapsed 2021)").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.parts.issuers import gives_licences, is_body, paper_kind
from app.extraction.words.abbreviations import stands_for
from app.extraction.words.small import any_case, small

_RAN_OUT = any_case(
    r"(?<=\s)(?:(?:has|have|is|are|was|were|had|since|now|but|currently)\s+){0,2}"
    r"(?P<how>expired|lapsed|inactive|revoked|suspended|surrendered|dropped|removed|run\s+out|ran\s+out|not\s+(?:current|active|renewed|valid|held)"
    r"|no\s+longer\s+(?:current|active|valid|held)|never\s+(?:completed|finished|obtained|taken|passed)"
    r"|exp\b\.?|expires|expiring|due|valid\s+(?:until|till|thru|through|to)|(?:good|current|valid|active)\b)"
)
"""Behind the name of something: how it stands."""
_MARK = re.compile(r"\(|;\s+|,\s+(?:but\s+)?|(?<=\s)[-–—]\s+|\.\s+(?=[A-Z])")
_CLOSES = re.compile(r"\)|;\s|,\s+(?!\d)|\.\s+(?=[A-Z])")
_BRACKET = re.compile(r"\)")
_GENERAL = any_case(
    r"(?:(?:my|the|this|it|its|now|since|currently|recently|card|cards|licen[sc]es?|certs?\.?|certifications?|certificates?"
    r"|credentials?|permits?|registration|status|membership|all|both|each|which|that|state|national|also|formerly|previously|renewal|number|date|id|no\.)\s*)+"
)
"""Words for the paper itself, or for all of the line."""
_PRIVILEGE = any_case(
    r"\b(?:endorsements?|privileges?|bond(?:ed|ing)?|insurance|medical|ratings?|add-?ons?|supplements?"
    r"|categor(?:y|ies)\b.{0,12}|haz-?mat|tankers?|tank vehicles?|doubles(?:\s*/\s*triples)?|doubles and triples"
    r"|triples|air brakes?|passenger|school bus|motorcycle|compact|multi-?state)$"
)
"""What belongs to a licence and runs out by itself."""
_CARD = any_case(r"\w\s+(?:card|permit|licen[sc]e|certificate|certification|cert)$")
_OWN_PAPER = any_case(r"\b(?:card|permit|licen[sc]e|cdl|certificate|certification|cert)\b")
_STANDS = any_case(r"\b(?:current|active|valid|good|renewed|up\s+to\s+date)\W*$")
_JOINS = re.compile(r"(?:\b(?:and|with|plus|w/|incl\.?|including)|[+&,/(:])$", re.IGNORECASE)
_OF_PRIVILEGE = any_case(r"(?<=\s)(?:endorsements?|privileges?|ratings?)$")
_FIGURE = re.compile(r"\d")
_NAMED = re.compile(r"[^\W\d_]{2}")
_SUFFIX = any_case(r"(?<=\s)(?:endorsements?|certifications?|certs?|cards?|permits?)$")
_HELD = frozenset(("good", "current", "valid", "active"))
_HOLDS = re.compile(r"exp\b|expires|expiring|due|valid|good|current|active")
"""It may hold as long as is told."""
_WAS_HELD = re.compile(r"expired|lapsed|inactive")
_MOST_WORDS, _LONGEST = 5, 400


@dataclass(frozen=True, slots=True)
class Apart:
    """What a line tells of another thing than the paper in front of it; places are those of the line."""

    name: tuple[int, int]
    end: int
    """Where all ends that is told of it."""
    before: int
    """Where the part in front ends that does not name it ("CDL w/ tanker" of "CDL w/ tanker + hazmat")."""
    paper: bool
    """It is a paper of its own, which is told with the date it ran out."""


def _is_apart(front: str, name: str, *, bracket: bool, ran_out: bool) -> bool:
    """Say whether a name with a standing of its own is that of something else than the paper in front of it."""
    folded = small(name)
    if not _NAMED.search(name) or len(name.split()) > _MOST_WORDS or _GENERAL.fullmatch(folded):
        return False
    if gives_licences(name) or (is_body(name) and paper_kind(name) is None and not _PRIVILEGE.search(folded)):
        return False
    if _PRIVILEGE.search(folded) is not None:
        return (bracket or ran_out) and paper_kind(front) is not None
    if not ran_out:
        return False
    before = set(small(front).replace("/", " ").split())
    called = _SUFFIX.sub("", folded).split()
    if _STANDS.search(small(front)):
        return paper_kind(front) is not None and (paper_kind(name) is not None or _CARD.search(folded) is not None)
    if bracket:
        other = _OWN_PAPER.search(small(front)) is not None and _OWN_PAPER.search(folded) is None
        # who gave it is named with a capital ("Food handler card (Lane County expired 2021)")
        return other and _FIGURE.search(name) is None and (name[0].islower() or before.issuperset(called))
    if before.issuperset(called) or stands_for(name.split()[0], front):
        # "Forklift operator, forklift card expired 2019"
        return False
    noun = _SUFFIX.search(folded)
    if noun is not None and paper_kind(folded[: noun.start()].rstrip()) is not None:
        return paper_kind(front) is not None
    other = _CARD.search(folded) is not None and not gives_licences(name.rsplit(" ", 1)[0])
    return other and _OWN_PAPER.search(small(front)) is not None


def told_apart(said: str) -> Iterator[Apart]:
    """Give what a line tells of things that ran out, or run out, apart from the paper in front of them."""
    if len(said) > _LONGEST:
        return
    folded = small(said)
    for how in _RAN_OUT.finditer(folded):
        mark = max(_MARK.finditer(said, 0, how.start()), key=re.Match.start, default=None)
        if mark is None:
            continue
        first, front = mark.end(), said[: mark.start()].rstrip()
        name = said[first : how.start()].rstrip()
        bracket, stands = mark.group() == "(", how["how"] in _HELD
        holds = _HOLDS.match(how["how"]) is not None
        if (stands and not bracket) or not _is_apart(front, name, bracket=bracket, ran_out=not holds):
            continue
        closes = (_BRACKET if bracket else _CLOSES).search(said, how.end())
        before = len(front) if holds else _before(said, front, name)
        dated = holds or _WAS_HELD.match(how["how"])
        paper = paper_kind(name) is not None or _SUFFIX.search(small(name)) is not None
        yield Apart((first, first + len(name)), closes.end() if closes else len(said), before, bool(dated) and paper)


def _before(said: str, front: str, name: str) -> int:
    """Give where the part in front ends that does not name what ran out, without what joins it to the paper."""
    at = small(front).rfind(_OF_PRIVILEGE.sub("", small(name)).rstrip())
    if at <= 0:
        return len(front)
    left = said[:at].rstrip()
    while (joins := _JOINS.search(left)) is not None and joins.start() > 0:
        left = left[: joins.start()].rstrip()
    return len(left)
