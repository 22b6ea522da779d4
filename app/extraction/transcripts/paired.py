"""Two lines a course made one: the title, and below it who gave the course, what became of it and when."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.transcripts.codes import code_words, is_headed
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.one_line import DASHES, giver, is_title, outcome
from app.extraction.transcripts.placed import Cell, TableRow, Word

_FEWEST = 3
"""Pairs of lines that make a list of courses."""
_MOST_WORDS = 24
_TITLE_WORDS = 12
_DOT = "·"


def paired(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give the rows, each title and the line below it as one where several lines are such pairs."""
    below = [n for n in range(1, len(rows)) if _tells(rows[n]) and _titles(rows[n - 1])]
    if len(below) < _FEWEST:
        return list(rows)
    taken = {*below}
    return [_joined(rows[n - 1], row) if n in taken else row for n, row in enumerate(rows) if n + 1 not in taken]


def _is_line(row: TableRow) -> bool:
    return not row.placed and len(row.words) <= _MOST_WORDS


def _titles(row: TableRow) -> bool:
    """Say whether a line may be the title of the course that the line below it tells of."""
    plain = _is_line(row) and len(row.cells) == 1 and len(row.words) <= _TITLE_WORDS
    plain = plain and not any(word.said in DASHES for word in row.words) and named_term(row.words) is None
    return plain and is_title(row.cells[0])


def _tells(row: TableRow) -> bool:
    """Say whether a line tells who gave a course, or nothing else, and what became of it behind a dot or bar."""
    parts = _parts(row) if _is_line(row) else []
    if not any(word.said in DASHES for word in row.words) and not (len(parts) > 1 and giver(parts[0])):
        return False
    plain = len(parts) > 1 and not parts[0].said[0].isdigit() and not code_words(parts[0], is_headed)
    return plain and any(map(outcome, parts))


def _parts(row: TableRow) -> list[Cell]:
    parts: list[list[Word]] = [[]]
    for cell in row.cells:
        for word in cell.words:
            if word.said in DASHES:
                parts.append([])
            else:
                parts[-1].append(word)
        parts.append([])
    return [Cell(tuple(part)) for part in parts if part]


def _joined(title: TableRow, below: TableRow) -> TableRow:
    """Put a title and what the line below it says together, a dot between all that is said."""
    cells = [Cell(tuple(title.words))]
    for part in _parts(below):
        first = part.words[0]
        cells += [Cell((Word(first.start, first.start, _DOT, first.x0, first.x0),)), part]
    return replace(title, cells=tuple(cells))
