"""Every format's row: what becomes of it, and that every refusal says what to do."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.errors import LerError
from tests.acceptance.format_rows import PICTURES, READ, ROWS, Row
from tests.test_architecture import CODES


def _refusal(row: Row) -> LerError | None:
    try:
        read(SourceDocument(name=row.name, data=row.make()))
    except LerError as error:
        return error
    return None


QUICK = [row for row in ROWS if row not in PICTURES or READ not in row.expect]
"""Recognising the text of pictures takes seconds for each; `tests/documents/test_ocr.py` has small ones."""


@pytest.mark.parametrize("row", QUICK, ids=lambda row: row.format)
def test_a_file_is_read_or_refused_with_a_code_and_a_hint(row: Row) -> None:
    refused = _refusal(row)
    assert (READ if refused is None else refused.code) in row.expect
    if refused is not None:
        assert refused.code in CODES
        assert refused.message
        assert len(refused.advice) > 20
        assert "Brandt" not in refused.message


def test_every_format_has_one_row_of_its_own_name() -> None:
    names = [row.format for row in ROWS]
    assert len(names) == len(set(names))
