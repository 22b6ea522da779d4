"""Table rows of a transcript to named cells: code, title, credits, grade."""

import re
from collections.abc import Callable, Sequence

from app.extraction.model import CourseState
from app.extraction.transcripts.cells import (
    AMOUNT,
    LETTERS_LAST,
    peeled,
    split,
    with_code,
    with_date,
    with_grade,
    with_levels,
)
from app.extraction.transcripts.codes import NUMBER, PLAIN_CODE, SUBJECT, code_words, is_headed
from app.extraction.transcripts.grades import is_grade, is_letter_grade, number, state_named
from app.extraction.transcripts.headers import FAR, Column, Field, fields_named
from app.extraction.transcripts.terms import named_term
from app.extraction.transcripts.view import Cell, TableRow, Word

_SHORTEST = 2
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
_LABELLED = frozenset({"credits", "attempted", "earned", "grade"})
_NUMERIC = frozenset({"credits", "attempted", "earned", "points"})
_TITLE_LETTERS = re.compile(r"[^\W\d_]{2}")
_OF_UNITS = re.compile(r"\d{1,4}(?:[.,]\d{1,3})? (?:hrs?|hours?|cr|credits?|units?|sh|ceus?)\.?", re.IGNORECASE)


def _fits(field: Field, cell: Cell) -> bool:
    said = cell.said
    if field == "code":
        return is_headed(said) or PLAIN_CODE.fullmatch(said) is not None
    if field == "subject":
        return SUBJECT.fullmatch(said) is not None
    if field == "number":
        return NUMBER.fullmatch(said) is not None
    if field in _NUMERIC:
        return AMOUNT.fullmatch(said) is not None or _OF_UNITS.fullmatch(said) is not None
    if field == "grade":
        return is_grade(said)
    if field == "title":
        return _TITLE_LETTERS.search(said) is not None
    if field == "state":
        return len(said) < 24 and not AMOUNT.fullmatch(said)
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
        return _SLIGHT if AMOUNT.fullmatch(cell.said) else 0.0
    return _ODD if field == "other" and AMOUNT.fullmatch(cell.said) else 0.0


def _distance(cell: Cell, column: Column) -> float:
    apart = max(0.0, column.x0 - cell.x1, cell.x0 - column.x1)
    edges = min(
        abs(cell.x0 - column.x0), abs(cell.x1 - column.x1), abs(cell.x0 + cell.x1 - column.x0 - column.x1) / 2
    )
    return apart + 0.05 * edges


def assign(row: TableRow, columns: Sequence[Column], usual: int | None = None) -> dict[Field, Cell] | None:
    """Put the cells of a row under the columns of a header: in their order, at the least distance, by what fits.

    None when some cell fits nowhere: the row is no row of this table. `usual` is what `usual_tail` says.
    """
    if len(row.words) > _MOST_WORDS:
        return None
    whole = split(with_date(row.cells, columns))
    two, one = (peeled(whole, usual, letters) for letters in (LETTERS_LAST, 1))
    # a letter behind a title may be its last word ("Physics C 3.00 F")
    forms = [two] if two == one else [two, one]
    # what stands in a column that the header does not tell is left, where a code or grade tells a course
    tried = (_assigned(row, cells, columns, leave) for leave in (False, True) for cells in forms)
    return next((named for named in tried if named is not None), None)


def _assigned(
    row: TableRow, parted: Sequence[Cell], columns: Sequence[Column], leave: bool
) -> dict[Field, Cell] | None:
    cells = with_code(parted, columns)
    alone = not row.placed and len(row.cells) == 1
    if not row.placed and len(cells) < len(columns):
        cells = with_levels(with_grade(cells, columns), columns) if alone else with_grade(cells, columns)
    placed = not alone and all(column.x0 < FAR for column in columns)
    first = next((n for n, column in enumerate(columns) if column.field in ("code", "title")), 0)

    def cost(cell: Cell, place: int) -> float:
        apart = min(_distance(cell, columns[place]), _FARTHEST) if placed else 0.0
        return apart + (0.0 if row.placed or place < first else _oddness(columns[place].field, cell))

    telling = not leave or code_words(cells[0], is_headed) or any(is_letter_grade(c.said) for c in cells[1:])
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


def unheaded(row: TableRow, grade_last: bool | None, usual: int | None = None) -> dict[Field, Cell] | None:
    """Read a row of a table without a header: a code, a title, numbers and a grade.

    `grade_last` says whether of two numbers the second is the grade; None when nobody can tell.
    """
    cells, told = _told_apart(row.cells)
    cells = peeled(split(cells), usual, letters=1)
    if not cells:
        return None
    count = code_words(cells[0])
    named: dict[Field, Cell] = {}
    if count and count < len(cells[0].words):
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
    if not cells or not _fits("title", cells[0]) or is_letter_grade(cells[0].said):
        return None
    named["title"], rest = cells[0], cells[1:]
    if told:
        return named | told
    if any(not is_grade(cell.said) and not AMOUNT.fullmatch(cell.said) for cell in rest):
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
            if field and value and (AMOUNT.fullmatch(value.said) or (field == "grade" and is_grade(value.said))):
                told.setdefault(field, Cell((value,)))
                at += 2
            else:
                kept.append(label)
                at += 1
        if kept:
            left.append(Cell(tuple(kept)))
    return (left, told) if "grade" in told else (list(cells), {})
