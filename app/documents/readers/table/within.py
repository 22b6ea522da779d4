"""Tables of courses within a document of another format: which column each of their cells stands in."""

from collections.abc import Callable, Sequence

from app.documents.assembly import Assembly
from app.documents.model import Cell
from app.documents.readers.table.courses import COURSE, COURSE_HEADING, WHOSE, course_columns

_FIRST = 2
"""Rows among which the headings are looked for."""
_FEWEST = 2

Texts = Sequence[str | None]
"""What the cells of a row say, "" for an empty one; None for one that is more than a line."""


class Noted:
    """Notes the cells of a table of courses while its rows are written; nothing of any other table."""

    def __init__(self, assembly: Assembly, rows: int, texts: Callable[[int], Texts]) -> None:
        """Look whether the first rows are headings of courses; `texts` gives what the cells of a row say."""
        self._assembly = assembly
        self._fields: Sequence[str | None] = ()
        self._rows: Sequence[Texts] = ()
        self._head = 0
        if rows < _FEWEST or course_columns([_plain(texts(n)) for n in range(_FIRST)]) is None:
            return
        self._rows = [texts(n) for n in range(rows)]
        columns = course_columns([_plain(row) for row in self._rows])
        if columns is not None and columns.row < _FIRST:
            self._fields, self._head = columns.fields, columns.row
        self._before = max((cell.row for cell in assembly.cells), default=0)

    def row(self, number: int, begun: int) -> None:
        """Note the cells of a row that was written from `begun` on, where each is one line below a heading."""
        if not self._fields or number < self._head:
            return
        told = self._rows[number]
        if len(told) != len(self._fields) or any(text is None for text in told):
            return
        written = self._assembly.since(begun)
        found: list[Cell] = []
        at = 0
        for column, (text, field) in enumerate(zip(told, self._fields, strict=True)):
            if not text:
                continue
            place = written.find(text, at)
            if place < 0:
                return
            at = place + len(text)
            kind = COURSE_HEADING if number == self._head else WHOSE if field in ("name", "person") else COURSE
            found.append(
                Cell(row=self._before + number + 1, field=kind, column=column, start=begun + place, end=begun + at)
            )
        self._assembly.cells += found


def _plain(row: Texts) -> list[str]:
    return [text or "" for text in row]
