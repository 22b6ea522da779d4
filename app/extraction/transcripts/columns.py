"""Table rows of a transcript to named cells: code, title, credits, grade."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.extraction.model import CourseState
from app.extraction.transcripts.cells import (
    AMOUNT,
    LETTERS_LAST,
    OF_UNITS,
    peeled,
    split,
    with_code,
    with_date,
    with_grade,
    with_levels,
)
from app.extraction.transcripts.codes import NUMBER, PLAIN_CODE, SUBJECT, code_words, is_headed, is_labelled
from app.extraction.transcripts.grades import (
    is_grade,
    is_letter_grade,
    is_transfer,
    no_pass,
    number,
    state_named,
)
from app.extraction.transcripts.headers import FAR, Column, Field
from app.extraction.transcripts.letters import OF_ATTEMPTS
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.placed import Cell, TableRow

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
_LIKELY = 20.0
_UNUSUAL = 150.0
_BELOW = 1.0
"""Of `_distance` of a cell that stands below its label, at most."""
_JOINED = frozenset({"title", "part", "person"})
CAPITALS = re.compile(r"[A-Z]{1,4}[+-]?(?:/[A-Z]{1,3}[+-]?)?")
_ENDS_TITLE = re.compile(r"\w{3} [A-D]$")
_GRADED = re.compile(r"[A-F][1-9]|[A-E][+-]? \((?:PLUS|PLAIN|MINUS)\)|\d{1,3}(?:[.,]\d{1,2})? [A-Z]{1,2}[*+]?")
"""`C5` of the West African examinations; `B+ (PLUS)`; marks and a letter for how they came about ("35 G")."""
_DATED = re.compile(r"\d[/.-]\d|(?:19|20)\d\d|[^\W\d_]{3}.*\d")
_DAY = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
    r"|\d{1,2}[ -][^\W\d_]{3,9}\.?[ -](?:19|20)\d\d"
    r"|[^\W\d_]{3,9}\.? (?:\d{1,2}, )?(?:19|20)\d\d|\d{1,2}/(?:19|20)\d\d"
)
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?%?")
_ANSWERS: Mapping[str, str] = {"yes": "completed", "y": "completed", "true": "completed", "✓": "completed"} | {
    "no": "not completed",
    "n": "not completed",
    "false": "not completed",
}
"""What is answered below "Completed?"."""
_NOTHING = frozenset({"", "n/a"})
"""What stands in a cell that says nothing, beside dashes."""
_WORDS = 24
"""Characters of a grade that is told in words, at most."""
_NUMERIC = frozenset({"credits", "attempted", "earned", "points", "least", "attended", "required"})
_TITLE_LETTERS = re.compile(r"[^\W\d_]{2}")


def _fits(field: Field, cell: Cell) -> bool:
    said = cell.said
    if field not in ("code", "title") and said.casefold().strip("-–—/.") in _NOTHING:
        return True
    if field == "earned" and (_DAY.fullmatch(said) or said.casefold() in _ANSWERS):
        # "Completed" stands over days and answers as well as over credits
        return True
    if field == "progress":
        return _SHARE.fullmatch(said) is not None or state_named(said) is not None
    if field == "code":
        return is_labelled(said) or PLAIN_CODE.fullmatch(said) is not None
    if field == "subject":
        return SUBJECT.fullmatch(said) is not None
    if field == "number":
        return NUMBER.fullmatch(said) is not None
    if field in _NUMERIC:
        return AMOUNT.fullmatch(said) is not None or OF_UNITS.fullmatch(said) is not None
    if field in ("grade", "part"):
        capitals = field == "part" and CAPITALS.fullmatch(said) is not None and len(said) <= _MARK
        return is_grade(said) or said.strip("-–—") == "" or capitals or (field == "grade" and _is_told(cell))
    if field == "title":
        return fits_title(cell)
    if field == "dates":
        return _DATED.search(said) is not None or meaning(said) is not None
    if field == "mark":
        return is_grade(said) or AMOUNT.fullmatch(said) is not None or _is_told(cell)
    if field == "state":
        return not AMOUNT.fullmatch(said) and (len(said) < _WORDS or meaning(said) is not None)
    if field == "repeat":
        return len(said) <= _MARK or state_named(said) is CourseState.REPEATED
    return True


def fits_title(cell: Cell) -> bool:
    """Say whether a cell may be a title: it has a word of letters."""
    return _TITLE_LETTERS.search(cell.said) is not None


def _is_told(cell: Cell) -> bool:
    """Say whether a cell is a grade that no list has: a few capitals, or words that say what became of a course."""
    said = cell.said
    if "=" in said:
        return False
    if CAPITALS.fullmatch(said) or _GRADED.fullmatch(said):
        return True
    return len(said) < _WORDS and (meaning(said) is not None or is_transfer(said))


def _oddness(field: Field, cell: Cell) -> float:
    """Give points for a cell in a column of other things, where blanks of a text are all that tells the places."""
    if field == "dates" and not _DATED.search(cell.said):
        return _ODD if any(map(str.isalnum, cell.said)) else 0.0
    if field == "title":
        return _ODD if is_letter_grade(cell.said) and len(cell.said) <= _MARK else 0.0
    if (named_term(cell.words) is not None) != (field in ("term", "dates")):
        number_of_term = field == "term" and cell.said.isdigit() and len(cell.said) <= _SHORTEST
        return _ODD if field in ("term", "other", "mark", "points") and not number_of_term else 0.0
    if field == "part":
        # credits have decimals, grades of a part of a year seldom
        return _UNUSUAL if "." in cell.said or "," in cell.said else 0.0
    if field == "grade":
        # of columns that numbers may stand in, that of grades is empty in the row of a course that is not over
        if AMOUNT.fullmatch(cell.said) or is_grade(cell.said) or _GRADED.fullmatch(cell.said):
            return 0.0 if is_letter_grade(cell.said) else _SLIGHT
        return _LIKELY if len(cell.said) <= _MARK and CAPITALS.fullmatch(cell.said) else _UNUSUAL
    return _ODD if field == "other" and (AMOUNT.fullmatch(cell.said) or is_headed(cell.said)) else 0.0


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
    if row.listed:
        return _by_places(row, columns)
    if _one_for_each(row, row.cells, columns) and _whole(row.cells, columns):
        return _assigned(row, row.cells, columns, leave=False)
    whole = split(with_date(row.cells, columns))
    # a letter behind a title may be its last word ("Physics C 3.00 F", "Algebra B 3.00")
    two, one, none = (peeled(whole, usual, letters) for letters in (LETTERS_LAST, 1, 0))
    forms = [two] if two == one else [two, one]
    if none != one and any(_ENDS_TITLE.search(cell.said) for cell in none):
        forms.append(none)
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
    chosen: tuple[int | None, ...] | None = tuple(range(len(columns))) if _one_for_each(row, cells, columns) else None
    if chosen is None and telling:
        chosen = _in_order(cells, columns, cost, leave=leave)
    if chosen is None:
        return None
    named: dict[Field, Cell] = {}
    for cell, place in zip(cells, chosen, strict=True):
        if place is not None and cell.said.strip("-–—"):
            _put(named, columns[place].kept, cell)
        elif place is None and cell is cells[-1] and cell.said in OF_ATTEMPTS and {"points", "credits"} & {*named}:
            # behind everything that has a label: which attempt at the course this was
            named.setdefault("repeat", cell)
    return named


def _by_places(row: TableRow, columns: Sequence[Column]) -> dict[Field, Cell]:
    """Put each cell of a list under the label that it stands under; an amount that is none is left."""
    places = {column.x0: column.kept for column in columns}
    named: dict[Field, Cell] = {}
    for cell in row.cells:
        field = places.get(cell.x0)
        if field is None or cell.said.casefold().strip("-–—/.") in _NOTHING:
            continue
        if field in ("code", "subject") and not (cell.said.isupper() or any(map(str.isdigit, cell.said))):
            # the department of whoever took the course
            continue
        if field in ("grade", "mark") and not _fits(field, cell) and meaning(cell.said) is not None:
            field = "state"
        if field not in _NUMERIC or _fits(field, cell):
            _put(named, field, cell)
    return named


def _whole(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Say whether only cells below labels that tell nothing of a course would be parted ("A B A")."""
    pairs = zip(cells, columns, strict=True)
    return all(
        column.field == "other"
        or len(split([cell])) == 1
        or (column.field == "grade" and _GRADED.fullmatch(cell.said))
        for cell, column in pairs
    )


def _one_for_each(row: TableRow, cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Say whether a row has a cell for each column, that fits it: blanks of a text may tell little of its places.

    On a page each cell has to stand below its label as well.
    """
    if len(cells) != len(columns):
        return False
    if row.placed and any(_distance(cell, column) > _BELOW for cell, column in zip(cells, columns, strict=True)):
        return False
    pairs = [(column.field, cell) for cell, column in zip(cells, columns, strict=True)]
    return all(_fits(field, cell) and (field == "other" or _oddness(field, cell) < _UNUSUAL) for field, cell in pairs)


def _says_less(before: Cell, cell: Cell) -> bool:
    """Say whether of two remarks the second counts: it is no pass, and the first is one or nothing that is known."""
    first, second = state_named(before.said), state_named(cell.said)
    return second is not None and (first is None or (first is CourseState.PASSED and second is not first))


def _put(named: dict[Field, Cell], field: Field, cell: Cell) -> None:
    """Put a cell under a field: titles and grades of parts go on, of two marks the letter counts."""
    if field == "mark" and field in named and is_letter_grade(named[field].said):
        return
    if field == "state" and field in named and not _says_less(named[field], cell):
        return
    if field == "begins" and (field in named or not _DATED.search(cell.said)):
        return
    if field == "component":
        if no_pass(cell.said) is not None:
            named[field] = cell
        elif AMOUNT.fullmatch(cell.said):
            named.setdefault(field, cell)
        return
    if field == "mark" and not is_grade(cell.said) and meaning(cell.said) is not None:
        named.setdefault("state", cell)
        return
    if field == "earned" and _DAY.fullmatch(cell.said):
        named.setdefault("dates", cell)
        return
    if field == "earned" and (told := _ANSWERS.get(cell.said.casefold())) is not None:
        named["state"] = Cell((replace(cell.words[0], said=told),))
        return
    if field in ("other", "unknown") and OF_UNITS.fullmatch(cell.said):
        named.setdefault("credits", Cell(cell.words[:1]))
        return
    if field == "unknown" and not _is_letters(cell):
        return
    if field == "grade" and len(cell.words) > 1 and (parted := _with_remark(cell)) is not None:
        cell, remark = parted
        named.setdefault("state", remark)
    if field in _NUMERIC or (field == "grade" and _GRADED.fullmatch(cell.said)):
        cell = Cell(cell.words[:1])
    named[field] = Cell((*named[field].words, *cell.words)) if field in named and field in _JOINED else cell


def _with_remark(cell: Cell) -> tuple[Cell, Cell] | None:
    """Part a mark from the remark behind it in its cell ("70% - redo"); None for another cell."""
    rest = tuple(word for word in cell.words[1:] if any(map(str.isalnum, word.said)))
    told = number(cell.words[0].said) is not None and rest and meaning(Cell(rest).said) is not None
    return (Cell(cell.words[:1]), Cell(rest)) if told else None


def _is_letters(cell: Cell) -> bool:
    """Say whether a cell below a label that nobody knows may be a grade: a few capitals."""
    return CAPITALS.fullmatch(cell.said) is not None or is_letter_grade(cell.said)


def _in_order(
    cells: Sequence[Cell], columns: Sequence[Column], cost: Callable[[Cell, int], float], *, leave: bool = False
) -> tuple[int | None, ...] | None:
    """Give the column of each cell at the least cost, with `leave` none for one; None when some fit nowhere."""
    best: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {(-1, False): (0.0, ())}
    for cell in cells:
        step: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {}
        first = max(min((last for last, _ in best), default=0), 0)
        # what a cell costs in a column is the same wherever the cells before it stand
        priced = [
            (place, cost(cell, place), columns[place].field == "title")
            for place in range(first, len(columns))
            if _fits(columns[place].field, cell)
        ]
        for (last, left), (paid, chosen) in best.items():
            ways: list[tuple[tuple[int, bool], float, int | None]] = [
                ((place, left), price + (_SAME if place == last else 0.0), place)
                for place, price, goes_on in priced
                if place > last or (place == last and goes_on)
            ]
            if leave and not left and chosen:
                ways.append(((last, True), _FARTHEST, None))
            for key, more, place in ways:
                if key not in step or paid + more < step[key][0]:
                    step[key] = (paid + more, (*chosen, place))
        best = step
    return min(best.values(), key=lambda found: found[0])[1] if best else None
