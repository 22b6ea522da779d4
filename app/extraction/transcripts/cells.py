"""Cells of a transcript's rows that print leaves standing together, put apart: codes, levels, numbers and grades."""

import re
from collections import Counter
from collections.abc import Sequence

from app.extraction.transcripts.codes import NUMBER, SUBJECT, code_words, has_section, is_headed
from app.extraction.transcripts.grades import is_letter_grade, number, state_named
from app.extraction.transcripts.headers import Column
from app.extraction.transcripts.placed import Cell, TableRow, Word

AMOUNT = re.compile(r"\(?(?:\d{1,4}(?:[.,]\d{1,3}|\.\d{4})?|\.\d{1,4})\)?")
"""A number as credits, points and marks are printed."""
OF_UNITS = re.compile(
    r"\d{1,4}(?:[.,]\d{1,3})? ?(?:hrs?|hours?|cr|cp|credits?|units?|sh|ceus?|ects|lp)\.?", re.IGNORECASE
)
"""An amount with its unit."""
_USUAL = 3
"""Rows that show what is usual."""
LETTERS_LAST = 2
"""Letters behind a title, at most: a grade, and what marks a course that was taken again."""
_REPEATED = "R"
_NAMES_LETTER = re.compile(
    r"\b(?:(?:vitamins?|hepatitis|part|level|section|group|type|factor|schedule) [A-Z]"
    r"|(?:in|ansi|objective|embedded) C)$",
    re.IGNORECASE,
)
"""A word and the letter that belongs to it: no grade stands there ("Programming in C", "Hepatitis B")."""
_TERM = re.compile(r"(?:19|20)\d\d(?:FA|SP|SU|WI|SM|AU)|(?:FA|SP|SU|WI|SM|AU)['’]?(?:20)?\d\d")
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
"""Before numbers and a grade: the end of a title ("Europe since 1945"), and no credits."""
_NUMERALS = frozenset("1234")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?(?:(?:19|20)\d)?\d\d?")
DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d")
_TWO = 2
_DAY_LETTERS = 5
_TERM_AND_CODE = range(2, 5)
_WORD = re.compile(r"[^\W\d_]{2}|\)$")
_EMPTY = frozenset({"-", "--", "–", "—"})
"""What stands where there is no amount."""
_TAIL_WORDS = 2
_LEVELS = frozenset({"ug", "un", "gr", "gd", "u", "g", "cr", "ce", "undergraduate", "graduate"})
_UNITS = frozenset({"cr", "cr.", "cp", "lp", "sh", "u", "credit", "credits", "units", "unit", "hrs", "hr", "hours"})
_DECIMAL = re.compile(r"\d{0,3}(?:[.,]\d{1,3}|\.\d{4})")
_PLAIN_LETTER = re.compile(r"[A-F][+-]?")


def split(cells: Sequence[Cell]) -> list[Cell]:
    """Part cells that stand so close that they read as one: a subject and number, numbers and grades."""
    found: list[Cell] = []
    for cell in (part for whole in cells for part in _before_day(whole)):
        if _with_unit(cell):
            found.append(cell)
        elif len(cell.words) == _TWO and all(DAY.fullmatch(word.said) for word in cell.words):
            # the first day and the last, or the last and the one on which it expires
            found += cell.cut(1)
        elif len(cell.words) > 1 and all(
            AMOUNT.fullmatch(word.said) or is_letter_grade(word.said) for word in cell.words
        ):
            found += [Cell((word,)) for word in cell.words]
        elif (
            len(cell.words) > 1
            and number(cell.said) is None
            and (_DECIMAL.fullmatch(cell.words[0].said) or _judged(cell) or _with_term(cell))
        ):
            found += cell.cut(1)
        else:
            found.append(cell)
    return found


def _before_day(cell: Cell) -> Sequence[Cell]:
    """Part a day from the end of a title that is so long that one blank stands between them."""
    last = cell.words[-1].said
    is_day = len(cell.words) > 2 and len(last) > _DAY_LETTERS and DAY.fullmatch(last) is not None
    return cell.cut(len(cell.words) - 1) if is_day and _WORD.search(cell.words[-2].said) else (cell,)


def _with_unit(cell: Cell) -> bool:
    """Say whether a cell is an amount and its unit ("4 cr"), where capitals would be a grade ("4 CR")."""
    return len(cell.words) == 2 and cell.words[1].said in _UNITS and AMOUNT.fullmatch(cell.words[0].said) is not None


def _with_term(cell: Cell) -> bool:
    """Say whether a cell is a number and the term behind it ("3 FA98")."""
    return len(cell.words) == 2 and AMOUNT.fullmatch(cell.words[0].said) is not None and _is_term(cell.words[1])


def _is_term(word: Word) -> bool:
    return _TERM.fullmatch(word.said) is not None


def _judged(cell: Cell) -> bool:
    """Say whether a cell is a number and a remark that means something ("64 Passed")."""
    remark = Cell(cell.words[1:]).said
    return AMOUNT.fullmatch(cell.words[0].said) is not None and len(remark) > 1 and state_named(remark) is not None


def with_code(cells: Sequence[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part a code from the title that it stands close to, and a subject from its number."""
    fields = {column.field for column in columns}
    found: list[Cell] = []

    def is_code(said: str) -> bool:
        return is_headed(said) or has_section(said)

    parted = len(cells) > 2 and SUBJECT.fullmatch(cells[0].said) and NUMBER.fullmatch(cells[1].said)
    if parted and "code" in fields and "number" not in fields:
        # one heading stands over subject and number
        cells = [Cell((*cells[0].words, *cells[1].words)), *cells[2:]]
    for place, cell in enumerate(cells):
        if {"subject", "number"} <= fields and place < 2 and len(cell.words) > 1:
            first, second, *rest = cell.words
            if SUBJECT.fullmatch(first.said) and NUMBER.fullmatch(second.said):
                found += [Cell((first,)), Cell((second,)), *([Cell(tuple(rest))] if rest else [])]
                continue
        if "code" in fields and place < 2 and len(cell.words) > 1 and not is_code(cell.said):
            count = code_words(cell, is_headed)
            if count:
                found += cell.cut(count)
                continue
        found.append(cell)
    return found


def with_date(cells: Sequence[Cell], columns: Sequence[Column]) -> Sequence[Cell]:
    """Part the month or term that a row begins with from what stands close to it, under a heading of dates."""
    if columns[0].field in ("dates", "term") and len(cells[0].words) > 1 and _MONTH.fullmatch(cells[0].words[0].said):
        return [*cells[0].cut(1), *cells[1:]]
    if [column.field for column in columns[:2]] == ["term", "code"] and len(cells[0].words) in _TERM_AND_CODE:
        last = cells[0].words[-1].said
        if any(map(str.isalpha, last)) and is_headed(last) and not _is_term(cells[0].words[-1]):
            return [*cells[0].cut(len(cells[0].words) - 1), *cells[1:]]
    return cells


def with_levels(cells: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part campus and level from the title that they stand before, where one blank parts all columns."""
    code = max((n for n, column in enumerate(columns) if column.field in ("code", "number")), default=-1)
    title = next((n for n, column in enumerate(columns) if column.field == "title"), 0)
    between = columns[code + 1 : title]
    for place, cell in enumerate(cells):
        told = [n for n, word in enumerate(cell.words[: len(between)]) if word.said.casefold() in _LEVELS]
        if told and told[-1] + 1 < len(cell.words):
            levels, rest = cell.cut(told[-1] + 1)
            apart = [Cell((word,)) for word in levels.words]
            return [*cells[:place], *apart, rest, *cells[place + 1 :]]
    return cells


def with_grade(cells: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part a letter from the end of the title that it stands close to, in a row of letters that has no grade yet."""
    fields = [column.field for column in columns if column.field in ("grade", "credits", "attempted", "earned")]
    # an amount follows the letter: it is none where grades stand behind all amounts
    if (
        "grade" not in fields
        or fields[-1:] == ["grade"] != fields
        or any(is_letter_grade(cell.said) for cell in cells)
    ):
        return cells
    for place, cell in enumerate(cells[:-1]):
        if (
            len(cell.words) > 1
            and _PLAIN_LETTER.fullmatch(cell.words[-1].said)
            and not _NAMES_LETTER.search(cell.said)
            and AMOUNT.fullmatch(cells[place + 1].said)
        ):
            return [*cells[:place], *cell.cut(len(cell.words) - 1), *cells[place + 1 :]]
    return cells


def usual_tail(rows: Sequence[TableRow]) -> int | None:
    """Give how many numbers and grades most titles end with, one blank apart; None for too few rows."""
    counts = Counter(
        len(tail) for row in rows for cell in row.cells if len(tail := _tail(cell)) > 1 and code_words(row.cells[0])
    )
    (count, times), *_ = counts.most_common(1) or [(0, 0)]
    return count if times >= _USUAL else None


def _tail(cell: Cell, letters: int = LETTERS_LAST) -> list[Word]:
    """Give the words of numbers and grades at the end of a cell: so many letters at most, with a number between."""
    at = len(cell.words)
    if at > _TAIL_WORDS and cell.words[-1].said in _EMPTY and _is_long_grade(cell.words[-2].said):
        return list(cell.words[-2:])
    after_letter = False
    if at > 1 and _is_term(cell.words[-1]):
        at -= 1
    while at > 1:
        word = cell.words[at - 1]
        is_amount = AMOUNT.fullmatch(word.said) is not None
        if not is_amount and (after_letter or not (is_letter_grade(word.said) or word.said == _REPEATED)):
            break
        if not is_amount and (letters == 0 or _NAMES_LETTER.search(f"{cell.words[at - 2].said} {word.said}")):
            break
        if _YEAR.fullmatch(word.said) and at < len(cell.words):
            break
        after_letter = not is_amount
        letters -= after_letter and word.said != _REPEATED
        at -= 1
    return list(cell.words[at:])


def _is_long_grade(said: str) -> bool:
    """Say whether a word is a grade of several capitals, and no last word of a title."""
    return len(said) > 1 and said.isupper() and is_letter_grade(said)


def peeled(cells: Sequence[Cell], usual: int | None, letters: int) -> list[Cell]:
    """Part numbers and a grade from the end of a title that they stand close to; `usual` rows have so many."""
    found: list[Cell] = []
    for cell in cells:
        tail = _tail(cell, letters) if number(cell.said) is None else []
        if any(_DECIMAL.fullmatch(word.said) or word.said in _EMPTY for word in tail):
            if len(tail) > 1 and (tail[0].said in ("I", "V") or _ends_title(tail, usual)):
                tail = tail[1:]
            found += [Cell(cell.words[: -len(tail)]), *(Cell((word,)) for word in tail)]
        else:
            found.append(cell)
    return found


def _ends_title(tail: Sequence[Word], usual: int | None) -> bool:
    """Say whether the first of numbers and grades is the last word of a title ("Calculus 2  3.00  A")."""
    if tail[0].said not in _NUMERALS or len(tail) == usual:
        return False
    return len(tail) - 1 == usual or _DECIMAL.fullmatch(tail[1].said) is not None
