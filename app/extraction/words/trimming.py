"""Places of words without the marks that stand around them."""

import re

SUFFIX = re.compile(r"\s*(?:inc|llc|ltd|co|corp|l\.l\.c|gmbh|pllc|llp|lp|pa|pc)\b(?!-)\.?", re.IGNORECASE)
_LEAD = re.compile(r"[\s,;:|•·~>=\-–—./)\[\]*]*")
_TAIL = 6
"""So many characters at the end of words tell whether their stop is theirs: words may be a megabyte long."""
_STOP = re.compile(r"[a-z]{4}\.$|[A-Z]{5}\.$|\.\.$|\)\.$")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the place of words without the marks around them, and without a stop or bracket that is not theirs."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:|•·~>=-–—/([]{*"):
        end -= 1
    stop = end > start and text[end - 1] == "." and _STOP.search(text, max(start, end - _TAIL), end) is not None
    if stop and not SUFFIX.search(text[max(start, end - _TAIL) : end]):
        end -= 1
    if end <= start or text[end - 1] != ")":
        return start, end
    if text[start] == "(":
        start, end = start + 1, end - 1
    elif text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    return start, end
