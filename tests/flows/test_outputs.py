"""What is written appears whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import OutputRefused
from app.flows.outputs import check, json_bytes, make_folder, place, write_pieces
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


def test_what_is_written_is_for_this_account_alone_and_folders_that_were_there_keep_their_permissions(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o755)
    out = tmp_path / "new" / "out"
    place(out, {"a.ler.json": b"1", "a.credentials/01-x.json": b"2"})
    assert {oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*") if path.is_file()} == {"0o600"}
    folders = (tmp_path, out.parent, out, out / "a.credentials")
    assert [oct(folder.stat().st_mode & 0o777) for folder in folders] == ["0o755", "0o700", "0o700", "0o700"]


@pytest.mark.parametrize("at", ["a.credentials", "a.draft.json", "a.ler.json"])
def test_a_replacement_that_is_interrupted_leaves_everything_as_it_was(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, {"a.credentials/01-x.json": b"1", "a.ler.json": b"2"})
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == at and path.parent.name == "new":
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        place(tmp_path, {"a.credentials/02-y.json": b"3", "a.ler.json": b"4", "a.draft.json": b"5"})
    assert listed(tmp_path) == ["a.credentials", "a.credentials/01-x.json", "a.ler.json"]
    assert (tmp_path / "a.ler.json").read_bytes() == b"2"


def test_files_of_one_input_change_together_or_not_at_all(tmp_path: Path) -> None:
    place(tmp_path, {"a.credentials/01-x.json": b"1", "a.draft.json": b"2"})
    os.mkfifo(tmp_path / "a.ler.json")
    with pytest.raises(OutputRefused, match="not a plain file"):
        place(tmp_path, {"a.credentials/02-y.json": b"3", "a.draft.json": b"4", "a.ler.json": b"5"})
    assert listed(tmp_path) == ["a.credentials", "a.credentials/01-x.json", "a.draft.json", "a.ler.json"]
    assert (tmp_path / "a.draft.json").read_bytes() == b"2"


def test_a_folder_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        make_folder(tmp_path / "out")


def test_an_output_folder_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    for out in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OutputRefused, match="is a file"):
            check(out)
    check(tmp_path / "made" / "later")
    assert listed(tmp_path) == ["out"]


def test_a_draft_that_was_written_is_read_back_the_same() -> None:
    assert load_draft(json_bytes(draft())) == draft()


def test_pieces_make_one_file_for_this_account_alone_and_none_when_they_end_early(tmp_path: Path) -> None:
    def pieces(*, whole: bool) -> Iterator[bytes]:
        yield b"12"
        if not whole:
            raise OSError(5, "gone")
        yield b"345"

    path = tmp_path / "drafts.zip"
    with pytest.raises(OSError, match="gone"):
        write_pieces(path, pieces(whole=False))
    assert listed(tmp_path) == []
    assert write_pieces(path, pieces(whole=True)) == 5
    assert (path.read_bytes(), oct(path.stat().st_mode & 0o777)) == (b"12345", "0o600")
    with pytest.raises(FileExistsError):
        write_pieces(path, pieces(whole=True))
    assert path.read_bytes() == b"12345"
