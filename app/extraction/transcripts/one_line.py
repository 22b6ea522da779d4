"""Courses that are told on one line each, dashes or bars between what is said ("ESL 3 - Completed - Spring 2015")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.model import CourseState
from app.extraction.transcripts.cells import OF_UNITS
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade, number, state_named
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.remarks import is_over
from app.extraction.transcripts.schools import JOINING
from app.extraction.transcripts.terms import MONTH
from app.extraction.transcripts.totals import is_total
from app.extraction.words.lexicon import words

OF_EXAMINATION = re.compile(r"A1|B[23]|C[456]|D7|E8|F9")
"""Grades of the West African examinations, which no key of other grades has: nothing else stands beside a subject."""
FEWEST = 3
"""Such lines that make a list of courses."""
DASHES = frozenset("-–—|;•·")
_MOST = 8
_FEWEST_WORDS = 3
_UNKNOWN = 2
"""Parts of a line that say something else, as who taught, at most."""
_LONGEST = 12
"""Words of a title, at most."""
_TITLE = re.compile(r"[^\W\d_][^:@]{2,80}")
_LABEL = re.compile(
    r"(?:final |overall |exam )?(?:grade|score|mark|result)(?: (?:achieved|earned|received))?\W*", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d{1,2}[.)]")
"""Before a title: which of a list it is."""
_MONTH = re.compile(rf"(?:\d{{1,2}} )?{MONTH},? (?:\d{{1,2}}, )?(?:19|20)\d\d,?", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|\d{1,2}/(?:19|20)\d\d")
_ON = frozenset({"on", "via", "through"})
"""Between who gave a course and the platform that it was given on."""
_BY = re.compile(r"(?:(?:offered|provided|issued|authorized|taught) )?(?:by|from) ", re.IGNORECASE)
_NO_COURSE = re.compile(
    r"\b(?:degrees?|diplomas?|bachelors?|masters?|associate|certificate|gpa|standing|list|honors|status|page|date)\b",
    re.IGNORECASE,
)


def one_line(row: TableRow) -> dict[Field, Cell] | None:
    """Read a line as a course and what became of it; None for one that says nothing of that."""
    if _NUMBERED.fullmatch(row.words[0].said) and len(row.words) > 1:
        first = row.cells[0].words[1:]
        row = replace(row, cells=(*([Cell(first)] if first else []), *row.cells[1:]))
    if len(row.words) < _FEWEST_WORDS or not any(word.said in DASHES for word in row.words):
        return None
    parts = _parts(row.words)
    if not 1 < len(parts) <= _MOST or not is_title(parts[0]) or is_total(row):
        return None
    named: dict[Field, Cell] = {"title": parts[0]}
    unknown = 0
    for part in parts[1:]:
        told = _told(part) or giver(part)
        unknown += not told
        for field, cell in told.items():
            named.setdefault(field, cell)
    return named if unknown <= _UNKNOWN and {"grade", "state"} & {*named} else None


def _parts(found: Sequence[Word]) -> list[Cell]:
    parts: list[list[Word]] = [[]]
    for word in found:
        if word.said in DASHES:
            parts.append([])
        else:
            parts[-1].append(word)
    return [Cell(tuple(part)) for part in parts if part]


def is_title(cell: Cell) -> bool:
    """Say whether a cell may be the title of a course: words that say nothing of what came of it."""
    said = cell.said
    plain = _TITLE.fullmatch(said) is not None and len(cell.words) <= _LONGEST and not code_words(cell)
    return plain and meaning(said) is None and not is_letter_grade(said) and not _NO_COURSE.search(said)


def outcome(part: Cell) -> bool:
    """Say whether a part of a line tells what became of a course."""
    return bool({"grade", "state"} & {*_told(part)})


def giver(part: Cell) -> dict[Field, Cell]:
    """Give who gave a course, without the platform that it was given on; nothing for other words."""
    by = _BY.match(part.said)
    found = part.words[len(by.group().split()) :] if by else part.words
    on = next((n for n, word in enumerate(found) if n and word.said.casefold() in _ON), len(found))
    name = found[:on]
    told = (
        by is not None or on < len(found) or any(w.said.casefold() in words("transcripts", "schools") for w in name)
    )
    named = bool(name) and all(word.said[0].isupper() or word.said in JOINING for word in name)
    return {"taught": Cell(name)} if told and named else {}


def _told(part: Cell) -> dict[Field, Cell]:
    """Say what one part tells; nothing for one that tells something else."""
    run = named_term(part.words)
    named: dict[Field, Cell] = {}
    if run is not None:
        when = Cell(part.words[run[0] : run[1]])
        named = {"dates" if _MONTH.fullmatch(when.said) else "term": when}
    elif (day := next((word for word in part.words if _DAY.fullmatch(word.said.rstrip(",;"))), None)) is not None:
        named = {"dates": Cell((day,))}
    label = _LABEL.match(part.said)
    behind = part.said[label.end() :] if label else part.said
    value = part.words[-1]
    if label and behind == value.said:
        graded = is_letter_grade(behind) or number(behind) is not None
        return {"grade": Cell((value,))} if graded else {"state": Cell((value,))} if state_named(behind) else {}
    if (
        OF_EXAMINATION.fullmatch(behind)
        or (behind.isupper() and is_letter_grade(behind))
        or (behind.endswith("%") and number(behind) is not None)
    ):
        return {"grade": part}
    if OF_UNITS.fullmatch(part.said):
        return {"credits": Cell(part.words[:1])}
    state = meaning(part.said) or state_named(part.said)
    if state is not None and (state is not CourseState.PASSED or is_over(part.said)):
        named["state"] = part
    return named
