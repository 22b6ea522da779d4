"""Rows of a transcript's head, in which a label has its value and a programme all of its words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.owners import is_titled, labelled
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.words.lexicon import words

PROGRAMME = re.compile(
    r"\b(?:current|primary|declared|first)\s+(?:program(?:me)?|major|degree|curriculum|objective)\b"
)
"""A label of what somebody studies."""
_SMALL = frozenset({"and", "&", "of", "in", "for", "with"})
_ASK_FOR_MORE = frozenset({"and", "&", "of", "in", "for", "with", "the", "und", "y", "et"})
_HEAD = 25
"""Rows of the head, in which a programme may go on."""
_REST_WORDS = 6
_FULL = 45
"""Characters of a row that is so long that its last cell may go on below."""
_LABEL_WORDS = 5
_INNER_LABEL = re.compile(
    r"(?:major|minor|concentration|speciali[sz]ation|program(?:me)?|date|awarded|conferred|earned|branch|stream):",
    re.I,
)
_AWARDED = frozenset({"awarded:", "conferred:", "earned:"})
_WHAT = frozenset({"degree", "degrees", "date", "qualification"})
_OF_DATE = frozenset(
    {
        "degree",
        "degrees",
        "confer",
        "conferral",
        "award",
        "graduation",
        "completion",
        "date",
        "issue",
        "qualification",
    }
    | {"certificate", "diploma"}
)
"""What a label of a date begins with ("Degree Date:")."""


def with_rest_below(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give the rows, the name of a programme together with the rest of it in the row below."""
    found: list[TableRow] = []
    for n, row in enumerate(rows):
        last = found[-1] if found and n < _HEAD else None
        if last is not None and _goes_on(last, row, rows[n + 1] if n + 1 < len(rows) else None):
            found[-1] = replace(last, cells=(*last.cells[:-1], Cell((*last.cells[-1].words, *row.words))))
        else:
            found.append(row)
    return found


def _goes_on(row: TableRow, rest: TableRow, behind: TableRow | None) -> bool:
    """Say whether a programme goes on in the row below: it ends with a word that asks for more, or labels follow."""
    label = labelled(row.cells[0])
    if label is None or len(row.cells) != 1 or len(rest.cells) != 1 or not 1 <= len(rest.words) <= _REST_WORDS:
        return False
    programme = label[0] in words("transcripts", "programmes") or PROGRAMME.search(label[0]) is not None
    words_alone = re.search(r"[\d:@.]", rest.said) is None and not is_titled(rest.said) and rest.said[0].isalpha()
    if not (programme and words_alone) or named_term(rest.words) is not None:
        return False
    if row.words[-1].said.casefold() in _ASK_FOR_MORE:
        return True
    # a name of somebody has no such word in it
    joined = any(word.said in _SMALL for word in rest.words)
    long = len(row.said) >= _FULL
    return joined and long and behind is not None and labelled(behind.cells[0]) is not None


def with_values_below(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give the rows, a label that is a row of its own together with the value in the row below."""
    found: list[TableRow] = []
    for row in rows:
        last = found[-1] if found else None
        if last is not None and _waits(last, row):
            found[-1] = replace(last, cells=(Cell((*last.words, *row.cells[0].words)), *row.cells[1:]))
        else:
            found.append(row)
    return found


def _waits(row: TableRow, below: TableRow) -> bool:
    """Say whether a row ends with a label whose value stands below; a term below other cells heads its courses."""
    is_label = not row.placed and len(row.words) <= _LABEL_WORDS and row.said.endswith(":") and ":" not in below.said
    return is_label and (len(row.cells) == 1 or named_term(below.words) is None)


def with_values(row: TableRow) -> list[Cell]:
    """Give the cells of a row, a label together with the value that stands in the cell behind it."""
    found: list[Cell] = []
    for cell in (part for whole in _with_colons(row) for part in _at_labels(whole)):
        if found and found[-1].words[-1].said.endswith(":") and ":" not in cell.said:
            found[-1] = Cell((*found[-1].words, *cell.words))
        else:
            found.append(cell)
    return found


def _with_colons(row: TableRow) -> list[Cell]:
    """Give the cells of a row, a colon behind those that label the programme in the next cell without one."""
    cells = list(row.cells)
    for n, (cell, value) in enumerate(pairwise(row.cells)):
        if cell.said.casefold() in words("transcripts", "programmes") and ":" not in value.said:
            last = replace(cell.words[-1], said=f"{cell.words[-1].said}:")
            cells[n] = Cell((*cell.words[:-1], last))
    return cells


def _at_labels(cell: Cell) -> list[Cell]:
    """Part a cell before a label inside it ("Master of Education, awarded 05/2014 Major: Curriculum")."""
    found = cell.words
    cuts = [n for n, word in enumerate(found) if n and _INNER_LABEL.fullmatch(word.said)]
    said = [word.said.casefold() for word in found]
    # "Degree Date:" and "Degree Awarded:" are one label; "Diploma awarded:" tells what was
    cuts = [n for n in cuts if said[n] not in _AWARDED or said[n - 1] in _WHAT]
    cuts = [n - ((said[n] == "date:" and said[n - 1] in _OF_DATE) or said[n] in _AWARDED) for n in cuts]
    cuts = [n for n in cuts if n]
    return [Cell(cell.words[a:b]) for a, b in pairwise([0, *cuts, len(cell.words)])]
