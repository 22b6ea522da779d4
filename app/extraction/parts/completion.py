"""Words of an entry to how far it came: whether a degree or certification is held, on its way, or was given up."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from app.extraction.model import Entry, EntryKind
from app.extraction.parts.clauses import STOP, clauses
from app.extraction.parts.held import held_part
from app.extraction.parts.privileges import told_apart
from app.extraction.parts.standing import leads, tells_standing
from app.extraction.words.small import any_case, small

Standing = Literal["in progress", "not completed", "not current", "completed"]

_COMPLETED = any_case(
    r"\bgraduated\b(?!\s+(?:studies|school)|\s?[:?]\s{0,3}n)|\b(?:degree|diploma)\s+(?:awarded|conferred|completed|earned|received)\b"
    r"|\b(?:awarded|conferred|titulad[ao]|terminad[ao]|concluid[ao])\b|\(completed\)|\bcompleted\s+(?:in\s+)?(?:\w+\s+)?\d{4}\b"
)
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_ON_THE_WAY = any_case(
    r"(?=\b[abcdefgilmnopstw\d]|[-–—(,;:|])(?:"  # what they begin with: most places are left at once
    r"\bin[\s-]progress\b|\bin\s+process\b|\bongoing\b|\bg\.?e\.?d\.?\s+(?:classes|prep\w*|program)\b|\b(?:currently|presently|still)\s+(?:enrolled|attending|studying|pursuing)\b"
    r"|\bpursuing\b|\benrolled\b(?!\s+(?:nurse|agent|actuary))|\bworking\s+towards?\b|(?:^|[;:,(–—-]\s*|\b(?:currently|still|now|am)\s+)working\s+on\b|\bto\s+be\s+(?:completed|awarded|conferred)\b"
    r"|\b(?:expected|anticipated|projected)\b|\bscheduled\s+for\b|\bexam\s+(?:pending|scheduled)\b|\bpending\b"
    r"|\b(?:ph\.?\s?d\.?|degree|bachelor['’]?s?|master['’]?s?|associate['’]?s?|doctoral|m\.?b\.?a\.?)\s+candidate\b"
    r"|\bcandidate\s+for\b|\blevel\s+(?:i{1,3}|[1-3])\s+candidate\b|\b(?:exam|test)\s+booked\b"
    r"|[-–—(,]\s*(?:scheduled|in\s+training)\b|\bnot\s+yet\s+(?:taken|passed|tested|commissioned|licen[sc]ed)\b"
    r"|\bnot\s+(?:taken|passed|tested)\s+yet\b|\((?:college\s+)?(?:freshman|sophomore|junior|senior)(?:\s+year)?\)"
    r"|\b(?:1st|2nd|3rd|4th|first|second|third|fourth)[ -]year\s+(?:of\s+\d|(?:\w+\s+)?(?:student|apprentice)\b)"
    r"|[-–—|(,:]\s*(?:(?:currently|now|still)\s+)?(?:sitting|taking|retaking|studying|preparing|testing|awaiting|waiting"
    r"|registered\s+(?:for|to))\b|[-–—|(,:;]\s*(?:exam|test|boards)\s+(?:is\s+)?(?:in|on|set|this|next)\s+[a-z]"
    rf"|\b{_COUNT}\s+(?:out\s+)?of\s+(?:the\s+)?{_COUNT}\s+(?:\w+\s+){{0,2}}(?:exams?|tests|courses|modules|parts|sections|papers)"
    r"\s+(?:passed|done|completed?|taken)\b"
    rf"|\b(?:passed|completed)\s+(?!({_COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?\1\b){_COUNT}\s+(?:out\s+)?of\s+(?:the\s+)?{_COUNT}\b"
    r"|\bin\s+(?:class|training)\s+now\b|\bnow\s+in\s+(?:class|training)\b|\bcandidate(?=\s*(?:$|[,;()–—-])))"
)
_GIVEN_UP = any_case(
    r"(?=\b[abcdefghilnopstuw\d]|[-–—(,;:])(?:"  # what they begin with: most places are left at once
    r"\b(?:did|does|has|have|was)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:graduat\w*|finish\w*|complet\w*|conferred|awarded|earn\w*)\b"
    r"|\b(?:not|never)\s+(?:\w+\s+)?(?:graduated|finished|completed|conferred|awarded)\b|\bno\s+(?:degree|diploma|certificate)\b"
    r"|\b(?:graduated?|grad|degree|diploma|completed?|finished)(?:\s?\(y/n\))?\s?[:?]"
    r"\s{0,3}(?:n|no|not yet)\b(?![./]\w|[.,]?\s?\d)"
    r"|\bgraduated?\??:?\s{0,3}\[\s?\]\s?y(?:es)?\s{1,3}\[x\]\s?no?\b"
    r"|\b(?:without|w/o)\s+(?:a\s+|the\s+)?(?:degree|diploma|graduating|finishing|completing)\b|\bnon[\s-]degree\b"
    r"|\bunfinished\b|\btrunc[ao]\b|\bincomplete\b|\buncompleted\b|\(audit(?:ed)?\)|\bpartial(?:ly)?\s+complet\w+|\bwithdr[ae]wn?\b|\bdropped\s+out\b"
    r"|[-–—(,;:]\s*(?:(?:dropped|failed|transferred)\s*(?:[).;,]|$)|transferred\s+to\b)"
    r"|\bleft\s+(?:before|early|to\s+work|[\w\s]{1,60}\bafter)\b|\bon\s+hold\b|\bpaused\b|\binterrupted\b|\ball\s+but\s+dissertation\b|\babd\b"
    r"|\b(?:9|10|11)th\s+grade\b|\bbefore\s+(?:finish|complet|graduat)\w+"
    r"|\bsome\s+(?:college|university|high\s+school|classes|courses?|credits?|coursework|study|studies)\b"
    r"|(?=course)(?<!relevant\s)(?<!related\s)(?<!selected\s)(?<!key\s)\bcourse\s?work\b(?!\s*:)"
    r"|\b\d{1,3}(?:\.\d)?\+?\s*(?:semester\s+|quarter\s+|college\s+|transfer(?:able)?\s+)?(?:credits?|units?)\b"
    r"(?!\s+(?:degree|diploma|program\w*|certificate|course)\b)"
    r"|\b(?:one|two|three|four|[1-4])(?:\s+and\s+a\s+half|½|\.5)?[\s-]+(?:years?|semesters?|terms?|quarters?)\s+"
    r"(?:of|towards?|at|completed|in)\b"
    r"|\battended\b)"
)


_ELSEWHERE = any_case(
    r"[,;]\s+(?:then\s+|plus\s+|and\s+)?(?:an?|one|two|three|four|\d)\s+(?:years?|yrs?|semesters?|terms?|quarters?)\s+at\s+"
    r"(?!night|home|the time|full|part|a time)"
)
"""Behind what was reached: time at another school ("diploma 2017, 1 semester at Elm State")."""
_SUBJECTS = any_case(r"\b(?:gcses?|[ao][- ]levels?|waec|wasc|wassce|ssce|neco|csec)\b")
_PASSES = any_case(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:credits?|passes|distinctions?)\b"
)
"""What was passed of an exam in several subjects."""
_EXPIRED = any_case(
    r"(?<!never )\b(?:expired|lapsed|inactive|not\s+(?:current|active|renewed)"
    r"|no\s+longer\s+(?:current|active|valid|held))\b"
)
"""Said of a paper that was held and is not any more."""
_UNDER_WAY = any_case(r"\bin[\s-]progress\b|\bongoing\b|\bpending\b")
_ALL_OF_THEM = any_case(r"\b(?:all|both|each)\b")
_AMOUNTS = any_case(
    r"\b(?:\d[\d.]{0,12}|one|two|three|four)\+?[\s-]*(?:\w{1,40}\s+)?(?:credits?|units?|years?|semesters?|terms?|quarters?)\b"
    r"|\bcourse\s?work\b|\battended\b|\bexpected\b|\bpending\b"
)

_DID_NOT = re.compile(r"\bdid(?:\s+not|n['’]t)\s")
_AMOUNT = re.compile(r"\d|one|two|three|four|course|attended")
PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
_STATUS = r"(?:(?:current\s+|licen[sc]e\s+)?status\s*[:=-]\s*)"
_SAYS_STATUS = any_case(rf"\W*{_STATUS}(?:\w+\W*){{1,4}}")
_ONLY_STANDING = any_case(
    rf"\W*{_STATUS}?(?:(?:currently|still)\s+)?(?:in[\s-]progress|ongoing|(?:exam\s+)?pending|expired|lapsed|inactive|not\s+current"
    r"|incomplete|revoked|suspended|surrendered|cancell?ed|in\s+process|applied)\W*"
)
_NEXT = re.compile(r";\s+")
_SEVERAL = 2
_LEAD = 4
"""Characters between a title and the words before it that say how it stands, at most."""
_PARAGRAPH = 120
"""Characters of a line from which on it may be of several sentences, each of which says its own."""
_REACH = 400
"""Characters around a paper in which a sentence of such a line is looked for."""
REACHED = (EntryKind.EDUCATION, EntryKind.COURSE, EntryKind.CERTIFICATION, EntryKind.LICENCE)
"""What one holds only when it was completed."""


@lru_cache(maxsize=4)  # many entries stand in one line where a text has lost its line breaks
def standing(said: str) -> Standing | None:
    """Say how far a degree, course, certification or licence came by its own words; None when they do not say.

    `said` is all that the document says of it: its heading lines, and details such as "(did not graduate)" or "60
    credits" beside or below them. Words that it was given up or is on its way weigh more than words that it was
    reached: "completed 45 units, did not graduate" is not completed.
    """
    flat = " ".join(small(said).split())
    if _SUBJECTS.search(flat):
        flat = _PASSES.sub(" ", flat)
    if _ON_THE_WAY.search(flat) or tells_standing(flat, "in-progress"):
        return "not completed" if _DID_NOT.search(flat) else "in progress"
    reached = _COMPLETED.search(flat)
    if any(not (reached and _only_amounts(told.group())) for told in _GIVEN_UP.finditer(flat)):
        return "not completed"
    if tells_standing(flat, "not-completed"):
        return "not completed"
    if _EXPIRED.search(flat) or tells_standing(flat, "not-current"):
        return "not current"
    return "completed" if reached else None


def reached(text: str, entry: Entry, beside: Sequence[int] = ()) -> bool | None:
    """Say whether a degree, course, certification or licence was reached; None when the document does not tell.

    Its heading lines are read whole, with what stands beside the title and the dates; of the details below them only
    plain words count, because amounts ("60 credits", coursework) describe a degree that was reached as well. A paper
    that has expired is not held either, unless a day says until when it was. `beside`: where the papers of the
    document begin, in their order; of a line that names several each is told its own part.
    """
    if entry.kind not in REACHED:
        return None
    starts = sorted({text.rfind("\n", 0, one.start) + 1 for one in entry.evidence})
    stops = (text.find("\n", start) for start in starts)
    lines = [(at, stop if stop >= 0 else len(text)) for at, stop in zip(starts, stops, strict=True)]
    paper = entry.kind in PAPERS
    said = " ; ".join(
        _own(text, entry, line, beside) if paper else _clause(text, entry, line, beside) for line in lines
    )
    told = standing(said)
    if told is None and paper:
        told = _below(text, lines[-1][1])
    if told is None and entry.body is not None:
        told = standing(_AMOUNTS.sub(" ", small(text[slice(*entry.body)])))
    if told == "not current":
        return False if paper and entry.end is None else _COMPLETED.search(small(said)) is not None or None
    return None if told is None else told == "completed"


def _below(text: str, at: int) -> Standing | None:
    """Give what the line right below a paper tells of it where it tells nothing else ("In progress")."""
    stop = text.find("\n", at + 1)
    said = text[at + 1 : stop if stop >= 0 else None]
    return standing(said) if _ONLY_STANDING.fullmatch(small(said)) is not None else None


def tells_status(said: str) -> bool:
    """Say whether a line tells how the paper above it stands, and nothing else ("Status: expired")."""
    return _SAYS_STATUS.fullmatch(small(said)) is not None


def standing_told(text: str, entry: Entry) -> tuple[int, int] | None:
    """Give the word behind a paper, in its line, that says why it is not held ("CPR (expired)", "CNA, pending")."""
    last = max(one.end for one in entry.evidence)
    stop = text.find("\n", last)
    said = small(text[last : stop if stop >= 0 else None])
    found = _EXPIRED.search(said) or _UNDER_WAY.search(said)
    return (last + found.start(), last + found.end()) if found is not None else None


def title_start(entry: Entry) -> int:
    """Give where the title of an entry stands, with words before it that say how it stands, or its first evidence."""
    called = (entry.title or "").split()
    start = next((one.start for one in entry.evidence if one.quote.split() == called), entry.evidence[0].start)
    return next((one.start for one in entry.evidence if 0 < start - one.end <= _LEAD and leads(one.quote)), start)


def _own(text: str, entry: Entry, line: tuple[int, int], beside: Sequence[int]) -> str:
    """Give what one line tells of a paper: all of it, but not what it tells of the others that it names."""
    at = title_start(entry)
    if line[1] - line[0] > _PARAGRAPH and line[0] <= at < line[1]:
        first, last = max(line[0], at - _REACH), min(line[1], at + _REACH)
        stops = [first, *(stop.end() for stop in STOP.finditer(text, first, last)), last]
        line = (max(stop for stop in stops if stop <= at), min(stop for stop in stops if stop > at))
    first, last = bisect_left(beside, line[0]), bisect_left(beside, line[1])
    if last - first < _SEVERAL or not line[0] <= at < line[1]:
        return held_part(_without_others(text[slice(*line)], at - line[0]))
    following = bisect_right(beside, at)
    stop = beside[following] if following < last else line[1]
    stop = _next_named(text, at, stop)
    shared = text[beside[last - 1] : line[1]]
    shared = shared if _ALL_OF_THEM.search(small(shared)) else ""
    return f"{text[line[0] : beside[first]]} ; {_without_others(text[at:stop], 0)} ; {shared}"


def _without_others(said: str, at: int) -> str:
    """Give a line without what it tells of other things than the paper at `at` ("CDL (hazmat lapsed)")."""
    for apart in reversed(list(told_apart(said))):
        if not apart.name[0] <= at < apart.end:
            said = f"{said[: apart.name[0]]} {said[apart.end :]}"
    return said


def _next_named(text: str, at: int, stop: int) -> int:
    """Give where what is told of a paper ends: a semicolon, unless behind it stands only how the paper stands."""
    for mark in _NEXT.finditer(text, at, stop):
        if _ONLY_STANDING.match(small(text[mark.end() : stop])) is None:
            return mark.start()
    return stop


def _clause(text: str, entry: Entry, line: tuple[int, int], beside: Sequence[int]) -> str:
    """Give what a sentence tells of one of several schools ("Graduated from Elm High, attended Oak College")."""
    at = entry.evidence[0].start
    several = bisect_left(beside, line[1]) - bisect_left(beside, line[0]) >= _SEVERAL
    if not several or not line[0] <= at < line[1]:
        return _of_itself(text, entry, line)
    said = text[slice(*line)]
    own = at - line[0]
    before, behind = said.rfind("; ", 0, own), said.find("; ", own)
    first, last = before + 1, behind if behind >= 0 else len(said)
    return " ; ".join(said[max(start, first) : min(end, last)] for start, end in clauses(said) if start <= own < end)


def _of_itself(text: str, entry: Entry, line: tuple[int, int]) -> str:
    """Give a line without what it tells behind an entry of some time at another school."""
    last = max((one.end for one in entry.evidence if line[0] <= one.start < line[1]), default=line[0])
    other = _ELSEWHERE.search(small(text[last : line[1]]))
    return text[line[0] : last + other.start()] if other is not None else text[slice(*line)]


def _only_amounts(words: str) -> bool:
    """ "Graduated, 120 credits": an amount of study alone takes nothing from a degree that was reached."""
    return _AMOUNT.match(words) is not None
