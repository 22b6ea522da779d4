"""Whatever a table holds, it becomes a document whose cells are its text, or an error with a code."""

import contextlib
import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.documents.tables import apart, holds_table
from app.errors import SourceError

_HEADINGS = ["Employee ID", "Job Title", "Employer", "Start Date", "End Date", "Description"]
_CELLS = st.text(st.characters(codec="utf-8"), max_size=12)
_ROWS = st.lists(st.lists(_CELLS, min_size=6, max_size=6), min_size=1, max_size=6)


def _written(rows: list[list[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([_HEADINGS, *rows])
    return out.getvalue().encode()


@settings(max_examples=150, deadline=None)
@given(rows=_ROWS, delimiter=st.sampled_from(",;\t|"))
def test_every_cell_is_a_span_of_the_text(rows: list[list[str]], delimiter: str) -> None:
    source = SourceDocument(name="history.csv", data=_written(rows, delimiter))
    try:
        parts = apart(source, Limits())
        documents = [read(part.source, Limits()) for part in parts]
    except SourceError:
        return
    for made in documents:
        for cell in made.cells:
            said = made.text[cell.start : cell.end]
            assert said
            assert said == said.strip()
            assert made.evidence(cell.start, cell.end).quote == said


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a.tsv", "a"]))
def test_any_bytes_are_read_or_refused_with_a_code(data: bytes, name: str) -> None:
    source = SourceDocument(name=name, data=data)
    holds_table(source)
    with contextlib.suppress(SourceError):
        assert read(source, Limits()).text
