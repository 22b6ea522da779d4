"""What was made of the rows of a batch is named so that any file system takes it."""

import uuid

import pytest

from app.flows.hosted.batch_export import _name
from app.store.model import BatchRow, RowState


@pytest.mark.parametrize(
    ("name", "person", "expected"),
    [
        ("resumes/Ann Roe.pdf", "p-7", "000004-Ann-Roe-p-7"),
        ("../../etc/passwd", None, "000004-passwd"),
        ("", None, "000004"),
    ],
)
def test_the_name_is_the_number_and_the_source(name: str, person: str | None, expected: str) -> None:
    assert _name(_row(name, person)) == expected


def test_a_long_name_in_any_script_is_cut_by_its_bytes() -> None:
    made = _name(_row("履" * 200 + ".pdf", "歴" * 90))
    assert len(f"{made}.record.json".encode()) <= 255
    assert made.startswith("000004-履")


def _row(name: str, person: str | None) -> BatchRow:
    return BatchRow(
        id=uuid.uuid4(),
        number=4,
        state=RowState.DONE,
        code=None,
        source={"name": name, "person": person},
        worker_id=None,
        document_id=None,
        claims=0,
        cost=0,
        attempts=1,
    )
