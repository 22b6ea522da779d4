"""Lines that are cells of a table are put together with few looks at each of them."""

from collections.abc import Sequence
from typing import overload

import pytest

from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.placed import TableRow
from app.extraction.transcripts.regrouped import regrouped
from app.extraction.transcripts.view import table_rows
from tests.extraction.documents import document

MOST = 2.3
"""Times as many looks for twice the rows."""


class Looked(Sequence[TableRow]):
    """Rows that count how often one of them is looked at."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self._rows = rows
        self.looks = 0

    @overload
    def __getitem__(self, at: int) -> TableRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[TableRow]: ...
    def __getitem__(self, at: int | slice) -> TableRow | Sequence[TableRow]:
        found = self._rows[at]
        self.looks += len(found) if isinstance(found, Sequence) else 1
        return found

    def __len__(self) -> int:
        return len(self._rows)


def looks(text: str) -> int:
    rows = Looked(table_rows(document(text), BEGINS))
    assert len(regrouped(rows)) > 0
    return rows.looks


@pytest.mark.parametrize(
    "part",
    [
        "Course\nTitle\nCredits\nGrade\nnothing\n",
        "Course\nTitle\nCredits\nGrade\nMATH 101\nAlgebra\n3.00\nA\nTotal\n",
        "Course\nTitle\nCredits\nGrade\nMATH 101  Algebra  3.00  A\n",
        "Title\nCredits\nGrade\nAlgebra\n3.00\nA\n",
        "Course\n",
        "MATH 101\n",
    ],
)
def test_twice_the_lines_take_twice_the_looks(part: str) -> None:
    assert looks(part * 80) < MOST * looks(part * 40)
