"""Lines about certifications and licences to whether they say that the worker holds one."""

import re

from app.extraction.parts.issuers import paper_kind
from app.extraction.words.denial import DENIES, IS_NOT
from app.extraction.words.small import any_case, small

_BEHIND = any_case(
    r"[^\n;|,]*?(?:[?:]|\s[-–—]|[-–—]\s|\()\s*(?:no|none|none yet|not yet|never|n/?a|applied(?: for)?|denied|failed"
    r"|planned|in view|(?:still )?studying(?: for (?:it|the (?:test|exam)))?"
    r"|(?:i )?(?:will|going to|gonna|plan(?:ning)? to|about to|signed up to)"
    r" (?:take|test|sit|get|start|do)\b[^\n;|,)]{0,40}"
    r"|(?:the )?(?:course|class|classroom|school|training|hours)(?: is| are)? (?:done|completed?|finished|passed)"
    r"[,;]? (?:but )?(?:(?:still )?need\b|(?:road )?(?:test|exam) (?:pending|to come|next)\b|waiting\b)[^\n;|)]{0,60}"
    r"|(?:not (?:yet )?|to be )(?:tested|passed|taken)"
    r"|revoked|suspended|surrendered|wanted|(?:not|never) (?:held|obtained|passed|taken|yet))"
    r"(?:\s+(?:(?:in|for)\s+)?\d[\d/. -]*)?[\s).]*(?=$|[\n;|,])"
)
"""What says behind a paper that nobody holds it ("Commercial license? No", "CNA - revoked 2021")."""
_BEFORE = any_case(
    r"(?:^|[\n;|•])[^\w\n]*(?:(?:my |his |her )?"
    r"(?:wife|husband|spouse|son|daughter|mother|father|brother|sister|partner)['’]?s\s"
    r"|(?:currently )?working on\b"
    r"|(?:currently )?(?:preparing|studying|sitting|registered|eligible|scheduled|waiting)(?: to (?:take|sit))?"
    r" (?:for|to take|the)\b"
    r"|(?:will|plan(?:ning)? to|going to|want to) (?:take|sit|get|obtain|earn)\b"
    r"|(?:need(?:s|ed)?|wanted|(?:my |future |career |next |short[- ]term |long[- ]term )?"
    r"(?:goals?|plans?)|next|to do|hop(?:e|ing) to get|still to come|wish list):)[^\n;|]*$"
)
"""What says before a paper that it is another's, or still to come."""
_WITHIN = any_case(
    rf"\b(?:{IS_NOT}|{DENIES}|but\s+not)\b"
    r"|\b(?:still\s+)?need(?:ed)?\s+(?:\d|to\b|(?:one|two|three|a\s+few|some)\s+more\b)"
    r"|\bnot\s+(?:yet\s+)?(?:certified|licen[sc]ed|registered|accredited|held)\b"
)
"""Words of a denial that were read as part of a name ("I do not have a guard card", "welding but not certified")."""
PENDING = any_case(
    r"\bscheduled\b"
    r"|\b(?:pending|applied for|application submitted|in process)(?:\s+(?:exam|test|approval))?\W*$"
)
"""What is said of a paper that is not held yet."""
_EXAM = any_case(r"\b(?:exam\w*|tests?|boards?|approval|application|renewal|results?)\b")
_WORDS = re.compile(r"[^\W\d_]{2}")
_REACH = 120


def held(text: str, start: int, end: int) -> bool:
    """Say whether nothing in or around the name of a paper, `text[start:end]`, says that the worker lacks it."""
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    line = text.find("\n", end)
    last = min(len(text) if line < 0 else line, end + _REACH)
    folded = small(text[first:last])
    if _BEHIND.match(folded, start - first) or _WITHIN.search(folded, start - first, end - first):
        return False
    return _BEFORE.search(folded, 0, end - first) is None


def held_part(said: str) -> str:
    """Give a line without its last part that tells what is not held yet ("CA RN license, NV RN license pending")."""
    before, comma, last = said.rpartition(", ")
    pending = PENDING.search(small(last)) if comma else None
    if pending is None or _EXAM.search(small(last)) or paper_kind(before) is None:
        return said
    return before if _WORDS.search(last, 0, pending.start()) else said
