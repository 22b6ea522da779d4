"""Lines at the head of a transcript to whose it is, and which school's."""

import re
from collections.abc import Sequence

from app.extraction.transcripts.view import Cell, TableRow, Word
from app.extraction.words.lexicon import words

FIRST = 10
"""Rows of the head in which the institution and an unlabelled programme may stand."""
_PARTING = frozenset("-–—|•")
_NAMES = 14
_STUDENT = re.compile(
    r"\b(?:student|name|alumno|alumna|nombre|candidate|trainee|learner|issued to|étudiante?|nom|prénom)\b",
    re.IGNORECASE,
)
_NO_STUDENT = re.compile(r"\b(?:school|course|program(?:me)?|institution|college|subject|module)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\b(?:soc\.? sec|ssn|sid|id\s*(?:no|number|#|:)|birth|dob|matrikel)", re.IGNORECASE)
_OFFICE = re.compile(r"(?:office of|registrar)\b", re.IGNORECASE)
_EXAMINED = re.compile(r"\b(?:certificate|examination)\b")
"""What somebody was examined for is no school ("Senior School Certificate Examination")."""


def is_titled(said: str) -> bool:
    """Say whether words are what the document calls itself."""
    return any(name in said.casefold() for name in words("transcripts", "names"))


def institution(rows: Sequence[TableRow]) -> tuple[int, int] | None:
    """Give where the name of the school stands: the first cell of the head that has a word for one and no label.

    Without one it is what a label says. A line that only reads like a name is left: it may be the student's.
    """
    for row in rows[:FIRST]:
        for cell in (part for whole in row.cells for part in _parts(whole)):
            said = cell.said.casefold()
            named = any(
                re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words("transcripts", "schools")
            )
            if (
                named
                and not is_titled(said)
                and not _OFFICE.match(said)
                and not _EXAMINED.search(said)
                and ":" not in said
                and not re.search(r"\d", said)
            ):
                return cell.span
    for row in rows[:FIRST]:
        for cell in row.cells:
            told = re.match(r"(?:school|institution|college|university)(?:\s+name)?\s*:\s*(\S.*)", cell.said, re.I)
            if told and len(cell.words) > 1:
                return cell.words[-len(told.group(1).split())].start, cell.words[-1].end
    return None


def _parts(cell: Cell) -> list[Cell]:
    """Part a cell that names a school and the document or an office ("Transcript - Mill Creek College")."""
    if not is_titled(cell.said) and not _OFFICE.search(cell.said):
        return [cell]
    found: list[list[Word]] = [[]]
    for word in cell.words:
        if word.said in _PARTING:
            found.append([])
        else:
            found[-1].append(word)
    return [Cell(tuple(part)) for part in found if part]


def institution_words(rows: Sequence[TableRow]) -> frozenset[str]:
    """Give the words of the school's name, folded."""
    place = institution(rows)
    if place is None:
        return frozenset()
    told = (word for row in rows[:FIRST] for word in row.words if place[0] <= word.start < place[1])
    return frozenset(word.said.casefold().strip(".,:") for word in told)


def student_words(rows: Sequence[TableRow]) -> frozenset[str]:
    """Give the words of the student's name, folded: what stands behind a label for it or beside an identifier."""
    found: set[str] = set()
    for row in rows[:_NAMES]:
        for cell in row.cells:
            label = labelled(cell)
            told = cell.said if label is None else label[0]
            if _STUDENT.search(told) and not _NO_STUDENT.search(told):
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
