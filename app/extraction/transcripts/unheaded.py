"""Rows of tables without a header: a code, a title, and numbers and a grade that are told by what they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.transcripts.cells import AMOUNT, peeled, split
from app.extraction.transcripts.codes import NUMBER, SUBJECT, code_words, has_section
from app.extraction.transcripts.columns import CAPITALS, fits_title
from app.extraction.transcripts.grades import is_grade, is_letter_grade, number
from app.extraction.transcripts.headers import Field, fields_named
from app.extraction.transcripts.letters import grades_of
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.tails import again, behind_credits

_LABELLED = frozenset({"credits", "attempted", "earned", "grade"})
_UNIT = re.compile(r"(?:hrs?|hours?|crs?|cp|credits?|units?|sh|ceus?|ects|lp)\.?", re.IGNORECASE)
_WITH_UNIT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:hrs?|cr|cp|ects|lp)\.?", re.IGNORECASE)
_EDGES = ",;:()[]"
_AGAIN = "R"
"""Behind a grade: the course was taken again."""
_WORDS = 2
"""Words of a grade, at most; more are a remark."""
_SCORE = 20.0
"""What is higher is a mark, and no points for one course."""
_DASHES = "-–—|•·"
_FEWEST = 3
_MOSTLY = 0.6
_UNIT_LAST = re.compile(r" \d{1,3}(?:\.\d{1,2})? ?(?:cr|credits?|hrs?|units?|sh)\.?$", re.IGNORECASE)
_LETTER = re.compile(r"[A-DFPSW][+-]?|[A-Z]{2}")
_LETTER_BEFORE = re.compile(rf" (?:{_LETTER.pattern}) \d{{1,3}}(?:\.\d{{1,2}})? ?(?i:cr|credits?|hrs?|units?|sh)\.?$")
_LETTERED = re.compile(r"[A-Z]{1,3}[+-]?|W\d{1,2}")
_POINTS = re.compile(r"\d\.\d{1,2}")
"""A grade in points, and no number of a list."""
_LONGEST_MARK = 3


def ends_with_letters(rows: Sequence[TableRow]) -> bool:
    """Say whether rows have their grade between title and credits with a unit, one blank apart ("Welding B 3 cr")."""
    with_unit = [row.said for row in rows if not row.placed and _UNIT_LAST.search(row.said)]
    lettered = sum(_LETTER_BEFORE.search(said) is not None for said in with_unit)
    return lettered >= _FEWEST and lettered >= _MOSTLY * len(with_unit)


def unheaded(
    row: TableRow,
    grade_last: bool | None,
    usual: int | None = None,
    *,
    lettered: bool = False,
    credited: bool = False,
) -> dict[Field, Cell] | None:
    """Read a row of a table without a header: a code, a title, numbers and a grade.

    `grade_last` says whether of two numbers the second is the grade; None when nobody can tell. `lettered` is what
    `ends_with_letters` says, `credited` what `ends_with_credits_and_grade` does.
    """
    if (told_first := _grade_first(row)) is not None:
        return told_first
    cells, told = _told_apart(row.cells)
    cells = cells[1:] if _is_behind(cells) else cells
    parted = behind_credits(cells[-1], whole=credited) if len(cells) == 1 and not row.placed else None
    cells, units = (list(parted), {}) if parted is not None else _of_units(cells)
    cells = peeled(split(cells), usual, letters=1) if parted is None else cells
    if not cells:
        return None
    count = code_words(cells[0])
    named: dict[Field, Cell] = {}
    if count and count < len(cells[0].words) and not (len(cells) > 1 and has_section(cells[0].said)):
        cells = [*cells[0].cut(count), *cells[1:]]
    elif (
        not count and len(cells) > 1 and SUBJECT.fullmatch(cells[0].said) and NUMBER.fullmatch(cells[1].words[0].said)
    ):
        named["subject"], named["number"] = cells[0], Cell(cells[1].words[:1])
        cells = [*([Cell(cells[1].words[1:])] if len(cells[1].words) > 1 else []), *cells[2:]]
    elif not count:
        return None
    if count:
        named["code"], cells = cells[0], cells[1:]
    if not cells or not fits_title(cells[0]) or is_letter_grade(cells[0].said):
        return None
    named["title"], rest = cells[0], cells[1:]
    if told:
        return named | units | told
    if lettered and not rest and {*units} == {"credits"} and _LETTER.fullmatch(named["title"].words[-1].said):
        named["title"], units["grade"] = named["title"].cut(len(named["title"].words) - 1)
    found = _values(rest, grade_last, units)
    return named | found if found else None


def _grade_first(row: TableRow) -> dict[Field, Cell] | None:
    """Read a row that begins with the grade, a code behind it ("2.9  CHEM142  5.0  General Chemistry")."""
    first, *rest = row.cells
    if len(rest) < _FEWEST - 1 or not (_LETTERED.fullmatch(first.said) or _POINTS.fullmatch(first.said)):
        return None
    code, *behind = (cell for cell in rest if any(map(str.isalnum, cell.said)))
    titles = [cell for cell in behind if fits_title(cell) and not is_letter_grade(cell.said)]
    amounts = [cell for cell in behind if AMOUNT.fullmatch(cell.said)]
    if code_words(code) != len(code.words) or len(titles) != 1 or not amounts or len(titles[0].said) <= _LONGEST_MARK:
        return None
    if any(is_letter_grade(cell.said) for cell in behind):
        # what stands first is a number of the list
        return None
    return {"code": code, "title": titles[0], "grade": first, "credits": amounts[0]}


def _is_behind(cells: Sequence[Cell]) -> bool:
    """Say whether what a course counts for stands before its code ("Mathematics  MTH 1113  Precalculus  C  3")."""
    return (
        len(cells) > 3
        and not code_words(cells[0])
        and code_words(cells[1]) == len(cells[1].words)
        and fits_title(cells[2])
        and not is_letter_grade(cells[2].said)
        and any(is_letter_grade(cell.said) for cell in cells[3:])
    )


def _values(cells: Sequence[Cell], grade_last: bool | None, units: dict[Field, Cell]) -> dict[Field, Cell] | None:
    """Tell the credits and the grade behind a title; None where what stands there is nothing of a course's row.

    One cell may be something else, as the name of a teacher is, where others tell enough.
    """
    named: dict[Field, Cell] = {}
    letters: list[Cell] = []
    numbers: list[Cell] = []
    capitals: list[Cell] = []
    left = 0
    for cell in cells:
        said = cell.said
        if (told := again(cell)) is not None:
            named["repeat"] = told[0]
            letters.append(told[1])
        elif is_letter_grade(said):
            letters.append(cell)
        elif AMOUNT.fullmatch(said) or is_grade(said):
            numbers.append(cell)
        elif said == _AGAIN and letters:
            named["repeat"] = cell
        elif CAPITALS.fullmatch(said):
            capitals.append(cell)
        elif named_term(cell.words) == (0, len(cell.words)):
            named["term"] = cell
        elif meaning(said) is not None:
            named["state"] = cell
        else:
            left += bool(said.strip(_DASHES))
    letters = letters or (capitals if numbers or units else [])
    if left > 1 or (left and not letters and len(numbers) < 2):
        return None
    if letters:
        named = grades_of(letters, numbers) | named
        if numbers:
            named["credits"] = numbers[0]
        named |= _earned_nothing(letters[0], numbers)
    elif numbers:
        named["credits"] = numbers[0]
        if "credits" in units:
            named["grade"] = numbers[0]
        elif len(numbers) > 2 and not _is_mark(numbers[0]) and all(_is_mark(cell) for cell in numbers[1:]):
            # of an examination, of work in the year, of all others: nobody can tell which counts
            named["part"] = Cell(tuple(word for cell in numbers[1:] for word in cell.words))
        elif len(numbers) > 1 and grade_last is not None:
            named["credits"], named["grade"] = numbers[:2] if grade_last else (numbers[1], numbers[0])
    return named | units


def _is_mark(cell: Cell) -> bool:
    value = number(cell.said)
    return value is not None and value > _SCORE


def _earned_nothing(letter: Cell, numbers: Sequence[Cell]) -> dict[Field, Cell]:
    """Give the zero that stands for the credits earned: behind those attempted, before a grade or before points."""
    before = [cell for cell in numbers if cell.words[0].start < letter.words[0].start]
    attempts = before if len(before) == 2 else numbers if not before and len(numbers) == 3 else []
    return {"earned": attempts[1]} if attempts and number(attempts[1].said) == 0 else {}


def _bare(word: Word) -> Word:
    """Give a word without the punctuation at its edges."""
    said = word.said.strip(_EDGES)
    before = len(word.said) - len(word.said.lstrip(_EDGES))
    return replace(word, said=said, start=word.start + before, end=word.start + before + len(said)) if said else word


def _of_units(cells: Sequence[Cell]) -> tuple[list[Cell], dict[Field, Cell]]:
    """Take credits with their unit out of a row, and the grade behind them ("Biostatistics I, 3 cr, A-")."""
    for place, whole in enumerate(cells):
        cell = Cell(tuple(word for word in whole.words if word.said.strip(_DASHES)))
        for at, word in enumerate(cell.words):
            amount = _bare(word)
            joined = _WITH_UNIT.fullmatch(amount.said)
            unit = cell.words[at + 1] if at + 1 < len(cell.words) else None
            counted = AMOUNT.fullmatch(amount.said) and unit is not None and _UNIT.fullmatch(_bare(unit).said)
            if not (place or at) or not (joined or counted):
                continue
            if joined:
                amount = replace(amount, said=joined[1], end=amount.start + len(joined[1]))
            behind = _behind_units(cell.words[at + (1 if joined else 2) :])
            if behind is None and at:
                continue
            title = [*cell.words[: at - 1], _bare(cell.words[at - 1])] if at else []
            before = [*cells[:place], *([Cell(tuple(title))] if title else [])]
            return [*before, *cells[place + 1 :]], {"credits": Cell((amount,)), **(behind or {})}
    return list(cells), {}


def _behind_units(found: Sequence[Word]) -> dict[Field, Cell] | None:
    """Tell what stands in one cell behind the credits: a grade, its label, a remark; None for anything else."""
    bare = [_bare(word) for word in found]
    bare = bare[1:] if bare and "grade" in fields_named(bare[0].said) else bare
    if not bare:
        return {}
    if not is_grade(bare[0].said):
        field: Field = "grade" if len(bare) <= _WORDS else "state"
        return {field: Cell(tuple(bare))} if meaning(Cell(tuple(bare)).said) is not None else None
    rest = Cell(tuple(bare[1:]))
    if not rest.words:
        return {"grade": Cell((bare[0],))}
    return {"grade": Cell((bare[0],)), "state": rest} if meaning(rest.said) is not None else None


def _told_apart(cells: Sequence[Cell]) -> tuple[list[Cell], dict[Field, Cell]]:
    """Take values with a label of their own out of a row that labels its grade ("Credits: 3.00 Grade: B")."""
    told: dict[Field, Cell] = {}
    left: list[Cell] = []
    for cell in cells:
        kept: list[Word] = []
        at = 0
        while at < len(cell.words):
            label, value = cell.words[at], _bare(cell.words[at + 1]) if at + 1 < len(cell.words) else None
            field = next((one for one in fields_named(label.said) if one in _LABELLED), None)
            if field and value and (AMOUNT.fullmatch(value.said) or (field == "grade" and is_grade(value.said))):
                told.setdefault(field, Cell((value,)))
                at += 2
            else:
                kept.append(label)
                at += 1
        if kept:
            left.append(Cell(tuple(kept)))
    return (left, told) if "grade" in told else (list(cells), {})
