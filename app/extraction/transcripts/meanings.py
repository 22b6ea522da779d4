"""Words about a course to what became of it, and the key that a transcript prints for its own grades."""

import re
from functools import cache

from app.extraction.model import CourseState
from app.extraction.words.lexicon import table

_LONGEST = 60
"""Characters of a remark, at most."""
_DENIED = re.compile(r"\b(?:not?|non|never|without|below|less)\b", re.IGNORECASE)
_SEPARATED = re.compile(
    r"(?<![\w+*.&/-])(?P<grade>[A-Z]{1,4}[+-]?|\*)[ \t]{0,3}(?:[=–:-]|\bis\b|(?=\())[ \t]{0,3}\(?"
    r"(?P<words>[^\W\d_][^\W\d_'/ -]{1,20}(?:[ -]{1,3}[^\W\d_'/]{1,20}){0,5}?)"
    r"(?=[ \t]*(?:$|[,;.|()\n])|[ \t]{2,}|[ \t]+[A-Z*]{1,4}[+-]?[ \t]?[=–])"
)
"""`W = Withdrawn`, `NF (never attended - fail)`: a grade and what it means."""
_LISTED = re.compile(r"^[ \t]*(?:grades?|grading|legend|key)\b[^:\n]{0,30}:(?P<list>[^\n]{10,600})$", re.I | re.M)
_BESIDE = re.compile(
    r"[ \t]*(?P<grade>[A-Z]{1,4}[+-]?|\*)[ \t]+(?P<words>[^\W\d_][^\W\d_ '-]{1,20}(?: [^\W\d_'-]{1,20}){0,5})"
)


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
    found = next((state for state, begun in _phrases() if begun.search(said)), None)
    return None if found is CourseState.PASSED and _DENIED.search(said) else found


def legend(text: str) -> dict[str, CourseState]:
    """Give what a transcript itself says that its grades mean, folded: `{"v": withdrawn}`."""
    found: dict[str, CourseState] = {}
    for told in _SEPARATED.finditer(text):
        _note(found, told)
    for line in _LISTED.finditer(text):
        for part in re.split(r"[,;]", line["list"]):
            if (told_ := _BESIDE.fullmatch(part.rstrip(" ."))) is not None:
                _note(found, told_)
    return found


def _note(found: dict[str, CourseState], told: re.Match[str]) -> None:
    state = meaning(told["words"])
    if state is not None:
        found.setdefault(told["grade"].casefold(), state)
