"""Lines that each hold a label and its value, one course below the other, made the rows of a table."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.transcripts.headers import FAR, fields_named, header
from app.extraction.transcripts.placed import Cell, TableRow, Word

_FEWEST = 2
"""Courses that make such lines a table."""
_LABELS = range(3, 13)
_LABEL_WORDS = 4
_TELLING = frozenset({"credits", "attempted", "earned", "grade", "state", "part"})


def labelled_records(rows: Sequence[TableRow], at: int) -> tuple[list[TableRow], int]:
    """Give a header row and a row for each course of the lines that begin at `at`, and the line behind them.

    Every line is a label and a value ("Course: NUR 101"); the first label begins each course. None for other lines.
    """
    first = _parted(rows[at])
    if first is None:
        return [], at
    labels: list[str] = []
    heads: list[tuple[Word, ...]] = []
    found: list[dict[str, tuple[Word, ...]]] = []
    end = at
    while end < len(rows) and (line := _parted(rows[end])) is not None:
        head, value = line
        label = _said(head)
        if label == _said(first[0]):
            if len(found) == 1 and not _heads(rows[at], heads, labels):
                return [], at
            found.append({})
        elif label in found[-1]:
            break
        if label not in labels:
            if len(labels) == _LABELS[-1]:
                return [], at
            labels.append(label)
            heads.append(head)
        found[-1][label] = value
        end += 1
    if len(found) < _FEWEST or not _heads(rows[at], heads, labels):
        return [], at
    top = _row(rows[at], dict(zip(labels, heads, strict=True)), labels)
    begun = [n for n in range(at, end) if _said(rows[n].words[: len(first[0])]) == _said(first[0])]
    told = zip(begun, found, strict=True)
    return [top, *(_row(rows[n], values, labels) for n, values in told if any(values.values()))], end


def _heads(row: TableRow, heads: Sequence[tuple[Word, ...]], labels: Sequence[str]) -> bool:
    """Say whether labels are those of a table of courses."""
    if len(labels) not in _LABELS:
        return False
    columns = header([_row(row, dict(zip(labels, heads, strict=True)), labels)])
    return columns is not None and bool({column.field for column in columns} & _TELLING)


def _parted(row: TableRow) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """Part a line behind its label, which must be one of a table of courses; None for another line."""
    if row.placed and len(row.cells) > 1:
        return None
    found = row.words
    for n, word in enumerate(found[:_LABEL_WORDS]):
        if word.said.endswith(":"):
            bare = replace(word, said=word.said[:-1], end=word.end - 1)
            head = (*found[:n], bare) if bare.said else found[:n]
            return (head, found[n + 1 :]) if head and fields_named(_said(head)) else None
    return None


def _said(found: Sequence[Word]) -> str:
    return " ".join(word.said for word in found).casefold().rstrip(":")


def _row(row: TableRow, values: dict[str, tuple[Word, ...]], labels: Sequence[str]) -> TableRow:
    """Make one row of values, each as far right as its label is one of many."""
    cells = tuple(
        Cell(tuple(replace(word, x0=word.x0 + n * FAR, x1=word.x1 + n * FAR) for word in values[label]))
        for n, label in enumerate(labels)
        if values.get(label)
    )
    return replace(row, cells=cells)
