"""Words before a mention to whether it is denied or wished for: "never used", "want to learn", "not certified"."""

import re
from bisect import bisect_left
from functools import lru_cache

from app.extraction.words.small import small

_NEAR = re.compile(
    r"\b(?:no(?!\.?\s*[#\d])|not|never|without|nor|don['’]t|doesn['’]t|didn['’]t|haven['’]t|hasn['’]t|cannot|can['’]t|lack(?:s|ed|ing)?|unable"
    r"|none|unfamiliar|learning|studying|declined|failed|instead of|rather than)\b(?!\s+only\b)[^.;:!?\n]{0,40}$",
    re.IGNORECASE,
)
"""Words that deny what follows closely."""
_FAR = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ing)?|hop(?:e|es|ing)|would\s+(?:like|love)|eager|keen|plan(?:s|ning)?|intend(?:s|ing)?"
    r"|looking|seek(?:s|ing)?|aim(?:s|ing)?|goal\s+is|interested\s+in|open\s+to|willing)\s+"
    r"(?:to\s+(?:learn|gain|get|become|study|train|build|develop|obtain|be|move)|in\s+learning|for|an?|the|learning|work|new)\b"
    r"[^.;!?]*$",
    re.IGNORECASE,
)
"""Words that make the rest of a sentence a wish."""
_OPENS = re.compile(
    r"(?:no|not|never|without|non|want|wants|wish|hope|hoping|learning|declined|failed|lacks?|unable|currently\s+learning"
    r"|interested\s+in|eager)\b",
    re.IGNORECASE,
)
# fmt: off
_TRIGGERS = frozenset(
    {
        "no", "not", "never", "without", "nor", "don't", "doesn't", "didn't", "haven't", "hasn't", "cannot",
        "can't", "lack", "lacks", "lacked", "lacking", "unable", "none", "unfamiliar", "learning", "studying",
        "declined", "failed", "instead", "rather", "want", "wants", "wanted", "wanting", "wish", "wishes",
        "wishing", "hope", "hopes", "hoping", "would", "eager", "keen", "plan", "plans", "planning", "intend",
        "intends", "intended", "intending", "looking", "seek", "seeks", "seeking", "aim", "aims", "aiming",
        "goal", "interested", "open", "willing"
    }
)
# fmt: on
"""One of these words stands in everything that the two patterns match; most places have none near."""
_WORD = re.compile(r"[a-z']+")
_ENDS = re.compile(r"\n\s*\n|\n\s*[•●▪◦*-]\s|[.!?]\s")
_REACH = 160


@lru_cache(maxsize=4)
def _triggers(text: str) -> list[int]:
    """Give where such words begin. It is asked about many places of one text, so that the last few are kept."""
    words = _WORD.finditer(small(text).replace("’", "'"))
    return [word.start() for word in words if word.group() in _TRIGGERS]


def denied(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is denied or only wished for, by the words before it or its own first words."""
    if _OPENS.match(text, start, end):
        return True
    places = _triggers(text)
    first = bisect_left(places, start - _REACH)
    if first == len(places) or places[first] >= start:
        return False
    before = text[max(0, start - _REACH) : start]
    # a blank line or a bullet ends what was said before
    before = _ENDS.split(before)[-1]
    return bool(_NEAR.search(before) or _FAR.search(before))
