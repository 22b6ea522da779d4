"""Table rows of a transcript to named cells: code, title, credits, grade."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from app.extraction.model import CourseState
from app.extraction.transcripts.grades import is_grade, is_letter_grade, number, state_named
from app.extraction.transcripts.headers import FAR, Column, Field, fields_named
from app.extraction.transcripts.terms import named_term
from app.extraction.transcripts.view import Cell, TableRow, Word

_NO_TERM = (
    r"(?!(?:WS|SS|FALL|AUTUMN|SPRING|SUMMER|WINTER|TERM|QUARTER|SEMESTER|SESSION|SEM|YEAR"
    r"|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b)"
)
_CODE = (
    r"(?:[A-ZÄÖÜ]{1,5}(?:[&/][A-Z]{1,4})?&?(?:\s?[-.]\s?|\s)?\d{2,5}(?:[A-Z]{1,2}|[.-]\d{1,3})?(?![\w%])"
    r"|[A-Z]{2,5}\*\d{2,4}[A-Z]{0,2}(?:\*[A-Z0-9]{1,4})?(?!\S)|[A-Z]{2,5}/\d{3}[A-Z]{0,2}(?!\S)|[A-Z]{2,5}-\d{2,4}[A-Z]?-[A-Z0-9]{1,4}(?!\S)|[A-Z]{2}-\d{4}-\d{4}(?!\S)|\d{3}-(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,9}(?!\S)|\d{5,8}(?:[A-Z]{2,3})?(?!\S))"
)
_NO_HEADING = r"(?!(?:PAGE|LEVEL|GRADE|UNIT|CLASS|PART|LAB|SECTION|WEEK|BLOCK|PHASE|STEP|PIN)\b)"
CODE = re.compile(rf"{_NO_TERM}(?:{_CODE}|{_NO_HEADING}[A-Z]{{3,5}}\s\d[A-Z]{{0,2}}(?![\w.%]))")
"""A course code: a few capitals and a number (`WLD-110`, `ENGL&101`, `MB1010`), or five to eight digits."""
BEGINS = re.compile(rf"{_NO_TERM}(?:{_CODE}|[A-Z]{{2,5}}\s+\d{{3,4}}[A-Z]?\b)")
"""What a row of courses begins with: a code, or a subject and number in two columns."""
_HEADED_CODE = re.compile(
    rf"{CODE.pattern}|{_NO_TERM}{_NO_HEADING}[A-Z][A-Z&/]{{1,8}}(?:\s[A-Z]{{2,6}})?\s?[A-Z]?\d{{2,4}}[A-Z]{{0,2}}(?![\w.%])"
    r"|[A-Z]{2,4}\d[A-Z]?(?!\S)"
)
"""A code under a heading that says so: of a long subject, or one of two words (`PHYSICS 1250`, `POL SCI 61A`)."""
_MIXED = re.compile(r"[A-Z\d][A-Z\d/.-]{3,11}")
_SUBJECT = re.compile(r"[A-Z][A-Z&/]{1,8}")
_NUMBER = re.compile(r"\d{2,5}[A-Z]{0,2}")
_SHORTEST = 2
_USUAL = 3
"""Rows that show what is usual."""
_LETTERS_LAST = 2
"""Letters behind a title, at most: a grade, and what marks a course that was taken again."""
_REPEATED = "R"
_NAMES_LETTER = re.compile(
    r"\b(?:(?:vitamins?|hepatitis|part|level|section|group|type|factor|schedule) [A-Z]"
    r"|(?:in|ansi|objective|embedded) C)$",
    re.IGNORECASE,
)
"""A word and the letter that belongs to it: no grade stands there ("Programming in C", "Hepatitis B")."""
_TERM = re.compile(r"(?:19|20)\d\d(?:FA|SP|SU|WI|SM|AU)|(?:FA|SP|SU|WI|SM|AU)['’]?(?:20)?\d\d")
_NUMERALS = frozenset("1234")
_MOST_WORDS = 100
"""Words of one row of a table, at most."""
_SAME = 8.0
"""Points for a second cell of one title."""
_FARTHEST = 400.0
"""Points that a cell is apart from its column, at most."""
_MARK = 3
"""Letters that mark a course which was taken again, at most."""
_ODD = 300.0
_SLIGHT = 60.0
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?(?:(?:19|20)\d)?\d\d?")
_LEVELS = frozenset({"ug", "un", "gr", "gd", "u", "g", "cr", "ce", "undergraduate", "graduate"})
_DASHES = frozenset("-–—:")
_LABELLED = frozenset({"credits", "attempted", "earned", "grade"})
_PLAIN_CODE = re.compile(r"\d{1,5}[A-Z]{0,2}")
_NUMERIC = frozenset({"credits", "attempted", "earned", "points"})
_TITLE_LETTERS = re.compile(r"[^\W\d_]{2}")
_DECIMAL = re.compile(r"\d{0,3}[.,]\d{1,3}")
_AMOUNT = re.compile(r"\(?(?:\d{1,4}(?:[.,]\d{1,3})?|\.\d{1,3})\)?")
_OF_UNITS = re.compile(r"\d{1,4}(?:[.,]\d{1,3})? (?:hrs?|hours?|cr|credits?|units?|sh|ceus?)\.?", re.IGNORECASE)
_PLAIN_LETTER = re.compile(r"[A-F][+-]?")


def _fits(field: Field, cell: Cell) -> bool:
    said = cell.said
    if field == "code":
        return _is_headed(said) or _PLAIN_CODE.fullmatch(said) is not None
    if field == "subject":
        return _SUBJECT.fullmatch(said) is not None
    if field == "number":
        return _NUMBER.fullmatch(said) is not None
    if field in _NUMERIC:
        return _AMOUNT.fullmatch(said) is not None or _OF_UNITS.fullmatch(said) is not None
    if field == "grade":
        return is_grade(said)
    if field == "title":
        return _TITLE_LETTERS.search(said) is not None
    if field == "state":
        return len(said) < 24 and not _AMOUNT.fullmatch(said)
    if field == "repeat":
        return len(said) <= _MARK or state_named(said) is CourseState.REPEATED
    return True


def _oddness(field: Field, cell: Cell) -> float:
    """Give points for a cell in a column of other things, where blanks of a text are all that tells the places."""
    if field == "title":
        return _ODD if is_letter_grade(cell.said) and len(cell.said) <= _MARK else 0.0
    if (named_term(cell.words) is not None) != (field in ("term", "dates")):
        number_of_term = field == "term" and cell.said.isdigit() and len(cell.said) <= _SHORTEST
        return _ODD if field in ("term", "other", "mark", "points") and not number_of_term else 0.0
    if field == "grade":
        # of columns that numbers may stand in, that of grades is empty in the row of a course that is not over
        return _SLIGHT if _AMOUNT.fullmatch(cell.said) else 0.0
    return _ODD if field == "other" and _AMOUNT.fullmatch(cell.said) else 0.0


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
        elif len(cell.words) > 1 and (_DECIMAL.fullmatch(cell.words[0].said) or _judged(cell)):
            found += [Cell(cell.words[:1]), Cell(cell.words[1:])]
        else:
            found.append(cell)
    return found


def _judged(cell: Cell) -> bool:
    """Say whether a cell is a number and a remark that means something ("64 Passed")."""
    remark = Cell(cell.words[1:]).said
    return _AMOUNT.fullmatch(cell.words[0].said) is not None and len(remark) > 1 and state_named(remark) is not None


def _with_code(cells: Sequence[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part a code from the title that it stands close to, and a subject from its number."""
    fields = {column.field for column in columns}
    found: list[Cell] = []
    parted = len(cells) > 2 and _SUBJECT.fullmatch(cells[0].said) and _NUMBER.fullmatch(cells[1].said)
    if parted and "code" in fields and "number" not in fields:
        # one heading stands over subject and number
        cells = [Cell((*cells[0].words, *cells[1].words)), *cells[2:]]
    for place, cell in enumerate(cells):
        if {"subject", "number"} <= fields and place < 2 and len(cell.words) > 1:
            first, second, *rest = cell.words
            if _SUBJECT.fullmatch(first.said) and _NUMBER.fullmatch(second.said):
                found += [Cell((first,)), Cell((second,)), *([Cell(tuple(rest))] if rest else [])]
                continue
        if "code" in fields and place < 2 and len(cell.words) > 1 and not _is_headed(cell.said):
            count = code_words(cell, _is_headed)
            if count:
                found += [Cell(cell.words[:count]), Cell(cell.words[count:])]
                continue
        found.append(cell)
    return found


def coded(title: Cell) -> tuple[Cell, Cell] | None:
    """Part a title that begins with a course code; None for another one."""
    count = code_words(title, _is_headed)
    if not 0 < count < len(title.words):
        return None
    rest = title.words[count + (title.words[count].said in _DASHES) :]
    return (Cell(title.words[:count]), Cell(rest)) if rest else None


def _is_plain(said: str) -> bool:
    return CODE.fullmatch(said) is not None


def _is_headed(said: str) -> bool:
    """Say whether words are a code under a heading that says so: figures and capitals of any form ("18CS51")."""
    mixed = _MIXED.fullmatch(said) is not None and any(c.isdigit() for c in said) and any(c.isalpha() for c in said)
    return mixed or _HEADED_CODE.fullmatch(said) is not None


def code_words(cell: Cell, is_code: Callable[[str], bool] = _is_plain) -> int:
    """Give how many of a cell's first words are a course code; 0 when it begins with none."""
    for count in (3, 2, 1):
        if len(cell.words) >= count and is_code(" ".join(word.said for word in cell.words[:count])):
            return count
    return 0


def assign(row: TableRow, columns: Sequence[Column], usual: int | None = None) -> dict[Field, Cell] | None:
    """Put the cells of a row under the columns of a header: in their order, at the least distance, by what fits.

    None when some cell fits nowhere: the row is no row of this table. `usual` is what `usual_tail` says.
    """
    if len(row.words) > _MOST_WORDS:
        return None
    whole = _split(_with_date(row.cells, columns))
    two, one = (_peeled(whole, usual, letters) for letters in (_LETTERS_LAST, 1))
    # a letter behind a title may be its last word ("Physics C 3.00 F")
    forms = [two] if two == one else [two, one]
    # what stands in a column that the header does not tell is left, where a code or grade tells a course
    tried = (_assigned(row, cells, columns, leave) for leave in (False, True) for cells in forms)
    return next((named for named in tried if named is not None), None)


def _assigned(
    row: TableRow, peeled: Sequence[Cell], columns: Sequence[Column], leave: bool
) -> dict[Field, Cell] | None:
    cells = _with_code(peeled, columns)
    alone = not row.placed and len(row.cells) == 1
    if not row.placed and len(cells) < len(columns):
        cells = _with_levels(_with_grade(cells, columns), columns) if alone else _with_grade(cells, columns)
    placed = not alone and all(column.x0 < FAR for column in columns)
    first = next((n for n, column in enumerate(columns) if column.field in ("code", "title")), 0)

    def cost(cell: Cell, place: int) -> float:
        apart = min(_distance(cell, columns[place]), _FARTHEST) if placed else 0.0
        return apart + (0.0 if row.placed or place < first else _oddness(columns[place].field, cell))

    telling = not leave or code_words(cells[0], _is_headed) or any(is_letter_grade(c.said) for c in cells[1:])
    chosen = _in_order(cells, columns, cost, leave=leave) if telling else None
    if chosen is None:
        return None
    named: dict[Field, Cell] = {}
    for cell, place in zip(cells, chosen, strict=True):
        if place is not None:
            field = columns[place].field
            cell = Cell(cell.words[:1]) if field in _NUMERIC else cell
            named[field] = Cell((*named[field].words, *cell.words)) if field in named and field == "title" else cell
    return named


def _in_order(
    cells: Sequence[Cell], columns: Sequence[Column], cost: Callable[[Cell, int], float], *, leave: bool = False
) -> tuple[int | None, ...] | None:
    """Give the column of each cell at the least cost, with `leave` none for one; None when some fit nowhere."""
    best: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {(-1, False): (0.0, ())}
    for cell in cells:
        step: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {}
        for (last, left), (paid, chosen) in best.items():
            ways: list[tuple[tuple[int, bool], float, int | None]] = [
                ((place, left), cost(cell, place) + (_SAME if place == last else 0.0), place)
                for place in range(max(last, 0), len(columns))
                if (place != last or columns[place].field == "title") and _fits(columns[place].field, cell)
            ]
            if leave and not left and chosen:
                ways.append(((last, True), _FARTHEST, None))
            for key, more, place in ways:
                if key not in step or paid + more < step[key][0]:
                    step[key] = (paid + more, (*chosen, place))
        best = step
    return min(best.values(), key=lambda found: found[0])[1] if best else None


def _with_date(cells: Sequence[Cell], columns: Sequence[Column]) -> Sequence[Cell]:
    """Part the month that a row begins with from what stands close to it, under a heading of dates."""
    if columns[0].field in ("dates", "term") and len(cells[0].words) > 1 and _MONTH.fullmatch(cells[0].words[0].said):
        return [Cell(cells[0].words[:1]), Cell(cells[0].words[1:]), *cells[1:]]
    return cells


def _with_levels(cells: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part campus and level from the title that they stand before, where one blank parts all columns."""
    code = max((n for n, column in enumerate(columns) if column.field in ("code", "number")), default=-1)
    title = next((n for n, column in enumerate(columns) if column.field == "title"), 0)
    between = columns[code + 1 : title]
    for place, cell in enumerate(cells):
        told = [n for n, word in enumerate(cell.words[: len(between)]) if word.said.casefold() in _LEVELS]
        if told and told[-1] + 1 < len(cell.words):
            cut = told[-1] + 1
            return [
                *cells[:place],
                *(Cell((word,)) for word in cell.words[:cut]),
                Cell(cell.words[cut:]),
                *cells[place + 1 :],
            ]
    return cells


def _with_grade(cells: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Part a letter from the end of the title that it stands close to, in a row of letters that has no grade yet."""
    grades = any(column.field == "grade" for column in columns)
    if not grades or any(is_letter_grade(cell.said) for cell in cells):
        return cells
    for place, cell in enumerate(cells[:-1]):
        if (
            len(cell.words) > 1
            and _PLAIN_LETTER.fullmatch(cell.words[-1].said)
            and not _NAMES_LETTER.search(cell.said)
            and _AMOUNT.fullmatch(cells[place + 1].said)
        ):
            return [*cells[:place], Cell(cell.words[:-1]), Cell(cell.words[-1:]), *cells[place + 1 :]]
    return cells


def unheaded(row: TableRow, grade_last: bool | None, usual: int | None = None) -> dict[Field, Cell] | None:
    """Read a row of a table without a header: a code, a title, numbers and a grade.

    `grade_last` says whether of two numbers the second is the grade; None when nobody can tell.
    """
    cells, told = _told_apart(row.cells)
    cells = _peeled(_split(cells), usual, letters=1)
    if not cells:
        return None
    count = code_words(cells[0])
    named: dict[Field, Cell] = {}
    if count and count < len(cells[0].words):
        cells = [Cell(cells[0].words[:count]), Cell(cells[0].words[count:]), *cells[1:]]
    elif (
        not count
        and len(cells) > 1
        and _SUBJECT.fullmatch(cells[0].said)
        and _NUMBER.fullmatch(cells[1].words[0].said)
    ):
        named["subject"], named["number"] = cells[0], Cell(cells[1].words[:1])
        cells = [*([Cell(cells[1].words[1:])] if len(cells[1].words) > 1 else []), *cells[2:]]
    elif not count:
        return None
    if count:
        named["code"], cells = cells[0], cells[1:]
    if not cells or not _fits("title", cells[0]) or is_letter_grade(cells[0].said):
        return None
    named["title"], rest = cells[0], cells[1:]
    if told:
        return named | told
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


def _told_apart(cells: Sequence[Cell]) -> tuple[list[Cell], dict[Field, Cell]]:
    """Take values with a label of their own out of a row that labels its grade ("Credits: 3.00 Grade: B")."""
    told: dict[Field, Cell] = {}
    left: list[Cell] = []
    for cell in cells:
        kept: list[Word] = []
        at = 0
        while at < len(cell.words):
            label, value = cell.words[at], cell.words[at + 1] if at + 1 < len(cell.words) else None
            field = next((one for one in fields_named(label.said) if one in _LABELLED), None)
            if field and value and (_AMOUNT.fullmatch(value.said) or (field == "grade" and is_grade(value.said))):
                told.setdefault(field, Cell((value,)))
                at += 2
            else:
                kept.append(label)
                at += 1
        if kept:
            left.append(Cell(tuple(kept)))
    return (left, told) if "grade" in told else (list(cells), {})


def usual_tail(rows: Sequence[TableRow]) -> int | None:
    """Give how many numbers and grades most titles end with, one blank apart; None for too few rows."""
    counts = Counter(
        len(tail) for row in rows for cell in row.cells if len(tail := _tail(cell)) > 1 and code_words(row.cells[0])
    )
    (count, times), *_ = counts.most_common(1) or [(0, 0)]
    return count if times >= _USUAL else None


def _tail(cell: Cell, letters: int = _LETTERS_LAST) -> list[Word]:
    """Give the words of numbers and grades at the end of a cell: so many letters at most, with a number between."""
    first = at = len(cell.words)
    after_letter = False
    if at > 1 and _TERM.fullmatch(cell.words[-1].said):
        first = at = at - 1
    while at > 1:
        word = cell.words[at - 1]
        is_amount = _AMOUNT.fullmatch(word.said) is not None
        if not is_amount and (after_letter or not (is_letter_grade(word.said) or word.said == _REPEATED)):
            break
        if not is_amount and (letters == 0 or _NAMES_LETTER.search(f"{cell.words[at - 2].said} {word.said}")):
            break
        after_letter = not is_amount
        letters -= after_letter and word.said != _REPEATED
        first = at = at - 1
    return list(cell.words[first:])


def _peeled(cells: Sequence[Cell], usual: int | None, letters: int) -> list[Cell]:
    """Part numbers and a grade from the end of a title that they stand close to; `usual` rows have so many."""
    found: list[Cell] = []
    for cell in cells:
        tail = _tail(cell, letters)
        if any(_DECIMAL.fullmatch(word.said) for word in tail):
            if len(tail) > 1 and (
                tail[0].said in ("I", "V") or (len(tail) - 1 == usual and tail[0].said in _NUMERALS)
            ):
                tail = tail[1:]
            found += [Cell(cell.words[: -len(tail)]), *(Cell((word,)) for word in tail)]
        else:
            found.append(cell)
    return found
