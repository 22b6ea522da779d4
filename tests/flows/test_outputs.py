"""What is written appears whole or not at all."""

from pathlib import Path

import pytest

from app.errors import OutputRefused
from app.flows.outputs import check, json_bytes, place
from app.review.decide import load_draft
from tests.flows.drafts import draft


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_and_folders_are_placed_and_no_scaffolding_stays(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    names = place(out, {"a.ler.json": b"1", "a.credentials/01-x.json": b"2", "a.draft.json": b"3"})
    assert names == ("a.credentials/01-x.json", "a.draft.json", "a.ler.json")
    assert listed(out) == ["a.credentials", *names]


def test_a_folder_of_an_earlier_call_is_replaced_as_a_whole(tmp_path: Path) -> None:
    place(tmp_path, {"a.credentials/01-x.json": b"1", "a.credentials/02-y.json": b"2"})
    place(tmp_path, {"a.credentials/01-z.json": b"3"})
    assert listed(tmp_path) == ["a.credentials", "a.credentials/01-z.json"]


def test_when_one_file_cannot_be_written_none_is_placed(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        place(tmp_path, {"a.draft.json": b"1", f"{'n' * 300}.json": b"2"})
    assert listed(tmp_path) == []


def test_an_output_folder_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    for out in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OutputRefused, match="is a file"):
            check(out)
    check(tmp_path / "made" / "later")
    assert listed(tmp_path) == ["out"]


def test_a_draft_that_was_written_is_read_back_the_same() -> None:
    assert load_draft(json_bytes(draft())) == draft()
