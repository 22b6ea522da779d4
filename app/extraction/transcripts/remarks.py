"""Rows below a course that say what became of it."""

import re
from dataclasses import replace

from app.extraction.model import CourseState
from app.extraction.transcripts.grades import state_named
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.placed import Cell, TableRow, Word

_NOT_COUNTED = re.compile(r"\b(?:excluded|not (?:counted|included))\b", re.IGNORECASE)
_AGAIN = re.compile(r"\W*(?:course )?repeat(?:ed)?\b(?! ?[=–-]| courses)", re.IGNORECASE)
"""Below a course; a legend has a letter before it, or speaks of all courses."""
_LEFT = re.compile(
    r"(?P<before>[(\[*]*\s*(?:(?:course|class|student|officially|administratively|medically)\s+)*)"
    r"(?:withdr[ae]wn?|withdrawal|withdrew|dropped|audit(?:ed)?|no credit(?: earned| awarded)?|credit not earned"
    r"|not passed|did not pass|failed|incomplete)"
    r"(?P<behind>\W*(?:(?:on|as of|effective|date|dated)\W+)?(?:\d[\d/.-]+\d)?)\W*",
    re.IGNORECASE,
)
"""A word for what became of a course, and when."""
_EXCLUDED = re.compile(
    r"\W*(?:course )?repeat(?:ed)? ?[-–:(,] ?(?:\w+\W+){0,4}?(?:excluded|not (?:counted|included))\b[^=]*",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:gpa|average)\b", re.IGNORECASE)
_OVER = re.compile(r"(?:successfully )?(?:complet|pass|satisf|attended|certified|earned)", re.IGNORECASE)
_DASHES = frozenset("-–—|")
_BOTH = re.compile(r"\bpass", re.IGNORECASE)
"""How a course is graded, and not what came of it ("Pass/Fail")."""
_NO_PASS = frozenset(
    {
        CourseState.WITHDRAWN,
        CourseState.AUDITED,
        CourseState.NO_CREDIT,
        CourseState.INCOMPLETE,
        CourseState.IN_PROGRESS,
    }
)
_DEEPER = 3.0
"""Points by which a remark stands right of the row above it."""


def taken_again(row: TableRow) -> Cell | None:
    """Give the word of a remark below a course that it was taken again and this attempt does not count."""
    if not (_AGAIN.match(row.said) and _NOT_COUNTED.search(row.said)):
        return None
    told = (replace(word, said=word.said.strip(" .,;:()*")) for word in row.words)
    return next((Cell((word,)) for word in told if state_named(word.said) is CourseState.REPEATED), None)


def says_what_became(note: str) -> bool:
    """Say whether a note with a sign before it tells that a course was left, only heard, goes on or brought nothing.

    What does not count for an average may have been passed.
    """
    return meaning(note) in {*_NO_PASS, CourseState.FAILED} and _AVERAGE.search(note) is None


def is_over(said: str) -> bool:
    """Say whether words for a pass tell that a course is over, and not how it was taken ("Honors")."""
    return _OVER.match(said) is not None


def remark_in(title: Cell) -> tuple[Cell, Cell] | None:
    """Part a title from a remark in brackets that says it was no pass ("Algebra (withdrew)"); else None."""
    if not title.words[-1].said.endswith(")"):
        return _behind_dash(title)
    first = next((n for n in range(len(title.words) - 1, -1, -1) if "(" in title.words[n].said), 0)
    if not first or not title.words[first].said.startswith("("):
        return None
    before, remark = title.cut(first)
    said = remark.said.strip("()")
    if meaning(said) not in {*_NO_PASS, CourseState.FAILED} or _BOTH.search(said):
        return None
    edges = {0: (1, 0), len(remark.words) - 1: (0, 1)} if len(remark.words) > 1 else {0: (1, 1)}
    bare = tuple(_cut(word, *edges.get(n, (0, 0))) for n, word in enumerate(remark.words))
    return before, Cell(bare)


def _behind_dash(title: Cell) -> tuple[Cell, Cell] | None:
    """Part a title from the remark behind its last dash ("Reading - Incomplete"), which may have one behind it."""
    end = len(title.words)
    while end > 1 and title.words[end - 1].said in _DASHES:
        end -= 1
    first = next((n for n in range(end - 1, 0, -1) if title.words[n].said in _DASHES), 0)
    if not first or first == end - 1:
        return None
    remark = Cell(title.words[first + 1 : end])
    told = meaning(remark.said)
    if told is None or (told is CourseState.PASSED and not is_over(remark.said)):
        return None
    return Cell(title.words[:first]), remark


def _cut(word: Word, before: int, behind: int) -> Word:
    said = word.said[before : len(word.said) - behind]
    return replace(word, said=said, start=word.start + before, end=word.end - behind)


def remark_below(row: TableRow, course: TableRow) -> Cell | None:
    """Give a remark on the row right below that of a course: in brackets, with a day, or deeper on the page.

    A word alone at the edge of a text may be the heading of what follows, or the rest of a title.
    """
    found = _LEFT.fullmatch(row.said)
    if found is None:
        return Cell(row.words) if _EXCLUDED.fullmatch(row.said) else None
    deeper = row.placed and row.cells[0].x0 > course.cells[0].x0 + _DEEPER
    aside = found["before"].strip() or any(c.isdigit() for c in found["behind"])
    return Cell(row.words) if deeper or aside else None
