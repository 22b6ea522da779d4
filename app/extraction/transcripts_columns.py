"""Header rows and table rows of a transcript to named cells: code, title, credits, grade."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from app.extraction.lexicon import table
from app.extraction.transcripts_grades import is_grade, is_letter_grade, number
from app.extraction.transcripts_view import Cell, TableRow, Word

Field = Literal[
    "code", "subject", "number", "title", "credits", "attempted", "earned", "grade", "points", "state", "repeat",
    "term", "mark", "other",
]  # fmt: skip

_NO_TERM = (
    r"(?!(?:WS|SS|FALL|SPRING|SUMMER|WINTER|TERM|SEM|YEAR|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b)"
)
_CODE = (
    r"(?:[A-ZÄÖÜ]{1,5}(?:[&/][A-Z]{1,4})?&?(?:\s?[-.]\s?|\s)?\d{2,5}(?:[A-Z]{1,2}|[.-]\d{1,3})?(?![\w%])"
    r"|\d{5,6}(?!\S))"
)
_NO_HEADING = r"(?!(?:PAGE|LEVEL|GRADE|UNIT|CLASS|PART|LAB|SECTION|WEEK|BLOCK|PHASE|STEP|PIN)\b)"
CODE = re.compile(rf"{_NO_TERM}(?:{_CODE}|{_NO_HEADING}[A-Z]{{3,5}}\s\d[A-Z]{{0,2}}(?![\w.%]))")
"""A course code: a few capitals and a number (`WLD-110`, `ENGL&101`, `MB1010`), or a number of five digits."""
BEGINS = re.compile(rf"{_NO_TERM}(?:{_CODE}|[A-Z]{{2,5}}\s+\d{{3,4}}[A-Z]?\b)")
"""What a row of courses begins with: a code, or a subject and number in two columns."""
_SUBJECT = re.compile(r"[A-Z][A-Z&/]{1,5}")
_NUMBER = re.compile(r"\d{2,5}[A-Z]{0,2}")
_NUMERIC = frozenset({"credits", "attempted", "earned", "points"})
_TITLE_LETTERS = re.compile(r"[^\W\d_]{2}")
_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,3}")
_AMOUNT = re.compile(r"\(?\d{1,4}(?:[.,]\d{1,3})?\)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a header row."""

    field: Field
    x0: float
    x1: float


Named = Mapping[Field, Cell]


@cache
def _labels() -> dict[str, list[Field]]:
    """Words of header rows with the columns that they may name."""
    found: dict[str, list[Field]] = {}
    columns: Mapping[Field, list[str]] = table("transcripts")["columns"]  # type: ignore[assignment]
    for field, labels in columns.items():
        for label in labels:
            found.setdefault(label, []).append(field)
    return found


_LONGEST = 4
_FAR = 10_000.0


def header(rows: Sequence[TableRow]) -> tuple[Column, ...] | None:
    """Read a header row: labels of at least a title and of credits or grades, and hardly anything else."""
    # cells that are lines of their own stand apart, whatever their places
    words = [
        replace(word, x0=word.x0 + place * _FAR, x1=word.x1 + place * _FAR)
        for place, row in enumerate(rows)
        for word in row.words
    ]
    if not 2 <= len(words) <= 24:
        return None
    found: list[tuple[list[Field], float, float]] = []
    at = missed = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            label = _folded(" ".join(word.said for word in words[at : at + count]))
            if label in _labels() and (count == 1 or _together(words[at : at + count])):
                found.append((_labels()[label], words[at].x0, words[at + count - 1].x1))
                at += count
                break
        else:
            missed += 1
            at += 1
    if missed > 0.2 * len(words) or len(found) < 2:
        return None
    return _settled(found)


def _folded(label: str) -> str:
    """Fold a label: lower case, without a colon or the most that can be reached ("Note/20")."""
    return re.sub(r"\s*[/(]\s*\d{2,3}\)?$", "", label.casefold().strip(": ").replace("#", "no"))


def _together(words: Sequence[Word]) -> bool:
    return all(b.x0 - a.x1 < 12 for a, b in pairwise(words))


def _settled(found: Sequence[tuple[list[Field], float, float]]) -> tuple[Column, ...] | None:
    """Choose one field for each label; a label that may name several takes the one that is still missing."""
    only = Counter(fields[0] for fields, _, _ in found if len(fields) == 1)
    columns: list[Column] = []
    taken: set[Field] = set()
    for place, (fields, x0, x1) in enumerate(found):
        open_ = [field for field in fields if field not in taken and field not in only] or fields
        field = open_[0]
        later = [other for fields_, _, _ in found[place + 1 :] for other in fields_]
        if "title" in open_ and field != "title":
            # "Course" before a title is a code, alone it is the title; "Subject" before "Course" is a subject
            field = "title" if "title" not in later and "title" not in taken else field
        if field == "subject" and "number" not in later:
            field = "title" if "title" in open_ else "code"
        if field == "code" and "subject" in taken and "number" in open_:
            field = "number"
        after = found[place + 1][0] if place + 1 < len(found) else []
        parted = "number" in after and "title" not in after
        if field in ("code", "number") and parted and not {"subject", "code"} & {*taken, *only}:
            field = "subject"
        if field == "number" and "subject" not in taken and "code" not in taken:
            field = "code"
        if field in taken and field not in ("other", "mark"):
            field = "other"
        taken.add(field)
        columns.append(Column(field, x0, x1))
    if "grade" not in taken:
        # percentages or letters are the grade where nothing else is called so
        second = next((n for n, (fields, _, _) in enumerate(found) if fields == ["mark"]), None)
        if second is not None:
            columns[second] = replace(columns[second], field="grade")
            taken.add("grade")
    columns = [replace(column, field="other") if column.field == "mark" else column for column in columns]
    if "title" not in taken or not taken & {"credits", "earned", "grade", "state"}:
        return None
    return tuple(columns)


def _fits(field: Field, cell: Cell) -> bool:
    said = cell.said
    if field == "code":
        return CODE.fullmatch(said) is not None or _NUMBER.fullmatch(said) is not None
    if field == "subject":
        return _SUBJECT.fullmatch(said) is not None
    if field == "number":
        return _NUMBER.fullmatch(said) is not None
    if field in _NUMERIC:
        return _AMOUNT.fullmatch(said) is not None
    if field == "grade":
        return is_grade(said)
    if field == "title":
        return _TITLE_LETTERS.search(said) is not None
    if field in ("state", "repeat"):
        return len(said) < 24 and not _AMOUNT.fullmatch(said)
    return True


def _distance(cell: Cell, column: Column) -> float:
    apart = max(0.0, column.x0 - cell.x1, cell.x0 - column.x1)
    edges = min(
        abs(cell.x0 - column.x0), abs(cell.x1 - column.x1), abs(cell.x0 + cell.x1 - column.x0 - column.x1) / 2
    )
    return apart + 0.05 * edges


def _split(cells: Sequence[Cell]) -> list[Cell]:
    """Part cells that stand so close that they read as one: a subject and number, numbers and grades."""
    found: list[Cell] = []
    for cell in cells:
        if len(cell.words) > 1 and all(
            _AMOUNT.fullmatch(word.said) or is_letter_grade(word.said) for word in cell.words
        ):
            found += [Cell((word,)) for word in cell.words]
        elif len(cell.words) > 1 and _DECIMAL.fullmatch(cell.words[0].said):
            found += [Cell(cell.words[:1]), Cell(cell.words[1:])]
        else:
            found.append(cell)
    return found


def _with_code(cells: Sequence[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part a code from the title that it stands close to, and a subject from its number."""
    fields = {column.field for column in columns}
    found: list[Cell] = []
    for place, cell in enumerate(cells):
        if {"subject", "number"} <= fields and place < 2 and len(cell.words) == 2:
            first, second = cell.words
            if _SUBJECT.fullmatch(first.said) and _NUMBER.fullmatch(second.said):
                found += [Cell((first,)), Cell((second,))]
                continue
        if "code" in fields and place < 2 and len(cell.words) > 1 and not CODE.fullmatch(cell.said):
            count = code_words(cell)
            if count:
                found += [Cell(cell.words[:count]), Cell(cell.words[count:])]
                continue
        found.append(cell)
    return found


def code_words(cell: Cell) -> int:
    """Give how many of a cell's first words are a course code; 0 when it begins with none."""
    for count in (2, 1):
        if len(cell.words) >= count and CODE.fullmatch(" ".join(word.said for word in cell.words[:count])):
            return count
    return 0


def assign(row: TableRow, columns: Sequence[Column]) -> dict[Field, Cell] | None:
    """Put the cells of a row under the columns of a header: in their order, at the least distance, by what fits.

    None when some cell fits nowhere: the row is no row of this table.
    """
    cells = _with_code(_peeled(_split(row.cells)), columns)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, -1): (0.0, ())}
    for number_, cell in enumerate(cells):
        step: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (_, last), (cost, chosen) in best.items():
            for place in range(max(last, 0), len(columns)):
                column = columns[place]
                if (place == last and column.field != "title") or not _fits(column.field, cell):
                    continue
                apart = _distance(cell, column) if row.placed or row.panel == 0 else 0.0
                total = cost + min(apart, 400.0) + (8.0 if place == last else 0.0)
                key = (number_ + 1, place)
                if key not in step or total < step[key][0]:
                    step[key] = (total, (*chosen, place))
        best = step
    if not best:
        return None
    _, chosen = min(best.values())
    named: dict[Field, Cell] = {}
    for cell, place in zip(cells, chosen, strict=True):
        field = columns[place].field
        named[field] = Cell((*named[field].words, *cell.words)) if field in named and field == "title" else cell
    return named


def unheaded(row: TableRow, grade_last: bool | None) -> dict[Field, Cell] | None:
    """Read a row of a table without a header: a code, a title, numbers and a grade.

    `grade_last` says whether of two numbers the second is the grade; None when nobody can tell.
    """
    cells = _peeled(_split(row.cells))
    if not cells:
        return None
    count = code_words(cells[0])
    named: dict[Field, Cell] = {}
    if count and count < len(cells[0].words):
        cells = [Cell(cells[0].words[:count]), Cell(cells[0].words[count:]), *cells[1:]]
    elif not count and len(cells) > 1 and _SUBJECT.fullmatch(cells[0].said) and _NUMBER.fullmatch(cells[1].said):
        named["subject"], named["number"], cells = cells[0], cells[1], cells[2:]
    elif not count:
        return None
    if count:
        named["code"], cells = cells[0], cells[1:]
    if not cells or not _fits("title", cells[0]) or is_letter_grade(cells[0].said):
        return None
    named["title"], rest = cells[0], cells[1:]
    if any(not is_grade(cell.said) and not _AMOUNT.fullmatch(cell.said) for cell in rest):
        return None
    numbers = [cell for cell in rest if number(cell.said) is not None]
    letters = [cell for cell in rest if number(cell.said) is None]
    if letters:
        named["grade"] = letters[0]
        if numbers:
            named["credits"] = numbers[0]
    elif numbers:
        named["credits"] = numbers[0]
        if len(numbers) > 1 and grade_last is not None:
            named["credits"], named["grade"] = numbers[:2] if grade_last else (numbers[1], numbers[0])
    return named if rest else None


def _peeled(cells: Sequence[Cell]) -> list[Cell]:
    """Part numbers and a grade from the end of a title that they stand close to."""
    found: list[Cell] = []
    for cell in cells:
        kept = list(cell.words)
        tail: list[Word] = []
        grade = False
        while len(kept) > 1 and (_AMOUNT.fullmatch(kept[-1].said) or (is_letter_grade(kept[-1].said) and not grade)):
            grade = grade or number(kept[-1].said) is None
            tail.insert(0, kept.pop())
        if any(re.fullmatch(r"\d+[.,]\d+", word.said) for word in tail) and len(kept) > 1:
            if number(tail[0].said) is None and tail[0].said in ("I", "V") and len(tail) > 1:
                kept.append(tail.pop(0))
            found += [Cell(tuple(kept)), *(Cell((word,)) for word in tail)]
        else:
            found.append(cell)
    return found
