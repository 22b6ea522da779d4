"""Lines at the head of a transcript to whose it is."""

import re
from collections.abc import Sequence

from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.words.lexicon import words

FIRST = 10
"""Rows of the head in which the institution and an unlabelled programme may stand."""
_NAMES = 14
_STUDENT = re.compile(
    r"\b(?:student|name|alumno|alumna|nombre|candidate|trainee|learner|employee|participant|apprentice|issued to"
    r"|licensee|member|attendee|registrant|étudiante?|nom|prénom)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"\bissued to\b", re.IGNORECASE)
_NO_STUDENT = re.compile(r"\b(?:school|course|program(?:me)?|institution|college|subject|module)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\b(?:soc\.? sec|ssn|sid|id\s*(?:no|number|#|:)|birth|dob|matrikel)", re.IGNORECASE)


def is_titled(said: str) -> bool:
    """Say whether words are what the document calls itself."""
    return any(name in said.casefold() for name in words("transcripts", "names"))


def student_words(rows: Sequence[TableRow]) -> frozenset[str]:
    """Give the words of the student's name, folded: what stands behind a label for it or beside an identifier."""
    found: set[str] = set()
    for row in rows[:_NAMES]:
        for cell in row.cells:
            label = labelled(cell)
            told = cell.said if label is None else label[0]
            # behind no label the name follows the word for whose it is: titles of courses have such words as well
            names = _STUDENT.search(told) if label else _STUDENT.match(told) or _ISSUED.search(told)
            if names and not _NO_STUDENT.search(told):
                found |= {word.said for word in cell.words}
        if _IDENTIFIER.search(row.said):
            found |= {word.said for word in row.cells[0].words}
    return frozenset(word.casefold().strip(".,:") for word in found if word[:1].isalpha())


def is_student(found: Sequence[Word], student: frozenset[str]) -> bool:
    """Say whether words are the student's name: the running head of a page ("Quintero, Marisol  2")."""
    told = {word.said.casefold().strip(".,:") for word in found if word.said[:1].isalpha()}
    return bool(told) and told <= student


def labelled(cell: Cell) -> tuple[str, int] | None:
    """Give the label of a cell ("Program") and where its value begins."""
    for count in range(1, min(5, len(cell.words)) + 1):
        if cell.words[count - 1].said.endswith(":") and count < len(cell.words):
            label = " ".join(word.said for word in cell.words[:count]).rstrip(" :").casefold()
            return label, cell.words[count].start
    return None
