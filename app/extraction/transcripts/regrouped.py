"""Rows that a copy has run together on one line, or broken into a line for each cell, made rows again."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.codes import NUMBER, SUBJECT, code_words, is_headed
from app.extraction.transcripts.columns import CAPITALS, assign, fits_title
from app.extraction.transcripts.grades import is_letter_grade, state_named
from app.extraction.transcripts.headers import FAR, Column, fields_named, header
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.paired import paired
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.records import labelled_records
from app.extraction.transcripts.totals import is_total

_LABELS = range(10, 2, -1)
"""Labels on lines of their own that make a header row."""
_LABEL_WORDS = 3
_MOST_WORDS = 600
"""Words of a line that courses have run together on, at most."""
_CODE_AND_TITLE = 2
_PARTS = 4
"""Cells of a line whose dashes or commas part them, at least: code, title, credits, grade."""
_MOST_PARTED = 30
_NUMBERS = re.compile(r"[\W\d]+|\d[\d.,]*\s?[^\W\d_]{1,5}\.?|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d")
_DASHES = frozenset("-–—|;")
_ARROWS = frozenset({"→", "⇒", "➔", "►", "->", "-->", "=>", "==>"})
_EQUIVALENT = (("equivalent", "to"), ("transfers", "as"), ("transferred", "as"), ("accepted", "as"), ("counts", "as"))


class _Places(NamedTuple):
    """What is asked of each line again and again, told once."""

    ends: Sequence[int]
    """Of each row, the place of the next one that is no line of its own."""
    codes: Sequence[int]
    """The lines that are a code and nothing else."""
    subjects: Sequence[int]
    """The lines that are the subject of a code, above one that is its number."""


def _places(rows: Sequence[TableRow]) -> _Places:
    ends = [len(rows)] * len(rows)
    for n in range(len(rows) - 1, -1, -1):
        ends[n] = n if not _is_line(rows[n]) else ends[n + 1] if n + 1 < len(rows) else len(rows)
    codes = [n for n, row in enumerate(rows) if ends[n] > n and _is_code(row.words)]
    subjects = [n for n, row in enumerate(rows[:-1]) if ends[n] > n + 1 and _is_subject(row, rows[n + 1])]
    return _Places(ends, codes, subjects)


def _is_subject(row: TableRow, below: TableRow) -> bool:
    return SUBJECT.fullmatch(row.said) is not None and NUMBER.fullmatch(below.said) is not None


def regrouped(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give the rows, those of one line for each cell put together and those of many courses on one line put apart."""
    found: list[TableRow] = []
    places = _places(rows)
    at = 0
    while at < len(rows):
        together, after = _listed(rows, at, places)
        if not together:
            together, after = labelled_records(rows, at)
        if together:
            found += together
            at = after
        else:
            found += _apart(_with_cells(rows[at]))
            at += 1
    return paired(_with_rest_below(found))


def _with_rest_below(rows: Sequence[TableRow]) -> list[TableRow]:
    """Put a code and a title together with the rest of the title and what the course brought, on the row below."""
    found: list[TableRow] = []
    for row in rows:
        above = found[-1] if found else None
        if above is not None and _waits(above) and _ends(row):
            title = Cell((*above.cells[-1].words, *row.cells[0].words))
            found[-1] = replace(above, cells=(*above.cells[:-1], title, *row.cells[1:]))
        else:
            found.append(row)
    return found


def _waits(row: TableRow) -> bool:
    """Say whether a row of a text is a code and a title, and nothing of what came of the course."""
    if row.placed or len(row.cells) not in (_CODE_AND_TITLE, _CODE_AND_TITLE + 1):
        return False
    code, title = Cell(tuple(word for cell in row.cells[:-1] for word in cell.words)), row.cells[-1]
    parted = len(row.cells) == _CODE_AND_TITLE or SUBJECT.fullmatch(row.cells[0].said) is not None
    coded = len(code.words) == code_words(code, is_headed) or _FIGURES.fullmatch(code.said) is not None
    return parted and coded and fits_title(title) and not _says(title)


_FIGURES = re.compile(r"\d{2,4}-\d{2,5}(?:-\d{1,5})?")
"""A code of figures alone ("22-1215")."""


def _ends(row: TableRow) -> bool:
    """Say whether a row is the rest of a title and amounts, a grade or a remark behind it."""
    if row.placed or len(row.cells) < _CODE_AND_TITLE or ":" in row.said or is_total(row):
        return False
    rest = row.cells[0]
    return not code_words(rest, is_headed) and fits_title(rest) and not _says(rest) and all(map(_says, row.cells[1:]))


def _says(cell: Cell) -> bool:
    """Say whether a cell is an amount, a grade, a term or a remark."""
    said = cell.said
    told = AMOUNT.fullmatch(said) is not None or is_letter_grade(said) or CAPITALS.fullmatch(said) is not None
    told = told or _DAY.fullmatch(said) is not None
    return told or meaning(said) is not None or named_term(cell.words) is not None


def without_equivalent(row: TableRow) -> tuple[TableRow, Cell | None]:
    """Cut off what a course counts for elsewhere, behind an arrow or "equivalent to"; None where nothing is."""
    told = [word.said.casefold() for word in row.words]
    cut = next((n for n, said in enumerate(told) if said in _ARROWS), None)
    if cut is None and ("as" in told or "to" in told):
        cut = next((n for n, pair in enumerate(pairwise(told)) if pair in _EQUIVALENT), None)
    if not cut or cut + 1 >= len(told):
        return row, None
    first = row.words[cut]
    cells = [Cell(kept) for cell in row.cells if (kept := tuple(w for w in cell.words if w.start < first.start))]
    return replace(row, cells=tuple(cells)), Cell(row.words[cut + 1 :])


def _is_line(row: TableRow) -> bool:
    return not row.placed and len(row.cells) == 1


def _listed(rows: Sequence[TableRow], at: int, places: _Places) -> tuple[list[TableRow], int]:
    """Put lines together that are the cells of a table whose labels are lines of their own; none for other lines."""
    if not (_is_line(rows[at]) and fields_named(rows[at].said)):
        return [], at
    for count in _LABELS:
        part = rows[at : at + count]
        if len(part) == count and all(map(_is_label, part)) and (columns := header(part)) is not None:
            records, after = _records(rows, at + count, columns, places)
            return ([_joined(part), *records], after) if records else ([], at)
    return [], at


def _is_label(row: TableRow) -> bool:
    return _is_line(row) and len(row.words) <= _LABEL_WORDS and bool(fields_named(row.said))


def _joined(lines: Sequence[TableRow]) -> TableRow:
    """Make one row of lines, its cells far apart."""
    cells = [
        Cell(tuple(replace(word, x0=word.x0 + n * FAR, x1=word.x1 + n * FAR) for word in line.words))
        for n, line in enumerate(lines)
    ]
    return replace(lines[0], cells=tuple(cells))


def _records(
    rows: Sequence[TableRow], at: int, columns: Sequence[Column], places: _Places
) -> tuple[list[TableRow], int]:
    """Put the lines of each course together: a code begins it, or stands behind as many cells as its label does."""
    fields = [column.field for column in columns]
    parted = {"subject", "number"} <= {*fields}
    before = fields.index("subject") if parted else fields.index("code") if "code" in fields else 0
    longest = len(columns) + ("code" not in fields and not parted)
    end = places.ends[at] if at < len(rows) else at
    begin = places.subjects if parted else places.codes
    first, last = bisect_left(begin, at), bisect_left(begin, end)
    if first == last:
        alike, after = _of_one_length(rows, at, end, columns)
        return (alike, after) if alike else _by_titles(rows, at, end, columns)
    if last - first < (1 if parted else 2) or begin[first] != at + before:
        return [], at
    codes = begin[first:last]
    found: list[TableRow] = []
    for begun, following in pairwise([*(n - before for n in codes), end]):
        stop = min(following, begun + longest)
        stop = next((n for n in range(begun + before, stop) if is_total(rows[n])), stop)
        if following == end:
            # behind the last course of a table another table may begin
            stop = next((n for n in range(begun + before + 2, stop) if _begins_table(rows[n])), stop)
        found.append(_joined(rows[begun:stop]))
        # terms may stand between courses; what is behind the last one is nothing of the table
        found += rows[stop:following] if following != end else []
        at = stop
    return found, at


def _of_one_length(
    rows: Sequence[TableRow], at: int, end: int, columns: Sequence[Column]
) -> tuple[list[TableRow], int]:
    """Put the lines of each course together where no code begins it and every label has its cell."""
    found: list[TableRow] = []
    while at + len(columns) <= end:
        joined = _joined(rows[at : at + len(columns)])
        named = assign(joined, columns)
        if named is None or len(named) < len(columns) or is_total(joined):
            break
        found.append(joined)
        at += len(columns)
    return (found, at) if len(found) > 1 else ([], at)


def _begins_table(row: TableRow) -> bool:
    return bool(fields_named(row.said)) and AMOUNT.fullmatch(row.said) is None and not is_letter_grade(row.said)


def _by_titles(rows: Sequence[TableRow], at: int, end: int, columns: Sequence[Column]) -> tuple[list[TableRow], int]:
    """Put the lines of each course together where its title is the first of them and some cells may be empty."""
    if columns[0].field != "title" or not {"state", "grade", "dates"} & {column.field for column in columns}:
        return [], at
    found: list[TableRow] = []
    after = at
    while after < end and _may_be_title(rows[after]):
        most = min(end, after + len(columns) + 1)
        stop = next((n for n in range(after + 1, most) if _may_be_title(rows[n])), most)
        joined = _joined(rows[after:stop])
        told = 1 < len(joined.cells) <= len(columns) and not is_total(joined)
        if not told or (named := assign(joined, columns)) is None or len(named) < len(joined.cells):
            break
        found.append(joined)
        after = stop
    return (found, after) if len(found) > 1 else ([], at)


def _may_be_title(row: TableRow) -> bool:
    """Say whether a line may be the title of a course: no amount, day, grade, remark or term."""
    said = row.said
    told = AMOUNT.fullmatch(said.rstrip("%")) or _NUMBERS.fullmatch(said) or is_letter_grade(said)
    return not told and meaning(said) is None and state_named(said) is None and named_term(row.words) is None


def _is_code(found: Sequence[Word]) -> bool:
    """Say whether words are a course code and nothing else; a term may look like one ("24/FA")."""
    return code_words(Cell(tuple(found)), is_headed) == len(found) and named_term(found) is None


def _apart(row: TableRow) -> list[TableRow]:
    """Put courses apart that stand on one line: a code behind the credits or grade of another course, or a term."""
    if not _is_line(row) or not _is_long(row):
        return [row]
    found, cuts = row.words, [0]
    for n, word in enumerate(found):
        if n and (_follows(found, cuts[-1], n) or (word.said.casefold() in _SUMS and _sums(row, found[n : n + 4]))):
            cuts.append(n)
    parts = [found[a:b] for a, b in pairwise([*cuts, len(found)])]
    many = sum(code_words(Cell(part[:3])) > 0 for part in parts) > 1 or (len(parts) > 1 and _is_term(parts[0]))
    return [_part(row, part) for part in parts] if many else [row]


_SUMS = frozenset({"term", "semester", "quarter", "total", "totals", "cumulative", "gpa"})


def _follows(found: Sequence[Word], last: int, n: int) -> bool:
    """Say whether a course begins at one word of a line, behind another or a term that begins at `last`."""
    return found[n].said[0].isupper() and _is_over(found[last:n]) and _begins_course(found[n : n + 4])


def _sums(row: TableRow, found: Sequence[Word]) -> bool:
    return is_total(_part(row, found))


def _is_over(found: Sequence[Word]) -> bool:
    """Say whether another course may follow words: a term, or what ends with credits or a grade behind a title."""
    last = found[-1].said
    if AMOUNT.fullmatch(last) or is_letter_grade(last):
        return len(found) > code_words(Cell(tuple(found[:3]))) + 1
    return _is_term(found)


def _begins_course(found: Sequence[Word]) -> bool:
    """Say whether words begin with a code and a word of a title behind it."""
    count = code_words(Cell(tuple(found[:3])))
    return 0 < count < len(found) and found[count].said[0].isalpha() and not is_letter_grade(found[count].said)


def _with_cells(row: TableRow) -> TableRow:
    """Part a line at the dashes or commas between its cells, and leave a sign before its code."""
    found = row.words
    if not found[0].said[0].isalnum() and len(found) > 2 and code_words(Cell(found[1:4])):
        rest = row.cells[0].words[1:]
        row = replace(row, cells=(*([Cell(rest)] if rest else []), *row.cells[1:]))
        found = row.words
    marks = sum(word.said in _DASHES or word.said.endswith(",") for word in found[:_MOST_PARTED])
    if not _is_line(row) or marks < _PARTS - 1 or len(found) > _MOST_PARTED:
        return row
    parts: list[list[Word]] = [[]]
    for word in found:
        if word.said in _DASHES:
            parts.append([])
        elif word.said.endswith(",") and len(word.said) > 1:
            parts[-1].append(replace(word, said=word.said[:-1], end=word.end - 1))
            parts.append([])
        else:
            parts[-1].append(word)
    cells = tuple(Cell(tuple(part)) for part in parts if part)
    values = sum(AMOUNT.fullmatch(cell.said) is not None or is_letter_grade(cell.said) for cell in cells[2:])
    if len(cells) < _PARTS or values < 2 or code_words(cells[0]) != len(cells[0].words):
        return row
    return replace(row, cells=cells)


def _is_long(row: TableRow) -> bool:
    return 6 < len(row.words) <= _MOST_WORDS


def _is_term(found: Sequence[Word]) -> bool:
    return len(found) <= _LABEL_WORDS + 1 and named_term(found) == (0, len(found))


def _part(row: TableRow, found: Sequence[Word]) -> TableRow:
    return replace(row, cells=(Cell(tuple(found)),))
