"""Words about a course to what became of it, and the key that a transcript prints for its own grades."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.model import CourseState
from app.extraction.words.lexicon import table

_LONGEST = 60
_FAILS = frozenset({"refer", "referral"})
"""In a key alone: what is referred has to be done again."""
"""Characters of a remark, at most."""
_DENIED = re.compile(r"\b(?:not?|non|never|without|below|less)\b", re.IGNORECASE)
_DENIES_PASS = re.compile(r"\b(?:not?|non|never|below|less)\b(?:[ -][^\W\d_]{1,12}){0,3}[ -]*$", re.IGNORECASE)
"""Before the word for a pass: "Below Passing", "Not a pass"."""
_SHARE = re.compile(
    r"(?<![\d.,])(?P<part>\d{1,2})(?:[.,]\d+)? ?(?:%|(?:of|/) ?(?P<whole>\d{1,2})\b)[^\d%]{0,20}"
    r"(?:complet|done|finish)",
    re.IGNORECASE,
)
"""`34% complete`, `3 of 5 modules completed`."""
_SHARE_BEHIND = re.compile(
    r"(?:complet|done|finish)[^\d%]{0,20}(?<!\d)(?P<part>\d{1,2}) ?(?:of|/) ?(?P<whole>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
"""`Completed 3 of 4`; a month and a year are no share."""
_TO_REACH = re.compile(
    r"\b(?:to|must|needs?|will|should|may|can|expect(?:ed|s)?|plan(?:ned|s)?|likely|once|until|before|if)\b"
    r"(?:[ -][^\W\d_]{1,12}){0,2}[ -]*$",
    re.IGNORECASE,
)
"""Before the word for a pass: it is asked for or hoped for ("Must complete", "Expected to pass")."""
_PASSED_AFTER = re.compile(
    r"(?:successfully )?(?:passed|completed|pass)[ ,;:(–-]{1,3}(?:(?:after|on|upon|with|at|following) )?"
    r"(?:(?:the|a|an|one|1st|2nd|first|second|third) )?"
    r"(?:re-?take|re-?test|remediation|resit|renewal|current|attempt|supplementary|supp)\b"
    r"(?!.*\b(?:required|needed|pending|failed|granted|awarded|offered)\b)",
    re.IGNORECASE,
)
"""A pass, and how it came about or how long it holds ("Passed after retake", "Completed - current")."""
_SO_FAR = re.compile(
    r"\b(?:(?<!online )only|so far|to date|at mid-?term|through week|partly|in part)\b", re.IGNORECASE
)
"""Behind it: not all is over ("Completed reading only", "Passing at midterm")."""
_SEPARATED = re.compile(
    r"(?<![\w+.&/-])\*{0,2}(?P<grade>[A-Z]{1,4}[+-]?|\*{1,3})[ \t]{0,3}(?:[=–:-]|\bis\b|(?=\())[ \t]{0,3}\(?"
    r"(?P<words>[^\W\d_][^\W\d_'/ -]{1,20}(?:[ -]{1,3}[^\W\d_'/]{1,20}){0,5}?)"
    r"(?P<more>(?:,(?![ \t]*[A-Z*]{1,4}[+-]?[ \t]?[=–:(-])[^,;:.|()\n=]{1,40}){0,2})"
    r"(?=[ \t]*(?:$|[,;:.|()\n])|[ \t]{2,}|[ \t]+[A-Z*]{1,4}[+-]?[ \t]?[=–])"
)
"""`W = Withdrawn`, `NF (never attended - fail)`: a grade and what it means."""
_LISTED = re.compile(r"^[ \t]*(?:grades?|grading|legend|key)\b[^:\n]{0,30}:(?P<list>[^\n]{10,600})$", re.I | re.M)
_HEADED = re.compile(
    r"^[ \t]*(?:key|legend|(?:grad(?:e|ing)|course) (?:key|legend|scale|system|codes?|symbols?)"
    r"|(?:key to|explanation of|meaning of) [a-z ]{0,20}(?:grades?|grading|symbols?|codes?|marks?))\b[^\n]{0,30}\n"
    r"(?P<lines>(?:[ \t]*(?-i:[A-Z]{1,4}|\*)[+-]?[ \t]{1,12}[^\W\d_][^\n]{2,100}(?:\n|\Z)){1,40})",
    re.I | re.M,
)
_IN_LINE = re.compile(r"[ \t]*(?P<grade>[A-Z]{1,4}[+-]?|\*)[ \t]+(?P<words>[^\W\d_][^\n]{2,58}[^\s.])")
_NUMBERED = re.compile(
    r"^[^\n]{0,20}\b(?:key|legend|scale|grades?|grading|codes?|ratings?)\b[^=\n]{0,30}(?<!\d)\d ?=[^\n]*", re.I | re.M
)
_NUMBER = re.compile(r"(?<![\w.,])(?P<grade>\d) ?= ?(?P<words>[^\W\d_][^,;.|=\n\d]{2,58})")
"""The line of a key of grades that are numbers ("1 = Pass; 2 = Refer")."""
_OF_PASSES = frozenset("ABCD")
_BRACKET = re.compile(r"[+-]?[ \t]{0,3}\(")
_MAY_PASS = frozenset({"passed", "transfer", "either"})
_CLEAR = re.compile(
    r"(?:pass|satisf|suffic|success|complete[ds]?\b|credit (?:earned|awarded|granted|by)\b)", re.IGNORECASE
)
"""What the words of a key begin with where a letter that is usually no pass is one."""
_OF_AVERAGE = re.compile(r"[,(][^,(]{0,40}\b(?:gpa|average)\b.*", re.IGNORECASE)
_BESIDE = re.compile(
    r"[ \t]*(?P<grade>[A-Z]{1,4}[+-]?|\*)[ \t]+(?P<words>[^\W\d_][^\W\d_ '-]{1,20}(?: [^\W\d_'-]{1,20}){0,5})"
)

_SIDE_BY_SIDE = re.compile(
    r"^[ \t]*(?:[A-Z][A-Za-z ]{2,24}:[ \t]{1,4})?"
    r"(?P<list>[A-Z]{1,4}[+-]?[ \t]{1,3}[^\W\d_][^\n;\t]*(?:;|\t|[ ]{2})[^\n]*)$",
    re.MULTILINE,
)
"""The line of a key that has no label: grades and what they mean, with wide gaps or semicolons between."""
_GAP = re.compile(r"[ \t]*(?:;|\t|[ ]{2})[ \t]*")
_ALONE = re.compile(r"[ \t]*(?:[A-Z]{1,4}[+-]?|\*)")
_WHOLE = re.compile(r"[ \t]*(?P<grade>[A-Z]{1,4}[+-]?|\*)[ \t]+(?P<words>[^\n]{3,60})")
_FEWEST_BESIDE = 3
"""Grades with a known meaning that make such a line a key."""
_ASIDE = re.compile(r"[ \t]*(?:\([^()]*\)|,.*)[ \t]*$")


@cache
def _phrases() -> tuple[tuple[CourseState, re.Pattern[str]], ...]:
    """What the words of a remark begin with; of a pass, which comes last, they are whole words."""
    return tuple(
        (
            CourseState(state),
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, begun))})" + r"(?!\w)" * (state == "passed"), re.I),
        )
        for state, begun in table("transcripts")["meanings"].items()
    )


def meaning(said: str) -> CourseState | None:
    """Say what became of a course by the words about it ("Did Not Pass", "withdrew 3/4"); None when none tells."""
    if not 2 < len(said) <= _LONGEST:
        return None
    if _PASSED_AFTER.match(said):
        return CourseState.PASSED
    if (share := _SHARE.search(said)) is not None and share["whole"] != share["part"]:
        return CourseState.IN_PROGRESS
    if (share := _SHARE_BEHIND.search(said)) is not None and share["whole"] != share["part"]:
        return CourseState.IN_PROGRESS
    state, told = next(((state, told) for state, begun in _phrases() if (told := begun.search(said))), (None, None))
    if state is not CourseState.PASSED or told is None:
        return state
    if _TO_REACH.search(said, 0, told.start()) or _SO_FAR.search(said, told.start()):
        return CourseState.IN_PROGRESS
    if not denies(said):
        return state
    # what is denied is the pass, or something beside it ("Passed, no grade")
    return CourseState.FAILED if _DENIES_PASS.search(said, 0, told.start()) else None


def denies(said: str) -> bool:
    """Say whether a remark says of something that it is not so."""
    return _DENIED.search(said) is not None


@cache
def _no_passes() -> frozenset[str]:
    """Letters that are usually no pass."""
    grades = table("transcripts")["grades"]
    return frozenset(letter for state, letters in grades.items() if state not in _MAY_PASS for letter in letters)


def legend(text: str) -> dict[str, CourseState]:
    """Give what a transcript itself says that its grades mean, folded: `{"v": withdrawn}`."""
    found: dict[str, CourseState] = {}
    for told in _SEPARATED.finditer(text):
        _note(found, told)
    for key in _HEADED.finditer(text):
        for line_ in key["lines"].splitlines():
            if (in_line := _IN_LINE.match(line_)) is not None:
                _note(found, in_line)
    for key in _NUMBERED.finditer(text):
        for told in _NUMBER.finditer(text, *key.span()):
            _note(found, told)
    _note_lists(found, text)
    for line in _LISTED.finditer(text):
        for part in re.split(r"[,;]", line["list"]):
            if (told_ := _BESIDE.fullmatch(part.rstrip(" ."))) is not None:
                _note(found, told_)
    return found


def _note_lists(found: dict[str, CourseState], text: str) -> None:
    """Note what keys say that have grades side by side; one may go on in the lines below."""
    beside: list[re.Match[str]] = []
    end = -1
    for line in _SIDE_BY_SIDE.finditer(text):
        if line.start() > end + 1:
            _note_beside(found, beside)
            beside = []
        end = line.end()
        beside += [told for part in _parts(line["list"]) if (told := _beside(part)) is not None]
    _note_beside(found, beside)


def _note_beside(found: dict[str, CourseState], beside: Sequence[re.Match[str]]) -> None:
    if len(beside) >= _FEWEST_BESIDE:
        for told in beside:
            _note(found, told)


def _parts(line: str) -> Iterator[str]:
    """Part a key at its gaps; a grade alone has what it means behind the gap."""
    alone = ""
    for part in _GAP.split(line):
        if not alone and _ALONE.fullmatch(part):
            alone = part
        elif part:
            yield f"{alone} {part}" if alone else part
            alone = ""


def _beside(part: str) -> re.Match[str] | None:
    """Read one part of a key; where what stands behind a comma says that it is no pass, that counts."""
    told = _BESIDE.fullmatch(_ASIDE.sub("", part).rstrip(" ."))
    if told is None or meaning(told["words"]) is None:
        return None
    whole = _WHOLE.fullmatch(part.rstrip(" ."))
    said = meaning(whole["words"]) if whole is not None and _OF_AVERAGE.search(part) is None else None
    return whole if said not in (None, CourseState.PASSED) else told


def _note(found: dict[str, CourseState], told: re.Match[str]) -> None:
    said = told["words"] + (told["more"] if "more" in told.re.groupindex else "")
    # what does not count for an average may have been passed
    said = _OF_AVERAGE.sub("", said)
    state = meaning(said[:_LONGEST]) or (CourseState.FAILED if said.casefold().strip() in _FAILS else None)
    if state is CourseState.PASSED and not _CLEAR.match(said.strip()):
        before_colon = told.string[told.end() : told.end() + 1] == ":"
        if before_colon or told["grade"].casefold() in _no_passes():
            return  # a label ("W - Credits: 3"), or what is transferred, of honours and the like
    in_row = told["grade"][0] in _OF_PASSES and _BRACKET.match(told.string, told.end("grade")) is not None
    if in_row and state not in (CourseState.PASSED, CourseState.FAILED):
        return  # a grade and a remark about one course ("C (repeated)")
    if state is not None:
        found.setdefault(told["grade"].casefold(), state)
