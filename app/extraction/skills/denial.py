"""Words around a mention to whether it is denied or wished for: "never used", "want to learn", "not certified"."""

import re
from bisect import bisect_left
from functools import lru_cache

from app.extraction.words.lexicon import words
from app.extraction.words.small import small

_NEAR = re.compile(
    r"\b(?:not(?!-|\s+(?:required|necessary|mandatory|needed|essential)\b)|never|nor|don['’]t|doesn['’]t|didn['’]t|haven['’]t|hasn['’]t|cannot|can['’]t|unable|unfamiliar)\b"
    r"(?!\s+only\b)[^.;:!?\n]{0,40}$"
    r"|\b(?:no(?!-|\.?\s*[#\d])|without|none|lack(?:s|ed|ing)?|instead of|rather than)\b[^.;:!?\n,]{0,40}$"
    r"|(?:^|[\n,;:(–—]\s*|\b(?:i|have|has|had|but|and)\s+)(?:declined|failed|refused\s+to)\b[^.;:!?\n]{0,40}$"
    r"|\b(?:except(?:ing|\s+for)?|excluding|other\s+than|apart\s+from)\b[^.;:!?\n,]{0,40}$"
    r"|\b(?:excluded|exempt(?:ed)?|barred|banned|fired|dismissed)\s+(?:from|for)\b[^.;:!?\n]{0,40}$"
    r"|\b(?:watch(?:ed|ing)?|saw|seen)\s+(?:others?|people|co-?workers?|colleagues|someone|somebody)\b[^.;:!?\n]{0,40}$"
    r"|(?:^|[\n,;:(•–—]\s*|\b(?:i|and|then|by)\s+)shadow(?:ed|ing)\s+(?!by\b)[^.;:!?\n,]{0,60}$"
    r"|\b(?:bad|weak|poor|terrible)\s+(?:at|with)\b[^.;!?\n]{0,60}$",
    re.IGNORECASE,
)
"""Words that deny what follows closely: those that deny a verb reach over commas, those of a thing to the first."""
_WATCHED = r"(?:observed|watched|shadowed|witnessed|observing|watching|shadowing|witnessing)"
_LITTLE = r"(?:some|limited|brief|little|minimal|basic|slight)"
_HEARD_OF = r"(?:basic|general|some|limited)\s+awareness"
_SEEN = (
    rf"(?:only|just|merely)\s+{_WATCHED}\b|exposed\s+to\b|{_HEARD_OF}\b"
    rf"|(?:{_LITTLE}|only|gained|had|got)\s+exposure\s+to\b"
)
_ONLY_SEEN_BEFORE = re.compile(
    rf"(?:\b(?:{_SEEN})|(?:^|[\n,;:(•*–—-]\s*)exposure\s+to\b)(?P<reach>[^.,;:!?\n]{{0,60}})$", re.IGNORECASE
)
"""Before what somebody only saw done, or was near to, up to a comma."""
_AND_THEN = re.compile(r"\b(?:and|but|then)\s+(?:(?:then|also|i)\s+)?(?P<verb>[a-z]{3,20})(?![\w-])", re.IGNORECASE)
"""Behind what somebody only saw, where the next word may tell what they did."""
_ONLY_SEEN_OPENS = re.compile(
    rf"{_SEEN}|exposure\s+to\b"
    r"|(?:observed|watched|shadowed|assisted|observation|exposure|awareness|theory)\s+only\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:^|\n|[.;]\s)\W*(?:(?:i|we)(?:\s+am|['’]m)?\s+)?(?:(?:do\s+not|don['’]t|did\s+not|didn['’]t|have\s+not|haven['’]t"
    r"|can\s?not|can['’]t)(?:\s+yet)?\s+(?:have|hold|know|use|do|speak|operate|own|work|used|done|operated|worked|learned)"
    r"|not\s+(?:yet\s+)?(?:certified|trained|licensed|experienced|familiar|qualified|able|good|comfortable|used)"
    r"|(?:currently|now|still)\s+(?:learning|studying)"
    r"|no\s+(?:experience|knowledge|training|skills?)|never\s+(?:used|operated|done|did|worked|learned|tried)"
    r"|weakness(?:es)?|weak\s+(?:points?|areas?)"
    r"|(?:(?:job|other|the|listed)\s+)?(?:requirements?|qualifications?|skills?|tools?|things?|what)\s+(?:that\s+)?i\s+"
    r"(?:do\s+not|don['’]t|can\s?not|can['’]t|lack|am\s+missing)"
    r"|(?:target(?:ed)?|desired|dream|intended)\s+(?:roles?|jobs?|positions?|titles?|careers?|industr(?:y|ies)|fields?)"
    r"|(?:position|job|role)\s+(?:sought|desired|wanted|applied\s+for)|applying\s+(?:for|to)"
    r"|(?:areas?|skills?|things)\s+(?:for|of|to|i\s+(?:want|need|hope|plan|would\s+like)\s+to)\s+"
    r"(?:improve(?:ment)?|develop(?:ment)?|learn|grow(?:th)?|work\s+on))\b[^.;:!?\n]{0,40}:[^.;!?\n]*$",
    re.IGNORECASE,
)
"""A label that denies all that is listed behind it."""
_ONLY_SEEN = (
    rf"(?:(?:only\s+|just\s+)?(?:{_WATCHED}|seen|saw(?:\s+it)?)"
    r"(?:\s+(?:only|it|once|twice|others|used|done|being\s+done|in\s+class|by\s+others)){0,3}"
    r"|(?:assisted|assisting|supervised|observation|theory|exposure|awareness|classroom)\s+only|only\s+(?:assisted|in\s+theory)"
    rf"|(?:{_LITTLE}\s+)?exposure(?:\s+to)?|{_HEARD_OF})"
)
"""So much, and no more, somebody had to do with a thing: they were there when others did it, or have heard of it."""
_BEHIND = re.compile(
    r"[ \t]*(?:[(\[]|[-–—]{1,2}[ \t]|:[ \t])[ \t]*(?:i\s+)?(?:have\s+)?"
    r"(?:never\s+(?:used|operated|driven|done|did|tried|worked|run|ran)"
    r"|none\b|no\s+(?:experience|knowledge|training|skills?)\b|not\s+(?:yet|used|operated|known|started|begun)\b"
    r"|(?:want|wish|hop|plan|need|try)(?:e|ing|s|es)?\s+to\s+(?:learn|study|improve)|would\s+(?:like|love)\s+to\s+(?:learn|study)"
    r"|(?:my\s+)?(?:wife|husband|partner|boss|brother|sister|co-?worker|colleague|some(?:one|body)\s+else)\s+(?:does|did|handles?|runs?)\b"
    r"|interested\s+in\s+learning|to\s+(?:be\s+)?learn(?:ed|t)?\b|(?:do\s+not|don['’]t)\s+know\b|(?:can\s?not|can['’]t)\b"
    rf"|(?:never|not)\s+(?:alone|independently|on\s+my\s+own|by\s+myself)\b|{_ONLY_SEEN}(?=\s*(?:[)\];,.]|$|\n)))",
    re.IGNORECASE,
)
"""What denies in a bracket, behind a dash or a colon what stands before it."""
_LEARNT_BEHIND = re.compile(
    r"[ \t]*(?:[(\[]|[-–—]{1,2}[ \t]|:[ \t])[ \t]*(?:(?:currently|now|still|just)\s+)?"
    r"(?:learning|studying|in\s+(?:training|progress)|being\s+trained)(?=\s*(?:[)\];,.]|$|\n))",
    re.IGNORECASE,
)
"""So stands what is being learnt."""
_NONE_OF = re.compile(
    r"[^.!?\n]{0,100}?[;,–—-]\s*(?:(?:but|though|although|and)\s+)?i(?:['’]ve|\s+(?:have|know|hold|speak|did|do|use|can))\s+"
    r"(?:(?:had|got|done|used)\s+)?(?:none|neither)\s+(?:of\s+)?(?:these|those|them|it|that|which)\b",
    re.IGNORECASE,
)
"""What denies all that its sentence has named before ("You ask for A and B; I have none of these yet")."""
_LEARNED_ABOUT = (
    r"(?!(?:management|and|or|&|development|disabilit|environment"
    r"|theor|outcome|support|technolog|platform|styles?\b|assessment|cent|strateg|activit|needs?\b|tools?\b|experience"
    r"|objective|goal|material|design|community|difficult))"
)
"""Not before the second word of a name ("Learning management systems")."""
_LEARNS = re.compile(
    r"\b(?:currently|now|still|am|i['’]m|started|began|begun)\s+(?:learning|studying)\b[^.;:!?\n]{0,40}$"
    rf"|(?:^|[\n,;:(–—]\s*|\b(?:and|also)\s+)(?:learning|studying)\s+{_LEARNED_ABOUT}[^.;:!?\n,]{{0,40}}$",
    re.IGNORECASE,
)
"""What somebody has begun to learn, and no noun of it ("machine learning", "Learning management systems")."""
_FAR = re.compile(
    r"\b(?:(?:want(?:s|ed|ing)?|wish(?:es|ing)?|hop(?:e|es|ing)|would\s+(?:like|love)|eager|keen|intend(?:s|ing)?"
    r"|looking|seek(?:s|ing)?|interested\s+in|willing)\s+"
    r"(?:to\s+(?:learn|gain|get|become|study|train|build|develop|obtain|be|move)|in\s+learning|for|an?|the|learning|work"
    r"|new\s+(?:\w+\s+)?(?:jobs?|positions?|roles?|challenges?|opportunit|careers?|employment|skills?))"
    r"|(?:plan(?:s|ning)?|aim(?:s|ing)?|goal\s+is)\s+(?:to\s+(?:learn|gain|get|become|study|obtain|be|move)|on\s+(?:learning|getting))"
    r"|open\s+to\s+(?:learn|an?|work|new))\b[^.;!?]*$",
    re.IGNORECASE,
)
"""Words that make the rest of a sentence a wish."""
_OPENS = re.compile(
    r"(?:(?:(?:no|not|non)(?!-)|never|without|want|wants|wish|hope|hoping|declined|failed|lacks?|unable|currently\s+learning"
    r"|refused\s+to|(?:excluded|barred|banned|fired|dismissed)\s+(?:from|for)|watched\s+(?:others?|people|co-?workers?|colleagues)"
    r"|interested\s+in|eager|willing\s+to|shadow(?:ed|ing)\s(?!by\b)(?=\w)"
    r"|(?:i\s+)?(?:do\s+not|don['’]t|can\s?not|can['’]t|have\s+not|haven['’]t|did\s+not|didn['’]t)|i\s*(?:am|['’]m)\s+not)\b"
    rf"|(?:just\s+|still\s+)?(?:learning|studying)\s+{_LEARNED_ABOUT}\w)",
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
        "goal", "interested", "open", "willing", "refused", "except", "excepting", "excluding", "other", "apart",
        "excluded", "exempt", "exempted", "barred", "banned", "fired", "dismissed", "watch", "watched", "watching",
        "saw", "seen", "shadowed", "shadowing", "bad", "weak", "poor", "terrible", "weakness", "weaknesses",
        "target", "targeted", "desired", "dream", "sought", "applied", "applying", "missing",
        "improve", "improvement", "develop", "development", "learn", "grow", "growth",
        "exposure", "exposed", "awareness", "observed", "observing", "witnessed", "witnessing",
        "only", "just", "merely",
    }
)
# fmt: on
"""One of these words stands in everything that the patterns match before a mention; most places have none near."""
_WORD, _LETTERS = re.compile(r"[a-z']+"), re.compile(r"[^\W\d_]{1,20}(?![^\W\d_])")
_ENDS = re.compile(
    r"\n\s*\n|\n\s*[•●▪◦*-]\s|[.!?]\s"
    r"|\n(?=(?:[A-Z][\w/'’-]*|[Aa]nd|[Oo]f|&)(?: (?:[A-Z][\w/'’-]*|and|of|&)){0,4}:?[ \t]*\n)"
)
"""What was said before ends at a blank line, a bullet, a full stop, and a line that looks like a heading."""
_DASH = re.compile(r"[ \t][-–—]{1,2}[ \t]")
_CLOSED = re.compile(r"\([^()]*\)")
_OF_THINGS = frozenset(
    ("advanced", "applied", "automated", "computerized", "distributed", "embedded", "limited", "mixed", "related")
)
"""Past forms that stand before things, and tell of nothing done ("awareness of SQL and advanced Excel")."""
_REACH = 160


@lru_cache(maxsize=4)
def _triggers(text: str) -> list[int]:
    """Give where such words begin. It is asked about many places of one text, so that the last few are kept."""
    words = _WORD.finditer(small(text).replace("’", "'"))
    return [word.start() for word in words if word.group() in _TRIGGERS]


def _denied_behind(text: str, start: int, end: int, behind: re.Pattern[str]) -> bool:
    """Say whether what denies stands behind `text[start:end]`, or at its own end."""
    if behind.match(text, end):
        return True
    dash = _DASH.search(text, start, end)
    if dash is not None and behind.match(text, dash.start()):
        return True
    inside = text.rfind("(", start, end) if text[end - 1] == ")" else -1
    return inside > start and behind.match(text, inside) is not None


def _only_seen(before: str, first: str) -> bool:
    """Say whether words are of what somebody only saw, by those before them and the `first` of them.

    What they did is told by a verb behind it, and is their own.
    """
    seen = _ONLY_SEEN_BEFORE.search(before + first)
    told = _AND_THEN.finditer(seen["reach"]) if seen is not None else ()
    return seen is not None and not any(_tells_past(found["verb"].casefold()) for found in told)


def _tells_past(word: str) -> bool:
    return word in words("verbs", "past") or (word.endswith("ed") and word not in _OF_THINGS)


def denied(text: str, start: int, end: int, *, begun: bool = False, asked: bool = False) -> bool:
    """Say whether `text[start:end]` is denied or only wished for, by the words around it or its own first words.

    `begun`: what is in progress is not denied; a paper is told so. `asked`: the words are those of somebody who asks
    for work, and who asks for little ("exposure to Docker") asks for it.
    """
    if not asked and _ONLY_SEEN_OPENS.match(text, start, end):
        return True
    if _OPENS.match(text, start, end) or _denied_behind(text, start, end, _BEHIND):
        return True
    if not begun and _denied_behind(text, start, end, _LEARNT_BEHIND):
        return True
    behind = small(text[end : end + _REACH])
    if ("none" in behind or "neither" in behind) and _NONE_OF.match(text, end):
        return True
    places = _triggers(text)
    first = bisect_left(places, start - _REACH)
    if first == len(places) or places[first] >= start:
        return False
    before = text[max(0, start - _REACH) : start]
    before = _ENDS.split(before)[-1]
    if ")" in before:
        # what a bracket denies stands before it
        before = _CLOSED.sub(" ", before)
    first_word = _LETTERS.match(text, start, end)
    if not asked and _only_seen(before, first_word.group() if first_word is not None else ""):
        return True
    return any(form.search(before) for form in (_NEAR, _LEARNS, _FAR, _LABELS))
