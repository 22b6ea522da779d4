"""Each kind of bad file has its own outcome, and stops no other."""

import shutil
from pathlib import Path

import pytest

from app import errors
from tests.cli import sources
from tests.cli.conftest import Ler
from tests.extraction.test_advertisements import ADVERTISEMENT

_UNREAD = errors.SourceWithoutText if shutil.which("tesseract") else errors.SourceNeedsOcr
"""A picture without any text, where something looks for text in pictures, and where nothing does."""
BAD: dict[type[errors.SourceError], tuple[str, bytes]] = {
    errors.SourceEmpty: ("empty.pdf", b""),
    errors.SourceEncrypted: ("locked.pdf", sources.encrypted()),
    errors.SourceDamaged: ("cut.pdf", sources.pdf()[:700]),
    _UNREAD: ("scan.pdf", sources.picture_only()),
    errors.SourceTooManyPages: ("binder.pdf", sources.pages(10_000)),
    errors.SourceMismatch: ("really-word.pdf", sources.word()),
    errors.SourceUnsupported: ("noise.dat", bytes(range(256)) * 8),
}


@pytest.mark.parametrize("error", BAD, ids=lambda error: error.code)
def test_a_bad_file_has_its_own_code_status_and_hint_and_the_good_one_is_still_converted(
    error: type[errors.SourceError], ler: Ler, tmp_path: Path
) -> None:
    bad = sources.write(tmp_path, *BAD[error])
    good = sources.write(tmp_path, "good.pdf", sources.pdf())
    out = tmp_path / "out"
    ran = ler("draft", bad, good, "--out", out, "--json")
    assert ran.status == error.exit_status
    assert f"error [{error.code}]: {bad.name}: " in ran.err
    assert "  hint: " in ran.err
    failed, drafted = ran.json["inputs"]
    assert (failed["state"], failed["failure"]["code"], failed["files"]) == ("failed", error.code, [])
    assert (drafted["state"], drafted["files"]) == ("draft", ["good.draft.json"])
    assert [path.name for path in out.iterdir()] == ["good.draft.json"]


def test_files_that_fail_in_several_ways_end_with_20_and_the_good_one_is_signed(ler: Ler, tmp_path: Path) -> None:
    paths = [sources.write(tmp_path, name, data) for name, data in BAD.values()]
    good = sources.write(tmp_path, "good.docx", sources.word())
    ran = ler("convert", *paths, tmp_path / "nowhere.pdf", good, "--confirm", "stated", "--out", tmp_path / "out")
    assert ran.status == errors.SEVERAL_FAILURES
    for code in [*(error.code for error in BAD), "source.not-found"]:
        assert f"error [{code}]: " in ran.err
        assert code in ran.out
    assert {path.name.partition(".")[0] for path in (tmp_path / "out").iterdir()} == {"good"}


def test_when_all_fail_nothing_is_made_at_all(ler: Ler, tmp_path: Path) -> None:
    bad = sources.write(tmp_path, "empty.pdf", b"")
    assert ler("draft", bad, "--out", tmp_path / "out").status == errors.SourceEmpty.exit_status
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("draft",), ("convert", "--confirm", "stated"), ("convert", "--confirm", "all")])
def test_a_document_without_claims_was_read_and_is_no_failure(words: tuple[str], ler: Ler, tmp_path: Path) -> None:
    path = sources.write(tmp_path, "letter.txt", b"zzzz qqqq\n")
    ran = ler(words[0], path, *words[1:], "--out", tmp_path / "out", "--json")
    assert ran.status == 0
    (outcome,) = ran.json["inputs"]
    assert (outcome["state"], outcome["failure"], outcome["files"]) == ("nothing found", None, ["letter.draft.json"])


@pytest.mark.parametrize("columns", [60, 80])
def test_the_table_can_be_read_when_files_fail(
    columns: int, ler: Ler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    binder = sources.write(tmp_path, "my-whole-binder.pdf", BAD[errors.SourceTooManyPages][1])
    good = sources.write(tmp_path, "resume-rosa-quill.pdf", sources.pdf())
    table = ler("convert", binder, good, "--confirm", "stated", "--out", tmp_path / "out").out.splitlines()
    rows = [line.split() for line in table[2:5]]
    assert rows[0] == ["my-whole-binder.pdf", "failed"]
    assert rows[1] == ["source.too-many-pages"]
    assert (rows[2][0], rows[2][-1]) == ("resume-rosa-quill.pdf", "signed")
    assert max(map(len, table[:5])) <= columns


def test_among_several_files_an_advertisement_is_told_to_be_one(ler: Ler, tmp_path: Path) -> None:
    asks = sources.write(tmp_path, "posting.txt", ADVERTISEMENT.encode())
    good = sources.write(tmp_path, "good.pdf", sources.pdf())

    ran = ler("draft", asks, good, "--out", tmp_path / "out", "--json")

    assert "note: posting.txt: it reads like an advertisement of a job" in ran.err
    told = {Path(row["path"]).name: row["notes"] for row in ran.json["inputs"]}
    assert told["good.pdf"] == []
    assert len(told["posting.txt"]) == 1


def test_files_of_a_folder_that_are_not_read_are_named(ler: Ler, tmp_path: Path) -> None:
    folder = tmp_path / "resumes"
    folder.mkdir()
    sources.write(folder, "good.pdf", sources.pdf())
    for name in (
        "history.csv",
        "resume",
        "all.zip",
        "Thumbs.db",
        ".DS_Store",
        "~$good.docx",
        "old.draft.json",
        "m.json",
    ):
        sources.write(folder, name, b"x")
    (folder / "link.txt").symlink_to("/etc/hostname")
    ran = ler("draft", folder, "--out", tmp_path / "out", "--json")
    notes = [line for line in ran.err.splitlines() if line.startswith("note: not read")]
    assert [note.rpartition(": ")[2] for note in notes] == ["all.zip, m.json", "history.csv, resume", "link.txt"]
    assert "it holds no record of a worker" in notes[0]
    assert "leads out of the folder" in notes[2]
    assert [(one["path"], one["why"]) for one in ran.json["left_out"]] == [
        ("all.zip", "no-record"),
        ("history.csv", "other-kind"),
        ("link.txt", "leads-out"),
        ("m.json", "no-record"),
        ("resume", "other-kind"),
    ]
    assert len(ran.json["inputs"]) == 1
    ran = ler("draft", folder / "good.pdf", "--out", tmp_path / "out", "--json")
    assert "note" not in ran.err


def test_a_draft_that_is_to_be_signed_is_told_from_a_record_that_is_broken(ler: Ler, tmp_path: Path) -> None:
    ler("draft", sources.write(tmp_path, "good.pdf", sources.pdf()), "--out", tmp_path)
    ran = ler("issue", tmp_path / "good.draft.json")
    assert ran.status == errors.RecordInvalid.exit_status
    assert "This is a draft" in ran.err
    assert "Decide with `ler review`" in ran.err
    broken = sources.write(tmp_path, "good.record.json", b"{}")
    assert "This is not a record" in ler("issue", broken).err


def test_a_value_that_cannot_be_used_is_told_in_plain_words(ler: Ler, tmp_path: Path) -> None:
    ran = ler("convert", tmp_path, "--confirm", "maybe")
    assert (ran.status, "Value error" in ran.err) == (2, False)
    assert "'maybe' is not one of 'none', 'stated', 'all'." in ran.err
    ran = ler("batch", "status", "999")
    assert (ran.status, "UUID" in ran.err.replace("[ID]", "")) == (2, False)
    assert "an id is 36 letters and figures" in " ".join(ran.err.split())


def test_what_is_wrong_with_a_file_is_told_in_words(ler: Ler, tmp_path: Path) -> None:
    other = sources.write(tmp_path, "other.json", b'{"schema": "something/1", "a": 1}')
    for words in (("issue", other), ("issue", sources.write(tmp_path, "resume.pdf", sources.pdf()))):
        assert "This is not a record, but a file of another kind." in ler(*words).err
    ran = ler("issue", tmp_path / "none.record.json")
    assert "there is no such file" in ran.err
    assert "again" not in ran.err
    ran = ler("verify", tmp_path / "none.json")
    assert (ran.status, "there is no such file" in ran.err) == (errors.CredentialUnreadable.exit_status, True)
    assert "W3C" not in ran.err
    ler("convert", sources.write(tmp_path, "good.pdf", sources.pdf()), "--confirm", "stated", "--out", tmp_path)
    assert "This is not a record, but a file of another kind." in ler("issue", tmp_path / "good.ler.json").err
    record = (tmp_path / "good.record.json").read_bytes().replace(b'"decided_at"', b'"decided_when"')
    ran = ler("issue", sources.write(tmp_path, "changed.record.json", record))
    assert "2 things are not as they should be, first at decided_at" in ran.err


def test_what_was_signed_before_is_not_said_to_be_unsigned(ler: Ler, tmp_path: Path) -> None:
    good = sources.write(tmp_path, "good.pdf", sources.pdf())
    ler("convert", good, "--confirm", "stated", "--out", tmp_path / "out")
    ran = ler("draft", good, "--out", tmp_path / "out")
    assert "Nothing new of good.pdf is signed; what was signed before is as it was." in ran.out
