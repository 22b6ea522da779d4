"""Lines about certifications and licences to whether they say that the worker holds one."""

from app.extraction.words.small import any_case, small

_BEHIND = any_case(
    r"[^\n;|,]*?(?:[?:]|\s[-–—]|[-–—]\s|\()\s*(?:no|none|none yet|not yet|never|n/?a|applied(?: for)?|denied|failed"
    r"|planned|in view|(?:still )?studying|(?:not (?:yet )?|to be )(?:tested|passed|taken)"
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
    r"|(?:will|plan(?:ning)? to|going to|want to) (?:take|sit|get|obtain|earn)\b|need(?:s|ed)?:|wanted:)[^\n;|]*$"
)
"""What says before a paper that it is another's, or still to come."""
_WITHIN = any_case(
    r"\b(?:(?:do|does|did|have|has|had|am|is|was)(?:\s+not|n['’]t)|never|without|but\s+not)\b"
    r"|\bnot\s+(?:yet\s+)?(?:certified|licen[sc]ed|registered|accredited|held)\b"
)
"""Words of a denial that were read as part of a name ("I do not have a guard card", "welding but not certified")."""
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
