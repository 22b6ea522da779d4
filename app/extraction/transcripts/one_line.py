"""Courses that are told on one line each, dashes or bars between what is said ("ESL 3 - Completed - Spring 2015")."""

import re
from collections.abc import Sequence

from app.extraction.model import CourseState
from app.extraction.transcripts.cells import OF_UNITS
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade, number, state_named
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.remarks import is_over
from app.extraction.transcripts.totals import is_total

FEWEST = 3
"""Such lines that make a list of courses."""
_DASHES = frozenset("-–—|;•·")
_MOST = 8
_FEWEST_WORDS = 3
_UNKNOWN = 2
"""Parts of a line that say something else, as who taught, at most."""
_LONGEST = 12
"""Words of a title, at most."""
_TITLE = re.compile(r"[^\W\d_][^:@]{2,80}")
_LABEL = re.compile(r"(?:final |overall )?(?:grade|score|mark|result)\W*", re.IGNORECASE)
_NO_COURSE = re.compile(
    r"\b(?:degrees?|diplomas?|bachelors?|masters?|associate|certificate|gpa|standing|list|honors|status|page|date)\b",
    re.IGNORECASE,
)


def one_line(row: TableRow) -> dict[Field, Cell] | None:
    """Read a line as a course and what became of it; None for one that says nothing of that."""
    if len(row.words) < _FEWEST_WORDS or not any(word.said in _DASHES for word in row.words):
        return None
    parts = _parts(row.words)
    if not 1 < len(parts) <= _MOST or not _is_title(parts[0]) or is_total(row):
        return None
    named: dict[Field, Cell] = {"title": parts[0]}
    unknown = 0
    for part in parts[1:]:
        told = _told(part)
        unknown += not told
        for field, cell in told.items():
            named.setdefault(field, cell)
    return named if unknown <= _UNKNOWN and {"grade", "state"} & {*named} else None


def _parts(found: Sequence[Word]) -> list[Cell]:
    parts: list[list[Word]] = [[]]
    for word in found:
        if word.said in _DASHES:
            parts.append([])
        else:
            parts[-1].append(word)
    return [Cell(tuple(part)) for part in parts if part]


def _is_title(cell: Cell) -> bool:
    said = cell.said
    plain = _TITLE.fullmatch(said) is not None and len(cell.words) <= _LONGEST and not code_words(cell)
    return plain and meaning(said) is None and not is_letter_grade(said) and not _NO_COURSE.search(said)


def _told(part: Cell) -> dict[Field, Cell]:
    """Say what one part tells; nothing for one that tells something else."""
    run = named_term(part.words)
    named: dict[Field, Cell] = {"term": Cell(part.words[run[0] : run[1]])} if run is not None else {}
    label = _LABEL.match(part.said)
    behind = part.said[label.end() :] if label else part.said
    value = part.words[-1]
    if label and behind == value.said:
        graded = is_letter_grade(behind) or number(behind) is not None
        return {"grade": Cell((value,))} if graded else {"state": Cell((value,))} if state_named(behind) else {}
    if (behind.isupper() and is_letter_grade(behind)) or (behind.endswith("%") and number(behind) is not None):
        return {"grade": part}
    if OF_UNITS.fullmatch(part.said):
        return {"credits": Cell(part.words[:1])}
    state = meaning(part.said) or state_named(part.said)
    if state is not None and (state is not CourseState.PASSED or is_over(part.said)):
        named["state"] = part
    return named
